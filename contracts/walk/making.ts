/** Things that the API itself makes: by an upload, or by a body. */

import { type ApiModel, getPath, isObject, type Operation } from '../../spec/index.js'
import { describeReply, type Exchange, isSuccess } from '../exchange.js'
import { Deviation } from './deviation.js'
import type { Journey, Subject } from './journey.js'
import { createOwned, type Owners, parametersFor } from './owned.js'
import { type Call, inputOf, isMultipart, requestOf } from './requests.js'
import { uploadFor } from './uploads.js'
import { wishesFor } from './wishes.js'

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

export function keyIn(body: unknown, path: string, exchange: Parameters<typeof describeReply>[0]): string | number {
  let value: unknown = body
  for (const name of path.split('.')) value = isObject(value) ? value[name] : undefined
  if (typeof value === 'string' || typeof value === 'number') return value
  throw new Deviation(`The reply has no key (${path}).`, describeReply(exchange))
}

/** Where it is said to be is where it is read (RFC 9110, section 10.2.2), below whatever the server's address begins with. */
export function expectLocation(model: ApiModel, reply: Exchange, reader: Operation, call: Call): void {
  const location = reply.headers.get('location')
  if (location === null) return
  const { path } = requestOf(model, reader, call)
  const own = new URL(reply.sent.path, 'http://provider/')
  const leads = URL.canParse(location, own) && new URL(location, own).pathname.endsWith(path)
  if (!leads) throw new Deviation('Location does not lead there.', location, path)
}
