import { describe, expect, it } from 'vitest'
import { loadApi } from '../../spec/load.js'
import type { Exchange } from '../exchange.js'
import { createSchemas } from './ajv.js'
import { findingsOf, judgeExchanges } from './judge-exchanges.js'
import { askPrism } from './prism.js'

const loaded = await loadApi('spec/parcels/openapi.yaml')
if (loaded.kind === 'faulty') throw new Error('broken')
const { model } = loaded
const schemas = createSchemas(model.document)

const PARCEL = {
  id: '7d3c1f50-0000-4000-8000-000000000001',
  tracking_code: 'PX123456789',
  status: 'Announced',
  recipient: {},
  items: [{ description: 'Tea', quantity: 1, weight_grams: 5 }],
  delivery: { mode: 'door' },
  created_at: '2026-11-22T12:00:00Z',
  updated_at: '2026-11-22T12:00:00Z',
  status_changed_at: '2026-11-22T12:00:00Z',
}

function reply(operation: string, status: number, body: unknown, type = 'application/json'): Exchange {
  const text = body === undefined ? '' : typeof body === 'string' ? body : JSON.stringify(body)
  return {
    operation: model.operations.find(({ id }) => id === operation),
    sent: { method: 'GET', path: '/', headers: {} },
    status,
    headers: new Headers(type === '' ? {} : { 'content-type': type }),
    bytes: new TextEncoder().encode(text),
    text,
    body: typeof body === 'string' ? undefined : (body as Exchange['body']),
    step: "curl '/'",
  }
}

const CASES: readonly (readonly [string, Exchange, string | undefined])[] = [
  ['a reply as documented', reply('getParcel', 200, PARCEL), undefined],
  [
    'a problem as documented',
    reply('getParcel', 404, { type: '/x', title: 'X', status: 404 }, 'application/problem+json'),
    undefined,
  ],
  ['no body where there is none', reply('cancelParcel', 204, undefined, ''), undefined],
  ['an undocumented status', reply('getParcel', 418, PARCEL), 'The status 418 is not documented.'],
  [
    'a media type',
    reply('getParcel', 200, '<p>', 'text/html'),
    'The body is text/html, which is not documented for 200.',
  ],
  ['no media type', reply('getParcel', 200, PARCEL, ''), 'The body is no media type, which is not documented for 200.'],
  ['no JSON', reply('getParcel', 200, '{"a":'), 'The body says application/json and is not JSON.'],
  [
    'a missing property',
    reply('getParcel', 200, { ...PARCEL, items: undefined }),
    "Items must have required property 'items'.",
  ],
  ['a wrong format', reply('getParcel', 200, { ...PARCEL, id: 'x' }), 'Id must match format "uuid".'],
  [
    'a body where there is none',
    reply('cancelParcel', 204, { a: 1 }),
    'A body came with 204, for which none is documented.',
  ],
]

describe('our own reading of the document', () => {
  it.each(CASES)('%s', (_, exchange, message) => {
    const shown = JSON.parse(JSON.stringify(exchange.body ?? null))
    const found = findingsOf(schemas, exchange.body === undefined ? exchange : { ...exchange, body: shown }, 0)
    expect(found.map((one) => one.message)).toEqual(message === undefined ? [] : [message])
  })
})

describe('Prism, as a second opinion', () => {
  it('objects to what we object to', async () => {
    const prism = await askPrism(model)
    const faultsOf = (index: number) => prism?.faultsOf(CASES[index]?.[1] as Exchange)
    expect(faultsOf(0)).toEqual([])
    expect(faultsOf(1)).toEqual([])
    expect(faultsOf(3)).not.toEqual([])
    expect(faultsOf(8)).not.toEqual([])
  })
})

it('one check stands for all replies of a kind, and one for each kind of fault', () => {
  const good = reply('getParcel', 200, PARCEL)
  const bad = reply('getParcel', 200, { ...PARCEL, id: 'x' })
  const checks = judgeExchanges([good, good, reply('getParcel', 404, {}), bad, bad], (one) =>
    findingsOf(schemas, one, 0),
  )
  expect(checks.map(({ outcome, reason }) => `${outcome}: ${reason}`)).toEqual([
    'failed: The body is application/json, which is not documented for 404.',
    'failed: Id must match format "uuid". (2 times)',
  ])
  expect(judgeExchanges([good, good], () => [])).toMatchObject([{ outcome: 'passed', got: '2 replies' }])
})
