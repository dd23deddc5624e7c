/** Parameters and form fields come as text; their schemas say what the text means. */

import type { JsonObject, JsonValue } from '../../spec/index.js'
import { itemsOf, type Layer, layersOf, namesOf, othersOf, schemasOf, typesOf } from './layers.js'

export type Coercion = {
  readonly types: ReadonlySet<string>
  readonly isArray: boolean
  readonly isObject: boolean
  /** Files, in multipart forms. */
  readonly isBinary: boolean
  readonly names: readonly string[]
  readonly item: () => Coercion
  readonly property: (name: string) => Coercion
}

export function coercionOf(document: JsonObject, schemas: readonly (JsonValue | undefined)[]): Coercion {
  const layers = layersOf(document, schemas)
  const types = typesOf(layers)
  const isScalar = ['string', 'integer', 'number', 'boolean'].some((type) => types.has(type))
  const properties = new Map<string, Coercion>()
  let item: Coercion | undefined
  return {
    types,
    isArray: types.has('array') && !isScalar,
    isObject: types.has('object') && !isScalar && !types.has('array'),
    isBinary: layers.some(({ schema }) => isBinary(schema)),
    names: namesOf(layers),
    item: () => {
      item ??= coercionOf(document, itemsOf(layers))
      return item
    },
    property: (name) => {
      const known = properties.get(name)
      if (known !== undefined) return known
      const made = coercionOf(document, schemasOrOthers(layers, name))
      // Names that no schema knows come from clients: keeping them would never end.
      if (schemasOf(layers, name).length > 0) properties.set(name, made)
      return made
    },
  }
}

/** The value that a text stands for; text that is nothing else stays text, for the schema to refuse. */
export function coerceText(text: string, { types }: Coercion): JsonValue {
  if (types.has('number') ? NUMBER.test(text) : types.has('integer') && INTEGER.test(text)) {
    const number = Number(text)
    // Adding zero makes 0 of -0.
    if (Number.isFinite(number)) return number + 0
  }
  if (types.has('boolean') && (text === 'true' || text === 'false')) return text === 'true'
  if (types.has('null') && (text === 'null' || text === '') && !types.has('string')) return null
  return text
}

/** 1e3 is a number; as an id it is a slip. */
const INTEGER = /^-?(?:0|[1-9]\d*)$/
const NUMBER = /^-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?$/

function schemasOrOthers(layers: readonly Layer[], name: string): readonly JsonValue[] {
  const own = schemasOf(layers, name)
  return own.length > 0 ? own : othersOf(layers)
}

/** OpenAPI 3.0 says `format: binary`; 3.1 a media type without an encoding. */
function isBinary({ format, contentMediaType, contentEncoding }: JsonObject): boolean {
  if (format === 'binary') return true
  if (typeof contentMediaType !== 'string' || contentEncoding !== undefined) return false
  return !/json$|^text\//i.test(contentMediaType)
}
