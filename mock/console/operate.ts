/** A call of the served API as one of its subjects would make it: address, credentials, and the same as a curl line. */

import {
  type ApiModel,
  authorizationOf,
  type JsonObject,
  type JsonValue,
  jsonEntry,
  type Operation,
  type SecurityScheme,
} from '../../spec/index.js'
import type { ExchangeInfo, SubjectInfo } from './host.js'

export type Called = {
  readonly method: string
  readonly path: string
  readonly headers: { readonly [name: string]: string }
  readonly body?: string
}

/** @param body undefined: none */
export function callOf(
  model: ApiModel,
  operation: Operation,
  subject: Pick<SubjectInfo, 'id' | 'token'>,
  body?: JsonValue,
): Called {
  const shown = credentialsOf(model, operation, subject.token)
  const address = (model.bases[0] ?? '') + operation.path.replace(/\{[^}]+\}/g, encodeURIComponent(String(subject.id)))
  const query = new URLSearchParams(shown.query).toString()
  return {
    method: operation.method,
    path: query === '' ? address : `${address}?${query}`,
    headers: { ...shown.headers, ...(body !== undefined && { 'content-type': jsonTypeOf(operation) }) },
    ...(body !== undefined && { body: JSON.stringify(body) }),
  }
}

function jsonTypeOf({ body }: Operation): string {
  return jsonEntry(body?.content ?? {})?.[0] ?? 'application/json'
}

type Credentials = { readonly headers: { [name: string]: string }; readonly query: { [name: string]: string } }

/** What every scheme of the operation's first alternative asks for; nothing where none has a token of that subject. */
function credentialsOf(model: ApiModel, { security }: Operation, own: string | undefined): Credentials {
  const headers: { [name: string]: string } = {}
  const query: { [name: string]: string } = {}
  for (const name of security[0] ?? []) {
    const scheme = model.securitySchemes[name]
    const token = scheme && tokenFor(scheme, own)
    if (scheme === undefined || token === undefined) continue
    const place = scheme.parameter ?? 'authorization'
    if (scheme.type !== 'apiKey') headers.authorization = authorizationOf(scheme, token)
    else if (scheme.in === 'query') query[place] = token
    else if (scheme.in === 'cookie') headers.cookie = `${place}=${token}`
    else headers[place] = token
  }
  return { headers, query }
}

/** A subject that is no caller is worked on by caller 1. */
export function tokenFor({ tokens, caller }: SecurityScheme, own: string | undefined): string | undefined {
  if (caller !== undefined && own !== undefined) return own
  return tokens?.replace('{key}', '1')
}

/** The operation as a line for a shell. */
export function curlOf(origin: string, world: string, { method, path, headers, body }: Called): string {
  const all = { ...headers, ...(world !== 'main' && { 'Specimen-World': world }) }
  return [
    'curl -s',
    ...(method === 'GET' ? [] : ['-X', method]),
    ...Object.entries(all).map(([name, value]) => `-H ${quote(`${capital(name)}: ${value}`)}`),
    ...(body === undefined ? [] : ['-d', quote(body)]),
    quote(origin + path),
  ].join(' ')
}

/** Headers that a client adds by itself, or that name the connection. */
const OWN =
  /^(host|connection|content-length|accept-encoding|user-agent|cookie|sec-.*|origin|referer|accept-language)$/i

/** What was called, to be called again. */
export function curlOfExchange(origin: string, world: string, exchange: ExchangeInfo): string {
  const { headers, body } = exchange.request as { readonly headers: JsonObject; readonly body?: JsonValue }
  const kept = Object.entries(headers).filter(
    ([name, value]) => !OWN.test(name) && !(name === 'accept' && value === '*/*'),
  )
  return curlOf(origin, world, {
    method: exchange.method,
    path: exchange.path,
    headers: Object.fromEntries(
      kept.filter(([name]) => name !== 'specimen-world').map(([name, value]) => [name, String(value)]),
    ),
    ...(body !== undefined && { body: typeof body === 'string' ? body : JSON.stringify(body) }),
  })
}

function capital(name: string): string {
  return name.replace(/(^|-)[a-z]/g, (start) => start.toUpperCase())
}

/** A word that a POSIX shell takes as it is. */
function quote(text: string): string {
  if (/^[\w:/.@%+-]+$/.test(text)) return text
  return text.includes("'") ? `'${text.replaceAll("'", `'\\''`)}'` : `'${text}'`
}
