/** What makers of values work with: whose data it is, and the chance that belongs to each place in it. */

import type { JsonObject, JsonValue } from '../../spec/index.js'
import type { Random } from '../ports.js'
import type { Person } from './person.js'
import { hashWord, mix, splitmix32 } from './random.js'

/** Makes the value of one place; undefined: the place stays empty. */
export type Maker = (making: Making) => JsonValue | undefined

export type Making = {
  /** Of the seed, the resource and the key; inside a list, of the item too. */
  readonly hash: number
  readonly key: string | number
  /** What comes before a path: empty, or the item of a list: `files[0].`. */
  readonly prefix: string
  readonly origin: number
  /** Grows where a value was not good enough: what would only give it again must give way. */
  readonly attempt: number
  person(): Person
  /** Another person, for the further items of a list. */
  stranger(word: string): Person
  refer?(resource: string, path: string): JsonObject
}

/** Chance that depends on the place alone: a property more or less changes no other. */
export function randomAt(making: Making, place: number): Random {
  return splitmix32(mix(making.hash ^ place) + making.attempt)
}

/** The hash of a place. */
export function placeOf(path: string): number {
  return hashWord(0x5eed, path)
}

/** The making of one item of a list. */
export function itemOf(making: Making, path: string, place: number, index: number): Making {
  const prefix = `${making.prefix}${path}[${index}]`
  if (index === 0) return { ...making, hash: mix(making.hash ^ place), prefix }
  let person: Person | undefined
  return {
    ...making,
    hash: mix((making.hash ^ place) + index),
    prefix,
    person() {
      person ??= making.stranger(prefix)
      return person
    },
  }
}

/** Remembers what was made first. */
export function once<T>(make: () => T): () => T {
  let made: { readonly value: T } | undefined
  return () => {
    made ??= { value: make() }
    return made.value
  }
}
