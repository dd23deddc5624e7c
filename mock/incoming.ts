/** A Request → what handle.ts works with. The body is read when it is asked for, as much of it as is allowed. */

import type { Problem } from './exchange.js'
import type { Incoming } from './handle.js'

export type IncomingOptions = {
  /** Its number in the world's journal. */
  readonly number: number
  /** Largest body in bytes. */
  readonly bodyLimit: number
  /** Whether neither faults nor `Prefer` concern it. */
  readonly undisturbed?: boolean
  /** Told of the body when it has been read. */
  readonly onBody?: (body: Uint8Array) => void
}

export function incomingOf(request: Request, url: URL, options: IncomingOptions): Incoming {
  const { number, bodyLimit, undisturbed = false, onBody = () => {} } = options
  return {
    number,
    undisturbed,
    method: request.method,
    path: url.pathname,
    query: url.searchParams,
    headers: request.headers,
    async body() {
      const body = await readBody(request, bodyLimit)
      if (body instanceof Uint8Array) onBody(body)
      return body
    },
  }
}

/** The whole body; a problem if it is larger than allowed, or breaks off. */
async function readBody(request: Request, limit: number): Promise<Uint8Array | null | Problem> {
  const declared = request.headers.get('content-length')
  if (declared !== null && Number(declared) > limit) return tooLarge(limit)
  if (request.body === null) return null
  try {
    if (declared !== null) return new Uint8Array(await request.arrayBuffer())
    return await readStream(request.body, limit)
  } catch {
    return { code: 'malformed-body', detail: 'The body broke off before its end.' }
  }
}

async function readStream(stream: ReadableStream<Uint8Array>, limit: number): Promise<Uint8Array | Problem> {
  const parts: Uint8Array[] = []
  let length = 0
  for await (const part of stream) {
    length += part.length
    if (length > limit) return tooLarge(limit)
    parts.push(part)
  }
  const body = new Uint8Array(length)
  let offset = 0
  for (const part of parts) {
    body.set(part, offset)
    offset += part.length
  }
  return body
}

function tooLarge(limit: number): Problem {
  const detail = `The body is larger than ${limit} bytes, the most that is taken.`
  return { code: 'body-too-large', detail, reason: `over ${limit} bytes` }
}
