/** A document is changed, and the mock follows: no code of ours knows what either domain is about. */

import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { createClock, createMock, createMockOf, type MovableClock } from '../mock/index.js'
import { compile, type JsonObject, type JsonValue } from '../spec/index.js'
import * as kycHandlers from '../spec/kyc/handlers.js'
import { loadApi } from '../spec/load.js'
import { parseYaml } from '../spec/yaml.js'

const NOON = Date.UTC(2026, 10, 22, 12)

/** A document as it may be written to. */
// biome-ignore lint/suspicious/noExplicitAny: tests reach into it by hand
type Draft = any
type Edit = (document: Draft, personas: Draft) => void

type Answer = { readonly status: number; readonly headers: Headers; readonly body: JsonObject }
type Changed = {
  readonly ask: (method: string, path: string, body?: JsonValue) => Promise<Answer>
  readonly clock: MovableClock
}

const sources = new Map<string, { readonly document: string; readonly personas: string }>()

beforeAll(async () => {
  for (const domain of ['kyc', 'parcels']) {
    const [document, personas] = await Promise.all([readDraft(domain, 'openapi'), readDraft(domain, 'personas')])
    sources.set(domain, { document: JSON.stringify(document), personas: JSON.stringify(personas) })
  }
})

/** The mock of an edited document, which must be one that the linter's checks take. */
async function change(
  domain: 'kyc' | 'parcels',
  edit: Edit,
  headers: { readonly [name: string]: string },
): Promise<Changed> {
  const source = sources.get(domain)
  const document = JSON.parse(source?.document ?? '')
  const personas = JSON.parse(source?.personas ?? '')
  edit(document, personas)
  const clock = createClock(undefined, NOON)
  const handlers = domain === 'kyc' ? kycHandlers : undefined
  const model = compile(document, `spec/${domain}/openapi.yaml`, { personas })
  const mock = createMockOf(model, { clock, ...(handlers && { handlers }) })
  return {
    clock,
    async ask(method, path, body) {
      const init =
        body === undefined
          ? { method, headers }
          : { method, headers: { ...headers, 'content-type': 'application/json' }, body: JSON.stringify(body) }
      const reply = await mock.request(path, init)
      const text = await reply.text()
      return { status: reply.status, headers: reply.headers, body: text === '' ? {} : JSON.parse(text) }
    },
  }
}

const PARCEL = '/parcels/7d3c1f50-0000-4000-8000-000000000001'
const NO_STREET = '/parcels/7d3c1f50-0000-4000-8000-000000000002'
const HELD = '/parcels/7d3c1f50-0000-4000-8000-000000000007'
const withParcels = (edit: Edit) => change('parcels', edit, { 'x-api-key': 'merchant-1' })
const chartOfParcel = (document: Draft) => document.components.schemas.Parcel['x-lifecycle']

describe('parcels, changed', () => {
  it('a new state: paid between announced and dispatched', async () => {
    const { ask } = await withParcels((document) => {
      const { states } = chartOfParcel(document)
      document.paths['/parcels/{id}/pay'] = structuredClone(document.paths['/parcels/{id}/dispatch'])
      document.paths['/parcels/{id}/pay'].post.operationId = 'payParcel'
      document.components.schemas.ParcelStatus.enum.push('Paid')
      states.Paid = { on: { dispatchParcel: states.Announced.on.dispatchParcel }, meta: { refusal: 'NotDispatched' } }
      states.Announced.on = { ...states.Announced.on, payParcel: 'Paid', dispatchParcel: undefined }
      delete states.Announced.on.dispatchParcel
    })
    expect((await ask('POST', `${PARCEL}/dispatch`)).body).toMatchObject({
      type: '/problems/not-dispatched',
      status: 409,
    })
    expect((await ask('POST', `${PARCEL}/pay`)).body).toMatchObject({ status: 'Paid' })
    expect((await ask('PATCH', PARCEL, { reference: 'late' })).status).toBe(409)
    expect((await ask('POST', `${PARCEL}/dispatch`)).body).toMatchObject({ status: 'Dispatched' })
  })

  it('a new required field of the guard', async () => {
    const { ask } = await withParcels((document) => {
      const { AddressComplete, Recipient } = document.components.schemas
      Recipient.properties.phone = { type: 'string' }
      AddressComplete.properties.recipient.required.push('phone')
      AddressComplete.properties.recipient.properties.phone = { type: 'string', minLength: 1 }
    })
    const recipient = { name: 'M', street: 'S', city: 'C', postal_code: 'P', country: 'IE' }
    const items = [{ description: 'Teapot', quantity: 1, weight_grams: 900 }]
    const { body } = await ask('POST', '/parcels', { recipient, items })
    const path = `/parcels/${body['id']}`
    const refused = await ask('POST', `${path}/dispatch`)
    expect(refused.body).toMatchObject({ type: '/problems/address-incomplete', errors: [{ field: 'recipient.phone' }] })
    await ask('PATCH', path, { recipient: { phone: '+353 1 5550100' } })
    expect((await ask('POST', `${path}/dispatch`)).status).toBe(200)
  })

  it('another lock: what is dispatched may still be changed', async () => {
    const { ask } = await withParcels((document) => {
      chartOfParcel(document).states.Dispatched.on.updateParcel = { actions: 'merge' }
    })
    await ask('POST', `${PARCEL}/dispatch`)
    expect((await ask('PATCH', PARCEL, { reference: 'late' })).body).toMatchObject({
      reference: 'late',
      status: 'Dispatched',
    })
    expect((await ask('DELETE', PARCEL)).status).toBe(409)
  })

  it('an operation taken out', async () => {
    const { ask } = await withParcels((document) => {
      delete document.paths['/parcels/{id}'].delete
      delete chartOfParcel(document).states.Announced.on.cancelParcel
    })
    const { status, headers } = await ask('DELETE', PARCEL)
    expect([status, headers.get('allow')]).toEqual([405, 'GET, HEAD, OPTIONS, PATCH, PUT'])
    expect((await ask('GET', PARCEL)).status).toBe(200)
  })

  it('a state by another name', async () => {
    const { ask } = await withParcels((document, personas) => {
      const { states } = chartOfParcel(document)
      const values = document.components.schemas.ParcelStatus.enum
      values[values.indexOf('Announced')] = 'Expected'
      states.Expected = states.Announced
      delete states.Announced
      chartOfParcel(document).initial = 'Expected'
      personas.Parcel[0].fields.reference = 'RENAMED'
    })
    expect((await ask('GET', PARCEL)).body).toMatchObject({ status: 'Expected', reference: 'RENAMED' })
    expect((await ask('GET', '/parcels?status=Expected')).body).toMatchObject({ total: 2 })
    expect((await ask('GET', '/parcels?status=Announced')).status).toBe(422)
  })

  it('another error: its body and its status', async () => {
    const { ask } = await withParcels((document) => {
      document.components.examples.Gone = { value: { type: '/problems/gone', title: 'Gone', status: 410, detail: '' } }
      document.paths['/parcels/{id}'].get.responses['410'] = {
        description: 'Gone.',
        content: {
          'application/problem+json': {
            schema: { $ref: '#/components/schemas/Problem' },
            examples: { gone: { $ref: '#/components/examples/Gone' } },
          },
        },
      }
      document['x-specimen'].problems.examples['resource-not-found'] = 'Gone'
    })
    const { status, body } = await ask('GET', '/parcels/00000000-0000-4000-8000-000000000000')
    expect(status).toBe(410)
    expect(body).toEqual({
      type: '/problems/gone',
      title: 'Gone',
      status: 410,
      detail: expect.stringContaining('no Parcel'),
    })
  })

  it('another form of the tokens', async () => {
    const { ask } = await withParcels((document) => {
      document.components.securitySchemes.ApiKey['x-tokens'] = 'shop:{key}'
    })
    expect((await ask('GET', PARCEL)).body).toMatchObject({ type: '/problems/key-unknown' })
    const other = await change(
      'parcels',
      (document) => {
        document.components.securitySchemes.ApiKey['x-tokens'] = 'shop:{key}'
        document.components.securitySchemes.ApiKey.name = 'X-Shop'
      },
      { 'x-shop': 'shop:9' },
    )
    expect((await other.ask('GET', PARCEL)).status).toBe(200)
  })

  it('a longer delay', async () => {
    const { ask, clock } = await withParcels((document) => {
      chartOfParcel(document).delays.pickup = 'P10D'
    })
    clock.advance(10 * 86_400_000 - 1)
    expect((await ask('GET', HELD)).body).toMatchObject({ status: 'Held' })
    clock.advance(1)
    expect((await ask('GET', HELD)).body).toMatchObject({ status: 'Returned' })
  })

  it('a rule of a field', async () => {
    const { ask } = await withParcels((document) => {
      document.components.schemas.Item.properties.weight_grams.maximum = 500
    })
    const items = [{ description: 'Teapot', quantity: 1, weight_grams: 900 }]
    expect((await ask('PATCH', PARCEL, { items })).body).toMatchObject({ errors: [{ field: 'items[0].weight_grams' }] })
  })

  it('no lifecycle at all: everything is allowed, nothing moves', async () => {
    const { ask } = await withParcels((document, personas) => {
      delete document.components.schemas.Parcel['x-lifecycle']
      delete document.components.schemas.Parcel.properties.status_changed_at['x-stamp']
      for (const persona of personas.Parcel) delete persona.states
    })
    expect((await ask('POST', `${NO_STREET}/dispatch`)).status).toBeLessThan(500)
    expect((await ask('PATCH', NO_STREET, { reference: 'free' })).body).toMatchObject({ reference: 'free' })
    expect((await ask('DELETE', NO_STREET)).status).toBe(204)
  })
})

const READY = 1003
const PROFILE = `/api/v1/customers/${READY}/individual/data`
const SAVE = `/api/v1/identification/individuals/${READY}/save`
const SUBMIT = `/api/v1/identification/individuals/${READY}`
const withCustomers = (edit: Edit, token = `customer-${READY}`) =>
  change('kyc', edit, { authorization: `Bearer ${token}` })
const kycChart = (document: Draft) => document.components.schemas.Individual['x-lifecycle'][0]
const stateIn = ({ body }: Answer) => (body['customer'] as JsonObject)['compliance_state']

describe('the flagship, changed', () => {
  it('a new state: data are screened before the officers get them', async () => {
    const { ask, clock } = await withCustomers((document) => {
      const { states, delays } = kycChart(document)
      document.components.schemas.Customer.properties.compliance_state.enum.push('Screening')
      delays.screening = 'PT1M'
      states.Accepted.after = { delivery: 'Screening' }
      states.Screening = { after: { screening: 'Pending' }, meta: { refusal: 'ProfileLocked' } }
    })
    expect(stateIn(await ask('PUT', SUBMIT))).toBe('Accepted')
    clock.advance(2000)
    expect(stateIn(await ask('GET', PROFILE))).toBe('Screening')
    expect((await ask('PUT', SAVE, { nick_name: 'late' })).body).toMatchObject({ error_id: 'profile.locked' })
    clock.advance(60_000)
    expect(stateIn(await ask('GET', PROFILE))).toBe('Pending')
  })

  it('a new required field of the guard', async () => {
    const { ask } = await withCustomers((document) => {
      const { Individual, IndividualInput, IdentificationComplete } = document.components.schemas
      Individual.properties.tax_number = { type: 'string' }
      IndividualInput.properties.tax_number = { type: 'string', minLength: 1 }
      IdentificationComplete.required.push('tax_number')
      IdentificationComplete.properties.tax_number = { const: 'T-1' }
    })
    await ask('PUT', SAVE, { tax_number: 'T-2' })
    expect((await ask('PUT', SUBMIT)).body).toMatchObject({ errors: [{ field: 'tax_number' }] })
    expect(stateIn(await ask('PUT', SUBMIT, { tax_number: 'T-1' }))).toBe('Accepted')
  })

  it('another lock: the profile stays open, the identification does not', async () => {
    const { ask } = await withCustomers((document) => {
      kycChart(document).states.Accepted.on = { updateIndividual: { actions: 'merge' } }
    })
    await ask('PUT', SUBMIT)
    expect((await ask('PUT', PROFILE, { nick_name: 'open' })).body).toMatchObject({ nick_name: 'open' })
    expect((await ask('PUT', SAVE, { nick_name: 'shut' })).body).toMatchObject({ error_id: 'profile.locked' })
  })

  it('an operation taken out: the older address has been given up', async () => {
    const { ask } = await withCustomers((document) => {
      delete document.paths['/api/v1/customers/individual/data']
      for (const state of Object.values<Draft>(kycChart(document).states)) {
        delete state.on?.updateCurrentIndividual
        delete state.on?.postCurrentIndividual
      }
    })
    const { status, body } = await ask('GET', '/api/v1/customers/individual/data')
    expect([status, body['error_id']]).toEqual([404, 'path.not_found'])
  })

  it('a state by another name', async () => {
    const { ask } = await withCustomers((document, personas) => {
      const { states } = kycChart(document)
      const values = document.components.schemas.Customer.properties.compliance_state.enum
      values[values.indexOf('Accepted')] = 'Received'
      states.Received = states.Accepted
      delete states.Accepted
      for (const state of Object.values<Draft>(states)) {
        if (state.on?.submitIdentification) state.on.submitIdentification.target = 'Received'
      }
      for (const persona of personas.Individual) if (persona.states.kyc === 'Accepted') persona.states.kyc = 'Received'
    })
    expect(stateIn(await ask('PUT', SUBMIT))).toBe('Received')
    expect((await ask('PUT', SAVE, {})).body).toMatchObject({
      error_id: 'profile.locked',
      description: expect.stringContaining('Received'),
    })
  })

  it('a new entry of a directory', async () => {
    const { ask } = await withCustomers((document) => {
      document.components.examples.Genders.value.push({ value: 'Unsaid', description: 'Rather not say' })
    })
    expect((await ask('GET', '/api/v1/genders')).body).toContainEqual({
      value: 'Unsaid',
      description: 'Rather not say',
    })
    expect((await ask('PUT', PROFILE, { gender: { value: 'Unsaid' } })).body).toMatchObject({
      gender: { value: 'Unsaid', description: 'Rather not say' },
    })
  })

  it('another error: its body and its status', async () => {
    const { ask } = await withCustomers((document) => {
      document.components.examples.Locked = {
        value: { code: 1, message: 'Locked', description: '-', error_id: 'customer.locked' },
      }
      for (const state of Object.values<Draft>(kycChart(document).states)) if (state.meta) state.meta.refusal = 'Locked'
      document.paths['/api/v1/identification/individuals/{id}/save'].put.responses['423'] = {
        description: 'Locked.',
        content: {
          'application/json': {
            schema: { $ref: '#/components/schemas/Error' },
            examples: { Locked: { $ref: '#/components/examples/Locked' } },
          },
        },
      }
    })
    await ask('PUT', SUBMIT)
    const { status, body } = await ask('PUT', SAVE, { nick_name: 'late' })
    expect([status, body['error_id'], body['code']]).toEqual([423, 'customer.locked', 1])
  })

  it('another form of the tokens', async () => {
    const edit: Edit = (document) => {
      document.components.securitySchemes.customerToken['x-tokens'] = 'person.{key}.test'
    }
    expect((await (await withCustomers(edit)).ask('GET', PROFILE)).status).toBe(401)
    expect((await (await withCustomers(edit, `person.${READY}.test`)).ask('GET', PROFILE)).status).toBe(200)
  })

  it('a longer delay', async () => {
    const { ask, clock } = await withCustomers((document) => {
      kycChart(document).delays.delivery = 'PT1H'
    })
    await ask('PUT', SUBMIT)
    clock.advance(3_599_999)
    expect(stateIn(await ask('GET', PROFILE))).toBe('Accepted')
    clock.advance(1)
    expect(stateIn(await ask('GET', PROFILE))).toBe('Pending')
  })

  it('an `always` that a field makes true', async () => {
    const { ask } = await withCustomers((document) => {
      document.components.schemas.Nicknamed = {
        type: 'object',
        required: ['nick_name'],
        properties: { nick_name: { const: 'vip' } },
      }
      kycChart(document).states.Restricted.always = { target: 'Passed', guard: 'Nicknamed' }
    })
    expect(stateIn(await ask('PUT', PROFILE, { nick_name: 'plain' }))).toBe('Restricted')
    expect(stateIn(await ask('PUT', PROFILE, { nick_name: 'vip' }))).toBe('Passed')
  })
})

describe('an ungoverned write', () => {
  it('is followed by what it makes true', async () => {
    const { ask } = await withParcels((document) => {
      const { states } = chartOfParcel(document)
      for (const state of Object.values<Draft>(states)) delete state.on?.updateParcel
      states.Announced.always = { target: 'Dispatched', guard: 'AddressComplete' }
    })
    expect((await ask('GET', NO_STREET)).body).toMatchObject({ status: 'Announced' })
    const { body } = await ask('PATCH', NO_STREET, { recipient: { street: '12 Quay Street', postal_code: 'D02 X285' } })
    expect(body).toMatchObject({ status: 'Dispatched' })
    expect((await ask('GET', NO_STREET)).body).toMatchObject({ status: 'Dispatched' })
  })
})

describe('a document that is changed in a file', () => {
  let folder = ''
  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'specimen-'))
  })
  afterAll(() => rm(folder, { recursive: true }))

  it('plays as it now is, with the personas beside it', async () => {
    const { document = '', personas = '' } = sources.get('parcels') ?? {}
    const edited = JSON.parse(personas)
    edited.Parcel.push({ key: '7d3c1f50-0000-4000-8000-0000000000ff', name: 'extra', sentence: 'One more.' })
    const draft = JSON.parse(document)
    delete draft['x-specimen'].scenarios
    const file = join(folder, 'openapi.json')
    await writeFile(file, JSON.stringify(draft))
    await writeFile(join(folder, 'personas.yaml'), JSON.stringify(edited))
    const mock = await createMock({ document: file })
    const reply = await mock.request('/parcels', { headers: { 'x-api-key': 'merchant-1' } })
    expect(await reply.json()).toMatchObject({ total: 10 })
  })

  it('is refused with every fault and its place, where it cannot play', async () => {
    const draft = JSON.parse(sources.get('parcels')?.document ?? '')
    delete draft['x-specimen']
    chartOfParcel(draft).states.Announced.on.dispatchParcel.target = 'Dispatchd'
    chartOfParcel(draft).states.Held.after = { pickup: 'Nowhere' }
    const file = join(folder, 'broken.json')
    await writeFile(file, JSON.stringify(draft, null, 2))
    const loaded = await loadApi(file)
    expect(loaded.kind).toBe('faulty')
    const told = loaded.kind === 'faulty' ? loaded.faults.map(({ message }) => message).join('\n') : ''
    expect(told).toContain('Did you mean "Dispatched"?')
    expect(told).toContain('Nowhere')
    await expect(createMock({ document: file })).rejects.toThrow(/broken\.json:\d+:\d+/)
  })
})

async function readDraft(domain: string, name: string): Promise<JsonValue> {
  const parsed = parseYaml(await readFile(`spec/${domain}/${name}.yaml`, 'utf8'))
  if (parsed.kind === 'broken') throw new Error(parsed.message)
  return parsed.value
}
