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
  const tokens = form.match(TOKEN) ?? []
  const literals = form.split(TOKEN)
  const pattern = tokens.map(
    (token, index) => `${literally(literals[index] ?? '')}${FIELDS[token]?.digits ?? OFFSETS[token]?.pattern}`,
  )
  const expression = new RegExp(`^${pattern.join('')}${literally(literals.at(-1) ?? '')}$`)

  return {
    form,
    parse: (text) => {
      const match = expression.exec(text)
      if (match === null) return undefined
      const fields: { [token: string]: string } = {}
      for (const [index, token] of tokens.entries()) fields[token] = match[index + 1] ?? ''
      return readFields(fields) ?? 'impossible'
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

function readFields(fields: { readonly [token: string]: string }): number | undefined {
  const number = (token: string, without: number): number => Number(fields[token] ?? without)
  const [year, month, day] = [number('YYYY', 1970), number('MM', 1), number('DD', 1)]
  const [hour, minute, second] = [number('HH', 0), number('mm', 0), number('ss', 0)]
  if (month < 1 || month > 12 || day < 1 || hour > 23 || minute > 59 || second > 59) return undefined

  // Date.UTC would take the years 0 to 99 for those of the twentieth century.
  const date = new Date(0)
  date.setUTCFullYear(year, month - 1, day)
  if (date.getUTCMonth() !== month - 1) return undefined
  date.setUTCHours(hour, minute, second, number('SSS', 0))

  const offset = readOffset(fields.ZZ ?? fields.Z)
  if (offset === undefined) return undefined
  const at = date.getTime() - offset
  // Moved to UTC it must still have a year of four digits, or it could not be written again.
  const written = new Date(at).getUTCFullYear()
  return written < 0 || written > 9999 ? undefined : at
}

function readOffset(text = 'Z'): number | undefined {
  if (text === 'Z') return 0
  const hours = Number(text.slice(1, 3))
  const minutes = Number(text.slice(-2))
  if (hours > 23 || minutes > 59) return undefined
  return (text.startsWith('-') ? -1 : 1) * (hours * 60 + minutes) * MINUTE
}

function literally(text: string): string {
  return text.replaceAll(/[\\^$.*+?()[\]{}|/-]/g, '\\$&')
}
