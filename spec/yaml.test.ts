import { describe, expect, test } from 'vitest'
import { parseYaml, type Yaml } from './yaml.js'

function parsed(text: string): Yaml & { kind: 'parsed' } {
  const yaml = parseYaml(text)
  if (yaml.kind === 'broken') throw new Error(yaml.message)
  return yaml
}

describe('reads', () => {
  test.each([
    ['YAML', 'a: 1\nb: [x, true, null]', { a: 1, b: ['x', true, null] }],
    ['JSON', '{"a": 1, "b": {"c": [2]}}', { a: 1, b: { c: [2] } }],
    ['a byte order mark', '\uFEFFa: 1', { a: 1 }],
    ['keys that look like numbers as words', '200: ok', { 200: 'ok' }],
    ['dates and yes as plain words', 'a: 2012-01-01\nb: yes', { a: '2012-01-01', b: 'yes' }],
    ['aliases', 'a: &x {b: 1}\nc: *x', { a: { b: 1 }, c: { b: 1 } }],
    [
      'merge keys, what is written wins',
      'a: &x {b: 1, c: 2}\nd: {<<: *x, c: 3}',
      { a: { b: 1, c: 2 }, d: { b: 1, c: 3 } },
    ],
    [
      'a merge key with several sources, the first wins',
      'a: &x {b: 1}\nc: &y {b: 2, d: 3}\ne:\n  <<: [*x, *y]',
      { a: { b: 1 }, c: { b: 2, d: 3 }, e: { b: 1, d: 3 } },
    ],
  ])('%s', (_name, text, value) => {
    expect(parsed(text).value).toEqual(value)
  })
})

describe('finds the place of a pointer', () => {
  const text = `a: &x
  b: 1
  'q/r': "s"
c:
  <<: *x
  d: [1, {e: 2}, *x]
f:
  - g: 1
    h: 2
  - 'str'
k:
`
  test.each([
    ['', 1, 1],
    ['/a/b', 2, 3],
    ['/a/q~1r', 3, 3],
    ['/c/b', 2, 3],
    ['/c/d', 6, 3],
    ['/c/d/1/e', 6, 11],
    ['/c/d/2', 6, 18],
    ['/c/d/2/b', 2, 3],
    ['/f/0/h', 9, 5],
    ['/f/1', 10, 5],
    ['/k', 11, 1],
    ['/k/nothing/there', 11, 1],
    ['/f/9', 7, 1],
    ['/nothing', 1, 1],
  ])('"%s" is at %i:%i', (pointer, line, column) => {
    expect(parsed(text).locate(pointer)).toEqual({ line, column })
  })

  test('of JSON as well', () => {
    expect(parsed('{\n  "a": {\n    "b": 1\n  }\n}').locate('/a/b')).toEqual({ line: 3, column: 5 })
  })
})

describe('says why a text is not one document', () => {
  const bomb = ['a: &a [x, x, x, x, x, x, x, x, x, x]']
  for (const [index, name] of [...'bcdefghi'].entries()) {
    const before = 'abcdefgh'[index]
    bomb.push(`${name}: &${name} [${Array(10).fill(`*${before}`).join(', ')}]`)
  }

  test.each([
    ['an empty text', '', 1, 1, 'The file is empty.'],
    ['nothing but a comment', '# soon', 1, 1, 'The file is empty.'],
    ['two documents', 'a: 1\n---\nb: 1', 3, 1, 'A second document begins here; one is read.'],
    ['a key that is there twice', 'a: 1\nb: 1\na: 2', 3, 1, 'Duplicated mapping key.'],
    ['an alias of nothing', 'a: *nothing', 1, 5, 'Unidentified alias "nothing".'],
    ['an alias of itself', 'a: &a {b: *a}', 1, 1, 'An alias here contains itself, so the document has no end.'],
    ['an alias bomb', bomb.join('\n'), 1, 1, 'The aliases multiply each other to more than 2000000 values.'],
    ['nesting without end', `a: ${'['.repeat(5000)}`, 1, 103, 'This is nested more than 100 deep.'],
    ['a tag of a language', 'a: !!js/function x', 1, 4, 'Unknown scalar tag !<tag:yaml.org,2002:js/function>.'],
  ])('%s', (_name, text, line, column, message) => {
    expect(parseYaml(text)).toEqual({ kind: 'broken', at: { line, column }, message })
  })
})
