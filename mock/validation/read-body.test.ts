import { expect, test } from 'vitest'
import type { Upload } from '../exchange.js'
import { bodyOf, createExample, summarize } from './example-api.js'

const { send } = createExample()
const bytes = (...values: number[]) => new Uint8Array(values)
const CUT = '; was it cut off? In a shell, put the whole body in quotes'

test.each<[name: string, operation: string, type: string, body: string | Uint8Array | null, want: unknown]>([
  ['JSON', 'putMember', 'application/json', '{"first_name":"Ann"}', { first_name: 'Ann' }],
  [
    'JSON with a charset',
    'putMember',
    'Application/JSON; charset="UTF-8"',
    '{"first_name":"Ann"}',
    { first_name: 'Ann' },
  ],
  ['no type at all', 'putMember', '', '{"first_name":"Ann"}', { first_name: 'Ann' }],
  ['a byte order mark', 'putMember', '', '\uFEFF{"first_name":"Ann"}', { first_name: 'Ann' }],
  ['a repeated field: the last one', 'putMember', '', '{"first_name":"Ann","first_name":"Bo"}', { first_name: 'Bo' }],
  [
    'what curl -d says of JSON',
    'sendFormOrJson',
    'application/x-www-form-urlencoded',
    ' \n{"first_name":"Ann"}',
    { first_name: 'Ann' },
  ],
  ['a form after all', 'sendFormOrJson', 'application/x-www-form-urlencoded', 'a=1&b=2&b=3', { a: '1', b: ['2', '3'] }],
  [
    'a form',
    'sendForm',
    'application/x-www-form-urlencoded',
    'name=Ann+B&age=3&tags=1&tags=2&born=2001-01-01',
    { name: 'Ann B', age: 3, tags: [1, 2], born: '2001-01-01T00:00:00.000+0000' },
  ],
  [
    'lists and objects in a form',
    'sendForm',
    'application/x-www-form-urlencoded',
    'name=A&tags=[1,2]&shelf={"value":"Poetry","label":"x"}',
    { name: 'A', tags: [1, 2], shelf: { value: 'Poetry' } },
  ],
  ['nothing, where nothing is needed', 'sendForm', 'application/json', null, undefined],
  ['white space, where nothing is needed', 'sendFormOrJson', 'application/json', ' \n', undefined],
  ['text', 'upload', 'text/plain', 'abc', 'abc'],
  ['bytes', 'upload', 'application/octet-stream', bytes(0, 255), bytes(0, 255)],
  ['JSON for an operation that takes anything', 'anything', 'application/json', '[1]', [1]],
  ['nothing said to one that takes anything', 'anything', '', '[1]', [1]],
  ['a picture for one that takes anything', 'anything', 'image/png', bytes(1), bytes(1)],
  ['a body where none is taken', 'getMember', 'application/json', '{broken', undefined],
])('a body is read by its type: %s', (_, operation, type, body, want) => {
  expect(bodyOf(send(operation, body, type))).toEqual(want)
})

test.each<[name: string, operation: string, type: string, body: string | Uint8Array | null, want: string]>([
  [
    'nothing',
    'putMember',
    'application/json',
    null,
    'missing-body: The body is missing: this operation needs one of type application/json.',
  ],
  [
    'no byte',
    'putMember',
    '',
    bytes(),
    'missing-body: The body is missing: this operation needs one of type application/json.',
  ],
  [
    'white space',
    'putMember',
    '',
    ' \n',
    'missing-body: The body is missing: this operation needs one of type application/json.',
  ],
  [
    'another type',
    'upload',
    'application/pdf',
    'x',
    'unsupported-media-type: The body must be of type multipart/form-data, application/octet-stream or text/plain, not application/pdf.',
  ],
  [
    'JSON by another name',
    'putMember',
    'text/plain;charset=UTF-8',
    '{}',
    'unsupported-media-type: The body must be of type application/json, not text/plain;charset=UTF-8; send it with the header "Content-Type: application/json".',
  ],
  [
    'a form',
    'putMember',
    'application/x-www-form-urlencoded',
    'a=b',
    'unsupported-media-type: The body must be of type application/json, not application/x-www-form-urlencoded.',
  ],
  [
    'no media type',
    'putMember',
    'json',
    '{}',
    'unsupported-media-type: The body must be of type application/json, not json; send it with the header "Content-Type: application/json".',
  ],
  [
    'another charset',
    'putMember',
    'application/json; charset=latin1',
    '{}',
    'malformed-body: The body must be encoded in UTF-8, not latin1.',
  ],
  ['broken UTF-8', 'putMember', '', bytes(0x7b, 0xff, 0x7d), 'malformed-body: The body is not valid UTF-8.'],
  [
    'a brace',
    'putMember',
    '',
    '{',
    `malformed-body: The body is not JSON: line 1, column 2: a name in double quotes is expected, but the body ends${CUT}.`,
  ],
  [
    'a word of an unquoted variable',
    'putMember',
    '',
    '{"first_name":',
    `malformed-body: The body is not JSON: line 1, column 15: a value is expected, but the body ends${CUT}.`,
  ],
  [
    'bare names',
    'putMember',
    '',
    '{first_name: 1}',
    'malformed-body: The body is not JSON: line 1, column 2: a name in double quotes is expected, but there is "f".',
  ],
  [
    'a depth of 100,000',
    'putMember',
    '',
    '['.repeat(100_000),
    'malformed-body: The body is nested deeper than 200 levels.',
  ],
  [
    'a number beyond all bounds',
    'putMember',
    '',
    '{"loans":1e999}',
    'malformed-body: The body holds a number beyond what JSON tools can carry (1.8e308).',
  ],
  [
    'a text against its schema',
    'upload',
    'text/plain',
    'abcdef',
    'invalid-value: The body must have at most 5 characters.',
  ],
  ['an array for an object', 'putMember', '', '[]', 'wrong-type: The body must be an object, not an array.'],
  ['null', 'putMember', '', 'null', 'wrong-type: The body must be an object, not null.'],
  [
    'one field twice',
    'sendForm',
    'application/x-www-form-urlencoded',
    'name=a&name=b',
    'invalid-value: name must be given once, not 2 times.',
  ],
  [
    'text for a number',
    'sendForm',
    'application/x-www-form-urlencoded',
    'name=a&age=old',
    'wrong-type: age must be an integer, not "old".',
  ],
  ['a multipart form without boundary', 'upload', 'multipart/form-data', 'x', 'promised'],
])('a body that cannot be taken is told so: %s', (_, operation, type, body, want) => {
  expect(summarize(send(operation, body, type))).toBe(want)
})

test('zero may be negative, and half of a character may stand alone', () => {
  expect(bodyOf(send('putMember', '{"first_name":"Ann","loans":-0,"note":"\\ud800"}'))).toEqual({
    first_name: 'Ann',
    loans: -0,
    note: '\ud800',
  })
})

function multipart(fields: readonly (readonly [string, string | File])[]): Response {
  const form = new FormData()
  for (const [name, value] of fields) form.append(name, value)
  return new Response(form)
}

async function sendMultipart(fields: readonly (readonly [string, string | File])[]) {
  const response = multipart(fields)
  const body = new Uint8Array(await response.arrayBuffer())
  return send('upload', body, response.headers.get('content-type') ?? '')
}

const picture = new File(['abc'], 'a.png', { type: 'image/png' })
const upload: Upload = { name: 'a.png', mediaType: 'image/png', bytes: new TextEncoder().encode('abc') }

test('a multipart form is promised: files are uploads, other fields have their types', async () => {
  const reading = await sendMultipart([
    ['file', picture],
    ['copies', '2'],
    ['more', picture],
    ['shelf', '{"value":"Poetry"}'],
  ])
  expect(bodyOf(reading)).toEqual({ file: upload, copies: 2, more: [upload], shelf: { value: 'Poetry' } })
})

test.each<[name: string, given: readonly (readonly [string, string | File])[], want: string]>([
  ['text for a file', [['file', 'abc']], 'wrong-type: file must be a file, not text; with curl: -F file=@FILE.'],
  ['no file', [['copies', '2']], 'missing-field: file is missing.'],
  [
    'another name',
    [
      ['file', picture],
      ['fil', picture],
    ],
    'unknown-field: fil is not a field of the model; did you mean "file"?',
  ],
  ['too long', [['file', new File(['a'.repeat(11)], 'a')]], 'invalid-value: file must have at most 10 characters.'],
  [
    'two for one',
    [
      ['file', picture],
      ['file', picture],
    ],
    'invalid-value: file must be given once, not 2 times.',
  ],
  [
    'a file for a number',
    [
      ['file', picture],
      ['copies', picture],
    ],
    'wrong-type: copies must be an integer, not "a file".',
  ],
])('a multipart form with a fault gets one clear sentence: %s', async (_, given, want) => {
  expect(summarize(await sendMultipart(given))).toBe(want)
})

test.each([
  ['without a boundary', 'multipart/form-data', 'x', 'its Content-Type names no boundary'],
  [
    'cut off',
    'multipart/form-data; boundary=x',
    '--x\r\nContent-Disposition: form-data; name="a"\r\n\r\n1',
    'a part of it is broken or cut off',
  ],
])('a multipart form that cannot be read is malformed: %s', async (_, type, body, want) => {
  expect(summarize(await send('upload', body, type))).toBe(`malformed-body: The body is not a multipart form: ${want}.`)
})
