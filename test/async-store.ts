/** A store that answers by promise, when a scheduler lets it: other writers come in between. */

import type { Store, StoreDump } from '../mock/index.js'
import { createMemoryStore } from '../mock/state/index.js'

/** Lets a task be done later, in an order of its own. */
export type Schedule = <T>(task: () => T | Promise<T>) => Promise<T>

export function createAsyncStore(schedule: Schedule, dump?: StoreDump): Store {
  const store = createMemoryStore(dump)
  // Each look and each write is done at once when its turn comes; what lies between two of them is not.
  return {
    find: (resource, key) => schedule(() => store.find(resource, key)),
    list: (resource) => schedule(() => store.list(resource)),
    highest: (resource) => schedule(() => store.highest(resource)),
    apply: (effects) => schedule(() => store.apply(effects)),
    dump: () => schedule(() => store.dump()),
  }
}
