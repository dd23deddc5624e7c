/** What was asked, what was answered, and why: listed, counted, exported, told as it happens. */

import { describe, expect, it } from 'vitest'
import { type ControlEvent, createClock, type Mock, type MockOptions } from '../../mock/index.js'
import { formWith, NOON, profileOf, saveOf, submitOf } from '../client.js'
import { as, openMock, PENDING, READY } from './open.js'

describe('the journal', () => {
  it('keeps each exchange with its decision and reason', async () => {
    const { request, control } = await openMock()
    await request(`${profileOf(READY)}?a=1`, as(READY))
    await request(submitOf(READY), as(READY, 'PUT'))
    await request(saveOf(READY), as(READY, 'PUT', { nick_name: 'mi' }))
    const told = await control.journal.list()
    expect(told.map(({ number, operation, status, why }) => [number, operation, status, why])).toEqual([
      [1, 'getIndividual', 200, 'read'],
      [2, 'submitIdentification', 200, 'kyc: Restricted → Accepted'],
      [3, 'saveIdentification', 400, 'profile.locked: kyc is Accepted'],
    ])
    expect(told[1]).toMatchObject({
      at: '2026-11-22T12:00:00.000Z',
      duration_ms: 0,
      resource: 'Individual',
      subject: READY,
      caller: READY,
      transitions: [
        {
          from: 'Restricted',
          to: 'Accepted',
          cause: { kind: 'operation', name: 'submitIdentification', exchange: 2 },
          rule: '/components/schemas/Individual/x-lifecycle/0/states/Restricted/on/submitIdentification',
        },
      ],
    })
    expect(told[2]).toMatchObject({
      request: { headers: { authorization: `Bearer customer-${READY}` }, body: { nick_name: 'mi' } },
      response: { headers: { 'specimen-operation': 'saveIdentification' }, body: { error_id: 'profile.locked' } },
    })
  })

  it('is filtered and counted', async () => {
    const { request, control } = await openMock()
    for (const id of [READY, PENDING, READY]) await request(submitOf(id), as(id, 'PUT'))
    await request(profileOf(READY), as(READY))
    await request('/nowhere')
    const { count } = control.journal
    expect(await count()).toBe(5)
    expect(await count({ operation: 'submitIdentification' })).toBe(3)
    expect(await count({ operation: 'submitIdentification', status: 200 })).toBe(1)
    expect(await count({ status: '4XX' })).toBe(3)
    expect(await count({ subject: PENDING })).toBe(1)
    expect(await count({ method: 'GET' })).toBe(2)
    expect(await count({ after: 3 })).toBe(2)
    expect((await control.journal.list({ limit: 2 })).map(({ number }) => number)).toEqual([4, 5])
    expect((await control.journal.list({ after: 1, limit: 2 })).map(({ number }) => number)).toEqual([2, 3])
    await control.journal.clear()
    expect(await count()).toBe(0)
    await request(profileOf(READY), as(READY))
    expect(await control.journal.list()).toMatchObject([{ number: 6 }])
  })

  it('is bounded, the oldest go first, and it says how many', async () => {
    const { request, control } = await openMock({ journalLimit: 3 })
    await request(submitOf(READY), as(READY, 'PUT')) // A transition is kept, too.
    for (let call = 0; call < 4; call++) await request(profileOf(READY), as(READY))
    const reply = await (await request('/_specimen/journal')).json()
    expect(reply.exchanges.map(({ number }: { number: number }) => number)).toEqual([3, 4, 5])
    expect(reply.dropped).toBe(2)
    expect(await control.journal.count()).toBe(3)
  })

  it('is exported as an HTTP archive', async () => {
    const { request, control } = await openMock()
    await control.faults.add({ operation: 'getRoles', effect: { connection: 'cut' } })
    await request('/api/v1/users/roles', as(READY)).catch(() => undefined)
    await request(saveOf(READY), as(READY, 'PUT', { nick_name: 'Zoë' }))
    const photo = formWith(new Uint8Array([255, 216, 0, 128]), 'a.jpg')
    await request('/api/v1/files', {
      method: 'POST',
      headers: { authorization: `Bearer customer-${READY}` },
      body: photo,
    })
    const { log } = await control.journal.har()
    expect(log).toMatchObject({ version: '1.2', creator: { name: 'specimen' } })
    expect(log.entries).toHaveLength(3)
    for (const entry of log.entries) expect(faultsOfHar(entry)).toEqual([])
    const [cut, saved] = log.entries
    expect(cut).toMatchObject({ response: { status: 0 } })
    expect(saved).toMatchObject({
      request: { method: 'PUT', bodySize: 20, postData: { mimeType: 'application/json', text: '{"nick_name":"Zoë"}' } },
      response: { status: 200, content: { mimeType: 'application/json' } },
      comment: 'kyc is Restricted',
    })
  })
})

/** What an entry lacks of HAR 1.2 (http://www.softwareishard.com/blog/har-12-spec/). */
function faultsOfHar(entry: { readonly [name: string]: unknown }): readonly string[] {
  const { request, response, timings } = entry as { [name: string]: { [name: string]: unknown } }
  const lacks = (what: string, part: { [name: string]: unknown } | undefined, names: string): string[] =>
    names.split(' ').flatMap((name) => (part?.[name] === undefined ? [`${what} lacks ${name}`] : []))
  return [
    ...lacks('entry', entry, 'startedDateTime time request response cache timings'),
    ...lacks('request', request, 'method url httpVersion cookies headers queryString headersSize bodySize'),
    ...lacks(
      'response',
      response,
      'status statusText httpVersion cookies headers content redirectURL headersSize bodySize',
    ),
    ...lacks('timings', timings, 'send wait receive'),
    ...(URL.canParse(String(request?.['url'])) ? [] : ['url is none']),
    ...(Number.isNaN(Date.parse(String(entry['startedDateTime']))) ? ['startedDateTime is none'] : []),
  ]
}

/** A mock with a machine's clock and timers that stand until they are moved. */
async function openStill(options: MockOptions = {}) {
  let machine = NOON
  let timers: { at: number; callback: () => void }[] = []
  const later: NonNullable<MockOptions['later']> = (milliseconds, callback) => {
    const timer = { at: machine + milliseconds, callback }
    timers.push(timer)
    return () => {
      timers = timers.filter((one) => one !== timer)
    }
  }
  const clock = createClock({ now: () => machine })
  const mock = await openMock({ clock, later, ...options })
  return {
    mock,
    timers: () => timers.length,
    pass(milliseconds: number): void {
      machine += milliseconds
      for (const timer of timers.filter(({ at }) => at <= machine)) {
        timers = timers.filter((one) => one !== timer)
        timer.callback()
      }
    },
  }
}

async function take(events: AsyncIterator<ControlEvent>, count: number): Promise<ControlEvent[]> {
  const taken: ControlEvent[] = []
  while (taken.length < count) {
    const { done, value } = await events.next()
    if (done === true) break
    taken.push(value)
  }
  return taken
}

/** Listens from now on: the stream is open when this resolves. */
async function listen(mock: Mock): Promise<AsyncIterableIterator<ControlEvent>> {
  const events = mock.control.events()
  const first = events.next()
  while (mock.world.journal.listeners === 0) await new Promise((resolve) => setImmediate(resolve))
  await mock.request('/first')
  await first
  return events
}

describe('events', () => {
  it('tell exchanges, transitions, and how the clock is moved, as they happen', async () => {
    const mock = await openMock()
    const events = await listen(mock)
    await mock.request(submitOf(READY), as(READY, 'PUT'))
    await mock.control.clock.advance('PT2S')
    await mock.control.subjects.put(PENDING, {
      states: { customer: 'Active', kyc: 'Passed' },
      satisfies: ['IdentificationComplete'],
    })
    const told = await take(events, 5)
    expect(told.map(({ id, kind }) => [id, kind])).toEqual([
      ['2', 'transition'],
      ['3', 'exchange'],
      ['4', 'clock'],
      ['5', 'transition'],
      ['6', 'transition'],
    ])
    expect(told.map(({ data }) => data)).toMatchObject([
      { subject: READY, to: 'Accepted' },
      { operation: 'submitIdentification', status: 200 },
      { now: '2026-11-22T12:00:02.000Z', running: false },
      { subject: READY, to: 'Pending', cause: { kind: 'delay', name: 'delivery' } },
      { subject: PENDING, from: 'Pending', to: 'Passed', cause: { kind: 'placement', name: 'placement' } },
    ])
    await events.return?.()
    expect(mock.world.journal.listeners).toBe(0)
  })

  it('go on after the last one that was received', async () => {
    const mock = await openMock()
    for (const id of [READY, PENDING, READY]) await mock.request(profileOf(id), as(id))
    const events = mock.control.events({ after: '1' })
    expect((await take(events, 2)).map(({ id }) => id)).toEqual(['2', '3'])
    await events.return?.()
  })

  it('tell what falls due when it does, while somebody listens and the clock runs', async () => {
    const { mock, pass, timers } = await openStill()
    const events = await listen(mock)
    await mock.request(submitOf(READY), as(READY, 'PUT'))
    await take(events, 2)
    pass(1999)
    await mock.control.clock.freeze()
    expect((await take(events, 1))[0]).toMatchObject({ kind: 'clock', data: { running: false } })
    pass(10_000)
    await mock.control.clock.run()
    expect((await take(events, 1))[0]).toMatchObject({ kind: 'clock', data: { running: true } })
    pass(1)
    expect((await take(events, 1))[0]).toMatchObject({ kind: 'transition', data: { to: 'Pending', subject: READY } })
    await events.return?.()
    expect(timers()).toBe(0)
  })

  it('tell of a reset, go on in the new world, and tell whoever missed it', async () => {
    const mock = await openMock()
    const events = await listen(mock)
    await mock.control.worlds.reset()
    await mock.request(profileOf(READY), as(READY))
    const told = await take(events, 2)
    expect(told.map(({ id, kind }) => [id, kind])).toEqual([
      ['2', 'reset'],
      ['3', 'exchange'],
    ])
    expect(told[1]?.data).toMatchObject({ number: 1 })
    await events.return?.()
    expect(mock.world.journal.listeners).toBe(0)

    const again = mock.control.events({ after: '1' })
    expect((await take(again, 2)).map(({ id, kind }) => [id, kind])).toEqual([
      ['2', 'reset'],
      ['3', 'exchange'],
    ])
    await again.return?.()
  })

  it('end with their world', async () => {
    const mock = await openMock()
    const { control, request } = mock.inWorld('blue')
    await request('/first')
    const events = control.events({ after: '0' })
    await take(events, 1)
    const next = events.next()
    await control.worlds.delete()
    expect(await next).toEqual({ done: true, value: undefined })
  })

  it('say now and then that they are still there', async () => {
    const { mock, pass } = await openStill()
    const { body } = await mock.request('/_specimen/events')
    const reader = body?.getReader()
    const read = async (): Promise<string> => new TextDecoder().decode((await reader?.read())?.value)
    expect(await read()).toBe('retry: 1000\n\n')
    pass(15_000)
    expect(await read()).toBe(': still here\n\n')
    await reader?.cancel()
  })
})
