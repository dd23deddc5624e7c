import { describe, expect, it } from 'vitest'
import { flagship } from '../../spec/home.js'
import type { JsonObject } from '../../spec/index.js'
import { loadApi } from '../../spec/load.js'
import { createSituation, type Walked, walkedOf } from './situation.js'

const NOON = Date.UTC(2026, 10, 22, 12)

async function walkedIn(file: string): Promise<Walked> {
  const loaded = await loadApi(file)
  if (loaded.kind === 'faulty') throw new Error('broken')
  const [walked] = walkedOf(createSituation(loaded.model, { seed: 1, patience: 0, walks: 0 }))
  if (walked === undefined || 'unreadable' in walked) throw new Error('unreadable')
  return walked
}

const PARCEL: JsonObject = { recipient: { name: 'A', street: 'B', city: 'C', postal_code: 'D' } }

describe('the parcels', () => {
  it('an operation that the state does not list is refused with the refusal of the state', async () => {
    const { chart } = await walkedIn('spec/parcels/openapi.yaml')
    expect(chart.predict({ parcel: 'Held' }, 'updateParcel', PARCEL, NOON)).toMatchObject({
      kind: 'refused',
      state: 'Held',
      refusal: 'AlreadyHeld',
      lacks: [],
    })
  })

  it('a guard names what it lacks, and has a refusal of its own', async () => {
    const { chart } = await walkedIn('spec/parcels/openapi.yaml')
    const prediction = chart.predict({ parcel: 'Announced' }, 'dispatchParcel', PARCEL, NOON)
    expect(prediction).toMatchObject({ kind: 'refused', guard: 'AddressComplete', refusal: 'AddressIncomplete' })
    expect(prediction.kind === 'refused' && prediction.lacks.map(({ path }) => path)).toEqual(['recipient.country'])
  })

  it('the first transition whose guard holds is taken', async () => {
    const { chart } = await walkedIn('spec/parcels/openapi.yaml')
    const go = (mode: string) => chart.predict({ parcel: 'InTransit' }, 'DELIVER', { delivery: { mode } }, NOON)
    expect(go('door')).toEqual({ kind: 'allowed', states: { parcel: 'Delivered' } })
    expect(go('pickup_point')).toEqual({ kind: 'allowed', states: { parcel: 'Held' } })
    expect(chart.elapse({ parcel: 'Held' }, 'pickup', {}, NOON)).toEqual({ parcel: 'Returned' })
    expect(chart.elapse({ parcel: 'Delivered' }, 'pickup', {}, NOON)).toBeUndefined()
  })
})

describe('the flagship', () => {
  it('a date on the wrong side is refused with the refusal that the property names', async () => {
    const { chart, resource } = await walkedIn(flagship)
    const lacks = chart.lacks('IdentificationComplete', { document_expire_date: '2020-01-01T00:00:00.000+0000' }, NOON)
    expect(resource.name).toBe('Individual')
    expect(lacks.find(({ path }) => path === 'document_expire_date')?.refusal).toBe('DocumentExpired')
    expect(lacks.find(({ path }) => path === 'photo_model')?.refusal).toBeUndefined()
  })

  it('what follows by itself follows at once', async () => {
    const { chart } = await walkedIn(flagship)
    const data = { email: { state: 'Confirmed' } }
    expect(chart.follow({ kyc: 'Restricted', customer: 'New' }, data, NOON)).toEqual({
      kyc: 'Restricted',
      customer: 'Confirmed',
    })
  })
})
