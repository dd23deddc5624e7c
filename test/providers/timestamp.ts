/** Milliseconds → `2021-08-16T15:41:07.079+0000`. */
export function writeMoment(at: number): string {
  return new Date(at).toISOString().replace('Z', '+0000')
}

export type UnreadableMoment = 'is not a date in one of the three forms' | 'is in no calendar'

const FORM = /^(\d{4})-(\d\d)-(\d\d)(?:T(\d\d):(\d\d):(\d\d)(?:\.(\d{3})([+-])(\d\d)(\d\d))?)?$/

/** The form that goes out, the same without fraction and offset, or a date alone; UTC where nothing else is said. */
export function readMoment(text: string): number | UnreadableMoment {
  const match = FORM.exec(text)
  if (match === null) return 'is not a date in one of the three forms'
  const [year = 0, month = 0, day = 0, hour = 0, minute = 0, second = 0, milli = 0] = match
    .slice(1, 8)
    .map((part) => Number(part ?? 0))
  const [offsetHours = 0, offsetMinutes = 0] = match.slice(9).map((part) => Number(part ?? 0))

  const date = new Date(0)
  date.setUTCFullYear(year, month - 1, day)
  date.setUTCHours(hour, minute, second, milli)
  const isInCalendar = date.getUTCMonth() === month - 1 && date.getUTCDate() === day
  if (!isInCalendar || hour > 23 || minute > 59 || second > 59) return 'is in no calendar'
  if (offsetHours > 23 || offsetMinutes > 59) return 'is in no calendar'

  const ahead = (offsetHours * 60 + offsetMinutes) * 60_000 * (match[8] === '-' ? -1 : 1)
  const at = date.getTime() - ahead
  return /^\d{4}-/.test(new Date(at).toISOString()) ? at : 'is in no calendar'
}
