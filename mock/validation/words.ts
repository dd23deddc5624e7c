/** The words in which faults are told: clauses that follow the field's name. */

import type { JsonValue } from '../../spec/index.js'
import { typeOf } from './layers.js'
import { quote } from './quote.js'

const TYPES: { readonly [type: string]: string } = {
  string: 'a string',
  number: 'a number',
  integer: 'an integer',
  boolean: 'true or false',
  array: 'an array',
  object: 'an object',
  null: 'null',
}

/** `a string or null`. */
export function nameTypes(types: readonly string[]): string {
  return joinWords(
    types.map((type) => TYPES[type] ?? type),
    'or',
  )
}

/** What was sent instead. In parameters all is text, so the text says more than its type. */
export function nameGiven(value: unknown, isText: boolean): string {
  if (typeof value === 'string') return isText ? quote(value) : 'a string'
  if (typeof value === 'number') return Number.isInteger(value) ? 'a number' : nameNumber(value)
  if (typeof value === 'boolean') return String(value)
  const type = typeOf(value as JsonValue)
  return TYPES[type] ?? type
}

function nameNumber(value: number): string {
  return Number.isFinite(value) ? `a number with a fraction` : 'one beyond all bounds'
}

/** At most ten of them: `"Male" or "Female"`. */
export function nameValues(values: readonly unknown[]): string {
  const shown = values.slice(0, 10).map((value) => JSON.stringify(value) ?? String(value))
  const rest = values.length - shown.length
  return rest > 0 ? `${shown.join(', ')} or one of ${rest} more` : joinWords(shown, 'or')
}

export function joinWords(words: readonly string[], last: 'or' | 'and'): string {
  if (words.length < 2) return words.join('')
  return `${words.slice(0, -1).join(', ')} ${last} ${words.at(-1)}`
}

/** `1 item`, `2 items`. */
export function count(number: unknown, noun: string): string {
  if (number === 1) return `1 ${noun}`
  return `${number} ${noun.endsWith('y') ? `${noun.slice(0, -1)}ies` : `${noun}s`}`
}

const FORMATS: { readonly [format: string]: string } = {
  email: 'an e-mail address',
  'idn-email': 'an e-mail address',
  uuid: 'a UUID',
  uri: 'a URI',
  'uri-reference': 'a URI or a part of one',
  url: 'a URL',
  hostname: 'a host name',
  ipv4: 'an IPv4 address',
  ipv6: 'an IPv6 address',
  byte: 'text in base64',
  duration: 'an ISO 8601 duration',
  int32: 'an integer of 32 bits',
  int64: 'an integer of 64 bits',
  regex: 'a regular expression',
  'json-pointer': 'a JSON pointer',
}

export function nameFormat(format: unknown): string {
  return FORMATS[String(format)] ?? `of the format ${format}`
}
