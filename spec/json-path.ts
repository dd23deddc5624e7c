/** The door to JSONPath (RFC 9535). */

import { exec } from 'jsonpath-rfc9535'
import type { JsonValue, Pointer } from './model.js'
import { join } from './pointer.js'

export type Found =
  | { readonly kind: 'found'; readonly pointers: readonly Pointer[] }
  | { readonly kind: 'malformed'; readonly message: string }

/** Where the things are that a JSONPath selects, each once. */
export function findByJsonPath(document: JsonValue, path: string): Found {
  const pointers = new Set<Pointer>()
  try {
    // The library's JSON type is writable, ours is not; it only reads.
    exec(document as Parameters<typeof exec>[0], path, (_value, tokens) => pointers.add(join('', ...tokens)))
  } catch (error) {
    return { kind: 'malformed', message: (error as Error).message }
  }
  return { kind: 'found', pointers: [...pointers] }
}
