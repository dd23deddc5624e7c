/** Things of a subject's own that operations work on: its files, and what else a path asks for. */

import { type ApiModel, keywordsOf, type Operation } from '../../spec/index.js'
import { NotExercised } from './deviation.js'
import type { Journey, Subject } from './journey.js'
import { makeOne } from './making.js'
import { resourceOfParameter } from './requests.js'

/** Path parameter → the resource whose key it is; undefined: none's. */
export function parametersFor(model: ApiModel, operation: Operation): { readonly [name: string]: string | undefined } {
  const names = operation.parameters.filter((one) => one.in === 'path').map(({ name }) => name)
  return Object.fromEntries(names.map((name) => [name, resourceOfParameter(model, operation, name)]))
}

/** Keys by the name of their resource: what something else is below. */
export type Owners = { readonly [resource: string]: string | number }

/** A value for each path parameter but one: the subject's key, that of something of its own, or one that the schema allows. */
export async function createOwned(
  journey: Journey,
  subject: Subject,
  operation: Operation,
  { except, owners = {} }: { readonly except?: string; readonly owners?: Owners } = {},
): Promise<{ readonly [name: string]: string | number }> {
  const { situation, random } = journey
  const values: { [name: string]: string | number } = {}
  const chosen: { [resource: string]: string | number } = { ...owners }
  for (const [name, resource] of Object.entries(parametersFor(situation.model, operation))) {
    if (name === except) continue
    if (resource !== undefined) {
      const known = resource === subject.walked.resource.name ? subject.id : chosen[resource]
      const key = known ?? (await ownKey(journey, subject, resource, operation.method === 'DELETE', chosen))
      chosen[resource] = key
      values[name] = key
    } else {
      const schema = operation.parameters.find((one) => one.in === 'path' && one.name === name)?.schema ?? ''
      const made = situation.inputs.value(schema, { random, now: journey.now(), keys: {} })
      values[name] = typeof made === 'number' ? made : String(made)
    }
  }
  return values
}

/** What may be deleted is made for it: the others are still needed. */
async function ownKey(
  journey: Journey,
  subject: Subject,
  resource: string,
  isNew: boolean,
  owners: Owners,
): Promise<string | number> {
  const [known] = isNew ? [] : ((await journey.keysFor(subject))[resource] ?? [])
  const key = known ?? (await makeOne(journey, subject, resource, 0, owners))?.key
  if (key === undefined) throw new NotExercised(`No operation makes a ${resource}.`)
  return key
}

/** The values that a parameter may take, where the document lists them. */
export function choicesOf({ document }: ApiModel, schema: string): readonly (string | number)[] | undefined {
  const { enum: choices } = keywordsOf(document, schema)
  return Array.isArray(choices) ? (choices as readonly (string | number)[]) : undefined
}
