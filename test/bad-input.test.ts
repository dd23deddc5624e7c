/** What bad input gets: the platform's error body, an `error_id` that says what it is, one sentence, and no change. */

import { afterAll, describe, expect, test } from 'vitest'
import { isObject, type JsonObject, type JsonValue } from '../spec/index.js'
import {
  type Answer,
  DAY,
  type Flagship,
  type FlagshipOptions,
  filesOf,
  formWith,
  MINUTE,
  openFlagship,
  openWorld,
  profileOf,
  saveOf,
  submitOf,
} from './client.js'

/** Has everything that a submission needs. */
const READY = 1003
/** Has submitted. */
const ACCEPTED = 1004
/** Has registered, and nothing else. */
const NEWCOMER = 1001
/** Is complete, but the document has expired. */
const EXPIRED = 1015
/** The individual's id is 1234567. */
const ALEXEY = 12345678

const PHONE = '+9990000001003'
const TEN_MEBIBYTES = 10 * 1024 * 1024

type Given = {
  /** A customer's id, a token, or nobody. @default READY */
  readonly as?: number | string | null
  readonly method?: string
  readonly path: string
  readonly json?: JsonValue
  /** As it stands; JSON unless the headers say otherwise. */
  readonly raw?: BodyInit
  readonly form?: FormData | URLSearchParams
  readonly headers?: { readonly [name: string]: string }
}

type Want = {
  readonly status: number
  readonly error_id: string
  /** What the sentence names. */
  readonly says: readonly (string | RegExp)[]
  /** Of the list of faults, in any order. */
  readonly fields?: readonly string[]
  readonly headers?: { readonly [name: string]: string | RegExp }
}

type Case = {
  readonly given: Given | ((flagship: Flagship) => Promise<Given>)
  /** What the mock must be like for it. */
  readonly options?: FlagshipOptions
  readonly want: Want
}

/** Saves one field of the profile. */
const put = (json: JsonValue): Given => ({ method: 'PUT', path: profileOf(READY), json })
const raw = (body: BodyInit, type = 'application/json'): Given => ({
  method: 'PUT',
  path: profileOf(READY),
  raw: body,
  headers: { 'content-type': type },
})
const signIn = (fields: { readonly [name: string]: string }, basic = 'app:secret'): Given => ({
  as: null,
  method: 'POST',
  path: '/auth/oauth/token',
  form: new URLSearchParams(fields),
  ...(basic !== '' && { headers: { authorization: `Basic ${btoa(basic)}` } }),
})
const askForPassword = ({ anyone }: Flagship) => anyone.put('/auth/api/v1/otp', { login: PHONE, auth_channel: 'SMS' })

const CASES: { readonly [name: string]: Case } = {
  // Who calls
  'no token': {
    given: { as: null, path: profileOf(READY) },
    want: {
      status: 401,
      error_id: 'auth.token_missing',
      says: ['Authorization', 'Bearer customer-1'],
      headers: { 'www-authenticate': 'Bearer realm="specimen"' },
    },
  },
  'a token without the word before it': {
    given: { as: null, path: profileOf(READY), headers: { authorization: 'customer-1003' } },
    want: { status: 401, error_id: 'auth.token_missing', says: ['Authorization', 'bearer token'] },
  },
  'a token that nobody gave out': {
    given: { as: 'c01b926a', path: profileOf(READY) },
    want: {
      status: 401,
      error_id: 'auth.token_unknown',
      says: ['was given out', 'customer-{key}'],
      headers: { 'www-authenticate': /^Bearer/ },
    },
  },
  'the token of a customer who cannot be': {
    given: { as: 'customer-1000000001', path: '/api/v1/customers/current' },
    want: { status: 401, error_id: 'auth.token_unknown', says: ['was given out'] },
  },
  'a token that has expired': {
    given: async (flagship) => {
      const password = (await askForPassword(flagship)).headers.get('specimen-one-time-password') ?? ''
      const form = new URLSearchParams({ grant_type: 'password', username: PHONE, password })
      const token = await flagship.anyone.post('/auth/oauth/token', form, { authorization: `Basic ${btoa('app:x')}` })
      flagship.clock.advance(14 * DAY)
      return { as: String(token.get('access_token')), path: profileOf(READY) }
    },
    want: { status: 401, error_id: 'auth.token_expired', says: ['token has expired', 'Renew'] },
  },
  'an application that does not say who it is': {
    given: signIn({ grant_type: 'password', username: PHONE, password: '0000' }, ''),
    want: {
      status: 401,
      error_id: 'auth.client_unknown',
      says: ['application', 'HTTP Basic'],
      headers: { 'www-authenticate': 'Basic realm="specimen"' },
    },
  },

  // Whose it is
  "another customer's profile": {
    given: { path: profileOf(ACCEPTED) },
    want: { status: 403, error_id: 'access.forbidden', says: ['1004 is not yours'] },
  },
  'the profile of a customer who is not there': {
    given: { path: profileOf(999_999_999_999) },
    want: { status: 403, error_id: 'access.forbidden', says: ['999999999999 is not yours'] },
  },
  "a change to another's profile, and a fault in it besides": {
    given: { method: 'PUT', path: profileOf(ACCEPTED), json: { fist_name: 'Eve' } },
    want: { status: 403, error_id: 'access.forbidden', says: ['1004 is not yours'] },
  },
  'a save for another': {
    given: { method: 'PUT', path: saveOf(NEWCOMER), json: { document_number: 'SPECIMEN-1' } },
    want: { status: 403, error_id: 'access.forbidden', says: ['1001 is not yours'] },
  },
  'a submission for another': {
    given: { method: 'PUT', path: submitOf(EXPIRED) },
    want: { status: 403, error_id: 'access.forbidden', says: ['1015 is not yours'] },
  },
  'another customer as the current one': {
    given: { method: 'PUT', path: `/api/v1/customers/${ALEXEY}/current` },
    want: { status: 403, error_id: 'access.forbidden', says: ['12345678 is not yours'] },
  },
  "the list of another's files": {
    given: { path: filesOf(ACCEPTED) },
    want: { status: 403, error_id: 'access.forbidden', says: ['1004 is not yours'] },
  },
  'an upload for another': {
    given: { method: 'POST', path: filesOf(ACCEPTED), form: formWith(new Uint8Array([1]), 'a.jpg') },
    want: { status: 403, error_id: 'access.forbidden', says: ['1004 is not yours'] },
  },
  "another's file": {
    given: async ({ as }) => ({ path: `/api/v1/files/${await photoOf(as(ACCEPTED), ACCEPTED)}` }),
    want: { status: 403, error_id: 'access.forbidden', says: [/File \d+ is not yours/] },
  },
  "the bytes of another's upload": {
    given: async ({ as }) => {
      const file = await as(ALEXEY).post('/api/v1/files', formWith(new Uint8Array([1, 2]), 'secret.jpg'))
      return { path: `/api/v1/files/${file.get('id')}/base64` }
    },
    want: { status: 403, error_id: 'access.forbidden', says: [/File \d+ is not yours/] },
  },
  'a file that is not there': {
    given: { method: 'DELETE', path: '/api/v1/files/77' },
    want: { status: 403, error_id: 'access.forbidden', says: ['File 77 is not yours'] },
  },

  // Where to
  'an unknown path': {
    given: { path: '/api/v1/custommers' },
    want: { status: 404, error_id: 'path.not_found', says: ['/api/v1/custommers'] },
  },
  'a method that the path does not take': {
    given: { method: 'DELETE', path: profileOf(READY) },
    want: {
      status: 405,
      error_id: 'method.not_allowed',
      says: [profileOf(READY), 'GET', 'PUT', 'not DELETE'],
      headers: { allow: 'GET, HEAD, OPTIONS, PUT' },
    },
  },

  // The body as a whole
  'a body over the limit': {
    given: raw(`{"nick_name":"${'x'.repeat(TEN_MEBIBYTES)}"}`),
    want: { status: 413, error_id: 'body.too_large', says: ['larger than 10485760 bytes'] },
  },
  'an upload over the limit': {
    given: { method: 'POST', path: '/api/v1/files', form: formWith(new Uint8Array(TEN_MEBIBYTES), 'big.jpg') },
    want: { status: 413, error_id: 'body.too_large', says: ['larger than 10485760 bytes'] },
  },
  'JSON that breaks off': {
    given: raw('{"first_name": "Mira",\n "last_name": '),
    want: { status: 400, error_id: 'body.malformed', says: ['not JSON', 'line 2, column 15', 'cut off'] },
  },
  'JSON with a comma too many': {
    given: raw('{"first_name": "Mira",}'),
    want: { status: 400, error_id: 'body.malformed', says: ['not JSON', 'line 1, column 23', 'double quotes'] },
  },
  'JSON that breaks off, labelled as a form': {
    given: raw('{"first_name": "Mira"', 'application/x-www-form-urlencoded'),
    want: { status: 400, error_id: 'body.malformed', says: ['not JSON', 'line 1, column 22'] },
  },
  'a body that is not UTF-8': {
    given: raw(new Uint8Array([0x7b, 0x22, 0x61, 0x22, 0x3a, 0x22, 0xff, 0xfe, 0x22, 0x7d])),
    want: { status: 400, error_id: 'body.malformed', says: ['UTF-8'] },
  },
  'a body in another charset': {
    given: raw('{"first_name":"Mira"}', 'application/json; charset=iso-8859-1'),
    want: { status: 400, error_id: 'body.malformed', says: ['UTF-8', 'iso-8859-1'] },
  },
  'a form without a boundary': {
    given: { method: 'POST', path: '/api/v1/files', raw: 'x', headers: { 'content-type': 'multipart/form-data' } },
    want: { status: 400, error_id: 'body.malformed', says: ['multipart form', 'boundary'] },
  },
  'a form that breaks off': {
    given: {
      method: 'POST',
      path: '/api/v1/files',
      raw: '--b\r\nContent-Disposition: form-data; name="filex"; filename="a.jpg"\r\n\r\nabc',
      headers: { 'content-type': 'multipart/form-data; boundary=b' },
    },
    want: { status: 400, error_id: 'body.malformed', says: ['multipart form', 'cut off'] },
  },
  'no body where one is needed': {
    given: { method: 'PUT', path: profileOf(READY) },
    want: { status: 400, error_id: 'body.missing', says: ['body is missing', 'application/json'] },
  },
  'a body of blanks': {
    given: raw(' \n '),
    want: { status: 400, error_id: 'body.missing', says: ['body is missing'] },
  },
  'a body of a wrong media type': {
    given: raw('{"first_name":"Mira"}', 'text/plain'),
    want: {
      status: 400,
      error_id: 'body.media_type',
      says: ['text/plain', 'send it with the header "Content-Type: application/json"'],
    },
  },
  XML: {
    given: raw('<first_name>Mira</first_name>', 'application/xml'),
    want: { status: 400, error_id: 'body.media_type', says: ['application/xml', 'application/json'] },
  },
  'an upload that is no form': {
    given: { method: 'POST', path: '/api/v1/files', json: { filex: 'abc' } },
    want: { status: 400, error_id: 'body.media_type', says: ['multipart/form-data', 'not application/json'] },
  },
  'a list instead of a model': {
    given: put([{ first_name: 'Mira' }]),
    want: { status: 400, error_id: 'field.type', says: ['The body must be an object'] },
  },
  'null instead of a model': {
    given: put(null),
    want: { status: 400, error_id: 'field.type', says: ['The body must be an object'] },
  },

  // Its fields
  'an unknown field': {
    given: put({ fist_name: 'Mira' }),
    want: {
      status: 400,
      error_id: 'field.unknown',
      says: ['fist_name', 'did you mean "first_name"?'],
      fields: ['fist_name'],
    },
  },
  'an unknown field inside': {
    given: put({ current_address: { citty: 'Turku' } }),
    want: {
      status: 400,
      error_id: 'field.unknown',
      says: ['current_address.citty', '"city"'],
      fields: ['current_address.citty'],
    },
  },
  'an unknown field in a save': {
    given: { method: 'PUT', path: saveOf(READY), json: { document_numbers: '1' } },
    want: { status: 400, error_id: 'field.unknown', says: ['document_numbers', '"document_number"'] },
  },
  'a wrong type': {
    given: put({ pep: 'no' }),
    want: { status: 400, error_id: 'field.type', says: ['pep', 'true or false'], fields: ['pep'] },
  },
  'null for a value': {
    given: put({ first_name: null }),
    want: { status: 400, error_id: 'field.type', says: ['first_name', 'null'], fields: ['first_name'] },
  },
  'a value where an entry belongs': {
    given: put({ gender: 'Female' }),
    want: { status: 400, error_id: 'field.type', says: ['gender must be an object'], fields: ['gender'] },
  },
  'an entry without its value': {
    given: put({ gender: { description: 'Female' } }),
    want: { status: 400, error_id: 'field.missing', says: ['gender.value is missing'], fields: ['gender.value'] },
  },
  'a value that is none of those that are': {
    given: put({ current_address: { type: 'Home' } }),
    want: {
      status: 400,
      error_id: 'field.value',
      says: ['current_address.type', 'Legal', 'Actual', 'Shipment', '"Home"'],
      fields: ['current_address.type'],
    },
  },
  'an empty name': {
    given: put({ first_name: '' }),
    want: { status: 400, error_id: 'field.value', says: ['first_name must not be empty'], fields: ['first_name'] },
  },
  'a name that is too long': {
    given: put({ first_name: 'x'.repeat(101) }),
    want: { status: 400, error_id: 'field.value', says: ['first_name', 'at most 100 characters'] },
  },
  'a birth date to come': {
    given: put({ birth_date: '2031-01-01' }),
    want: { status: 400, error_id: 'field.value', says: ['birth_date must lie in the past'], fields: ['birth_date'] },
  },
  'too many files': {
    given: { method: 'PUT', path: saveOf(READY), json: { document_models: Array(21).fill({ id: 1 }) } },
    want: { status: 400, error_id: 'field.value', says: ['document_models', 'at most 20 items'] },
  },
  'a date in another form': {
    given: put({ birth_date: '14.11.1978' }),
    want: {
      status: 400,
      error_id: 'field.date',
      says: ['birth_date', '"14.11.1978"', 'YYYY-MM-DD'],
      fields: ['birth_date'],
    },
  },
  'a date that is in no calendar': {
    given: put({ birth_date: '1978-02-30' }),
    want: { status: 400, error_id: 'field.date', says: ['birth_date', '"1978-02-30"', 'in no calendar'] },
  },
  'an id that is another individual’s': {
    given: { as: ALEXEY, method: 'PUT', path: profileOf(ALEXEY), json: { id: 7654321, nick_name: 'x' } },
    want: { status: 400, error_id: 'field.immutable', says: ['id cannot be changed', '1234567'], fields: ['id'] },
  },
  'the customer’s id in the place of the individual’s': {
    given: { as: ALEXEY, method: 'PUT', path: saveOf(ALEXEY), json: { id: ALEXEY, nick_name: 'x' } },
    want: { status: 400, error_id: 'field.immutable', says: ['id cannot be changed', '1234567'] },
  },
  'a value that its directory does not have': {
    given: put({ gender: { value: 'Unknown' } }),
    want: {
      status: 400,
      error_id: 'reference.unknown',
      says: ['gender.value', '"Unknown"', 'Genders'],
      fields: ['gender.value'],
    },
  },
  'a country that is none': {
    given: put({ current_address: { country: { value: 'XX' } } }),
    want: {
      status: 400,
      error_id: 'reference.unknown',
      says: ['current_address.country.value', '"XX"'],
      fields: ['current_address.country.value'],
    },
  },
  'a code that its directory does not have': {
    given: { method: 'PUT', path: saveOf(READY), json: { industry: { id: 1 }, occupation: { id: 2 } } },
    want: {
      status: 400,
      error_id: 'reference.unknown',
      says: ['industry.id', 'occupation.id'],
      fields: ['industry.id', 'occupation.id'],
    },
  },
  'a file that does not exist, in a model': {
    given: { method: 'PUT', path: saveOf(READY), json: { photo_model: { id: 77 } } },
    want: { status: 400, error_id: 'reference.unknown', says: ['photo_model.id', '77'], fields: ['photo_model.id'] },
  },
  "another's file, in a model": {
    given: async ({ as }) => {
      const id = await photoOf(as(ACCEPTED), ACCEPTED)
      return { method: 'PUT', path: saveOf(READY), json: { document_models: [{ id }] } }
    },
    want: {
      status: 400,
      error_id: 'reference.unknown',
      says: ['document_models[0].id'],
      fields: ['document_models[0].id'],
    },
  },
  "another's file, in a submission": {
    given: async ({ as }) => {
      const id = await photoOf(as(ACCEPTED), ACCEPTED)
      return { method: 'PUT', path: submitOf(READY), json: { photo_model: { id } } }
    },
    want: { status: 400, error_id: 'reference.unknown', says: ['photo_model.id'] },
  },
  'several faults of different kinds': {
    given: put({ pep: 'no', birth_date: 'soon', fist_name: 'Mira', first_name: '' }),
    want: {
      status: 400,
      error_id: 'request.invalid',
      says: ['pep', 'birth_date', 'fist_name', 'first_name'],
      fields: ['pep', 'birth_date', 'fist_name', 'first_name'],
    },
  },

  // Parameters
  'an id that is no number': {
    given: { path: '/api/v1/customers/me/individual/data' },
    want: { status: 400, error_id: 'field.type', says: ['path parameter id', 'integer'], fields: ['id'] },
  },
  'a file id below the first': {
    given: { path: '/api/v1/files/0' },
    want: { status: 400, error_id: 'field.value', says: ['path parameter id', 'at least 1'] },
  },
  'a directory that is none': {
    given: { path: '/api/v1/directory/COLOURS' },
    want: { status: 400, error_id: 'field.value', says: ['path parameter code', 'INDUSTRY_CODES', '"COLOURS"'] },
  },
  'a page that is no number': {
    given: { path: `${filesOf(READY)}?page=first` },
    want: { status: 400, error_id: 'field.type', says: ['query parameter page', 'integer'], fields: ['page'] },
  },
  'a page before the first, and pages too large': {
    given: { path: `${filesOf(READY)}?page=-1&per_page=101` },
    want: { status: 400, error_id: 'field.value', says: ['page', 'per_page', '100'], fields: ['page', 'per_page'] },
  },
  'a parameter that is given twice': {
    given: { path: `${filesOf(READY)}?page=0&page=1` },
    want: { status: 400, error_id: 'field.value', says: ['query parameter page', 'once'] },
  },
  'an order that is none': {
    given: { path: `${filesOf(READY)}?sort=size` },
    want: { status: 400, error_id: 'field.value', says: ['query parameter sort', '"size"'] },
  },

  // The state
  'a profile that is locked': {
    given: { as: ACCEPTED, method: 'PUT', path: profileOf(ACCEPTED), json: { nick_name: 'x' } },
    want: { status: 400, error_id: 'profile.locked', says: ['updateIndividual', 'kyc is Accepted', 'Restricted'] },
  },
  'a save while locked': {
    given: { as: ACCEPTED, method: 'PUT', path: saveOf(ACCEPTED), json: { document_number: 'SPECIMEN-1' } },
    want: { status: 400, error_id: 'profile.locked', says: ['saveIdentification', 'kyc is Accepted'] },
  },
  'a submission while locked': {
    given: { as: 1006, method: 'PUT', path: submitOf(1006) },
    want: { status: 400, error_id: 'profile.locked', says: ['submitIdentification', 'kyc is Passed'] },
  },
  'an incomplete form': {
    given: { as: NEWCOMER, method: 'PUT', path: submitOf(NEWCOMER), json: { first_name: 'Nova' } },
    want: {
      status: 400,
      error_id: 'identification.incomplete',
      says: ['birth_date is missing', 'photo_model is missing'],
      fields: [
        'birth_date',
        'gender',
        'nationality',
        'fatca',
        'pep',
        'document_type',
        'document_number',
        'document_issue_date',
        'document_expire_date',
        'current_address',
        'document_models',
        'residential_models',
        'photo_model',
      ],
    },
  },
  'an address without its parts': {
    given: async ({ as }) => {
      await as(ALEXEY).put(saveOf(ALEXEY), { ...DOCUMENT, current_address: { postal_code: '1' } })
      return { as: ALEXEY, method: 'PUT', path: submitOf(ALEXEY) }
    },
    want: {
      status: 400,
      error_id: 'identification.incomplete',
      says: ['current_address.city'],
      fields: [
        'current_address.address',
        'current_address.city',
        'current_address.country',
        'document_models',
        'residential_models',
        'photo_model',
      ],
    },
  },
  'a list of files that has none': {
    given: { method: 'PUT', path: submitOf(READY), json: { document_models: [] } },
    want: {
      status: 400,
      error_id: 'identification.incomplete',
      says: ['document_models', 'at least 1 item'],
      fields: ['document_models'],
    },
  },
  'an expired document at submission': {
    given: { as: EXPIRED, method: 'PUT', path: submitOf(EXPIRED) },
    want: {
      status: 400,
      error_id: 'document.expired',
      says: ['document_expire_date', 'in the future'],
      fields: ['document_expire_date'],
    },
  },
  'an expired document in the last portion': {
    given: { method: 'PUT', path: submitOf(READY), json: { document_expire_date: '2026-11-22' } },
    want: { status: 400, error_id: 'document.expired', says: ['document_expire_date'] },
  },
  'a file that the model uses': {
    given: async ({ as }) => ({ method: 'DELETE', path: `/api/v1/files/${await photoOf(as(READY), READY)}` }),
    want: { status: 400, error_id: 'file.in_use', says: ['photo_model', 'cannot be deleted'] },
  },

  // Uploads
  'a form without the file': {
    given: { method: 'POST', path: '/api/v1/files', form: formOf({ note: 'x' }) },
    want: { status: 400, error_id: 'request.invalid', says: ['filex is missing', 'note'], fields: ['filex', 'note'] },
  },
  'text in the place of the file': {
    given: { method: 'POST', path: '/api/v1/files', form: formOf({ filex: 'x' }) },
    want: { status: 400, error_id: 'field.type', says: ['filex must be a file', '-F filex=@FILE'] },
  },

  // Signing in
  'a login that is nobody’s': {
    given: {
      as: null,
      method: 'PUT',
      path: '/auth/api/v1/otp',
      json: { login: '+15550100', auth_channel: 'SMS' },
    },
    want: { status: 400, error_id: 'login.unknown', says: ['+15550100', '+9990000000042'] },
  },
  'a channel that is none': {
    given: { as: null, method: 'PUT', path: '/auth/api/v1/otp', json: { login: PHONE, auth_channel: 'Fax' } },
    want: { status: 400, error_id: 'field.value', says: ['auth_channel', 'SMS', 'USSD', '"Fax"'] },
  },
  'a wrong password': {
    given: async (flagship) => {
      await askForPassword(flagship)
      return signIn({ grant_type: 'password', username: PHONE, password: 'wrong' })
    },
    want: { status: 400, error_id: 'otp.wrong', says: ['wrong', '2 attempts are left'] },
  },
  'a password that was not asked for': {
    given: signIn({ grant_type: 'password', username: PHONE, password: '0000' }),
    want: { status: 400, error_id: 'otp.wrong', says: ['ask for one first'] },
  },
  'a password that is too old': {
    given: async (flagship) => {
      const password = (await askForPassword(flagship)).headers.get('specimen-one-time-password') ?? ''
      flagship.clock.advance(5 * MINUTE)
      return signIn({ grant_type: 'password', username: PHONE, password })
    },
    want: { status: 400, error_id: 'otp.expired', says: ['expired', 'new one'] },
  },
  'a third wrong password': {
    given: async (flagship) => {
      await askForPassword(flagship)
      const wrong = signIn({ grant_type: 'password', username: PHONE, password: 'wrong' })
      await send(flagship, wrong)
      await send(flagship, wrong)
      return wrong
    },
    want: { status: 400, error_id: 'otp.blocked', says: ['5 minutes'], headers: { 'retry-after': '300' } },
  },
  'a grant that is none': {
    given: signIn({ grant_type: 'client_credentials' }),
    want: { status: 400, error_id: 'grant.unsupported', says: ['"client_credentials"', 'password or refresh_token'] },
  },
  'no grant': {
    given: signIn({ username: PHONE }),
    want: { status: 400, error_id: 'field.missing', says: ['grant_type is missing'], fields: ['grant_type'] },
  },
  'a password grant with neither name nor password': {
    given: signIn({ grant_type: 'password' }),
    want: { status: 400, error_id: 'field.missing', says: ['username', 'password'], fields: ['username', 'password'] },
  },
  'a refresh token that nobody gave out': {
    given: signIn({ grant_type: 'refresh_token', refresh_token: 'r-0' }),
    want: { status: 400, error_id: 'refresh_token.unknown', says: ['refresh token', 'given out'] },
  },

  // What is not the client's fault
  'a record that others always write first': {
    given: put({ nick_name: 'x' }),
    options: {
      store: () => ({
        find: () => undefined,
        list: () => [],
        highest: () => 0,
        apply: () => false,
        dump: () => NOTHING,
      }),
    },
    want: { status: 400, error_id: 'request.conflict', says: ['updateIndividual', 'nothing was changed'] },
  },
  'a mistake of a handler': {
    given: { path: '/api/v1/users/roles' },
    options: {
      handlers: {
        handlers: {
          getRoles: () => {
            throw new Error('a secret of the log')
          },
        },
      },
    },
    want: { status: 500, error_id: 'server.failed', says: ['Specimen made a mistake', /^((?!secret).)*$/] },
  },
}

const NOTHING = { subjects: [], deleted: [] }

const DOCUMENT = {
  document_type: { value: 'NRIC' },
  document_number: 'SPECIMEN-1',
  document_issue_date: '2020-01-01',
  document_expire_date: '2030-01-01',
}

describe('bad input', () => {
  const seen = new Set<string>()

  test.each(Object.entries(CASES))('%s', async (_, { given, options, want }) => {
    const flagship = await (options === undefined ? openWorld() : openFlagship(options))
    const call = typeof given === 'function' ? await given(flagship) : given
    const before = await stateOf(flagship)
    const answer = await send(flagship, call)

    expect({ status: answer.status, error_id: answer.get('error_id') }, answer.text).toEqual({
      status: want.status,
      error_id: want.error_id,
    })
    for (const words of want.says) expect(answer.get('description')).toMatch(words)
    for (const [name, value] of Object.entries(want.headers ?? {})) expect(answer.headers.get(name)).toMatch(value)
    if (want.fields !== undefined) expect(fieldsOf(answer).toSorted()).toEqual(want.fields.toSorted())
    await expectErrorBody(flagship, answer)
    expect(await stateOf(flagship)).toEqual(before)
    seen.add(want.error_id)
  })

  test('every error_id of the catalogue is provoked by a case', async () => {
    const { mock } = await openWorld()
    const provoked = Object.values(CASES).map(({ want }) => want.error_id)
    const known = Object.keys(catalogueOf(mock.model.document))
    expect(known.length).toBeGreaterThan(25)
    expect([...new Set(provoked)].toSorted()).toEqual(known.toSorted())
  })

  afterAll(() => expect(seen.size).toBeGreaterThan(25))
})

describe('every governed operation', () => {
  const locked = [ACCEPTED, 1005, 1006]
  const calls: readonly ((id: number) => Given)[] = [
    (id) => ({ as: id, method: 'PUT', path: profileOf(id), json: { nick_name: 'x' } }),
    (id) => ({ as: id, method: 'PUT', path: '/api/v1/customers/individual/data', json: { nick_name: 'x' } }),
    (id) => ({ as: id, method: 'POST', path: '/api/v1/customers/individual/data', json: { nick_name: 'x' } }),
    (id) => ({ as: id, method: 'PUT', path: saveOf(id), json: { nick_name: 'x' } }),
    (id) => ({ as: id, method: 'PUT', path: submitOf(id), json: { nick_name: 'x' } }),
  ]
  test.each(locked)('is refused to customer %i, and the model stays the same to the byte', async (id) => {
    const flagship = await openWorld()
    const before = await flagship.as(id).get(profileOf(id))
    for (const call of calls) {
      const answer = await send(flagship, call(id))
      expect(answer.get('error_id'), answer.text).toBe('profile.locked')
      expect(answer.status).toBe(400)
      expect((await flagship.as(id).get(profileOf(id))).text).toBe(before.text)
    }
  })
})

test('the largest body is an option', async () => {
  const flagship = await openFlagship({ bodyLimit: 100 })
  const most = `{"nick_name":"${'x'.repeat(84)}"}`
  expect(most).toHaveLength(100)
  expect((await send(flagship, raw(most))).status).toBe(200)
  const answer = await send(flagship, raw(`${most} `))
  expect(answer.get('error_id')).toBe('body.too_large')
  expect(answer.get('description')).toBe('The body is larger than 100 bytes, the most that is taken.')
})

/** The shape of every refusal, and that the catalogue has it. */
async function expectErrorBody({ mock }: Flagship, answer: Answer): Promise<void> {
  expect(answer.headers.get('content-type')).toBe('application/json')
  const known = catalogueOf(mock.model.document)[String(answer.get('error_id'))]
  expect(answer.body).toMatchObject({ code: known?.['code'], message: known?.['message'] })
  const { errors, ...rest } = answer.body as JsonObject
  expect(Object.keys(rest).toSorted()).toEqual(['code', 'description', 'error_id', 'message'])
  expect(errors === undefined || (Array.isArray(errors) && errors.length > 0)).toBe(true)
  expect(answer.get('description')).toMatch(/^\S.*[.?]$/)
  expect(answer.headers.get('specimen-reason')).toContain(`${answer.get('error_id')}: `)
}

/** error_id → its entry among the examples of the document. */
function catalogueOf(document: JsonObject): { readonly [errorId: string]: JsonObject } {
  const { examples } = document['components'] as { examples: { [name: string]: JsonObject } }
  const values = Object.values(examples).map((example) => example['value'])
  return Object.fromEntries(
    values.flatMap((value) => (isObject(value) && 'error_id' in value ? [[String(value['error_id']), value]] : [])),
  )
}

/** A field may have several faults. */
function fieldsOf(answer: Answer): readonly string[] {
  const fields = ((answer.get('errors') ?? []) as { field: string }[]).map(({ field }) => field)
  return [...new Set(fields)]
}

/** Models and files of everybody whom the cases touch; the judge has seen such replies often enough. */
async function stateOf({ unjudged }: Flagship): Promise<{ readonly [path: string]: string }> {
  const state: { [path: string]: string } = {}
  for (const id of [READY, ACCEPTED, NEWCOMER, EXPIRED, ALEXEY, 1006]) {
    const headers = { authorization: `Bearer customer-${id}` }
    for (const path of [profileOf(id), filesOf(id)]) {
      const reply = await unjudged.request(path, { headers })
      expect(reply.status).toBe(200)
      state[path] = await reply.text()
    }
  }
  return state
}

async function photoOf(customer: ReturnType<Flagship['as']>, id: number): Promise<number> {
  return Number((await customer.get(profileOf(id))).get('photo_model.id'))
}

function formOf(fields: { readonly [name: string]: string }): FormData {
  const form = new FormData()
  for (const [name, value] of Object.entries(fields)) form.set(name, value)
  return form
}

function send({ as, anyone }: Flagship, given: Given): Promise<Answer> {
  const { as: who = READY, method = 'GET', path, json, raw: bytes, form, headers = {} } = given
  const client = who === null ? anyone : as(who)
  const type = json === undefined ? {} : { 'content-type': 'application/json' }
  const body = json === undefined ? (bytes ?? form) : JSON.stringify(json)
  return client.send(path, { method, headers: { ...type, ...headers }, ...(body !== undefined && { body }) })
}
