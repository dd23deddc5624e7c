/** A world: all state of one test, one presenter, one team. It knows no document, so that the document may change. */

import type { Store } from './ports.js'
import { createClock, createMemoryStore, type MemoryStore, type MovableClock } from './state/index.js'

export type World = {
  readonly name: string
  /** What every free subject stems from. */
  readonly seed: number
  /** When it began, ms since the epoch: what dates of personas are relative to. */
  readonly origin: number
  readonly clock: MovableClock
  readonly store: Store
}

export type WorldOptions = {
  /** @default 'main' */
  readonly name?: string
  /** @default 1 */
  readonly seed?: number
  /** @default a clock that runs with the machine's */
  readonly clock?: MovableClock
  readonly origin?: number
  /** @default an empty one in memory */
  readonly store?: Store | MemoryStore
}

export function createWorld(options: WorldOptions = {}): World {
  const { name = 'main', seed = 1, clock = createClock(), store = createMemoryStore(), origin = clock.now() } = options
  return { name, seed, origin, clock, store }
}
