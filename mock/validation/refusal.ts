/** `x-refusal`: the example that a failed guard is answered with. */

import { isObject, type JsonObject, type JsonValue, join, type Pointer, tokensOf } from '../../spec/index.js'
import { itemsOf, type Layer, layersOf, schemasOf, valueAt } from './layers.js'

/**
 * The one nearest to a broken rule: around the rule in the document, then those that the guard's schema (`root`) has on
 * the way to the field. What is missing is a fault of the object that requires it, not of the property that is not there.
 */
export function findRefusal(
  document: JsonObject,
  root: Pointer,
  path: readonly (string | number)[],
  rule: Pointer | undefined,
): string | undefined {
  const place = rule?.endsWith('/required') === true ? path.slice(0, -1) : path
  return aroundRule(document, rule) ?? onTheWay(document, root, place)
}

function aroundRule(document: JsonObject, rule: Pointer | undefined): string | undefined {
  if (rule === undefined) return undefined
  const tokens = tokensOf(rule)
  for (let length = tokens.length - 1; length > 0; length -= 1) {
    const node = valueAt(document, join('', ...tokens.slice(0, length)))
    if (isObject(node) && typeof node['x-refusal'] === 'string') return node['x-refusal']
  }
  return undefined
}

function onTheWay(document: JsonObject, root: Pointer, path: readonly (string | number)[]): string | undefined {
  let layers = layersOf(document, [valueAt(document, root)])
  let refusal = refusalOf(layers)
  for (const step of path) {
    const below: readonly JsonValue[] = typeof step === 'number' ? itemsOf(layers) : schemasOf(layers, step)
    layers = layersOf(document, below)
    refusal = refusalOf(layers) ?? refusal
  }
  return refusal
}

function refusalOf(layers: readonly Layer[]): string | undefined {
  for (const { schema } of layers) if (typeof schema['x-refusal'] === 'string') return schema['x-refusal']
  return undefined
}
