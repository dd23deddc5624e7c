/** Worlds: made, copied to data, and made of it again. */

import { seeded } from './people/index.js'
import {
  type Beginning,
  chain,
  type Maybe,
  type MovableClock,
  type Store,
  type World,
  type WorldDump,
} from './ports.js'
import { createClock, createFaultBook, createJournal, createMemoryStore, systemClock } from './state/index.js'

export type WorldOptions = {
  readonly name: string
  readonly beginning: Beginning
  readonly from?: string
  /** @default one that begins as `beginning` says */
  readonly clock?: MovableClock
  /** @default an empty one in memory */
  readonly store?: Store
  /** Entries of the journal. */
  readonly journalLimit: number
  readonly dump?: WorldDump
}

export function createWorld({ name, beginning, from, journalLimit, dump, ...given }: WorldOptions): World {
  const seed = dump?.seed ?? beginning.seed
  const clock = given.clock ?? beginClock(dump ?? beginning)
  return {
    name,
    seed,
    beginning,
    ...(from !== undefined && { from }),
    origin: dump?.origin ?? clock.now(),
    clock,
    store: given.store ?? createMemoryStore(dump?.store),
    faults: createFaultBook((question) => seeded(seed, 'fault', question), dump?.faults),
    journal: createJournal(journalLimit, dump?.journal),
  }
}

/** All of a world as data. */
export function dumpWorld({ seed, origin, clock, store, faults, journal }: World): Maybe<WorldDump> {
  const moment = { seed, origin, now: clock.now(), running: !clock.frozen }
  return chain(store.dump(), (records) => ({
    ...moment,
    store: records,
    faults: faults.dump(),
    journal: journal.dump(),
  }))
}

function beginClock({ now, running }: { readonly now?: number; readonly running: boolean }): MovableClock {
  if (!running) return createClock(systemClock, now ?? systemClock.now())
  const clock = createClock()
  if (now !== undefined) clock.set(now)
  return clock
}

/** Whether a name is one for a world: letters, digits, dashes, underscores, and dots, though not as the first. */
export function isWorldName(name: string): boolean {
  return /^[A-Za-z0-9_-][A-Za-z0-9._-]{0,99}$/.test(name)
}
