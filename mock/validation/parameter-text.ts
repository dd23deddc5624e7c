/** How a parameter is written: the styles of OpenAPI 3.1, section 4.8.12.4. */

import type { JsonValue } from '../../spec/index.js'
import { type Coercion, coerceText } from './coercion.js'

type ParameterStyle = { readonly name: string; readonly style: string; readonly explode: boolean }

/** What a text says; undefined: it is not written in the parameter's style. */
type TextReading = { readonly value: JsonValue } | undefined

/** A stray `%`, or bytes that are no UTF-8. */
export const MALFORMED = Symbol('malformed percent-encoding')

/** Parameters that stand in one text: those of paths, headers and cookies, and `explode: false` in queries. */
export function readText(
  text: string,
  how: ParameterStyle,
  coercion: Coercion,
  decode: Decode,
): TextReading | typeof MALFORMED {
  const parts = split(text, how, coercion)
  if (parts === undefined) return undefined
  const decoded = parts.map(decode)
  if (decoded.some((part) => part === undefined)) return MALFORMED
  const texts = decoded as readonly string[]
  if (coercion.isArray) return { value: texts.map((part) => coerceText(part, coercion.item())) }
  if (coercion.isObject) return readPairs(texts, how.explode, coercion)
  return { value: coerceText(texts[0] ?? '', coercion) }
}

type Decode = (text: string) => string | undefined

/** RFC 3986, section 2.1; undefined: a `%` that begins no character. */
export function decodePercent(text: string): string | undefined {
  if (!text.includes('%')) return text
  try {
    return decodeURIComponent(text)
  } catch {
    return undefined
  }
}

const SEPARATORS: { readonly [style: string]: string } = { spaceDelimited: ' ', pipeDelimited: '|' }

function split(
  text: string,
  { name, style, explode }: ParameterStyle,
  coercion: Coercion,
): readonly string[] | undefined {
  const isScalar = !coercion.isArray && !coercion.isObject
  switch (style) {
    case 'label': {
      if (!text.startsWith('.')) return undefined
      const rest = text.slice(1)
      if (isScalar) return [rest]
      // Earlier versions of OpenAPI write a dot between all values, later ones a comma unless exploded.
      return rest.split(explode || !rest.includes(',') ? '.' : ',')
    }
    case 'matrix': {
      if (!text.startsWith(';')) return undefined
      const pieces = text.slice(1).split(';')
      if (explode && coercion.isObject) return pieces
      const values = pieces.map((piece) => (piece === name ? '' : afterName(piece, name)))
      if (values.some((value) => value === undefined)) return undefined
      const known = values as readonly string[]
      return isScalar || explode ? known : (known[0] ?? '').split(',')
    }
    default:
      if (isScalar) return [text]
      return text === '' ? [] : text.split(SEPARATORS[style] ?? ',')
  }
}

function afterName(piece: string, name: string): string | undefined {
  return piece.startsWith(`${name}=`) ? piece.slice(name.length + 1) : undefined
}

/** `R=100,G=200` exploded, `R,100,G,200` otherwise. */
function readPairs(parts: readonly string[], explode: boolean, coercion: Coercion): TextReading {
  const entries: [string, string][] = []
  if (explode) {
    for (const part of parts) {
      const at = part.indexOf('=')
      if (at < 0) return undefined
      entries.push([part.slice(0, at), part.slice(at + 1)])
    }
  } else {
    if (parts.length % 2 === 1) return undefined
    for (let at = 0; at < parts.length; at += 2) entries.push([parts[at] ?? '', parts[at + 1] ?? ''])
  }
  return { value: Object.fromEntries(entries.map(([key, text]) => [key, coerceText(text, coercion.property(key))])) }
}
