/** How a token travels in the header `Authorization`. */

import type { SecurityScheme } from './model.js'

/** `Bearer TOKEN`; a Basic scheme's `id:secret` goes as base64 of its UTF-8 (RFC 7617, section 2). */
export function authorizationOf({ scheme }: Pick<SecurityScheme, 'scheme'>, token: string): string {
  return scheme === 'basic' ? `Basic ${encodeBasic(token)}` : `Bearer ${token}`
}

function encodeBasic(credentials: string): string {
  return btoa(Array.from(new TextEncoder().encode(credentials), (byte) => String.fromCharCode(byte)).join(''))
}

/** `aWQ6c2VjcmV0` → `id:secret`; undefined: it is no base64 of UTF-8. */
export function decodeBasic(text: string): string | undefined {
  try {
    const bytes = Uint8Array.from(atob(text), (character) => character.charCodeAt(0))
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes)
  } catch {
    return undefined
  }
}
