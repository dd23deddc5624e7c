/** A mock: worlds, and the API that plays in them. Runs wherever `fetch` does. */

import type { ApiModel } from '../spec/index.js'
import { createApi } from './api.js'
import { createApp } from './app.js'
import type { Problem, Reply } from './exchange.js'
import { handle, type Incoming, type Outcome } from './handle.js'
import type { Handlers, Maybe } from './ports.js'
import { renderRefusal } from './render.js'
import { createWorld, type World, type WorldOptions } from './world.js'

export type MockOptions = Pick<WorldOptions, 'seed' | 'clock' | 'store'> & {
  readonly handlers?: Handlers
  /** Delay → ms, instead of the document's. */
  readonly delays?: { readonly [delay: string]: number }
  /** Largest body in bytes. @default 10 MiB */
  readonly bodyLimit?: number
  /** Told of every exchange, after it. */
  readonly onExchange?: (exchange: Exchange) => void
  /** Told of what a real system would send by mail or SMS. */
  readonly onTell?: (line: string) => void
  /** Told of our own mistakes, which the client sees as a 500. */
  readonly onMistake?: (error: unknown) => void
}

/** One request and its reply, as the log shows it. */
export type Exchange = {
  readonly method: string
  readonly path: string
  readonly status: number
  readonly operation?: string
  readonly reason: string
}

export interface Mock {
  /** Answers a request. */
  readonly fetch: (request: Request) => Maybe<Response>
  /** The same for a path and init, as `fetch` takes them: `mock.request('/pets', { method: 'POST', … })`. */
  readonly request: (path: string, init?: RequestInit) => Promise<Response>
  readonly model: ApiModel
  readonly world: World
  /** Goes on with another document; the state stays. */
  replace(model: ApiModel, handlers?: Handlers): void
}

const TEN_MEBIBYTES = 10 * 1024 * 1024

/**
 * Makes a mock of a compiled document.
 *
 * @example
 * const mock = createMockOf(model, { seed: 7 })
 * const reply = await mock.request('/pets')
 */
export function createMockOf(model: ApiModel, options: MockOptions = {}): Mock {
  const { delays = {}, bodyLimit = TEN_MEBIBYTES, onExchange, onTell = () => {}, onMistake = () => {} } = options
  const compile = (next: ApiModel, handlers = options.handlers) =>
    createApi(next, { delays, ...(handlers && { handlers }) })
  let api = compile(model)
  let requests = 0
  const world = createWorld(options)
  const app = createApp(respond, () => `specimen-${String(++requests).padStart(6, '0')}`)

  return {
    fetch: (request) => app.fetch(request),
    request: async (path, init) => app.request(path, init),
    get model() {
      return api.model
    },
    world,
    replace(next, handlers) {
      api = compile(next, handlers)
    },
  }

  async function respond(request: Request, requestId: string): Promise<Response> {
    const url = new URL(request.url)
    const incoming: Incoming = {
      method: request.method,
      path: url.pathname,
      query: url.searchParams,
      headers: request.headers,
      body: () => readBody(request, bodyLimit),
    }
    const outcome = await handleSafely(incoming)
    const { reply, operation, reason } = outcome
    onExchange?.({
      method: request.method,
      path: url.pathname,
      status: reply.status,
      ...(operation && { operation: operation.id }),
      reason,
    })
    return toResponse(request.method, reply, {
      'x-request-id': requestId,
      ...(operation && { 'specimen-operation': operation.id }),
      'specimen-reason': reason,
    })
  }

  async function handleSafely(incoming: Incoming): Promise<Outcome> {
    try {
      return await handle(api, world, incoming, onTell)
    } catch (error) {
      onMistake(error)
      const problem: Problem = { code: 'internal-error', detail: 'Specimen made a mistake; its log has the details.' }
      return renderRefusal(api, world, undefined, problem)
    }
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

function toResponse(method: string, reply: Reply, extra: { readonly [name: string]: string }): Response {
  const headers = new Headers()
  for (const [name, value] of Object.entries({ ...extra, ...reply.headers })) headers.set(name, headerText(value))
  const { body, status } = reply
  if (method === 'HEAD' && body !== null) {
    headers.set(
      'content-length',
      String(typeof body === 'string' ? new TextEncoder().encode(body).length : body.length),
    )
  }
  const empty = method === 'HEAD' || body === null || status === 204 || status === 304
  return new Response(empty ? null : (body as string | Uint8Array<ArrayBuffer>), { status, headers })
}

/** Header values are ASCII here: what a name has beyond that is shown as `?`. */
function headerText(value: string): string {
  return value
    .replaceAll('→', '->')
    .replace(/[^\x20-\x7e]/g, '?')
    .slice(0, 1000)
}
