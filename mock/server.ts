/** A mock on a port. The one door to the Node server. */

import { createServer, type Server, type ServerResponse } from 'node:http'
import { getRequestListener } from '@hono/node-server'
import { RESPONSE_ALREADY_SENT } from '@hono/node-server/utils/response'
import type { Maybe } from './ports.js'
import { isTruncated } from './response.js'

export type Listening =
  | {
      readonly kind: 'listening'
      readonly url: string
      readonly port: number
      /** Stops taking requests, ends those that are open. */
      close(): Promise<void>
    }
  | { readonly kind: 'failed'; readonly message: string }

export type ServeOptions = {
  /** @default 4010; 0 takes any that is free */
  readonly port?: number
  /** @default '127.0.0.1' */
  readonly host?: string
}

/** Listens; what keeps it from listening is said, not thrown. */
export function serve(
  { fetch }: { fetch: (request: Request) => Maybe<Response> },
  { port = 4010, host = '127.0.0.1' }: ServeOptions = {},
): Promise<Listening> {
  const server = createServer(getRequestListener(orHangUp(fetch)))
  return new Promise((resolve) => {
    server.once('error', (error: NodeJS.ErrnoException) => resolve({ kind: 'failed', message: why(error, host, port) }))
    server.listen(port, host, () => {
      const address = server.address()
      const taken = typeof address === 'object' && address !== null ? address.port : port
      const name = host.includes(':') ? `[${host}]` : host
      resolve({ kind: 'listening', url: `http://${name}:${taken}`, port: taken, close: () => close(server) })
    })
  })
}

type Outgoing = { readonly outgoing: unknown }

/** What is an error to a caller in this process (a connection that a fault cuts) is one on the wire, too. */
function orHangUp(fetch: (request: Request) => Maybe<Response>) {
  return async (request: Request, { outgoing }: Outgoing): Promise<Response> => {
    try {
      const response = await fetch(request)
      return isTruncated(response) ? await sendTruncated(response, outgoing as ServerResponse) : response
    } catch {
      ;(outgoing as ServerResponse).destroy()
      return RESPONSE_ALREADY_SENT
    }
  }
}

/** Sends what there is of the body and hangs up: the listener would append the error to it. */
async function sendTruncated(response: Response, outgoing: ServerResponse): Promise<Response> {
  outgoing.writeHead(response.status, Object.fromEntries(response.headers))
  const reader = response.body?.getReader()
  const beginning = await reader?.read().catch(() => undefined)
  await new Promise<void>((resolve) => {
    outgoing.write(beginning?.value ?? new Uint8Array(), () => resolve())
  })
  outgoing.destroy()
  return RESPONSE_ALREADY_SENT
}

function why({ code, message }: NodeJS.ErrnoException, host: string, port: number): string {
  if (code === 'EADDRINUSE') return `Port ${port} is in use. Stop what listens there, or choose another with --port.`
  if (code === 'EACCES') return `Port ${port} may not be used without more rights. Choose one above 1023 with --port.`
  if (code === 'EADDRNOTAVAIL' || code === 'ENOTFOUND')
    return `This machine has no address "${host}". Choose another with --host.`
  return `Cannot listen on ${host}:${port}: ${message}`
}

function close(server: Server): Promise<void> {
  return new Promise((resolve) => {
    server.close(() => resolve())
    server.closeAllConnections()
  })
}
