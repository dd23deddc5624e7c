/**
 * The shape of an OpenAPI document, and ways through it.
 *
 * What is data (examples, defaults, `enum`, `x-…`) is not entered: a `$ref` there is a word like any other.
 *
 * @see https://spec.openapis.org/oas/v3.1.1.html#schema
 */

import type { JsonObject, JsonValue, Pointer } from './model.js'
import { isObject, join } from './pointer.js'

/** What a place of the document is. */
export type Kind = keyof typeof GRAMMAR

type Child =
  | { readonly is: string }
  | { readonly listOf: string }
  | { readonly mapOf: string; readonly extensible?: boolean }
type Shape = { readonly [property: string]: Child }

const is = <K extends string>(kind: K) => ({ is: kind })
const listOf = <K extends string>(kind: K) => ({ listOf: kind })
const mapOf = <K extends string>(kind: K) => ({ mapOf: kind })
/** A map in which `x-…` is an extension, not a name. */
const openMapOf = <K extends string>(kind: K) => ({ mapOf: kind, extensible: true })

const OPERATIONS = Object.fromEntries(
  ['get', 'put', 'post', 'delete', 'options', 'head', 'patch', 'trace'].map((method) => [method, is('operation')]),
)

const VALUE = { schema: is('schema'), content: mapOf('mediaType'), examples: mapOf('example') }

const GRAMMAR = {
  document: { paths: openMapOf('pathItem'), webhooks: mapOf('pathItem'), components: is('components') },
  components: {
    schemas: mapOf('schema'),
    responses: mapOf('response'),
    parameters: mapOf('parameter'),
    examples: mapOf('example'),
    requestBodies: mapOf('requestBody'),
    headers: mapOf('header'),
    securitySchemes: mapOf('securityScheme'),
    links: mapOf('link'),
    callbacks: mapOf('callback'),
    pathItems: mapOf('pathItem'),
  },
  pathItem: { parameters: listOf('parameter'), ...OPERATIONS },
  operation: {
    parameters: listOf('parameter'),
    requestBody: is('requestBody'),
    responses: openMapOf('response'),
    callbacks: mapOf('callback'),
  },
  callback: { '*': is('pathItem') },
  parameter: VALUE,
  header: VALUE,
  requestBody: { content: mapOf('mediaType') },
  response: { headers: mapOf('header'), content: mapOf('mediaType'), links: mapOf('link') },
  mediaType: { schema: is('schema'), examples: mapOf('example'), encoding: mapOf('encoding') },
  encoding: { headers: mapOf('header') },
  example: {},
  link: {},
  securityScheme: {},
  schema: {
    properties: mapOf('schema'),
    patternProperties: mapOf('schema'),
    dependentSchemas: mapOf('schema'),
    $defs: mapOf('schema'),
    allOf: listOf('schema'),
    anyOf: listOf('schema'),
    oneOf: listOf('schema'),
    prefixItems: listOf('schema'),
    items: is('schema'),
    contains: is('schema'),
    additionalProperties: is('schema'),
    propertyNames: is('schema'),
    unevaluatedItems: is('schema'),
    unevaluatedProperties: is('schema'),
    contentSchema: is('schema'),
    not: is('schema'),
    if: is('schema'),
    // biome-ignore lint/suspicious/noThenProperty: a keyword of JSON Schema
    then: is('schema'),
    else: is('schema'),
  },
} satisfies { readonly [kind: string]: Shape }

export type Visit = (kind: Kind, value: JsonValue, pointer: Pointer) => void

/** Visits every place that has a kind, from top to bottom, whatever stands there. */
export function walk(document: JsonObject, visit: Visit): void {
  walkFrom('document', document, '', visit)
}

/** The same from a place on, e.g. one schema. */
export function walkFrom(kind: Kind, value: JsonValue, pointer: Pointer, visit: Visit): void {
  visit(kind, value, pointer)
  if (!isObject(value)) return
  for (const [name, shape] of shapesOf(kind, value)) {
    const child = value[name]
    if (child === undefined) continue
    const place = join(pointer, name)
    if ('is' in shape) {
      walkFrom(shape.is as Kind, child, place, visit)
      continue
    }
    if ('listOf' in shape) {
      if (!Array.isArray(child)) continue
      child.forEach((entry, index) => {
        walkFrom(shape.listOf as Kind, entry, `${place}/${index}`, visit)
      })
      continue
    }
    if (!isObject(child)) continue
    for (const [key, entry] of Object.entries(child)) {
      if (!isExtension(shape, key)) walkFrom(shape.mapOf as Kind, entry, join(place, key), visit)
    }
  }
}

/**
 * A copy in which each place, the inner ones first, is what `change` makes of it.
 * What does not change is the very same object.
 */
export function rewrite(
  kind: Kind,
  value: JsonValue,
  change: (kind: Kind, value: JsonObject) => JsonObject,
): JsonValue {
  if (!isObject(value)) return value
  const copy: { [name: string]: JsonValue } = {}
  for (const [name, shape] of shapesOf(kind, value)) {
    const child = value[name]
    if (child === undefined) continue
    const next = rewriteChild(shape, child, change)
    if (next !== child) copy[name] = next
  }
  return change(kind, Object.keys(copy).length === 0 ? value : { ...value, ...copy })
}

function rewriteChild(
  shape: Child,
  child: JsonValue,
  change: (kind: Kind, value: JsonObject) => JsonObject,
): JsonValue {
  if ('is' in shape) return rewrite(shape.is as Kind, child, change)
  if ('listOf' in shape) {
    if (!Array.isArray(child)) return child
    const entries = child.map((entry) => rewrite(shape.listOf as Kind, entry, change))
    return entries.some((entry, index) => entry !== child[index]) ? entries : child
  }
  if (!isObject(child)) return child
  const entries = Object.entries(child).map(([key, entry]): [string, JsonValue] => [
    key,
    isExtension(shape, key) ? entry : rewrite(shape.mapOf as Kind, entry, change),
  ])
  return entries.some(([key, entry]) => entry !== child[key]) ? Object.fromEntries(entries) : child
}

/** Whether a reference leads out of this file. */
export function hasExternalReferences(document: JsonObject): boolean {
  let found = false
  walk(document, (_kind, value) => {
    const ref = isObject(value) ? value.$ref : undefined
    found ||= typeof ref === 'string' && !ref.startsWith('#')
  })
  return found
}

/** The names by which a kind's children go, and what they are. */
export function shapeOf(kind: Kind): Shape {
  return GRAMMAR[kind]
}

function shapesOf(kind: Kind, value: JsonObject): (readonly [string, Child])[] {
  const shape: Shape = GRAMMAR[kind]
  const each = shape['*']
  if (each === undefined) return Object.keys(value).flatMap((name) => entryOf(shape, name))
  return Object.keys(value).flatMap((name) => (name.startsWith('x-') ? [] : [[name, each] as const]))
}

function entryOf(shape: Shape, name: string): (readonly [string, Child])[] {
  const child = Object.hasOwn(shape, name) ? shape[name] : undefined
  return child === undefined ? [] : [[name, child]]
}

function isExtension(shape: Child, key: string): boolean {
  return 'mapOf' in shape && shape.extensible === true && key.startsWith('x-')
}
