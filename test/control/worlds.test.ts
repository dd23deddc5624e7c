/** Worlds: separate copies of everything, by header or cookie. */

import { afterEach, describe, expect, it, vi } from 'vitest'
import { getPath } from '../../spec/index.js'
import { NOON, profileOf, submitOf } from '../client.js'
import { as, openMock, READY } from './open.js'

afterEach(() => {
  vi.useRealTimers()
})

const stateOf = async (reply: Response | Promise<Response>): Promise<unknown> =>
  getPath(await (await reply).json(), 'customer.compliance_state')

function inWorld(header: string, value: string, init = as(READY)): RequestInit {
  return { ...init, headers: { ...init.headers, [header]: value } }
}

describe('a world', () => {
  it('is chosen by header, or by cookie, and made on first use', async () => {
    const mock = await openMock()
    await mock.request(submitOf(READY), inWorld('specimen-world', 'blue', as(READY, 'PUT')))
    expect(await stateOf(mock.request(profileOf(READY), inWorld('specimen-world', 'blue')))).toBe('Accepted')
    expect(await stateOf(mock.request(profileOf(READY), inWorld('cookie', 'a=b; Specimen-World=blue')))).toBe(
      'Accepted',
    )
    expect(await stateOf(mock.request(profileOf(READY), inWorld('specimen-world', 'red')))).toBe('Restricted')
    expect(await stateOf(mock.request(profileOf(READY), as(READY)))).toBe('Restricted')
    expect((await mock.control.worlds.list()).map(({ name }) => name)).toEqual(['main', 'blue', 'red'])
  })

  it('may be created by whoever is in it already', async () => {
    const mock = await openMock()
    const { control } = mock.inWorld('blue')
    expect(
      await control.worlds.create({ name: 'blue', seed: 7, now: '2030-01-01T00:00:00Z', running: false }),
    ).toMatchObject({
      seed: 7,
      clock: { now: '2030-01-01T00:00:00.000Z', running: false },
    })
    expect(await control.clock.get()).toMatchObject({ now: '2030-01-01T00:00:00.000Z' })
    await control.worlds.delete()
    await expect(mock.control.worlds.get('blue')).rejects.toMatchObject({ code: 'world.unknown' })
  })

  it('begins as a copy of another, but for what is said otherwise', async () => {
    const mock = await openMock()
    await mock.request(submitOf(READY), as(READY, 'PUT'))
    const copy = await mock.control.worlds.fork('later', { now: '2027-01-01T00:00:00Z', seed: 5 })
    expect(copy).toMatchObject({ name: 'later', from: 'main', seed: 5, clock: { now: '2027-01-01T00:00:00.000Z' } })
    const later = mock.inWorld('later')
    expect(await stateOf(later.request(profileOf(READY), as(READY)))).toBe('Pending')
    expect(await stateOf(mock.request(profileOf(READY), as(READY)))).toBe('Accepted')
  })

  it('goes back to its beginning, with another seed, clock and story if wanted', async () => {
    const mock = await openMock()
    await mock.request(submitOf(READY), as(READY, 'PUT'))
    await mock.control.clock.advance('P1D')
    await mock.control.faults.add({ effect: { status: 503 } })
    expect(await mock.control.worlds.reset()).toMatchObject({
      seed: 1,
      records: 0,
      faults: 0,
      exchanges: 0,
      clock: { now: new Date(NOON).toISOString(), running: false },
    })
    expect(await stateOf(mock.request(profileOf(READY), as(READY)))).toBe('Restricted')
    expect(
      await mock.control.worlds.reset({ seed: 8, now: '2020-01-01T00:00:00Z', scenario: 'happy-path' }),
    ).toMatchObject({
      seed: 8,
      clock: { now: '2020-01-01T00:00:02.000Z' },
    })
    expect(await stateOf(mock.request(profileOf(READY), as(READY)))).toBe('Passed')
  })

  it('is forgotten after a time unused; main never', async () => {
    vi.useFakeTimers({ toFake: ['Date'], now: NOON })
    const mock = await openMock({ idle: 60_000 })
    await mock.request(submitOf(READY), inWorld('specimen-world', 'blue', as(READY, 'PUT')))
    await mock.request(submitOf(READY), as(READY, 'PUT'))
    vi.setSystemTime(NOON + 50_000)
    expect(await stateOf(mock.request(profileOf(READY), inWorld('specimen-world', 'blue')))).toBe('Accepted')
    vi.setSystemTime(NOON + 111_000)
    expect((await mock.control.worlds.list()).map(({ name }) => name)).toEqual(['main'])
    expect(await stateOf(mock.request(profileOf(READY), inWorld('specimen-world', 'blue')))).toBe('Restricted')
    expect(await stateOf(mock.request(profileOf(READY), as(READY)))).toBe('Accepted')
  })

  it('must be named where the run is strict, and must have a name that is one', async () => {
    const mock = await openMock({ strictWorlds: true })
    const nameless = await mock.request(profileOf(READY), as(READY))
    expect([nameless.status, (await nameless.json()).description]).toEqual([
      400,
      'No world is named, and this mock was started with --strict-worlds: send the header Specimen-World.',
    ])
    expect((await mock.inWorld('blue').request(profileOf(READY), as(READY))).status).toBe(200)
    expect((await mock.request(profileOf(READY), inWorld('specimen-world', '../x'))).status).toBe(400)
    expect(() => mock.inWorld('../x')).toThrow('Failed to enter the world "../x"')
    expect(await mock.control.health()).toMatchObject({ status: 'ok' })
  })

  it('keeps the clock that the run was given through resets and restores', async () => {
    const { createClock } = await import('../../mock/index.js')
    const clock = createClock(undefined, NOON)
    const mock = await openMock({ clock })
    await mock.control.clock.advance('PT1H')
    const snapshot = await mock.control.worlds.snapshot()
    await mock.control.worlds.reset()
    expect(clock.now()).toBe(NOON)
    await mock.control.worlds.restore(snapshot)
    expect(clock.now()).toBe(NOON + 3_600_000)
  })
})

describe('200 tests in parallel on one mock', () => {
  it('see only themselves, each with its own clock and faults', { timeout: 60_000 }, async () => {
    const mock = await openMock()
    const tests = Array.from({ length: 200 }, async (_, index) => {
      const { control, request } = mock.inWorld(`test-${index}`)
      const customer = 5000 + index
      await control.worlds.reset({ seed: index })
      await control.subjects.put(customer, {
        satisfies: ['IdentificationComplete'],
        fields: { nick_name: `n${index}` },
      })
      await control.clock.advance(`PT${index}M`)
      await control.faults.add({ operation: 'submitIdentification', count: (index % 3) + 1, effect: { status: 500 } })
      const statuses: number[] = []
      for (let attempt = 0; attempt < 4; attempt++)
        statuses.push((await request(submitOf(customer), as(customer, 'PUT'))).status)
      expect(statuses).toEqual(
        [500, 500, 500]
          .slice(0, (index % 3) + 1)
          .concat(200, 400, 400, 400)
          .slice(0, 4),
      )
      await control.clock.advance('PT2S')

      expect((await control.clock.get()).now).toBe(new Date(NOON + index * 60_000 + 2000).toISOString())
      const profile = await (await request(profileOf(customer), as(customer))).json()
      expect(profile).toMatchObject({ nick_name: `n${index}`, customer: { compliance_state: 'Pending' } })
      expect(await control.journal.count()).toBe(5)
      expect(await control.journal.count({ subject: customer })).toBe(5)
      expect(await control.faults.list()).toEqual([])
      expect(await control.subjects.find({ state: 'Pending', limit: 1000 })).toHaveLength(2)
    })
    await Promise.all(tests)
    expect(await mock.control.journal.count()).toBe(0)
  })
})
