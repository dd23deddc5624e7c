/** Clocks: the machine's own, and one that stands where it is put. The only place that asks what time it is. */

import type { Clock, MovableClock, Timer } from '../ports.js'

/** The machine's clock. */
export const systemClock: Clock = { now: () => Date.now() }

/** Starts running with `base`, or frozen at `at`. */
export function createClock(base: Clock = systemClock, at?: number): MovableClock {
  let frozenAt = at
  let offset = 0
  const now = (): number => frozenAt ?? base.now() + offset
  return {
    now,
    get frozen() {
      return frozenAt !== undefined
    },
    freeze(moment = now()) {
      frozenAt = moment
    },
    run() {
      if (frozenAt === undefined) return
      offset = frozenAt - base.now()
      frozenAt = undefined
    },
    set(moment) {
      if (frozenAt === undefined) offset = moment - base.now()
      else frozenAt = moment
    },
    advance(milliseconds) {
      if (frozenAt === undefined) offset += milliseconds
      else frozenAt += milliseconds
    },
  }
}

/** The machine's timers. */
export const startTimer: Timer = (milliseconds, callback, { hold = false } = {}) => {
  const timer: unknown = setTimeout(callback, Math.min(Math.max(milliseconds, 0), LONGEST_TIMER))
  // In Node a timer keeps the process alive; elsewhere it is a number.
  if (!hold && typeof timer === 'object' && timer !== null && 'unref' in timer) (timer as { unref(): void }).unref()
  return () => clearTimeout(timer as ReturnType<typeof setTimeout>)
}

/** Timers hold 31 bits. */
const LONGEST_TIMER = 2_147_483_647
