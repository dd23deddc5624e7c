/** A snapshot is the whole world: restored, it answers byte for byte as it did. */

import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { Mock } from '../../mock/index.js'
import { createMock } from '../../mock/index.js'
import { formWith, profileOf, saveOf, submitOf } from '../client.js'
import { as, EXPIRING, openMock, PENDING, READY, shown } from './open.js'

const customers = fc.constantFrom(READY, PENDING, EXPIRING, 777)

type Act = { readonly path: string; readonly init: RequestInit; readonly file?: readonly number[] }

/** Calls of a client, and of whoever drives the mock. */
const acts: fc.Arbitrary<Act> = fc.oneof(
  customers.map((id) => ({ path: profileOf(id), init: as(id) })),
  fc.tuple(customers, fc.string({ maxLength: 8 })).map(([id, name]) => ({
    path: profileOf(id),
    init: as(id, 'PUT', { nick_name: name }),
  })),
  fc.tuple(customers, fc.constantFrom(true, false)).map(([id, fatca]) => ({
    path: saveOf(id),
    init: as(id, 'PUT', { fatca }),
  })),
  customers.map((id) => ({ path: submitOf(id), init: as(id, 'PUT') })),
  customers.map((id) => ({ path: '/api/v1/identification/code', init: as(id) })),
  fc.tuple(customers, fc.array(fc.nat({ max: 255 }), { maxLength: 9 })).map(([id, file]) => ({
    path: '/api/v1/files',
    init: { method: 'POST', headers: { authorization: `Bearer customer-${id}` } },
    file,
  })),
  customers.map((id) => ({ path: `/api/v1/customers/${id}/files?sort=-created`, init: as(id) })),
  customers.map((id) => ({
    path: '/auth/api/v1/otp',
    init: as(id, 'PUT', { login: `+99900${id}`, auth_channel: 'SMS' }),
  })),
  fc.constantFrom('PT1S', 'PT2S', 'P1D').map((by) => control('/clock/advance', { by })),
  fc
    .tuple(customers, fc.constantFrom('PASS', 'REFUSE', 'delivery'))
    .map(([id, event]) => control(`/subjects/${id}/events`, { event })),
  fc
    .constantFrom({ status: 503 }, { connection: 'truncate' })
    .map((effect) => control('/faults', { probability: 0.3, count: 2, effect })),
)

function control(path: string, body: unknown): Act {
  return { path: `/_specimen${path}`, init: as(READY, 'POST', body) }
}

async function play(mock: Mock, list: readonly Act[]): Promise<readonly string[]> {
  const told: string[] = []
  for (const { path, init, file } of list) {
    const body = file === undefined ? {} : { body: formWith(new Uint8Array(file), 'scan.jpg') }
    // Calls of the control API are counted by the mock, not by the world.
    const reply = await mock.request(path, {
      ...init,
      ...body,
      headers: { ...init.headers, 'x-request-id': String(told.length) },
    })
    told.push(await shown(reply).catch((error: unknown) => `broke off: ${String(error)}`))
  }
  return told
}

describe('a snapshot', () => {
  it('restored gives byte-identical replies to whatever is called again', { timeout: 120_000 }, async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(acts, { maxLength: 12 }),
        fc.array(acts, { minLength: 1, maxLength: 12 }),
        async (before, after) => {
          const mock = await openMock()
          await play(mock, before)
          const snapshot = await mock.control.worlds.snapshot()
          const first = await play(mock, after)

          await mock.control.worlds.restore(snapshot)
          expect(worldOf(await mock.control.worlds.snapshot())).toEqual(worldOf(snapshot))
          expect(await play(mock, after)).toEqual(first)

          // In another process the same, from the text.
          const other = await openMock({ seed: 99 })
          expect(other.restore(JSON.stringify(snapshot))).toBeUndefined()
          expect(await play(other, after)).toEqual(first)
        },
      ),
      { numRuns: 15 },
    )
  })

  it('replays the requests of its own journal to the same replies', async () => {
    const mock = await openMock()
    const start = await mock.control.worlds.snapshot()
    await play(mock, [
      { path: saveOf(READY), init: as(READY, 'PUT', { nick_name: 'mi' }) },
      { path: submitOf(READY), init: as(READY, 'PUT') },
      { path: profileOf(READY), init: as(READY, 'PUT', { nick_name: 'no' }) },
      { path: profileOf(PENDING), init: as(PENDING) },
    ])
    const told = await mock.control.journal.list()
    await mock.control.worlds.restore(start)
    for (const { method, path, request } of told) {
      await mock.request(path, {
        method,
        headers: request.headers,
        ...(request.body !== undefined && { body: JSON.stringify(request.body) }),
      })
    }
    expect(await mock.control.journal.list()).toEqual(told)
  })

  it('keeps bytes as they were, text or not', async () => {
    const mock = await openMock()
    await mock.request('/api/v1/files', {
      method: 'POST',
      headers: { authorization: `Bearer customer-${READY}` },
      body: formWith(new Uint8Array([0, 255, 128, 7]), 'scan.jpg'),
    })
    const told = await mock.control.journal.list()
    await mock.control.worlds.restore(JSON.parse(JSON.stringify(await mock.control.worlds.snapshot())))
    expect(await mock.control.journal.list()).toEqual(told)
  })

  it.each([
    ['no JSON', () => '{', 'This is no snapshot of Specimen: it is no JSON object.'],
    [
      'another format',
      (text: string) => text.replace('specimen-snapshot', 'holiday'),
      'This is no snapshot of Specimen: its format is "holiday", not "specimen-snapshot".',
    ],
    [
      'another version',
      (text: string) => text.replace('"version":1,', '"version":2,'),
      'The snapshot is of version 2; this Specimen restores 1.',
    ],
    [
      'damage',
      (text: string) => text.replace('"running":false', '"running":true'),
      'The snapshot is damaged: its content is not what its digest says.',
    ],
  ])('that is of %s is refused, and nothing changes', async (_, spoil, why) => {
    const mock = await openMock()
    await mock.request(submitOf(READY), as(READY, 'PUT'))
    const before = await mock.snapshot()
    expect(mock.restore(spoil(before))).toBe(why)
    expect(await mock.snapshot()).toBe(before)
  })

  it('of another document is refused, with the names of both', async () => {
    const mock = await openMock()
    const parcels = await createMock({ document: 'spec/parcels/openapi.yaml' })
    const why =
      /^The snapshot is of the document "Parcels" .*; served is "Individual customers and KYC" 1\.0\.0, and their content differs\.$/
    expect(mock.restore(await parcels.snapshot())).toMatch(why)
    await expect(mock.control.worlds.restore(await parcels.control.worlds.snapshot())).rejects.toMatchObject({
      code: 'snapshot.mismatch',
      detail: expect.stringMatching(why),
    })
  })

  it('is written where the run says, on demand', async () => {
    const written: string[] = []
    const mock = await openMock({ saveSnapshot: (text) => void written.push(text) })
    await mock.control.worlds.save()
    expect(written).toEqual([await mock.snapshot()])
  })

  it('may be larger than other bodies', async () => {
    const mock = await openMock({ bodyLimit: 1000 })
    const snapshot = await mock.control.worlds.snapshot()
    await mock.control.subjects.put(READY, { satisfies: ['IdentificationComplete'] })
    const large = await mock.control.worlds.snapshot()
    expect(JSON.stringify(large).length).toBeGreaterThan(1000)
    await mock.control.worlds.restore(snapshot)
    expect(await mock.control.worlds.restore(large)).toMatchObject({ name: 'main' })
  })
})

/** All but the number of the last event: those who listen are told of the restoring. */
function worldOf({ world }: { readonly world: { readonly [name: string]: unknown } }): unknown {
  const { journal, ...rest } = world as { journal: { last: number } }
  return { ...rest, journal: { ...journal, last: 0 } }
}
