import type { IncomingHttpHeaders } from 'node:http'
import type { Json } from './json.js'

/** A request as it came. */
export type Call = {
  readonly method: string
  readonly path: string
  readonly query: URLSearchParams
  readonly headers: IncomingHttpHeaders
  /** Undefined: larger than the limit. */
  readonly body: Uint8Array | undefined
}

/** A call whose operation and caller are known. */
export type Visit = Call & {
  readonly operationId: string
  /** Of the path. */
  readonly params: { readonly [name: string]: string }
  readonly body: Uint8Array
  /** 0: nobody, where an operation is for anybody. */
  readonly callerId: number
  /** The customer that the call is about: the one of the path, or the caller. */
  readonly customerId: number
}

export type Reply = {
  readonly status: number
  readonly headers: { readonly [name: string]: string }
  /** Bytes go out as they are, anything else as JSON. */
  readonly body: Json | Uint8Array
}

export type Operation = (visit: Visit) => Promise<Reply>

/** The largest body that is taken. */
export const BODY_LIMIT = 10 * 1024 * 1024

export function answer(body: Json): Reply {
  return { status: 200, headers: { 'content-type': 'application/json' }, body }
}
