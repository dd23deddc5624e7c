/** ISO 8601 durations (`P1Y2M3DT4H5M6.7S`, `P2W`), and moments relative to one (`now-P18Y`). */

export type Duration = {
  readonly years: number
  readonly months: number
  readonly days: number
  /** Hours, minutes and seconds together. */
  readonly milliseconds: number
}

const FORM =
  /^P(?=\d|T\d)(?:(\d+)Y)?(?:(\d+)M)?(?:(\d+)W)?(?:(\d+)D)?(?:T(?=\d)(?:(\d+)H)?(?:(\d+)M)?(?:(\d+(?:\.\d+)?)S)?)?$/

/** Undefined: the text is no ISO 8601 duration. Negative ones are none. */
export function parseDuration(text: string): Duration | undefined {
  const match = FORM.exec(text)
  if (match === null) return undefined
  const [years, months, weeks, days, hours, minutes, seconds] = match.slice(1).map((part) => Number(part ?? 0))
  const part = (value: number | undefined): number => value ?? 0
  return {
    years: part(years),
    months: part(months),
    days: part(weeks) * 7 + part(days),
    milliseconds: Math.round((part(hours) * 3600 + part(minutes) * 60 + part(seconds)) * 1000),
  }
}

/**
 * The moment a duration after (`sign` 1) or before (−1) another, by the calendar in UTC.
 * A day that its month does not have becomes that month's last: 31 January + P1M is 28 or 29 February.
 *
 * @param at ms since the epoch
 */
export function addDuration(at: number, duration: Duration, sign: 1 | -1 = 1): number {
  const date = new Date(at)
  const day = date.getUTCDate()
  date.setUTCDate(1)
  date.setUTCFullYear(date.getUTCFullYear() + sign * duration.years, date.getUTCMonth() + sign * duration.months)
  const last = new Date(Date.UTC(date.getUTCFullYear(), date.getUTCMonth() + 1, 0)).getUTCDate()
  date.setUTCDate(Math.min(day, last))
  return date.getTime() + sign * (duration.days * 86_400_000 + duration.milliseconds)
}

/** The length in milliseconds, a year being 365 days and a month 30; NaN: no duration. */
export function durationToMs(text: string): number {
  const duration = parseDuration(text)
  if (duration === undefined) return Number.NaN
  return (duration.years * 365 + duration.months * 30 + duration.days) * 86_400 * 1000 + duration.milliseconds
}

/** `now`, `now+P7D`, `now-P18Y` → ms since the epoch; undefined: the text is none of these. */
export function resolveMoment(text: string, now: number): number | undefined {
  if (text === 'now') return now
  const match = /^now([+-])(P.+)$/.exec(text)
  const duration = match?.[2] === undefined ? undefined : parseDuration(match[2])
  if (match === null || duration === undefined) return undefined
  return addDuration(now, duration, match[1] === '+' ? 1 : -1)
}
