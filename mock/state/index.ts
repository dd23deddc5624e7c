/** Where state lives and what time it is. */

export { createClock, startTimer, systemClock } from './clock.js'
export { createFaultBook } from './faults.js'
export { createJournal } from './journal.js'
export { createMemoryStore } from './memory-store.js'
