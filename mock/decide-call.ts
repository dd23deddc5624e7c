/** What a call gets, by what its operation works on: a handler's word, a record, a collection, or the document's example. */

import {
  isObject,
  type JsonObject,
  type JsonValue,
  type OperationSubject,
  type Resource,
  resolvePointer,
  responseFor,
} from '../spec/index.js'
import type { Api } from './api.js'
import { create } from './create.js'
import { decideExample } from './decide-example.js'
import { decideList } from './decide-list.js'
import type { Call, Decision, Problem } from './exchange.js'
import { wasTheirs, withFarewell } from './gone.js'
import { createContext } from './handler-context.js'
import { decide } from './lifecycle/index.js'
import { newKey } from './new-key.js'
import { isForAnother, isTheirs } from './ownership.js'
import { findSubject } from './population.js'
import { chain, type Maybe, type World } from './ports.js'
import { resolveReferences } from './references.js'
import { isInScope, placeIn, scopeOf } from './scope.js'
import { enveloped, outlined } from './show.js'

export type Tell = (line: string) => void

/** Decides without changing anything: the effects come with the decision. */
export function decideCall(api: Api, world: World, call: Call, tell: Tell): Maybe<Decision> {
  const { operation } = call
  const handler = api.handlers.handlers[operation.id]
  if (handler !== undefined) return handler(call, createContext(api, world, tell))

  return chain(missingParent(api, world, call), (missing) => {
    if (missing !== undefined) return missing
    const { subject } = operation
    const resource = subject && api.model.resources[subject.resource]
    if (subject === undefined || resource === undefined) return decideExample(api, world, call)
    return chain(decideResource(api, world, call, subject, resource), (decision) =>
      show(api, world, call, subject, decision),
    )
  })
}

/** `/users/7/posts` of a user who is not there, or is not the caller's: whatever the operation does, it is not done. */
function missingParent(api: Api, world: World, call: Call): Maybe<Decision | undefined> {
  const next = (index: number): Maybe<Decision | undefined> => {
    const parent = call.operation.parents?.[index]
    const resource = parent && api.model.resources[parent.resource]
    if (parent === undefined) return undefined
    const key = evaluate(parent.key, call)
    if (resource === undefined || (typeof key !== 'string' && typeof key !== 'number')) return next(index + 1)
    return chain(findSubject(api, world, resource.name, key), (found) => {
      if (found === undefined) return absent(world, resource, call, key)
      return isTheirs(resource, found, call.caller) ? next(index + 1) : forbidden(resource, key)
    })
  }
  return next(0)
}

function decideResource(
  api: Api,
  world: World,
  call: Call,
  target: OperationSubject,
  resource: Resource,
): Maybe<Decision> {
  const { body: declared } = call.operation
  const schema = declared && Object.values(declared.content)[0]
  return chain(resolveReferences(api, world, schema, call.body, call.caller), ({ body, violations }) => {
    if (violations.length > 0) {
      const detail = violations.map(({ field, message }) => `${field} ${message}`).join('; ')
      return refused({ code: 'unknown-reference', detail: `${detail}.`, violations, reason: detail })
    }
    const inner = target.bodyProperty !== undefined && isObject(body) ? body[target.bodyProperty] : body
    const resolved = { ...call, ...(inner !== undefined && { body: inner }) }
    if (target.action === 'list') return decideList(api, world, resolved, target, resource)
    if (target.action === 'create') return decideCreate(api, world, resolved, target, resource)
    return decideSubject(api, world, resolved, target, resource)
  })
}

/** The model as this reply has it. */
function show(api: Api, world: World, call: Call, target: OperationSubject, decision: Decision): Decision {
  if (decision.kind === 'refused' || decision.body !== undefined || decision.subject === undefined) return decision
  const { data } = decision.subject
  const shown = outlined(api, world, target, data)
  const { itemProperty } = target
  const body = itemProperty === undefined ? shown : enveloped(api, world, call, itemProperty, shown)
  return body === data ? decision : { ...decision, body }
}

function decideSubject(
  api: Api,
  world: World,
  call: Call,
  target: OperationSubject,
  resource: Resource,
): Maybe<Decision> {
  const { action } = target
  const key = evaluate(target.key ?? '', call)
  if (typeof key !== 'string' && typeof key !== 'number') return notFound(resource, undefined)
  return chain(findSubject(api, world, resource.name, key), (found) => {
    const { operation } = call
    if (found === undefined) {
      const creates = action === 'replace' && mayCreate(api, call, resource)
      return creates ? create(api, world, call, target, resource, key) : absent(world, resource, call, key)
    }
    const scope = scopeOf(target, call)
    const subject = placeIn(api, resource, found, scope)
    if (!isTheirs(resource, subject, call.caller)) return forbidden(resource, key)
    if (!isInScope(api, resource, subject, scope)) return notFound(resource, key)
    const body = call.body as JsonValue | undefined
    const removes = isMergePatch(call)
    const question = { operation, action, resource, subject, body, rules: api.bodyRules(operation.id), removes }
    const decision = decide({ ...question, now: world.clock.now() }, api.machine(resource.name))
    return withFarewell(world, resource, fitted(api, resource, decision))
  })
}

/** What a guard was asked about may be more than the model can hold: the rest is not stored. */
function fitted(api: Api, { name }: Resource, decision: Decision): Decision {
  if (decision.kind === 'refused' || decision.subject === undefined) return decision
  const data = api.fitting(name, decision.subject.data)
  if (data === decision.subject.data) return decision
  const subject = { ...decision.subject, data }
  const effects = decision.effects.map((effect) => (effect.kind === 'put' ? { ...effect, subject } : effect))
  return { ...decision, subject, effects }
}

/** RFC 7396, by what the call says of its body, else by what the operation takes. */
function isMergePatch({ headers, operation: { body } }: Call): boolean {
  const type = headers.get('content-type') ?? Object.keys(body?.content ?? {})[0] ?? ''
  return /^\s*application\/merge-patch\+json\b/i.test(type)
}

/** PUT makes what is not there where the document says so (201), or where nothing else could. */
function mayCreate({ model }: Api, { operation }: Call, { name, owner }: Resource): boolean {
  if (owner !== undefined) return false
  if (operation.responses.some(({ status }) => status === '201')) return true
  return !model.operations.some(({ subject }) => subject?.resource === name && subject.action === 'create')
}

function decideCreate(
  api: Api,
  world: World,
  call: Call,
  target: OperationSubject,
  resource: Resource,
): Maybe<Decision> {
  const body = isObject(call.body) ? (call.body as JsonObject) : {}
  if (isForAnother(resource, body, call.caller)) {
    const detail = `A ${resource.name} with that ${resource.owner} would not be yours.`
    return refused({ code: 'forbidden', detail, reason: `${resource.owner} is another's` })
  }
  return chain(newKey(api, world, resource, body), (key) =>
    chain(findSubject(api, world, resource.name, key), (taken): Decision => {
      if (taken === undefined) return create(api, world, call, target, resource, key)
      return refused({ code: 'conflict', detail: `There is a ${resource.name} with ${resource.key} ${key} already.` })
    }),
  )
}

/** A runtime expression (OpenAPI 3.1, section 4.8.20.4), `$caller`, or a constant. */
export function evaluate(expression: string, call: Call): JsonValue | undefined {
  if (expression === '$caller') return call.caller?.key
  const [, place, name] = /^\$request\.(path|query|header)\.(.+)$/.exec(expression) ?? []
  if (place !== undefined && name !== undefined) return call.parameters[place as 'path' | 'query' | 'header'][name]
  if (!expression.startsWith('$')) return expression === '' ? undefined : expression
  const pointer = /^\$request\.body#(\/.*)$/.exec(expression)?.[1]
  return pointer === undefined ? undefined : resolvePointer(call.body as JsonValue, pointer)
}

/** The key that an expression gives before the call is read, as the address has it. */
export function keyText(
  expression: string,
  path: { readonly [name: string]: string },
  caller: Call['caller'],
): string | number | undefined {
  if (expression === '$caller') return caller?.key
  const name = /^\$request\.path\.(.+)$/.exec(expression)?.[1]
  return name === undefined ? undefined : path[name]
}

function absent(world: World, resource: Resource, call: Call, key: string | number): Maybe<Decision> {
  if (resource.owner === undefined || call.caller?.key === undefined) return notFound(resource, key)
  // What has an owner and is not there is told like another's: nobody learns which keys exist. Who had it knows.
  return chain(wasTheirs(world, resource, key, call.caller), (was) =>
    was && responseFor(call.operation.responses, 404) !== undefined
      ? notFound(resource, key)
      : forbidden(resource, key),
  )
}

function forbidden({ name }: Resource, key: string | number): Decision {
  const which = `${name} ${JSON.stringify(key)}`
  return refused({
    code: 'forbidden',
    detail: `${name} ${key} is not yours.`,
    concealed: `There is no ${which}.`,
    reason: `${name} ${key} is another's`,
  })
}

function notFound({ name }: Resource, key: string | number | undefined): Decision {
  const which = key === undefined ? name : `${name} ${JSON.stringify(key)}`
  return refused({ code: 'resource-not-found', detail: `There is no ${which}.`, reason: `no ${which}` })
}

function refused(problem: Problem): Decision {
  return { kind: 'refused', problem }
}
