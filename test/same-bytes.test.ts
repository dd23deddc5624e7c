/** The same seed, the same moment, the same calls: the same bytes. */

import { describe, expect, test } from 'vitest'
import {
  type Client,
  DAY,
  type Flagship,
  filesOf,
  formWith,
  openFlagship,
  profileOf,
  SECOND,
  saveOf,
  submitOf,
} from './client.js'

const READY = 1003
const NEWCOMER = 1001

/** Everything that a client can get hold of, in the order in which it came. */
type Recording = readonly { readonly status: number; readonly headers: readonly string[]; readonly body: string }[]

/** A run that touches every part: people, passwords, tokens, files, keys, refusals, time. */
async function play({ as, anyone, clock }: Flagship): Promise<Recording> {
  const recording: { status: number; headers: readonly string[]; body: string }[] = []
  const keep = async (answer: ReturnType<Client['get']>): ReturnType<Client['get']> => {
    const { status, headers, bytes } = await answer
    const lines = [...headers].map(([name, value]) => `${name}: ${value}`)
    recording.push({ status, headers: lines, body: Buffer.from(bytes).toString('base64') })
    return answer
  }

  const asked = await keep(anyone.put('/auth/api/v1/otp', { login: '+9990000001001', auth_channel: 'USSD' }))
  const password = asked.headers.get('specimen-one-time-password') ?? ''
  const form = (fields: { [name: string]: string }) => new URLSearchParams(fields)
  const basic = { authorization: `Basic ${btoa('app:secret')}` }
  const attempt = { grant_type: 'password', username: '+9990000001001' }
  await keep(anyone.post('/auth/oauth/token', form({ ...attempt, password: 'wrong' }), basic))
  const signedIn = await keep(anyone.post('/auth/oauth/token', form({ ...attempt, password }), basic))
  const renewal = { grant_type: 'refresh_token', refresh_token: String(signedIn.get('refresh_token')) }
  const renewed = await keep(anyone.post('/auth/oauth/token', form(renewal), basic))

  const newcomer = as(String(renewed.get('access_token')))
  await keep(newcomer.get('/api/v1/customers/current'))
  await keep(newcomer.put(profileOf(NEWCOMER), { first_name: 'Nova', birth_date: '1999-12-31' }))
  clock.advance(SECOND)
  const photo = await keep(newcomer.post('/api/v1/files', formWith(new Uint8Array([0, 255, 128]), 'p.jpg')))
  const id = Number(photo.get('id'))
  await keep(newcomer.put(saveOf(NEWCOMER), { photo_model: { id }, current_address: { city: 'Oulu' } }))
  await keep(newcomer.get(filesOf(NEWCOMER)))
  await keep(newcomer.get(`/api/v1/files/${id}`, { accept: 'application/octet-stream' }))
  await keep(newcomer.put(submitOf(NEWCOMER)))
  await keep(newcomer.get('/api/v1/identification/code'))
  clock.advance(DAY)
  await keep(newcomer.get('/api/v1/identification/code'))

  const ready = as(READY)
  await keep(ready.put(submitOf(READY)))
  clock.advance(2 * SECOND)
  await keep(ready.get(profileOf(READY)))
  await keep(ready.put(profileOf(READY), { nick_name: 'x' }))
  await keep(ready.get(filesOf(READY)))
  for (const someone of [1, 4711, 999_999_999]) await keep(as(someone).get(profileOf(someone)))
  await keep(anyone.get(profileOf(1)))
  await keep(ready.get('/api/v1/countries'))
  await keep(ready.get('/nowhere'))
  await keep(ready.send(profileOf(READY), { method: 'OPTIONS' }))
  await keep(ready.send(profileOf(READY), { method: 'HEAD' }))
  return recording
}

describe('the same seed', () => {
  test('gives the same bytes, bodies and headers', async () => {
    const first = await play(await openFlagship({ seed: 7 }))
    const second = await play(await openFlagship({ seed: 7 }))
    expect(first.length).toBeGreaterThan(20)
    expect(second).toEqual(first)
  })

  test('gives the same bytes where none is named', async () => {
    expect(await play(await openFlagship())).toEqual(await play(await openFlagship()))
  })

  test('gives the same person in any order of reading', async () => {
    const readings = [[4711], [1, 2, 4711], [4711, 4712, 4711], [999_999_999, 4710, 4711]]
    const people = new Set<string>()
    for (const keys of readings) {
      const { as } = await openFlagship()
      for (const key of keys) {
        const { text } = await as(key).get(profileOf(key))
        if (key === 4711) people.add(text)
      }
    }
    expect(people.size).toBe(1)
  })

  test('gives the same person after others were written', async () => {
    const { as } = await openFlagship()
    const before = (await as(4711).get(profileOf(4711))).text
    for (const key of [4710, 4712, 1003]) {
      await as(key).put(profileOf(key), { nick_name: 'Written' })
      await as(key).post('/api/v1/files', formWith(new Uint8Array([1]), 'a.jpg'))
    }
    expect((await as(4711).get(profileOf(4711))).text).toBe(before)
  })
})

describe('another seed', () => {
  test('gives other people', async () => {
    const names = async (seed: number): Promise<readonly string[]> => {
      const { as } = await openFlagship({ seed })
      const people = await Promise.all([4711, 4712, 4713, 4714].map((key) => as(key).get(profileOf(key))))
      return people.map((person) => `${person.get('full_name')} ${person.get('birth_date')} ${person.get('id')}`)
    }
    const [one, other] = [await names(1), await names(2)]
    expect(new Set([...one, ...other]).size).toBe(8)
  })

  test('leaves the personas who they are, and gives them other details', async () => {
    const alexey = async (seed: number) => (await openFlagship({ seed })).as(12345678).get(profileOf(12345678))
    const [one, other] = [await alexey(1), await alexey(2)]
    expect(one.get('full_name')).toBe('Romanchuk Alexey')
    expect(other.get('full_name')).toBe('Romanchuk Alexey')
    expect(other.get('customer.business_code')).not.toBe(one.get('customer.business_code'))
  })

  test('gives other passwords and tokens', async () => {
    const secrets = async (seed: number) =>
      (await play(await openFlagship({ seed }))).slice(0, 4).map(({ body }) => Buffer.from(body, 'base64').toString())
    const [one, other] = [await secrets(1), await secrets(2)]
    expect(JSON.parse(one[2] ?? '').access_token).not.toBe(JSON.parse(other[2] ?? '').access_token)
  })
})

describe('a person', () => {
  test('is all of a piece, and nobody real', async () => {
    const { as } = await openFlagship()
    for (const key of [1, 42, 4711, 1_000_000, 1_000_000_000]) {
      const person = await as(key).get(profileOf(key))
      expect(person.status, person.text).toBe(200)
      expect(person.get('customer.id')).toBe(key)
      expect(person.get('id')).not.toBe(key)
      expect(person.get('full_name')).toBe(`${person.get('last_name')} ${person.get('first_name')}`)
      expect(person.get('customer.name')).toBe(person.get('full_name'))
      expect(person.get('email.value')).toMatch(/^[^@\s]+@example\.com$/)
      expect(person.get('customer.state')).toBe('Active')
      expect(person.get('state')).toBe('Active')
    }
  })

  test('exists from 1 to 1,000,000,000, and nowhere else', async () => {
    const { as } = await openFlagship()
    for (const key of [0, 1_000_000_001]) {
      const answer = await as(key).get(profileOf(key))
      expect(answer.get('error_id')).toBe('auth.token_unknown')
    }
  })
})
