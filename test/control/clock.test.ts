/** The clock of a world: when a move answers, everything due has happened, in order. */

import { describe, expect, it } from 'vitest'
import { createClock } from '../../mock/index.js'
import { NOON, submitOf } from '../client.js'
import { as, EXPIRING, openMock, READY, REFUSE } from './open.js'

const codeOf = async (reply: Promise<Response>): Promise<unknown> => (await reply).json()

describe('the clock', () => {
  it('stands, is set, runs and is advanced', async () => {
    let machine = NOON
    const mock = await openMock({ clock: createClock({ now: () => machine }) })
    const { clock } = mock.control
    expect(await clock.get()).toEqual({ now: '2026-11-22T12:00:00.000Z', running: true, next_due: null })
    machine += 500
    expect(await clock.freeze()).toMatchObject({ now: '2026-11-22T12:00:00.500Z', running: false })
    machine += 500
    expect(await clock.get()).toMatchObject({ now: '2026-11-22T12:00:00.500Z' })
    expect((await clock.set('2026-12-01T00:00:00+01:00')).clock.now).toBe('2026-11-30T23:00:00.000Z')
    expect((await clock.advance('P1M')).clock.now).toBe('2026-12-30T23:00:00.000Z')
    await clock.run()
    machine += 1500
    expect(await clock.get()).toMatchObject({ now: '2026-12-30T23:00:01.500Z', running: true })
  })

  it('says when something falls due next', async () => {
    const mock = await openMock()
    await mock.request(submitOf(READY), as(READY, 'PUT'))
    expect(await mock.control.clock.get()).toMatchObject({ next_due: '2026-11-22T12:00:02.000Z' })
  })

  it('lets everything happen in the order of time, across customers', async () => {
    const mock = await openMock()
    const { control, request } = mock
    await request(submitOf(REFUSE), as(REFUSE, 'PUT'))
    await control.clock.advance('PT1S')
    await request(submitOf(READY), as(READY, 'PUT'))
    const { transitions } = await control.clock.advance('PT1H')
    expect(transitions.map(({ subject, to, at, cause }) => [subject, to, at, cause.kind, cause.name])).toEqual([
      [REFUSE, 'Pending', '2026-11-22T12:00:02.000Z', 'delay', 'delivery'],
      [READY, 'Pending', '2026-11-22T12:00:03.000Z', 'delay', 'delivery'],
      [REFUSE, 'Refused', '2026-11-22T12:00:07.000Z', 'delay', 'decision'],
    ])
    expect((await control.clock.advance('PT1H')).transitions).toEqual([])
  })

  it('goes back only with a reset', async () => {
    const { control } = await openMock()
    await expect(control.clock.set(new Date(NOON - 1))).rejects.toMatchObject({
      code: 'clock.backwards',
      detail: 'It is 2026-11-22T12:00:00.000Z; only a reset sets the clock back to 2026-11-22T11:59:59.999Z.',
    })
    expect(await control.worlds.reset({ now: '2020-01-01T00:00:00Z' })).toMatchObject({
      clock: { now: '2020-01-01T00:00:00.000Z' },
    })
  })

  it('is followed by the code of the day and by the age of a document', async () => {
    const mock = await openMock()
    const read = (): Promise<unknown> => codeOf(mock.request('/api/v1/identification/code', as(READY)))
    const today = await read()
    expect(await read()).toBe(today)
    const days = []
    for (let day = 0; day < 5; day++) {
      await mock.control.clock.advance('P1D')
      days.push(await read())
    }
    expect(new Set(days).size).toBeGreaterThan(3)

    const { allowed } = await mock.control.subjects.allowed(EXPIRING)
    expect(allowed.map(({ name }) => name)).toContain('submitIdentification')
    await mock.control.clock.advance('P3D')
    const { refused } = await mock.control.subjects.allowed(EXPIRING)
    expect(refused.filter(({ kind }) => kind === 'operation')).toMatchObject([
      { name: 'submitIdentification', missing: [{ field: 'document_expire_date', message: 'must lie in the future' }] },
    ])
  })
})
