/** Subjects: found, put where a test needs them, sent events, asked what is allowed; provider states; scenarios. */

import { describe, expect, it } from 'vitest'
import { createControl } from '../../mock/index.js'
import { profileOf, submitOf } from '../client.js'
import { as, openMock, PENDING, READY } from './open.js'

describe('a subject', () => {
  it('is found by id or state', async () => {
    const { control } = await openMock()
    expect(await control.subjects.get(READY)).toMatchObject({
      resource: 'Individual',
      persona: 'ready',
      token: `customer-${READY}`,
      states: { customer: 'Active', kyc: 'Restricted' },
    })
    expect((await control.subjects.find({ state: 'Pending' })).map(({ id }) => id)).toEqual([PENDING])
    expect(await control.subjects.find({ state: 'Active', lifecycle: 'customer', limit: 2 })).toHaveLength(2)
  })

  it('is put in a state with given fields, and told to have been', async () => {
    const { control, request } = await openMock()
    const put = await control.subjects.put(4711, {
      states: { kyc: 'Pending' },
      satisfies: ['IdentificationComplete'],
      fields: { nick_name: 'mi', document_expire_date: 'now+P7D' },
    })
    expect(put.states).toMatchObject({ kyc: 'Pending' })
    const profile = await (await request(profileOf(4711), as(4711))).json()
    expect(profile).toMatchObject({
      nick_name: 'mi',
      document_expire_date: '2026-11-29T12:00:00.000+0000',
      customer: { compliance_state: 'Pending' },
    })
    const history = await control.subjects.history(4711)
    expect(history.filter(({ lifecycle }) => lifecycle === 'kyc')).toMatchObject([
      {
        from: 'Restricted',
        to: 'Pending',
        cause: { kind: 'placement' },
        rule: expect.stringMatching(/states\/Pending$/),
      },
    ])
  })

  it('that would not fit the document is not put', async () => {
    const { control } = await openMock()
    const before = await control.subjects.get(READY)
    await expect(control.subjects.put(READY, { fields: { gender: 7 } })).rejects.toMatchObject({
      code: 'fields.invalid',
      problem: { errors: [{ field: 'gender' }] },
    })
    expect(await control.subjects.get(READY)).toEqual(before)
  })

  it('says what is allowed now, what is not and why, and what would unlock it', async () => {
    const { control } = await openMock()
    const { allowed, refused } = await control.subjects.allowed(PENDING)
    expect(allowed.map(({ name, kind, leads_to }) => [name, kind, leads_to])).toEqual([
      ['PASS', 'event', { kyc: 'Passed' }],
      ['REFUSE', 'event', { kyc: 'Refused' }],
      ['decision', 'delay', {}],
    ])
    expect(refused.find(({ name }) => name === 'saveIdentification')).toMatchObject({
      kind: 'operation',
      lifecycle: 'kyc',
      state: 'Pending',
      refusal: 'ProfileLocked',
      why: 'saveIdentification is not allowed while kyc is Pending; it is while kyc is Restricted or Refused.',
      unlock: [{ name: 'REFUSE', kind: 'event', leads_to: { kyc: 'Refused' } }],
    })
    const incomplete = (await control.subjects.allowed(12345678)).refused
    expect(incomplete.find(({ name }) => name === 'submitIdentification')).toMatchObject({
      guard: 'IdentificationComplete',
      missing: expect.arrayContaining([{ field: 'document_type', message: 'is missing' }]),
      unlock: [],
    })
  })

  it('receives events, and its history tells each transition with cause and time', async () => {
    const { control, request } = await openMock()
    await request(submitOf(READY), as(READY, 'PUT'))
    await control.clock.advance('PT1S')
    const { transitions, subject } = await control.subjects.send(READY, 'delivery')
    expect(transitions).toMatchObject([{ from: 'Accepted', to: 'Pending', cause: { kind: 'delay', name: 'delivery' } }])
    expect(subject.states).toMatchObject({ kyc: 'Pending' })
    await control.subjects.send(READY, 'REFUSE')
    expect(
      (await control.subjects.history(READY)).map(({ to, at, cause }) => [to, at.slice(17, 19), cause.name]),
    ).toEqual([
      ['Accepted', '00', 'submitIdentification'],
      ['Pending', '01', 'delivery'],
      ['Refused', '01', 'REFUSE'],
    ])
  })
})

describe('provider states', () => {
  it('make an individual in a state, and give the values for its requests', async () => {
    const { control, request } = await openMock()
    const values = await control.providerState('individual exists', {
      compliance_state: 'Restricted',
      satisfies: 'IdentificationComplete',
      nick_name: 'mi',
    })
    expect(Object.keys(values).sort()).toEqual(['customerId', 'id', 'individualId', 'token'])
    expect(values['customerId']).toBe(values['id'])
    const headers = { authorization: `Bearer ${values['token']}` }
    const profile = await (await request(profileOf(Number(values['id'])), { headers })).json()
    expect(profile).toMatchObject({ id: values['individualId'], nick_name: 'mi', customer: { id: values['id'] } })
    expect((await request(submitOf(Number(values['id'])), { method: 'PUT', headers })).status).toBe(200)

    const moved = await control.providerState('individual receives event', {
      customerId: values['id'],
      event: 'delivery',
    })
    expect(moved).toEqual(values)
    await control.providerState('individual receives event', { id: values['id'], event: 'PASS' })
    expect((await control.subjects.get(Number(values['id']))).states).toMatchObject({ kyc: 'Passed' })
  })

  it('give another individual each time, lacking what it shall lack', async () => {
    const { control } = await openMock()
    const first = await control.providerState('individual exists', { satisfies: 'none' })
    const second = await control.providerState('individual exists', {})
    expect(first['id']).not.toBe(second['id'])
    const { refused } = await control.subjects.allowed(Number(first['id']))
    const missing = refused.find(({ name }) => name === 'submitIdentification')?.missing.map(({ field }) => field)
    expect(missing).toContain('document_type')
  })

  it('speak Pact’s protocol: a state may be empty, a teardown undoes nothing, an unknown state is an error', async () => {
    const { request } = await openMock()
    const post = async (body: unknown): Promise<unknown> => {
      const reply = await request('/_specimen/provider-states', as(READY, 'POST', body))
      const { code } = (await reply.json()) as { code?: string }
      return [reply.status, code]
    }
    expect(await post({ state: '' })).toEqual([200, undefined])
    expect(await post({ state: 'individual exists', action: 'teardown' })).toEqual([200, undefined])
    expect(await post({ state: 'individual exists', params: {}, action: 'setup', consumer: 'app' })).toEqual([
      200,
      undefined,
    ])
    expect(await post({ state: 'the moon is full', action: 'teardown' })).toEqual([422, 'provider_state.unknown'])
    expect(await post({ state: 'individual exists', params: { compliance_state: 'Asleep' } })).toEqual([
      422,
      'state.unknown',
    ])
    expect(await post({ state: 'individual receives event', params: { id: READY } })).toEqual([422, 'request.invalid'])
    expect(await post({ action: 'setup' })).toEqual([422, 'request.invalid'])
  })
})

/** Scenario → what its steps come to, and where its personas are then. */
const stories: {
  readonly [scenario: string]: readonly [readonly (number | undefined)[], { readonly [persona: string]: string }]
} = {
  'happy-path': [[200, undefined, undefined, 200], { ready: 'Passed' }],
  'refusal-and-resubmission': [[undefined, 200, 200, undefined, undefined], { pending: 'Passed' }],
  'stuck-in-review': [[200, undefined, 200], { ready: 'Pending' }],
  'locked-profile': [[400, 400, 400], { pending: 'Pending' }],
  'incomplete-form': [[400, 200, 400], { alexey: 'Restricted' }],
  'expiring-document': [[undefined, 400, 200, 200], { expiring: 'Accepted' }],
  'arranged-refusal': [[200, undefined, undefined], { 'arranged-to-be-refused': 'Refused' }],
  'slow-network': [[undefined], { ready: 'Restricted' }],
  'flaky-submit': [[undefined, 500, 500, 200], { ready: 'Accepted' }],
}

describe('scenarios', () => {
  it('are listed as the document has them', async () => {
    const { control } = await openMock()
    expect((await control.scenarios.list()).map(({ name }) => name)).toEqual(Object.keys(stories))
  })

  it.each(Object.entries(stories))('play as they say: %s', async (name, [statuses, states]) => {
    const mock = await openMock()
    const { steps, subjects } = await mock.control.scenarios.run(name)
    expect(
      steps.map(({ status }) => status),
      JSON.stringify(steps),
    ).toEqual(statuses)
    expect(Object.fromEntries(subjects.map(({ persona, states: at }) => [persona, at['kyc']]))).toEqual(states)
    // In whatever state its people are, it begins where they begin.
    await mock.control.faults.clear()
    const again = await mock.control.scenarios.run(name)
    expect(again.steps.map(({ status }) => status)).toEqual(statuses)
  })

  it('leave the network slow where they say so', async () => {
    const waited: number[] = []
    const mock = await openMock({
      later: (milliseconds, callback) => {
        waited.push(milliseconds)
        queueMicrotask(callback)
        return () => {}
      },
    })
    await createControl(mock).scenarios.run('slow-network')
    await mock.request(profileOf(READY), as(READY))
    expect(waited[0]).toBeGreaterThanOrEqual(1000)
    expect(waited[0]).toBeLessThanOrEqual(3000)
  })
})
