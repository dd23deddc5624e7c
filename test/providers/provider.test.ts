/** The correct provider: the whole way of a customer, and what is refused on it. Every reply fits the document. */

import { readFileSync } from 'node:fs'
import { Ajv2020 } from 'ajv/dist/2020.js'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { parse } from 'yaml'
import { type Client, clientOf, formWith, type Person, profileOf, submitOf } from './client.js'
import type { JsonObject } from './json.js'
import { type Provider, startProvider } from './provider.js'

const messages: string[] = []
let provider: Provider
let client: Client
beforeAll(async () => {
  provider = await startProvider({ deliveryDelay: 60_000, sendSms: (_, password) => messages.push(password) })
  client = clientOf(provider)
})
afterAll(() => provider.close())

const DOCUMENT = 'http://document/'
const ajv = new Ajv2020({ strict: false, validateFormats: false })
ajv.addSchema(parse(readFileSync('spec/kyc/openapi.yaml', 'utf8')), DOCUMENT)

function expectFits(schema: string, value: unknown): void {
  const validate = ajv.getSchema(`${DOCUMENT}#/components/schemas/${schema}`)
  validate?.(value)
  expect(validate?.errors ?? []).toEqual([])
}

const DOCUMENT_PORTION = {
  document_type: { value: 'NRIC' },
  document_number: 'SPECIMEN-0012345',
  document_issue_date: '2019-05-20T00:00:00',
  document_expire_date: '2099-05-20',
}

async function filesPortion(person: Person): Promise<JsonObject> {
  return {
    document_models: [{ id: await person.upload('front.png') }],
    residential_models: [{ id: await person.upload('bill.pdf') }],
    photo_model: { id: await person.upload('selfie.png') },
  }
}

const ADDRESS = { address: '5 Example Street', city: 'Kyiv', country: { value: 'UA' }, type: 'Actual' }

describe('the journey', () => {
  test('leads from a registration by portions to a decision, and is locked between', async () => {
    const person = await client.person({ satisfies: 'none', email: { state: 'Unconfirmed' } })
    expect((await person.model())['state']).toBe('New')
    await client.state('individual receives event', { id: person.id, event: 'CONFIRM' })

    const profile = { first_name: 'Alma', last_name: 'Exemplar', birth_date: '1990-05-17', fatca: false, pep: true }
    const named = await person.put({ ...profile, gender: { value: 'Female' }, nationality: { value: 'PT' } })
    expect(named.body).toMatchObject({
      code: 0,
      id: person.individualId,
      state: 'Active',
      full_name: 'Exemplar Alma',
      birth_date: '1990-05-17T00:00:00.000+0000',
      nationality: { value: 'PT', description: 'Portugal' },
      customer: { id: person.id, name: 'Exemplar Alma', compliance_state: 'Restricted' },
    })

    const early = await person.submit({ nick_name: 'al' })
    expect(early.status).toBe(400)
    expect(early.body).toMatchObject({ code: -1, error_id: 'identification.incomplete' })
    expect((early.get('errors') as JsonObject[]).map(({ field }) => field)).toEqual([
      'document_type',
      'document_number',
      'document_issue_date',
      'document_expire_date',
      'current_address',
      'document_models',
      'residential_models',
      'photo_model',
    ])
    expect(await person.model()).toEqual(named.body)

    await person.save({ current_address: { city: 'Lviv', postal_code: '01001' } })
    await person.save(DOCUMENT_PORTION)
    await person.save({ current_address: ADDRESS })
    const submitted = await person.submit(await filesPortion(person))
    expect(submitted.status, submitted.text).toBe(200)
    expect(submitted.body).toMatchObject({
      customer: { compliance_state: 'Accepted' },
      document_number: 'SPECIMEN-0012345',
      current_address: { ...ADDRESS, postal_code: '01001', country: { value: 'UA', description: 'Ukraine' } },
      photo_model: { original_file_name: 'selfie.png', size: 3 },
    })
    expectFits('Individual', submitted.body)

    for (const state of ['Accepted', 'Pending']) {
      const before = await person.model()
      expect((before['customer'] as JsonObject)['compliance_state']).toBe(state)
      for (const call of [person.put, person.save, person.submit]) {
        const refused = await call({ nick_name: 'x' })
        expect({ status: refused.status, errorId: refused.get('error_id') }).toEqual({
          status: 400,
          errorId: 'profile.locked',
        })
        expectFits('Error', refused.body)
      }
      expect(await person.model()).toEqual(before)
      if (state === 'Accepted') expect((await person.receive('delivery')).status).toBe(200)
    }

    expect((await person.receive('REFUSE')).status).toBe(200)
    expect((await person.save({ nick_name: 'x' })).get('customer.compliance_state')).toBe('Refused')
    expect((await person.submit()).get('customer.compliance_state')).toBe('Accepted')
    await person.receive('delivery')
    await person.receive('PASS')
    expect((await person.submit()).get('error_id')).toBe('profile.locked')
  })

  test('is delivered when the delay is over, and decided if that is arranged', async () => {
    const hasty = await startProvider({ deliveryDelay: 30, decisionDelay: 30 })
    const [plain, arranged] = await Promise.all([
      clientOf(hasty).person({ satisfies: 'IdentificationComplete' }),
      clientOf(hasty).person({
        satisfies: ['IdentificationComplete'],
        document_models: [{ original_file_name: 'refuse.jpg' }],
      }),
    ])
    expect((await plain.submit()).get('customer.compliance_state')).toBe('Accepted')
    expect((await arranged.submit()).get('customer.compliance_state')).toBe('Accepted')
    await expect.poll(async () => (await plain.model())['customer']).toMatchObject({ compliance_state: 'Pending' })
    await expect.poll(async () => (await arranged.model())['customer']).toMatchObject({ compliance_state: 'Refused' })
    await hasty.close()
  })
})

describe('whoever calls', () => {
  test('needs a token of their own', async () => {
    const [person, other] = [await client.person(), await client.person()]
    const anonymous = await client.send('GET', profileOf(person.id))
    expect(anonymous.status).toBe(401)
    expect(anonymous.get('error_id')).toBe('auth.token_missing')
    expect(anonymous.headers.get('www-authenticate')).toMatch(/^Bearer/)
    const invented = await client.send('GET', '/api/v1/customers', undefined, { authorization: 'Bearer x' })
    expect(invented.get('error_id')).toBe('auth.token_unknown')

    const file = await other.upload()
    const paths = [
      ['GET', profileOf(other.id)],
      ['PUT', profileOf(other.id)],
      ['PUT', `${submitOf(other.id)}/save`],
      ['PUT', submitOf(other.id)],
      ['PUT', `/api/v1/customers/${other.id}/current`],
      ['GET', `/api/v1/customers/${other.id}/files`],
      ['POST', `/api/v1/customers/${other.id}/files`],
      ['GET', profileOf(999_999_999_999)],
      ['GET', `/api/v1/files/${file}`],
      ['GET', `/api/v1/files/${file}/base64`],
      ['DELETE', `/api/v1/files/${file}`],
      ['GET', '/api/v1/files/7'],
    ] as const
    for (const [method, path] of paths) {
      const refused = await person.send(method, path)
      expect({ path, status: refused.status, errorId: refused.get('error_id') }).toEqual({
        path,
        status: 403,
        errorId: 'access.forbidden',
      })
    }
    const borrowed = await person.save({ document_models: [{ id: file }] })
    expect(borrowed.get('error_id')).toBe('reference.unknown')
    expect(borrowed.get('errors')).toEqual([{ field: 'document_models[0].id', message: 'is none of your files' }])
  })

  test('gets a token by a one-time password', async () => {
    const person = await client.person()
    const otp = await client.send('PUT', '/auth/api/v1/otp', { login: person.login, auth_channel: 'SMS' })
    expectFits('OtpReply', otp.body)
    expect((await person.send('GET', '/api/v1/users/roles')).body).toEqual(['ROLE_EXPECT_PASSWORD'])

    const basic = { authorization: `Basic ${btoa('app:secret')}` }
    const enter = (fields: { readonly [name: string]: string }, headers = basic) =>
      client.send('POST', '/auth/oauth/token', new URLSearchParams(fields), headers)
    const fields = { grant_type: 'password', username: person.login, password: messages.at(-1) ?? '' }
    expect((await enter({ ...fields, password: 'oops' })).get('error_id')).toBe('otp.wrong')
    expect((await enter(fields, { authorization: '' })).get('error_id')).toBe('auth.client_unknown')
    const token = await enter(fields)
    expectFits('Token', token.body)
    const authorization = `Bearer ${token.get('access_token')}`
    const current = await client.send('GET', '/api/v1/customers/current', undefined, { authorization })
    expect(current.get('id')).toBe(person.id)
    expect((await person.send('GET', '/api/v1/users/roles')).body).toEqual(['ROLE_USER'])

    const renewal = { grant_type: 'refresh_token', refresh_token: String(token.get('refresh_token')) }
    expectFits('Token', (await enter(renewal)).body)
    expect((await enter(renewal)).get('error_id')).toBe('refresh_token.unknown')

    for (const errorId of ['otp.wrong', 'otp.wrong', 'otp.blocked']) {
      await client.send('PUT', '/auth/api/v1/otp', { login: person.login, auth_channel: 'SMS' })
      const wrong = await enter({ ...fields, password: 'oops' })
      expect(wrong.get('error_id')).toBe(errorId)
      if (errorId === 'otp.blocked') expect(wrong.headers.get('retry-after')).toBe('300')
    }
  })
})

describe('what is sent', () => {
  const refusals: readonly [portion: JsonObject, errorId: string, fields: readonly string[]][] = [
    [{ fist_name: 'Mira' }, 'field.unknown', ['fist_name']],
    [{ current_address: { citty: 'Turku' } }, 'field.unknown', ['current_address.citty']],
    [{ pep: 'no' }, 'field.type', ['pep']],
    [{ first_name: null }, 'field.type', ['first_name']],
    [{ first_name: ' ' }, 'field.value', ['first_name']],
    [{ gender: {} }, 'field.missing', ['gender.value']],
    [{ current_address: { type: 'Home' } }, 'field.value', ['current_address.type']],
    [{ birth_date: '1978-02-30' }, 'field.date', ['birth_date']],
    [{ birth_date: '14.11.1978' }, 'field.date', ['birth_date']],
    [{ birth_date: '2999-01-01' }, 'field.value', ['birth_date']],
    [{ nationality: { value: 'XX' } }, 'reference.unknown', ['nationality.value']],
    [{ industry: { id: 1 } }, 'reference.unknown', ['industry.id']],
    [{ id: 1 }, 'field.immutable', ['id']],
    [{ pep: 'no', birth_date: 'soon' }, 'request.invalid', ['pep', 'birth_date']],
  ]
  test.each(refusals)('%j is refused as %s', async (portion, errorId, fields) => {
    const person = await client.person()
    const before = await person.model()
    const refused = await person.put({ nick_name: 'x', ...portion })
    expect({ status: refused.status, errorId: refused.get('error_id') }).toEqual({ status: 400, errorId })
    expect((refused.get('errors') as JsonObject[]).map(({ field }) => field)).toEqual(fields)
    expectFits('Error', refused.body)
    expect(await person.model()).toEqual(before)
  })

  test('may be a whole model that was read, or JSON that curl labels as a form', async () => {
    const person = await client.person({ satisfies: 'IdentificationComplete' })
    const model = await person.model()
    const { modified: _, ...customer } = model['customer'] as JsonObject
    const changed = await person.put({ ...model, nick_name: 'al' })
    expect(changed.body).toMatchObject({ ...model, nick_name: 'al', customer })

    const body = JSON.stringify({ id: person.individualId, birth_date: '1978-11-14T00:00:00' })
    const headers = {
      authorization: `Bearer ${person.token}`,
      'content-type': 'application/x-www-form-urlencoded',
    }
    const posted = await fetch(`${provider.url}/api/v1/customers/individual/data`, { method: 'POST', headers, body })
    expect(await posted.json()).toMatchObject({ birth_date: '1978-11-14T00:00:00.000+0000' })
  })

  test('is not an expired document', async () => {
    const person = await client.person({
      satisfies: ['IdentificationComplete'],
      fields: { document_expire_date: '2020-01-01' },
    })
    expect((await person.submit()).get('error_id')).toBe('document.expired')
  })

  test('arrives whole from two writers at once, and submits once', async () => {
    const person = await client.person({ satisfies: 'IdentificationComplete' })
    await Promise.all([person.save({ nick_name: 'al' }), person.save({ middle_name: 'Beata' })])
    expect(await person.model()).toMatchObject({ nick_name: 'al', middle_name: 'Beata' })
    const both = await Promise.all([person.submit(), person.submit()])
    expect(both.map(({ status }) => status).toSorted()).toEqual([200, 400])
  })
})

describe('a file', () => {
  test('comes back as it was sent, by its model, its bytes and Base64', async () => {
    const person = await client.person()
    const bytes = new Uint8Array([0, 255, 13, 10, 45, 45, 128])
    const id = await person.upload('a "quoted" name.png', bytes)
    const model = await person.send('GET', `/api/v1/files/${id}`)
    expect(model.body).toMatchObject({ code: 0, id, size: 7, original_file_name: 'a "quoted" name.png' })
    expectFits('File', model.body)
    const raw = await person.send('GET', `/api/v1/files/${id}`, undefined, { accept: 'application/octet-stream' })
    expect(raw.bytes).toEqual(bytes)
    expect((await person.send('GET', `/api/v1/files/${id}/base64`)).body).toBe(Buffer.from(bytes).toString('base64'))

    await person.save({ photo_model: { id } })
    expect((await person.send('DELETE', `/api/v1/files/${id}`)).get('error_id')).toBe('file.in_use')
    const unused = await person.upload()
    expect((await person.send('DELETE', `/api/v1/files/${unused}`)).body).toEqual({ code: 0 })
    expect((await person.send('GET', `/api/v1/files/${unused}`)).status).toBe(403)
  })

  test('stands in pages, in either order', async () => {
    const person = await client.person()
    const list = async (query: string) => {
      const answer = await person.send('GET', `/api/v1/customers/${person.id}/files${query}`)
      return (answer.body as JsonObject[]).map(({ id, total }) => [id, total])
    }
    expect(await list('')).toEqual([])
    const ids = [await person.upload(), await person.upload()]
    const third = await person.send('POST', `/api/v1/customers/${person.id}/files`, formWith(new Uint8Array(1), 'c'))
    ids.push(Number(third.get('id')))
    await person.save({ photo_model: { id: ids[1] ?? 0 } })
    expect(await list('?page=1&per_page=2')).toEqual([[ids[2], 3]])
    expect(await list('?page=2&per_page=2')).toEqual([])
    expect(await list('?sort=-created&per_page=1')).toEqual([[ids[2], 3]])
    expect(await list('?sort=+created&per_page=1')).toEqual([[ids[0], 3]])
    expect(await list('?subtype=KYC')).toEqual([[ids[1], 1]])
    const wrong = await person.send('GET', `/api/v1/customers/${person.id}/files?per_page=101&page=x`)
    expect(wrong.get('error_id')).toBe('request.invalid')
  })

  test('is one file of a form, and not too large', async () => {
    const person = await client.person()
    const note = new FormData()
    note.set('note', 'x')
    expect((await person.send('POST', '/api/v1/files', note)).get('error_id')).toBe('request.invalid')
    expect((await person.send('POST', '/api/v1/files', { filex: 'x' })).get('error_id')).toBe('body.media_type')
    expect((await person.send('POST', '/api/v1/files')).get('error_id')).toBe('body.missing')
    const large = await person.send('POST', '/api/v1/files', formWith(new Uint8Array(10 * 1024 * 1024), 'large'))
    expect({ status: large.status, errorId: large.get('error_id') }).toEqual({ status: 413, errorId: 'body.too_large' })
  })
})

test('directories and the code of the day', async () => {
  const person = await client.person()
  const get = async (path: string) => (await person.send('GET', path)).body
  expect(await get('/api/v1/countries')).toHaveLength(249)
  expect(await get('/api/v1/genders')).toHaveLength(2)
  expect(await get('/api/v1/documents/types')).toHaveLength(3)
  expect(await get('/api/v1/directory/CORPORATE_TYPES')).toHaveLength(5)
  expect(await get('/api/v1/directory/COLOURS')).toMatchObject({ error_id: 'field.value' })
  expect(await get('/api/v1/identification/code')).toMatch(/^\d{4}$/)
  expectFits('Customer', await get('/api/v1/customers/current'))
  expect(await get('/api/v1/customers')).toMatchObject([{ id: person.id }])
  expect(await get(`/api/v1/customers/${person.id}/current`)).toMatchObject({ error_id: 'method.not_allowed' })
  expect(await get('/api/v1/custommers')).toMatchObject({ error_id: 'path.not_found' })
})

describe('the door for contract tests', () => {
  test.each(['Restricted', 'Accepted', 'Pending', 'Passed', 'Refused'])('makes somebody who is %s', async (state) => {
    const model = await (await client.person({ compliance_state: state })).model()
    expect(model['customer']).toMatchObject({ compliance_state: state })
    expectFits('Individual', model)
    expectFits(state === 'Restricted' ? 'ProfileComplete' : 'IdentificationComplete', model)
  })

  test.each(['New', 'Confirmed', 'Active'])('makes somebody who is %s', async (state) => {
    expect((await (await client.person({ state })).model())['state']).toBe(state)
  })

  test('ends delays where the document lets them end', async () => {
    const stateAfter = async (event: string, params: JsonObject) => {
      const person = await client.person(params)
      expect((await person.receive(event)).status).toBe(200)
      return ((await person.model())['customer'] as JsonObject)['compliance_state']
    }
    const email = (word: string) => ({ email: { value: `someone+${word}@example.com` } })
    expect(await stateAfter('delivery', { compliance_state: 'Accepted' })).toBe('Pending')
    expect(await stateAfter('delivery', { compliance_state: 'Accepted', ...email('undelivered') })).toBe('Accepted')
    expect(await stateAfter('decision', { compliance_state: 'Pending' })).toBe('Pending')
    expect(await stateAfter('decision', { compliance_state: 'Pending', ...email('pass') })).toBe('Passed')
    expect(await stateAfter('decision', { compliance_state: 'Pending', ...email('refuse') })).toBe('Refused')
  })

  test('leaves out what is null, and takes any field', async () => {
    const person = await client.person({
      satisfies: ['IdentificationComplete'],
      document_number: null,
      nick_name: 'al',
    })
    const refused = await person.submit()
    expect(refused.get('errors')).toEqual([{ field: 'document_number', message: 'is missing' }])
    expect((await person.model())['nick_name']).toBe('al')
  })

  test('refuses what it does not know', async () => {
    const { id } = await client.person()
    const wrong = [
      await client.state('corporate exists'),
      await client.state('individual exists', { compliance_state: 'Lost' }),
      await client.state('individual exists', { satisfies: ['Nothing'] }),
      await client.state('individual exists', { fist_name: 'x' }),
      await client.state('individual receives event', { id, event: 'PASS' }),
      await client.state('individual receives event', { id, event: 'DANCE' }),
      await client.state('individual receives event', { id: 1, event: 'PASS' }),
      await client.send('POST', '/_test/provider-states', 'no object'),
    ]
    expect(wrong.map(({ status }) => status)).toEqual([404, 400, 400, 400, 409, 409, 404, 400])
    expect((await client.state('')).status).toBe(200)
  })
})
