/** What goes wrong on purpose: by operation, person, count and chance; and for a single call, by `Prefer`. */

import { request as httpRequest } from 'node:http'
import { afterEach, describe, expect, it } from 'vitest'
import type { Mock, MockOptions } from '../../mock/index.js'
import { serve } from '../../mock/index.js'
import { profileOf, saveOf, submitOf } from '../client.js'
import { as, openMock, PENDING, READY } from './open.js'

const closing: (() => Promise<void>)[] = []
afterEach(async () => {
  for (const close of closing.splice(0)) await close()
})

/** Waits that nobody has to wait for: each is over at once, and written down. */
function openImpatient(options: MockOptions = {}): Promise<{ mock: Mock; waited: number[] }> {
  const waited: number[] = []
  const later: NonNullable<MockOptions['later']> = (milliseconds, callback, { hold = false } = {}) => {
    if (!hold) return () => {}
    waited.push(milliseconds)
    queueMicrotask(callback)
    return () => {}
  }
  return openMock({ later, ...options }).then((mock) => ({ mock, waited }))
}

describe('a fault', () => {
  it('answers with the document’s own body, and nothing changes', async () => {
    const mock = await openMock()
    await mock.control.faults.add({
      operation: 'submitIdentification',
      effect: { status: 400, example: 'ProfileLocked' },
    })
    const reply = await mock.request(submitOf(READY), as(READY, 'PUT'))
    expect([reply.status, (await reply.json()).error_id]).toEqual([400, 'profile.locked'])
    expect(reply.headers.get('specimen-reason')).toBe('fault-1: 400')
    expect((await mock.control.subjects.get(READY)).states).toMatchObject({ kyc: 'Restricted' })
  })

  it('may be a 429 that says when to try again', async () => {
    const mock = await openMock()
    await mock.control.faults.add({ subject: String(READY), effect: { status: 429, retry_after: 30 } })
    const reply = await mock.request(profileOf(READY), as(READY))
    expect([reply.status, reply.headers.get('retry-after')]).toEqual([429, '30'])
    expect((await mock.request(profileOf(PENDING), as(PENDING))).status).toBe(200)
    // Calls that come from that person count, too.
    expect((await mock.request('/api/v1/users/roles', as(READY))).status).toBe(429)
  })

  it('strikes as often as it is told, and is gone', async () => {
    const { request, control } = await openMock()
    await control.faults.add({ operation: 'getIndividual', count: 2, effect: { status: 500 } })
    const statuses = []
    for (let call = 0; call < 4; call++) statuses.push((await request(profileOf(READY), as(READY))).status)
    expect(statuses).toEqual([500, 500, 200, 200])
    expect(await control.faults.list()).toEqual([])
    await expect(control.faults.remove('fault-1')).rejects.toMatchObject({ code: 'fault.unknown' })
  })

  it('is listed, called off, and never meets the control API', async () => {
    const { request, control } = await openMock()
    const fault = await control.faults.add({ effect: { status: 503 } })
    expect(await control.faults.list()).toEqual([fault])
    expect(fault).toEqual({ id: 'fault-1', struck: 0, probability: 1, effect: { status: 503 } })
    await control.faults.remove(fault.id)
    await control.faults.add({ effect: { latency: { from: 'PT0.2S', to: 'PT2S' } } })
    await control.faults.clear()
    expect((await request(profileOf(READY), as(READY))).status).toBe(200)
  })

  it('may be a fixed latency, or one from a range; the call is done', async () => {
    const { mock, waited } = await openImpatient()
    await mock.control.faults.add({ count: 1, effect: { latency: 'PT1.5S' } })
    const slow = await mock.request(saveOf(READY), as(READY, 'PUT', { nick_name: 'mi' }))
    expect([slow.status, slow.headers.get('specimen-reason')]).toEqual([
      200,
      'fault-1: slow after 1500 ms; kyc is Restricted',
    ])
    await mock.control.faults.add({ effect: { latency: { from: 'PT0.2S', to: 'PT2S' } } })
    for (let call = 0; call < 30; call++) await mock.request(profileOf(READY), as(READY))
    const [fixed, ...range] = waited
    expect(fixed).toBe(1500)
    expect(Math.min(...range)).toBeGreaterThanOrEqual(200)
    expect(Math.max(...range)).toBeLessThanOrEqual(2000)
    expect(new Set(range).size).toBeGreaterThan(20)
  })

  it('that is slow lets a client leave', async () => {
    const mock = await openMock({ later: () => () => {} })
    await mock.control.faults.add({ effect: { latency: 'PT1H' } })
    const leaving = new AbortController()
    const reply = mock.request(saveOf(READY), { ...as(READY, 'PUT', { nick_name: 'mi' }), signal: leaving.signal })
    setImmediate(() => leaving.abort())
    await expect(reply).rejects.toThrow(expect.objectContaining({ name: 'AbortError' }))
    expect(await mock.control.journal.list({ status: 0 })).toMatchObject([
      { why: 'fault-1: slow after 3600000 ms; kyc is Restricted; the client left' },
    ])
  })

  it('may cut the connection: the call is done, its reply does not arrive', async () => {
    const mock = await openMock()
    await mock.control.faults.add({ count: 1, effect: { connection: 'cut' } })
    await expect(mock.request(saveOf(READY), as(READY, 'PUT', { nick_name: 'mi' }))).rejects.toThrow(TypeError)
    expect(await mock.control.journal.list()).toMatchObject([{ status: 0, fault: 'fault-1' }])
    expect((await mock.control.subjects.get(READY)).model).toMatchObject({ nick_name: 'mi' })
  })

  it('may break the body off', async () => {
    const mock = await openMock()
    await mock.control.faults.add({ effect: { connection: 'truncate' } })
    const reply = await mock.request(profileOf(READY), as(READY))
    expect(reply.status).toBe(200)
    await expect(reply.json()).rejects.toThrow('terminated')
  })

  it.each([
    ['cut', { code: 'ECONNRESET', message: 'socket hang up' }, false],
    ['truncate', { code: 'ECONNRESET', message: 'aborted' }, true],
  ] as const)('does so on a port: %s', async (connection, error, begins) => {
    const mock = await openMock()
    const listening = await serve(mock, { port: 0 })
    if (listening.kind === 'failed') throw new Error(listening.message)
    closing.push(listening.close)
    await mock.control.faults.add({ effect: { connection } })
    const { headers } = as(READY) as { headers: { [name: string]: string } }
    const told = await new Promise<{ error: unknown; text: string }>((resolve) => {
      let text = ''
      const outgoing = httpRequest(`${listening.url}${profileOf(READY)}`, {
        headers: { ...headers, origin: 'http://localhost:3000' },
      })
      outgoing.on('error', (failure) => resolve({ error: failure, text }))
      outgoing.on('response', (incoming) => {
        incoming.on('data', (part) => {
          text += part
        })
        incoming.on('error', (failure) => resolve({ error: failure, text }))
        incoming.on('end', () => resolve({ error: undefined, text }))
      })
      outgoing.end()
    })
    expect(told.error).toMatchObject(error)
    expect(told.text.startsWith('{')).toBe(begins)
    expect(told.text).not.toContain('rror:')
  })
})

describe('chance', () => {
  it('comes from the seed: 30 % faults and latency, run again, give the same journal', async () => {
    const run = async (seed: number): Promise<unknown> => {
      const { mock } = await openImpatient({ seed })
      const { control, request } = mock
      await control.faults.add({ probability: 0.3, effect: { status: 500 } })
      await control.faults.add({ probability: 0.3, effect: { connection: 'cut' } })
      await control.faults.add({ probability: 0.3, effect: { latency: { from: 'PT0.1S', to: 'PT3S' } } })
      for (let call = 0; call < 100; call++) {
        const customer = 2000 + (call % 7)
        const method = call % 3 === 0 ? 'GET' : 'PUT'
        const body = method === 'PUT' ? { nick_name: `n${call}` } : undefined
        await request(profileOf(customer), as(customer, method, body)).catch(() => undefined)
        if (call % 10 === 9) await control.clock.advance('PT1M')
      }
      return control.journal.list({ limit: 1000 })
    }
    const first = await run(42)
    expect(await run(42)).toEqual(first)
    expect(await run(43)).not.toEqual(first)
    const struck = (first as { fault?: string }[]).filter(({ fault }) => fault !== undefined).length
    expect(struck).toBeGreaterThan(45)
    expect(struck).toBeLessThan(85)
  })
})

describe('Prefer', () => {
  const prefer = (value: string): RequestInit => ({
    ...as(READY),
    headers: { authorization: `Bearer customer-${READY}`, prefer: value },
  })

  it('chooses a documented status, or an example, for a single call', async () => {
    const mock = await openMock()
    const coded = await mock.request(profileOf(READY), prefer('code=403'))
    expect([coded.status, (await coded.json()).error_id]).toEqual([403, 'access.forbidden'])
    const named = await mock.request(profileOf(READY), prefer('example=TokenExpired'))
    expect([named.status, named.headers.get('specimen-reason')]).toEqual([401, 'Prefer: example=TokenExpired'])
    expect((await mock.request(profileOf(READY), as(READY))).status).toBe(200)
  })

  it('waits, and is joined to a fault that is only in the way', async () => {
    const { mock, waited } = await openImpatient()
    await mock.request(profileOf(READY), prefer('wait=2'))
    await mock.control.faults.add({ effect: { latency: 'PT1S' } })
    const reply = await mock.request(profileOf(READY), prefer('code=403, wait=2'))
    expect([reply.status, waited]).toEqual([403, [2000, 3000]])
  })

  it('asks in vain for what the document does not have', async () => {
    const mock = await openMock()
    const reply = await mock.request(profileOf(READY), prefer('code=418'))
    expect([reply.status, (await reply.json()).description]).toEqual([
      400,
      'Prefer: getIndividual documents no reply for code=418; its statuses are 200, 400, 401, 403, 500.',
    ])
  })
})
