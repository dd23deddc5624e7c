import fc from 'fast-check'
import { expect, test } from 'vitest'
import { createExample, NOON } from './example-api.js'

const { validation, operation } = createExample([
  {
    name: 'deep',
    in: 'query',
    style: 'deepObject',
    schema: { type: 'object', properties: { a: { type: 'integer' } } },
  },
  { name: 'list', in: 'query', schema: { type: 'array', items: { type: 'number' } } },
  { name: 'json', in: 'query', content: { 'application/json': { schema: { $ref: '#/components/schemas/Member' } } } },
  { name: 'X-H', in: 'header', schema: { type: 'object' } },
  { name: 'c', in: 'cookie', schema: { type: 'boolean' } },
])

const OPERATIONS = ['putMember', 'getMember', 'sendForm', 'sendFormOrJson', 'upload', 'anything', 'odd', 'search']

const types = fc.oneof(
  fc.constantFrom(
    '',
    'application/json',
    'application/json; charset=utf-16',
    'application/x-www-form-urlencoded',
    'multipart/form-data; boundary=x',
    'multipart/form-data; boundary=',
    'text/plain',
    'application/vnd.odd+json',
    ';;;',
    '*/*',
  ),
  fc.string({ unit: fc.integer({ min: 32, max: 255 }).map((code) => String.fromCharCode(code)) }),
)

/** Values that look like the model's, so that most get further than the first rule. */
const models = fc.dictionary(
  fc.constantFrom(
    'first_name',
    'birth_date',
    'shelf',
    'shelves',
    'friends',
    'contact',
    'payment',
    'note',
    '__proto__',
    'id',
    'x',
  ),
  fc.oneof(
    { weight: 3, arbitrary: fc.jsonValue() },
    fc.constantFrom<unknown>(
      '2021-02-30',
      { type: 'mail' },
      [{ value: 'Poetry' }],
      [{ first_name: 1, friends: [{}] }],
      null,
      -0,
    ),
  ),
)

const bodies = fc.oneof(
  fc.uint8Array({ maxLength: 200 }),
  fc.string({ unit: 'binary', maxLength: 100 }).map((text) => new TextEncoder().encode(text)),
  models.map((model) => new TextEncoder().encode(JSON.stringify(model))),
  fc
    .array(
      fc.constantFrom('--x', '--', '\r\n', 'Content-Disposition: form-data; name="file"', '; filename="a"', 'abc', ':'),
      { maxLength: 12 },
    )
    .map((parts) => new TextEncoder().encode(parts.join(''))),
  fc.webQueryParameters().map((text) => new TextEncoder().encode(text)),
  fc.constant(null),
)

test('whatever comes in is read or refused with a sentence, and nothing is thrown', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.constantFrom(...OPERATIONS),
      types,
      bodies,
      fc.oneof(
        fc.webQueryParameters(),
        fc.constantFrom('deep[a][b]=1&deep[a]=2', 'deep[][]=&list=1&list=', 'json={"id":1}'),
      ),
      fc.string({ unit: 'binary', maxLength: 20 }),
      async (id, type, body, query, text) => {
        const headers = new Headers()
        try {
          headers.set('cookie', `c=${encodeURIComponent(text)}`)
          if (type !== '') headers.set('content-type', type)
        } catch {
          // Neither could be sent.
        }
        const reading = await validation.readCall(operation(id), {
          method: 'PUT',
          path: `/x/${text}`,
          pathParameters: { id: text },
          query: new URLSearchParams(query),
          headers,
          body,
          now: NOON,
        })
        if (reading.kind === 'read') return
        expect(reading.problem.detail).toMatch(/^\S[\s\S]*[.?!]$/)
        expect(reading.problem.violations).not.toHaveLength(0)
      },
    ),
    { numRuns: 1500 },
  )
})

test('whatever goes out is checked, and nothing is thrown', () => {
  fc.assert(
    fc.property(
      fc.integer({ min: 100, max: 599 }),
      fc.oneof(types, fc.constant(undefined)),
      models,
      (status, type, body) => {
        const faults = validation.checkReply(operation('getMember'), status, type, body as never)
        expect(faults.every((fault) => fault.startsWith('GET /members/{id} answers '))).toBe(true)
      },
    ),
  )
})
