/** The people (or parcels, …) of a world, who are free until they are touched. */

export { findFakeFaults } from './fake-faults.js'
export { createPeople, type People, type Wish } from './people.js'
export { keyOfPhone, phoneOf } from './person.js'
export { hashWord, seeded } from './random.js'
