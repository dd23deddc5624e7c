/** What went through a relay, as the other judges know exchanges. */

import type { JsonValue, Operation } from '../../spec/index.js'
import { curlLine } from '../curl.js'
import type { Exchange, Sending } from '../exchange.js'
import type { Relayed } from './relay.js'

/** Headers that curl sends on its own, or that are about one connection. */
const SILENT = ['host', 'connection', 'content-length', 'accept-encoding', 'user-agent']

export function exchangeOf(relayed: Relayed, operation?: Operation): Exchange {
  const { status, body: bytes, received, url } = relayed
  const text = bytes.toString('utf8')
  const sent = sendingOf(relayed)
  const headers = new Headers()
  for (const [name, value] of received) headers.append(name, value)
  return { operation, sent, status, headers, bytes, text, body: parse(text), step: curlLine(new URL(url).origin, sent) }
}

/** The request as a curl line. */
export function stepOf(relayed: Relayed): string {
  return curlLine(new URL(relayed.url).origin, sendingOf(relayed))
}

function sendingOf({ method, url, sent }: Relayed): Sending {
  const { pathname, search } = new URL(url)
  const headers = Object.entries(sent.headers)
    .filter(([name, value]) => !SILENT.includes(name) && !(name === 'accept' && value === '*/*'))
    .map(([name, value]) => [name, Array.isArray(value) ? value.join(', ') : String(value)] as const)
  return {
    method,
    path: pathname + search,
    headers: Object.fromEntries(headers),
    ...(sent.body.length > 0 && { body: textOf(sent.body) }),
  }
}

function textOf(body: Buffer): string {
  const text = body.toString('utf8')
  return /[\uFFFD\0]/.test(text) ? `(${body.length} bytes that are no text)` : text
}

function parse(text: string): JsonValue | undefined {
  try {
    return JSON.parse(text) as JsonValue
  } catch {
    return undefined
  }
}
