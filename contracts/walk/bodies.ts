/** Bodies for operations on a subject. */

import {
  type ApiModel,
  type JsonObject,
  type JsonValue,
  keywordsOf,
  type Operation,
  type Pointer,
} from '../../spec/index.js'
import { inputProperties, isReference, itemsOf, memberOf } from './compare.js'
import type { Journey, Subject } from './journey.js'
import type { Call } from './requests.js'
import { inputOf, isMultipart } from './requests.js'
import { uploadFor } from './uploads.js'
import { wishesFor } from './wishes.js'

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
  input: Pointer,
  unlike?: JsonObject,
  only?: readonly string[],
): Promise<JsonObject> {
  const { situation } = journey
  const wishes = {
    ...wishesFor(journey, subject),
    keys: refersTo(situation.model, input, only) ? await journey.keysFor(subject) : {},
    ...(unlike !== undefined && { unlike }),
  }
  return situation.inputs.body(input, wishes, only)
}

/** Whether a body with those properties needs keys of other resources, which have to be made first. */
function refersTo(model: ApiModel, input: Pointer, only: readonly string[] | undefined): boolean {
  return Object.entries(inputProperties(model.document, input)).some(([name, schema]) => {
    if (only !== undefined && !only.includes(name) && !memberOf(model.document, input, name).required) return false
    const items = itemsOf(model.document, schema)
    const reference = keywordsOf(model.document, items ?? schema)['x-reference']
    return isReference(reference) && model.directories[reference.to] === undefined
  })
}

/** The properties of a body that are named. */
export function pick(body: JsonObject, names: readonly string[]): JsonObject {
  return Object.fromEntries(names.flatMap((name) => (name in body ? [[name, body[name] as JsonValue]] : [])))
}
