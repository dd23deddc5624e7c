/** What a call to a collection gets: filtered, sorted, a page of it. */

import {
  getPath,
  type JsonObject,
  type JsonValue,
  keywordsOf,
  type OperationSubject,
  ownPropertiesOf,
  type Resource,
  successOf,
} from '../spec/index.js'
import type { Api } from './api.js'
import { CURSORS, cursorOf, readCursor, TURNS, unknownCursor, writeCursor } from './cursor.js'
import type { Call, Decision, Subject } from './exchange.js'
import { isTheirs } from './ownership.js'
import { findSubject, listSubjects } from './population.js'
import { chain, type Maybe, type World } from './ports.js'
import { isInScope, placeIn, scopeOf } from './scope.js'
import { enveloped, outlined, type Truths } from './show.js'

/** Query parameters by which documents page: zero-based pages unless the parameter begins at one. */
const SIZES = ['per_page', 'perPage', 'page_size', 'pageSize', 'limit', 'size', 'count', 'first']
const OFFSETS = ['offset', 'skip', 'start']

/** What a call to a collection gets: what is the caller's, in its scope, as the query wants it; a page of that. */
export function decideList(
  api: Api,
  world: World,
  call: Call,
  target: OperationSubject,
  resource: Resource,
): Maybe<Decision> {
  const scope = scopeOf(target, call)
  const mine = ownKey(resource, call)
  const all =
    mine === undefined
      ? listSubjects(api, world, resource.name)
      : chain(findSubject(api, world, resource.name, mine), (one) => (one === undefined ? [] : [one]))
  return chain(all, (subjects): Decision => {
    const { query } = call.parameters
    const shown = subjects
      .filter((subject) => isTheirs(resource, subject, call.caller))
      .map((subject) => placeIn(api, resource, subject, scope))
      .filter((subject) => isInScope(api, resource, subject, scope) && matches(api, resource, subject, query))
    const sorted = typeof query.sort === 'string' ? sortBy(shown, query.sort) : shown
    const total = sorted.length
    const size = SIZES.map((name) => query[name]).find((value) => typeof value === 'number')
    const turning = cursorOf(call)
    const cursor = turning === undefined ? undefined : query[turning]
    const begun = cursor === undefined ? undefined : readCursor(String(cursor), sorted)
    if (turning !== undefined && cursor !== undefined && begun === undefined) {
      return { kind: 'refused', problem: unknownCursor(turning) }
    }
    const from = begun ?? firstOf(api.model.document, call, size ?? 0)
    const page = sorted.slice(from, size === undefined ? undefined : from + size)
    const items = page.map(({ data }) => outlined(api, world, target, data))
    const last = from + page.length < total ? page.at(-1) : undefined
    const next = last === undefined ? null : writeCursor(last, from + page.length)
    const truths = {
      ...truthsOf(query, total, items.length, from, size),
      ...(turning !== undefined && named(TURNS, next)),
    }
    const body =
      target.listProperty === undefined ? items : enveloped(api, world, call, target.listProperty, items, truths)
    const headers = countOf(call, total)
    return { kind: 'accepted', body, headers, effects: [], reason: `list: ${items.length} of ${total}` }
  })
}

/** What envelopes say of their list, under the names that they use for it. */
function truthsOf(
  query: Call['parameters']['query'],
  total: number,
  count: number,
  from: number,
  size: number = Math.max(total, 1),
): Truths {
  const more = from + count < total
  return {
    ...named(['total', 'totalCount', 'total_count', 'totalElements', 'totalItems', 'total_items'], total),
    ...named(['totalPages', 'total_pages', 'pageCount', 'page_count', 'pages'], Math.ceil(total / size)),
    ...named(['count', 'length', 'numberOfElements'], count),
    ...named(['hasMore', 'has_more', 'hasNext', 'has_next'], more),
    ...Object.fromEntries(
      [...SIZES, ...OFFSETS, 'page'].flatMap((name) => (query[name] === undefined ? [] : [[name, query[name]]])),
    ),
  }
}

function named(names: readonly string[], value: JsonValue): Truths {
  return Object.fromEntries(names.map((name) => [name, value]))
}

/** The header that many lists have; only where the document has it. */
function countOf({ operation }: Call, total: number): { readonly [name: string]: string } {
  const names = Object.keys(successOf(operation.responses)?.headers ?? {})
  const name = names.find((one) => /^(x-)?total(-count)?$/.test(one))
  return name === undefined ? {} : { [name]: String(total) }
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
  if ([...SIZES, ...OFFSETS, ...CURSORS, 'page', 'sort'].includes(name)) return false
  return ownPropertiesOf(document, schema).some(({ path }) => path === name)
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
function sortBy<T extends { readonly data: JsonObject }>(subjects: readonly T[], by: string): readonly T[] {
  const path = by.replace(/^[+\- ]/, '')
  const compare = (a: JsonValue | undefined, b: JsonValue | undefined): number => {
    if (a === b) return 0
    if (a === undefined || a === null) return 1
    if (b === undefined || b === null) return -1
    return a < b ? -1 : 1
  }
  const ascending = subjects.toSorted((a, b) => compare(getPath(a.data, path), getPath(b.data, path)))
  // Turned round as a whole: of what was made in the same moment, the newest comes first as well.
  return by.startsWith('-') ? ascending.toReversed() : ascending
}
