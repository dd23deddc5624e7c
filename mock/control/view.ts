/** How the control API shows things: times as RFC 3339, transitions with their cause and rule. */

import { type ApiModel, isObject, type JsonObject, type JsonValue } from '../../spec/index.js'
import type { Decision, Exchange, Message, Passage, Problem, Subject, Transition } from '../exchange.js'
import { chain, type Maybe, type World } from '../ports.js'
import type { Host } from './host.js'

export function time(at: number): string {
  return new Date(at).toISOString()
}

export function showClock(host: Host, world: World): Maybe<JsonObject> {
  return chain(host.nextDue(world), (due) => ({
    now: time(world.clock.now()),
    running: !world.clock.frozen,
    next_due: due === undefined ? null : time(due),
  }))
}

export function showWorld(host: Host, world: World): Maybe<JsonObject> {
  return chain(showClock(host, world), (clock) =>
    chain(world.store.dump(), ({ subjects }) => ({
      name: world.name,
      ...(world.from !== undefined && { from: world.from }),
      seed: world.seed,
      clock,
      records: subjects.filter(({ resource }) => !resource.startsWith('$')).length,
      faults: world.faults.list().length,
      exchanges: world.journal.held().filter(({ entry }) => entry.kind === 'exchange').length,
      used_at: time(host.worlds.usedAt(world.name)),
    })),
  )
}

export function showSubject(host: Host, subject: Subject): JsonObject {
  const { resource, key, states, data } = subject
  const persona = host.model().personas.find((one) => one.resource === resource && one.key === key)
  const token = host.tokenFor(subject)
  return {
    resource,
    id: key,
    ...(persona && { persona: persona.name, sentence: persona.sentence }),
    ...(token !== undefined && { token }),
    states,
    due: host.delays(subject).map(({ lifecycle, delay, at }) => ({ lifecycle, delay, at: time(at) })),
    model: data,
  }
}

export function showTransition(model: ApiModel, transition: Transition): JsonObject {
  const { at, resource, subject, lifecycle, from, to, exchange } = transition
  return {
    at: time(at),
    resource,
    subject,
    lifecycle,
    from,
    to,
    cause: { ...causeOf(model, transition), ...(exchange !== undefined && { exchange }) },
    rule: ruleOf(model, transition),
  }
}

/** What a document names so; undefined: nothing, whatever JavaScript itself has of that name. */
export function named<T>(things: { readonly [name: string]: T }, name: string): T | undefined {
  return Object.hasOwn(things, name) ? things[name] : undefined
}

function causeOf(model: ApiModel, { cause }: Passage): { readonly kind: string; readonly name: string } {
  if (cause.startsWith('after ')) return { kind: 'delay', name: cause.slice('after '.length) }
  if (cause === 'always' || cause === 'placement') return { kind: cause, name: cause }
  return { kind: model.operations.some(({ id }) => id === cause) ? 'operation' : 'event', name: cause }
}

/** The transition's place in the document; the state's, where it is gone from there. */
function ruleOf(model: ApiModel, { lifecycle, from, to, cause }: Passage): string {
  const states = model.lifecycles[lifecycle]?.states ?? {}
  if (cause === 'placement') return named(states, to)?.pointer ?? ''
  const state = named(states, from)
  if (state === undefined) return ''
  const listed = cause === 'always' ? state.always : (state.on[cause] ?? state.after[cause.replace('after ', '')] ?? [])
  return (listed.find(({ target }) => target === to) ?? state).pointer
}

export function showExchange(model: ApiModel, exchange: Exchange): JsonObject {
  const { number, at, duration, method, path, operation, resource, subject, caller, status, why, fault } = exchange
  return {
    number,
    at: time(at),
    duration_ms: duration,
    method,
    path,
    ...(operation !== undefined && { operation }),
    ...(resource !== undefined && { resource }),
    ...(subject !== undefined && { subject }),
    ...(caller !== undefined && { caller }),
    status,
    why,
    ...(fault !== undefined && { fault }),
    transitions: exchange.transitions.map((transition) => showTransition(model, transition)),
    request: showMessage(exchange.request),
    response: showMessage(exchange.response),
  }
}

function showMessage({ headers, body }: Message): JsonObject {
  const { text, encoding } = readBody(body)
  return {
    headers: Object.fromEntries(headers),
    ...(text !== '' && { body: encoding === undefined ? bodyValue(text) : text }),
  }
}

export type BodyText = { readonly text: string; readonly encoding?: 'base64'; readonly size: number }

/** A body as text; bytes that are none, in Base64. */
export function readBody(body: Message['body']): BodyText {
  if (body === null) return { text: '', size: 0 }
  const bytes = typeof body === 'string' ? new TextEncoder().encode(body) : body
  try {
    return { text: new TextDecoder('utf-8', { fatal: true }).decode(bytes), size: bytes.length }
  } catch {
    const characters = Array.from(bytes, (byte) => String.fromCharCode(byte))
    return { text: btoa(characters.join('')), encoding: 'base64', size: bytes.length }
  }
}

function bodyValue(text: string): JsonValue {
  try {
    return JSON.parse(text) as JsonValue
  } catch {
    return text
  }
}

/** A `date-time` (RFC 3339) → ms since the epoch; undefined: there is no such moment. */
export function momentOf(text: JsonValue | undefined): number | undefined {
  if (typeof text !== 'string') return undefined
  // A leap second is the next one: computers have none.
  const leap = /:60(?=[.Z+-]|$)/i.test(text.slice(16))
  const at = Date.parse(
    text
      .toUpperCase()
      .replace(/\s/, 'T')
      .replace(/(:\d\d):60/, '$1:59'),
  )
  return Number.isFinite(at) ? at + (leap ? 1000 : 0) : undefined
}

export function accept(body: JsonValue, reason: string): Decision {
  return { kind: 'accepted', body, effects: [], reason }
}

/** A text that is no JSON, as it stands. */
export function acceptText(text: string, reason: string): Decision {
  return { kind: 'accepted', body: new TextEncoder().encode(text), effects: [], reason }
}

/** A reply without a body. */
export function done(reason: string): Decision {
  return { kind: 'accepted', status: 204, effects: [], reason }
}

/** A refusal by an entry of the control document's examples. */
export function refuse(example: string, detail: string, more: Problem['more'] = undefined): Decision {
  return { kind: 'refused', problem: { code: 'invalid-request', example, detail, ...(more && { more }) } }
}

/** An object of the body, or an empty one. */
export function bodyOf(body: unknown): JsonObject {
  return isObject(body) ? body : {}
}
