/** Ways to a place: JSON pointers into the document, dotted paths into a model. */

import type { JsonObject, JsonValue, Pointer } from './model.js'

/** Whether it is an object, and neither null nor an array. */
export function isObject(value: unknown): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

/** `/paths` + `/pets` → `/paths/~1pets` (RFC 6901, section 3). */
export function join(pointer: Pointer, ...tokens: readonly (string | number)[]): Pointer {
  return tokens.reduce<string>(
    (joined, token) => `${joined}/${String(token).replaceAll('~', '~0').replaceAll('/', '~1')}`,
    pointer,
  )
}

/** The tokens of a pointer, unescaped; a leading `#` and percent-encoding (a `$ref`'s form) are allowed. */
export function tokensOf(pointer: Pointer): readonly string[] {
  const plain = pointer.startsWith('#') ? decode(pointer.slice(1)) : pointer
  return plain
    .split('/')
    .slice(1)
    .map((token) => token.replaceAll('~1', '/').replaceAll('~0', '~'))
}

/** The value at a pointer; undefined where there is none. Follows no `$ref`. */
export function resolvePointer(document: JsonValue, pointer: Pointer): JsonValue | undefined {
  let value: JsonValue | undefined = document
  for (const token of tokensOf(pointer)) {
    if (Array.isArray(value)) value = /^\d+$/.test(token) ? value[Number(token)] : undefined
    else if (isObject(value)) value = Object.hasOwn(value, token) ? value[token] : undefined
    else return undefined
  }
  return value
}

/**
 * Follows a chain of `$ref`s inside the document.
 *
 * @returns the place that stands at its end, and what is there; undefined where the chain is broken or runs in a circle
 */
export function follow(document: JsonValue, pointer: Pointer): { pointer: Pointer; value: JsonValue } | undefined {
  const seen = new Set<Pointer>()
  let place = pointer
  while (!seen.has(place)) {
    seen.add(place)
    const value = resolvePointer(document, place)
    if (value === undefined) return undefined
    const ref = isObject(value) ? value['$ref'] : undefined
    if (typeof ref !== 'string') return { pointer: place, value }
    if (!ref.startsWith('#')) return undefined
    place = join('', ...tokensOf(ref))
  }
  return undefined
}

/** The value at a dotted path of a model, e.g. `customer.id`. */
export function getPath(data: JsonValue | undefined, path: string): JsonValue | undefined {
  // Most paths are one name: no list is made for them.
  const names = path.includes('.') ? path.split('.') : undefined
  if (names === undefined) return isObject(data) && Object.hasOwn(data, path) ? data[path] : undefined
  let value: JsonValue | undefined = data
  for (const name of names) {
    if (!isObject(value) || !Object.hasOwn(value, name)) return undefined
    value = value[name]
  }
  return value
}

/** A copy of the model with the value at a dotted path; objects on the way are made where there are none. */
export function setPath(data: JsonObject, path: string, value: JsonValue): JsonObject {
  const dot = path.indexOf('.')
  if (dot < 0) return { ...data, [path]: value }
  const name = path.slice(0, dot)
  const inner = data[name]
  return { ...data, [name]: setPath(isObject(inner) ? inner : {}, path.slice(dot + 1), value) }
}

function decode(text: string): string {
  try {
    return decodeURIComponent(text)
  } catch {
    return text
  }
}
