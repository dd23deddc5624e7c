import { expect, test } from 'vitest'
import type { JsonObject } from '../../spec/index.js'
import { createExample, summarize } from './example-api.js'

const integers = { type: 'array', items: { type: 'integer' } }
const color = { type: 'object', properties: { R: { type: 'integer' }, G: { type: 'integer' } } }

function readQuery(parameter: JsonObject, query: string) {
  const { read } = createExample([{ name: 'q', in: 'query', ...parameter }])
  const reading = read('search', { query: new URLSearchParams(query) })
  return !(reading instanceof Promise) && reading.kind === 'read' ? reading.call.parameters.query : summarize(reading)
}

test.each<[name: string, parameter: JsonObject, query: string, want: unknown]>([
  ['an integer', { schema: { type: 'integer' } }, 'q=5', { q: 5 }],
  ['a negative zero', { schema: { type: 'integer' } }, 'q=-0', { q: 0 }],
  ['a number', { schema: { type: 'number' } }, 'q=1.5e3', { q: 1500 }],
  ['true', { schema: { type: 'boolean' } }, 'q=true', { q: true }],
  ['digits that are text', { schema: { type: 'string' } }, 'q=007', { q: '007' }],
  [
    'a type behind references',
    { schema: { allOf: [{ $ref: '#/components/schemas/Member/properties/loans' }] } },
    'q=5',
    { q: 5 },
  ],
  ['an enum of numbers', { schema: { enum: [1, 2] } }, 'q=2', { q: 2 }],
  ['nothing, which may be', { schema: { type: ['integer', 'null'] } }, 'q=', { q: null }],
  ['one of two types', { schema: { anyOf: [{ type: 'integer' }, { type: 'string' }] } }, 'q=x', { q: 'x' }],
  [
    'a date',
    { schema: { $ref: '#/components/schemas/Moment' } },
    'q=2026-01-02',
    { q: '2026-01-02T00:00:00.000+0000' },
  ],
  ['absent', { schema: { type: 'integer' } }, 'other=5', {}],
  ['repeated', { schema: integers }, 'q=1&q=2', { q: [1, 2] }],
  ['with commas', { schema: integers, explode: false }, 'q=1,2', { q: [1, 2] }],
  ['with spaces', { schema: integers, style: 'spaceDelimited', explode: false }, 'q=1%202', { q: [1, 2] }],
  ['with bars', { schema: integers, style: 'pipeDelimited', explode: false }, 'q=1|2', { q: [1, 2] }],
  ['an object in parts', { schema: color }, 'R=1&G=2', { q: { R: 1, G: 2 } }],
  ['an object in one', { schema: color, explode: false }, 'q=R,1,G,2', { q: { R: 1, G: 2 } }],
  ['an object in brackets', { schema: color, style: 'deepObject' }, 'q[R]=1&q[G]=2', { q: { R: 1, G: 2 } }],
  [
    'a deeper one',
    { schema: { type: 'object', properties: { c: color, l: integers } }, style: 'deepObject' },
    'q[c][R]=1&q[l]=1&q[l]=2',
    { q: { c: { R: 1 }, l: [1, 2] } },
  ],
  ['JSON', { content: { 'application/json': { schema: color } } }, 'q={"R":1}', { q: { R: 1 } }],
])('a query parameter is read: %s', (_, parameter, query, want) => {
  expect(readQuery(parameter, query)).toEqual(want)
})

test.each<[name: string, parameter: JsonObject, query: string, want: string]>([
  [
    'a word for an integer',
    { schema: { type: 'integer' } },
    'q=five',
    'wrong-type: The query parameter q must be an integer, not "five".',
  ],
  [
    'nothing for an integer',
    { schema: { type: 'integer' } },
    'q=',
    'wrong-type: The query parameter q must be an integer, not "".',
  ],
  [
    'an unsafe integer',
    { schema: { type: 'integer' } },
    'q=9007199254740993',
    'invalid-value: The query parameter q must lie between -9007199254740991 and 9007199254740991.',
  ],
  [
    'a number beyond all bounds',
    { schema: { type: 'number' } },
    'q=1e999',
    'wrong-type: The query parameter q must be a number, not "1e999".',
  ],
  [
    'another truth',
    { schema: { type: 'boolean' } },
    'q=yes',
    'wrong-type: The query parameter q must be true or false, not "yes".',
  ],
  [
    'out of range',
    { schema: { type: 'integer', maximum: 5 } },
    'q=6',
    'invalid-value: The query parameter q must be at most 5.',
  ],
  ['missing', { schema: { type: 'integer' }, required: true }, '', 'missing-field: The query parameter q is missing.'],
  [
    'twice',
    { schema: { type: 'integer' } },
    'q=1&q=2',
    'invalid-value: The query parameter q must be given once, not 2 times.',
  ],
  [
    'broken encoding',
    { schema: { type: 'string' } },
    'q=%ff',
    'invalid-value: The query parameter q is not percent-encoded UTF-8.',
  ],
  [
    'a wrong item',
    { schema: integers },
    'q=1&q=x',
    'wrong-type: The query parameter q[1] must be an integer, not "x".',
  ],
  [
    'half a pair',
    { schema: color, explode: false },
    'q=R,1,G',
    'invalid-value: The query parameter q must be written as name,value,name,value.',
  ],
  ['a part twice', { schema: color }, 'R=1&R=2', 'invalid-value: The query parameter q must give R once, not 2 times.'],
  [
    'a prototype',
    { schema: color, style: 'deepObject' },
    'q[__proto__]=1',
    'invalid-value: The query parameter q must be written as q[property]=value.',
  ],
  [
    'broken JSON',
    { content: { 'application/json': { schema: color } } },
    'q={',
    'wrong-type: The query parameter q is not JSON: line 1, column 2: a name in double quotes is expected, but the body ends; was it cut off? In a shell, put the whole body in quotes.',
  ],
  [
    'a prototype in JSON',
    { content: { 'application/json': { schema: color } } },
    'q={"__proto__":1}',
    'invalid-value: The query parameter q must not have a field named __proto__.',
  ],
])('a query parameter that cannot be taken is told so: %s', (_, parameter, query, want) => {
  expect(readQuery(parameter, query)).toBe(want)
})

function readPath(parameter: JsonObject, text: string, path = `/search/${text}`) {
  const { read } = createExample([{ name: 'p', in: 'path', required: true, ...parameter }], '/search/{p}')
  const reading = read('search', { path, pathParameters: { p: text } })
  return !(reading instanceof Promise) && reading.kind === 'read' ? reading.call.parameters.path.p : summarize(reading)
}

test.each<[name: string, parameter: JsonObject, text: string, want: unknown]>([
  ['simple', { schema: { type: 'integer' } }, '5', 5],
  ['simple list', { schema: integers }, '1,2', [1, 2]],
  ['simple object', { schema: color }, 'R,1,G,2', { R: 1, G: 2 }],
  ['simple object, exploded', { schema: color, explode: true }, 'R=1,G=2', { R: 1, G: 2 }],
  ['label', { schema: { type: 'integer' }, style: 'label' }, '.5', 5],
  ['label list', { schema: integers, style: 'label' }, '.1,2', [1, 2]],
  ['label list, as earlier versions wrote it', { schema: integers, style: 'label' }, '.1.2', [1, 2]],
  ['label list, exploded', { schema: integers, style: 'label', explode: true }, '.1.2', [1, 2]],
  ['label object, exploded', { schema: color, style: 'label', explode: true }, '.R=1.G=2', { R: 1, G: 2 }],
  ['matrix', { schema: { type: 'integer' }, style: 'matrix' }, ';p=5', 5],
  ['matrix list', { schema: integers, style: 'matrix' }, ';p=1,2', [1, 2]],
  ['matrix list, exploded', { schema: integers, style: 'matrix', explode: true }, ';p=1;p=2', [1, 2]],
  ['matrix object', { schema: color, style: 'matrix' }, ';p=R,1,G,2', { R: 1, G: 2 }],
  ['matrix object, exploded', { schema: color, style: 'matrix', explode: true }, ';R=1;G=2', { R: 1, G: 2 }],
  ['a word', { schema: { type: 'integer' } }, 'x', 'wrong-type: The path parameter p must be an integer, not "x".'],
  [
    'without its dot',
    { schema: { type: 'integer' }, style: 'label' },
    '5',
    'invalid-value: The path parameter p must be written as .value.',
  ],
  [
    'without its name',
    { schema: { type: 'integer' }, style: 'matrix' },
    ';q=5',
    'invalid-value: The path parameter p must be written as ;p=value.',
  ],
])('a path parameter is read in its style: %s', (_, parameter, text, want) => {
  expect(readPath(parameter, text)).toEqual(want)
})

test('a path that cannot be decoded is refused, one with an encoded % is not', () => {
  expect(readPath({ schema: { type: 'string' } }, '100%', '/search/100%25')).toBe('100%')
  expect(readPath({ schema: { type: 'string' } }, '%zz', '/search/%zz')).toBe(
    'invalid-value: The path parameter p is not percent-encoded UTF-8.',
  )
})

test('headers and cookies are read', () => {
  const { read } = createExample([
    { name: 'X-Count', in: 'header', schema: integers },
    { name: 'session', in: 'cookie', schema: { type: 'string' } },
    { name: 'n', in: 'cookie', schema: { type: 'integer' } },
  ])
  const headers = new Headers({ 'x-count': '1,2', cookie: 'other=1; session="a%20b"; n=5; n=6' })
  expect(read('search', { headers })).toMatchObject({
    call: { parameters: { header: { 'X-Count': [1, 2] }, cookie: { session: 'a b', n: 5 } } },
  })
  expect(summarize(read('search', { headers: new Headers({ cookie: 'session=%; n=x' }) }))).toBe(
    'invalid-request: The cookie parameter session is not percent-encoded UTF-8; the cookie parameter n must be an integer, not "x".',
  )
})
