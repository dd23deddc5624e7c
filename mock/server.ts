/** A mock on a port. The one door to the Node server. */

import { createServer, type Server } from 'node:http'
import { getRequestListener } from '@hono/node-server'
import type { Maybe } from './ports.js'

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
  const server = createServer(getRequestListener(fetch))
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
