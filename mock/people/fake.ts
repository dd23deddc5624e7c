/** `x-faker`: what the composed person knows, or a method of Faker, made to fit the schema. */

import type { JsonValue } from '../../spec/index.js'
import type { Random } from '../ports.js'
import { compileDate } from './date.js'
import { compileFaker, type FakerCall, readFake } from './faker.js'
import { isSame, matches } from './holds.js'
import { type Maker, type Making, randomAt } from './making.js'
import { between, birthday, FACETS, REFERENCE_DATE } from './person.js'
import { pick } from './random.js'
import type { Shape } from './shape.js'
import type { Place } from './site.js'
import { STOCK } from './stock.js'
import { dateForm } from './timestamp.js'

type Faked = (making: Making, random: Random) => unknown

/** @param otherwise makes the value where the faked one cannot be made to fit */
export function compileFake(context: Place, otherwise: Maker): Maker {
  const { shape, site, place, where } = context
  const annotation = shape.keywords['x-faker'] ?? ''
  const faked = readFaked(annotation, where)
  const isDate = dateForm({ 'x-faker': annotation }) !== undefined
  const writeDate = isDate ? compileDate(shape, site.name) : undefined
  const conform = compileFit(shape)

  return (making) => {
    const random = randomAt(making, place)
    for (let attempt = 0; attempt < 8; attempt++) {
      const raw = faked(making, random)
      const value = writeDate !== undefined && typeof raw === 'number' ? writeDate(raw, making.origin, random) : raw
      const fitting = conform(value, random)
      if (fitting !== undefined) return fitting
    }
    return otherwise(making)
  }
}

/** What an annotation gives, before it is made to fit. Dates are ms since the epoch. */
export function readFaked(annotation: JsonValue, where: string): Faked {
  const fake = readFake(annotation, `${where}: `)
  const facet = FACETS[fake.method]
  if (facet !== undefined) return (making) => facet(making.person())
  const stock = STOCK[fake.method]
  if (stock !== undefined) return (_, random) => stock(random)
  const call = compileFaker(fake)
  if (fake.method.startsWith('date.')) return (making, random) => moment(call, making, random)
  return (making, random) => call(random, making.origin)
}

/** Nobody had papers before the 16th birthday. */
function moment(call: FakerCall, making: Making, random: Random): unknown {
  const value = call(random, making.origin)
  if (!(value instanceof Date)) return value
  const grownUp = birthday(making.person().birthdate, 16)
  return value.getTime() > grownUp ? value.getTime() : between(random, grownUp, REFERENCE_DATE)
}

/** Turns what was faked into what the schema takes; undefined: it cannot be. */
function compileFit(shape: Shape): (value: unknown, random: Random) => JsonValue | undefined {
  const { types, values, patterns, keywords } = shape
  const takes = (type: string): boolean => types === undefined || types.includes(type)
  const isText = types?.includes('string') === true
  const { minLength = 0, maxLength, minimum, maximum } = keywords
  const longest = typeof maxLength === 'number' ? maxLength : Number.POSITIVE_INFINITY

  return (value, random) => {
    if (values !== undefined) return chosen(values, value) ?? pick(random, values)
    if (typeof value === 'string') {
      if (!takes('string')) return takes('number') || takes('integer') ? bounded(Number(value)) : undefined
      return written(value)
    }
    if (typeof value === 'number' || typeof value === 'bigint') {
      return isText ? written(String(value)) : bounded(Number(value))
    }
    if (typeof value === 'boolean') return takes('boolean') ? value : written(String(value))
    if (value === undefined || value === null) return undefined
    return JSON.parse(JSON.stringify(value)) as JsonValue
  }

  function written(text: string): string | undefined {
    const short = text.length > longest ? text.slice(0, longest).trimEnd() : text
    if (short.length < Number(minLength)) return undefined
    return patterns.every((pattern) => matches(pattern, short)) ? short : undefined
  }

  function bounded(number: number): number | undefined {
    const value = types !== undefined && !types.includes('number') ? Math.round(number) : number
    if (Number.isNaN(value) || (typeof minimum === 'number' && value < minimum)) return undefined
    return typeof maximum === 'number' && value > maximum ? undefined : value
  }
}

function chosen(values: readonly JsonValue[], value: unknown): JsonValue | undefined {
  const text = String(value).toLowerCase()
  return values.find((entry) => isSame(entry, value as JsonValue) || String(entry).toLowerCase() === text)
}
