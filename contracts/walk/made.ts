/** What the API itself has made: its key, and where it is. */

import { type ApiModel, isObject, type Operation } from '../../spec/index.js'
import { describeReply, type Exchange } from '../exchange.js'
import { Deviation } from './deviation.js'
import { type Call, requestOf } from './requests.js'

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
