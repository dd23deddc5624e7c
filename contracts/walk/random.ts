/** Chance that a seed repeats. */

export type Random = {
  /** From 0 up to, not including, 1. */
  next(): number
  pick<T>(values: readonly T[]): T
  integer(minimum: number, maximum: number): number
}

/** Splitmix32, begun from the words. */
export function createRandom(seed: number, ...words: readonly (string | number)[]): Random {
  let state = [seed, ...words].reduce<number>(hash, 0x9e3779b9)
  const next = () => {
    state = (state + 0x9e3779b9) | 0
    let t = state ^ (state >>> 16)
    t = Math.imul(t, 0x21f0aaad)
    t ^= t >>> 15
    t = Math.imul(t, 0x735a2d97)
    return ((t ^ (t >>> 15)) >>> 0) / 4_294_967_296
  }
  return {
    next,
    pick: (values) => values[Math.floor(next() * values.length)] as (typeof values)[number],
    integer: (minimum, maximum) => minimum + Math.floor(next() * (maximum - minimum + 1)),
  }
}

function hash(state: number, word: string | number): number {
  let hashed = state
  for (const letter of String(word)) hashed = Math.imul(hashed ^ (letter.codePointAt(0) ?? 0), 0x01000193)
  return hashed ^ (hashed >>> 13)
}
