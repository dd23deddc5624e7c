/** Matchers that let through what the schema does not: a contract that would stay green with a broken provider. */

import { describe } from '../../spec/describe.js'
import { isObject, type JsonObject, type JsonValue, type Pointer } from '../../spec/index.js'
import { accepts, probesFor } from './acceptance.js'
import { type Matcher, matchersOf } from './matchers.js'
import type { PactBody } from './pact-body.js'
import { itemPointers, keyword, propertyPointers, viewOf } from './schema-view.js'

export type LooseMatcher = {
  /** `$.customer.id` */
  readonly place: string
  readonly schema: Pointer
  readonly expected: string
  readonly got: string
  readonly sentence: string
}

/** Matchers that choose or skip values by their own rules; what lies below them is not judged. */
const OPAQUE = ['values', 'eachKey', 'eachValue', 'arrayContains']

export function looseMatchers(document: JsonObject, schema: Pointer, body: PactBody): readonly LooseMatcher[] {
  const found: LooseMatcher[] = []
  visit([schema], body.content, [])
  return found

  function visit(pointers: readonly Pointer[], value: JsonValue, path: readonly (string | number)[]): void {
    if (pointers.length === 0) return
    const matchers = body.matchersAt(path)
    if (matchers?.some(({ match }) => OPAQUE.includes(match))) return
    const view = viewOf(document, pointers, value)
    if (Array.isArray(value)) {
      const minimum = keyword(view, 'minItems')
      const least = matchers?.find(({ min }) => min !== undefined)?.min ?? 0
      if (matchers !== undefined && typeof minimum === 'number' && least < minimum) {
        add(path, pointers, `at least ${minimum} entries`, `at least ${least}`, 'a shorter list')
      }
      value.forEach((item, index) => {
        visit(itemPointers(view), item, [...path, index])
      })
      return
    }
    if (isObject(value)) {
      const properties = propertyPointers(view)
      for (const [name, inner] of Object.entries(value)) visit(properties.get(name) ?? [], inner, [...path, name])
      return
    }
    if (matchers === undefined) return
    const needed = matchersOf(view, value)
    const leak = probesFor(value).find((probe) => accepts(matchers, value, probe) && !accepts(needed, value, probe))
    if (leak !== undefined) add(path, pointers, words(needed), words(matchers), leakWords(leak))
  }

  function add(
    path: readonly (string | number)[],
    [schema = '']: readonly Pointer[],
    expected: string,
    got: string,
    leak: string,
  ): void {
    const place = `$${path.map((one) => (typeof one === 'number' ? `[${one}]` : `.${one}`)).join('')}`
    const sentence = `${place} is matched by ${got}, which lets ${leak} through; the schema asks for ${expected}`
    found.push({ place, schema, expected, got, sentence })
  }
}

function words(matchers: readonly Matcher[]): string {
  return matchers.map(({ match, regex }) => (regex === undefined ? match : `${match} ${regex}`)).join(' and ')
}

function leakWords(value: JsonValue): string {
  if (value === null) return 'null'
  return typeof value === 'string' && value.trim() === '' ? 'an empty text' : describe(value)
}
