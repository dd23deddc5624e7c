/** A request and its reply → the journal's exchange. */

import type { Exchange, Message, Reply } from './exchange.js'
import type { Outcome } from './handle.js'
import type { Interference } from './interfere.js'
import type { World } from './ports.js'

/** Why a call was answered so: the decision's reason, and what was done to its reply. */
export function reasonOf(reason: string, interference: Interference | undefined, left = false): string {
  if (left) return `${reasonOf(reason, interference)}; the client left`
  if (interference === undefined || interference.reply !== undefined) return reason
  return `${interference.reason}; ${reason}`
}

export type About = {
  readonly number: number
  /** By the world's clock, ms since the epoch. */
  readonly began: number
  readonly why: string
  /** The body of the request. */
  readonly sent: Uint8Array | null
  /** Headers of the reply, besides its own. */
  readonly headers: { readonly [name: string]: string }
  /** Whether the client got the reply. */
  readonly arrived: boolean
}

/** What the journal keeps of a call. */
export function exchangeOf(
  request: Request,
  url: URL,
  world: World,
  { operation, reply, subject, caller, transitions, interference }: Outcome,
  about: About,
): Exchange {
  const resource = operation?.subject?.resource
  const { number, began, why, sent, headers, arrived } = about
  return {
    kind: 'exchange',
    number,
    at: began,
    duration: Math.max(0, world.clock.now() - began),
    method: request.method,
    path: url.pathname + url.search,
    ...(operation && { operation: operation.id }),
    ...(resource !== undefined && { resource }),
    ...(subject !== undefined && { subject }),
    ...(caller?.key !== undefined && { caller: caller.key }),
    status: arrived ? reply.status : 0,
    why,
    ...(interference?.fault !== undefined && { fault: interference.fault }),
    transitions,
    request: { headers: request.headers, body: kept(sent) },
    response: { headers: Object.entries({ ...headers, ...reply.headers }), body: kept(reply.body) },
  }
}

/** The journal keeps no large bodies: their beginning has to do. */
const MOST_KEPT = 65_536

function kept(body: Reply['body']): Message['body'] {
  if (body === null || body instanceof ReadableStream) return null
  return body.length > MOST_KEPT ? body.slice(0, MOST_KEPT) : body
}
