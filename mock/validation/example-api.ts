/** A small API for the tests of this room: a library and its members. */

import { compile, type JsonObject, type Operation } from '../../spec/index.js'
import type { Problem } from '../exchange.js'
import type { RawCall, Reading } from './index.js'
import { createValidation } from './index.js'

/** 22 November 2026, noon. */
export const NOON = Date.UTC(2026, 10, 22, 12)

const MOMENT = { $ref: '#/components/schemas/Moment' }

const SCHEMAS: JsonObject = {
  Moment: { type: 'string', 'x-timestamp': ['YYYY-MM-DDTHH:mm:ss.SSSZZ', 'YYYY-MM-DDTHH:mm:ss', 'YYYY-MM-DD'] },
  Shelf: {
    type: 'object',
    additionalProperties: false,
    required: ['value', 'label'],
    properties: { value: { type: 'string', enum: ['Fiction', 'Poetry'] }, label: { type: 'string', readOnly: true } },
  },
  Card: {
    type: 'object',
    readOnly: true,
    required: ['number'],
    properties: { number: { type: 'integer' } },
  },
  Record: {
    type: 'object',
    required: ['id', 'created'],
    properties: {
      id: { type: 'integer', readOnly: true, 'x-immutable': true },
      created: { ...MOMENT, readOnly: true },
    },
  },
  Member: {
    allOf: [{ $ref: '#/components/schemas/Record' }],
    type: 'object',
    unevaluatedProperties: false,
    required: ['id', 'first_name', 'card'],
    properties: {
      first_name: { type: 'string', minLength: 1, maxLength: 20, pattern: '^[\\p{L} -]+$' },
      birth_date: { ...MOMENT, 'x-before': 'now-P18Y' },
      expires: { ...MOMENT, 'x-after': 'now' },
      joined: { type: 'string', format: 'date', pattern: '^\\d{4}' },
      email: { type: 'string', format: 'email' },
      shelf: { anyOf: [{ $ref: '#/components/schemas/Shelf' }, { type: 'null' }] },
      shelves: { type: 'array', maxItems: 2, uniqueItems: true, items: { $ref: '#/components/schemas/Shelf' } },
      loans: { type: 'integer', minimum: 0, maximum: 20 },
      fee: { type: ['number', 'null'], multipleOf: 0.01 },
      vegetarian: { type: 'boolean' },
      friends: { type: 'array', items: { $ref: '#/components/schemas/Member' } },
      card: { $ref: '#/components/schemas/Card' },
      contact: { $ref: '#/components/schemas/Contact' },
      payment: { $ref: '#/components/schemas/Payment' },
      note: {
        oneOf: [
          { type: 'string', maxLength: 5 },
          { type: 'array', items: { type: 'string' } },
        ],
      },
      kind: { const: 'Member' },
    },
  },
  Phone: {
    type: 'object',
    required: ['type', 'number'],
    properties: { type: { const: 'phone' }, number: { type: 'string' } },
  },
  Mail: {
    type: 'object',
    required: ['type', 'address'],
    properties: { type: { const: 'mail' }, address: { type: 'string' } },
  },
  Contact: {
    oneOf: [{ $ref: '#/components/schemas/Phone' }, { $ref: '#/components/schemas/Mail' }],
    discriminator: { propertyName: 'type' },
  },
  Payment: {
    oneOf: [
      { title: 'cash', type: 'object', required: ['coins', 'notes'], properties: { coins: { type: 'integer' } } },
      { title: 'cheque', type: 'object', required: ['bank', 'sum'], properties: { bank: { type: 'string' } } },
    ],
  },
  Complete: {
    'x-refusal': 'Incomplete',
    type: 'object',
    required: ['first_name', 'birth_date', 'card'],
    properties: {
      birth_date: { 'x-refusal': 'NoAge' },
      expires: { ...MOMENT, 'x-after': 'now', 'x-refusal': 'Expired' },
      card: { allOf: [{ $ref: '#/components/schemas/Card' }], 'x-refusal': 'CardMissing' },
    },
  },
  BrokenPattern: { type: 'string', pattern: '(' },
  OldPattern: { type: 'string', pattern: '^[\\w-.]+\\-$' },
  BrokenReference: { $ref: '#/components/schemas/Nowhere' },
  Tree: {
    type: 'object',
    additionalProperties: false,
    properties: { child: { anyOf: [{ $ref: '#/components/schemas/Tree' }, { type: 'null' }] } },
  },
  toString: { type: 'object', properties: { constructor: { type: 'string' } } },
}

const member = { $ref: '#/components/schemas/Member' }

const DOCUMENT: JsonObject = {
  openapi: '3.1.0',
  info: { title: 'Library', version: '1' },
  components: { schemas: SCHEMAS },
  paths: {
    '/members/{id}': {
      get: {
        operationId: 'getMember',
        parameters: [
          { name: 'id', in: 'path', required: true, schema: { type: 'integer', minimum: 1, maximum: 1000 } },
        ],
        responses: {
          200: {
            description: 'ok',
            content: {
              'application/json': { schema: member },
              'image/*': {},
              'text/csv': { schema: { type: 'string' } },
            },
          },
          204: { description: 'nothing' },
          '4XX': {
            description: 'no',
            content: { 'application/problem+json': { schema: { type: 'object', required: ['title'] } } },
          },
          default: { description: 'other', content: { '*/*': {} } },
        },
      },
      put: {
        operationId: 'putMember',
        parameters: [
          { name: 'id', in: 'path', required: true, schema: { type: 'integer', minimum: 1, maximum: 1000 } },
        ],
        requestBody: { required: true, content: { 'application/json': { schema: member } } },
        responses: { 200: { description: 'ok' } },
      },
    },
    '/forms': {
      post: {
        operationId: 'sendForm',
        requestBody: {
          content: {
            'application/x-www-form-urlencoded': {
              schema: {
                type: 'object',
                required: ['name'],
                properties: {
                  name: { type: 'string' },
                  age: { type: 'integer' },
                  tags: { type: 'array', items: { type: 'integer' } },
                  born: MOMENT,
                  shelf: { $ref: '#/components/schemas/Shelf' },
                },
              },
            },
          },
        },
        responses: { 200: { description: 'ok' } },
      },
      put: {
        operationId: 'sendFormOrJson',
        requestBody: {
          content: {
            'application/json': { schema: member },
            'application/x-www-form-urlencoded': { schema: { type: 'object' } },
          },
        },
        responses: { 200: { description: 'ok' } },
      },
    },
    '/files': {
      post: {
        operationId: 'upload',
        requestBody: {
          required: true,
          content: {
            'multipart/form-data': {
              schema: {
                type: 'object',
                additionalProperties: false,
                required: ['file'],
                properties: {
                  file: { type: 'string', format: 'binary', maxLength: 10 },
                  more: { type: 'array', items: { type: 'string', format: 'binary' } },
                  copies: { type: 'integer' },
                  shelf: { $ref: '#/components/schemas/Shelf' },
                },
              },
            },
            'application/octet-stream': {},
            'text/plain': { schema: { type: 'string', maxLength: 5 } },
          },
        },
        responses: { 200: { description: 'ok' } },
      },
      put: {
        operationId: 'anything',
        requestBody: { content: { '*/*': {} } },
        responses: { 200: { description: 'ok' } },
      },
    },
    '/odd/{a b}~{ü}%41': {
      post: {
        operationId: 'odd',
        requestBody: { content: { 'application/vnd.odd+json': { schema: { type: 'object', required: ['x'] } } } },
        responses: { 200: { description: 'ok' } },
      },
    },
  },
}

/** The document with more parameters for `GET /members/{id}`. */
export function createExample(parameters: readonly JsonObject[] = [], path = '/search') {
  const search = { get: { operationId: 'search', parameters, responses: { 200: { description: 'ok' } } } }
  const document = { ...DOCUMENT, paths: { ...(DOCUMENT.paths as JsonObject), [path]: search } }
  const model = compile(document, 'library.yaml')
  const validation = createValidation(model)
  const operation = (id: string): Operation => {
    const found = model.operations.find((one) => one.id === id)
    if (found === undefined) throw new Error(`The example has no operation ${id}.`)
    return found
  }
  return {
    validation,
    operation,
    read: (id: string, raw: Partial<RawCall> = {}) => validation.readCall(operation(id), { ...CALL, ...raw }),
    /** A body as text, JSON unless said otherwise. */
    send: (id: string, body: string | Uint8Array | null, contentType = 'application/json') =>
      validation.readCall(operation(id), {
        ...CALL,
        headers: new Headers(contentType === '' ? {} : { 'content-type': contentType }),
        body: typeof body === 'string' ? new TextEncoder().encode(body) : body,
      }),
  }
}

const CALL: RawCall = {
  method: 'GET',
  path: '/members/7',
  pathParameters: { id: '7' },
  query: new URLSearchParams(),
  headers: new Headers(),
  body: null,
  now: NOON,
}

/** What tests compare: the problem's code and sentence, or `read`. */
export function summarize(reading: Reading | Promise<Reading>): string {
  if (reading instanceof Promise) return 'promised'
  return reading.kind === 'read' ? 'read' : describe(reading.problem)
}

function describe({ code, detail }: Problem): string {
  return `${code}: ${detail}`
}

export function bodyOf(reading: Reading | Promise<Reading>): unknown {
  if (reading instanceof Promise) return 'promised'
  return reading.kind === 'read' ? reading.call.body : describe(reading.problem)
}
