/** Text → JSON, with nothing in it that could harm whoever handles it later. */

import type { JsonValue } from '../../spec/index.js'
import { findJsonFault } from './json-fault.js'
import { shorten } from './quote.js'

/** Deeper texts are refused: schemas, copies and replies are all walked by recursion. */
const DEEPEST = 200

type JsonReading =
  | { readonly kind: 'read'; readonly value: JsonValue; readonly banned: readonly string[] }
  /** A clause that follows "the body": `is not JSON: …`. */
  | { readonly kind: 'unreadable'; readonly message: string }

/** `banned`: paths of `__proto__` keys, taken out: they would replace an object's prototype in the first careless copy. */
export function readJson(text: string): JsonReading {
  if (isTooDeep(text)) return { kind: 'unreadable', message: `is nested deeper than ${DEEPEST} levels` }
  const value = parse(text)
  if (value === undefined) return { kind: 'unreadable', message: explain(text) }
  if (mayOverflow(text) && holdsInfinity(value)) {
    return { kind: 'unreadable', message: 'holds a number beyond what JSON tools can carry (1.8e308)' }
  }
  return { kind: 'read', value, banned: mayBeBanned(text) ? takeBanned(value, '') : [] }
}

function parse(text: string): JsonValue | undefined {
  try {
    return JSON.parse(text) as JsonValue
  } catch {
    return undefined
  }
}

function explain(text: string): string {
  const fault = findJsonFault(text)
  if (fault === undefined) return 'is not JSON'
  const hint = fault.cut ? '; was it cut off? In a shell, put the whole body in quotes' : ''
  return `is not JSON: ${fault.sentence}${hint}`
}

function isTooDeep(text: string): boolean {
  // Most bodies have fewer brackets than levels are allowed.
  if (countUpTo(DEEPEST, text, '{') + countUpTo(DEEPEST, text, '[') <= DEEPEST) return false
  let depth = 0
  let quoted = false
  for (let at = 0; at < text.length; at += 1) {
    const code = text.charCodeAt(at)
    if (quoted) {
      if (code === 0x5c) at += 1
      else if (code === 0x22) quoted = false
      continue
    }
    if (code === 0x22) quoted = true
    else if (code === 0x7b || code === 0x5b) depth += 1
    else if (code === 0x7d || code === 0x5d) depth -= 1
    if (depth > DEEPEST) return true
  }
  return false
}

function countUpTo(most: number, text: string, character: string): number {
  let count = 0
  for (let at = text.indexOf(character); at >= 0 && count <= most; at = text.indexOf(character, at + 1)) count += 1
  return count
}

/** Only texts that could hold one are searched. */
function mayOverflow(text: string): boolean {
  return /\d[eE]\+?\d{3}|\d{300}/.test(text)
}

function mayBeBanned(text: string): boolean {
  return text.includes('__proto__') || text.includes('\\u')
}

function holdsInfinity(value: JsonValue): boolean {
  if (typeof value === 'number') return !Number.isFinite(value)
  if (typeof value !== 'object' || value === null) return false
  return Object.values(value).some(holdsInfinity)
}

function takeBanned(value: JsonValue, path: string): readonly string[] {
  if (typeof value !== 'object' || value === null) return []
  if (Array.isArray(value)) return value.flatMap((item: JsonValue, index) => takeBanned(item, `${path}[${index}]`))
  return Object.entries(value).flatMap(([name, inner]) => {
    const place = path === '' ? shorten(name) : `${path}.${shorten(name)}`
    if (name !== '__proto__') return takeBanned(inner, place)
    Reflect.deleteProperty(value, name)
    return [place]
  })
}
