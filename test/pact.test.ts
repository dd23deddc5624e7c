/** Contracts, replayed against the first provider that must honour them: the mock. */

import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, expect, it } from 'vitest'
import type { Exchange } from '../contracts/exchange.js'
import { contract } from '../contracts/pact/builder.js'
import { judgePacts } from '../contracts/pact/verifier.js'
import { createMock, type DocumentOptions, serve } from '../mock/index.js'

const open: (() => Promise<void> | void)[] = []

afterEach(async () => {
  for (const close of open.splice(0)) await close()
})

async function openMock(options: DocumentOptions) {
  const mock = await createMock(options)
  const listening = await serve(mock, { port: 0 })
  if (listening.kind === 'failed') throw new Error(listening.message)
  open.push(() => listening.close())
  const { url } = listening
  return { model: mock.model, provider: url, states: `${url}/_specimen/provider-states` }
}

it('the mock honours the committed contracts', async () => {
  const exchanges: Exchange[] = []
  const checks = await judgePacts({
    ...(await openMock({})),
    pacts: 'contracts/pacts',
    onExchange: (exchange) => exchanges.push(exchange),
  })
  expect(checks.filter(({ outcome }) => outcome !== 'passed')).toEqual([])
  expect(checks.length).toBeGreaterThan(15)
  expect(exchanges.length).toBe(checks.length - 1)
}, 60_000)

it('the mock of another document honours a contract about that', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'specimen-pact-test-'))
  open.push(() => rmSync(folder, { recursive: true, force: true }))
  const parcels = await openMock({ document: 'spec/parcels/openapi.yaml' })
  const shop = contract({ model: parcels.model, consumer: 'shop' })
  const call = (method: string, path: string) => (server: { url: string; id: string; token: string }) =>
    fetch(`${server.url}/parcels${path.replace(':id', server.id)}`, { method, headers: { 'X-Api-Key': server.token } })

  const held = ['parcel exists', { status: 'Held' }] as const
  const complete = ['parcel exists', { status: 'Announced', satisfies: ['AddressComplete'] }] as const
  await shop.interaction({ operation: 'getParcel', given: held, exact: { status: 'Held' } }).test(call('GET', '/:id'))
  await shop.interaction({ operation: 'listParcels', given: held }).test(call('GET', ''))
  await shop
    .interaction({ operation: 'dispatchParcel', given: complete, exact: { status: 'Dispatched' } })
    .test(call('POST', '/:id/dispatch'))
  await shop
    .interaction({ operation: 'cancelParcel', given: held, responds: 409, example: 'held' })
    .test(call('DELETE', '/:id'))

  const checks = await judgePacts({ ...parcels, pacts: shop.write(folder) })
  expect(checks.map(({ outcome, reason }) => `${outcome}: ${reason}`)).toEqual([
    'passed: An unknown provider state is refused.',
    'passed: shop\'s contract "cancelParcel responds 409 held" (given parcel exists {"status":"Held"}) holds.',
    'passed: shop\'s contract "dispatchParcel responds 200" (given parcel exists {"satisfies":["AddressComplete"],"status":"Announced"}) holds.',
    'passed: shop\'s contract "getParcel responds 200" (given parcel exists {"status":"Held"}) holds.',
    'passed: shop\'s contract "listParcels responds 200" (given parcel exists {"status":"Held"}) holds.',
  ])
}, 60_000)
