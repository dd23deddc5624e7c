/** References of a body (`x-reference`): `{ "value": "Male" }` comes in, the whole entry goes on. */

import { isObject, type JsonObject, type JsonValue, type Pointer } from '../spec/index.js'
import type { Api, Reference } from './api.js'
import type { BodyValue, Caller, Violation } from './exchange.js'
import { isTheirs } from './ownership.js'
import { findSubject } from './population.js'
import type { World } from './ports.js'
import { chain, chainAll, type Maybe } from './ports.js'

export type Resolved = { readonly body: BodyValue | undefined; readonly violations: readonly Violation[] }

/** Resolves every reference of a body; all that lead nowhere are told at once. */
export function resolveReferences(
  api: Api,
  world: World,
  schema: Pointer | undefined,
  body: BodyValue | undefined,
  caller: Caller | undefined,
): Maybe<Resolved> {
  const references = schema === undefined ? [] : api.everyReference(schema)
  if (references.length === 0 || !isObject(body)) return { body, violations: [] }

  const places = references.flatMap((reference) =>
    placesOf(body as JsonObject, reference.path.replaceAll('[]', '.[]').split('.'), '').map((place) => ({
      reference,
      place,
    })),
  )
  const found = places.map(({ reference, place }) => findEntry(api, world, reference, place.value, caller))
  return chain(chainAll(found), (entries) => {
    const violations: Violation[] = []
    let resolved: JsonValue = body as JsonObject
    for (const [index, { reference, place }] of places.entries()) {
      const entry = entries[index]
      if (entry !== undefined) resolved = replaceAt(resolved, place.tokens, entry)
      // Where there are alternatives, it may refer to something else there.
      else if (!places.some((other, at) => other.place.field === place.field && entries[at] !== undefined))
        violations.push(unknown(api, reference, place))
    }
    return { body: resolved, violations }
  })
}

type Place = { readonly field: string; readonly tokens: readonly (string | number)[]; readonly value: JsonObject }

/** Where in a body a reference's path leads: each item of an array is a place of its own. */
function placesOf(
  value: JsonValue | undefined,
  [step, ...rest]: readonly string[],
  field: string,
  tokens: readonly (string | number)[] = [],
): readonly Place[] {
  if (step === undefined) return isObject(value) ? [{ field, tokens, value }] : []
  if (step === '[]') {
    if (!Array.isArray(value)) return []
    return value.flatMap((item, index) => placesOf(item, rest, `${field}[${index}]`, [...tokens, index]))
  }
  if (!isObject(value) || !Object.hasOwn(value, step)) return []
  return placesOf(value[step], rest, field === '' ? step : `${field}.${step}`, [...tokens, step])
}

function findEntry(
  api: Api,
  world: World,
  { to, by }: Reference,
  value: JsonObject,
  caller: Caller | undefined,
): Maybe<JsonObject | undefined> {
  const wanted = value[by]
  const directory = api.model.directories[to]
  if (directory !== undefined) return directory.find((entry) => entry[by] === wanted)
  if (typeof wanted !== 'string' && typeof wanted !== 'number') return undefined
  return chain(findSubject(api, world, to, wanted), (subject) => {
    if (subject === undefined) return undefined
    const resource = api.model.resources[to]
    return resource === undefined || isTheirs(resource, subject, caller) ? subject.data : undefined
  })
}

function unknown({ model }: Api, { to, by }: Reference, { field, value }: Place): Violation {
  const sent = JSON.stringify(value[by])?.slice(0, 60) ?? 'nothing'
  const where = model.directories[to] === undefined ? `no ${to} of yours has that ${by}` : `${to} has no such ${by}`
  return { code: 'unknown-reference', in: 'body', field: `${field}.${by}`, message: `is ${sent}, but ${where}` }
}

function replaceAt(data: JsonValue, [token, ...rest]: readonly (string | number)[], value: JsonValue): JsonValue {
  if (token === undefined) return value
  if (Array.isArray(data)) return data.map((item, index) => (index === token ? replaceAt(item, rest, value) : item))
  if (!isObject(data)) return data
  return { ...data, [token]: replaceAt(data[token] ?? null, rest, value) }
}
