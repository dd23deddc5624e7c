/** An operation and what it works on → a request. */

import { type ApiModel, authorizationOf, isObject, type JsonValue, type Operation } from '../../spec/index.js'
import type { Sending, Upload } from '../exchange.js'

export type Call = {
  /** The key of the resource that the operation works on. */
  readonly key?: string | number
  /** Whose call it is; null: nobody's. Undefined: nobody's either. */
  readonly token?: string | null
  readonly body?: JsonValue
  /** A body as text, whatever it is. */
  readonly raw?: { readonly text: string; readonly mediaType: string }
  readonly form?: { readonly [field: string]: string | Upload }
  /** Path parameters that are not the key. */
  readonly path?: { readonly [name: string]: string | number }
  readonly query?: { readonly [name: string]: string | number }
  readonly accept?: string
}

export function requestOf(model: ApiModel, operation: Operation, call: Call): Sending {
  const keyName = /^\$request\.path\.(.+)$/.exec(operation.subject?.key ?? '')?.[1]
  const path = operation.path.replaceAll(/\{([^}]+)\}/g, (_, name: string) => {
    const given = call.path?.[name] ?? (name === keyName ? call.key : undefined) ?? call.key ?? ''
    return encodeURIComponent(String(given))
  })
  const query = new URLSearchParams(Object.entries(call.query ?? {}).map(([name, value]) => [name, String(value)]))
  const headers: { [name: string]: string } = {}
  const body = bodyOf(operation, call)
  if (call.accept !== undefined) headers['Accept'] = call.accept
  authorize(model, operation, call.token, headers, query)
  if (body !== undefined) headers['Content-Type'] = body.mediaType
  return {
    method: operation.method,
    path: `${path}${query.size === 0 ? '' : `?${query}`}`,
    headers,
    ...(body !== undefined && { body: body.text }),
    ...(call.form !== undefined && { form: call.form }),
  }
}

function bodyOf(
  operation: Operation,
  { body, raw, key }: Call,
): { readonly text: string; readonly mediaType: string } | undefined {
  if (raw !== undefined) return raw
  const inBody = /^\$request\.body#\/(.+)$/.exec(operation.subject?.key ?? '')?.[1]
  const whole = inBody === undefined || key === undefined ? body : { ...(isObject(body) ? body : {}), [inBody]: key }
  if (whole === undefined) return undefined
  const mediaType = jsonTypeOf(operation) ?? 'application/json'
  if (mediaType === FORM && isObject(whole)) {
    const fields = Object.entries(whole).map(([name, value]) => [name, String(value)])
    return { text: new URLSearchParams(fields).toString(), mediaType }
  }
  return { text: JSON.stringify(whole), mediaType }
}

const FORM = 'application/x-www-form-urlencoded'

/** The media type in which a body is sent: JSON where it is taken, else a form. */
export function jsonTypeOf({ body }: Operation): string | undefined {
  const types = Object.keys(body?.content ?? {})
  return types.find((type) => /[/+]json\b/.test(type)) ?? types.find((type) => type === FORM)
}

export function inputOf(operation: Operation): string | undefined {
  const type = jsonTypeOf(operation)
  return type === undefined ? undefined : operation.body?.content[type]
}

export function isMultipart({ body }: Operation): boolean {
  return Object.keys(body?.content ?? {}).includes('multipart/form-data')
}

function authorize(
  { securitySchemes }: ApiModel,
  { security }: Operation,
  token: string | null | undefined,
  headers: { [name: string]: string },
  query: URLSearchParams,
): void {
  if (token === null) return
  for (const name of security[0] ?? []) {
    const scheme = securitySchemes[name]
    if (scheme === undefined) continue
    if (scheme.type === 'http' && scheme.scheme === 'basic') {
      const credentials = scheme.tokens === undefined ? APPLICATION : (token ?? APPLICATION)
      headers['Authorization'] = authorizationOf(scheme, credentials)
    } else if (token === undefined) {
    } else if (scheme.type !== 'apiKey') {
      headers['Authorization'] = `Bearer ${token}`
    } else if (scheme.in === 'query') {
      query.set(scheme.parameter ?? '', token)
    } else if (scheme.in === 'cookie') {
      headers['Cookie'] = `${scheme.parameter}=${token}`
    } else {
      headers[scheme.parameter ?? ''] = token
    }
  }
}

/** How an application shows itself where the document does not say how callers do. */
const APPLICATION = 'specimen:secret'

/** Whether a call needs a caller's token: not for anonymous calls, nor for those by which an application shows itself. */
export function needsToken({ securitySchemes }: ApiModel, { security }: Operation): boolean {
  if (security.length === 0 || security.some((names) => names.length === 0)) return false
  return security.every((names) =>
    names.some((name) => securitySchemes[name]?.scheme !== 'basic' || securitySchemes[name]?.tokens !== undefined),
  )
}

/** Whether any operation does. */
export function needsTokens(model: ApiModel): boolean {
  return model.operations.some((operation) => needsToken(model, operation))
}

/** Which resource a path parameter is the key of: what other operations with the same beginning of the path work on. */
export function resourceOfParameter(model: ApiModel, operation: Operation, name: string): string | undefined {
  const beginning = operation.path.slice(0, operation.path.indexOf(`{${name}}`) + name.length + 2)
  const known = model.operations.find(
    ({ path, subject }) =>
      (path === beginning || path.startsWith(`${beginning}/`)) && subject?.key === `$request.path.${name}`,
  )
  return known?.subject?.resource
}
