/** The likely name meant. */

import type { JsonValue } from './model.js'

/**
 * The candidate that a mistyped word most likely means; undefined where none is close.
 *
 * @example
 * nearest('pasport_number', ['passport_number', 'name']) // 'passport_number'
 */
export function nearest(word: string, candidates: Iterable<string>): string | undefined {
  const allowed = Math.max(1, Math.floor(word.length / 3))
  let best: string | undefined
  let least = allowed + 1
  for (const candidate of candidates) {
    if (candidate === word || Math.abs(candidate.length - word.length) >= least) continue
    const steps = candidate.toLowerCase() === word.toLowerCase() ? 0.5 : distance(word, candidate)
    if (steps >= least) continue
    best = candidate
    least = steps
  }
  return best
}

/** ` Did you mean "x"?`, or nothing: to be put behind a sentence. */
export function didYouMean(word: string, candidates: Iterable<string>): string {
  const name = nearest(word, candidates)
  return name === undefined ? '' : ` Did you mean "${name}"?`
}

/** The same for what may be no word at all. */
export function meant(given: JsonValue | undefined, candidates: Iterable<string>): string {
  return typeof given === 'string' ? didYouMean(given, candidates) : ''
}

/**
 * How many letters to insert, remove, replace or swap with their neighbour (Damerau and Levenshtein, optimal string
 * alignment): `clinet` and `client` are one apart.
 */
function distance(a: string, b: string): number {
  let before: number[] = []
  let row = Array.from({ length: b.length + 1 }, (_, column) => column)
  for (let i = 1; i <= a.length; i += 1) {
    const next = [i]
    for (let j = 1; j <= b.length; j += 1) {
      const same = a[i - 1] === b[j - 1]
      const swapped = i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1]
      next[j] = Math.min(
        at(row, j) + 1,
        at(next, j - 1) + 1,
        at(row, j - 1) + (same ? 0 : 1),
        swapped ? at(before, j - 2) + 1 : Number.POSITIVE_INFINITY,
      )
    }
    before = row
    row = next
  }
  return at(row, b.length)
}

function at(row: readonly number[], index: number): number {
  return row[index] ?? Number.POSITIVE_INFINITY
}
