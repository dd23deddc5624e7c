/** An implementation of the flagship document that knows nothing of the mock: a server with a clock of its own. */

import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { createHouse } from './create-house.js'
import { BODY_LIMIT, type Call } from './exchange.js'
import { faultNamed } from './faults/index.js'
import { createProviderStates } from './provider-states.js'

export type ProviderOptions = {
  /** @default 0, any that is free */
  readonly port?: number
  /** The name of a fault of `faults/`. @default none: the correct provider */
  readonly fault?: string | undefined
  /** Milliseconds until the officers receive a submission. @default 2000 */
  readonly deliveryDelay?: number
  /** Milliseconds from there to an arranged outcome. @default 5000 */
  readonly decisionDelay?: number
  /** Gets every one-time password. */
  readonly sendSms?: (phone: string, password: string) => void
}

export type Provider = {
  readonly url: string
  /** Where provider states are changed. */
  readonly statesUrl: string
  readonly close: () => Promise<void>
}

const STATES_PATH = '/_test/provider-states'

/**
 * @example
 * const provider = await startProvider({ fault: 'pending-unlocks' })
 * await fetch(provider.statesUrl, { method: 'POST', body: '{"state":"individual exists"}' })
 */
export async function startProvider(options: ProviderOptions = {}): Promise<Provider> {
  const { port = 0, fault, deliveryDelay = 2000, decisionDelay = 5000, sendSms = () => {} } = options
  const house = createHouse({
    delays: { delivery: deliveryDelay, decision: decisionDelay },
    sendSms,
    replace: fault === undefined ? undefined : faultNamed(fault).breaks,
  })
  const changeState = createProviderStates(house)

  async function respond(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const call = await readCall(request)
    if (call.method === 'POST' && call.path === STATES_PATH) {
      const { status, body } = await changeState(call.body ?? new Uint8Array())
      send(response, status, { 'content-type': 'application/json' }, JSON.stringify(body))
      return
    }
    const { status, headers, body } = await house.handle(call)
    send(response, status, headers, body instanceof Uint8Array ? body : JSON.stringify(body))
  }

  const server = createServer((request, response) => {
    respond(request, response).catch(() => {
      const { status, headers, body } = house.refuse({
        errorId: 'server.failed',
        description: 'The server has failed. Try again later.',
      })
      send(response, status, headers, JSON.stringify(body))
    })
  })
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject)
    server.listen(port, '127.0.0.1', resolve)
  })

  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
  return {
    url,
    statesUrl: url + STATES_PATH,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve())
        server.closeAllConnections()
      }),
  }
}

async function readCall(request: IncomingMessage): Promise<Call> {
  const [path = '/', query = ''] = (request.url ?? '/').split('?', 2)
  const chunks: Buffer[] = []
  let size = 0
  // What is over the limit is read too, for a client that is still sending does not listen.
  for await (const chunk of request) {
    size += chunk.length
    if (size <= BODY_LIMIT) chunks.push(chunk)
  }
  return {
    method: request.method ?? 'GET',
    path,
    query: new URLSearchParams(query),
    headers: request.headers,
    body: size > BODY_LIMIT ? undefined : Buffer.concat(chunks),
  }
}

function send(
  response: ServerResponse,
  status: number,
  headers: { readonly [name: string]: string },
  body: string | Uint8Array,
): void {
  response.writeHead(status, { ...headers, 'content-length': Buffer.byteLength(body) })
  response.end(body)
}
