/** Moments as text: the forms of `x-timestamp`, `format: date-time` and `format: date`. */

import type { JsonObject, JsonValue } from '../spec/index.js'

export type Form = {
  readonly form: string
  /** Milliseconds since the epoch; undefined: not of this form, or in no calendar. */
  readonly parse: (text: string) => number | undefined
  readonly format: (at: number) => string
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
    format: (at) => {
      const iso = new Date(at).toISOString()
      const parts: { readonly [token: string]: string } = {
        YYYY: iso.slice(0, 4),
        MM: iso.slice(5, 7),
        DD: iso.slice(8, 10),
        HH: iso.slice(11, 13),
        mm: iso.slice(14, 16),
        ss: iso.slice(17, 19),
        SSS: iso.slice(20, 23),
        ZZ: '+0000',
        Z: '+00:00',
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
  format: (at) => new Date(at).toISOString(),
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
