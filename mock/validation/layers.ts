/** The schema objects that have a say in one place of the data. */

import { isObject, type JsonObject, type JsonValue, resolvePointer, tokensOf } from '../../spec/index.js'

export type Layer = {
  readonly schema: JsonObject
  /** False: one of several alternatives (`anyOf`, `oneOf`, `if`). */
  readonly certain: boolean
}

/** A schema with all that it refers to or is made of: `$ref`, `allOf`, and the alternatives. Cycles are walked once. */
export function layersOf(document: JsonObject, schemas: readonly (JsonValue | undefined)[]): readonly Layer[] {
  const layers: Layer[] = []
  const seen = new Set<JsonValue>()
  for (const schema of schemas) gather(schema, true)
  return layers

  function gather(schema: JsonValue | undefined, certain: boolean): void {
    if (!isObject(schema) || seen.has(schema)) return
    seen.add(schema)
    layers.push({ schema, certain })
    gather(referredTo(document, schema), certain)
    for (const one of listOf(schema.allOf)) gather(one, certain)
    const alternatives = [...listOf(schema.anyOf), ...listOf(schema.oneOf)]
    for (const one of alternatives) gather(one, certain && alternatives.length === 1)
    for (const one of [schema.if, schema.then, schema.else]) gather(one, false)
  }
}

/** What a schema's `$ref` points to inside the document. */
function referredTo(document: JsonObject, schema: JsonObject): JsonValue | undefined {
  const ref = schema.$ref
  return typeof ref === 'string' && ref.startsWith('#') ? resolvePointer(document, ref) : undefined
}

/** The schemas that layers give one property. */
export function schemasOf(layers: readonly Layer[], name: string): readonly JsonValue[] {
  return layers.flatMap(({ schema }) => {
    const properties = schema.properties
    return isObject(properties) && Object.hasOwn(properties, name) ? [properties[name] as JsonValue] : []
  })
}

/** The names of all properties that layers know. */
export function namesOf(layers: readonly Layer[]): readonly string[] {
  return [
    ...new Set(layers.flatMap(({ schema }) => (isObject(schema.properties) ? Object.keys(schema.properties) : []))),
  ]
}

/** The schemas for the items of an array, `prefixItems` among them. */
export function itemsOf(layers: readonly Layer[]): readonly JsonValue[] {
  return layers.flatMap(({ schema }) => [
    ...(schema.items === undefined ? [] : [schema.items]),
    ...listOf(schema.prefixItems),
  ])
}

/** The schemas for properties without a name of their own. */
export function othersOf(layers: readonly Layer[]): readonly JsonValue[] {
  return layers.flatMap(({ schema }) => {
    const patterns = schema.patternProperties
    return [
      ...(isObject(schema.additionalProperties) ? [schema.additionalProperties] : []),
      ...(isObject(patterns) ? Object.values(patterns) : []),
    ]
  })
}

/** The JSON types that layers allow, guessed from `enum`, `const` and the like where no `type` says them. */
export function typesOf(layers: readonly Layer[]): ReadonlySet<string> {
  const said = layers.flatMap(({ schema }) => (typeof schema.type === 'string' ? [schema.type] : listOf(schema.type)))
  if (said.length > 0) return new Set(said.filter((type) => typeof type === 'string'))
  const guessed = layers.flatMap(({ schema }) => [
    ...[...listOf(schema.enum), ...(schema.const === undefined ? [] : [schema.const])].map(typeOf),
    ...(isObject(schema.properties) ? ['object'] : []),
    ...(schema.items === undefined ? [] : ['array']),
  ])
  return new Set(guessed)
}

export function typeOf(value: JsonValue | undefined): string {
  if (value === null) return 'null'
  if (Array.isArray(value)) return 'array'
  return typeof value
}

/** Whether a request's value for this schema is ignored. One that must not change (`x-immutable`) is compared, not ignored. */
export function isIgnored(document: JsonObject, schemas: readonly JsonValue[]): boolean {
  return (
    isReadOnly(document, schemas) && !layersOf(document, schemas).some(({ schema }) => schema['x-immutable'] === true)
  )
}

export function isReadOnly(document: JsonObject, schemas: readonly JsonValue[]): boolean {
  return layersOf(document, schemas).some(({ schema, certain }) => certain && schema.readOnly === true)
}

export function isWriteOnly(document: JsonObject, schemas: readonly JsonValue[]): boolean {
  return layersOf(document, schemas).some(({ schema, certain }) => certain && schema.writeOnly === true)
}

export function listOf(value: JsonValue | undefined): readonly JsonValue[] {
  return Array.isArray(value) ? value : []
}

export function valueAt(document: JsonObject, pointer: string): JsonValue | undefined {
  return tokensOf(pointer).length === 0 ? document : resolvePointer(document, pointer)
}
