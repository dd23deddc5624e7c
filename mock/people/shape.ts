/** Several schemas that hold together at one place, laid over each other: what a value there must look like. */

import {
  isObject,
  type JsonObject,
  type JsonValue,
  join,
  type Pointer,
  resolvePointer,
  tokensOf,
} from '../../spec/index.js'
import { matches } from './holds.js'

export type Shape = {
  /** The schemas it was made of. */
  readonly schemas: readonly JsonValue[]
  /** All keywords: the nearest wins, of bounds the tighter. */
  readonly keywords: JsonObject
  /** Undefined: any. Empty: the schemas contradict each other. */
  readonly types?: readonly string[]
  /** What `const` and `enum` leave. */
  readonly values?: readonly JsonValue[]
  readonly patterns: readonly string[]
  readonly steps: readonly number[]
  readonly required: ReadonlySet<string>
  /** In the document's order. */
  readonly properties: ReadonlyMap<string, readonly JsonValue[]>
  /** Patterns of names, with what such properties must be. */
  readonly patterned: readonly (readonly [pattern: string, schema: JsonValue])[]
  /** What further properties must be; false: there are none. */
  readonly additional: readonly JsonValue[] | false
  readonly items: readonly JsonValue[]
  readonly prefix: readonly (readonly JsonValue[])[]
  readonly contains: readonly JsonValue[]
  /** Each a list of alternatives, one of which has to be added (`oneOf`, `anyOf`, `if`). */
  readonly choices: readonly (readonly JsonObject[])[]
  /** The schemas with a word of logic. */
  readonly logic: readonly JsonObject[]
  /** Their words of logic alone, to be asked whether a value that was made will do. */
  readonly proofs: readonly JsonObject[]
  /** The `$ref`s on the way: how cycles are found. */
  readonly refs: readonly Pointer[]
  /** The nearest name of a component schema. */
  readonly name?: string
  /** No value can be. */
  readonly never: boolean
}

/**
 * Lays schemas over each other, through `$ref` and `allOf`.
 *
 * @param decided schemas whose alternatives were chosen before: their choices are left out
 */
export function shapeOf(
  document: JsonObject,
  schemas: readonly JsonValue[],
  decided: ReadonlySet<JsonObject> = new Set(),
): Shape {
  const refs: Pointer[] = []
  const parts: JsonObject[] = []
  let never = false
  for (const schema of schemas) gather(schema, [])
  return lay(parts, { schemas, refs, never, document, decided })

  function gather(schema: JsonValue, trail: readonly Pointer[]): void {
    if (schema === false) never = true
    if (!isObject(schema) || parts.includes(schema)) return
    parts.push(schema)
    if (typeof schema.$ref === 'string') {
      const target = targetOf(document, schema.$ref)
      if (!refs.includes(target.pointer)) refs.push(target.pointer)
      if (!trail.includes(target.pointer)) gather(target.value, [...trail, target.pointer])
    }
    if (Array.isArray(schema.allOf)) for (const part of schema.allOf) gather(part, trail)
    const subtype = subtypeOf(document, schema, trail)
    if (subtype !== undefined) gather(subtype, trail)
  }
}

/** What a `$ref` points to. */
export function targetOf(document: JsonObject, ref: string): { pointer: Pointer; value: JsonValue } {
  const pointer = join('', ...tokensOf(ref.startsWith('/') || ref.startsWith('#') ? ref : `#${ref}`))
  const value = ref.startsWith('#') || ref.startsWith('/') ? resolvePointer(document, pointer) : undefined
  if (value === undefined) throw new Error(`There is nothing at "${ref}". Is the $ref spelled as in the document?`)
  return { pointer, value }
}

/** What the property of that name must be, declared or not. */
export function schemasOf(shape: Shape, name: string): readonly JsonValue[] {
  const declared = shape.properties.get(name)
  if (declared !== undefined) return declared
  const fitting = shape.patterned.flatMap(([pattern, schema]) => (matches(pattern, name) ? [schema] : []))
  if (fitting.length > 0) return fitting
  return shape.additional === false ? [] : shape.additional
}

type Context = {
  readonly schemas: readonly JsonValue[]
  readonly refs: readonly Pointer[]
  readonly never: boolean
  readonly document: JsonObject
  readonly decided: ReadonlySet<JsonObject>
}

const HIGHEST = new Set(['minimum', 'exclusiveMinimum', 'minLength', 'minItems', 'minProperties', 'minContains'])
const LOWEST = new Set(['maximum', 'exclusiveMaximum', 'maxLength', 'maxItems', 'maxProperties', 'maxContains'])

function lay(parts: readonly JsonObject[], context: Context): Shape {
  const keywords: { [name: string]: JsonValue } = {}
  const required = new Set<string>()
  const properties = new Map<string, JsonValue[]>()
  const logic = parts.filter((part) => 'oneOf' in part || 'anyOf' in part || 'if' in part || 'not' in part)
  let types: readonly string[] | undefined
  let values: readonly JsonValue[] | undefined

  for (const part of parts) {
    for (const [name, value] of Object.entries(part)) keywords[name] = tighter(name, keywords[name], value)
    types = common(types, typesOf(part))
    values = remaining(values, part)
    for (const name of listOf(part.required)) if (typeof name === 'string') required.add(name)
    for (const [name, schema] of Object.entries(isObject(part.properties) ? part.properties : {})) {
      const schemas = properties.get(name) ?? []
      schemas.push(schema)
      properties.set(name, schemas)
    }
  }

  const closed = parts.filter((part) => part.additionalProperties === false)
  for (const name of properties.keys()) {
    if (!required.has(name) && !closed.every((part) => admits(part, name))) properties.delete(name)
  }
  // What stands behind a pattern, or behind additionalProperties, holds for named properties too.
  for (const [name, schemas] of properties) schemas.push(...parts.flatMap((part) => furtherSchemas(part, name)))

  const prefixLength = Math.max(0, ...parts.map((part) => listOf(part.prefixItems).length))
  const name = context.refs.map((ref) => /^\/components\/schemas\/([^/]+)$/.exec(ref)?.[1]).find((found) => found)
  return {
    schemas: context.schemas,
    keywords,
    ...(types === undefined ? {} : { types }),
    ...(values === undefined ? {} : { values }),
    patterns: parts.flatMap((part) => (typeof part.pattern === 'string' ? [part.pattern] : [])),
    steps: parts.flatMap((part) => (typeof part.multipleOf === 'number' ? [part.multipleOf] : [])),
    required,
    properties,
    patterned: parts.flatMap(patternedOf),
    additional: closed.length > 0 ? false : parts.flatMap((part) => given(part.additionalProperties)),
    items: parts.flatMap((part) => given(part.items)),
    prefix: Array.from({ length: prefixLength }, (_, index) =>
      parts.flatMap((part) => given(listOf(part.prefixItems)[index] ?? part.items)),
    ),
    contains: parts.flatMap((part) => given(part.contains)),
    choices: logic.filter((part) => !context.decided.has(part)).flatMap((part) => choicesOf(context.document, part)),
    logic,
    proofs: logic.map(proofOf).filter((part) => Object.keys(part).length > 0),
    refs: context.refs,
    ...(name === undefined ? {} : { name }),
    never: context.never || types?.length === 0,
  }
}

function tighter(name: string, before: JsonValue | undefined, now: JsonValue): JsonValue {
  if (before === undefined) return now
  if (HIGHEST.has(name)) return Math.max(Number(before), Number(now))
  if (LOWEST.has(name)) return Math.min(Number(before), Number(now))
  if (name === 'uniqueItems') return before === true || now === true
  if ((name === 'dependentRequired' || name === 'dependentSchemas') && isObject(before) && isObject(now)) {
    return { ...now, ...before }
  }
  return before
}

function typesOf(part: JsonObject): readonly string[] | undefined {
  const type = part.type
  if (typeof type === 'string') return part.nullable === true ? [type, 'null'] : [type]
  return Array.isArray(type) ? type.filter((entry) => typeof entry === 'string') : undefined
}

function common(
  one: readonly string[] | undefined,
  other: readonly string[] | undefined,
): readonly string[] | undefined {
  if (one === undefined || other === undefined) return one ?? other
  return one.flatMap((type) => {
    if (other.includes(type)) return [type]
    // An integer is a number.
    if (type === 'number' && other.includes('integer')) return ['integer']
    return type === 'integer' && other.includes('number') ? ['integer'] : []
  })
}

function remaining(before: readonly JsonValue[] | undefined, part: JsonObject): readonly JsonValue[] | undefined {
  const own = 'const' in part ? [part.const ?? null] : Array.isArray(part.enum) ? part.enum : undefined
  if (own === undefined || before === undefined) return own ?? before
  const texts = new Set(own.map((value) => JSON.stringify(value)))
  return before.filter((value) => texts.has(JSON.stringify(value)))
}

function patternedOf(part: JsonObject): readonly (readonly [string, JsonValue])[] {
  return isObject(part.patternProperties) ? Object.entries(part.patternProperties) : []
}

function admits(part: JsonObject, name: string): boolean {
  if (isObject(part.properties) && Object.hasOwn(part.properties, name)) return true
  return patternedOf(part).some(([pattern]) => matches(pattern, name))
}

function furtherSchemas(part: JsonObject, name: string): readonly JsonValue[] {
  const fitting = patternedOf(part).flatMap(([pattern, schema]) => (matches(pattern, name) ? [schema] : []))
  if (fitting.length > 0 || admits(part, name)) return fitting
  return isObject(part.additionalProperties) ? [part.additionalProperties] : []
}

/** A value made with one of `anyOf` satisfies it; of `oneOf` it must satisfy no other. */
function proofOf(part: JsonObject): JsonObject {
  const words = ['oneOf', 'not', 'if', 'then', 'else']
  return Object.fromEntries(Object.entries(part).filter(([word]) => words.includes(word)))
}

function choicesOf(document: JsonObject, part: JsonObject): readonly (readonly JsonObject[])[] {
  const choices: (readonly JsonObject[])[] = []
  for (const word of ['oneOf', 'anyOf']) {
    const branches = listOf(part[word]).filter(isObject)
    if (branches.length > 0) choices.push(branches.map((branch) => discriminated(document, part, branch)))
  }
  if (part.if === undefined) return choices
  const otherwise = isObject(part.else) ? part.else : {}
  const condition = isObject(part.if) ? part.if : {}
  const consequence = isObject(part.then) ? part.then : {}
  return [...choices, [otherwise, { allOf: [condition, consequence] }]]
}

/** OpenAPI 3.1, 4.8.25: the property says which of the alternatives it is, by its schema's name or the mapping's. */
function discriminated(document: JsonObject, part: JsonObject, branch: JsonObject): JsonObject {
  const property = isObject(part.discriminator) ? part.discriminator.propertyName : undefined
  if (typeof property !== 'string' || typeof branch.$ref !== 'string') return branch
  return saying(document, part, property, branch, targetOf(document, branch.$ref).pointer)
}

function saying(
  document: JsonObject,
  part: JsonObject,
  property: string,
  branch: JsonObject,
  target: Pointer,
): JsonObject {
  const discriminator = isObject(part.discriminator) ? part.discriminator : {}
  const mapping = isObject(discriminator.mapping) ? Object.entries(discriminator.mapping) : []
  const word = mapping.find(([, ref]) => typeof ref === 'string' && pointerOf(ref) === target)?.[0]
  const name = word ?? tokensOf(target).at(-1) ?? ''
  const declared = shapeOf(document, [branch]).properties.get(property)
  const values = declared === undefined ? undefined : shapeOf(document, declared).values
  // A branch that names its own word knows better.
  if (values !== undefined && !values.includes(name)) return branch
  return { allOf: [branch, { required: [property], properties: { [property]: { const: name } } }] }
}

/** A base schema with a discriminator but no alternatives: its name is that of the schema which is `allOf` it. */
function subtypeOf(document: JsonObject, schema: JsonObject, trail: readonly Pointer[]): JsonObject | undefined {
  const discriminator = schema.discriminator
  if (!isObject(discriminator) || 'oneOf' in schema || 'anyOf' in schema) return undefined
  const property = discriminator.propertyName
  if (typeof property !== 'string') return undefined
  const subtype = trail.at(-2)
  if (subtype !== undefined) return saying(document, schema, property, {}, subtype)
  const mapping = isObject(discriminator.mapping) ? Object.values(discriminator.mapping) : []
  const first = mapping.find((ref) => typeof ref === 'string')
  if (typeof first !== 'string') return undefined
  return saying(document, schema, property, { $ref: `#${pointerOf(first)}` }, pointerOf(first))
}

/** A mapping's value is a `$ref`, or a schema's name. */
function pointerOf(ref: string): Pointer {
  return /^[#/]/.test(ref) ? join('', ...tokensOf(ref)) : join('/components/schemas', ref)
}

function listOf(value: JsonValue | undefined): readonly JsonValue[] {
  return Array.isArray(value) ? value : []
}

function given(value: JsonValue | undefined): readonly JsonValue[] {
  return value === undefined || value === true ? [] : [value]
}
