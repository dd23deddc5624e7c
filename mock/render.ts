/** Decisions and problems → replies, checked against the document. */

import {
  getPath,
  isObject,
  type JsonObject,
  type JsonValue,
  jsonEntry,
  keywordsOf,
  type Operation,
  responseFor,
  schemaName,
  setPath,
  successOf,
} from '../spec/index.js'
import type { Api } from './api.js'
import type { Call, Decision, Problem, Reply } from './exchange.js'
import type { World } from './ports.js'
import { encode, renderProblem } from './reply/index.js'

type Accepted = Extract<Decision, { kind: 'accepted' }>

export type Rendered =
  | { readonly kind: 'rendered'; readonly reply: Reply }
  | { readonly kind: 'broken'; readonly faults: readonly string[] }

/** Models are frozen: one that was serialized and checked once needs neither again. */
const known = new WeakMap<Api, WeakMap<object, Map<string, Rendered>>>()

/** The reply that an accepted call gets, or what the document has against it. */
export function renderDecision(api: Api, world: World, call: Call, decision: Accepted): Rendered {
  const { operation } = call
  const status = decision.status ?? statusOf(operation)
  const { content = {} } = responseFor(operation.responses, status) ?? {}
  const mediaType = decision.mediaType ?? jsonEntry(content)?.[0] ?? Object.keys(content)[0]
  const body = decision.body ?? bodyOf(api, operation, decision)
  const headers = { ...requiredHeaders(api, world, call, status), ...decision.headers }
  if (mediaType === undefined || (body === undefined && decision.subject === undefined)) {
    return { kind: 'rendered', reply: { status, headers, body: null } }
  }
  if (body instanceof ReadableStream) {
    return { kind: 'rendered', reply: { status, headers: { 'content-type': mediaType, ...headers }, body } }
  }
  if (body instanceof Uint8Array) {
    const faults = api.validation.checkReply(operation, status, mediaType, body)
    if (faults.length > 0) return { kind: 'broken', faults }
    return { kind: 'rendered', reply: { status, headers: { 'content-type': mediaType, ...headers }, body } }
  }
  const rendered = serialize(api, operation, status, mediaType, body ?? null)
  if (rendered.kind === 'broken') return rendered
  return { kind: 'rendered', reply: { ...rendered.reply, headers: { ...rendered.reply.headers, ...headers } } }
}

function serialize(api: Api, operation: Operation, status: number, mediaType: string, body: JsonValue): Rendered {
  const name = `${operation.pointer} ${status} ${mediaType}`
  const kept = typeof body === 'object' && body !== null ? keptFor(api, body) : undefined
  const found = kept?.get(name)
  if (found !== undefined) return found
  const schema = responseFor(operation.responses, status)?.content[mediaType]?.schema
  const whole = schema === undefined ? body : api.validation.conceal(schema, complete(api, schema, body))
  const faults = api.validation.checkReply(operation, status, mediaType, whole)
  const reply = { status, headers: { 'content-type': mediaType }, body: encode(mediaType, whole, rootOf(api, schema)) }
  const rendered: Rendered = faults.length > 0 ? { kind: 'broken', faults } : { kind: 'rendered', reply }
  kept?.set(name, rendered)
  return rendered
}

/** What XML calls a value of that schema. */
function rootOf({ model: { document } }: Api, schema: string | undefined): string {
  const xml = schema === undefined ? undefined : keywordsOf(document, schema).xml
  if (isObject(xml) && typeof xml.name === 'string') return xml.name
  return (schema && schemaName(document, schema)) ?? 'reply'
}

function keptFor(api: Api, body: object): Map<string, Rendered> {
  let bodies = known.get(api)
  if (bodies === undefined) {
    bodies = new WeakMap()
    known.set(api, bodies)
  }
  let replies = bodies.get(body)
  if (replies === undefined) {
    replies = new Map()
    bodies.set(body, replies)
  }
  return replies
}

/** Its properties in the document's order, and constants that only this reply requires (`"code": 0`). */
function complete(api: Api, schema: string, body: JsonValue): JsonValue {
  if (!isObject(body)) return body
  const filled = api
    .constants(schema)
    .filter(([path]) => getPath(body, path) === undefined)
    .reduce<JsonObject>((whole, [path, value]) => setPath(whole, path, value), body)
  const names = api.order(schema).filter((name) => Object.hasOwn(filled, name))
  const others = Object.keys(filled).filter((name) => !names.includes(name))
  return Object.fromEntries([...names, ...others].map((name) => [name, filled[name] ?? null]))
}

function bodyOf(api: Api, { subject: target }: Operation, { subject }: Accepted): JsonValue | undefined {
  if (subject === undefined) return undefined
  const data = api.shown(subject.resource, subject.data)
  return target?.at === undefined ? data : getPath(data, target.at)
}

/** The first documented success; 200 for `2XX` and `default`. */
function statusOf({ responses }: Operation): number {
  const { status = '' } = successOf(responses) ?? responses.find((one) => /^[123]\d\d$/.test(one.status)) ?? {}
  return /^\d{3}$/.test(status) ? Number(status) : 200
}

/** Headers that the document promises: where the new resource is, and faked ones. */
function requiredHeaders(api: Api, world: World, call: Call, status: number): { [name: string]: string } {
  const response = responseFor(call.operation.responses, status)
  const headers: { [name: string]: string } = {}
  for (const [name, { schema, required }] of Object.entries(response?.headers ?? {})) {
    if (!required || schema === undefined) continue
    const value = api.people(world).sample(schema, [call.operation.id, name], world.origin)
    headers[name] = typeof value === 'string' ? value : JSON.stringify(value)
  }
  return headers
}

/** The reply that a refused call gets, and why, for the log. */
export function renderRefusal(
  api: Api,
  world: World,
  operation: Operation | undefined,
  problem: Problem,
): { readonly reply: Reply; readonly reason: string } {
  const sample = (schema: string): JsonValue => api.people(world).sample(schema, [problem.code], world.origin)
  const { status, mediaType, body, headers } = renderProblem(api.model, operation, problem, sample)
  const reply = { status, headers: { 'content-type': mediaType, ...headers }, body: JSON.stringify(body) }
  return { reply, reason: `${nameOf(api, body) ?? problem.code}: ${problem.reason ?? problem.detail}` }
}

/** The name that the document gives a problem. */
function nameOf({ model }: Api, body: JsonValue): string | undefined {
  if (!isObject(body) || model.problems.name === undefined) return undefined
  const name = body[model.problems.name]
  return typeof name === 'string' ? name : undefined
}
