/** `x-reference`: an entry of a directory, or another resource. */

import { getPath, isObject, type JsonObject, type JsonValue } from '../../spec/index.js'
import { readFaked } from './fake.js'
import { holds } from './holds.js'
import { type Maker, placeOf, randomAt } from './making.js'
import { pick } from './random.js'
import type { Place } from './site.js'

/** @param otherwise makes the value where nothing can be referred to */
export function compileReference(context: Place, otherwise: Maker): Maker {
  const { model, shape, site, where } = context
  const { to, by } = readReference(shape.keywords['x-reference'], where)
  const isWhole = shape.types === undefined || shape.types.includes('object')
  const entries = model.directories[to]
  if (entries !== undefined) return compileEntry(context, entries, to, by, isWhole)

  return (making) => {
    const referred = making.refer?.(to, `${making.prefix}${site.path}`)
    if (referred === undefined) return otherwise(making)
    return isWhole ? referred : (getPath(referred, by) ?? otherwise(making))
  }
}

export function readReference(
  annotation: JsonValue | undefined,
  where: string,
): { readonly to: string; readonly by: string } {
  const to = isObject(annotation) ? annotation.to : undefined
  const by = isObject(annotation) ? (annotation.by ?? 'id') : undefined
  if (typeof to === 'string' && typeof by === 'string') return { to, by }
  throw new Error(`${where}: x-reference must be {to: NAME, by: PROPERTY}, but is ${JSON.stringify(annotation)}.`)
}

/** The entry of a directory whose `by` is that value, in any case. */
export function findEntry(entries: readonly JsonObject[], by: string, value: JsonValue): JsonObject | undefined {
  const wanted = String(value).toLowerCase()
  return entries.find((entry) => String(getPath(entry, by)).toLowerCase() === wanted)
}

function compileEntry(context: Place, entries: readonly JsonObject[], to: string, by: string, isWhole: boolean): Maker {
  const { document, shape, place } = context
  const shown = (entry: JsonObject | undefined): JsonValue | undefined =>
    entry === undefined || isWhole ? entry : getPath(entry, by)
  const accepted = entries.filter((entry) => {
    const value = shown(entry)
    return value !== undefined && shape.schemas.every((schema) => holds(document, schema, value))
  })
  const candidates = accepted.length > 0 ? accepted : entries
  const annotation = shape.keywords['x-faker']
  if (annotation === undefined) return (making) => shown(pick(randomAt(making, place), candidates))

  const faked = readFaked(annotation, context.where)
  const byValue = new Map(candidates.map((entry) => [String(getPath(entry, by)).toLowerCase(), entry]))
  // By the directory, not the property: two properties that look up the same must find the same.
  const fallback = placeOf(`${to} ${JSON.stringify(annotation)}`)
  return (making) => {
    const wanted = String(faked(making, randomAt(making, place))).toLowerCase()
    return shown(byValue.get(wanted) ?? pick(randomAt(making, fallback), candidates))
  }
}
