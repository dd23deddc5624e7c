/** What a call gets, by what its operation works on: a handler's word, a record, a collection, or the document's example. */

import {
  getPath,
  isObject,
  type JsonObject,
  type JsonValue,
  keywordsOf,
  type OperationSubject,
  propertiesOf,
  type Resource,
  resolvePointer,
} from '../spec/index.js'
import type { Api } from './api.js'
import { isTheirs } from './authorize.js'
import type { Call, Decision, Problem, Subject } from './exchange.js'
import { createContext } from './handler-context.js'
import { decide, enter } from './lifecycle/index.js'
import { newKey } from './new-key.js'
import { findSubject, listSubjects } from './population.js'
import type { World } from './ports.js'
import { chain, type Maybe } from './ports.js'
import { resolveReferences } from './references.js'

export type Tell = (line: string) => void

/** Decides without changing anything: the effects come with the decision. */
export function decideCall(api: Api, world: World, call: Call, tell: Tell): Maybe<Decision> {
  const { operation } = call
  const handler = api.handlers.handlers[operation.id]
  if (handler !== undefined) return handler(call, createContext(api, world, tell))

  const { subject } = operation
  const resource = subject && api.model.resources[subject.resource]
  if (subject === undefined || resource === undefined) return decideExample(api, world, call)

  const schema = operation.body && Object.values(operation.body.content)[0]
  return chain(resolveReferences(api, world, schema, call.body, call.caller?.key), ({ body, violations }) => {
    if (violations.length > 0) {
      const detail = violations.map(({ field, message }) => `${field} ${message}`).join('; ')
      return refused({ code: 'unknown-reference', detail: `${detail}.`, violations, reason: detail })
    }
    const resolved = { ...call, ...(body !== undefined && { body }) }
    if (subject.action === 'list') return decideList(api, world, resolved, subject, resource)
    if (subject.action === 'create') return decideCreate(api, world, resolved, subject, resource)
    return decideSubject(api, world, resolved, subject, resource)
  })
}

function decideSubject(
  api: Api,
  world: World,
  call: Call,
  { action, key: expression = '', scope }: OperationSubject,
  resource: Resource,
): Maybe<Decision> {
  const key = evaluate(expression, call)
  if (typeof key !== 'string' && typeof key !== 'number') return notFound(resource, undefined)
  return chain(findSubject(api, world, resource.name, key), (subject) => {
    if (subject === undefined) return absent(resource, call, key)
    if (!isTheirs(resource.owner, subject, call.caller)) return forbidden(resource, key)
    if (!inScope(subject, scope, call)) return notFound(resource, key)
    const { operation } = call
    const body = call.body as JsonValue | undefined
    const now = world.clock.now()
    return decide(
      { operation, action, resource, subject, body, rules: api.bodyRules(operation.id), now },
      api.machine(resource.name),
    )
  })
}

/** Collections below another resource hold what was created there; free ones are everywhere. */
function inScope(subject: Subject, scope: OperationSubject['scope'], call: Call): boolean {
  return Object.keys(scope).every((name) => {
    const value = subject.scope?.[name] ?? subject.data[name]
    return value === undefined || String(value) === String(call.parameters.path[name])
  })
}

/** Query parameters by which documents page: zero-based pages unless the parameter begins at one. */
const SIZES = ['per_page', 'perPage', 'page_size', 'pageSize', 'limit', 'size', 'count', 'first']
const OFFSETS = ['offset', 'skip', 'start']

function decideList(
  api: Api,
  world: World,
  call: Call,
  { scope, at, listProperty }: OperationSubject,
  resource: Resource,
): Maybe<Decision> {
  const mine = ownKey(resource, call)
  const all =
    mine === undefined
      ? listSubjects(api, world, resource.name)
      : chain(findSubject(api, world, resource.name, mine), (one) => (one === undefined ? [] : [one]))
  return chain(all, (subjects): Decision => {
    const { query } = call.parameters
    const shown = subjects
      .filter((subject) => isTheirs(resource.owner, subject, call.caller) && inScope(subject, scope, call))
      .filter((subject) => matches(api, resource, subject, query))
    const sorted = typeof query.sort === 'string' ? sortBy(shown, query.sort) : shown
    const size = SIZES.map((name) => query[name]).find((value) => typeof value === 'number')
    const from = firstOf(api.model.document, call, typeof size === 'number' ? size : 0)
    const page = sorted.slice(from, typeof size === 'number' ? from + size : undefined)
    const items = page.map(({ data }) => (at === undefined ? data : (getPath(data, at) ?? null)))
    const reason = `list: ${items.length} of ${sorted.length}`
    if (listProperty === undefined) return { kind: 'accepted', body: items, effects: [], reason }
    const body = envelope(api, world, call, listProperty, items, sorted.length)
    return { kind: 'accepted', body, effects: [], reason }
  })
}

/** Where each caller has one of their own, and its key is theirs: no need to look at the others. */
function ownKey({ owner, key }: Resource, { caller }: Call): string | number | undefined {
  return owner === key ? caller?.key : undefined
}

/** Query parameters that are named as a property filter by it. */
function matches({ model }: Api, resource: Resource, { data }: Subject, query: Call['parameters']['query']): boolean {
  return Object.entries(query).every(([name, wanted]) => {
    if (wanted === undefined || !isFilter(model.document, resource, name)) return true
    const value = data[name]
    const values = Array.isArray(wanted) ? wanted : [wanted]
    return Array.isArray(value) ? value.some((one) => values.includes(one)) : values.some((one) => one === value)
  })
}

function isFilter(document: JsonObject, { schema }: Resource, name: string): boolean {
  if ([...SIZES, ...OFFSETS, 'page', 'sort'].includes(name)) return false
  return propertiesOf(document, schema).some(({ path }) => path === name || path === `${name}[]`)
}

function firstOf(document: JsonObject, { operation, parameters: { query } }: Call, size: number): number {
  const offset = OFFSETS.map((name) => query[name]).find((value) => typeof value === 'number')
  if (typeof offset === 'number') return Math.max(0, offset)
  const page = query.page
  if (typeof page !== 'number') return 0
  const parameter = operation.parameters.find(({ name, in: place }) => name === 'page' && place === 'query')
  const keywords = parameter === undefined ? {} : keywordsOf(document, parameter.schema)
  const first = keywords.minimum === 1 || keywords.default === 1 ? 1 : 0
  return Math.max(0, page - first) * size
}

/** `+created`, `-created`, `created`. A `+` in a query is a space unless it is encoded. */
export function sortBy<T extends { readonly data: JsonObject }>(subjects: readonly T[], by: string): readonly T[] {
  const path = by.replace(/^[+\- ]/, '')
  const sign = by.startsWith('-') ? -1 : 1
  const compare = (a: JsonValue | undefined, b: JsonValue | undefined): number => {
    if (a === b) return 0
    if (a === undefined || a === null) return 1
    if (b === undefined || b === null) return -1
    return a < b ? -1 : 1
  }
  return [...subjects].sort((a, b) => sign * compare(getPath(a.data, path), getPath(b.data, path)))
}

/** The object round a list: its counts are true, the rest is faked. */
function envelope(
  api: Api,
  world: World,
  call: Call,
  listProperty: string,
  items: readonly JsonValue[],
  total: number,
): JsonValue {
  const schema = successSchema(call)
  const base = schema === undefined ? {} : api.people(world).sample(schema, [call.operation.id], world.origin)
  const { query } = call.parameters
  const known: { [name: string]: JsonValue } = { total, total_count: total, totalCount: total, totalElements: total }
  for (const name of ['count', 'size', 'length']) known[name] = items.length
  for (const name of [...SIZES, ...OFFSETS, 'page']) if (query[name] !== undefined) known[name] = query[name]
  const filled = Object.entries(isObject(base) ? base : {}).map(([name, value]): [string, JsonValue] => {
    const truth = known[name]
    return [name, truth !== undefined && typeof truth === typeof value ? truth : value]
  })
  return { ...Object.fromEntries(filled), [listProperty]: items }
}

function successSchema({ operation }: Call): string | undefined {
  const success = operation.responses.find(({ status }) => /^2/.test(status))
  return Object.entries(success?.content ?? {}).find(([type]) => /[/+]json$/.test(type))?.[1].schema
}

function decideCreate(
  api: Api,
  world: World,
  call: Call,
  { scope }: OperationSubject,
  resource: Resource,
): Maybe<Decision> {
  const body = isObject(call.body) ? (call.body as JsonObject) : {}
  const path = call.parameters.path
  const inside = Object.fromEntries(Object.keys(scope).map((name) => [name, path[name] ?? null]))
  return chain(newKey(api, world, resource, body), (key) =>
    chain(findSubject(api, world, resource.name, key), (taken): Decision => {
      if (taken !== undefined) {
        return refused({ code: 'conflict', detail: `There is a ${resource.name} with ${resource.key} ${key} already.` })
      }
      const now = world.clock.now()
      const names = new Set(propertiesOf(api.model.document, resource.schema).map((property) => property.path))
      const parents = Object.fromEntries(Object.entries(inside).filter(([name]) => names.has(name)))
      const data = api
        .people(world)
        .invent(resource.name, key, { satisfies: [], fields: { ...parents, ...body }, origin: now, sparse: true })
      const owner = resource.owner === '$caller' ? call.caller?.key : undefined
      const subject = enter(
        api.machine(resource.name),
        {
          resource: resource.name,
          key,
          data,
          states: {},
          since: {},
          ...(owner !== undefined && { owner }),
          ...(Object.keys(inside).length > 0 && { scope: inside }),
          created: now,
          modified: now,
          version: 1,
          history: [],
        },
        now,
      )
      const states = Object.entries(subject.states).map(([id, state]) => `${id} is ${state}`)
      const reason = ['create', ...states].join(', ')
      return { kind: 'accepted', subject, effects: [{ kind: 'put', subject, version: 0 }], reason }
    }),
  )
}

/** No resource stands behind it: the document's own example, the one that a parameter names if there is one. */
function decideExample(api: Api, world: World, call: Call): Decision {
  const success = call.operation.responses.find(({ status }) => /^2/.test(status))
  const content = Object.entries(success?.content ?? {})
  const [mediaType, media] = content.find(([type]) => /[/+]json$/.test(type)) ?? content[0] ?? []
  if (media === undefined) return { kind: 'accepted', effects: [], reason: 'no content' }
  const given = [...Object.values(call.parameters.path), ...Object.values(call.parameters.query)]
  const named = given.find((value) => typeof value === 'string' && Object.hasOwn(media.examples, value))
  const [first] = Object.keys(media.examples)
  const name = typeof named === 'string' ? named : first
  const chosen = mediaType === undefined ? {} : { mediaType }
  if (name !== undefined) {
    return { kind: 'accepted', ...chosen, body: media.examples[name] ?? null, effects: [], reason: `example ${name}` }
  }
  if (media.schema === undefined) return { kind: 'accepted', effects: [], reason: 'nothing is said of the body' }
  const isJson = mediaType === undefined || /[/+]json$/.test(mediaType)
  const body = api.people(world).sample(media.schema, [call.operation.id, call.path], world.origin)
  if (isJson) return { kind: 'accepted', ...chosen, body, effects: [], reason: 'faked after the schema' }
  const text = typeof body === 'string' ? body : JSON.stringify(body)
  return {
    kind: 'accepted',
    ...chosen,
    body: new TextEncoder().encode(text),
    effects: [],
    reason: 'faked after the schema',
  }
}

/** A runtime expression (OpenAPI 3.1, section 4.8.20.4), and `$caller`. */
export function evaluate(expression: string, call: Call): JsonValue | undefined {
  if (expression === '$caller') return call.caller?.key
  const [, place, name] = /^\$request\.(path|query|header)\.(.+)$/.exec(expression) ?? []
  if (place !== undefined && name !== undefined) return call.parameters[place as 'path' | 'query' | 'header'][name]
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

function absent(resource: Resource, call: Call, key: string | number): Decision {
  // What has an owner and is not there is told like another's: nobody learns which keys exist.
  return resource.owner !== undefined && call.caller?.key !== undefined
    ? forbidden(resource, key)
    : notFound(resource, key)
}

function forbidden({ name }: Resource, key: string | number): Decision {
  return refused({ code: 'forbidden', detail: `${name} ${key} is not yours.`, reason: `${name} ${key} is another's` })
}

function notFound({ name }: Resource, key: string | number | undefined): Decision {
  const which = key === undefined ? name : `${name} ${JSON.stringify(key)}`
  return refused({ code: 'resource-not-found', detail: `There is no ${which}.`, reason: `no ${which}` })
}

function refused(problem: Problem): Decision {
  return { kind: 'refused', problem }
}
