/** The whole way of a customer, as an app would go it: in this process, and over HTTP on a real port. */

import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import {
  type Answer,
  type Client,
  type Flagship,
  filesOf,
  formWith,
  openFlagship,
  profileOf,
  SECOND,
  saveOf,
  submitOf,
  TRANSPORTS,
} from './client.js'

/** Has registered, and nothing else. */
const NEWCOMER = 1001
/** Needs only to submit. */
const READY = 1003

const PROFILE = {
  first_name: 'Alma',
  last_name: 'Exemplar',
  birth_date: '1990-05-17',
  gender: { value: 'Female' },
  nationality: { value: 'PT' },
  fatca: false,
  pep: false,
}

/** Every byte there is, and then some that are no text. */
const PHOTOGRAPH = Uint8Array.from({ length: 1000 }, (_, index) => (index * 7) % 256)

describe.each(TRANSPORTS)('the journey, %s', (transport) => {
  let flagship: Flagship
  beforeEach(async () => {
    flagship = await openFlagship({ transport })
  })
  afterEach(async () => {
    await flagship.close()
    expect(flagship.judged.count).toBeGreaterThan(5)
  })

  test('signs in, fills in, saves in portions, submits, is locked, is delivered, passes', async () => {
    const { clock } = flagship

    // Signing in
    const asked = await flagship.anyone.put('/auth/api/v1/otp', {
      login: '+9990000001001',
      auth_channel: 'SMS',
      client_id: 'app',
    })
    expect(asked.body).toMatchObject({ code: 0, state: 'Active', otp_num: 1, login: '9990000001001' })
    const password = asked.headers.get('specimen-one-time-password') ?? ''
    expect(password).toMatch(/^\d{4}$/)
    const signedIn = await flagship.anyone.post(
      '/auth/oauth/token',
      new URLSearchParams({ grant_type: 'password', username: '+9990000001001', password, scope: 'full' }),
      { authorization: `Basic ${btoa('app:secret')}` },
    )
    expect(signedIn.body).toMatchObject({
      token_type: 'bearer',
      expires_in: 1_209_599,
      scope: 'full',
      client_id: 'app',
    })
    const customer = flagship.as(String(signedIn.get('access_token')))
    expect((await customer.get('/api/v1/users/roles')).body).toEqual(['ROLE_USER'])
    const current = await customer.get('/api/v1/customers/current')
    expect(current.body).toMatchObject({ code: 0, id: NEWCOMER, state: 'Confirmed', compliance_state: 'Restricted' })

    // The profile
    const profile = await customer.put(profileOf(NEWCOMER), PROFILE)
    expect(profile.status, profile.text).toBe(200)
    expect(profile.body).toMatchObject({
      code: 0,
      full_name: 'Exemplar Alma',
      birth_date: '1990-05-17T00:00:00.000+0000',
      gender: { value: 'Female', description: 'Female' },
      nationality: { value: 'PT', description: 'Portugal' },
      state: 'Active',
      customer: { id: NEWCOMER, name: 'Exemplar Alma', state: 'Active', compliance_state: 'Restricted' },
    })
    expect((await customer.get(profileOf(NEWCOMER))).text).toBe(profile.text)

    // The files
    const front = await upload(customer, 'front.jpg')
    const back = await upload(customer, 'back.jpg')
    const bill = await upload(customer, 'bill.jpg')
    const selfie = await upload(customer, 'selfie.jpg')
    expect(front.body).toEqual({
      code: 0,
      id: front.get('id'),
      state: 'Active',
      created: '2026-11-22T12:00:00.000+0000',
      modified: '2026-11-22T12:00:00.000+0000',
      mime_type: 'image/jpeg',
      original_file_name: 'front.jpg',
      size: PHOTOGRAPH.length,
    })
    expect((await customer.get('/api/v1/identification/code')).body).toMatch(/^\d{4}$/)

    // Three portions, in no particular order
    const address = { address: '5 Example Street', city: 'Braga', country: { value: 'PT' }, postal_code: '4700-001' }
    const first = await customer.put(saveOf(NEWCOMER), {
      document_models: [{ id: front.get('id') ?? null }, { id: back.get('id') ?? null }],
      residential_models: [{ id: bill.get('id') ?? null }],
    })
    expect(first.get('document_models')).toMatchObject([
      { id: front.get('id'), original_file_name: 'front.jpg', size: PHOTOGRAPH.length },
      { id: back.get('id'), original_file_name: 'back.jpg' },
    ])
    const second = await customer.put(saveOf(NEWCOMER), { current_address: address, industry: { id: 230189 } })
    expect(second.get('document_models')).toEqual(first.get('document_models'))
    expect(second.get('industry')).toEqual({
      id: 230189,
      description: '01111 - GROWING OF LEAFY AND FRUIT VEGETABLES',
    })

    // Too early: everything that is missing at once, by field, and nothing changes
    const early = await customer.put(submitOf(NEWCOMER))
    expectRefusal(early, 'identification.incomplete')
    const missing = ['document_type', 'document_number', 'document_issue_date', 'document_expire_date', 'photo_model']
    expect((early.get('errors') as { field: string }[]).map(({ field }) => field).toSorted()).toEqual(
      missing.toSorted(),
    )
    for (const field of missing) expect(early.get('description')).toContain(field)
    expect((await customer.get(profileOf(NEWCOMER))).text).toBe(second.text)

    const third = await customer.put(saveOf(NEWCOMER), {
      document_type: { value: 'Passport' },
      document_number: 'SPECIMEN-0012345',
      document_issue_date: '2019-05-20',
      document_expire_date: '2031-05-20T00:00:00',
    })
    expect(third.body).toMatchObject({ ...(second.body as object), document_number: 'SPECIMEN-0012345' })

    // Submitting, with a last portion
    const submitted = await customer.put(submitOf(NEWCOMER), { photo_model: { id: selfie.get('id') ?? null } })
    expect(submitted.status, submitted.text).toBe(200)
    expect(submitted.get('photo_model.original_file_name')).toBe('selfie.jpg')
    expect(submitted.get('customer.compliance_state')).toBe('Accepted')

    // Locked, and delivered when the time has come
    await expectLock(customer, NEWCOMER, 'Accepted')
    clock.advance(2 * SECOND - 1)
    expect(await stateOf(customer, NEWCOMER)).toBe('Accepted')
    clock.advance(1)
    expect(await stateOf(customer, NEWCOMER)).toBe('Pending')
    await expectLock(customer, NEWCOMER, 'Pending')
    clock.advance(24 * 60 * 60 * SECOND)
    expect(await stateOf(customer, NEWCOMER)).toBe('Pending')

    await officerDecides(flagship, NEWCOMER, 'PASS')
    expect(await stateOf(customer, NEWCOMER)).toBe('Passed')
    await expectLock(customer, NEWCOMER, 'Passed')
  })

  test('is refused, edits, submits again', async () => {
    const { clock } = flagship
    const customer = flagship.as(READY)
    expect((await customer.put(submitOf(READY))).get('customer.compliance_state')).toBe('Accepted')
    clock.advance(2 * SECOND)
    expect(await stateOf(customer, READY)).toBe('Pending')
    await officerDecides(flagship, READY, 'REFUSE')
    expect(await stateOf(customer, READY)).toBe('Refused')

    const edited = await customer.put(profileOf(READY), { nick_name: 'Second Try' })
    expect(edited.body).toMatchObject({ nick_name: 'Second Try', customer: { compliance_state: 'Refused' } })
    const saved = await customer.put(saveOf(READY), { document_number: 'SPECIMEN-0000002' })
    expect(saved.body).toMatchObject({ nick_name: 'Second Try', document_number: 'SPECIMEN-0000002' })

    const again = await customer.put(submitOf(READY))
    expect(again.get('customer.compliance_state')).toBe('Accepted')
    await expectLock(customer, READY, 'Accepted')
    clock.advance(2 * SECOND)
    await officerDecides(flagship, READY, 'PASS')
    expect(await stateOf(customer, READY)).toBe('Passed')
  })

  test('an arranged outcome needs no officer', async () => {
    const { clock } = flagship
    for (const [id, outcome] of [
      [1008, 'Passed'],
      [1009, 'Refused'],
    ] as const) {
      const customer = flagship.as(id)
      expect((await customer.put(submitOf(id))).get('customer.compliance_state')).toBe('Accepted')
      clock.advance(2 * SECOND)
      expect(await stateOf(customer, id)).toBe('Pending')
      clock.advance(5 * SECOND)
      expect(await stateOf(customer, id)).toBe(outcome)
    }
  })

  test('keeps files byte for byte, lists them in pages, deletes those that no model uses', async () => {
    const customer = flagship.as(NEWCOMER)
    const names = ['one.jpg', 'two.jpg', 'three.jpg']
    const ids: (number | undefined)[] = []
    for (const name of names) {
      ids.push((await upload(customer, name)).get('id') as number)
      flagship.clock.advance(SECOND)
    }
    const [one, two, three] = ids

    // The model, the bytes, Base64
    const model = await customer.get(`/api/v1/files/${one}`, { accept: 'application/json' })
    expect(model.body).toMatchObject({ code: 0, id: one, original_file_name: 'one.jpg', size: PHOTOGRAPH.length })
    expect((await customer.get(`/api/v1/files/${one}`)).text).toBe(model.text)
    const bytes = await customer.get(`/api/v1/files/${one}`, { accept: 'application/octet-stream' })
    expect(bytes.headers.get('content-type')).toBe('application/octet-stream')
    expect(bytes.bytes).toEqual(PHOTOGRAPH)
    const encoded = await customer.get(`/api/v1/files/${one}/base64`)
    expect(Buffer.from(String(encoded.body), 'base64')).toEqual(Buffer.from(PHOTOGRAPH))

    // Pages
    expect(await namesIn(customer, '?page=0&per_page=2')).toEqual(['one.jpg of 3', 'two.jpg of 3'])
    expect(await namesIn(customer, '?page=1&per_page=2')).toEqual(['three.jpg of 3'])
    expect(await namesIn(customer, '?page=2&per_page=2')).toEqual([])
    expect(await namesIn(customer, '?sort=-created')).toEqual(['three.jpg of 3', 'two.jpg of 3', 'one.jpg of 3'])
    expect(await namesIn(customer, '?sort=+created')).toEqual(['one.jpg of 3', 'two.jpg of 3', 'three.jpg of 3'])
    expect(await namesIn(customer, '?subtype=KYC')).toEqual([])

    // In use
    await customer.put(saveOf(NEWCOMER), { photo_model: { id: two ?? 0 } })
    expect(await namesIn(customer, '?subtype=KYC')).toEqual(['two.jpg of 1'])
    const used = await customer.delete(`/api/v1/files/${two}`)
    expectRefusal(used, 'file.in_use')
    expect(used.get('description')).toContain('photo_model')
    expect((await customer.get(`/api/v1/files/${two}`)).get('original_file_name')).toBe('two.jpg')

    // Deleted
    expect((await customer.delete(`/api/v1/files/${one}`)).body).toEqual({ code: 0 })
    expect((await customer.get(`/api/v1/files/${one}`)).get('error_id')).toBe('access.forbidden')
    expect(await namesIn(customer)).toEqual(['two.jpg of 2', 'three.jpg of 2'])
    expectRefusal(await customer.put(saveOf(NEWCOMER), { document_models: [{ id: one ?? 0 }] }), 'reference.unknown')

    // A number is never given twice, and the other address for uploads does the same
    const posted = await customer.post(filesOf(NEWCOMER), formWith(PHOTOGRAPH, 'four.jpg'))
    expect(posted.body).toMatchObject({ code: 0, original_file_name: 'four.jpg' })
    expect([one, two, three]).not.toContain(posted.get('id'))
  })

  test('a customer has faked files, too, which can be looked at', async () => {
    const customer = flagship.as(READY)
    const photo = (await customer.get(profileOf(READY))).get('photo_model')
    const { id, size } = photo as { id: number; size: number }
    expect((await customer.get(`/api/v1/files/${id}`)).body).toMatchObject(photo as object)
    const bytes = await customer.get(`/api/v1/files/${id}`, { accept: 'application/octet-stream' })
    expect(bytes.text).toContain('SPECIMEN')
    expect(bytes.bytes.length).toBe(size)
    expect(await namesIn(customer, '?subtype=KYC')).toHaveLength(3)
    expectRefusal(await customer.delete(`/api/v1/files/${id}`), 'file.in_use')
  })
})

async function upload(customer: Client, name: string): Promise<Answer> {
  const answer = await customer.post('/api/v1/files', formWith(PHOTOGRAPH, name))
  expect(answer.status, answer.text).toBe(200)
  return answer
}

async function namesIn(customer: Client, query = ''): Promise<readonly string[]> {
  const current = await customer.get('/api/v1/customers/current')
  const page = await customer.get(`${filesOf(Number(current.get('id')))}${query}`)
  const files = page.body as readonly { original_file_name: string; total: number }[]
  return files.map(({ original_file_name: name, total }) => `${name} of ${total}`)
}

async function stateOf(customer: Client, id: number): Promise<unknown> {
  return (await customer.get(profileOf(id))).get('customer.compliance_state')
}

/** The officers are not customers: they decide through the control API. */
async function officerDecides({ anyone }: Flagship, id: number, event: 'PASS' | 'REFUSE'): Promise<void> {
  const decided = await anyone.post(`/_specimen/subjects/${id}/events`, { event })
  expect(decided.status, decided.text).toBe(200)
}

function expectRefusal(answer: Answer, errorId: string): void {
  expect(answer.get('error_id'), answer.text).toBe(errorId)
  expect(answer.status).toBe(400)
}

/** Profile, save and submission are refused, with a body and without, and the model stays what it is to the byte. */
async function expectLock(customer: Client, id: number, state: string): Promise<void> {
  const before = await customer.get(profileOf(id))
  const attempts = [
    await customer.put(profileOf(id), { first_name: 'Changed' }),
    await customer.put('/api/v1/customers/individual/data', { first_name: 'Changed' }),
    await customer.post('/api/v1/customers/individual/data', { first_name: 'Changed' }),
    await customer.put(saveOf(id), { document_number: 'SPECIMEN-9999999' }),
    await customer.put(saveOf(id)),
    await customer.put(submitOf(id), { document_number: 'SPECIMEN-9999999' }),
    await customer.put(submitOf(id)),
  ]
  for (const attempt of attempts) {
    expectRefusal(attempt, 'profile.locked')
    expect(attempt.get('description')).toContain(`kyc is ${state}`)
    expect(attempt.headers.get('specimen-reason')).toBe(`profile.locked: kyc is ${state}`)
  }
  const after = await customer.get(profileOf(id))
  expect(after.text).toBe(before.text)
  expect(after.get('customer.compliance_state')).toBe(state)
}
