/** Violations → the problem that a call is refused with. */

import type { Problem, ProblemCode, Violation } from '../exchange.js'

/** A sentence names so many faults; the rest are counted. */
const NAMED = 20

/** One kind of fault has a problem of its own; several kinds at once are an invalid request. */
export function problemOf(violations: readonly Violation[]): Problem {
  const [first] = violations
  const code: ProblemCode =
    first !== undefined && violations.every((one) => one.code === first.code) ? first.code : 'invalid-request'
  return { code, detail: detailOf(violations), violations, reason: reasonOf(violations) }
}

function detailOf(violations: readonly Violation[]): string {
  const clauses = violations.slice(0, NAMED).map((violation) => `${labelOf(violation)} ${violation.message}`)
  const rest = violations.length - clauses.length
  const sentence = [...clauses, ...(rest > 0 ? [`and ${rest} more`] : [])].reduce(append)
  // A field keeps its own letters; our own words begin like a sentence.
  const begun = sentence.startsWith('the ') ? `T${sentence.slice(1)}` : sentence
  return /[.?!]$/.test(begun) ? begun : `${begun}.`
}

/** A question ends with its own mark. */
function append(sentence: string, clause: string): string {
  return `${sentence}${sentence.endsWith('?') ? ' ' : '; '}${clause}`
}

function labelOf({ in: place, field }: Violation): string {
  if (place !== 'body') return `the ${place} parameter ${field}`
  return field === '' ? 'the body' : field
}

/** The first fault, in short: the log has one line for each call. */
function reasonOf(violations: readonly Violation[]): string {
  const [first, ...others] = violations
  if (first === undefined) return 'refused'
  const clause = `${labelOf(first)} ${first.message}`.replace(/^the /, '').split(/[;:?]/)[0] ?? ''
  return others.length > 0 ? `${clause}, and ${others.length} more` : clause
}
