/** Numbers within the bounds of a schema. */

import type { Random } from '../ports.js'
import { type NumberHint, numberHint } from './hints.js'
import type { Shape } from './shape.js'

/** Compiles a maker for numbers: the range that the name tells, as far as the bounds allow. */
export function compileNumber(shape: Shape, name: string, isInteger: boolean): (random: Random) => number {
  const { keywords, steps } = shape
  const hint = numberHint(name)
  const bound = (keyword: string): number | undefined => {
    const value = keywords[keyword]
    return typeof value === 'number' ? value : undefined
  }
  const over = bound('exclusiveMinimum')
  const under = bound('exclusiveMaximum')
  const lowest = Math.max(bound('minimum') ?? Number.NEGATIVE_INFINITY, over ?? Number.NEGATIVE_INFINITY)
  const highest = Math.min(bound('maximum') ?? Number.POSITIVE_INFINITY, under ?? Number.POSITIVE_INFINITY)
  const allowed = (value: number): boolean =>
    value >= lowest &&
    value <= highest &&
    !(over !== undefined && value <= over) &&
    !(under !== undefined && value >= under)
  const [from, to] = within(hint, lowest, highest, allowed)

  if (isInteger || steps.length > 0) return stepping([...steps, ...(isInteger ? [1] : [])])
  const narrow = to - from < hint.step * 4
  if (!narrow) return stepping([hint.step])
  return (random) => {
    const value = from + (0.1 + random.next() * 0.8) * (to - from)
    return allowed(value) ? value : from
  }

  function stepping(given: readonly number[]): (random: Random) => number {
    const step = given.reduce(leastCommonMultiple, given[0] ?? 1)
    const places = decimals(step)
    const value = (count: number): number => Number((count * step).toFixed(places))
    let first = Math.ceil(from / step - 1e-9)
    let last = Math.floor(to / step + 1e-9)
    if (first > last) {
      // The name's range holds no such number: the bounds alone count.
      first = Number.isFinite(lowest) ? Math.ceil(lowest / step - 1e-9) : Math.floor(highest / step + 1e-9)
      last = first
    }
    while (!allowed(value(first)) && first < last) first++
    while (!allowed(value(last)) && last > first) last--
    if (!allowed(value(first))) {
      first = allowed(value(first + 1)) ? first + 1 : first - 1
      last = first
    }
    return (random) => {
      const count = first + Math.floor(random.next() * (last - first + 1))
      // 19.99 is no multiple of 0.01 to those who divide floating-point numbers: a neighbour may be.
      for (let off = 0; off < 100; off++) {
        const near = count + off <= last ? count + off : first + ((count + off - first) % (last - first + 1))
        if (given.every((multiple) => Number.isInteger(value(near) / multiple))) return value(near)
      }
      return value(count)
    }
  }
}

/** The name's range where the bounds leave something of it; else a range of the same length beside the bound. */
function within(
  hint: NumberHint,
  lowest: number,
  highest: number,
  allowed: (value: number) => boolean,
): readonly [number, number] {
  const low = Math.max(hint.from, lowest)
  const high = Math.min(hint.to, highest)
  if (low < high || (low === high && allowed(low))) return [low, high]
  const length = hint.to - hint.from
  if (lowest >= hint.to) return [lowest, Math.min(highest, lowest + length)]
  return [Math.max(lowest, highest - length), highest]
}

function leastCommonMultiple(one: number, other: number): number {
  const scale = 10 ** Math.max(decimals(one), decimals(other))
  const a = Math.round(one * scale)
  const b = Math.round(other * scale)
  return ((a / greatestCommonDivisor(a, b)) * b) / scale
}

function greatestCommonDivisor(one: number, other: number): number {
  return other === 0 ? one : greatestCommonDivisor(other, one % other)
}

/** How many digits stand behind the point: 0.01 → 2, 1e-7 → 7. */
function decimals(value: number): number {
  const [mantissa = '', exponent = '0'] = String(value).split('e')
  return Math.max(0, (mantissa.split('.')[1]?.length ?? 0) - Number(exponent))
}
