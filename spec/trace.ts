/** Where a value of a document was before files were joined and overlays laid on: objects are known by identity. */

import type { JsonValue, Pointer } from './model.js'
import { join, tokensOf } from './pointer.js'

/** Each object and list below a value → what `describe` says of its pointer. Of an aliased one, the first place. */
export function rememberPlaces<T>(
  root: JsonValue,
  describe: (pointer: Pointer) => T,
  known: Map<object, T> = new Map(),
): Map<object, T> {
  const remember = (value: JsonValue, pointer: Pointer): void => {
    if (typeof value !== 'object' || value === null || known.has(value)) return
    known.set(value, describe(pointer))
    for (const [name, child] of Object.entries(value)) remember(child, join(pointer, name))
  }
  remember(root, '')
  return known
}

/** The deepest remembered object on the way to a pointer, and the way on from there. */
export function traceBack<T>(
  document: JsonValue,
  pointer: Pointer,
  known: ReadonlyMap<object, T>,
): { readonly from: T | undefined; readonly rest: Pointer } {
  let from: T | undefined
  let rest = ''
  let value: JsonValue | undefined = document
  for (const token of [undefined, ...tokensOf(pointer)]) {
    if (token !== undefined) {
      rest = join(rest, token)
      value = childOf(value, token)
    }
    const place = typeof value === 'object' && value !== null ? known.get(value) : undefined
    if (place === undefined) continue
    from = place
    rest = ''
  }
  return { from, rest }
}

function childOf(value: JsonValue | undefined, token: string): JsonValue | undefined {
  if (typeof value !== 'object' || value === null || !Object.hasOwn(value, token)) return undefined
  return (value as { readonly [name: string]: JsonValue })[token]
}
