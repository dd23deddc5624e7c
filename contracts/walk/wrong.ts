/** A call that is wrong in one way. */

import type { JsonObject, Pointer } from '../../spec/index.js'
import type { Journey, Subject } from './journey.js'
import type { Call } from './requests.js'

/** One way to be wrong. */
export type Wrong = {
  readonly title: string
  readonly rule: Pointer
  /** Any of these problems is right. */
  readonly problems: readonly string[]
  /** The field that must be named. */
  readonly field?: string
  call(valid: JsonObject, journey: Journey, subject: Subject): Promise<Call> | Call
}
