/** All that a document says about one place of a body, wherever `$ref`, `allOf` and the like have put it. */

import { isObject, type JsonObject, type JsonValue, join, layersOf, type Pointer } from '../../spec/index.js'

/** The schema objects that hold together, the nearest first. */
export type SchemaView = ReturnType<typeof layersOf>

/** @param example decides which branch of a `oneOf` or `anyOf` is meant */
export function viewOf(document: JsonObject, pointers: readonly Pointer[], example?: JsonValue): SchemaView {
  const layers = pointers.flatMap((pointer) => layersOf(document, pointer))
  const branches = layers.flatMap(({ node, pointer }) =>
    (['oneOf', 'anyOf'] as const).flatMap((word) => {
      const list = node[word]
      if (!Array.isArray(list)) return []
      const candidates = list.map((_, index) => join(pointer, word, index))
      return candidates.find((candidate) => looksLike(viewOf(document, [candidate], example), example)) ?? []
    }),
  )
  return branches.length === 0 ? layers : [...layers, ...viewOf(document, branches, example)]
}

/** A keyword of the nearest schema that has it. */
export function keyword(view: SchemaView, name: string): JsonValue | undefined {
  return view.find(({ node }) => name in node)?.node[name]
}

/** Each schema's own value of a keyword. */
export function keywords(view: SchemaView, name: string): readonly JsonValue[] {
  return view.flatMap(({ node }) => (node[name] === undefined ? [] : [node[name]]))
}

/** Property → where its schemas are. */
export function propertyPointers(view: SchemaView): ReadonlyMap<string, readonly Pointer[]> {
  const found = new Map<string, Pointer[]>()
  for (const { node, pointer } of view) {
    if (!isObject(node['properties'])) continue
    for (const name of Object.keys(node['properties'])) {
      found.set(name, [...(found.get(name) ?? []), join(pointer, 'properties', name)])
    }
  }
  return found
}

export function requiredNames(view: SchemaView): ReadonlySet<string> {
  return new Set(keywords(view, 'required').flatMap((names) => (Array.isArray(names) ? names.map(String) : [])))
}

export function itemPointers(view: SchemaView): readonly Pointer[] {
  return view.flatMap(({ node, pointer }) => (isObject(node['items']) ? [join(pointer, 'items')] : []))
}

/** The types that are allowed; empty: any. */
export function typesOf(view: SchemaView): readonly string[] {
  const type = keyword(view, 'type')
  if (typeof type === 'string') return [type]
  if (Array.isArray(type)) return type.map(String)
  return propertyPointers(view).size > 0 ? ['object'] : []
}

/** The JSON type of a value, as schemas name it. */
export function typeOf(value: JsonValue): string {
  if (value === null) return 'null'
  if (Array.isArray(value)) return 'array'
  if (typeof value === 'number') return Number.isInteger(value) ? 'integer' : 'number'
  return typeof value
}

/** Whether a branch can be meant: its type fits, what it requires is there, and what is constant is the same. */
function looksLike(view: SchemaView, example: JsonValue | undefined): boolean {
  if (example === undefined) return true
  const types = typesOf(view)
  const type = typeOf(example)
  if (types.length > 0 && !types.includes(type) && !(type === 'integer' && types.includes('number'))) return false
  const constant = keyword(view, 'const')
  if (constant !== undefined && constant !== example) return false
  if (!isObject(example)) return true
  if (![...requiredNames(view)].every((name) => name in example)) return false
  return view.every(({ node }) =>
    Object.entries(isObject(node['properties']) ? node['properties'] : {}).every(
      ([name, schema]) =>
        !isObject(schema) || schema['const'] === undefined || !(name in example) || schema['const'] === example[name],
    ),
  )
}
