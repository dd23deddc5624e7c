/** Everything the mock does to a request, in order. Read this file first. */

import type { Operation } from '../spec/index.js'
import type { Api } from './api.js'
import { authorize } from './authorize.js'
import { commit } from './commit.js'
import { decideCall, keyText, type Tell } from './decide-call.js'
import type { Call, Caller, Effect, Problem, Reply, Transition } from './exchange.js'
import { type Interference, interfere } from './interfere.js'
import { isSameKey } from './ownership.js'
import type { World } from './ports.js'
import { chain, type Maybe } from './ports.js'
import { renderDecision, renderRefusal } from './render.js'

/** A request as it came. */
export type Incoming = {
  /** Its number in the world's journal. */
  readonly number: number
  /** Whether neither faults nor `Prefer` concern it, as in the control API. */
  readonly undisturbed: boolean
  readonly method: string
  readonly path: string
  readonly query: URLSearchParams
  readonly headers: Headers
  /** Reads the body when it is needed; a problem if it is too large. */
  body(): Maybe<Uint8Array | null | Problem>
}

/** A reply, why it is what it is, and what it was about. */
export type Outcome = {
  readonly reply: Reply
  readonly operation?: Operation
  /** `parcel.closed: parcel is Held`; for the log, the journal and the response header. */
  readonly reason: string
  readonly subject?: string | number
  readonly caller?: Caller
  readonly transitions: readonly Transition[]
  /** What is done to the reply on its way. */
  readonly interference?: Interference
}

/** Writers that met each other so often that one gives up: a sign of our own mistake. */
const MOST_ATTEMPTS = 100

export function handle(api: Api, world: World, incoming: Incoming, tell: Tell): Maybe<Outcome> {
  const route = api.router(incoming.path)
  if (route === undefined) return refuse(undefined, pathNotFound(incoming))

  const method = incoming.method === 'HEAD' && route.operations['HEAD'] === undefined ? 'GET' : incoming.method
  const operation = route.operations[method]
  const allow = route.allow.join(', ')
  if (operation === undefined && method === 'OPTIONS') {
    return { reply: { status: 204, headers: { allow }, body: null }, reason: 'options', transitions: [] }
  }
  if (operation === undefined) return refuse(undefined, methodNotAllowed(incoming, allow))

  return chain(authorize(api, world, operation, incoming), (authorization) => {
    const caller = authorization.kind === 'authorized' ? authorization.caller : undefined
    const subject = subjectOf(operation, route.parameters, caller)
    const about = { operation, ...(caller && { caller }), ...(subject !== undefined && { subject }) }
    const concerned = [subject, caller?.key].flatMap((key) => key ?? [])

    const interference = incoming.undisturbed
      ? undefined
      : interfere(api, world, operation, concerned, incoming.headers)
    if (interference !== undefined && 'problem' in interference) return refuse(operation, interference.problem)
    if (interference?.reply !== undefined) {
      const { reply, reason } = interference
      return { ...about, reply, reason, transitions: [], interference }
    }
    const answered =
      authorization.kind === 'refused'
        ? refuse(operation, authorization.problem)
        : answer(operation, route.parameters, subject, caller)
    return chain(answered, (outcome) => ({ ...about, ...outcome, ...(interference && { interference }) }))
  })

  function answer(
    called: Operation,
    pathParameters: { readonly [name: string]: string },
    subject: string | number | undefined,
    caller: Caller | undefined,
  ): Maybe<Outcome> {
    const trespass = trespassOf(called, subject, caller)
    if (trespass !== undefined) return refuse(called, trespass)
    return chain(incoming.body(), (body) => {
      if (body !== null && !(body instanceof Uint8Array)) return refuse(called, body)
      const { path, query, headers } = incoming
      const raw = { method: called.method, path, pathParameters, query, headers, body, now: world.clock.now() }
      const reading = api.validation.readCall(called, { ...raw, ...(caller && { caller }) })
      return chain(reading, (read) => (read.kind === 'refused' ? refuse(called, read.problem) : settle(read.call, 1)))
    })
  }

  /** Decides, replies, applies: with two writers, one wins and the other decides again. */
  function settle(call: Call, attempt: number): Maybe<Outcome> {
    return chain(decideCall(api, world, call, tell), (decision) => {
      if (decision.kind === 'refused') {
        return apply(decision.effects ?? [], refuse(call.operation, decision.problem), call, attempt)
      }
      // Rendered and checked before the world changes: the client must not find half of a reply that breaks the
      // document saved.
      const rendered = renderDecision(api, world, call, decision)
      if (rendered.kind === 'broken') return refuse(call.operation, brokenReply(rendered.faults))
      const { reason, subject } = decision
      const outcome = { reply: rendered.reply, reason, transitions: [], ...(subject && { subject: subject.key }) }
      return apply(decision.effects, outcome, call, attempt)
    })
  }

  function apply(effects: readonly Effect[], outcome: Outcome, call: Call, attempt: number): Maybe<Outcome> {
    if (effects.length === 0) return outcome
    return chain(commit(api, world, effects, { exchange: incoming.number }), (transitions) => {
      if (transitions !== undefined) return { ...outcome, transitions }
      return attempt < MOST_ATTEMPTS ? settle(call, attempt + 1) : refuse(call.operation, contended(call))
    })
  }

  function refuse(refusing: Operation | undefined, problem: Problem): Outcome {
    return {
      ...renderRefusal(api, world, refusing, problem),
      transitions: [],
      ...(refusing && { operation: refusing }),
    }
  }

  /** The key that a call is about, as far as its address and caller tell. */
  function subjectOf(
    { subject }: Operation,
    path: { readonly [name: string]: string },
    caller: Caller | undefined,
  ): string | number | undefined {
    const resource = subject && api.model.resources[subject.resource]
    if (resource === undefined || subject?.key === undefined) return undefined
    const text = keyText(subject.key, path, caller)
    if (!resource.numericKey || typeof text === 'number') return text
    return /^-?\d{1,15}$/.test(text ?? '') ? Number(text) : undefined
  }

  /** Another's key, known or not, is refused before anything else is looked at. */
  function trespassOf(
    { subject: target }: Operation,
    key: string | number | undefined,
    caller: Caller | undefined,
  ): Problem | undefined {
    const resource = target && api.model.resources[target.resource]
    if (resource?.owner === undefined || resource.owner !== resource.key || key === undefined) return undefined
    if (caller?.key === undefined || isSameKey(key, caller.key)) return undefined
    const [detail, concealed] = [`${resource.name} ${key} is not yours.`, `There is no ${resource.name} ${key}.`]
    return { code: 'forbidden', detail, concealed, reason: `${key} is another's` }
  }
}

function pathNotFound({ method, path }: Incoming): Problem {
  return {
    code: 'path-not-found',
    detail: `There is no ${shorten(path)} in this API.`,
    reason: `no path for ${method}`,
  }
}

function methodNotAllowed({ method, path }: Incoming, allow: string): Problem {
  const detail = `${shorten(path)} takes ${allow}, not ${method}.`
  return { code: 'method-not-allowed', detail, headers: { allow }, reason: `takes ${allow}` }
}

function brokenReply(faults: readonly string[]): Problem {
  const detail = `The document does not allow the reply that this would give: ${faults.join('; ')}.`
  return { code: 'invalid-request', detail, reason: faults.join('; ') }
}

function contended({ operation }: Call): Problem {
  return { code: 'conflict', detail: `${operation.id} met other writers again and again; nothing was changed.` }
}

/** Never more of a client's text than a sentence bears. */
function shorten(path: string): string {
  return path.length > 100 ? `${path.slice(0, 100)}…` : path
}
