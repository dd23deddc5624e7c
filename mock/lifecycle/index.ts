/** What a lifecycle makes of a call: states, guards, due times. */

export { type BodyRules, decide, objectionProblem, type Question, send } from './decide.js'
export {
  delaysOf,
  dueAt,
  elapse,
  enter,
  fire,
  follow,
  type Machine,
  type Objection,
  objection,
  settle,
} from './machine.js'
export { createPresent, type Fill, type FormatMoment, type Present } from './present.js'
