/** What happened in a world, in order. Bounded; the oldest go first. */

import type { Entry } from '../exchange.js'
import type { Journal, JournalDump, Listener, Told } from '../ports.js'

/** @param limit entries held at the most */
export function createJournal(limit: number, dump?: JournalDump): Journal {
  // A ring: adding costs the same however much is held.
  let ring: Told[] = [...(dump?.entries ?? [])].slice(-limit)
  if (limit === 0) ring = []
  let first = 0
  let exchanges = dump?.exchanges ?? 0
  let last = dump?.last ?? 0
  let dropped = dump?.dropped ?? 0
  let begun = 0
  let listeners = new Set<Listener>()

  const held = (): readonly Told[] => [...ring.slice(first), ...ring.slice(0, first)]
  const tell = (entry: Entry): void => {
    for (const { onTold } of [...listeners]) onTold({ id: last, entry })
  }
  return {
    held,
    since(id) {
      if (id < begun || id > last) return [{ id: begun, entry: { kind: 'reset' } }, ...held()]
      return held().filter((told) => told.id > id)
    },
    nextExchange: () => ++exchanges,
    add(entry) {
      const told = { id: ++last, entry }
      if (ring.length < limit) ring.push(told)
      else {
        const gone = limit > 0 ? ring[first]?.entry : entry
        if (gone?.kind === 'exchange') dropped++
        if (limit > 0) ring[first] = told
        first = limit > 0 ? (first + 1) % limit : 0
      }
      tell(entry)
    },
    listen(listener) {
      // Whoever takes over takes the set itself, so that leaving works there too.
      const audience = listeners
      audience.add(listener)
      return () => {
        audience.delete(listener)
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
    end() {
      const ended = listeners
      listeners = new Set()
      for (const { onEnd } of ended) onEnd()
    },
    release() {
      const released = listeners
      listeners = new Set()
      return { listeners: released, last }
    },
    inherit(other) {
      const released = other.release()
      // Ids go on, so that whoever comes back after the new beginning is told of it.
      last = Math.max(last, released.last) + 1
      begun = last
      listeners = released.listeners
      tell({ kind: 'reset' })
    },
    dump: () => ({ last, exchanges, dropped, entries: held() }),
  }
}
