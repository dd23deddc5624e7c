/** Things of a subject's own that operations work on: its files, and what else a path asks for. */

import { type ApiModel, getPath, keywordsOf, type Operation } from '../../spec/index.js'
import { describeReply, type Exchange, isSuccess } from '../exchange.js'
import { Deviation, NotExercised } from './deviation.js'
import type { Journey, Subject } from './journey.js'
import { keyIn } from './made.js'
import { inputOf, isMultipart, resourceOfParameter } from './requests.js'
import { uploadFor } from './uploads.js'
import { wishesFor } from './wishes.js'

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

export type Made = { readonly key: string | number; readonly reply: Exchange }

/**
 * Makes one that belongs to the subject; undefined: no operation does.
 *
 * @param owners the resources below which it shall be, where its path names some
 */
export async function makeOne(
  journey: Journey,
  subject: Subject,
  resource: string,
  index: number,
  owners: Owners = {},
): Promise<Made | undefined> {
  const { situation } = journey
  const creator = creatorOf(situation.model, resource)
  if (creator === undefined) return undefined
  const input = inputOf(creator)
  const content = isMultipart(creator)
    ? { form: uploadFor(situation, creator, index) }
    : input === undefined
      ? {}
      : { body: situation.inputs.body(input, wishesFor(journey, subject)) }
  const path = await createOwned(journey, subject, creator, { owners })
  const reply = await journey.call(creator, { token: subject.token, path, ...content })
  if (!isSuccess(reply)) throw new Deviation(`No ${resource} could be made.`, describeReply(reply))
  const { itemProperty } = creator.subject ?? {}
  const body = itemProperty === undefined ? reply.body : getPath(reply.body, itemProperty)
  return { key: keyIn(body, situation.model.resources[resource]?.key ?? 'id', reply), reply }
}

/** The operation by which a caller makes or uploads one; one that is below nothing else goes before one that is. */
export function creatorOf(model: ApiModel, resource: string): Operation | undefined {
  const creators = model.operations.filter(
    (one) =>
      one.subject?.resource === resource &&
      one.subject.action === 'create' &&
      (isMultipart(one) || inputOf(one) !== undefined) &&
      Object.values(parametersFor(model, one)).every((parent) => parent !== undefined && parent !== resource),
  )
  return creators.find(({ path }) => !path.includes('{')) ?? creators[0]
}
