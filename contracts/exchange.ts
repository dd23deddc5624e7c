/** One request to a provider, and what it answered. */

import type { JsonValue, Operation } from '../spec/index.js'

/** A file of a multipart form. */
export type Upload = { readonly name: string; readonly mediaType: string; readonly bytes: Uint8Array }

export type Sending = {
  readonly method: string
  /** From the provider's root, with its query. */
  readonly path: string
  readonly headers: { readonly [name: string]: string }
  readonly body?: string
  /** A multipart form instead of a body: field → a text or a file. */
  readonly form?: { readonly [field: string]: string | Upload }
}

export type Exchange = {
  readonly operation: Operation | undefined
  readonly sent: Sending
  readonly status: number
  readonly headers: Headers
  readonly bytes: Uint8Array
  readonly text: string
  /** Undefined: the body is not JSON. */
  readonly body: JsonValue | undefined
  /** The request as a curl line. */
  readonly step: string
  /** What led there, the request itself last. */
  readonly steps?: readonly string[]
}

/** `400 application/json {"error":…}`, cut where it gets long. */
export function describeReply({ status, headers, text }: Exchange): string {
  const type = headers.get('content-type')?.split(';')[0] ?? 'no media type'
  const body = text.length > 600 ? `${text.slice(0, 600)} …` : text
  return text === '' ? `${status} without a body` : `${status} ${type} ${body}`
}

export function isSuccess({ status }: Exchange): boolean {
  return status >= 200 && status < 300
}
