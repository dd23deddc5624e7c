/** Who is calling, and whether they may: the security schemes of the document (OpenAPI 3.1, section 4.8.27). */

import { authorizationOf, decodeBasic, type Operation, type SecurityScheme } from '../spec/index.js'
import type { Api } from './api.js'
import type { Caller, Problem, ProblemCode } from './exchange.js'
import type { World } from './ports.js'
import { chain, type Maybe } from './ports.js'

/** Where handlers keep the tokens that they gave out. */
export const TOKENS = '$token'

export type Credentials = { readonly headers: Headers; readonly query: URLSearchParams }

export type Authorization =
  | { readonly kind: 'authorized'; readonly caller?: Caller }
  | { readonly kind: 'refused'; readonly problem: Problem }

const ANYONE: Authorization = { kind: 'authorized' }

/** Tries the operation's alternatives in order; what the last one minds is what the client is told. */
export function authorize(
  api: Api,
  world: World,
  operation: Operation,
  credentials: Credentials,
): Maybe<Authorization> {
  const { security } = operation
  if (security.length === 0) return ANYONE
  const attempt = (index: number, refused: Authorization | undefined): Maybe<Authorization> => {
    const names = security[index]
    if (names === undefined) return refused ?? ANYONE
    return chain(checkAll(api, world, names, credentials), (result) =>
      result.kind === 'authorized' ? result : attempt(index + 1, result),
    )
  }
  return attempt(0, undefined)
}

function checkAll(api: Api, world: World, names: readonly string[], credentials: Credentials): Maybe<Authorization> {
  const step = (index: number, result: Authorization): Maybe<Authorization> => {
    const scheme = api.model.securitySchemes[names[index] ?? '']
    if (index >= names.length || result.kind === 'refused') return result
    if (scheme === undefined) return step(index + 1, result)
    return chain(checkOne(api, world, scheme, credentials), (next) =>
      step(index + 1, next.kind === 'authorized' && next.caller === undefined ? result : next),
    )
  }
  return step(0, ANYONE)
}

function checkOne(api: Api, world: World, scheme: SecurityScheme, credentials: Credentials): Maybe<Authorization> {
  if (scheme.type === 'mutualTLS') return ANYONE
  const sent = tokenOf(scheme, credentials)
  if (sent === undefined || sent === '') return refuse('token-missing', scheme, missing(scheme))
  if (scheme.tokens === undefined) return { kind: 'authorized', caller: { token: sent } }
  // What is no base64 is none of the tokens that are known here.
  const token = scheme.scheme === 'basic' ? (decodeBasic(sent) ?? '') : sent
  const key = keyOf(api, scheme, scheme.tokens, token)
  if (key !== undefined) return { kind: 'authorized', caller: { token, key } }
  return chain(world.store.find(TOKENS, token), (held) => {
    if (held === undefined || held === null) {
      return refuse(
        'token-unknown',
        scheme,
        `The token is not one that was given out here. Always valid: ${scheme.tokens}.`,
      )
    }
    const { caller, expires } = held.data
    if (Number(expires) <= world.clock.now()) return refuse('token-expired', scheme, 'The token has expired. Renew it.')
    return { kind: 'authorized', caller: { token, key: caller as string | number } }
  })
}

/** The credential that a scheme asks for, as it came; undefined: none came. */
function tokenOf(scheme: SecurityScheme, { headers, query }: Credentials): string | undefined {
  if (scheme.type === 'apiKey') {
    const name = scheme.parameter ?? ''
    if (scheme.in === 'header') return headers.get(name) ?? undefined
    if (scheme.in === 'query') return query.get(name) ?? undefined
    return cookie(headers, name)
  }
  const authorization = headers.get('authorization') ?? ''
  const name = scheme.type === 'http' ? (scheme.scheme ?? 'bearer') : 'bearer'
  const space = authorization.indexOf(' ')
  if (space < 0 || authorization.slice(0, space).toLowerCase() !== name) return undefined
  return authorization.slice(space + 1).trim()
}

export function cookie(headers: Headers, name: string): string | undefined {
  for (const pair of (headers.get('cookie') ?? '').split(';')) {
    const equals = pair.indexOf('=')
    if (pair.slice(0, equals).trim() === name) return pair.slice(equals + 1).trim()
  }
  return undefined
}

/** `customer-{key}` and `customer-42` → 42, if there can be such a caller. */
function keyOf(api: Api, scheme: SecurityScheme, template: string, token: string): string | number | undefined {
  const [before = '', after = ''] = template.split('{key}')
  if (!token.startsWith(before) || !token.endsWith(after)) return undefined
  const text = token.slice(before.length, token.length - after.length)
  const resource = api.model.resources[scheme.caller ?? '']
  if (resource === undefined) return text === '' ? undefined : text
  if (!resource.numericKey) return text === '' ? undefined : text
  if (!/^(0|[1-9]\d{0,15})$/.test(text)) return undefined
  const key = Number(text)
  const { minimum = 0, maximum = Number.MAX_SAFE_INTEGER } = resource.keys ?? {}
  const persona = api.model.personas.some((one) => one.resource === resource.name && one.key === key)
  return persona || (key >= minimum && key <= maximum) ? key : undefined
}

function missing(scheme: SecurityScheme): string {
  if (scheme.type === 'apiKey')
    return `The ${scheme.in} parameter "${scheme.parameter}" is missing: it carries the API key.`
  const name = scheme.type === 'http' ? (scheme.scheme ?? 'bearer') : 'bearer'
  const token = scheme.tokens?.replace('{key}', '1')
  if (name === 'basic') {
    const example = token === undefined ? 'Basic base64(id:secret)' : `${authorizationOf(scheme, token)}" for "${token}`
    return `The header "Authorization" with basic credentials is missing, e.g. "${example}".`
  }
  const example = `${capital(name)} ${token ?? 'TOKEN'}`
  return `The header "Authorization" with a ${name} token is missing, e.g. "${example}".`
}

function capital(word: string): string {
  return word.charAt(0).toUpperCase() + word.slice(1)
}

function refuse(code: ProblemCode, scheme: SecurityScheme, detail: string): Authorization {
  const challenge = scheme.type === 'http' ? capital(scheme.scheme ?? 'bearer') : 'Bearer'
  const headers = scheme.type === 'apiKey' ? {} : { 'www-authenticate': `${challenge} realm="specimen"` }
  return { kind: 'refused', problem: { code, detail, headers, reason: code.replace('-', ' ') } }
}
