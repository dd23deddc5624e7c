/**
 * What is done to a value around its validation: what does not travel its way goes (`readOnly` of a request, `writeOnly`
 * of a reply), and a request's dates get their first form.
 */

import { isObject, type JsonObject, type JsonValue } from '../../spec/index.js'
import { isIgnored, isWriteOnly, itemsOf, type Layer, layersOf, namesOf, othersOf, schemasOf } from './layers.js'
import { formsOf, type Moment, momentOf } from './moment.js'

export type Shape = {
  /** Takes away what does not travel this way. Changes the value it is given. */
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

/** Which way a value travels: what is left out, by its schemas, and which schemas have a say. */
type Way = {
  readonly leavesOut: (document: JsonObject, schemas: readonly JsonValue[]) => boolean
  readonly concerns: (schema: JsonObject) => boolean
}

const WAYS = {
  in: {
    leavesOut: isIgnored,
    concerns: ({ readOnly, ...schema }) => readOnly === true || schema['x-timestamp'] !== undefined,
  },
  out: { leavesOut: isWriteOnly, concerns: ({ writeOnly }) => writeOnly === true },
} satisfies { readonly [way: string]: Way }

/** Undefined: the schema asks for neither, so there is nothing to walk. */
export function createShape(document: JsonObject, schema: JsonValue, way: keyof typeof WAYS): Shape | undefined {
  if (!matters(document, [schema], WAYS[way], new Set())) return undefined
  const plan = createPlan(document, [schema], WAYS[way])
  return { strip: (value) => strip(plan, value), normalize: (value) => normalize(plan, value) }
}

function createPlan(document: JsonObject, schemas: readonly JsonValue[], way: Way): Plan {
  const layers = layersOf(document, schemas)
  const names = namesOf(layers)
  const ignored = names.filter((name) => isLeftOut(document, layers, name, way))
  return {
    ignored,
    properties: names
      .filter((name) => !ignored.includes(name))
      .flatMap((name) => {
        const below = deeper(document, schemasOf(layers, name), way)
        return below === undefined ? [] : [[name, below] as const]
      }),
    items: deeper(document, itemsOf(layers), way),
    others: deeper(document, othersOf(layers), way),
    moment: formsOf(layers).length > 0 ? momentOf(document, schemas) : undefined,
  }
}

/** Planned when first met: schemas may be cyclic. */
function deeper(document: JsonObject, schemas: readonly JsonValue[], way: Way): (() => Plan) | undefined {
  if (!matters(document, schemas, way, new Set())) return undefined
  let plan: Plan | undefined
  return () => {
    plan ??= createPlan(document, schemas, way)
    return plan
  }
}

/** Among alternatives, only what each of them that knows the property leaves out. */
function isLeftOut(document: JsonObject, layers: readonly Layer[], name: string, { leavesOut }: Way): boolean {
  const certain = schemasOf(
    layers.filter((layer) => layer.certain),
    name,
  )
  if (certain.length > 0 && leavesOut(document, certain)) return true
  return schemasOf(layers, name).every((schema) => leavesOut(document, [schema]))
}

function matters(document: JsonObject, schemas: readonly JsonValue[], way: Way, seen: Set<JsonValue>): boolean {
  const layers = layersOf(document, schemas).filter(({ schema }) => !seen.has(schema))
  for (const { schema } of layers) seen.add(schema)
  if (layers.some(({ schema }) => way.concerns(schema))) return true
  const below = [...namesOf(layers).map((name) => schemasOf(layers, name)), itemsOf(layers), othersOf(layers)]
  return below.some((one) => one.length > 0 && matters(document, one, way, seen))
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
