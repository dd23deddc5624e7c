import { expect, test } from 'vitest'
import type { JsonValue } from '../../spec/index.js'
import { createExample } from './example-api.js'

const { validation, operation } = createExample()
const member = { id: 1, created: '2020-01-01T00:00:00.000+0000', first_name: 'Ann', card: { number: 1 } }
const JSON_TYPE = 'application/json'

test.each<
  [name: string, status: number, type: string | undefined, body: JsonValue | Uint8Array | undefined, want: string[]]
>([
  ['as documented', 200, JSON_TYPE, member, []],
  ['with a charset', 200, 'application/json; charset=utf-8', member, []],
  ['without a type: JSON', 200, undefined, member, []],
  ['as bytes', 200, JSON_TYPE, new TextEncoder().encode(JSON.stringify(member)), []],
  ['a picture', 200, 'image/png', new Uint8Array([1]), []],
  ['text', 200, 'text/csv', 'a,b', []],
  ['no body', 204, undefined, undefined, []],
  ['a range of statuses', 404, 'application/problem+json', { title: 'x' }, []],
  ['the default', 500, 'text/html', '<p>', []],
  ['a date that is over by now', 200, JSON_TYPE, { ...member, expires: '2020-01-01T00:00:00.000+0000' }, []],
  [
    'a field missing',
    200,
    JSON_TYPE,
    { ...member, card: {} },
    ['GET /members/{id} answers 200, where card.number is missing (/components/schemas/Card/required)'],
  ],
  [
    'a date in a form that only comes in',
    200,
    JSON_TYPE,
    { ...member, created: '2020-01-01' },
    [
      'GET /members/{id} answers 200, where created is no date: "2020-01-01" is not written as YYYY-MM-DDTHH:mm:ss.SSSZZ, YYYY-MM-DDTHH:mm:ss or YYYY-MM-DD, for example 2024-08-16T15:41:07.079+0000 (/components/schemas/Moment/x-timestamp)',
    ],
  ],
  [
    'another type',
    200,
    'application/xml',
    '<a/>',
    ['GET /members/{id} answers 200 with application/xml; the document says application/json, image/* or text/csv'],
  ],
  [
    'no type',
    200,
    'nonsense',
    '<a/>',
    ['GET /members/{id} answers 200 with nonsense; the document says application/json, image/* or text/csv'],
  ],
  [
    'a body where none is',
    204,
    JSON_TYPE,
    {},
    ['GET /members/{id} answers 204 with application/json; the document says no body'],
  ],
  [
    'none where one is',
    200,
    undefined,
    undefined,
    ['GET /members/{id} answers 200 without a body; the document says application/json, image/* or text/csv'],
  ],
  [
    'broken bytes',
    200,
    JSON_TYPE,
    new Uint8Array([0x7b]),
    ['GET /members/{id} answers 200 with application/json, but the body is not JSON'],
  ],
  [
    'the range, broken',
    400,
    'application/problem+json',
    {},
    [
      'GET /members/{id} answers 400, where title is missing (/paths/~1members~1{id}/get/responses/4XX/content/application~1problem+json/schema/required)',
    ],
  ],
])('a reply is held against the document: %s', (_, status, type, body, want) => {
  expect(validation.checkReply(operation('getMember'), status, type, body)).toEqual(want)
})

test('a status that the document does not have is a fault', () => {
  expect(validation.checkReply(operation('putMember'), 404, undefined, undefined)).toEqual([
    'PUT /members/{id} answers 404, which the document does not have: it has 200',
  ])
})
