/** A mock: worlds, and the API that plays in them. Runs wherever `fetch` does. */

import type { ApiModel } from '../spec/index.js'
import { type Api, createApi } from './api.js'
import { createApp } from './app.js'
import { cookie } from './authorize.js'
import { createControlHandlers } from './control/index.js'
import type { Exchange, Message, Problem, Reply } from './exchange.js'
import { handle, type Incoming, type Outcome } from './handle.js'
import { createHost } from './host.js'
import { half, type Interference } from './interfere.js'
import type { Handlers, Maybe, MovableClock, Store, World, Worlds } from './ports.js'
import { renderRefusal } from './render.js'
import { startTimer } from './state/index.js'
import { isWorldName } from './world.js'
import { createWorlds, MAIN } from './worlds.js'

export type MockOptions = {
  readonly handlers?: Handlers
  /** What every faked person stems from. @default 1 */
  readonly seed?: number
  /** The clock of the world `main`. @default one that runs with the machine's */
  readonly clock?: MovableClock
  /** Where every world's clock starts, ms since the epoch. @default the machine's time */
  readonly now?: number
  /** Whether clocks run. @default true, or false where `now` is given */
  readonly running?: boolean
  /** Where the world `main` keeps its records. @default in memory */
  readonly store?: Store
  /** Delay → ms, instead of the document's. */
  readonly delays?: { readonly [delay: string]: number }
  /** Largest body in bytes. @default 10 MiB */
  readonly bodyLimit?: number
  /** Entries that each world's journal holds; the oldest go first. @default 1000 */
  readonly journalLimit?: number
  /** A world that nobody used for so many ms is forgotten. @default an hour */
  readonly idle?: number
  /** Whether a request must name its world. @default false */
  readonly strictWorlds?: boolean
  /** The control API's document; absent: there is no control API. */
  readonly control?: () => Maybe<ApiModel>
  /** Who may use the control API. @default whoever comes from this machine */
  readonly controlToken?: string
  /** Writes a world's snapshot where it is kept. */
  readonly saveSnapshot?: (snapshot: string) => Maybe<void>
  /** Told of every exchange with the served API, after it. */
  readonly onExchange?: (exchange: Exchange, world: World) => void
  /** Told of what a real system would send by mail or SMS. */
  readonly onTell?: (line: string) => void
  /** Told of our own mistakes, which the client sees as a 500. */
  readonly onMistake?: (error: unknown) => void
}

export interface Mock {
  /** Answers a request. Rejects with a TypeError where a fault cuts the connection, as `fetch` does. */
  readonly fetch: (request: Request) => Maybe<Response>
  /** The same for a path and init, as `fetch` takes them: `mock.request('/pets', { method: 'POST', … })`. */
  readonly request: (path: string, init?: RequestInit) => Promise<Response>
  readonly model: ApiModel
  readonly worlds: Worlds
  /** The world of requests that name none. */
  readonly world: World
  /** Goes on with another document; the state stays. */
  replace(model: ApiModel, handlers?: Handlers): void
}

/** The reserved prefix of the control API. */
const CONTROL = '/_specimen'
const TEN_MEBIBYTES = 10 * 1024 * 1024
const HOUR = 3_600_000
const WORLD = 'specimen-world'

/**
 * Makes a mock of a compiled document.
 *
 * @example
 * const mock = createMockOf(model, { seed: 7 })
 * const reply = await mock.request('/pets')
 */
export function createMockOf(model: ApiModel, options: MockOptions = {}): Mock {
  const { seed = 1, clock, now, running = now === undefined, store, idle = HOUR, journalLimit = 1000 } = options
  const { delays = {}, bodyLimit = TEN_MEBIBYTES, strictWorlds = false } = options
  const { onExchange, onTell = () => {}, onMistake = () => {} } = options
  const worlds = createWorlds({
    beginning: { seed, running, ...(now !== undefined && { now }) },
    idle,
    journalLimit,
    ...(clock && { clock }),
    ...(store && { store }),
  })
  let api = compile(model, options.handlers)
  let controlApi: Maybe<Api> | undefined
  let requests = 0
  const app = createApp(respond, () => `specimen-${String(++requests).padStart(6, '0')}`)

  return {
    fetch: (request) => app.fetch(request),
    request: async (path, init) => app.request(path, init),
    get model() {
      return api.model
    },
    worlds,
    get world() {
      return worlds.use(MAIN)
    },
    replace(next, handlers = options.handlers) {
      api = compile(next, handlers)
    },
  }

  function compile(next: ApiModel, handlers: Handlers | undefined): Api {
    return createApi(next, { delays, ...(handlers && { handlers }) })
  }

  async function respond(request: Request, requestId: string): Promise<Response> {
    const url = new URL(request.url)
    const inControl = url.pathname === CONTROL || url.pathname.startsWith(`${CONTROL}/`)
    if (inControl && options.control !== undefined) return respondControl(request, url, requestId, options.control)
    const world = worldOf(request)
    if ('code' in world) {
      const refusal = renderRefusal(api, worlds.use(MAIN), undefined, world)
      return toResponse(request.method, refusal.reply, { 'x-request-id': requestId, 'specimen-reason': refusal.reason })
    }
    return respondInWorld(request, url, requestId, world)
  }

  async function respondInWorld(request: Request, url: URL, requestId: string, world: World): Promise<Response> {
    const began = world.clock.now()
    const number = world.journal.nextExchange()
    let sent: Uint8Array | null = null
    const incoming = incomingOf(request, url, number, (body) => {
      sent = body
    })
    const outcome = await handleSafely(api, world, incoming)
    const { operation, reason, interference } = outcome
    if (interference !== undefined && interference.latency > 0) await wait(interference.latency)

    const why = reasonOf(reason, interference)
    const headers = {
      'x-request-id': requestId,
      ...(operation && { 'specimen-operation': operation.id }),
      'specimen-reason': why,
    }
    const exchange = exchangeOf(request, url, world, outcome, { number, began, why, sent, headers })
    world.journal.add(exchange)
    onExchange?.(exchange, world)
    if (interference?.connection === 'cut') throw new TypeError('fetch failed: a fault cut the connection')
    if (interference?.connection === 'truncate') return truncated(outcome.reply, headers)
    return toResponse(request.method, outcome.reply, headers)
  }

  /** The world that a request names, by header or cookie; a problem if it names none and must, or cannot. */
  function worldOf({ headers }: Request): World | Problem {
    const name = headers.get(WORLD) ?? cookie(headers, 'Specimen-World')
    if (name === undefined) {
      if (!strictWorlds) return worlds.use(MAIN)
      const detail =
        'No world is named, and this mock was started with --strict-worlds: send the header Specimen-World.'
      return { code: 'invalid-request', example: 'WorldMissing', detail, reason: 'no world is named' }
    }
    if (isWorldName(name)) return worlds.use(name)
    const detail = `Specimen-World must be letters, digits, dots, dashes and underscores, 100 at most; it is "${name.slice(0, 60)}".`
    return { code: 'invalid-value', detail, reason: 'no name for a world' }
  }

  async function respondControl(
    request: Request,
    url: URL,
    requestId: string,
    load: () => Maybe<ApiModel>,
  ): Promise<Response> {
    controlApi ??= loadControl(load)
    const control = await controlApi
    const headers = { 'x-request-id': requestId }
    const found = worldOf(request)
    const stranger = 'code' in found ? found : undefined
    const world = 'code' in found ? worlds.use(MAIN) : found
    const problem = foreignOf(request, url, options.controlToken) ?? (needsWorld(url) ? stranger : undefined)
    if (problem !== undefined) {
      const operation = control.router(url.pathname)?.operations[request.method]
      return toResponse(request.method, renderRefusal(control, world, operation, problem).reply, headers)
    }
    const outcome = await handleSafely(
      control,
      world,
      incomingOf(request, url, 0, () => {}),
    )
    return toResponse(request.method, outcome.reply, { ...headers, 'specimen-reason': outcome.reason })
  }

  async function loadControl(load: () => Maybe<ApiModel>): Promise<Api> {
    const host = createHost({
      worlds,
      api: () => api,
      call: (path, init) => Promise.resolve(app.request(path, init)),
      ...(options.saveSnapshot && { save: options.saveSnapshot }),
    })
    const controlModel = await load()
    return createApi(controlModel, { handlers: createControlHandlers(host, controlModel) })
  }

  function incomingOf(request: Request, url: URL, number: number, onBody: (body: Uint8Array) => void): Incoming {
    return {
      number,
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

  async function handleSafely(serving: Api, world: World, incoming: Incoming): Promise<Outcome> {
    try {
      return await handle(serving, world, incoming, onTell)
    } catch (error) {
      onMistake(error)
      const problem: Problem = { code: 'internal-error', detail: 'Specimen made a mistake; its log has the details.' }
      return { ...renderRefusal(serving, world, undefined, problem), transitions: [] }
    }
  }
}

/** Calls that are about the mock itself, not about one world. */
function needsWorld({ pathname }: URL): boolean {
  return !/^\/_specimen(\/(health|openapi\.(json|yaml)|worlds(\/.*)?|lifecycles(\/.*)?|docs(\/.*)?|scenarios))?$/.test(
    pathname,
  )
}

const LOCAL_NAME = /^(localhost|[a-z0-9-]+\.localhost|127(\.\d{1,3}){3}|\[::1\])$/i

/**
 * Whether a call to the control API comes from elsewhere: under a name that is not this machine's (DNS rebinding), or
 * from a page of another site. With a token, whoever has it may call.
 */
function foreignOf(request: Request, url: URL, token: string | undefined): Problem | undefined {
  const given = /^bearer\s+(.+)$/i.exec(request.headers.get('authorization') ?? '')?.[1]
  if (token !== undefined) {
    if (given === token || url.pathname === `${CONTROL}/health`) return undefined
    const challenge = { 'www-authenticate': 'Bearer realm="specimen"' }
    if (given === undefined) {
      const detail = 'This mock was started with a control token: send it as "Authorization: Bearer TOKEN".'
      return { code: 'token-missing', detail, headers: challenge }
    }
    return { code: 'token-unknown', detail: 'The control token is wrong.', headers: challenge }
  }
  const host = request.headers.get('host')
  const name = (host ?? url.host).replace(/:\d+$/, '')
  if (!LOCAL_NAME.test(name)) {
    const detail = `The control API is for this machine only; it was called as "${name.slice(0, 60)}".`
    return { code: 'forbidden', example: 'HostForeign', detail }
  }
  const origin = request.headers.get('origin')
  if (origin === null || origin === 'null') return undefined
  const from = /^https?:\/\/([^/:]+|\[[^\]]+\])(:\d+)?$/.exec(origin)?.[1]
  if (from !== undefined && LOCAL_NAME.test(from)) return undefined
  const detail = `The control API may not be called from pages of ${origin.slice(0, 60)}.`
  return { code: 'forbidden', example: 'OriginForeign', detail }
}

function reasonOf(reason: string, interference: Interference | undefined): string {
  if (interference === undefined || interference.reply !== undefined) return reason
  return `${interference.reason}; ${reason}`
}

function exchangeOf(
  request: Request,
  url: URL,
  world: World,
  { operation, reply, subject, caller, transitions, interference }: Outcome,
  about: { number: number; began: number; why: string; sent: Uint8Array | null; headers: { [name: string]: string } },
): Exchange {
  const resource = operation?.subject?.resource
  const { number, began, why, sent, headers } = about
  return {
    kind: 'exchange',
    number,
    at: began,
    duration: world.clock.now() - began,
    method: request.method,
    path: url.pathname + url.search,
    ...(operation && { operation: operation.id }),
    ...(resource !== undefined && { resource }),
    ...(subject !== undefined && { subject }),
    ...(caller?.key !== undefined && { caller: caller.key }),
    status: interference?.connection === 'cut' ? 0 : reply.status,
    why,
    ...(interference?.fault !== undefined && { fault: interference.fault }),
    transitions,
    request: { headers: request.headers, body: kept(sent) },
    response: { headers: Object.entries({ ...headers, ...reply.headers }), body: kept(reply.body) },
  }
}

/** The journal keeps no large bodies: their beginning has to do. */
const MOST_KEPT = 65_536

function kept(body: Reply['body']): Message['body'] {
  if (body === null || body instanceof ReadableStream) return null
  return body.length > MOST_KEPT ? body.slice(0, MOST_KEPT) : body
}

function wait(milliseconds: number): Promise<void> {
  return new Promise((resolve) => {
    startTimer(milliseconds, resolve, { hold: true })
  })
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
function truncated(reply: Reply, extra: { readonly [name: string]: string }): Response {
  const headers = headersOf(reply, extra)
  const beginning = half(reply.body)
  headers.set('content-length', String(beginning.length * 2 + 1))
  const body = new ReadableStream<Uint8Array>({
    start: (controller) => controller.enqueue(beginning),
    pull: (controller) => controller.error(new TypeError('terminated: a fault broke the reply off')),
  })
  return new Response(body as BodyInit, { status: reply.status, headers })
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
