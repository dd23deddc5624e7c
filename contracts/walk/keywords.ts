/** The keywords that hold at a place of a document, looked up once: a walk asks for the same ones thousands of times. */

import { keywordsOf as findKeywords, layersOf as findLayers, type JsonObject, type Pointer } from '../../spec/index.js'

type Layers = ReturnType<typeof findLayers>

const keywords = new WeakMap<JsonObject, Map<Pointer, JsonObject>>()
const layers = new WeakMap<JsonObject, Map<Pointer, Layers>>()

export function keywordsOf(document: JsonObject, schema: Pointer): JsonObject {
  return remembered(keywords, document, schema, () => findKeywords(document, schema))
}

export function layersOf(document: JsonObject, schema: Pointer): Layers {
  return remembered(layers, document, schema, () => findLayers(document, schema))
}

function remembered<T>(
  known: WeakMap<JsonObject, Map<Pointer, T>>,
  document: JsonObject,
  place: Pointer,
  find: () => T,
): T {
  const own = known.get(document) ?? new Map<Pointer, T>()
  known.set(document, own)
  const held = own.get(place)
  if (held !== undefined) return held
  const found = find()
  own.set(place, found)
  return found
}
