/** What a reply shows of records: all of the model, a part or a summary of it, plain or in an envelope. */

import {
  getPath,
  isObject,
  type JsonObject,
  type JsonValue,
  keywordsOf,
  type OperationSubject,
  ownPropertiesOf,
  type Pointer,
  successSchema,
} from '../spec/index.js'
import type { Api } from './api.js'
import type { Call } from './exchange.js'
import type { World } from './ports.js'

/** What is known of an envelope's own properties, by name. */
export type Truths = { readonly [name: string]: JsonValue }

/** The part of a model that a reply is made of, by the schema that the reply has for it. */
export function outlined(api: Api, world: World, target: OperationSubject, whole: JsonObject): JsonValue {
  const { at, outline, resource } = target
  const data = api.shown(resource, whole)
  if (at !== undefined) return getPath(data, at) ?? null
  if (outline === undefined) return data
  const shown = ownPropertiesOf(api.model.document, outline).flatMap(({ path, schema, required }) => {
    if (Object.hasOwn(data, path)) return [[path, data[path] ?? null] as const]
    return required ? [[path, api.people(world).sample(schema, [path], world.origin)] as const] : []
  })
  return Object.fromEntries(shown)
}

/** The envelope round what a reply is about: what is known of it is true, what it must have is faked. */
export function enveloped(
  api: Api,
  world: World,
  { operation }: Call,
  property: string,
  held: JsonValue,
  truths: Truths = {},
): JsonObject {
  const schema = successSchema(operation)
  const base = schema === undefined ? {} : api.people(world).sample(schema, [operation.id], world.origin)
  const known: Truths = { success: true, ok: true, error: null, errors: [], ...truths }
  const others = schema === undefined ? {} : tellTruth(api.model.document, schema, base, known, property)
  return { ...others, [property]: held }
}

/** Faked properties stay where they are required, or hold something true. */
function tellTruth(document: JsonObject, schema: Pointer, base: JsonValue, truths: Truths, held?: string): JsonObject {
  const faked = isObject(base) ? base : {}
  const told = ownPropertiesOf(document, schema).flatMap(({ path, schema: place, required }) => {
    const value = faked[path]
    const truth = Object.hasOwn(truths, path) ? truths[path] : undefined
    if (path === held) return []
    const leads = isTurn(path) && typeof truth === 'string' && fits(document, place, truth)
    if (value === undefined && !required && !leads) return []
    if (truth !== undefined && fits(document, place, truth)) return [[path, truth] as const]
    if (isTurn(path) && fits(document, place, null)) return [[path, null] as const]
    // At the end, where it may not be null.
    if (isTurn(path) && truth === null) return required && fits(document, place, '') ? [[path, ''] as const] : []
    if (!isObject(value)) return required ? [[path, value ?? null] as const] : []
    const inner = tellTruth(document, place, value, truths)
    return required || Object.keys(inner).length > 0 ? [[path, { ...(required && value), ...inner }] as const] : []
  })
  return Object.fromEntries(told)
}

/** Where the next page is: nobody has made links up. */
function isTurn(name: string): boolean {
  return /^(next|prev|previous|cursor)/i.test(name)
}

function fits(document: JsonObject, schema: Pointer, value: JsonValue): boolean {
  const { type, format } = keywordsOf(document, schema)
  const types = [type].flat()
  if (value === null) return types.includes('null')
  if (Array.isArray(value)) return types.includes('array')
  if (typeof value === 'string' && typeof format === 'string') return false
  return types.includes(typeof value) || (Number.isInteger(value) && types.includes('integer'))
}
