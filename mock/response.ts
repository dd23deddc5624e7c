/** Replies → Responses of the platform. */

import type { Reply } from './exchange.js'
import { half } from './interfere.js'

/** The Response of a reply; `extra` are headers that every reply gets. */
export function toResponse(method: string, reply: Reply, extra: { readonly [name: string]: string }): Response {
  const { body, status } = reply
  const headers = headersOf(reply, extra)
  if (method === 'HEAD' && body !== null && !(body instanceof ReadableStream)) {
    headers.set(
      'content-length',
      String(typeof body === 'string' ? new TextEncoder().encode(body).length : body.length),
    )
  }
  const empty = method === 'HEAD' || body === null || status === 204 || status === 304
  return new Response(empty ? null : (body as BodyInit), { status, headers })
}

/** The headers of all of it and half of the body: then the connection breaks off. */
export function truncated(reply: Reply, extra: { readonly [name: string]: string }): Response {
  const headers = headersOf(reply, extra)
  const beginning = half(reply.body)
  headers.set('content-length', String(beginning.length * 2 + 1))
  const body = new ReadableStream<Uint8Array>({
    start: (controller) => controller.enqueue(beginning),
    pull: (controller) => controller.error(new TypeError('terminated: a fault broke the reply off')),
  })
  truncatedBodies.add(body)
  return new Response(body as BodyInit, { status: reply.status, headers })
}

/** By body, for whoever adds headers makes another Response of it. */
const truncatedBodies = new WeakSet<ReadableStream>()

/** Whether the body breaks off, so that the connection has to. */
export function isTruncated({ body }: Response): boolean {
  return body !== null && truncatedBodies.has(body)
}

function headersOf(reply: Reply, extra: { readonly [name: string]: string }): Headers {
  const headers = new Headers()
  for (const [name, value] of Object.entries({ ...extra, ...reply.headers })) headers.set(name, headerText(value))
  return headers
}

/** Header values are ASCII here: what a name has beyond that is shown as `?`. */
function headerText(value: string): string {
  return value
    .replaceAll('→', '->')
    .replace(/[^\x20-\x7e]/g, '?')
    .slice(0, 1000)
}
