/** Stands between Pact's verifier and a server: what is asked and answered goes through here, and is kept. */

import {
  createServer,
  type IncomingHttpHeaders,
  type IncomingMessage,
  request as requestHttp,
  type Server,
  type ServerResponse,
} from 'node:http'
import { request as requestHttps } from 'node:https'

export type Relayed = {
  readonly method: string
  readonly url: string
  readonly sent: { readonly headers: IncomingHttpHeaders; readonly body: Buffer }
  /** 0: there was no answer. */
  readonly status: number
  /** The headers of the answer, as they came. */
  readonly received: readonly (readonly [name: string, value: string])[]
  readonly body: Buffer
  /** Why this is no answer to go on with. */
  readonly fault?: string
}

export type Relay = {
  /** Where it listens. */
  readonly url: string
  /** What went through since it was last asked. */
  take(): readonly Relayed[]
  close(): Promise<void>
}

/** A server to ask. */
export type Target = {
  /** As a sentence names it: `The provider`. */
  readonly name: string
  readonly url: string
  /** For each answer, in milliseconds. */
  readonly timeout: number
  /** Sent along with each request. */
  readonly headers: { readonly [name: string]: string }
}

export type Asked = {
  readonly method: string
  /** With the query; undefined: the target's own address. */
  readonly path: string | undefined
  readonly headers: IncomingHttpHeaders
  readonly body: Buffer
}

/** What to answer; `aside`: an empty object, and it is not worth keeping. */
export type Respond = (asked: Asked) => Promise<Relayed | 'aside'>

/** Opens a relay on a free port of this machine. */
export async function openRelay(respond: Respond): Promise<Relay> {
  let kept: Relayed[] = []
  const server = createServer(async (incoming, outgoing) => {
    const body = await readAll(incoming).catch(() => undefined)
    if (body === undefined) return
    const { method = 'GET', url: path, headers } = incoming
    const answer = await respond({ method, path, headers, body })
    if (answer === 'aside') {
      outgoing.writeHead(200, { 'content-type': 'application/json' }).end('{}')
      return
    }
    kept.push(answer)
    // Not a 5xx: Pact's verifier would try again.
    if (answer.fault === undefined) reply(outgoing, answer)
    else outgoing.writeHead(424, { 'content-type': 'text/plain; charset=utf-8' }).end(answer.fault)
  })
  const port = await listen(server)
  return {
    url: `http://127.0.0.1:${port}`,
    take() {
      const taken = kept
      kept = []
      return taken
    },
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve())
        server.closeAllConnections()
      }),
  }
}

/** Headers that belong to one connection (RFC 9110, section 7.6.1). */
const CONNECTION = ['connection', 'keep-alive', 'proxy-connection', 'te', 'trailer', 'transfer-encoding', 'upgrade']

/** Asks the target once; every way in which it can fail to answer is a sentence. */
export function ask({ name, timeout, ...target }: Target, { method, path, headers, body }: Asked): Promise<Relayed> {
  const base = new URL(target.url)
  const url = path === undefined ? base : new URL(`${base.origin}${base.pathname.replace(/\/$/, '')}${path}`)
  const passed = Object.entries(headers).filter(([header]) => header !== 'host' && !CONNECTION.includes(header))
  const sent = { headers: { ...Object.fromEntries(passed), ...target.headers }, body }
  const length = body.length > 0 || headers['content-length'] !== undefined ? { 'content-length': body.length } : {}
  const all = { ...sent.headers, ...length, connection: 'close' }
  const nothing = { method, url: url.href, sent, status: 0, received: [], body: Buffer.alloc(0) }
  return new Promise((resolve) => {
    const request = url.protocol === 'https:' ? requestHttps : requestHttp
    const signal = AbortSignal.timeout(timeout)
    const fail = (error: Error) => resolve({ ...nothing, fault: noAnswer(name, url, error, timeout, signal.aborted) })
    try {
      // No agent: one that keeps connections would send the next request on this one, though it is to be closed.
      const outgoing = request(url, { agent: false, method, headers: all, signal }, (incoming) => {
        readAll(incoming).then((read) => {
          resolve({ ...nothing, status: incoming.statusCode ?? 0, received: pairs(incoming.rawHeaders), body: read })
        }, fail)
      })
      outgoing.once('error', fail)
      outgoing.end(body)
    } catch (error) {
      fail(error instanceof Error ? error : new Error(String(error)))
    }
  })
}

function noAnswer(
  name: string,
  url: URL,
  { message, ...error }: Error & { code?: string },
  timeout: number,
  late: boolean,
): string {
  if (late) return `${name} (${url.origin}) did not answer within ${timeout / 1000} s.`
  if (error.code === 'ECONNREFUSED') return `${name} (${url.origin}) cannot be reached: nothing listens there.`
  if (error.code === 'ENOTFOUND') return `${name} (${url.origin}) cannot be reached: there is no such host.`
  if (error.code === 'ECONNRESET') return `${name} (${url.origin}) broke the connection off before it had answered.`
  return `${name} (${url.origin}) cannot be reached: ${message || error.code}.`
}

/** As it came, but for what belongs to the connection; the length is that of the body. */
function reply(outgoing: ServerResponse, { status, body, received }: Relayed): void {
  const passed = received.filter(([name]) => ![...CONNECTION, 'content-length'].includes(name.toLowerCase()))
  const length = status === 204 || status === 304 ? [] : ['content-length', String(body.length)]
  outgoing.writeHead(status, [...passed.flat(), ...length]).end(body)
}

function pairs(raw: readonly string[]): readonly (readonly [string, string])[] {
  return raw.flatMap((name, index) => (index % 2 === 0 ? [[name, raw[index + 1] ?? ''] as const] : []))
}

async function readAll(incoming: IncomingMessage): Promise<Buffer> {
  const parts: Buffer[] = []
  for await (const part of incoming) parts.push(part as Buffer)
  return Buffer.concat(parts)
}

function listen(server: Server): Promise<number> {
  return new Promise((resolve, reject) => {
    server.once('error', reject)
    server.listen(0, '127.0.0.1', () => {
      const address = server.address()
      resolve(typeof address === 'object' && address !== null ? address.port : 0)
    })
  })
}
