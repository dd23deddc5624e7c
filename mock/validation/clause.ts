/** One fault that the validator found → its code and its clause. */

import { isObject, type JsonObject, type JsonValue, resolveMoment } from '../../spec/index.js'
import type { ProblemCode } from '../exchange.js'
import { type AjvError, LONGEST_FOR_PATTERN } from './ajv.js'
import { type Moment, momentOf } from './moment.js'
import { quote, shorten } from './quote.js'
import { count, joinWords, nameFormat, nameGiven, nameTypes, nameValues } from './words.js'

export type Clause = { readonly code: ProblemCode; readonly message: string }

type ClauseContext = {
  readonly document: JsonObject
  readonly now: number | undefined
  /** Whether the value came as text: parameters and forms. */
  readonly isText: boolean
  /** Names like this one, for a field that is not known. */
  readonly suggest: (name: string) => string | undefined
}

const DATE_FORMATS = ['date', 'date-time', 'time', 'iso-date-time', 'iso-time']

/** Each keyword of JSON Schema, and our own, in words. */
export function clauseOf(error: AjvError, context: ClauseContext): Clause {
  const { keyword, params, schema, data } = error
  const limit = params.limit
  switch (keyword) {
    case 'required':
      return { code: 'missing-field', message: 'is missing' }
    case 'dependentRequired':
    case 'dependencies':
      return { code: 'missing-field', message: `is missing: ${quote(String(params.property))} needs it` }
    case 'additionalProperties':
      return unknownField(String(params.additionalProperty), context)
    case 'unevaluatedProperties':
      return unknownField(String(params.unevaluatedProperty), context)
    case 'type':
      return wrongType(schema as string | readonly string[], data, context)
    case 'enum':
      return invalid(`must be ${nameValues(schema as readonly unknown[])}, not ${nameExactly(data)}`)
    case 'const':
      return invalid(`must be ${nameValues([schema])}, not ${nameExactly(data)}`)
    case 'x-timestamp':
      return unreadableDate(error, context)
    case 'x-before':
    case 'x-after':
      return invalid(boundOf(keyword, String(schema), context.now))
    case 'x-safe-integer':
      return invalid(`must lie between -${Number.MAX_SAFE_INTEGER} and ${Number.MAX_SAFE_INTEGER}`)
    case 'format':
      if (DATE_FORMATS.includes(String(schema))) return unreadableDate(error, context)
      return invalid(`must be ${nameFormat(schema)}, not ${nameExactly(data)}`)
    case 'pattern':
      if (typeof data === 'string' && data.length > LONGEST_FOR_PATTERN) {
        return invalid(`is longer than the ${LONGEST_FOR_PATTERN} characters that a pattern is tried on`)
      }
      return invalid(`must match ${shorten(String(schema))}, and ${nameExactly(data)} does not`)
    case 'minLength':
      if (data === '') return invalid('must not be empty')
      return invalid(`must have at least ${count(limit, 'character')}`)
    case 'maxLength':
      return invalid(`must have at most ${count(limit, 'character')}`)
    case 'minimum':
      return invalid(`must be at least ${limit}`)
    case 'maximum':
      return invalid(`must be at most ${limit}`)
    case 'exclusiveMinimum':
      return invalid(`must be more than ${limit}`)
    case 'exclusiveMaximum':
      return invalid(`must be less than ${limit}`)
    case 'multipleOf':
      return invalid(`must be a multiple of ${schema}`)
    case 'minItems':
      return invalid(`must have at least ${count(limit, 'item')}`)
    case 'maxItems':
      return invalid(`must have at most ${count(limit, 'item')}`)
    case 'items':
    case 'additionalItems':
    case 'unevaluatedItems':
      return invalid(`must have at most ${count(params.limit ?? params.len, 'item')}`)
    case 'uniqueItems':
      return invalid(`must not have the same item twice (${params.j} and ${params.i})`)
    case 'contains':
      return invalid(
        `must have ${countKind(params.minContains, params.maxContains)} of the kind that the document asks for`,
      )
    case 'minProperties':
      return invalid(`must have at least ${count(limit, 'property')}`)
    case 'maxProperties':
      return invalid(`must have at most ${count(limit, 'property')}`)
    case 'propertyNames':
      return invalid(`must not have a property named ${quote(String(params.propertyName))}`)
    case 'oneOf':
      return invalid('fits more than one of the forms that the document allows')
    case 'not':
      return invalid('is what the document says it must not be')
    case 'false schema':
      return invalid('is not allowed here')
    default:
      return invalid(`breaks the rule "${keyword}"`)
  }
}

export function wrongType(
  types: string | readonly string[],
  data: unknown,
  context: { readonly isText: boolean },
): Clause {
  const wanted = nameTypes(typeof types === 'string' ? [types] : types)
  return { code: 'wrong-type', message: `must be ${wanted}, not ${nameGiven(data, context.isText)}` }
}

export function invalid(message: string): Clause {
  return { code: 'invalid-value', message }
}

function unknownField(name: string, { suggest }: ClauseContext): Clause {
  const meant = suggest(name)
  const hint = meant === undefined ? '' : `; did you mean "${meant}"?`
  return { code: 'unknown-field', message: `is not a field of the model${hint}` }
}

function unreadableDate({ parentSchema, data, schema }: AjvError, { document }: ClauseContext): Clause {
  const own = isObject(schema as JsonValue) || parentSchema === undefined ? {} : (parentSchema as JsonObject)
  const moment = momentOf(document, [own])
  const what = schema === 'time' ? 'time' : 'date'
  if (moment === undefined) return { code: 'unreadable-date', message: `is no ${what}: ${nameExactly(data)}` }
  return {
    code: 'unreadable-date',
    message: `is no ${what}: ${nameExactly(data)} ${complain(moment, data as JsonValue)}`,
  }
}

function complain(moment: Moment, data: JsonValue): string {
  const forms = `${joinWords(moment.forms, 'or')}, for example ${moment.example}`
  return moment.parse(data) === 'impossible' ? `is in no calendar; write ${forms}` : `is not written as ${forms}`
}

function boundOf(keyword: 'x-before' | 'x-after', bound: string, now: number | undefined): string {
  if (bound === 'now') return keyword === 'x-before' ? 'must lie in the past' : 'must lie in the future'
  const side = keyword === 'x-before' ? 'before' : 'after'
  const at = now === undefined ? undefined : resolveMoment(bound, now)
  if (at === undefined || Number.isNaN(at)) return `must lie ${side} ${bound}`
  const written = new Date(at).toISOString()
  return `must lie ${side} ${bound.includes('T') ? written : written.slice(0, 10)} (${bound})`
}

function countKind(least: unknown, most: unknown): string {
  return most === undefined ? `at least ${count(least, 'item')}` : `${least} to ${count(most, 'item')}`
}

/** The value itself where it is short and plain, else what kind of value it is. */
export function nameExactly(data: unknown): string {
  if (typeof data === 'string') return quote(data)
  if (data === null || typeof data === 'number' || typeof data === 'boolean') return String(data)
  return nameGiven(data, false)
}
