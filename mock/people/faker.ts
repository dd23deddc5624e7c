/** The only door to Faker. */

import type { Faker, LocaleDefinition, Randomizer } from '@faker-js/faker'
// Not the package's root: that one loads 70 languages.
import { faker as english } from '@faker-js/faker/locale/en'
import { isObject, type JsonValue, resolveMoment } from '../../spec/index.js'
import type { Random } from '../ports.js'
import { compilePattern } from './pattern.js'
import { REFERENCE_DATE } from './person.js'

/** What `x-faker` says: `person.firstName`, `{string.numeric: 8}`, `{number.int: [{min: 1, max: 6}]}`. */
export type Fake = {
  readonly method: string
  readonly arguments: readonly JsonValue[]
}

let source: Random = { next: () => 0 }

/** One instance for all: calls are synchronous, and each brings its own numbers. */
const faker = createFaker({ next: () => source.next(), seed: () => {} })
faker.setDefaultRefDate(REFERENCE_DATE)

const METHODS: ReadonlyMap<string, (...args: unknown[]) => unknown> = new Map(
  Object.entries(faker).flatMap(([module, methods]: [string, unknown]) =>
    module === 'fakerCore' || !isObject(methods)
      ? []
      : Object.entries(methods as object).flatMap(([name, method]: [string, unknown]) =>
          typeof method === 'function' ? [[`${module}.${name}`, method as () => unknown] as const] : [],
        ),
  ),
)

/** Methods whose dates refer to the clock; all others refer to a fixed date. */
const AHEAD = new Set(['date.future', 'date.soon'])

/**
 * Reads an `x-faker` annotation.
 *
 * @param place where the annotation stands, for the message: `Pet.name: `
 */
export function readFake(annotation: JsonValue, place = ''): Fake {
  const fake = formOf(annotation)
  if (fake === undefined) {
    throw new Error(
      `${place}x-faker must be the name of a Faker method or {method: argument}, but is ${JSON.stringify(annotation)}.`,
    )
  }
  if (METHODS.has(fake.method)) return fake
  throw new Error(
    `${place}Faker has no method "${fake.method}". Did you mean "${likeliest(fake.method)}"? See https://fakerjs.dev/api/.`,
  )
}

/** A call of Faker with numbers of our own; `origin` is what `now` and future dates refer to, ms since the epoch. */
export type FakerCall = (random: Random, origin: number) => unknown

export function compileFaker(fake: Fake): FakerCall {
  const method = METHODS.get(fake.method)
  if (method === undefined) throw new Error(`Faker has no method "${fake.method}".`)
  const pattern =
    fake.method === 'helpers.fromRegExp' && typeof fake.arguments[0] === 'string' ? fake.arguments[0] : undefined
  // Ours reads more patterns, and is faster.
  const part = pattern === undefined ? undefined : compilePattern(pattern)
  if (part !== undefined) return (random) => part(random, Number.POSITIVE_INFINITY)

  const isRelative =
    AHEAD.has(fake.method) || (fake.method.startsWith('date.') && /"now/.test(JSON.stringify(fake.arguments)))
  return (random, origin) => {
    source = random
    return isRelative ? method(...datedArguments(fake, origin)) : method(...fake.arguments)
  }
}

/** As a last resort for patterns that our own generator cannot read. */
export function fromPattern(pattern: string, random: Random): string {
  source = random
  return faker.helpers.fromRegExp(pattern)
}

function formOf(annotation: JsonValue): Fake | undefined {
  if (typeof annotation === 'string') return { method: annotation, arguments: [] }
  if (!isObject(annotation)) return undefined
  const [entry, ...more] = Object.entries(annotation)
  if (entry === undefined || more.length > 0) return undefined
  const [method, given] = entry
  return { method, arguments: Array.isArray(given) ? given : [given] }
}

function datedArguments(fake: Fake, origin: number): readonly unknown[] {
  const [first, ...rest] = fake.arguments.map((argument) =>
    isObject(argument) ? withDates(argument, origin) : argument,
  )
  if (!AHEAD.has(fake.method)) return first === undefined ? [] : [first, ...rest]
  return [{ refDate: origin, ...(isObject(first) ? first : {}) }, ...rest]
}

/** `{from: now-P5Y}` → `{from: 2020-…}`. */
function withDates(
  options: { readonly [name: string]: unknown },
  origin: number,
): { readonly [name: string]: unknown } {
  return Object.fromEntries(
    Object.entries(options).map(([name, value]) => [
      name,
      typeof value === 'string' ? (resolveMoment(value, origin) ?? value) : value,
    ]),
  )
}

function likeliest(method: string): string {
  const wanted = method.toLowerCase()
  const [, ownName = wanted] = wanted.split('.')
  let best = ''
  let least = Number.POSITIVE_INFINITY
  for (const name of METHODS.keys()) {
    const lower = name.toLowerCase()
    // A right name in a wrong module is likelier than a right module with another name.
    const steps = Math.min(distance(wanted, lower), distance(ownName, lower.slice(lower.indexOf('.') + 1)) + 1)
    if (steps < least) {
      least = steps
      best = name
    }
  }
  return best
}

/** Levenshtein's: how many letters to change, add or leave out. */
function distance(one: string, other: string): number {
  let row = Array.from({ length: other.length + 1 }, (_, index) => index)
  for (let i = 1; i <= one.length; i++) {
    const next = [i]
    for (let j = 1; j <= other.length; j++) {
      const change = (row[j - 1] ?? 0) + (one[i - 1] === other[j - 1] ? 0 : 1)
      next.push(Math.min(change, (row[j] ?? 0) + 1, (next[j - 1] ?? 0) + 1))
    }
    row = next
  }
  return row[other.length] ?? 0
}

function createFaker(randomizer: Randomizer): Faker {
  const Constructor = english.constructor as new (options: {
    locale: LocaleDefinition
    randomizer: Randomizer
  }) => Faker
  return new Constructor({ locale: english.rawDefinitions, randomizer })
}
