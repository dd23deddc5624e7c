/** The properties that a schema gives a model, wherever `$ref` and `allOf` have put them. */

import type { JsonObject, JsonValue, Pointer } from './model.js'
import { follow, isObject, join, resolvePointer } from './pointer.js'

export type Property = {
  /** Dotted; items of an array have `[]`: `customer.state`, `document_models[]`, `document_models[].id`. */
  readonly path: string
  /** Where its schema begins: a `$ref` with its siblings, or the schema itself. */
  readonly schema: Pointer
  /** All keywords of its schema, through `$ref` and `allOf`; the nearest wins. */
  readonly keywords: JsonObject
  /** Whether the object that holds it requires it. */
  readonly required: boolean
}

/** Cycles end here: a model nested deeper than this is not looked into. */
const DEEPEST = 8

/** Every property of a schema, parents before children. Cyclic schemas are followed once. */
export const propertiesOf = remembered(findProperties)

/** The properties of an object itself, its alternatives' (`oneOf`, `anyOf`) too: what only some have is not required. */
export const ownPropertiesOf = remembered(findOwnProperties)

/** All keywords that hold at a schema, through `$ref` and `allOf`; the nearest wins. */
export const keywordsOf = remembered(findKeywords)

/** The schema objects that hold together at a place: itself, what it refers to, and what it is `allOf`. */
export const layersOf = remembered(findLayers)

/** Documents do not change once they are read: what was found in one is found there again. */
function remembered<T>(find: (document: JsonObject, schema: Pointer) => T): typeof find {
  const known = new WeakMap<JsonObject, Map<Pointer, T>>()
  return (document, schema) => {
    let found = known.get(document)
    if (found === undefined) {
      found = new Map()
      known.set(document, found)
    }
    if (!found.has(schema)) found.set(schema, find(document, schema))
    return found.get(schema) as T
  }
}

function findProperties(document: JsonObject, schema: Pointer): readonly Property[] {
  const found: Property[] = []
  visit(schema, '', [])
  return found

  function visit(pointer: Pointer, path: string, trail: readonly Pointer[]): void {
    if (trail.length > DEEPEST) return
    const layers = layersOf(document, pointer)
    const required = new Set(layers.flatMap(({ node }) => (Array.isArray(node['required']) ? node['required'] : [])))
    const seen = new Set<string>()
    for (const { node, pointer: place } of layers) {
      if (trail.includes(place)) return
      if (isObject(node['properties'])) {
        for (const name of Object.keys(node['properties'])) {
          if (seen.has(name)) continue
          seen.add(name)
          add(join(place, 'properties', name), path === '' ? name : `${path}.${name}`, required.has(name), [
            ...trail,
            place,
          ])
        }
      }
      if (isObject(node['items'])) add(join(place, 'items'), `${path}[]`, true, [...trail, place])
    }
  }

  function add(pointer: Pointer, path: string, required: boolean, trail: readonly Pointer[]): void {
    found.push({ path, schema: pointer, keywords: keywordsOf(document, pointer), required })
    visit(pointer, path, trail)
  }
}

function findOwnProperties(document: JsonObject, schema: Pointer): readonly Property[] {
  const found = new Map<string, Property>()
  gather(schema, true, [])
  return [...found.values()]

  function gather(pointer: Pointer, certain: boolean, trail: readonly Pointer[]): void {
    if (trail.includes(pointer)) return
    const layers = layersOf(document, pointer)
    const required = new Set(layers.flatMap(({ node }) => (Array.isArray(node.required) ? node.required : [])))
    for (const { node, pointer: place } of layers) {
      for (const name of Object.keys(isObject(node.properties) ? node.properties : {})) {
        const property = join(place, 'properties', name)
        if (found.has(name)) continue
        const keywords = keywordsOf(document, property)
        found.set(name, { path: name, schema: property, keywords, required: certain && required.has(name) })
      }
      for (const word of ['oneOf', 'anyOf'] as const) {
        const alternatives = node[word]
        if (!Array.isArray(alternatives)) continue
        for (const index of alternatives.keys()) gather(join(place, word, index), false, [...trail, pointer])
      }
    }
  }
}

function findKeywords(document: JsonObject, schema: Pointer): JsonObject {
  const keywords: { [name: string]: JsonValue } = {}
  for (const { node } of layersOf(document, schema)) {
    for (const [name, value] of Object.entries(node)) if (!(name in keywords)) keywords[name] = value
  }
  return keywords
}

/** The name of the component schema that a schema is, possibly by way of `allOf` with one `$ref`; undefined: an inline one. */
export function schemaName(document: JsonObject, schema: Pointer): string | undefined {
  const own = /^\/components\/schemas\/([^/]+)$/.exec(schema)?.[1]
  if (own !== undefined) return own
  const node = resolvePointer(document, schema)
  if (!isObject(node)) return undefined
  if (typeof node['$ref'] === 'string') return schemaName(document, node['$ref'].replace(/^#/, ''))
  if (!Array.isArray(node['allOf'])) return undefined
  const named = node['allOf'].flatMap((_, index) => schemaName(document, join(schema, 'allOf', index)) ?? [])
  return named[0]
}

type Layer = { readonly pointer: Pointer; readonly node: JsonObject }

function findLayers(document: JsonObject, schema: Pointer): readonly Layer[] {
  const layers: Layer[] = []
  gather(schema)
  return layers

  function gather(pointer: Pointer): void {
    if (layers.some((layer) => layer.pointer === pointer)) return
    const node = resolvePointer(document, pointer)
    if (!isObject(node)) return
    layers.push({ pointer, node })
    if (typeof node['$ref'] === 'string') {
      const target = follow(document, node['$ref'].replace(/^#/, ''))
      if (target !== undefined) gather(target.pointer)
    }
    if (Array.isArray(node['allOf'])) for (const index of node['allOf'].keys()) gather(join(pointer, 'allOf', index))
  }
}
