/** The second domain, end to end: nothing of it is in the engine, all of it is in its document. */

import { describe, expect, it } from 'vitest'
import { createClock, createMock } from '../mock/index.js'
import type { JsonObject, JsonValue } from '../spec/index.js'
import { judged } from './judge.js'

const DOCUMENT = 'spec/parcels/openapi.yaml'
const NOON = Date.UTC(2026, 10, 22, 12)
const DAY = 24 * 60 * 60 * 1000

const COMPLETE = {
  reference: 'ORDER-7',
  recipient: { name: 'Maeve Sample', street: '12 Quay Street', city: 'Dublin', postal_code: 'D02 X285', country: 'IE' },
  items: [{ description: 'Two paperbacks', quantity: 2, weight_grams: 310 }],
}

type Answer = { readonly status: number; readonly headers: Headers; readonly body: JsonObject }

async function open() {
  const clock = createClock(undefined, NOON)
  const mock = await createMock({ document: DOCUMENT, clock })
  const { request } = judged(mock, DOCUMENT)
  const key = { 'x-api-key': 'merchant-1' }
  const ask = async (
    method: string,
    path: string,
    body?: JsonValue,
    headers: { readonly [name: string]: string } = key,
  ): Promise<Answer> => {
    const init =
      body === undefined
        ? { method, headers }
        : { method, headers: { 'content-type': 'application/json', ...headers }, body: JSON.stringify(body) }
    const reply = await request(path, init)
    const text = await reply.text()
    return { status: reply.status, headers: reply.headers, body: text === '' ? {} : JSON.parse(text) }
  }
  return {
    ask,
    clock,
    event: (id: string, event: string) => ask('POST', `/_specimen/subjects/${id}/events`, { event }),
    statusOf: async (id: string) => (await ask('GET', `/parcels/${id}`)).body['status'],
  }
}

/** The persona of a number: their ids differ in the last digit. */
const persona = (number: number): string => `7d3c1f50-0000-4000-8000-00000000000${number}`

describe('the key', () => {
  it.each([
    ['is missed', {}, '/problems/key-missing', 'X-Api-Key'],
    ['must be one of ours', { 'x-api-key': 'somebody' }, '/problems/key-unknown', 'merchant-{key}'],
  ])('%s', async (_, headers, type, words) => {
    const { ask } = await open()
    const { status, headers: sent, body } = await ask('GET', '/parcels', undefined, headers)
    expect([status, sent.get('content-type')]).toEqual([401, 'application/problem+json'])
    expect(body).toMatchObject({ type, status: 401, detail: expect.stringContaining(words) })
  })
})

describe('a parcel', () => {
  it('is announced, and is where Location says', async () => {
    const { ask } = await open()
    const { status, headers, body } = await ask('POST', '/parcels', COMPLETE)
    expect(status).toBe(201)
    expect(body).toEqual({
      ...COMPLETE,
      id: expect.stringMatching(/^[0-9a-f-]{36}$/),
      tracking_code: expect.stringMatching(/^PX\d{9}$/),
      status: 'Announced',
      delivery: { mode: 'door' },
      created_at: '2026-11-22T12:00:00.000Z',
      updated_at: '2026-11-22T12:00:00.000Z',
      status_changed_at: '2026-11-22T12:00:00.000Z',
    })
    expect(headers.get('location')).toBe(`/parcels/${body['id']}`)
    expect((await ask('GET', `/parcels/${body['id']}`)).body).toEqual(body)
  })

  it('is merged by PATCH, replaced by PUT, gone by DELETE', async () => {
    const { ask, clock } = await open()
    const { body: parcel } = await ask('POST', '/parcels', COMPLETE)
    const path = `/parcels/${parcel['id']}`
    clock.advance(1000)
    const patched = await ask('PATCH', path, {
      recipient: { city: 'Cork' },
      items: [{ description: 'Teapot', quantity: 1, weight_grams: 900 }],
    })
    expect(patched.body).toEqual({
      ...parcel,
      recipient: { ...COMPLETE.recipient, city: 'Cork' },
      items: [{ description: 'Teapot', quantity: 1, weight_grams: 900 }],
      updated_at: '2026-11-22T12:00:01.000Z',
    })
    const { reference: _, ...unnumbered } = COMPLETE
    const replaced = await ask('PUT', path, unnumbered)
    expect(replaced.body).toMatchObject({ ...unnumbered, id: parcel['id'], tracking_code: parcel['tracking_code'] })
    expect(replaced.body).not.toHaveProperty('reference')
    expect((await ask('DELETE', path)).status).toBe(204)
    for (const method of ['GET', 'DELETE']) {
      expect((await ask(method, path)).body).toMatchObject({ type: '/problems/parcel-not-found', status: 404 })
    }
    expect((await ask('PATCH', path, { reference: 'x' })).status).toBe(404)
  })

  it.each([
    ['without a recipient', { items: COMPLETE.items }, ['recipient']],
    ['with an unknown field', { ...COMPLETE, colour: 'red' }, ['colour']],
    [
      'with faults in several places',
      { recipient: { city: 7, country: 'Ireland' }, items: [{ description: 'x', quantity: 0 }] },
      ['recipient.city', 'recipient.country', 'items[0].quantity', 'items[0].weight_grams'],
    ],
  ])('%s is refused, with every field at fault', async (_, body, fields) => {
    const { ask } = await open()
    const before = await ask('GET', '/parcels')
    const refused = await ask('POST', '/parcels', body as JsonValue)
    expect(refused.body).toMatchObject({ type: '/problems/invalid', status: 422 })
    const named = (refused.body['errors'] as readonly { readonly field: string }[]).map(({ field }) => field)
    expect(named.toSorted()).toEqual([...fields].sort())
    expect((await ask('GET', '/parcels')).body).toEqual(before.body)
  })

  it('must be one: an id that is no UUID is invalid, one of nobody not found', async () => {
    const { ask } = await open()
    expect((await ask('GET', '/parcels/none')).body).toMatchObject({
      type: '/problems/invalid',
      errors: [{ field: 'id' }],
    })
    expect((await ask('GET', '/parcels/00000000-0000-4000-8000-000000000000')).status).toBe(404)
  })
})

describe('the list', () => {
  it('has the personas, then what was announced, oldest first', async () => {
    const { ask } = await open()
    const { body: parcel } = await ask('POST', '/parcels', COMPLETE)
    const { parcels, total } = (await ask('GET', '/parcels')).body as { parcels: readonly JsonObject[]; total: number }
    expect(total).toBe(10)
    expect(parcels.map(({ id }) => id)).toEqual([...[1, 2, 3, 4, 5, 6, 7, 8, 9].map(persona), parcel['id']])
  })

  it('is filtered and paged, and counts what there is on all pages', async () => {
    const { ask } = await open()
    for (const reference of ['A', 'B', 'C']) await ask('POST', '/parcels', { ...COMPLETE, reference })
    const page = async (query: string) => {
      const { parcels, total } = (await ask('GET', `/parcels?${query}`)).body as {
        parcels: readonly JsonObject[]
        total: number
      }
      return [total, ...parcels.map(({ reference, id }) => reference ?? id)]
    }
    expect(await page('status=Announced')).toEqual([5, 'ORDER-1001', 'ORDER-1002', 'A', 'B', 'C'])
    expect(await page('status=Announced&limit=2&offset=2')).toEqual([5, 'A', 'B'])
    expect(await page('status=Announced&limit=2&offset=4')).toEqual([5, 'C'])
    expect(await page('offset=12')).toEqual([12])
    expect(await page('status=Held')).toEqual([1, persona(7)])
    expect((await ask('GET', '/parcels?limit=0')).body).toMatchObject({ errors: [{ field: 'limit' }] })
    expect((await ask('GET', '/parcels?status=Lost')).body).toMatchObject({ errors: [{ field: 'status' }] })
  })
})

describe('the lifecycle', () => {
  it('goes from the merchant to the door, and refuses with the words of each state', async () => {
    const { ask, event, statusOf } = await open()
    const id = String((await ask('POST', '/parcels', COMPLETE)).body['id'])
    const refusals = async () => {
      const calls = [
        await ask('PATCH', `/parcels/${id}`, { reference: 'late' }),
        await ask('PUT', `/parcels/${id}`, COMPLETE),
        await ask('DELETE', `/parcels/${id}`),
        await ask('POST', `/parcels/${id}/dispatch`),
      ]
      return [...new Set(calls.map(({ body }) => body['type'] ?? 'taken'))]
    }
    expect((await ask('POST', `/parcels/${id}/dispatch`)).body).toMatchObject({ status: 'Dispatched' })
    expect(await refusals()).toEqual(['/problems/awaiting-collection'])
    expect((await event(id, 'COLLECT')).status).toBe(200)
    expect(await refusals()).toEqual(['/problems/already-collected'])
    expect((await event(id, 'SCAN')).status).toBe(200)
    expect(await statusOf(id)).toBe('InTransit')
    expect((await event(id, 'DELIVER')).status).toBe(200)
    expect(await refusals()).toEqual(['/problems/already-delivered'])
    expect(await statusOf(id)).toBe('Delivered')
  })

  it('asks for the whole address before it dispatches', async () => {
    const { ask } = await open()
    const refused = await ask('POST', `/parcels/${persona(2)}/dispatch`)
    expect(refused.body).toMatchObject({ type: '/problems/address-incomplete', status: 422 })
    const fields = (refused.body['errors'] as readonly { readonly field: string }[]).map(({ field }) => field)
    expect(fields.toSorted()).toEqual(['recipient.postal_code', 'recipient.street'])
    await ask('PATCH', `/parcels/${persona(2)}`, { recipient: { street: '12 Quay Street', postal_code: 'D02 X285' } })
    expect((await ask('POST', `/parcels/${persona(2)}/dispatch`)).body).toMatchObject({ status: 'Dispatched' })
  })

  it('takes the first transition whose guard holds: a pickup point holds, a door does not', async () => {
    const { ask, event, statusOf } = await open()
    await event(persona(5), 'DELIVER')
    await event(persona(6), 'DELIVER')
    expect([await statusOf(persona(5)), await statusOf(persona(6))]).toEqual(['Delivered', 'Held'])
    const redirection = { delivery: { mode: 'pickup_point', pickup_point: 'Corner shop 17' } }
    expect((await ask('POST', `/parcels/${persona(4)}/redirect`, redirection)).body).toMatchObject(redirection)
    await event(persona(4), 'SCAN')
    await event(persona(4), 'DELIVER')
    expect(await statusOf(persona(4))).toBe('Held')
    expect((await ask('POST', `/parcels/${persona(1)}/redirect`, redirection)).body).toMatchObject({
      type: '/problems/not-dispatched',
      status: 409,
    })
  })

  it('sends back what nobody comes for, to the millisecond', async () => {
    const { clock, event, statusOf, ask } = await open()
    await event(persona(6), 'DELIVER')
    clock.advance(7 * DAY - 1)
    expect(await statusOf(persona(6))).toBe('Held')
    clock.advance(1)
    const { body } = await ask('GET', `/parcels/${persona(6)}`)
    expect(body).toMatchObject({ status: 'Returned', status_changed_at: '2026-11-29T12:00:00.000Z' })
  })

  it('has the deadline happen when it was, however late one looks', async () => {
    const { clock, statusOf, ask } = await open()
    clock.advance(30 * DAY)
    expect((await ask('GET', `/parcels/${persona(7)}`)).body).toMatchObject({
      status: 'Returned',
      status_changed_at: '2026-11-29T12:00:00.000Z',
    })
    expect(await statusOf(persona(7))).toBe('Returned')
  })

  it('does not take an event that the state does not list', async () => {
    const { event, statusOf } = await open()
    expect((await event(persona(1), 'DELIVER')).status).toBe(409)
    expect(await statusOf(persona(1))).toBe('Announced')
  })
})

describe('the personas', () => {
  it('stand in the states that their names say', async () => {
    const { statusOf } = await open()
    const states = await Promise.all([1, 2, 3, 4, 5, 6, 7, 8, 9].map((number) => statusOf(persona(number))))
    expect(states).toEqual([
      'Announced',
      'Announced',
      'Dispatched',
      'Collected',
      'InTransit',
      'InTransit',
      'Held',
      'Delivered',
      'Returned',
    ])
  })

  it('are the same in every mock of the same seed', async () => {
    const one = await open()
    const other = await open()
    expect((await one.ask('GET', '/parcels')).body).toEqual((await other.ask('GET', '/parcels')).body)
  })
})

describe('what is no call', () => {
  it('gets problem details too', async () => {
    const { ask } = await open()
    expect((await ask('GET', '/letters')).body).toMatchObject({ status: 404, code: 'path-not-found' })
    const wrong = await ask('DELETE', '/parcels')
    expect([wrong.status, wrong.headers.get('allow')]).toEqual([405, 'GET, HEAD, OPTIONS, POST'])
    const form = { 'x-api-key': 'merchant-1', 'content-type': 'text/plain' }
    expect((await ask('POST', '/parcels', 'hello', form)).status).toBe(415)
  })
})
