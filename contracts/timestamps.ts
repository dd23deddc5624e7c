/** Moments as text: the forms of `x-timestamp`, `format: date-time` and `format: date`. */

import type { JsonObject, JsonValue } from '../spec/index.js'

export type Form = {
  readonly form: string
  /** Milliseconds since the epoch; undefined: not of this form, or in no calendar. */
  readonly parse: (text: string) => number | undefined
  /** With the offset where the form has one, in minutes; else in UTC. */
  readonly format: (at: number, offset?: number) => string
  readonly hasOffset: boolean
  readonly hasTime: boolean
}

const TOKEN = /YYYY|MM|DD|HH|mm|ss|SSS|ZZ|Z/g

const PATTERNS: { readonly [token: string]: string } = {
  YYYY: '(\\d{4})',
  SSS: '(\\d{3})',
  ZZ: '([+-]\\d{4})',
  Z: '([+-]\\d{2}:\\d{2}|Z)',
}

/**
 * Compiles a form whose tokens are those of `x-timestamp`.
 *
 * @example
 * compileForm('YYYY-MM-DD').parse('2021-02-30') // undefined
 */
export function compileForm(form: string): Form {
  const tokens: readonly string[] = form.match(TOKEN) ?? []
  const literals = form.split(TOKEN)
  const body = tokens.map((token, index) => `${literally(literals[index] ?? '')}${PATTERNS[token] ?? '(\\d{2})'}`)
  const expression = new RegExp(`^${body.join('')}${literally(literals.at(-1) ?? '')}$`)
  return {
    form,
    parse: (text) => {
      const match = expression.exec(text)
      if (match === null) return undefined
      const part = (token: string, absent: string) => match[tokens.indexOf(token) + 1] ?? absent
      const read = (token: string, absent: string) => (tokens.includes(token) ? part(token, absent) : absent)
      const date = `${read('YYYY', '1970')}-${read('MM', '01')}-${read('DD', '01')}`
      const offset = tokens.includes('ZZ') ? colon(part('ZZ', '')) : read('Z', 'Z')
      if (!isInCalendar(date)) return undefined
      const at = Date.parse(
        `${date}T${read('HH', '00')}:${read('mm', '00')}:${read('ss', '00')}.${read('SSS', '000')}${offset}`,
      )
      return Number.isNaN(at) ? undefined : at
    },
    hasOffset: tokens.includes('ZZ') || tokens.includes('Z'),
    hasTime: tokens.includes('HH'),
    format: (at, offset = 0) => {
      const hasOffset = tokens.includes('ZZ') || tokens.includes('Z')
      const iso = new Date(at + (hasOffset ? offset * 60_000 : 0)).toISOString()
      const parts: { readonly [token: string]: string } = {
        YYYY: iso.slice(0, 4),
        MM: iso.slice(5, 7),
        DD: iso.slice(8, 10),
        HH: iso.slice(11, 13),
        mm: iso.slice(14, 16),
        ss: iso.slice(17, 19),
        SSS: iso.slice(20, 23),
        ZZ: written(offset).replace(':', ''),
        Z: written(offset),
      }
      return form.replaceAll(TOKEN, (token) => parts[token] ?? '')
    },
  }
}

const ISO: Form = {
  form: 'RFC 3339',
  parse: (text) => {
    const match = /^(\d{4}-\d{2}-\d{2})[Tt]\d{2}:\d{2}:\d{2}(?:\.\d+)?(?:[Zz]|[+-]\d{2}:\d{2})$/.exec(text)
    if (match === null || !isInCalendar(match[1] ?? '')) return undefined
    const at = Date.parse(text)
    return Number.isNaN(at) ? undefined : at
  },
  hasOffset: true,
  hasTime: true,
  format: (at, offset = 0) =>
    offset === 0
      ? new Date(at).toISOString()
      : new Date(at + offset * 60_000).toISOString().replace('Z', written(offset)),
}

const compiled = new Map<string, Form>()

function formOf(form: string): Form {
  const known = compiled.get(form) ?? compileForm(form)
  compiled.set(form, known)
  return known
}

/** How a schema writes moments, the form that goes out first; empty: nothing says that it is of moments. */
export function formsOf(keywords: JsonObject): readonly Form[] {
  const said = keywords['x-timestamp']
  const forms = (Array.isArray(said) ? said : [said]).filter((form) => typeof form === 'string')
  if (forms.length > 0) return forms.map(formOf)
  if (keywords['format'] === 'date-time') return [ISO]
  if (keywords['format'] === 'date') return [formOf('YYYY-MM-DD')]
  return []
}

/** The moment that a text is, in any of the forms that the schema knows. */
export function momentOf(value: JsonValue | undefined, keywords: JsonObject): number | undefined {
  if (typeof value !== 'string') return undefined
  for (const { parse } of formsOf(keywords)) {
    const at = parse(value)
    if (at !== undefined) return at
  }
  return undefined
}

/** Minutes → `+05:30`. */
function written(offset: number): string {
  const minutes = Math.abs(offset)
  const two = (number: number) => String(number).padStart(2, '0')
  return `${offset < 0 ? '-' : '+'}${two(Math.floor(minutes / 60))}:${two(minutes % 60)}`
}

function isInCalendar(date: string): boolean {
  const at = Date.parse(`${date}T00:00:00Z`)
  return !Number.isNaN(at) && new Date(at).toISOString().startsWith(date)
}

function colon(offset: string): string {
  return `${offset.slice(0, 3)}:${offset.slice(3)}`
}

function literally(text: string): string {
  return text.replaceAll(/[\\^$.*+?()[\]{}|/-]/g, '\\$&')
}
