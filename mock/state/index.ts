/** Where state lives and what time it is. */

export { createClock, type MovableClock, systemClock } from './clock.js'
export { createMemoryStore, type MemoryStore, type StoreDump } from './memory-store.js'
