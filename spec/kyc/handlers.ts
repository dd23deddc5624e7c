/** What the document of the flagship cannot say: signing in, the code of the day, the bytes of files. */

import type { Call, Decision, JsonObject, JsonValue, Problem, Subject, Upload } from '../../mock/exchange.js'
import { keyOfPhone, phoneOf } from '../../mock/people/index.js'
import { chain, type Fake, type Handler, type HandlerContext, type Maybe } from '../../mock/ports.js'
import { drawSpecimen } from './drawing.js'

const MINUTE = 60_000
const DAY = 24 * 60 * MINUTE
/** `expires_in` of the platform's own example. */
const TOKEN_SECONDS = 1_209_599
/** A one-time password is good for five minutes. */
const PASSWORD_LIFETIME = 5 * MINUTE
/** Wrong passwords that block a login. */
const MOST_ATTEMPTS = 3
/** How long: the first time, and from then on. */
const BLOCKS = [5 * MINUTE, 15 * MINUTE]

/** Where logins and refresh tokens are kept; `$`: no resource of the document. */
const LOGINS = '$login'
const REFRESH_TOKENS = '$refresh_token'

/** The customer whose phone number it is; undefined: nobody's. */
function customerOf(login: string): number | undefined {
  const customer = keyOfPhone(login)
  return customer === undefined || customer < 1 || customer > 1_000_000_000 ? undefined : customer
}

const requestOtp: Handler = (call, context) => {
  const login = String(fieldOf(call, 'login'))
  const customer = customerOf(login)
  if (customer === undefined) {
    const detail = `No customer has the phone number ${JSON.stringify(login)}; that of customer 42 is ${phoneOf(42)}.`
    return refused({ code: 'invalid-value', example: 'LoginUnknown', detail })
  }
  return chain(context.find(LOGINS, customer), (held) => {
    const blocked = blockOf(held, context)
    if (blocked !== undefined) return blocked
    const sent = Number(held?.data['sent'] ?? 0) + 1
    const password = String(Math.floor(context.random('one-time password', customer, sent).next() * 10_000)).padStart(
      4,
      '0',
    )
    const attempts = {
      ...held?.data,
      sent,
      password,
      expires: context.now + PASSWORD_LIFETIME,
      // The count goes on: whoever could begin anew by asking for another one would never be blocked.
      pending: true,
    }
    const otpName = String(context.random('request', customer, sent).next()).slice(2)
    context.tell(`SMS to ${phoneOf(customer)}: ${password} is your one-time password.`)
    return chain(keep(context, LOGINS, customer, held, attempts), (effect) => ({
      kind: 'accepted',
      body: { code: 0, state: 'Active', otp_num: sent, login: phoneOf(customer).slice(1), name: otpName },
      headers: { 'specimen-one-time-password': password },
      effects: [effect],
      reason: `one-time password ${password} for customer ${customer}`,
    }))
  })
}

const getToken: Handler = (call, context) => {
  const client = clientOf(call)
  if (client === undefined) {
    const detail = 'The application has not said who it is: send its id and secret by HTTP Basic (curl -u ID:SECRET).'
    return refused({
      code: 'token-missing',
      example: 'ClientUnknown',
      detail,
      headers: { 'www-authenticate': 'Basic realm="specimen"' },
    })
  }
  const grant = fieldOf(call, 'grant_type')
  if (grant === 'password') return signIn(call, context, client)
  if (grant === 'refresh_token') return renew(call, context, client)
  const detail = `grant_type is ${JSON.stringify(grant)}; it must be password or refresh_token.`
  return refused({ code: 'invalid-value', example: 'GrantUnsupported', detail })
}

function signIn(call: Call, context: HandlerContext, client: string): Maybe<Decision> {
  const missing = ['username', 'password'].filter((field) => fieldOf(call, field) === undefined)
  if (missing.length > 0) return missingFields(missing)
  const customer = customerOf(String(fieldOf(call, 'username')))
  if (customer === undefined) return wrongPassword('No one-time password has been sent to this login.')
  return chain(context.find(LOGINS, customer), (held) => {
    const blocked = blockOf(held, context)
    if (blocked !== undefined) return blocked
    if (held?.data['password'] === undefined) {
      return wrongPassword('No one-time password has been sent to this login; ask for one first.')
    }
    if (fieldOf(call, 'password') !== held.data['password']) return countWrong(context, held)
    if (Number(held.data['expires']) <= context.now) {
      const detail = 'The one-time password has expired; ask for a new one.'
      return refused({ code: 'invalid-value', example: 'OtpExpired', detail })
    }
    const { sent = 0 } = held.data
    const used = context.change(held, { sent, pending: false })
    return chain(context.find('Individual', customer), (individual) => {
      // A phone number that a password was received on is a confirmed contact.
      const confirmed = individual && context.send(individual, 'CONFIRM')
      const effects = [
        { kind: 'put', subject: used, version: held.version } as const,
        ...(confirmed === undefined
          ? []
          : [{ kind: 'put', subject: confirmed, version: individual?.version ?? 0 } as const]),
      ]
      return giveToken(context, customer, client, effects)
    })
  })
}

function renew(call: Call, context: HandlerContext, client: string): Maybe<Decision> {
  const token = fieldOf(call, 'refresh_token')
  if (token === undefined) return missingFields(['refresh_token'])
  return chain(context.find(REFRESH_TOKENS, String(token)), (held) => {
    if (held === undefined) {
      const detail = 'The refresh token is not one that was given out, or it was used before.'
      return refused({ code: 'invalid-value', example: 'RefreshTokenUnknown', detail })
    }
    const spent = { kind: 'delete', subject: held, version: held.version } as const
    return giveToken(context, Number(held.data['customer']), client, [spent])
  })
}

function giveToken(
  context: HandlerContext,
  customer: number,
  client: string,
  effects: Extract<Decision, { kind: 'accepted' }>['effects'],
): Maybe<Decision> {
  return chain(context.token(customer, TOKEN_SECONDS * 1000), (access) => {
    const renewal = `r-${access.key}`
    return chain(
      context.create(REFRESH_TOKENS, { customer }, { key: renewal }),
      (refresh): Decision => ({
        kind: 'accepted',
        body: {
          access_token: String(access.key),
          token_type: 'bearer',
          refresh_token: renewal,
          expires_in: TOKEN_SECONDS,
          scope: 'full',
          client_id: client,
        },
        effects: [
          ...effects,
          { kind: 'put', subject: access, version: 0 },
          { kind: 'put', subject: refresh, version: 0 },
        ],
        reason: `token for customer ${customer}`,
      }),
    )
  })
}

/** The application: by HTTP Basic, or in the form (RFC 6749, section 2.3.1). */
function clientOf(call: Call): string | undefined {
  const basic = /^basic\s+(\S+)$/i.exec(call.headers.get('authorization') ?? '')?.[1]
  if (basic !== undefined) return decodeBasic(basic)
  const client = fieldOf(call, 'client_id')
  return typeof client === 'string' && client !== '' && fieldOf(call, 'client_secret') !== undefined
    ? client
    : undefined
}

function decodeBasic(credentials: string): string | undefined {
  try {
    const [id = ''] = atob(credentials).split(':')
    return id === '' ? undefined : id
  } catch {
    return undefined
  }
}

/** Counted although it is refused: that is what the third one is about. */
function countWrong(context: HandlerContext, held: Subject): Decision {
  const wrong = Number(held.data['wrong'] ?? 0) + 1
  if (wrong < MOST_ATTEMPTS) {
    const left = MOST_ATTEMPTS - wrong
    return {
      ...wrongPassword(`The one-time password is wrong; ${left} ${left === 1 ? 'attempt is' : 'attempts are'} left.`),
      effects: [{ kind: 'put', subject: context.change(held, { ...held.data, wrong }), version: held.version }],
    }
  }
  const blocks = Number(held.data['blocks'] ?? 0)
  const length = BLOCKS[Math.min(blocks, BLOCKS.length - 1)] ?? MINUTE
  const { sent = 0 } = held.data
  const subject = context.change(held, { sent, blocks: blocks + 1, blockedUntil: context.now + length, pending: true })
  return { ...blockedFor(length), effects: [{ kind: 'put', subject, version: held.version }] }
}

function blockOf(held: Subject | undefined, { now }: HandlerContext): Decision | undefined {
  const left = Number(held?.data['blockedUntil'] ?? 0) - now
  return left > 0 ? blockedFor(left) : undefined
}

function blockedFor(milliseconds: number): RefusedDecision {
  const seconds = Math.ceil(milliseconds / 1000)
  const minutes = Math.ceil(milliseconds / MINUTE)
  const detail = `There were ${MOST_ATTEMPTS} wrong passwords. Try again in ${minutes} ${minutes === 1 ? 'minute' : 'minutes'}.`
  return refused({ code: 'invalid-value', example: 'OtpBlocked', detail, headers: { 'retry-after': String(seconds) } })
}

function wrongPassword(detail: string): RefusedDecision {
  return refused({ code: 'invalid-value', example: 'OtpWrong', detail })
}

function missingFields(fields: readonly string[]): Decision {
  const violations = fields.map(
    (field) => ({ code: 'missing-field', in: 'body', field, message: 'is missing' }) as const,
  )
  return refused({
    code: 'missing-field',
    detail: `${fields.join(' and ')} must be sent with this grant_type.`,
    violations,
  })
}

const getRoles: Handler = (call, context) => {
  const customer = call.caller?.key
  if (customer === undefined) return accepted(['ROLE_USER'], 'signed in')
  return chain(context.find(LOGINS, customer), (held) => {
    const pending = held?.data['pending'] === true
    return accepted([pending ? 'ROLE_EXPECT_PASSWORD' : 'ROLE_USER'], pending ? 'a password is expected' : 'signed in')
  })
}

/** The same for everybody, and another one each day (UTC). */
const getIdentificationCode: Handler = (_, context) => {
  const day = Math.floor(context.now / DAY)
  const code = String(Math.floor(context.random('identification code', day).next() * 10_000)).padStart(4, '0')
  return accepted(code, 'the code of the day')
}

const upload: Handler = (call, context) => {
  const owner = call.caller?.key
  const named = call.parameters.path['id']
  if (named !== undefined && named !== owner) return forbidden(`Customer ${JSON.stringify(named)} is not yours.`)
  const file = (call.body as { readonly filex?: Upload | string }).filex
  if (typeof file !== 'object') return missingFile()
  const data = {
    state: 'Active',
    mime_type: file.mediaType,
    original_file_name: file.name,
    size: file.bytes.length,
  }
  const extra = { ...(owner !== undefined && { owner }), hidden: { content: toBase64(file.bytes) } }
  return chain(
    context.create('File', data, extra),
    (subject): Decision => ({
      kind: 'accepted',
      subject,
      effects: [{ kind: 'put', subject, version: 0 }],
      reason: `file ${subject.key}, ${file.bytes.length} bytes`,
    }),
  )
}

function missingFile(): Decision {
  const violation = { code: 'missing-field', in: 'body', field: 'filex', message: 'must be a file' } as const
  return refused({
    code: 'missing-field',
    detail: 'filex must be a file: curl -F filex=@photo.jpg',
    violations: [violation],
  })
}

const getFile: Handler = (call, context) =>
  withOwnFile(call, context, (file) => {
    if (!prefersBytes(call.headers.get('accept') ?? '')) return accepted(file.data, 'read', { subject: file })
    const headers = { 'content-disposition': disposition(String(file.data['original_file_name'])) }
    return accepted(bytesOf(file), 'read', { mediaType: 'application/octet-stream', headers })
  })

const getFileBase64: Handler = (call, context) =>
  withOwnFile(call, context, (file) => accepted(contentOf(file), 'read'))

const deleteFile: Handler = (call, context) =>
  withOwnFile(call, context, (file) =>
    chain(context.find('Individual', call.caller?.key ?? 0), (individual): Decision => {
      const uses = individual === undefined ? [] : usesOf(individual.data, file.key)
      if (uses.length > 0) {
        const detail = `File ${file.key} is used by ${uses.join(' and ')}; it cannot be deleted.`
        return refused({ code: 'invalid-value', example: 'FileInUse', detail, reason: `used by ${uses.join(', ')}` })
      }
      return accepted({ code: 0 }, 'delete', { effects: [{ kind: 'delete', subject: file, version: file.version }] })
    }),
  )

/** `page` from 0; each item carries the `total` of all pages; `subtype=KYC` are those that the model uses. */
const listCustomerFiles: Handler = (call, context) => {
  const owner = call.caller?.key ?? 0
  const { id } = call.parameters.path
  if (id !== owner) return forbidden(`Customer ${JSON.stringify(id)} is not yours.`)
  const { page = 0, per_page: size = 25, subtype, sort = '+created' } = call.parameters.query
  return chain(context.find('Individual', owner), (individual) =>
    chain(context.list('File'), (files): Decision => {
      const model = individual?.data ?? {}
      const faked = filesOf(model).filter((file) => !files.some(({ key }) => key === file['id']))
      const uploaded = files.filter((file) => file.owner === owner).map(({ data }) => data)
      const all = [...faked, ...uploaded].filter(
        (file) => subtype !== 'KYC' || usesOf(model, Number(file['id'])).length > 0,
      )
      const sign = String(sort).startsWith('-') ? -1 : 1
      const sorted = all.toSorted((a, b) => sign * (compare(a['created'], b['created']) || compare(a['id'], b['id'])))
      const first = Number(page) * Number(size)
      const items = sorted.slice(first, first + Number(size)).map((file) => ({ ...file, total: all.length }))
      return accepted(items, `list: ${items.length} of ${all.length}`)
    }),
  )
}

function compare(a: JsonValue | undefined, b: JsonValue | undefined): number {
  if (a === b) return 0
  return (a ?? '') < (b ?? '') ? -1 : 1
}

/** Every file that a model uses, once. */
function filesOf(model: JsonObject): readonly JsonObject[] {
  const files = FILE_FIELDS.flatMap((field) => model[field] ?? []) as readonly JsonObject[]
  return [...new Map(files.map((file) => [file['id'], file])).values()]
}

const FILE_FIELDS = ['document_models', 'residential_models', 'photo_model']

function usesOf(model: JsonObject, id: string | number): readonly string[] {
  return FILE_FIELDS.filter((field) => [model[field] ?? []].flat().some((file) => (file as JsonObject)['id'] === id))
}

/** Nobody learns whether a file that is not theirs exists. */
function withOwnFile(call: Call, context: HandlerContext, next: (file: Subject) => Maybe<Decision>): Maybe<Decision> {
  const id = call.parameters.path['id'] as number
  return chain(context.find('File', id), (file) =>
    file === undefined || file.owner !== call.caller?.key ? forbidden(`File ${id} is not yours.`) : next(file),
  )
}

function prefersBytes(accept: string): boolean {
  const bytes = accept.indexOf('application/octet-stream')
  const json = accept.indexOf('application/json')
  return bytes >= 0 && (json < 0 || bytes < json)
}

/** RFC 6266: a name beyond ASCII, percent-encoded. */
function disposition(name: string): string {
  return `attachment; filename*=UTF-8''${encodeURIComponent(name).replace(/['()]/g, (sign) => `%${sign.charCodeAt(0).toString(16)}`)}`
}

function contentOf({ hidden }: Subject): string {
  return String(hidden?.['content'] ?? '')
}

function bytesOf(file: Subject): Uint8Array {
  return Uint8Array.from(atob(contentOf(file)), (letter) => letter.charCodeAt(0))
}

function toBase64(bytes: Uint8Array): string {
  let text = ''
  // In pieces: a call takes only so many arguments.
  for (let at = 0; at < bytes.length; at += 0x8000) text += String.fromCharCode(...bytes.subarray(at, at + 0x8000))
  return btoa(text)
}

/** A faked photograph is a drawing with SPECIMEN across it, whose size is that of its bytes. */
const fakeFile: Fake = ({ owner, path, data }) => {
  const drawing = new TextEncoder().encode(drawSpecimen(path, owner))
  const name = `specimen-${path
    .replace(/_models?/, '')
    .replace(/\W+/g, '-')
    .replace(/-$/, '')}.svg`
  return {
    data: { ...data, mime_type: 'image/svg+xml', original_file_name: name, size: drawing.length },
    hidden: { content: toBase64(drawing) },
  }
}

type AcceptedDecision = Extract<Decision, { kind: 'accepted' }>
type RefusedDecision = Extract<Decision, { kind: 'refused' }>

function accepted(
  body: JsonValue | Uint8Array,
  reason: string,
  more: Partial<AcceptedDecision> = {},
): AcceptedDecision {
  return { kind: 'accepted', body, effects: [], reason, ...more }
}

function refused(problem: Problem): RefusedDecision {
  return { kind: 'refused', problem }
}

function forbidden(detail: string): Decision {
  return refused({ code: 'forbidden', detail })
}

function fieldOf({ body }: Call, field: string): JsonValue | undefined {
  return typeof body === 'object' && body !== null ? ((body as JsonObject)[field] as JsonValue | undefined) : undefined
}

function keep(
  context: HandlerContext,
  resource: string,
  key: string | number,
  held: Subject | undefined,
  data: JsonObject,
): Maybe<AcceptedDecision['effects'][number]> {
  if (held !== undefined) return { kind: 'put', subject: context.change(held, data), version: held.version }
  return chain(context.create(resource, data, { key }), (subject) => ({ kind: 'put', subject, version: 0 }) as const)
}

export const handlers: { readonly [operationId: string]: Handler } = {
  requestOtp,
  getToken,
  getRoles,
  getIdentificationCode,
  uploadFile: upload,
  addCustomerFile: upload,
  getFile,
  getFileBase64,
  deleteFile,
  listCustomerFiles,
}

export const fakes: { readonly [resource: string]: Fake } = { File: fakeFile }
