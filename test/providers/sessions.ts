import { randomInt, randomUUID } from 'node:crypto'

const MINUTE = 60_000
const OTP_LIFE = 5 * MINUTE
export const TOKEN_LIFE_SECONDS = 1_209_599
const ATTEMPTS = 3

export type Grant = {
  readonly accessToken: string
  readonly refreshToken: string
  readonly customerId: number
  readonly clientId: string
}

type PhoneRow = {
  password: string | undefined
  validUntil: number
  sent: number
  wrong: number
  blocks: number
  blockedUntil: number
}

export type Entry =
  | { readonly kind: 'right' }
  | { readonly kind: 'wrong'; readonly left: number }
  | { readonly kind: 'none' | 'expired' | 'blocked' }

/** Who is signed in, and who is about to. */
export interface Sessions {
  grant(customerId: number, clientId: string): Grant
  /** Takes a refresh token, which is good for once. */
  renew(refreshToken: string): Grant | undefined
  callerOf(token: string): number | 'unknown' | 'expired'
  /** The seconds until a phone is not blocked any more; 0: it is not blocked. */
  blockedFor(phone: string): number
  /** A new one-time password, and how many there have been. */
  newPassword(phone: string): { readonly password: string; readonly number: number }
  enter(phone: string, password: string): Entry
  isExpecting(phone: string): boolean
}

export function createSessions(now: () => number): Sessions {
  const tokens = new Map<string, { readonly customerId: number; readonly validUntil: number }>()
  const renewals = new Map<string, { readonly customerId: number; readonly clientId: string }>()
  const phones = new Map<string, PhoneRow>()

  function rowOf(phone: string): PhoneRow {
    const row = phones.get(phone) ?? {
      password: undefined,
      validUntil: 0,
      sent: 0,
      wrong: 0,
      blocks: 0,
      blockedUntil: 0,
    }
    phones.set(phone, row)
    return row
  }

  function grant(customerId: number, clientId: string): Grant {
    const accessToken = randomUUID()
    const refreshToken = randomUUID()
    tokens.set(accessToken, { customerId, validUntil: now() + TOKEN_LIFE_SECONDS * 1000 })
    renewals.set(refreshToken, { customerId, clientId })
    return { accessToken, refreshToken, customerId, clientId }
  }

  return {
    grant,
    renew(refreshToken) {
      const renewal = renewals.get(refreshToken)
      renewals.delete(refreshToken)
      return renewal && grant(renewal.customerId, renewal.clientId)
    },
    callerOf(token) {
      const row = tokens.get(token)
      if (row === undefined) return 'unknown'
      return row.validUntil > now() ? row.customerId : 'expired'
    },
    blockedFor: (phone) => Math.max(0, Math.ceil(((phones.get(phone)?.blockedUntil ?? 0) - now()) / 1000)),
    newPassword(phone) {
      const row = rowOf(phone)
      const earlier = row.password
      do row.password = String(randomInt(10_000)).padStart(4, '0')
      while (row.password === earlier)
      row.validUntil = now() + OTP_LIFE
      row.sent += 1
      return { password: row.password, number: row.sent }
    },
    enter(phone, password) {
      const row = rowOf(phone)
      if (row.blockedUntil > now()) return { kind: 'blocked' }
      if (row.password === undefined) return { kind: 'none' }
      if (row.password === password) {
        row.password = undefined
        if (row.validUntil <= now()) return { kind: 'expired' }
        row.wrong = 0
        row.blocks = 0
        return { kind: 'right' }
      }
      row.wrong += 1
      if (row.wrong < ATTEMPTS) return { kind: 'wrong', left: ATTEMPTS - row.wrong }
      row.password = undefined
      row.wrong = 0
      row.blocks += 1
      row.blockedUntil = now() + (row.blocks === 1 ? 5 : 15) * MINUTE
      return { kind: 'blocked' }
    },
    isExpecting(phone) {
      const row = phones.get(phone)
      return row?.password !== undefined && row.validUntil > now()
    },
  }
}
