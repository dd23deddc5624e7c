/** Clocks: the machine's own, and one that stands where it is put. The only place that asks what time it is. */

import type { Clock } from '../ports.js'

/** The machine's clock. */
export const systemClock: Clock = { now: () => Date.now() }

/** A clock that can be stopped, set, moved and let run. */
export interface MovableClock extends Clock {
  readonly frozen: boolean
  /** Stops it, at `at` where that is given. */
  freeze(at?: number): void
  /** Lets it run on from where it is. */
  run(): void
  /** Moves it, running or not, to `at`. */
  set(at: number): void
  /** Moves it on by so many milliseconds. */
  advance(milliseconds: number): void
}

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
