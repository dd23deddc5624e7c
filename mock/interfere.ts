/** What a test has arranged for a call: faults of the world, and the `Prefer` header of the call itself. */

import { isObject, type JsonValue, type Operation, type Response } from '../spec/index.js'
import type { Api } from './api.js'
import type { Problem, Reply } from './exchange.js'
import type { FaultEffect, Strike, World } from './ports.js'

export type Interference = {
  /** The id of the fault that struck. */
  readonly fault?: string
  /** Waited before the reply goes out, ms. */
  readonly latency: number
  readonly connection?: 'cut' | 'truncate'
  /** Instead of what the call would get; it changes nothing then. */
  readonly reply?: Reply
  readonly reason: string
}

const NOTHING: Interference = { latency: 0, reason: '' }

/** Undefined: nothing was arranged. A problem: what the header asks for cannot be had. */
export function interfere(
  api: Api,
  world: World,
  operation: Operation,
  subjects: readonly (string | number)[],
  headers: Headers,
): Interference | { readonly problem: Problem } | undefined {
  const strike = world.faults.strike(operation.id, subjects)
  const header = headers.get('prefer')
  const preferred = header === null ? undefined : prefer(api, world, operation, header)
  if (strike === undefined) return preferred
  const fault = struck(api, world, operation, strike)
  if (preferred === undefined || 'problem' in preferred || fault.reply !== undefined) return fault
  // What is wrong with the way does not concern which reply takes it.
  const { latency, reason } = preferred
  return { ...preferred, ...fault, latency: fault.latency + latency, reason: `${fault.reason}; ${reason}` }
}

function struck(api: Api, world: World, operation: Operation, { fault, latency }: Strike): Interference {
  const { id, effect } = fault
  const { connection, status } = effect
  const slow = latency === 0 ? '' : ` after ${latency} ms`
  return {
    fault: id,
    latency,
    reason: `${id}: ${status ?? connection ?? 'slow'}${slow}`,
    ...(connection !== undefined && { connection }),
    ...(status !== undefined && { reply: faultReply(api, world, operation, status, effect) }),
  }
}

function faultReply(api: Api, world: World, operation: Operation, status: number, effect: FaultEffect): Reply {
  const documented = documentedReply(api, world, operation, status, effect.example)
  const reply =
    documented ?? documentedReply(api, world, operation, status) ?? undocumentedReply(api, operation, status)
  if (effect.retryAfter === undefined) return reply
  return { ...reply, headers: { ...reply.headers, 'retry-after': String(effect.retryAfter) } }
}

/** `code=404`, `example=Name`, `wait=2` (seconds; RFC 7240, section 4.3), apart by commas or semicolons. */
function prefer(
  api: Api,
  world: World,
  operation: Operation,
  header: string,
): Interference | { readonly problem: Problem } | undefined {
  const wishes = new Map(
    header.split(/[,;]/).map((part) => {
      const [name = '', value = ''] = part.split('=')
      return [name.trim().toLowerCase(), value.trim().replace(/^"(.*)"$/, '$1')] as const
    }),
  )
  const wait = Number(wishes.get('wait') ?? 0)
  if (!Number.isFinite(wait) || wait < 0 || wait > 600)
    return unmet(`wait=${wishes.get('wait')} is no time in seconds, 600 at most`)
  const waiting = wait === 0 ? NOTHING : { latency: wait * 1000, reason: `Prefer: wait=${wait}` }
  const code = wishes.get('code')
  const example = wishes.get('example')
  if (code === undefined && example === undefined) return wait === 0 ? undefined : waiting

  const status = code === undefined ? statusOfExample(operation, example ?? '') : Number(code)
  const reply = status === undefined ? undefined : documentedReply(api, world, operation, status, example)
  if (reply === undefined) {
    const statuses = operation.responses.map((response) => response.status).join(', ')
    const wanted = [code && `code=${code}`, example && `example=${example}`].filter(Boolean).join(', ')
    return unmet(`${operation.id} documents no reply for ${wanted}; its statuses are ${statuses}`)
  }
  return { ...waiting, reply, reason: `Prefer: ${header.slice(0, 60)}` }
}

function unmet(detail: string): { readonly problem: Problem } {
  const violation = { code: 'invalid-value', in: 'header', field: 'Prefer', message: detail } as const
  return { problem: { code: 'invalid-value', detail: `Prefer: ${detail}.`, violations: [violation] } }
}

function statusOfExample({ responses }: Operation, example: string): number | undefined {
  const response = responses.find((one) => exampleIn(one, example) !== undefined)
  return response === undefined ? undefined : Number(response.status) || undefined
}

function exampleIn({ content }: Response, example: string): JsonValue | undefined {
  return Object.values(content).flatMap(({ examples }) =>
    Object.hasOwn(examples, example) ? [examples[example]] : [],
  )[0]
}

/** The document's own reply for a status: the example that is named, its first one, or one faked after the schema. */
export function documentedReply(
  api: Api,
  world: World,
  operation: Operation,
  status: number,
  example?: string,
): Reply | undefined {
  const response =
    operation.responses.find((one) => one.status === String(status)) ??
    operation.responses.find((one) => one.status === `${String(status)[0]}XX`) ??
    operation.responses.find((one) => one.status === 'default')
  if (response === undefined || status < 100 || status > 599) return undefined
  const entry =
    Object.entries(response.content).find(([type]) => /[/+]json$/.test(type)) ?? Object.entries(response.content)[0]
  if (entry === undefined) return example === undefined ? { status, headers: {}, body: null } : undefined
  const [mediaType, media] = entry
  if (example !== undefined && !Object.hasOwn(media.examples, example)) return undefined
  const chosen = example === undefined ? Object.values(media.examples)[0] : media.examples[example]
  const faked = (): JsonValue =>
    media.schema === undefined ? null : api.people(world).sample(media.schema, [operation.id, status], world.origin)
  const body = chosen ?? faked()
  const text = typeof body === 'string' && !/json$/.test(mediaType) ? body : JSON.stringify(body)
  return { status, headers: { 'content-type': mediaType }, body: text }
}

/** Of a status that the operation does not document: the document's error body for a failing server, else RFC 9457. */
function undocumentedReply({ model }: Api, operation: Operation, status: number): Reply {
  const sentence = 'A fault was arranged for this call.'
  const errors = operation.responses.filter((response) => /^(5|4|default)/.test(response.status))
  const [nearest] = errors.toSorted((a, b) => b.status.localeCompare(a.status))
  const [mediaType, media] = Object.entries(nearest?.content ?? {}).find(([type]) => /[/+]json$/.test(type)) ?? []
  const example = Object.values(media?.examples ?? {})[0]
  if (mediaType !== undefined && isObject(example)) {
    const { detail } = model.problems
    const body = {
      ...example,
      ...(detail !== undefined && { [detail]: sentence }),
      ...(example['status'] !== undefined && { status }),
    }
    return { status, headers: { 'content-type': mediaType }, body: JSON.stringify(body) }
  }
  const body = { type: 'about:blank', title: 'An arranged fault', status, detail: sentence }
  return { status, headers: { 'content-type': 'application/problem+json' }, body: JSON.stringify(body) }
}

/** Half of a body, for a connection that breaks off. */
export function half(body: Reply['body']): Uint8Array {
  const bytes =
    typeof body === 'string' ? new TextEncoder().encode(body) : body instanceof Uint8Array ? body : new Uint8Array()
  return bytes.slice(0, Math.floor(bytes.length / 2))
}
