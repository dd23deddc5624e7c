/** What Pact's matchers let through, said for values that one can try. */

import type { JsonValue } from '../../spec/index.js'
import type { Matcher } from './matchers.js'

/**
 * Whether all matchers let a value through; where it cannot be known here, they let only the example through.
 *
 * @note Type is coarse in Pact: any number is of the type of any other.
 */
export function accepts(matchers: readonly Matcher[], example: JsonValue, value: JsonValue): boolean {
  return matchers.every((matcher) => acceptsOne(matcher, example, value))
}

function acceptsOne({ match, regex }: Matcher, example: JsonValue, value: JsonValue): boolean {
  switch (match) {
    case 'type':
      return kindOf(value) === kindOf(example)
    case 'integer':
      return Number.isInteger(value)
    case 'number':
    case 'decimal':
      return typeof value === 'number'
    case 'boolean':
      return typeof value === 'boolean'
    case 'null':
      return value === null
    case 'regex':
      return isScalar(value) && fits(regex ?? '', String(value))
    case 'notEmpty':
      return kindOf(value) === kindOf(example) && value !== ''
    case 'include':
      return typeof value === 'string' && value.includes(String(example))
    default:
      return value === example
  }
}

/** Values to try: what somebody gets wrong, near the example and far from it. */
export function probesFor(example: JsonValue): readonly JsonValue[] {
  const text = String(example)
  const near = typeof example === 'object' ? [] : [`${text}x`, `x${text}`, text.toUpperCase(), text.toLowerCase(), text]
  const numbers = [-1, 0, 1, 1.5, ...(typeof example === 'number' ? [example + 1, -example] : [Number(text)])]
  return [...near, '', ' ', 'x', 'something else', ...numbers.filter(Number.isFinite), true, false, null]
}

function kindOf(value: JsonValue): string {
  if (value === null) return 'null'
  return Array.isArray(value) ? 'array' : typeof value
}

function isScalar(value: JsonValue): boolean {
  return value !== null && typeof value !== 'object'
}

function fits(pattern: string, text: string): boolean {
  try {
    return new RegExp(pattern).test(text)
  } catch {
    return false
  }
}
