import fc from 'fast-check'
import { expect, test } from 'vitest'
import { findJsonFault } from './json-fault.js'

test.each<[name: string, given: string, want: string]>([
  ['nothing', '', 'line 1, column 1: a value is expected, but the body ends'],
  ['a word', 'hello', 'line 1, column 1: a value is expected, but there is "h"'],
  ['single quotes', "{'a': 1}", `line 1, column 2: a name in double quotes is expected, but there is "'"`],
  ['a comma too many', '{"a": 1,\n}', 'line 2, column 1: a name in double quotes is expected, but there is "}"'],
  ['a comma too few', '[1 2]', 'line 1, column 4: "," or "]" is expected, but there is "2"'],
  ['no colon', '{"a" 1}', 'line 1, column 6: ":" is expected, but there is "1"'],
  ['an open text', '"a', "line 1, column 3: the string's closing double quote is expected, but the body ends"],
  [
    'a line break in a text',
    '"a\nb"',
    'line 1, column 3: a string holds a line break or another control character; write it as \\n or \\u…',
  ],
  [
    'an escape that is none',
    '"\\x"',
    'line 1, column 2: \\", \\\\, \\n or another escape of JSON is expected, but there is "\\\\"',
  ],
  ['a leading zero', '012', 'line 1, column 2: the end of the body is expected, but there is "1"'],
  ['a bare point', '1.', 'line 1, column 3: a digit is expected, but the body ends'],
  ['a plus', '+1', 'line 1, column 1: a value is expected, but there is "+"'],
  ['something after it', '{} x', 'line 1, column 4: the end of the body is expected, but there is "x"'],
])('a fault has its line and column: %s', (_, given, want) => {
  expect(findJsonFault(given)?.sentence).toBe(want)
})

test('it finds a fault exactly where JSON.parse does not read the text', () => {
  const pieces = fc.constantFrom(
    '{',
    '}',
    '[',
    ']',
    ',',
    ':',
    '"',
    '"a"',
    '1',
    '-',
    '0',
    '.',
    'e',
    '+',
    ' ',
    '\n',
    'true',
    'null',
    '\\',
    '\\u00e4',
    'ü',
    '\u0001',
  )
  const texts = fc.oneof(
    fc.json(),
    fc.array(pieces, { maxLength: 12 }).map((parts) => parts.join('')),
    fc.tuple(fc.json(), fc.nat(), pieces).map(([text, at, piece]) => {
      const place = at % (text.length + 1)
      return text.slice(0, place) + piece + text.slice(place + 1)
    }),
  )
  fc.assert(
    fc.property(texts, (text) => (findJsonFault(text) === undefined) === isJson(text)),
    { numRuns: 1000 },
  )
})

function isJson(text: string): boolean {
  try {
    JSON.parse(text)
    return true
  } catch {
    return false
  }
}
