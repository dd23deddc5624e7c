/** Forms in which a date is written, e.g. `YYYY-MM-DDTHH:mm:ss.SSSZZ`. */

export type TimestampForm = {
  readonly form: string
  /** Milliseconds since the epoch; `impossible`: of this form, but in no calendar; undefined: not of this form. */
  readonly parse: (text: string) => number | 'impossible' | undefined
  /** In UTC. */
  readonly format: (at: number) => string
}

type Field = { readonly digits: string; readonly read: (date: Date) => number; readonly width: number }

const FIELDS: { readonly [token: string]: Field } = {
  YYYY: { digits: '(\\d{4})', read: (date) => date.getUTCFullYear(), width: 4 },
  MM: { digits: '(\\d{2})', read: (date) => date.getUTCMonth() + 1, width: 2 },
  DD: { digits: '(\\d{2})', read: (date) => date.getUTCDate(), width: 2 },
  HH: { digits: '(\\d{2})', read: (date) => date.getUTCHours(), width: 2 },
  mm: { digits: '(\\d{2})', read: (date) => date.getUTCMinutes(), width: 2 },
  ss: { digits: '(\\d{2})', read: (date) => date.getUTCSeconds(), width: 2 },
  SSS: { digits: '(\\d{3})', read: (date) => date.getUTCMilliseconds(), width: 3 },
}

/** What stands for a UTC offset, and what UTC itself looks like. */
const OFFSETS: { readonly [token: string]: { readonly pattern: string; readonly utc: string } } = {
  ZZ: { pattern: '([+-]\\d{4})', utc: '+0000' },
  Z: { pattern: '([+-]\\d{2}:\\d{2}|Z)', utc: '+00:00' },
}

const TOKEN = /YYYY|MM|DD|HH|mm|ss|SSS|ZZ|Z/g
const MINUTE = 60_000

/** Tokens are those of spec/README.md; everything else stands for itself. Without an offset it is UTC. */
export function compileForm(form: string): TimestampForm {
  const tokens: readonly string[] = form.match(TOKEN) ?? []
  const literals = form.split(TOKEN)
  const pattern = tokens.map((token, index) => {
    return `${literally(literals[index] ?? '')}${FIELDS[token]?.digits ?? OFFSETS[token]?.pattern}`
  })
  const expression = new RegExp(`^${pattern.join('')}${literally(literals.at(-1) ?? '')}$`)
  // Where in a match each field stands; 0: nowhere.
  const [year, month, day] = [tokens.indexOf('YYYY') + 1, tokens.indexOf('MM') + 1, tokens.indexOf('DD') + 1]
  const [hour, minute] = [tokens.indexOf('HH') + 1, tokens.indexOf('mm') + 1]
  const [second, fraction] = [tokens.indexOf('ss') + 1, tokens.indexOf('SSS') + 1]
  const offset = tokens.findIndex((token) => token in OFFSETS) + 1

  return {
    form,
    parse: (text) => {
      const match = expression.exec(text)
      if (match === null) return undefined
      const date = readDate(numberAt(match, year, 1970), numberAt(match, month, 1), numberAt(match, day, 1))
      const time = readTime(numberAt(match, hour, 0), numberAt(match, minute, 0), numberAt(match, second, 0))
      const shift = readOffset(match[offset], offset)
      if (date === undefined || time === undefined || shift === undefined) return 'impossible'
      const at = date + time + numberAt(match, fraction, 0) - shift
      // Moved to UTC it must still have a year of four digits, or it could not be written again.
      return at < FIRST || at > LAST ? 'impossible' : at
    },
    format: (at) => {
      const date = new Date(at)
      const written = tokens.map((token, index) => {
        const field = FIELDS[token]
        const text = field === undefined ? OFFSETS[token]?.utc : String(field.read(date)).padStart(field.width, '0')
        return `${literals[index] ?? ''}${text}`
      })
      return `${written.join('')}${literals.at(-1) ?? ''}`
    },
  }
}

const FIRST = Date.parse('0000-01-01T00:00:00.000Z')
const LAST = Date.parse('9999-12-31T23:59:59.999Z')

function numberAt(match: RegExpExecArray, place: number, absent: number): number {
  return place === 0 ? absent : Number(match[place])
}

function readDate(year: number, month: number, day: number): number | undefined {
  if (month < 1 || month > 12 || day < 1 || day > 31) return undefined
  // Date.UTC would take the years 0 to 99 for those of the twentieth century; the calendar repeats every 400 years.
  const date = new Date(Date.UTC(year + 400, month - 1, day))
  return date.getUTCMonth() === month - 1 ? date.getTime() - FOUR_CENTURIES : undefined
}

const FOUR_CENTURIES = 146_097 * 24 * 60 * MINUTE

function readTime(hour: number, minute: number, second: number): number | undefined {
  if (hour > 23 || minute > 59 || second > 59) return undefined
  return (hour * 60 + minute) * MINUTE + second * 1000
}

function readOffset(text: string | undefined, place: number): number | undefined {
  if (place === 0 || text === undefined || text === 'Z') return 0
  const hours = Number(text.slice(1, 3))
  const minutes = Number(text.slice(-2))
  if (hours > 23 || minutes > 59) return undefined
  return (text.startsWith('-') ? -1 : 1) * (hours * 60 + minutes) * MINUTE
}

function literally(text: string): string {
  return text.replaceAll(/[\\^$.*+?()[\]{}|/-]/g, '\\$&')
}
