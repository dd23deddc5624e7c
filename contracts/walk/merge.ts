/** What data will be after a write, as far as guards can ask. */

import { type ApiModel, isObject, type JsonObject, type JsonValue, keywordsOf, type Pointer } from '../../spec/index.js'
import { formsOf, momentOf } from '../timestamps.js'
import { fillTemplate, inputProperties, isReference, itemsOf, memberOf } from './compare.js'

/** Objects are merged, all else is replaced; moments go out in their first form, directory values whole. */
export function merge(model: ApiModel, schema: Pointer, before: JsonObject, sent: JsonObject): JsonObject {
  const { document } = model
  return compose(mergeObject(schema, before, sent))

  function mergeObject(place: Pointer | undefined, held: JsonObject, portion: JsonObject): JsonObject {
    const made: { [name: string]: JsonValue } = { ...held }
    for (const [name, value] of Object.entries(portion)) {
      const inner = memberOf(document, place, name).schema
      const keywords = inner === undefined ? {} : keywordsOf(document, inner)
      if (keywords['readOnly'] === true || typeof keywords['x-stamp'] === 'string') continue
      made[name] = mergeValue(inner, held[name], value)
    }
    return made
  }

  function mergeValue(place: Pointer | undefined, held: JsonValue | undefined, value: JsonValue): JsonValue {
    const keywords = place === undefined ? {} : keywordsOf(document, place)
    const reference = keywords['x-reference']
    if (isReference(reference) && isObject(value)) {
      const wanted = value[reference.by]
      return model.directories[reference.to]?.find((entry) => entry[reference.by] === wanted) ?? value
    }
    if (isObject(value)) return mergeObject(place, isObject(held) ? held : {}, value)
    if (Array.isArray(value)) {
      const items = place === undefined ? undefined : itemsOf(document, place)
      return value.map((item) => mergeValue(items, undefined, item))
    }
    const at = momentOf(value, keywords)
    return at === undefined ? value : (formsOf(keywords)[0]?.format(at) ?? value)
  }

  function compose(data: JsonObject): JsonObject {
    const made: { [name: string]: JsonValue } = { ...data }
    for (const name of Object.keys(modelProperties())) {
      const inner = memberOf(document, schema, name).schema
      const template = inner === undefined ? undefined : keywordsOf(document, inner)['x-compute']
      if (typeof template !== 'string' || name in sent) continue
      const now = fillTemplate(template, made)
      const old = before[name]
      if (now !== '' && (old === undefined || old === fillTemplate(template, before))) made[name] = now
    }
    return made
  }

  function modelProperties(): { readonly [name: string]: Pointer } {
    return inputProperties(document, schema)
  }
}

/** What a replacement leaves: the body, its defaults, and what no body can carry. */
export function replace(
  model: ApiModel,
  schema: Pointer,
  before: JsonObject,
  sent: JsonObject,
  input: Pointer | undefined,
): JsonObject {
  const carried = inputProperties(model.document, input)
  const kept = Object.fromEntries(Object.entries(before).filter(([name]) => carried[name] === undefined))
  const defaults = Object.entries(carried).flatMap(([name, place]) => {
    const value = keywordsOf(model.document, place)['default']
    return value === undefined ? [] : [[name, value] as const]
  })
  return merge(model, schema, { ...kept, ...Object.fromEntries(defaults) }, sent)
}
