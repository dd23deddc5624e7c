/** Bodies for operations on a subject. */

import type { JsonObject, Operation } from '../../spec/index.js'
import type { Journey, Subject } from './journey.js'
import type { Call } from './requests.js'
import { inputOf, isMultipart } from './requests.js'
import { uploadFor } from './uploads.js'

/** A valid call of an operation: with a body where it takes one, different from what there is. */
export async function callFor(
  journey: Journey,
  subject: Subject,
  operation: Operation,
  unlike?: JsonObject,
): Promise<Call & { readonly sent: JsonObject }> {
  if (isMultipart(operation)) return { sent: {}, form: uploadFor(journey.situation, operation, 0) }
  const input = inputOf(operation)
  if (input === undefined) return { sent: {} }
  const body = await bodyFor(journey, subject, input, unlike)
  return { sent: body, body }
}

export async function bodyFor(
  journey: Journey,
  subject: Subject,
  input: string,
  unlike?: JsonObject,
  only?: readonly string[],
): Promise<JsonObject> {
  const { situation, random } = journey
  const wishes = {
    random,
    now: journey.now(),
    keys: await journey.keysFor(subject),
    ...(unlike !== undefined && { unlike }),
  }
  return situation.inputs.body(input, wishes, only)
}
