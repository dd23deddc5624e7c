/** One-time passwords, tokens and roles. */

import { randomUUID } from 'node:crypto'
import { missing, readForm, readJson } from './body.js'
import { answer, type Operation, type Visit } from './exchange.js'
import type { House } from './house.js'
import { isObject, type Json } from './json.js'
import { type FieldFault, isProblem, type Problem, problemOf } from './problem.js'
import { type Grant, TOKEN_LIFE_SECONDS } from './sessions.js'

type TextFields = { readonly [name: string]: { readonly shortest: number; readonly longest: number } }

const OTP_FIELDS: TextFields = {
  login: { shortest: 3, longest: 64 },
  auth_channel: { shortest: 0, longest: 10 },
  client_id: { shortest: 1, longest: 200 },
}
const TOKEN_FIELDS: TextFields = {
  grant_type: { shortest: 0, longest: 100 },
  username: { shortest: 0, longest: 64 },
  password: { shortest: 0, longest: 64 },
  scope: { shortest: 0, longest: 100 },
  refresh_token: { shortest: 0, longest: 200 },
  client_id: { shortest: 0, longest: 200 },
  client_secret: { shortest: 0, longest: 200 },
}

export function signInOperations(house: House): { readonly [operationId: string]: Operation } {
  return {
    async requestOtp(visit) {
      const read = readJson(visit)
      if (isProblem(read)) return house.refuse(read)
      if (read.value === undefined) return house.refuse(missing)
      const faults = [...checkTexts(read.value, OTP_FIELDS, ['login', 'auth_channel'])]
      const { login = '', auth_channel: channel } = read.value as { login?: string; auth_channel?: string }
      if (typeof channel === 'string' && !['SMS', 'USSD'].includes(channel)) {
        faults.push({ errorId: 'field.value', field: 'auth_channel', message: 'must be SMS or USSD' })
      }
      if (faults.length > 0) return house.refuse(problemOf(faults))

      const phone = digitsOf(login)
      if ((await house.log.findByPhone(phone)) === undefined) {
        return house.refuse({ errorId: 'login.unknown', description: `No customer has the phone number ${login}.` })
      }
      const seconds = house.sessions.blockedFor(phone)
      if (seconds > 0) return house.refuse(blocked(seconds))
      const { password, number } = house.sessions.newPassword(phone)
      house.sendSms(phone, password)
      return answer({ code: 0, state: 'Active', otp_num: number, login: phone, name: randomUUID() })
    },

    async getToken(visit) {
      const read = readForm(visit)
      if (isProblem(read)) return house.refuse(read)
      const form = read.value
      const fields = Object.fromEntries(form)
      const clientId = clientOf(visit, form)
      if (clientId === undefined) return house.refuse(clientUnknown)

      const faults = checkTexts(fields, TOKEN_FIELDS, neededFor(fields['grant_type']))
      if (faults.length > 0) return house.refuse(problemOf(faults))
      if (fields['grant_type'] === 'password') return enter(fields, clientId)
      if (fields['grant_type'] !== 'refresh_token') {
        const description = 'grant_type must be password or refresh_token.'
        return house.refuse({ errorId: 'grant.unsupported', description })
      }
      const grant = house.sessions.renew(fields['refresh_token'] ?? '')
      if (grant !== undefined) return answer(tokenOf(grant))
      const description = 'The refresh token is not one that was given out.'
      return house.refuse({ errorId: 'refresh_token.unknown', description })
    },

    async getRoles({ callerId }) {
      const { phone } = await house.read(callerId)
      return answer([house.sessions.isExpecting(phone) ? 'ROLE_EXPECT_PASSWORD' : 'ROLE_USER'])
    },
  }

  async function enter(fields: { readonly [name: string]: string }, clientId: string) {
    const phone = digitsOf(fields['username'] ?? '')
    const entry = house.sessions.enter(phone, fields['password'] ?? '')
    switch (entry.kind) {
      case 'blocked':
        return house.refuse(blocked(house.sessions.blockedFor(phone)))
      case 'expired':
        return house.refuse({ errorId: 'otp.expired', description: 'The one-time password has expired.' })
      case 'none':
        return house.refuse({ errorId: 'otp.wrong', description: 'No one-time password has been sent; ask for one.' })
      case 'wrong':
        return house.refuse({
          errorId: 'otp.wrong',
          description: `The one-time password is wrong. Attempts left: ${entry.left}.`,
        })
      case 'right': {
        const customerId = (await house.log.findByPhone(phone)) ?? 0
        // Whoever has read the message has the phone.
        await house.change(customerId, ({ state }) =>
          state === 'New' ? [{ type: 'ContactConfirmed', at: house.now() }] : [],
        )
        return answer(tokenOf(house.sessions.grant(customerId, clientId)))
      }
    }
  }
}

/** A phone number in any spelling → its digits. */
export function digitsOf(login: string): string {
  return login.replace(/\D/g, '')
}

function checkTexts(input: Json, fields: TextFields, needed: readonly string[]): readonly FieldFault[] {
  if (!isObject(input)) return [{ errorId: 'field.type', field: 'body', message: 'must be an object' }]
  const absent = needed.filter((name) => input[name] === undefined)
  return [
    ...absent.map((field) => ({ errorId: 'field.missing', field, message: 'is missing' }) as const),
    ...Object.entries(input).flatMap(([field, text]): readonly FieldFault[] => {
      const limits = Object.hasOwn(fields, field) ? fields[field] : undefined
      if (limits === undefined) return [{ errorId: 'field.unknown', field, message: 'is not a field' }]
      if (typeof text !== 'string') return [{ errorId: 'field.type', field, message: 'must be a string' }]
      const { shortest, longest } = limits
      if (text.length >= shortest && text.length <= longest) return []
      return [{ errorId: 'field.value', field, message: `must have ${shortest} to ${longest} characters` }]
    }),
  ]
}

function neededFor(grantType: string | undefined): readonly string[] {
  if (grantType === 'password') return ['username', 'password']
  return grantType === 'refresh_token' ? ['refresh_token'] : ['grant_type']
}

/** By HTTP Basic, or by the form (RFC 6749, section 2.3.1). */
function clientOf({ headers }: Visit, form: URLSearchParams): string | undefined {
  const encoded = /^basic +(\S+)$/i.exec(headers.authorization ?? '')?.[1] ?? ''
  const [id] = Buffer.from(encoded, 'base64').toString('utf8').split(':')
  return id || (form.has('client_secret') && form.get('client_id')) || undefined
}

const clientUnknown: Problem = {
  errorId: 'auth.client_unknown',
  description: 'The application has not said who it is. Send its id and secret by HTTP Basic.',
  headers: { 'www-authenticate': 'Basic realm="customers"' },
}

function blocked(seconds: number): Problem {
  return {
    errorId: 'otp.blocked',
    description: `There were too many wrong passwords. Try again in ${Math.ceil(seconds / 60)} minutes.`,
    headers: { 'retry-after': String(seconds) },
  }
}

function tokenOf({ accessToken, refreshToken, clientId }: Grant) {
  return {
    access_token: accessToken,
    token_type: 'bearer',
    refresh_token: refreshToken,
    expires_in: TOKEN_LIFE_SECONDS,
    scope: 'full',
    client_id: clientId,
  }
}
