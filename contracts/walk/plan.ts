/** One thing to prove, written by the document: what is expected, and the journey that shows whether it is so. */

import type { Operation, Pointer } from '../../spec/index.js'
import type { Journey } from './journey.js'

export type Plan = {
  readonly operation: string
  readonly rule: Pointer
  readonly expected: string
  /** The state that it begins in; where states cannot be asked for, plans wait for theirs to come. */
  readonly state?: string
  /** Whether it leaves that state. */
  readonly leaves?: boolean
  /** Waits in real time: begun first, so that the others fill the time. */
  readonly slow?: boolean
  /** @returns why it holds; throws a Deviation, or NotExercised */
  run(journey: Journey): Promise<string>
}

/** The provider does not do what the document says. An assertion of a plan; becomes a failed check. */
export class Deviation extends Error {
  override readonly name = 'Deviation'
  readonly got: string
  readonly expected: string | undefined
  constructor(message: string, got: string, expected?: string) {
    super(message)
    this.got = got
    this.expected = expected
  }
}

/** A plan that could not be tried here: its sentence says why. Never counts as passed. */
export class NotExercised extends Error {
  override readonly name = 'NotExercised'
}

/** Where in the document an operation stands; the rule of last resort. */
export function ruleOf(operation: Operation): Pointer {
  return operation.pointer
}
