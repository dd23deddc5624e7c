/** What is done to a request's value around its validation: read-only fields go, dates get their first form. */

import { isObject, type JsonObject, type JsonValue } from '../../spec/index.js'
import { isIgnored, itemsOf, type Layer, layersOf, namesOf, othersOf, schemasOf } from './layers.js'
import { formsOf, type Moment, momentOf } from './moment.js'

export type Shape = {
  /** Takes away what a request may not set. Changes the value it is given. */
  readonly strip: (value: JsonValue) => void
  /** Writes every date in its first form, in UTC. Changes the value it is given, and answers with it. */
  readonly normalize: (value: JsonValue) => JsonValue
}

type Draft = { [name: string]: JsonValue }

/** One place of the value: what happens here, and below. */
type Plan = {
  readonly ignored: readonly string[]
  readonly properties: readonly (readonly [name: string, plan: () => Plan])[]
  readonly items: (() => Plan) | undefined
  /** For properties without a schema of their own. */
  readonly others: (() => Plan) | undefined
  readonly moment: Moment | undefined
}

/** Undefined: the schema asks for neither, so there is nothing to walk. */
export function createShape(document: JsonObject, schema: JsonValue): Shape | undefined {
  if (!matters(document, [schema], new Set())) return undefined
  const plan = createPlan(document, [schema])
  return { strip: (value) => strip(plan, value), normalize: (value) => normalize(plan, value) }
}

function createPlan(document: JsonObject, schemas: readonly JsonValue[]): Plan {
  const layers = layersOf(document, schemas)
  const names = namesOf(layers)
  const ignored = names.filter((name) => isIgnoredProperty(document, layers, name))
  return {
    ignored,
    properties: names
      .filter((name) => !ignored.includes(name))
      .flatMap((name) => {
        const below = deeper(document, schemasOf(layers, name))
        return below === undefined ? [] : [[name, below] as const]
      }),
    items: deeper(document, itemsOf(layers)),
    others: deeper(document, othersOf(layers)),
    moment: formsOf(layers).length > 0 ? momentOf(document, schemas) : undefined,
  }
}

/** Planned when first met: schemas may be cyclic. */
function deeper(document: JsonObject, schemas: readonly JsonValue[]): (() => Plan) | undefined {
  if (!matters(document, schemas, new Set())) return undefined
  let plan: Plan | undefined
  return () => {
    plan ??= createPlan(document, schemas)
    return plan
  }
}

/** Among alternatives, only what each of them that knows the property calls read-only is ignored. */
function isIgnoredProperty(document: JsonObject, layers: readonly Layer[], name: string): boolean {
  const certain = schemasOf(
    layers.filter((layer) => layer.certain),
    name,
  )
  if (certain.length > 0 && isIgnored(document, certain)) return true
  return schemasOf(layers, name).every((schema) => isIgnored(document, [schema]))
}

function matters(document: JsonObject, schemas: readonly JsonValue[], seen: Set<JsonValue>): boolean {
  const layers = layersOf(document, schemas).filter(({ schema }) => !seen.has(schema))
  for (const { schema } of layers) seen.add(schema)
  if (layers.some(({ schema }) => schema.readOnly === true || schema['x-timestamp'] !== undefined)) return true
  const below = [...namesOf(layers).map((name) => schemasOf(layers, name)), itemsOf(layers), othersOf(layers)]
  return below.some((one) => one.length > 0 && matters(document, one, seen))
}

function strip(plan: Plan, value: JsonValue): void {
  if (Array.isArray(value)) {
    const items = plan.items?.()
    if (items !== undefined) for (const item of value) strip(items, item)
    return
  }
  if (!isObject(value)) return
  const draft = value as Draft
  for (const name of plan.ignored) if (Object.hasOwn(draft, name)) delete draft[name]
  for (const [inner, below] of innerOf(plan, draft)) strip(below, draft[inner] as JsonValue)
}

function normalize(plan: Plan, value: JsonValue): JsonValue {
  if (Array.isArray(value)) {
    const items = plan.items?.()
    if (items !== undefined)
      for (const [index, item] of value.entries()) (value as JsonValue[])[index] = normalize(items, item)
    return value
  }
  if (isObject(value)) {
    const draft = value as Draft
    for (const [name, below] of innerOf(plan, draft)) draft[name] = normalize(below, draft[name] as JsonValue)
    return value
  }
  const at = plan.moment?.parse(value)
  return typeof at === 'number' ? (plan.moment?.format(at) ?? value) : value
}

/** The properties that are there and have something to do, each with its plan. */
function innerOf(plan: Plan, draft: Draft): readonly (readonly [string, Plan])[] {
  const found: [string, Plan][] = []
  for (const [name, below] of plan.properties) if (Object.hasOwn(draft, name)) found.push([name, below()])
  if (plan.others === undefined) return found
  const named = new Set(plan.properties.map(([name]) => name))
  for (const name of Object.keys(draft)) if (!named.has(name) && name !== '__proto__') found.push([name, plan.others()])
  return found
}
