/** What happened in a world, in order. Bounded; the oldest go first. */

import type { Entry } from '../exchange.js'
import type { Journal, JournalDump, Told } from '../ports.js'

/** @param limit entries held at the most */
export function createJournal(limit: number, dump?: JournalDump): Journal {
  // A ring: adding costs the same however much is held.
  let ring: Told[] = [...(dump?.entries ?? [])].slice(-limit)
  let first = 0
  let exchanges = dump?.exchanges ?? 0
  let last = dump?.last ?? 0
  let dropped = dump?.dropped ?? 0
  let listeners = new Set<(told: Told) => void>()

  const held = (): readonly Told[] => [...ring.slice(first), ...ring.slice(0, first)]
  return {
    held,
    nextExchange: () => ++exchanges,
    add(entry: Entry) {
      const told = { id: ++last, entry }
      if (ring.length < limit) ring.push(told)
      else {
        dropped++
        if (limit > 0) ring[first] = told
        first = limit > 0 ? (first + 1) % limit : 0
      }
      for (const listener of listeners) listener(told)
    },
    listen(listener) {
      listeners.add(listener)
      return () => {
        listeners.delete(listener)
      }
    },
    get listeners() {
      return listeners.size
    },
    get dropped() {
      return dropped
    },
    clear() {
      ring = []
      first = 0
    },
    release() {
      const released = listeners
      listeners = new Set()
      return [...released]
    },
    inherit(other) {
      for (const listener of other.release()) {
        listeners.add(listener)
        listener({ id: last, entry: { kind: 'reset' } })
      }
    },
    dump: () => ({ last, exchanges, dropped, entries: held() }),
  }
}
