/** What drifts apart between a contract and the document, one mistake at a time. */

import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, expect, it } from 'vitest'
import { isObject, type JsonObject, type JsonValue } from '../../spec/index.js'
import { loadApi } from '../../spec/load.js'
import { checkPacts } from './check-pacts.js'
import { runCheckPacts } from './cli.js'

const loaded = await loadApi('spec/parcels/openapi.yaml')
if (loaded.kind === 'faulty') throw new Error('The document cannot be read.')
const { model } = loaded
const folder = mkdtempSync(join(tmpdir(), 'specimen-check-pacts-test-'))

afterAll(() => rmSync(folder, { recursive: true, force: true }))

const KEY = { expression: '${token}', type: 'ProviderState' }
const rules = (matchers: JsonObject) => ({
  response: {
    matchingRules: {
      body: Object.fromEntries(Object.entries(matchers).map(([path, one]) => [path, { matchers: [one ?? null] }])),
    },
  },
})

const GOOD: JsonObject = {
  type: 'Synchronous/HTTP',
  description: 'a page is read',
  comments: { references: { openapi: { operationId: 'listParcels' } } },
  providerStates: [
    { name: 'parcel exists', params: { status: 'Held', reference: 'A-1', satisfies: ['AddressComplete'] } },
  ],
  request: {
    method: 'GET',
    path: '/parcels',
    query: { limit: ['1'] },
    headers: { 'X-Api-Key': ['example'] },
    generators: { header: { 'X-Api-Key': KEY } },
  },
  response: {
    status: 200,
    headers: { 'Content-Type': ['application/json'] },
    body: {
      contentType: 'application/json',
      encoded: false,
      content: { total: 1, parcels: [{ status: 'Held', tracking_code: 'PX000000001' }] },
    },
    matchingRules: {
      body: {
        '$.total': { matchers: [{ match: 'integer' }, { match: 'regex', regex: '^\\d+$' }] },
        '$.parcels[*].status': { matchers: [{ match: 'equality' }] },
        '$.parcels[*].tracking_code': { matchers: [{ match: 'type' }, { match: 'regex', regex: '^PX[0-9]{9}$' }] },
      },
    },
  },
}

const PROBLEM = {
  response: {
    status: 401,
    headers: { 'Content-Type': ['application/problem+json'] },
    body: { contentType: 'application/problem+json', encoded: false, content: { title: 'No API key', status: '401' } },
    matchingRules: { body: {} },
  },
}

let files = 0

function write(interactions: readonly JsonValue[], more: JsonObject = {}): string {
  const file = join(folder, `${++files}.json`)
  const parties = { consumer: { name: 'shop' }, provider: { name: 'Parcels' } }
  const metadata = { pactSpecification: { version: '4.0' } }
  writeFileSync(file, JSON.stringify({ ...parties, interactions, metadata, ...more }))
  return file
}

/** The good one, changed: objects are merged, anything else is replaced. */
function changed(value: JsonValue | undefined, change: JsonValue): JsonValue {
  if (!isObject(value) || !isObject(change)) return change
  const names = new Set([...Object.keys(value), ...Object.keys(change)])
  return Object.fromEntries(
    [...names].map((name) => {
      const next = change[name]
      return [name, next === undefined ? (value[name] ?? null) : changed(value[name], next)]
    }),
  )
}

it('finds nothing in a contract that fits', async () => {
  const checks = await checkPacts(write([GOOD]), model)
  expect(checks.map(({ outcome, operation, reason }) => [outcome, operation, reason])).toEqual([
    ['passed', 'listParcels', 'shop\'s contract "a page is read" fits the document.'],
  ])
})

it.each<[string, JsonObject, string]>([
  ['a misspelt state', { providerStates: [{ name: 'parcels exist' }] }, 'There is no provider state "parcels exist"'],
  [
    'a state of no lifecycle',
    { providerStates: [{ name: 'parcel exists', params: { status: 'Lost' } }] },
    '"parcel exists" is given status "Lost", but parcel has only Announced',
  ],
  [
    'an unknown field',
    { providerStates: [{ name: 'parcel exists', params: { referense: 'x' } }] },
    '"parcel exists" is given "referense", which Parcel does not have. Did you mean "reference"?',
  ],
  [
    'an unknown schema',
    { providerStates: [{ name: 'parcel exists', params: { satisfies: 'AddressCompleted' } }] },
    '"parcel exists" is to satisfy "AddressCompleted", which is no schema of the document. Did you mean "AddressComplete"?',
  ],
  [
    'an unknown event',
    { providerStates: [{ name: 'parcel receives event', params: { id: 'x', event: 'DELIVERED' } }] },
    '"parcel receives event" is given the event "DELIVERED"; there are',
  ],
  ['no state for a value', { providerStates: [] }, 'its request needs "token", but it is given no provider state.'],
  [
    'an unknown operation',
    { comments: { references: { openapi: { operationId: 'listParcel' } } } },
    'it names the operation "listParcel", which the document does not have. Did you mean "listParcels"?',
  ],
  [
    'another operation',
    { comments: { references: { openapi: { operationId: 'getParcel' } } } },
    'it names the operation "getParcel", but GET /parcels is "listParcels".',
  ],
  ['an unknown path', { request: { path: '/parcel' } }, 'the document has no GET /parcel'],
  [
    'an unknown status',
    { response: { status: 204 } },
    '"listParcels" does not respond 204; the document has 200, 401, 422.',
  ],
  [
    'a body of another type',
    { response: { body: { content: { total: 'one' } } } },
    'its response does not fit the schema: total must be integer.',
  ],
  ['a problem that is none', PROBLEM, 'its response does not fit the schema: status must be integer.'],
  [
    'a number where an integer belongs',
    rules({ '$.total': { match: 'number' } }),
    '$.total is matched by number, which lets -1 through; the schema asks for integer and regex ^[0-9]+$.',
  ],
  [
    'any text where an enumeration belongs',
    rules({ '$.parcels[*].status': { match: 'type' } }),
    '$.parcels[0].status is matched by type, which lets "Heldx" through',
  ],
  [
    'a pattern that is too wide',
    rules({ '$.parcels[*].tracking_code': { match: 'regex', regex: '^PX' } }),
    '$.parcels[0].tracking_code is matched by regex ^PX, which lets "PX000000001x" through',
  ],
  ['a matcher from above', rules({ $: { match: 'type' }, '$.total': { match: 'type' } }), '$.total is matched by type'],
  ['a message', { type: 'Asynchronous/Messages' }, 'it is of the kind "Asynchronous/Messages"'],
])('finds %s', async (_, change, sentence) => {
  const checks = await checkPacts(write([changed(GOOD, change)]), model)
  expect(checks.map(({ reason }) => reason).join('\n')).toContain(sentence)
  expect(checks.every(({ outcome }) => outcome === 'failed')).toBe(true)
})

it.each<[string, JsonObject, string, string]>([
  ['an unknown status', { response: { status: 204 } }, 'does not respond 204', '/paths/~1parcels/get'],
  [
    'a body of another type',
    { response: { body: { content: { total: 'one' } } } },
    'total must be integer',
    '/paths/~1parcels/get/responses/200/content/application~1json/schema',
  ],
  [
    'an unknown query parameter',
    { request: { query: { page: ['1'] } } },
    'Query parameter is not defined',
    '/paths/~1parcels/get',
  ],
  [
    'a query parameter of another type',
    { request: { query: { limit: ['many'] } } },
    'must be integer',
    '/paths/~1parcels/get/parameters/1/schema/type',
  ],
  [
    'another media type',
    { response: { headers: { 'Content-Type': ['text/html'] } } },
    'Response Content-Type header is incompatible',
    '/paths/~1parcels/get/responses/200/content',
  ],
])('tells %s once, with its rule', async (_, change, sentence, rule) => {
  const checks = await checkPacts(write([changed(GOOD, change)]), model)
  expect(checks).toMatchObject([{ outcome: 'failed', reason: expect.stringContaining(sentence), rule }])
})

it('goes on after a file that is no pact', async () => {
  const mixed = mkdtempSync(join(folder, 'mixed-'))
  writeFileSync(join(mixed, 'a.json'), '{"consumer":')
  writeFileSync(join(mixed, 'b.json'), '[]')
  writeFileSync(join(mixed, 'c.json'), readFileSync(write([GOOD])))
  const checks = await checkPacts(mixed, model)
  expect(checks.map(({ outcome, reason }) => [outcome, reason])).toEqual([
    ['failed', expect.stringMatching(/a\.json is not JSON: /)],
    ['failed', expect.stringMatching(/b\.json is no pact: it names no consumer and provider\.$/)],
    ['passed', 'shop\'s contract "a page is read" fits the document.'],
  ])
})

it('takes pacts of older specifications', async () => {
  const old = {
    description: 'a page is read',
    providerState: 'Parcel exists',
    request: { method: 'get', path: '/parcels', headers: { 'X-Api-Key': 'merchant-1' } },
    response: {
      status: 200,
      headers: { 'Content-Type': 'application/json' },
      body: { total: 1 },
      matchingRules: { '$.body.total': { match: 'type' } },
    },
  }
  const [check] = await checkPacts(write([old], { metadata: { pactSpecification: { version: '2.0.0' } } }), model)
  expect(check?.reason).toContain('$.total is matched by type, which lets -1 through')
})

it.each([
  [
    'of somebody else',
    [GOOD],
    { provider: { name: 'Letters' } },
    'with "Letters", not with "Parcels"; --provider-name',
  ],
  ['without interactions', [], {}, 'has no interactions.'],
])('fails a pact %s', async (_, interactions, more, sentence) => {
  const checks = await checkPacts(write(interactions, more), model)
  expect(checks).toMatchObject([{ outcome: 'failed', reason: expect.stringContaining(sentence) }])
})

it('is a command', async () => {
  const run = async (...argv: readonly string[]) => {
    const said: string[] = []
    const write = (text: string) => said.push(text)
    return { code: await runCheckPacts(argv, { out: write, err: write }), text: said.join('') }
  }
  const spec = ['--spec', 'spec/parcels/openapi.yaml']
  expect(await run(write([GOOD]), ...spec)).toEqual({
    code: 0,
    text: '  ✓ shop\'s contract "a page is read" fits the document.\n\n1 interaction fits spec/parcels/openapi.yaml.\n',
  })
  const bad = await run(write([changed(GOOD, { response: { status: 204 } })]), ...spec)
  expect(bad.code).toBe(1)
  expect(bad.text).toMatch(/ {2}✗ .*does not respond 204.*\n {6}rule: \/paths\/~1parcels\/get\n/)
  expect(await run('nowhere', ...spec)).toEqual({ code: 2, text: 'There is no file or folder nowhere.\n' })
  expect((await run()).code).toBe(2)
  expect((await run('--speck')).text).toMatch(/Unknown option '--speck'[\s\S]*Try: specimen check-pacts --help\n$/)
  expect((await run('x', '--spec', 'nowhere.yaml')).code).toBe(2)
  expect(await run('--help')).toMatchObject({ code: 0, text: expect.stringContaining('Exit 0: all fit.') })
})
