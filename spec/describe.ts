/** Values and lists as a message names them. */

import type { JsonValue } from './model.js'

const LONGEST = 40

/**
 * What stands there instead of what belongs there.
 *
 * @example
 * describe([1]) // 'a list'
 * describe('bath') // '"bath"'
 */
export function describe(value: JsonValue | undefined): string {
  if (value === undefined || value === null) return 'empty'
  if (Array.isArray(value)) return value.length === 0 ? 'an empty list' : 'a list'
  if (typeof value === 'object') return 'an object'
  const text = JSON.stringify(value)
  return text.length > LONGEST ? `${text.slice(0, LONGEST)}…` : text
}

/** `a, b and c` */
export function andList(words: readonly string[]): string {
  return list(words, 'and')
}

/** `a, b or c` */
export function orList(words: readonly string[]): string {
  return list(words, 'or')
}

function list(words: readonly string[], last: string): string {
  return words.length < 2 ? words.join('') : `${words.slice(0, -1).join(', ')} ${last} ${words.at(-1)}`
}
