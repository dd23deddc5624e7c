/** Signing in: one-time passwords, tokens, renewal, roles; and the tokens that are always valid. */

import { beforeEach, describe, expect, test } from 'vitest'
import { type Answer, DAY, type Flagship, MINUTE, openFlagship, profileOf, SECOND } from './client.js'

const CUSTOMER = 1003
const PHONE = '+9990000001003'
const TOKEN_LIFETIME = 1_209_599 * SECOND

let flagship: Flagship
let told: string[]
beforeEach(async () => {
  told = []
  flagship = await openFlagship({ onTell: (line) => told.push(line) })
})

function ask(login = PHONE, channel = 'SMS'): Promise<Answer> {
  return flagship.anyone.put('/auth/api/v1/otp', { login, auth_channel: channel, client_id: 'app' })
}

async function passwordFor(login = PHONE): Promise<string> {
  return (await ask(login)).headers.get('specimen-one-time-password') ?? ''
}

function token(fields: { readonly [name: string]: string }, headers: HeadersInit = BASIC): Promise<Answer> {
  return flagship.anyone.post('/auth/oauth/token', new URLSearchParams(fields), headers)
}

const BASIC = { authorization: `Basic ${btoa('myapplication:secret')}` }

function enter(password: string, login = PHONE): Promise<Answer> {
  return token({ grant_type: 'password', username: login, password, scope: 'full' })
}

/** Never the right one: those have digits only. */
const WRONG = 'oops'

async function enterWrong(times: number): Promise<readonly unknown[]> {
  const got: unknown[] = []
  for (let attempt = 0; attempt < times; attempt++) got.push((await enter(WRONG)).get('error_id'))
  return got
}

describe('a one-time password', () => {
  test('stands in the log and in a header, for no SMS is sent', async () => {
    const answer = await ask()
    expect(answer.body).toMatchObject({ code: 0, state: 'Active', otp_num: 1, login: '9990000001003' })
    const password = answer.headers.get('specimen-one-time-password') ?? ''
    expect(password).toMatch(/^\d{4}$/)
    expect(answer.text).not.toContain(`"${password}"`)
    expect(told).toEqual([`SMS to ${PHONE}: ${password} is your one-time password.`])
  })

  test('comes by either channel, for a number that is written in any way', async () => {
    for (const login of [PHONE, '9990000001003', '+999 000 000-1003']) {
      expect((await ask(login, 'USSD')).get('login')).toBe('9990000001003')
    }
  })

  test('comes as JSON that curl has labelled as a form', async () => {
    const answer = await flagship.anyone.send('/auth/api/v1/otp', {
      method: 'PUT',
      headers: { 'content-type': 'application/x-www-form-urlencoded' },
      body: JSON.stringify({ login: PHONE, auth_channel: 'SMS', client_id: 'app' }),
    })
    expect(answer.get('code'), answer.text).toBe(0)
  })

  test('gives a token, once', async () => {
    const password = await passwordFor()
    const answer = await enter(password)
    expect(answer.status, answer.text).toBe(200)
    expect(answer.body).toEqual({
      access_token: expect.stringMatching(/^\S{20,}$/),
      token_type: 'bearer',
      refresh_token: expect.stringMatching(/^\S{20,}$/),
      expires_in: 1_209_599,
      scope: 'full',
      client_id: 'myapplication',
    })
    const again = await enter(password)
    expect(again.get('error_id')).toBe('otp.wrong')
    expect(again.get('description')).toBe('No one-time password has been sent to this login; ask for one first.')
  })

  test('makes the one before it worthless', async () => {
    const first = await passwordFor()
    const second = await passwordFor()
    expect(second).not.toBe(first)
    expect((await enter(first)).get('error_id')).toBe('otp.wrong')
    expect((await enter(second)).status).toBe(200)
  })

  test('is good for five minutes', async () => {
    const password = await passwordFor()
    flagship.clock.advance(5 * MINUTE - 1)
    expect((await enter(password)).status).toBe(200)

    const late = await passwordFor()
    flagship.clock.advance(5 * MINUTE)
    const answer = await enter(late)
    expect(answer.get('error_id')).toBe('otp.expired')
    expect(answer.status).toBe(400)
  })

  test('is for its own login only', async () => {
    const password = await passwordFor()
    expect((await enter(password, '+9990000001004')).get('error_id')).toBe('otp.wrong')
  })
})

describe('wrong passwords', () => {
  test('are counted, and the third blocks for 5 minutes', async () => {
    const password = await passwordFor()
    const descriptions: unknown[] = []
    for (let attempt = 0; attempt < 3; attempt++) descriptions.push((await enter(WRONG)).get('description'))
    expect(descriptions).toEqual([
      'The one-time password is wrong; 2 attempts are left.',
      'The one-time password is wrong; 1 attempt is left.',
      'There were 3 wrong passwords. Try again in 5 minutes.',
    ])

    // Now not even the right one helps, nor a new one.
    const right = await enter(password)
    expect(right.get('error_id')).toBe('otp.blocked')
    expect(right.headers.get('retry-after')).toBe('300')
    flagship.clock.advance(4 * MINUTE)
    const asked = await ask()
    expect(asked.get('error_id')).toBe('otp.blocked')
    expect(asked.get('description')).toContain('1 minute.')
    expect(asked.headers.get('retry-after')).toBe('60')
    expect(asked.headers.get('specimen-one-time-password')).toBeNull()

    flagship.clock.advance(MINUTE)
    expect((await enter(password)).get('error_id')).toBe('otp.wrong')
    expect((await enter(await passwordFor())).status).toBe(200)
  })

  test('block for 15 minutes the second time, and every time from then on', async () => {
    for (const minutes of [5, 15, 15]) {
      await ask()
      expect(await enterWrong(3)).toEqual(['otp.wrong', 'otp.wrong', 'otp.blocked'])
      flagship.clock.advance(minutes * MINUTE - SECOND)
      expect((await ask()).get('error_id')).toBe('otp.blocked')
      flagship.clock.advance(SECOND)
    }
    expect((await ask()).status).toBe(200)
  })

  test('are forgotten once the right one came', async () => {
    await ask()
    await enterWrong(3)
    flagship.clock.advance(5 * MINUTE)
    expect((await enter(await passwordFor())).status).toBe(200)
    await ask()
    await enterWrong(2)
    expect((await enterWrong(1))[0]).toBe('otp.blocked')
    expect((await ask()).headers.get('retry-after')).toBe('300')
  })

  test('are not escaped by asking for a new one', async () => {
    await ask()
    expect(await enterWrong(2)).toEqual(['otp.wrong', 'otp.wrong'])
    await ask()
    expect(await enterWrong(1)).toEqual(['otp.blocked'])
  })

  test('block nobody else', async () => {
    await ask()
    await enterWrong(3)
    expect((await enter(await passwordFor('+9990000001004'), '+9990000001004')).status).toBe(200)
    expect((await flagship.as(CUSTOMER).get(profileOf(CUSTOMER))).status).toBe(200)
  })
})

describe('a token', () => {
  test('is its customer’s, and nobody else’s', async () => {
    const signedIn = await enter(await passwordFor())
    const client = flagship.as(String(signedIn.get('access_token')))
    expect((await client.get('/api/v1/customers/current')).get('id')).toBe(CUSTOMER)
    expect((await client.get('/api/v1/customers')).body).toMatchObject([{ id: CUSTOMER }])
    expect((await client.get(profileOf(CUSTOMER))).status).toBe(200)
    expect((await client.get(profileOf(1004))).get('error_id')).toBe('access.forbidden')
  })

  test('expires after as many seconds as it said', async () => {
    const signedIn = await enter(await passwordFor())
    const client = flagship.as(String(signedIn.get('access_token')))
    flagship.clock.advance(TOKEN_LIFETIME - 1)
    expect((await client.get('/api/v1/customers/current')).status).toBe(200)
    flagship.clock.advance(1)
    const answer = await client.get('/api/v1/customers/current')
    expect(answer.status).toBe(401)
    expect(answer.get('error_id')).toBe('auth.token_expired')
    expect(answer.headers.get('www-authenticate')).toBe('Bearer realm="specimen"')
  })

  test('is renewed by its refresh token, once', async () => {
    const first = await enter(await passwordFor())
    flagship.clock.advance(TOKEN_LIFETIME)
    const renewal = { grant_type: 'refresh_token', refresh_token: String(first.get('refresh_token')) }
    const second = await token(renewal)
    expect(second.body).toMatchObject({ token_type: 'bearer', expires_in: 1_209_599, client_id: 'myapplication' })
    expect(second.get('access_token')).not.toBe(first.get('access_token'))
    expect(second.get('refresh_token')).not.toBe(first.get('refresh_token'))
    expect((await flagship.as(String(second.get('access_token'))).get(profileOf(CUSTOMER))).status).toBe(200)
    const again = await token(renewal)
    expect(again.get('error_id')).toBe('refresh_token.unknown')
    expect(again.status).toBe(400)
  })

  test('is no refresh token, nor the other way round', async () => {
    const signedIn = await enter(await passwordFor())
    const swapped = await token({ grant_type: 'refresh_token', refresh_token: String(signedIn.get('access_token')) })
    expect(swapped.get('error_id')).toBe('refresh_token.unknown')
    const client = flagship.as(String(signedIn.get('refresh_token')))
    expect((await client.get('/api/v1/customers/current')).get('error_id')).toBe('auth.token_unknown')
  })

  test('stays valid when the same customer signs in again', async () => {
    const first = await enter(await passwordFor())
    const second = await enter(await passwordFor())
    expect(second.get('access_token')).not.toBe(first.get('access_token'))
    for (const answer of [first, second]) {
      const client = flagship.as(String(answer.get('access_token')))
      expect((await client.get('/api/v1/customers/current')).get('id')).toBe(CUSTOMER)
    }
  })

  test('is for applications that say who they are, by HTTP Basic or in the form', async () => {
    const fields = { grant_type: 'password', username: PHONE, password: await passwordFor() }
    for (const headers of [
      {},
      { authorization: 'Basic' },
      { authorization: 'Basic !!' },
      { authorization: 'Bearer x' },
    ]) {
      const answer = await token(fields, headers as HeadersInit)
      expect(answer.status).toBe(401)
      expect(answer.get('error_id')).toBe('auth.client_unknown')
    }
    expect((await token({ ...fields, client_id: 'app', client_secret: 's' }, {})).get('client_id')).toBe('app')
  })
})

describe('roles', () => {
  test('tell how far signing in has come', async () => {
    const roles = async () => (await flagship.as(CUSTOMER).get('/api/v1/users/roles')).body
    expect(await roles()).toEqual(['ROLE_USER'])
    const password = await passwordFor()
    expect(await roles()).toEqual(['ROLE_EXPECT_PASSWORD'])
    await enter(WRONG)
    expect(await roles()).toEqual(['ROLE_EXPECT_PASSWORD'])
    await enter(password)
    expect(await roles()).toEqual(['ROLE_USER'])
  })
})

describe('customer-ID', () => {
  test.each([1, 42, 4711, 1001, 12345678, 1_000_000_000])('customer-%i is always a token', async (id) => {
    const current = await flagship.as(`customer-${id}`).get('/api/v1/customers/current')
    expect(current.get('id')).toBe(id)
    flagship.clock.advance(1000 * DAY)
    expect((await flagship.as(`customer-${id}`).get(profileOf(id))).get('customer.id')).toBe(id)
  })

  test('the word before it is written in any case', async () => {
    const answer = await flagship.anyone.get(profileOf(42), { authorization: 'bearer customer-42' })
    expect(answer.status).toBe(200)
  })
})

describe('signing in', () => {
  test('confirms the phone number of a customer who has just registered', async () => {
    const state = async () => (await flagship.as(1001).get('/api/v1/customers/current')).get('state')
    expect(await state()).toBe('New')
    const password = await passwordFor('+9990000001001')
    expect(await state()).toBe('New')
    flagship.clock.advance(SECOND)
    await enter(password, '+9990000001001')
    expect(await state()).toBe('Confirmed')
    const current = await flagship.as(1001).get('/api/v1/customers/current')
    expect(current.get('state_changed')).toBe('2026-11-22T12:00:01.000+0000')
  })

  test('changes nothing of a customer who is active', async () => {
    const before = await flagship.as(CUSTOMER).get(profileOf(CUSTOMER))
    flagship.clock.advance(SECOND)
    await enter(await passwordFor())
    expect((await flagship.as(CUSTOMER).get(profileOf(CUSTOMER))).text).toBe(before.text)
  })
})
