/**
 * Whether a value satisfies a schema: enough of JSON Schema 2020-12 to choose between candidates of our own making.
 *
 * What clients send is judged elsewhere, by a full validator.
 */

import { isObject, type JsonObject, type JsonValue, resolvePointer } from '../../spec/index.js'

/** Deeper schemas are taken to hold. */
const DEEPEST = 24

export function holds(document: JsonObject, schema: JsonValue | undefined, value: JsonValue, depth = 0): boolean {
  if (schema === false) return false
  if (!isObject(schema) || depth > DEEPEST) return true
  const inner = (part: JsonValue | undefined, data: JsonValue): boolean => holds(document, part, data, depth + 1)

  if (typeof schema.$ref === 'string' && !inner(resolvePointer(document, schema.$ref), value)) return false
  if (!isOfType(schema.type, value)) return false
  if ('const' in schema && !isSame(schema.const, value)) return false
  if (Array.isArray(schema.enum) && !schema.enum.some((entry) => isSame(entry, value))) return false
  if (!combined(schema, value, inner)) return false
  if (typeof value === 'string') return textHolds(schema, value)
  if (typeof value === 'number') return numberHolds(schema, value)
  if (Array.isArray(value)) return listHolds(schema, value, inner)
  if (isObject(value)) return objectHolds(schema, value, inner)
  return true
}

/** By content: the order of an object's properties does not matter. */
export function isSame(one: JsonValue | undefined, other: JsonValue | undefined): boolean {
  if (one === other) return true
  if (Array.isArray(one) && Array.isArray(other)) {
    return one.length === other.length && one.every((entry, index) => isSame(entry, other[index]))
  }
  if (!isObject(one) || !isObject(other)) return false
  const names = Object.keys(one)
  return names.length === Object.keys(other).length && names.every((name) => isSame(one[name], other[name]))
}

type Inner = (schema: JsonValue | undefined, value: JsonValue) => boolean

function combined(schema: JsonObject, value: JsonValue, inner: Inner): boolean {
  const { allOf, anyOf, oneOf, not } = schema
  if (Array.isArray(allOf) && !allOf.every((part) => inner(part, value))) return false
  if (Array.isArray(anyOf) && !anyOf.some((part) => inner(part, value))) return false
  if (Array.isArray(oneOf) && oneOf.filter((part) => inner(part, value)).length !== 1) return false
  if (not !== undefined && inner(not, value)) return false
  if (schema.if === undefined) return true
  return inner(inner(schema.if, value) ? schema.then : schema.else, value)
}

function isOfType(types: JsonValue | undefined, value: JsonValue): boolean {
  if (types === undefined) return true
  const list = Array.isArray(types) ? types : [types]
  return list.some((type) => {
    if (type === 'null') return value === null
    if (type === 'array') return Array.isArray(value)
    if (type === 'object') return isObject(value)
    if (type === 'integer') return Number.isInteger(value)
    return typeof value === type
  })
}

function textHolds(schema: JsonObject, value: string): boolean {
  const length = [...value].length
  if (typeof schema.minLength === 'number' && length < schema.minLength) return false
  if (typeof schema.maxLength === 'number' && length > schema.maxLength) return false
  if (typeof schema.pattern === 'string' && !matches(schema.pattern, value)) return false
  const form = typeof schema.format === 'string' ? FORMATS[schema.format] : undefined
  return form === undefined || form.test(value) || 'x-timestamp' in schema
}

/** A pattern that JavaScript cannot read forbids nothing. */
export function matches(pattern: string, value: string): boolean {
  const expression = expressionOf(pattern)
  return expression === undefined || expression.test(value)
}

const EXPRESSIONS = new Map<string, RegExp | undefined>()

function expressionOf(pattern: string): RegExp | undefined {
  if (!EXPRESSIONS.has(pattern)) EXPRESSIONS.set(pattern, readExpression(pattern, 'u') ?? readExpression(pattern, ''))
  return EXPRESSIONS.get(pattern)
}

function readExpression(pattern: string, flags: string): RegExp | undefined {
  try {
    return new RegExp(pattern, flags)
  } catch {
    return undefined
  }
}

const FORMATS: { readonly [format: string]: RegExp } = {
  email: /^[^\s@]+@[^\s@]+$/,
  date: /^\d{4}-\d\d-\d\d$/,
  'date-time': /^\d{4}-\d\d-\d\d[Tt ]\d\d:\d\d:\d\d(\.\d+)?([Zz]|[+-]\d\d:?\d\d)$/,
  time: /^\d\d:\d\d:\d\d(\.\d+)?([Zz]|[+-]\d\d:?\d\d)$/,
  uri: /^[A-Za-z][A-Za-z0-9+.-]*:[^\s]+$/,
  uuid: /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i,
  ipv4: /^\d{1,3}(\.\d{1,3}){3}$/,
}

function numberHolds(schema: JsonObject, value: number): boolean {
  if (typeof schema.minimum === 'number' && value < schema.minimum) return false
  if (typeof schema.maximum === 'number' && value > schema.maximum) return false
  if (typeof schema.exclusiveMinimum === 'number' && value <= schema.exclusiveMinimum) return false
  if (typeof schema.exclusiveMaximum === 'number' && value >= schema.exclusiveMaximum) return false
  const step = schema.multipleOf
  return typeof step !== 'number' || Math.abs(value / step - Math.round(value / step)) < 1e-6
}

function listHolds(schema: JsonObject, value: readonly JsonValue[], inner: Inner): boolean {
  if (typeof schema.minItems === 'number' && value.length < schema.minItems) return false
  if (typeof schema.maxItems === 'number' && value.length > schema.maxItems) return false
  if (schema.uniqueItems === true && new Set(value.map((entry) => JSON.stringify(entry))).size < value.length) {
    return false
  }
  const prefix = Array.isArray(schema.prefixItems) ? schema.prefixItems : []
  if (!value.every((entry, index) => inner(index < prefix.length ? prefix[index] : schema.items, entry))) return false
  if (schema.contains === undefined) return true
  const count = value.filter((entry) => inner(schema.contains, entry)).length
  const { minContains = 1, maxContains = Number.POSITIVE_INFINITY } = schema
  return count >= Number(minContains) && count <= Number(maxContains)
}

function objectHolds(schema: JsonObject, value: JsonObject, inner: Inner): boolean {
  const names = Object.keys(value)
  if (Array.isArray(schema.required) && !schema.required.every((name) => Object.hasOwn(value, String(name)))) {
    return false
  }
  if (typeof schema.minProperties === 'number' && names.length < schema.minProperties) return false
  if (typeof schema.maxProperties === 'number' && names.length > schema.maxProperties) return false
  const properties = isObject(schema.properties) ? schema.properties : {}
  const patterned = isObject(schema.patternProperties) ? Object.entries(schema.patternProperties) : []
  for (const name of names) {
    const entry = value[name] ?? null
    const declared = Object.hasOwn(properties, name)
    if (declared && !inner(properties[name], entry)) return false
    const fitting = patterned.filter(([pattern]) => matches(pattern, name))
    if (!fitting.every(([, part]) => inner(part, entry))) return false
    if (!declared && fitting.length === 0 && !inner(schema.additionalProperties, entry)) return false
    if (!inner(schema.propertyNames, name)) return false
  }
  const needed = isObject(schema.dependentRequired) ? Object.entries(schema.dependentRequired) : []
  const dependent = isObject(schema.dependentSchemas) ? Object.entries(schema.dependentSchemas) : []
  return (
    needed.every(
      ([name, others]) =>
        !Object.hasOwn(value, name) ||
        (Array.isArray(others) && others.every((other) => Object.hasOwn(value, String(other)))),
    ) && dependent.every(([name, part]) => !Object.hasOwn(value, name) || inner(part, value))
  )
}
