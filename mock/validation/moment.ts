/** How a schema writes a moment: by `x-timestamp`, by `format`, or as a number. */

import type { JsonObject, JsonValue } from '../../spec/index.js'
import { type Layer, layersOf, listOf, typesOf } from './layers.js'
import { compileForm, type TimestampForm } from './timestamp-form.js'

export type Moment = {
  /** As people write them; empty: a number. */
  readonly forms: readonly string[]
  readonly example: string
  /** Milliseconds since the epoch; `impossible`: well written, but in no calendar; undefined: unreadable. */
  readonly parse: (value: JsonValue) => number | 'impossible' | undefined
  /** Only the form that goes out. */
  readonly parseOwn: (value: JsonValue) => number | 'impossible' | undefined
  readonly format: (at: number) => string | number
}

const EXAMPLE = Date.UTC(2024, 7, 16, 15, 41, 7, 79)

const DATE_TIME: TimestampForm = {
  form: 'YYYY-MM-DDTHH:mm:ssZ',
  parse: parseDateTime,
  format: (at) => new Date(at).toISOString(),
}

/** Undefined: nothing says that the schema is of moments. */
export function momentOf(document: JsonObject, schemas: readonly JsonValue[]): Moment | undefined {
  const layers = layersOf(document, schemas)
  const forms = formsOf(layers)
  if (forms.length > 0) return ofText(forms.map(compileForm))
  const formats = layers.flatMap(({ schema }) => (typeof schema.format === 'string' ? [schema.format] : []))
  if (formats.includes('date-time')) return ofText([DATE_TIME])
  if (formats.includes('date')) return ofText([compileForm('YYYY-MM-DD')])
  if (formats.includes('time')) return ofText([compileForm('HH:mm:ssZ'), compileForm('HH:mm:ss.SSSZ')])
  const types = typesOf(layers)
  if (types.has('string') || !(types.has('integer') || types.has('number'))) return undefined
  // Seconds where the document says so, or where milliseconds have no room.
  return ofNumber(formats.some((format) => /unix|int32|seconds/i.test(format)) ? 1000 : 1)
}

/** ISO 8601 as JavaScript writes it: for schemas that say nothing. */
export const ANY_MOMENT: Moment = ofText([DATE_TIME])

export function formsOf(layers: readonly Layer[]): readonly string[] {
  for (const { schema } of layers) {
    const said = schema['x-timestamp']
    const forms = (typeof said === 'string' ? [said] : listOf(said)).filter((form) => typeof form === 'string')
    if (forms.length > 0) return forms
  }
  return []
}

function ofText(forms: readonly TimestampForm[]): Moment {
  const [first = DATE_TIME] = forms
  return {
    forms: forms.map(({ form }) => form),
    example: first.format(EXAMPLE),
    parse: (value) => {
      if (typeof value !== 'string') return undefined
      let impossible = false
      for (const { parse } of forms) {
        const at = parse(value)
        if (typeof at === 'number') return at
        if (at === 'impossible') impossible = true
      }
      return impossible ? 'impossible' : undefined
    },
    parseOwn: (value) => (typeof value === 'string' ? first.parse(value) : undefined),
    format: first.format,
  }
}

function ofNumber(unit: number): Moment {
  const parse = (value: JsonValue): number | undefined => {
    const number = typeof value === 'string' && /^-?\d+$/.test(value) ? Number(value) : value
    return typeof number === 'number' && Number.isFinite(number) ? number * unit : undefined
  }
  return { forms: [], example: String(EXAMPLE / unit), parse, parseOwn: parse, format: (at) => Math.floor(at / unit) }
}

/** RFC 3339: the fraction of a second may have any number of digits. */
function parseDateTime(text: string): number | 'impossible' | undefined {
  const match = /^(\d{4}-\d{2}-\d{2})[Tt ](\d{2}:\d{2}:\d{2})(?:\.(\d+))?([Zz]|[+-]\d{2}:\d{2})$/.exec(text)
  if (match === null) return undefined
  const [, date, time, fraction = '', offset = ''] = match
  return RFC_3339.parse(`${date}T${time}.${fraction.slice(0, 3).padEnd(3, '0')}${offset.toUpperCase()}`)
}

const RFC_3339 = compileForm('YYYY-MM-DDTHH:mm:ss.SSSZ')
