/** The default store: Maps in memory, answering at once. */

import type { Subject } from '../exchange.js'
import { REFERRED_KEYS, type Store, type StoreDump } from '../ports.js'

/** An empty store, or one that holds what another said. */
export function createMemoryStore(dump: StoreDump = { subjects: [], deleted: [] }): Store {
  const tables = new Map<string, Map<string | number, Subject | null>>()
  const highest = new Map<string, number>()
  for (const subject of dump.subjects) set(subject.resource, subject.key, subject)
  for (const [resource, key] of dump.deleted) set(resource, key, null)

  return {
    find: (resource, key) => tables.get(resource)?.get(key),
    list: (resource) => [...(tables.get(resource)?.values() ?? [])].filter((subject) => subject !== null),
    highest: (resource) => highest.get(resource) ?? 0,
    apply(effects) {
      for (const { subject, version } of effects) {
        const held = tables.get(subject.resource)?.get(subject.key)
        // A record that was never written is at version 0, deleted ones too: either may be written anew.
        if ((held?.version ?? 0) !== version) return false
      }
      for (const { kind, subject } of effects) set(subject.resource, subject.key, kind === 'put' ? subject : null)
      return true
    },
    dump: () => ({
      subjects: [...tables.values()].flatMap((table) => [...table.values()].filter((subject) => subject !== null)),
      deleted: [...tables].flatMap(([resource, table]) =>
        [...table].flatMap(([key, subject]) => (subject === null ? [[resource, key] as const] : [])),
      ),
    }),
  }

  function set(resource: string, key: string | number, subject: Subject | null): void {
    let table = tables.get(resource)
    if (table === undefined) {
      table = new Map()
      tables.set(resource, table)
    }
    table.set(key, subject)
    if (typeof key !== 'number' || key >= REFERRED_KEYS) return
    if (key > (highest.get(resource) ?? 0)) highest.set(resource, key)
  }
}
