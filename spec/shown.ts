/** What bodies show: one thing, or a list of them, plain or in an envelope like `{ data, meta }`. */

import type { JsonObject, Pointer } from './model.js'
import { isObject, join } from './pointer.js'
import { keywordsOf, layersOf, ownPropertiesOf, type Property, schemaName } from './properties.js'

/** A thing that has a path of its own. */
export type Thing = {
  /** Of its schema, or of its path where that has none. */
  readonly name: string
  readonly schema: Pointer
  /** The property of the reply that holds it; undefined: the reply is the thing. */
  readonly property?: string
}

export type Shown = { readonly resource: string; readonly list: boolean; readonly property?: string }

export function isList(document: JsonObject, schema: Pointer): boolean {
  const { type, items } = keywordsOf(document, schema)
  return type === 'array' || isObject(items)
}

/**
 * The thing that a reply is or holds; undefined: it shows none.
 *
 * @param parameter of the thing's path, undefined where it is the only one
 * @param word what it is called if its schema has no name
 */
export function thingIn(
  document: JsonObject,
  schema: Pointer,
  parameter: string | undefined,
  word: string,
): Thing | undefined {
  const inner = ofWhich(document, schema)
  if (isList(document, inner) || !isObjectSchema(document, inner)) return undefined
  const own = { name: schemaName(document, inner) ?? word, schema: inner }
  const parts = ownPropertiesOf(document, inner)
  if (parameter === undefined || keyAmong(own.name, parameter, parts) !== undefined) return own
  const held = parts.filter(({ schema: part }) => {
    const name = schemaName(document, part) ?? word
    return keyAmong(name, parameter, ownPropertiesOf(document, part)) !== undefined && !isList(document, part)
  })
  const [only] = held
  if (only === undefined || held.length > 1) return own
  const part = ofWhich(document, only.schema)
  return { name: schemaName(document, part) ?? word, schema: part, property: only.path }
}

/** The property that a path's parameter takes: `id`, one of the parameter's name, or one that it ends in. */
export function keyAmong(
  name: string,
  parameter: string | undefined,
  properties: readonly Property[],
): string | undefined {
  const names = properties.map(({ path }) => path)
  const candidates = ['id', parameter, `${name.charAt(0).toLowerCase()}${name.slice(1)}Id`, `${name.toLowerCase()}_id`]
  for (const candidate of candidates) if (candidate !== undefined && names.includes(candidate)) return candidate
  // `{pet-name}`, `{petName}` → `name`
  return names.find((one) => parameter?.toLowerCase().endsWith(one.toLowerCase()))
}

/** What a body shows of resources that are known by name. */
export function shownIn(
  document: JsonObject,
  schema: Pointer,
  isResource: (name: string) => boolean,
): Shown | undefined {
  const named = (pointer: Pointer) => [schemaName(document, pointer) ?? ''].filter(isResource)
  if (isList(document, schema)) {
    const [resource] = itemsOf(document, schema).flatMap(named)
    return resource === undefined ? undefined : { resource, list: true }
  }
  const [own] = named(schema)
  if (own !== undefined) return { resource: own, list: false }
  const parts = ownPropertiesOf(document, schema).flatMap(({ path, schema: part }): Shown[] => {
    const list = isList(document, part)
    return (list ? itemsOf(document, part) : [part])
      .flatMap(named)
      .map((resource) => ({ resource, list, property: path }))
  })
  // `{ parcels: [Parcel], total }`: no resource itself, with one list of a resource in it; or one resource.
  const lists = parts.filter(({ list }) => list)
  if (lists.length > 0) return lists.length === 1 ? lists[0] : undefined
  return parts.length === 1 ? parts[0] : undefined
}

/** The list of a collection, whatever its items are called: the reply, or the one list of objects in it. */
export function listIn(document: JsonObject, schema: Pointer, { name }: Thing): Shown | undefined {
  if (isList(document, schema)) return { resource: name, list: true }
  const lists = ownPropertiesOf(document, schema).filter(
    ({ schema: part }) =>
      isList(document, part) && itemsOf(document, part).some((items) => isObjectSchema(document, items)),
  )
  const [only] = lists
  return only === undefined || lists.length > 1 ? undefined : { resource: name, list: true, property: only.path }
}

/** The property of a body that holds a thing; undefined: the body is the thing, or a part of it. */
export function wrapperIn(document: JsonObject, schema: Pointer, thing: Thing): string | undefined {
  if (schemaName(document, schema) === thing.name) return undefined
  const parts = ownPropertiesOf(document, schema).filter(({ schema: part }) => isObjectSchema(document, part))
  const held = parts.filter(({ schema: part }) => schemaName(document, part) === thing.name)
  if (held.length === 1) return held[0]?.path
  if (thing.property !== undefined) return parts.find(({ path }) => path === thing.property)?.path
  // `{ user: { … } }` comes in for what goes out as `{ … }`.
  const own = ownPropertiesOf(document, thing.schema).map(({ path }) => path)
  const all = ownPropertiesOf(document, schema)
  const [only] = parts
  return all.length === 1 && only !== undefined && !own.includes(only.path) ? only.path : undefined
}

/** Where the model's schema is in a reply, if it is not the thing's own: a summary, a part. */
export function outlineIn(
  document: JsonObject,
  schema: Pointer,
  shown: Shown | undefined,
  thing: Thing,
): Pointer | undefined {
  const held = ownPropertiesOf(document, schema).find(({ path }) => path === shown?.property)?.schema ?? schema
  const outline = isList(document, held) ? itemsOf(document, held)[0] : held
  if (outline === undefined || layersOf(document, outline).some(({ pointer }) => pointer === thing.schema))
    return undefined
  return ownPropertiesOf(document, outline).length === 0 ? undefined : outline
}

/** The schema itself, behind a mere `$ref`. */
function ofWhich(document: JsonObject, schema: Pointer): Pointer {
  const name = schemaName(document, schema)
  return name === undefined ? schema : join('/components/schemas', name)
}

function itemsOf(document: JsonObject, schema: Pointer): readonly Pointer[] {
  const layer = layersOf(document, schema).find(({ node }) => isObject(node.items))
  return layer === undefined ? [] : [join(layer.pointer, 'items')]
}

function isObjectSchema(document: JsonObject, schema: Pointer): boolean {
  const { type } = keywordsOf(document, schema)
  return [type].flat().includes('object') || (type === undefined && ownPropertiesOf(document, schema).length > 0)
}
