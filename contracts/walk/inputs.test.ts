import { describe, expect, it } from 'vitest'
import { flagship } from '../../spec/home.js'
import { isObject } from '../../spec/index.js'
import { loadApi } from '../../spec/load.js'
import { fieldsThatSatisfy, fieldsThatViolate, requirementsOf } from './fitting.js'
import { createRandom } from './random.js'
import { inputOf } from './requests.js'
import { createSituation } from './situation.js'

const NOW = Date.UTC(2026, 10, 22, 12)
const KEYS = { File: [1, 2, 3] }

async function situationOf(file: string) {
  const loaded = await loadApi(file)
  if (loaded.kind === 'faulty') throw new Error('broken')
  return createSituation(loaded.model, { seed: 1, patience: 0, walks: 0 })
}

describe.each([[flagship], ['spec/parcels/openapi.yaml']])('%s', (file) => {
  it('every body that is made is valid, for many seeds', async () => {
    const { model, inputs, schemas } = await situationOf(file)
    for (const operation of model.operations) {
      const input = inputOf(operation)
      if (input === undefined) continue
      for (let seed = 0; seed < 40; seed++) {
        const body = inputs.body(input, { random: createRandom(seed, operation.id), now: NOW, keys: KEYS })
        expect(schemas.faults(input, body, 'request', NOW), JSON.stringify(body)).toEqual([])
      }
    }
  })

  it('the same seed makes the same body', async () => {
    const { model, inputs } = await situationOf(file)
    const input = model.operations.map(inputOf).find((one) => one !== undefined) ?? ''
    const make = () => inputs.body(input, { random: createRandom(3), now: NOW, keys: KEYS })
    expect(make()).toEqual(make())
  })
})

it('a guard is satisfied by as little as can be changed', async () => {
  const { model } = await situationOf(flagship)
  const data = { email: { state: 'Confirmed', value: 'ann@example.com' }, pep: true }
  const { document } = model
  expect(fieldsThatSatisfy(document, '/components/schemas/ArrangedToPass', data)).toEqual({
    email: { state: 'Confirmed', value: 'ann+pass@example.com' },
  })
  const model_ = '/components/schemas/Individual'
  expect(fieldsThatViolate(document, '/components/schemas/ContactConfirmed', data, model_)).toEqual({
    email: { state: 'Unconfirmed', value: 'ann@example.com' },
  })
  const held = fieldsThatViolate(document, '/components/schemas/Deliverable', data, model_)
  expect(isObject(held?.['email']) && held['email']['value']).toBe('ann+undelivered@example.com')
})

it('what a guard requires is listed, parts and lists too', async () => {
  const { model } = await situationOf('spec/parcels/openapi.yaml')
  expect(requirementsOf(model.document, '/components/schemas/AddressComplete')).toEqual([
    'recipient',
    'recipient.name',
    'recipient.street',
    'recipient.city',
    'recipient.postal_code',
    'recipient.country',
  ])
})
