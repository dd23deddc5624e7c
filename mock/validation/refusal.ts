/** `x-refusal`: the example that a failed guard is answered with. */

import { isObject, type JsonObject, type JsonValue, join, type Pointer, tokensOf } from '../../spec/index.js'
import { itemsOf, type Layer, layersOf, schemasOf, valueAt } from './layers.js'

/**
 * The one nearest to a broken rule. First that of the missing property itself, then those around the rule in the
 * document, then those that the guard's schema (`root`) has on the way to the field.
 */
export function findRefusal(
  document: JsonObject,
  root: Pointer,
  path: readonly (string | number)[],
  rule: Pointer | undefined,
): string | undefined {
  return atProperty(document, path, rule) ?? aroundRule(document, rule) ?? onTheWay(document, root, path)
}

function atProperty(
  document: JsonObject,
  path: readonly (string | number)[],
  rule: Pointer | undefined,
): string | undefined {
  const name = path.at(-1)
  if (rule === undefined || typeof name !== 'string' || !rule.endsWith('/required')) return undefined
  const holder = valueAt(document, rule.slice(0, rule.lastIndexOf('/')))
  return refusalOf(layersOf(document, schemasOf(layersOf(document, [holder]), name)))
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
