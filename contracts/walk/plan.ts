/** One thing to prove, written by the document: what is expected, and the journey that shows whether it is so. */

import type { Pointer } from '../../spec/index.js'
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
