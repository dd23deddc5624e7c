/** Data that a guard takes, or does not take: as little changed as can be. */

import {
  isObject,
  type JsonObject,
  type JsonValue,
  join,
  keywordsOf,
  layersOf,
  type Pointer,
} from '../../spec/index.js'
import { isEqual, itemsOf, memberOf } from './compare.js'
import { textMatching } from './fast-check.js'

/** The top-level properties to change so that the data satisfy a schema. */
export function fieldsThatSatisfy(document: JsonObject, schema: Pointer, data: JsonObject): JsonObject {
  return changed(data, satisfy(document, schema, data))
}

/** The same so that they do not; undefined: nothing that may be changed decides it. */
export function fieldsThatViolate(
  document: JsonObject,
  schema: Pointer,
  data: JsonObject,
  model: Pointer,
): JsonObject | undefined {
  const fields = changed(data, violate(document, schema, data, model))
  return Object.keys(fields).length === 0 ? undefined : fields
}

function changed(before: JsonObject, after: JsonValue | undefined): JsonObject {
  if (!isObject(after)) return {}
  return Object.fromEntries(Object.entries(after).filter(([name, value]) => !isEqual(value, before[name])))
}

function satisfy(document: JsonObject, schema: Pointer, data: JsonValue | undefined): JsonValue | undefined {
  let value = data
  for (const { node, pointer } of layersOf(document, schema)) {
    if ('const' in node) return node['const']
    if (Array.isArray(node['enum'])) value = node['enum'].some((one) => isEqual(one, value)) ? value : node['enum'][0]
    if (typeof node['pattern'] === 'string') value = fitText(node['pattern'], value)
    if (isObject(node['properties']) || Array.isArray(node['required'])) value = fitObject(pointer, node, value)
    if (isObject(node['contains'])) {
      const [first, ...rest] = Array.isArray(value) ? value : []
      value = [satisfy(document, join(pointer, 'contains'), first) ?? {}, ...rest]
    }
    for (const choice of ['anyOf', 'oneOf']) {
      if (Array.isArray(node[choice])) value = satisfy(document, join(pointer, choice, 0), value)
    }
    if (isObject(node['not'])) value = violate(document, join(pointer, 'not'), value, undefined)
  }
  return value

  function fitObject(pointer: Pointer, node: JsonObject, held: JsonValue | undefined): JsonValue {
    const made: { [name: string]: JsonValue } = { ...(isObject(held) ? held : {}) }
    const properties = isObject(node['properties']) ? node['properties'] : {}
    const required = Array.isArray(node['required']) ? node['required'].map(String) : []
    for (const name of Object.keys(properties)) {
      if (made[name] === undefined && !required.includes(name)) continue
      const one = satisfy(document, join(pointer, 'properties', name), made[name])
      if (one !== undefined) made[name] = one
    }
    return made
  }
}

/** @param model where the model's own schema is: it knows other values than the one that is to be avoided */
function violate(
  document: JsonObject,
  schema: Pointer,
  data: JsonValue | undefined,
  model: Pointer | undefined,
): JsonValue | undefined {
  const keywords = keywordsOf(document, schema)
  if (isObject(keywords['not'])) {
    const place = layersOf(document, schema).find(({ node }) => isObject(node['not']))?.pointer ?? schema
    return satisfy(document, join(place, 'not'), data)
  }
  const avoided = 'const' in keywords ? [keywords['const']] : keywords['enum']
  if (Array.isArray(avoided)) {
    const known = model === undefined ? undefined : keywordsOf(document, model)['enum']
    if (avoided.length === 1 && typeof avoided[0] === 'boolean') return !avoided[0]
    const other = Array.isArray(known) ? known.find((one) => !avoided.some((bad) => isEqual(bad, one))) : undefined
    return other ?? data
  }
  if (typeof keywords['pattern'] === 'string' && typeof data === 'string')
    return data.replace(new RegExp(keywords['pattern'], 'g'), '')
  if (!isObject(data)) return data
  const made: { [name: string]: JsonValue } = { ...data }
  for (const name of Object.keys(isObject(keywords['properties']) ? keywords['properties'] : {})) {
    const inner = memberOf(document, schema, name).schema
    const own = model === undefined ? undefined : memberOf(document, model, name).schema
    const one = inner === undefined ? undefined : violate(document, inner, data[name], own)
    if (one !== undefined) made[name] = one
  }
  return made
}

/** The text itself if it fits; with what is missing put where it goes; else only what is missing. */
function fitText(pattern: string, held: JsonValue | undefined): JsonValue | undefined {
  const expression = new RegExp(pattern)
  if (typeof held === 'string' && expression.test(held)) return held
  const missing = textMatching(pattern, 1)
  if (missing === undefined || typeof held !== 'string') return missing
  const at = held.lastIndexOf(missing.slice(-1))
  const woven = at < 0 ? missing : `${held.slice(0, at)}${missing}${held.slice(at + 1)}`
  return expression.test(woven) ? woven : missing
}

/** Dotted paths that a guard requires, parents before children; arrays that must not be empty end in `[]`. */
export function requirementsOf(document: JsonObject, schema: Pointer, path = ''): readonly string[] {
  const found: string[] = []
  for (const { node } of layersOf(document, schema)) {
    if (!Array.isArray(node['required'])) continue
    for (const name of node['required'].map(String)) {
      const at = path === '' ? name : `${path}.${name}`
      if (found.includes(at)) continue
      const inner = memberOf(document, schema, name).schema
      found.push(at)
      if (inner === undefined) continue
      if (Number(keywordsOf(document, inner)['minItems'] ?? 0) > 0) found.push(`${at}[]`)
      if (itemsOf(document, inner) === undefined) found.push(...requirementsOf(document, inner, at))
    }
  }
  return found
}
