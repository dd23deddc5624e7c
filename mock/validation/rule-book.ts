/** The document as the validator gets it, and where each of its schemas came from. */

import {
  isObject,
  type JsonObject,
  type JsonValue,
  join,
  keywordsOf,
  type Pointer,
  layersOf as wholeOf,
} from '../../spec/index.js'
import { isReadOnly, isWriteOnly, layersOf, listOf, namesOf, schemasOf } from './layers.js'

export type RuleBook = {
  readonly document: JsonObject
  /** Where in the original a schema of this copy stands. */
  readonly pointerOf: (schema: unknown) => Pointer | undefined
}

/** Under these keys stand names, not keywords: `properties: { example: … }` is a property. */
const NAMED = new Set(
  'properties patternProperties dependentSchemas $defs definitions schemas paths responses parameters headers requestBodies content callbacks pathItems webhooks'.split(
    ' ',
  ),
)

/** Never schemas, and a stray `$id` in one would confuse the validator. */
const LEFT_OUT = new Set(['example', 'examples', 'x-lifecycle', 'x-specimen'])

/** Values, not schemas. */
const VALUES = new Set(['enum', 'const', 'default'])

const SAME_VALUE = ['allOf', 'anyOf', 'oneOf']

/**
 * `request`: what is `readOnly` is required of nobody, nor more of an entry than what finds it; integers must be safe.
 * `reply`: what is `writeOnly` is required of nobody (OpenAPI 3.0, section 4.7.24.2).
 * `plain`: as the document says.
 */
export function createRuleBook(original: JsonObject, mode: 'request' | 'reply' | 'plain'): RuleBook {
  const places = new Map<unknown, Pointer>()
  const document = copyObject(original, '', false, new Set())
  return { document, pointerOf: (schema) => places.get(schema) }

  function copy(value: JsonValue, pointer: Pointer, named: boolean, waived: ReadonlySet<string>): JsonValue {
    if (Array.isArray(value)) return value.map((item, index) => copy(item, join(pointer, index), false, waived))
    return isObject(value) ? copyObject(value, pointer, named, waived) : value
  }

  /** @param waived names that a schema of the same value has declared to travel the other way only */
  function copyObject(node: JsonObject, pointer: Pointer, named: boolean, waived: ReadonlySet<string>): JsonObject {
    const entry = mode === 'request' && !named ? entryRule(node, pointer) : undefined
    if (entry !== undefined) {
      places.set(entry, pointer)
      return entry
    }
    const ownWaived = mode !== 'plain' && !named ? waivedBy(node, waived) : new Set<string>()
    const entries = Object.entries(node).flatMap(([key, value]): [string, JsonValue][] => {
      if (!named && LEFT_OUT.has(key)) return []
      // OpenAPI 3.0's own word says nothing beside a `$ref`, and the validator stumbles over it.
      if (!named && key === 'nullable' && node.type === undefined) return []
      if (!named && VALUES.has(key)) return [[key, value]]
      if (!named && key === 'required' && Array.isArray(value)) {
        return [[key, value.filter((name) => typeof name !== 'string' || !ownWaived.has(name))]]
      }
      const passed = !named && SAME_VALUE.includes(key) ? ownWaived : new Set<string>()
      return [[key, copy(value, join(pointer, key), !named && NAMED.has(key), passed)]]
    })
    if (mode === 'request' && !named && isInteger(node)) entries.push(['x-safe-integer', true])
    const made = Object.fromEntries(entries)
    places.set(made, pointer)
    return made
  }

  /** What comes in for an entry that goes out whole (`x-reference`): what finds it is enough. Undefined: it is anyway. */
  function entryRule(node: JsonObject, pointer: Pointer): JsonObject | undefined {
    const reference = node['x-reference']
    const by = isObject(reference) ? reference.by : undefined
    if (typeof by !== 'string') return undefined
    const layers = wholeOf(original, pointer)
    const { type = 'object' } = keywordsOf(original, pointer)
    const required = layers.flatMap((layer) => listOf(layer.node.required))
    if (required.every((name) => name === by) || ![type].flat().includes('object')) return undefined
    const properties = layers.flatMap((layer) =>
      Object.keys(isObject(layer.node.properties) ? layer.node.properties : {}).map((name) => {
        const place = join(layer.pointer, 'properties', name)
        return [name, { $ref: `#${place.split('/').map(encodeURIComponent).join('/')}` }] as const
      }),
    )
    const isClosed = layers.some((layer) =>
      [layer.node.additionalProperties, layer.node.unevaluatedProperties].includes(false),
    )
    return {
      type,
      properties: Object.fromEntries(properties),
      required: [by],
      ...(isClosed && { additionalProperties: false }),
    }
  }

  function waivedBy(node: JsonObject, inherited: ReadonlySet<string>): ReadonlySet<string> {
    if (!Array.isArray(node.required) && !SAME_VALUE.some((key) => key in node)) return inherited
    const layers = layersOf(original, [node])
    const isWaived = mode === 'request' ? isReadOnly : isWriteOnly
    return new Set([...inherited, ...namesOf(layers).filter((name) => isWaived(original, schemasOf(layers, name)))])
  }
}

function isInteger(node: JsonObject): boolean {
  return node.type === 'integer' || listOf(node.type).includes('integer')
}
