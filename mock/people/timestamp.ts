/** Dates as text: in the first form of `x-timestamp`, or as the format says. */

import { isObject, type JsonObject, resolveMoment } from '../../spec/index.js'

const MARKS = /YYYY|MM|DD|HH|mm|SSS|ss|ZZ|Z/

const PARTS: { readonly [mark: string]: (date: Date) => string } = {
  YYYY: (date) => String(date.getUTCFullYear()).padStart(4, '0'),
  MM: (date) => twoDigits(date.getUTCMonth() + 1),
  DD: (date) => twoDigits(date.getUTCDate()),
  HH: (date) => twoDigits(date.getUTCHours()),
  mm: (date) => twoDigits(date.getUTCMinutes()),
  ss: (date) => twoDigits(date.getUTCSeconds()),
  SSS: (date) => String(date.getUTCMilliseconds()).padStart(3, '0'),
  ZZ: () => '+0000',
  Z: () => '+00:00',
}

/**
 * Compiles a form of `x-timestamp` to a writer of moments, in UTC.
 *
 * @example
 * compileForm('YYYY-MM-DDTHH:mm:ss.SSSZZ')(0) // 1970-01-01T00:00:00.000+0000
 */
export function compileForm(form: string): (at: number) => string {
  if (form === ISO) return (at) => new Date(at).toISOString()
  const parts: ((date: Date) => string)[] = []
  let rest = form
  while (rest !== '') {
    const found = MARKS.exec(rest)
    const before = found === null ? rest : rest.slice(0, found.index)
    if (before !== '') parts.push(() => before)
    if (found !== null) parts.push(PARTS[found[0]] ?? (() => found[0]))
    rest = found === null ? '' : rest.slice(found.index + found[0].length)
  }
  return (at) => {
    const date = new Date(at)
    let text = ''
    for (const part of parts) text += part(date)
    return text
  }
}

/** What JavaScript writes: `2025-01-01T00:00:00.000Z`. */
export const ISO = 'iso'

/** The way in which a property with these keywords shows a moment; undefined: nothing says that it is a date. */
export function dateForm(keywords: JsonObject): string | undefined {
  const forms = keywords['x-timestamp']
  if (typeof forms === 'string') return forms
  if (Array.isArray(forms) && typeof forms[0] === 'string') return forms[0]
  if (keywords.format === 'date') return 'YYYY-MM-DD'
  if (keywords.format === 'date-time') return ISO
  if (keywords.format === 'time') return 'HH:mm:ssZ'
  if ('x-after' in keywords || 'x-before' in keywords) return ISO
  const fake = keywords['x-faker']
  const method = isObject(fake) ? Object.keys(fake)[0] : fake
  return typeof method === 'string' && /^date\.(?!month|weekday|timeZone)/.test(method) ? ISO : undefined
}

/** `now`, `now+P7D`, `now-P1Y` in a property's form. Other text, and properties that are no dates, stay as they are. */
export function writeRelative(text: string, keywords: JsonObject, origin: number): string {
  const at = resolveMoment(text, origin)
  if (at === undefined) return text
  const form = dateForm(keywords)
  // The bare word may be meant as a word.
  if (form === undefined && text === 'now') return text
  return compileForm(form ?? ISO)(at)
}

function twoDigits(value: number): string {
  return value < 10 ? `0${value}` : String(value)
}
