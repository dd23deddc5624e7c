/** Values that a schema does not take. */

import { type JsonObject, type JsonValue, keywordsOf, type Pointer, resolveMoment } from '../../spec/index.js'
import { now } from '../clock.js'
import { formsOf } from '../timestamps.js'
import { itemsOf } from './compare.js'
import { typeOf } from './inputs.js'
import { createRandom } from './random.js'
import type { Situation } from './situation.js'

export type Value = {
  readonly title: string
  readonly value: JsonValue
  readonly problems: readonly string[]
  readonly field?: string
}

const OTHER_TYPE: { readonly [type: string]: readonly JsonValue[] } = {
  string: [17, { a: 'b' }],
  boolean: ['yes', 1],
  integer: ['seven', 1.5],
  number: ['seven'],
  object: ['text', [1]],
  array: ['text', { a: 1 }],
}

/** Which problem it is, depends on the form that it is measured by. */
const IN_NO_FORM = ['invalid-value', 'wrong-type', 'missing-field', 'unknown-field', 'invalid-request']

/** Values that a schema does not take, one of each kind. */
export function wrongValues(situation: Situation, schema: Pointer, keywords: JsonObject): readonly Value[] {
  const { schemas } = situation
  const isWrong = ({ value }: Value) => schemas.faults(schema, value, 'request', now()).length > 0
  return candidates(situation, schema, keywords).filter(isWrong)
}

function candidates(
  { inputs, model: { document } }: Situation,
  schema: Pointer,
  keywords: JsonObject,
): readonly Value[] {
  const found: Value[] = []
  if (keywords['x-immutable'] === true) return found
  const type = typeOf(keywords)
  for (const value of OTHER_TYPE[type ?? ''] ?? [])
    found.push({ title: `as ${JSON.stringify(value)}`, value, problems: ['wrong-type'] })
  if (type !== undefined && !allowsNull(keywords))
    found.push({ title: 'as null', value: null, problems: ['wrong-type'] })
  if (['oneOf', 'anyOf'].some((word) => Array.isArray(keywords[word])))
    found.push({ title: 'in none of its forms', value: { no_such_field: 'x' }, problems: IN_NO_FORM })
  const forms = formsOf(keywords)
  if (forms.length > 0) return [...found, ...datesWrong(keywords)]
  if ('const' in keywords || Array.isArray(keywords['enum'])) {
    if (type === 'string') found.push({ title: 'as NoSuchValue', value: 'NoSuchValue', problems: ['invalid-value'] })
    return found
  }
  if (type === 'string') found.push(...textsWrong(keywords))
  if (type === 'integer' || type === 'number') found.push(...numbersWrong(keywords))
  const items = type === 'array' ? itemsOf(document, schema) : undefined
  if (items !== undefined) {
    const inner = typeOf(keywordsOf(document, items))
    const [value] = OTHER_TYPE[inner ?? ''] ?? []
    if (value !== undefined)
      found.push({ title: `with ${JSON.stringify(value)} in it`, value: [value], problems: ['wrong-type'] })
    const one =
      keywords['uniqueItems'] === true
        ? inputs.value(items, { random: createRandom(1, schema), now: now(), keys: {} })
        : undefined
    if (one !== undefined) found.push({ title: 'with the same twice', value: [one, one], problems: ['invalid-value'] })
    if (Number(keywords['minItems'] ?? 0) > 0) found.push({ title: 'empty', value: [], problems: ['invalid-value'] })
  }
  return found
}

function allowsNull({ type, enum: choices }: JsonObject): boolean {
  return (Array.isArray(type) && type.includes('null')) || (Array.isArray(choices) && choices.includes(null))
}

function datesWrong(keywords: JsonObject): readonly Value[] {
  const found: Value[] = formsOf(keywords).map(({ form, format }) => {
    const value = format(Date.UTC(2021, 1, 20, 10, 11, 12, 130)).replace('2021-02-20', '2021-02-30')
    return { title: `as ${value}, which is in no calendar (${form})`, value, problems: ['unreadable-date'] }
  })
  const text = 'yesterday morning'
  found.push({ title: `as "${text}"`, value: text, problems: ['unreadable-date', 'invalid-value'] })
  const [form] = formsOf(keywords)
  for (const [keyword, days] of [
    ['x-before', 3],
    ['x-after', -3],
  ] as const) {
    const bound = keywords[keyword]
    const limit = typeof bound === 'string' ? resolveMoment(bound, now()) : undefined
    if (limit === undefined || form === undefined) continue
    const value = form.format(limit + days * 86_400_000)
    const side = days > 0 ? 'after' : 'before'
    found.push({ title: `three days ${side} ${bound}, which it must not be`, value, problems: ['invalid-value'] })
  }
  return found
}

function textsWrong(keywords: JsonObject): readonly Value[] {
  const problems = ['invalid-value']
  const found: Value[] = []
  if (Number(keywords['minLength'] ?? 0) > 0) found.push({ title: 'empty', value: '', problems })
  if (keywords['pattern'] === '\\S') found.push({ title: 'as blanks', value: '   ', problems })
  const most = keywords['maxLength']
  if (typeof most === 'number' && most < 5000)
    found.push({ title: `${most + 1} letters long`, value: 'x'.repeat(most + 1), problems })
  if (keywords['format'] === 'uuid') found.push({ title: 'as no UUID', value: 'no-uuid', problems })
  const pattern = keywords['pattern']
  if (typeof pattern === 'string' && pattern !== '\\S' && !new RegExp(pattern, 'u').test('###'))
    found.push({ title: 'as ###', value: '###', problems })
  return found
}

function numbersWrong(keywords: JsonObject): readonly Value[] {
  const problems = ['invalid-value']
  const found: Value[] = []
  const { minimum, maximum } = keywords
  if (typeof minimum === 'number') found.push({ title: `as ${minimum - 1}`, value: minimum - 1, problems })
  if (typeof maximum === 'number') found.push({ title: `as ${maximum + 1}`, value: maximum + 1, problems })
  return found
}
