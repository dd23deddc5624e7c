/** Everything the mock does to a request, in order. Read this file first. */

import type { Operation } from '../spec/index.js'
import type { Api } from './api.js'
import { authorize, isTheirs } from './authorize.js'
import { decideCall, evaluate } from './decide-call.js'
import type { Call, Caller, Decision, Effect, Problem, Reply } from './exchange.js'
import { chain, type Maybe } from './ports.js'
import { renderDecision, renderRefusal } from './render.js'
import type { World } from './world.js'

/** A request as it came, its body read. */
export type Incoming = {
  readonly method: string
  readonly path: string
  readonly query: URLSearchParams
  readonly headers: Headers
  /** Reads the body when it is needed; a problem if it is too large. */
  body(): Maybe<Uint8Array | null | Problem>
}

/** A reply, and why it is what it is. */
export type Outcome = {
  readonly reply: Reply
  readonly operation?: Operation
  /** `400 profile.locked: kyc is Accepted` without the status; for the log, the journal and the response header. */
  readonly reason: string
  readonly decision?: Decision
  readonly call?: Call
}

/** Writers that met each other so often that one gives up: a sign of our own mistake. */
const MOST_ATTEMPTS = 100

export function handle(api: Api, world: World, incoming: Incoming, tell: (line: string) => void): Maybe<Outcome> {
  const route = api.router(incoming.path)
  if (route === undefined) return refuse(undefined, pathNotFound(incoming))

  const method = incoming.method === 'HEAD' && route.operations['HEAD'] === undefined ? 'GET' : incoming.method
  const operation = route.operations[method]
  const allow = route.allow.join(', ')
  if (operation === undefined && method === 'OPTIONS') {
    return { reply: { status: 204, headers: { allow }, body: null }, reason: 'options' }
  }
  if (operation === undefined) return refuse(undefined, methodNotAllowed(incoming, allow))

  return chain(authorize(api, world, operation, incoming), (authorization) => {
    if (authorization.kind === 'refused') return refuse(operation, authorization.problem)
    const { caller } = authorization
    const trespass = trespassOf(operation, route.parameters, caller)
    if (trespass !== undefined) return refuse(operation, trespass)

    return chain(incoming.body(), (body) => {
      if (body !== null && !(body instanceof Uint8Array)) return refuse(operation, body)
      const { path, query, headers } = incoming
      const raw = { method, path, pathParameters: route.parameters, query, headers, body, now: world.clock.now() }
      const reading = api.validation.readCall(operation, { ...raw, ...(caller && { caller }) })
      return chain(reading, (read) =>
        read.kind === 'refused' ? refuse(operation, read.problem) : settle(read.call, 1),
      )
    })
  })

  /** Decides, replies, applies: with two writers, one wins and the other decides again. */
  function settle(call: Call, attempt: number): Maybe<Outcome> {
    return chain(decideCall(api, world, call, tell), (decision) => {
      if (decision.kind === 'refused') {
        const refusal = refuse(call.operation, decision.problem, call)
        return applied(decision.effects ?? [], refusal, call, attempt)
      }

      // Rendered and checked before the world changes: the client must not find half of a reply that breaks the
      // document saved.
      const rendered = renderDecision(api, world, call, decision)
      if (rendered.kind === 'broken') return refuse(call.operation, brokenReply(rendered.faults), call)

      const outcome = { reply: rendered.reply, operation: call.operation, reason: decision.reason, decision, call }
      return applied(decision.effects, outcome, call, attempt)
    })
  }

  function applied(effects: readonly Effect[], outcome: Outcome, call: Call, attempt: number): Maybe<Outcome> {
    if (effects.length === 0) return outcome
    return chain(world.store.apply(effects), (done) => {
      if (done) return outcome
      return attempt < MOST_ATTEMPTS ? settle(call, attempt + 1) : refuse(call.operation, contended(call), call)
    })
  }

  function refuse(refusing: Operation | undefined, problem: Problem, call?: Call): Outcome {
    const { reply, reason } = renderRefusal(api, world, refusing, problem)
    const decision: Decision = { kind: 'refused', problem }
    return { reply, reason, decision, ...(refusing && { operation: refusing }), ...(call && { call }) }
  }

  /** Another's key, known or not, is refused before anything else is looked at. */
  function trespassOf(
    { subject }: Operation,
    path: { readonly [name: string]: string },
    caller: Caller | undefined,
  ): Problem | undefined {
    const resource = subject && api.model.resources[subject.resource]
    if (resource?.owner === undefined || resource.owner !== resource.key || subject?.key === undefined) return undefined
    const text = evaluate(subject.key, { parameters: { path }, caller } as unknown as Call)
    const key = resource.numericKey && /^\d{1,15}$/.test(String(text)) ? Number(text) : text
    if (typeof key !== (resource.numericKey ? 'number' : 'string')) return undefined
    const owned = { data: {}, owner: key as string | number }
    if (isTheirs('$caller', owned, caller)) return undefined
    return { code: 'forbidden', detail: `${resource.name} ${key} is not yours.`, reason: `${key} is another's` }
  }
}

function pathNotFound({ method, path }: Incoming): Problem {
  return { code: 'path-not-found', detail: `There is no ${path} in this API.`, reason: `no path for ${method}` }
}

function methodNotAllowed({ method, path }: Incoming, allow: string): Problem {
  const detail = `${path} takes ${allow}, not ${method}.`
  return { code: 'method-not-allowed', detail, headers: { allow }, reason: `takes ${allow}` }
}

function brokenReply(faults: readonly string[]): Problem {
  const detail = `The document does not allow the reply that this would give: ${faults.join('; ')}.`
  return { code: 'invalid-request', detail, reason: faults.join('; ') }
}

function contended({ operation }: Call): Problem {
  return { code: 'conflict', detail: `${operation.id} met other writers again and again; nothing was changed.` }
}
