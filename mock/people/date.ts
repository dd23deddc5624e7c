/** Moments, made to lie where the schema wants them and to look as it says. */

import { resolveMoment } from '../../spec/index.js'
import type { Random } from '../ports.js'
import { isDay } from './hints.js'
import { between } from './person.js'
import type { Shape } from './shape.js'
import { compileForm, dateForm, ISO } from './timestamp.js'

const DAY = 86_400_000
const TWO_YEARS = 730 * DAY

type DateWriter = (at: number, origin: number, random: Random) => string | number

/** Compiles a writer of moments for one property, by its `x-timestamp`, format, `x-after`, `x-before` and type. */
export function compileDate(shape: Shape, name: string): DateWriter {
  const { keywords, types } = shape
  const form = dateForm(keywords) ?? ISO
  const after = typeof keywords['x-after'] === 'string' ? keywords['x-after'] : undefined
  const before = typeof keywords['x-before'] === 'string' ? keywords['x-before'] : undefined
  const whole = isDay(name) || form === 'YYYY-MM-DD'
  const write = compileForm(form)
  const isNumber = types !== undefined && !types.includes('string')
  // A 32-bit integer holds seconds, and not for much longer.
  const unit =
    keywords.format === 'int32' || (typeof keywords.maximum === 'number' && keywords.maximum < 1e11) ? 1000 : 1

  return (at, origin, random) => {
    const earliest = after === undefined ? undefined : resolveMoment(after, origin)
    const latest = before === undefined ? undefined : resolveMoment(before, origin)
    let moment = at
    if (earliest !== undefined && moment <= earliest + DAY) {
      moment = between(random, earliest + 2 * DAY, Math.min(latest ?? Number.POSITIVE_INFINITY, earliest + TWO_YEARS))
    }
    if (latest !== undefined && moment >= latest) {
      moment = between(random, Math.max(earliest ?? Number.NEGATIVE_INFINITY, latest - TWO_YEARS), latest - DAY)
    }
    if (whole) moment = Math.floor(moment / DAY) * DAY
    return isNumber ? Math.floor(moment / unit) : write(moment)
  }
}
