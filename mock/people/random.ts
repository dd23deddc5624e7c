/** Seeded chance: the same seed and words give the same numbers, on each machine and in any order. */

import type { Random } from '../ports.js'

/** Numbers that depend on the seed and on all the words; `1` and `'1'` are the same word. */
export function seeded(seed: number, ...words: readonly (string | number)[]): Random {
  return splitmix32(words.reduce<number>(hashWord, hashWord(0, seed)))
}

/** Mixes one more word into a hash. (`ab`, `c`) and (`a`, `bc`) differ, since each word ends in a round of its own. */
export function hashWord(hash: number, word: string | number): number {
  const text = typeof word === 'string' ? word : String(word)
  let mixed = hash ^ text.length
  for (let index = 0; index < text.length; index++) mixed = mix(mixed ^ text.charCodeAt(index))
  return mix(mixed + 0x9e3779b9)
}

/** The finalizer of MurmurHash3: each bit of the input changes half of the output's. */
export function mix(hash: number): number {
  let mixed = Math.imul(hash ^ (hash >>> 16), 0x85ebca6b)
  mixed = Math.imul(mixed ^ (mixed >>> 13), 0xc2b2ae35)
  return mixed ^ (mixed >>> 16)
}

/** Splitmix32: small, fast, and good enough for names. */
export function splitmix32(seed: number): Random {
  let state = seed | 0
  return {
    next() {
      state = (state + 0x9e3779b9) | 0
      let mixed = Math.imul(state ^ (state >>> 16), 0x21f0aaad)
      mixed = Math.imul(mixed ^ (mixed >>> 15), 0x735a2d97)
      return ((mixed ^ (mixed >>> 15)) >>> 0) / 4294967296
    },
  }
}

/** An integer from `minimum` to `maximum`, both possible. */
export function integer(random: Random, minimum: number, maximum: number): number {
  return minimum + Math.floor(random.next() * (maximum - minimum + 1))
}

/** One of the values. */
export function pick<T>(random: Random, values: readonly [T, ...T[]]): T
export function pick<T>(random: Random, values: readonly T[]): T | undefined
export function pick<T>(random: Random, values: readonly T[]): T | undefined {
  return values[Math.floor(random.next() * values.length)]
}

/** Puts digits where `#` stands and capital letters where `?` stands: `SW# #??`. */
export function fillIn(random: Random, form: string): string {
  return form.replace(/[#?]/g, (mark) => {
    if (mark === '#') return String(integer(random, 0, 9))
    return String.fromCharCode(integer(random, 65, 90))
  })
}
