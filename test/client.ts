/** The flagship for a test: at a moment that stands still, every reply judged, in this process or on a port. */

import {
  createClock,
  createMock,
  createMockOf,
  loadControl,
  type Mock,
  type MockOptions,
  type MovableClock,
  serve,
} from '../mock/index.js'
import { type ApiModel, getPath, type JsonValue } from '../spec/index.js'
import * as handlers from '../spec/kyc/handlers.js'
import { type Judged, judged, type Requesting } from './judge.js'

/** What time it is when a test begins. */
export const NOON = Date.UTC(2026, 10, 22, 12)

export const SECOND = 1000
export const MINUTE = 60 * SECOND
export const DAY = 24 * 60 * MINUTE

export type Transport = 'in this process' | 'over HTTP'
export const TRANSPORTS: readonly Transport[] = ['in this process', 'over HTTP']

export type Answer = {
  readonly status: number
  readonly headers: Headers
  readonly bytes: Uint8Array
  readonly text: string
  /** Undefined: the body is not JSON. */
  readonly body: JsonValue | undefined
  /** A value of the body, by its dotted path. */
  get(path: string): JsonValue | undefined
}

/** What is sent: a form as it is, anything else as JSON. */
export type Sent = FormData | URLSearchParams | JsonValue

export type Client = {
  readonly get: (path: string, headers?: HeadersInit) => Promise<Answer>
  readonly delete: (path: string) => Promise<Answer>
  readonly put: (path: string, body?: Sent, headers?: HeadersInit) => Promise<Answer>
  readonly post: (path: string, body?: Sent, headers?: HeadersInit) => Promise<Answer>
  readonly send: (path: string, init: RequestInit) => Promise<Answer>
}

export type Flagship = {
  readonly mock: Mock
  readonly clock: MovableClock
  readonly judged: Judged
  /** The same without the judge. */
  readonly unjudged: Requesting
  /** Where it listens; empty: in this process. */
  readonly url: string
  /** Without a token. */
  readonly anyone: Client
  /** With a token, or with the one that is always valid for that customer. */
  as(token: string | number): Client
  close(): Promise<void>
}

export type FlagshipOptions = MockOptions & { readonly transport?: Transport; readonly at?: number }

/** Reading the documents is what takes time: once for each test file. */
let loaded: Promise<Mock> | undefined
let control: Promise<ApiModel> | undefined

/** A mock of its own. */
export async function openFlagship(options: FlagshipOptions = {}): Promise<Flagship> {
  const { transport = 'in this process', at = NOON, ...rest } = options
  const clock = createClock(undefined, at)
  const mock = await createFlagship({ clock, ...rest })
  const listening = transport === 'over HTTP' ? await serve(mock, { port: 0 }) : undefined
  if (listening?.kind === 'failed') throw new Error(listening.message)
  const url = listening?.url ?? ''
  const target = url === '' ? mock : { request: (path: string, init?: RequestInit) => fetch(`${url}${path}`, init) }
  return meet(mock, clock, target, { url, close: async () => listening?.close() })
}

let shared: Promise<Mock> | undefined
let worlds = 0

/** A world of its own in a mock that the tests of a file share: for those that need many. */
export async function openWorld(): Promise<Flagship> {
  shared ??= createFlagship({ now: NOON })
  const mock = await shared
  worlds += 1
  const name = `test-${worlds}`
  const target: Requesting = {
    request: (path, init = {}) => {
      const headers = new Headers(init.headers)
      headers.set('specimen-world', name)
      return mock.request(path, { ...init, headers })
    },
  }
  const close = async (): Promise<void> => void mock.worlds.remove(name)
  return meet(mock, mock.worlds.use(name).clock, target, { url: '', close })
}

async function createFlagship(options: MockOptions): Promise<Mock> {
  loaded ??= createMock()
  const { model } = await loaded
  return createMockOf(model, { handlers, control: loadControlOnce, ...options })
}

function meet(mock: Mock, clock: MovableClock, unjudged: Requesting, rest: Pick<Flagship, 'url' | 'close'>): Flagship {
  const court = judged(unjudged, mock.model.source)
  return {
    mock,
    clock,
    judged: court,
    unjudged,
    anyone: createClient(court, {}),
    as: (token) =>
      createClient(court, { authorization: `Bearer ${typeof token === 'number' ? `customer-${token}` : token}` }),
    ...rest,
  }
}

function loadControlOnce(): Promise<ApiModel> {
  control ??= loadControl()
  return control
}

function createClient({ request }: Judged, own: { readonly [name: string]: string }): Client {
  const send: Client['send'] = async (path, { headers = {}, ...init }) => {
    const sent = new Headers(own)
    new Headers(headers).forEach((value, name) => {
      sent.set(name, value)
    })
    return readAnswer(await request(path, { ...init, headers: sent }))
  }
  const withBody =
    (method: string) =>
    (path: string, body?: Sent, headers: HeadersInit = {}): Promise<Answer> => {
      if (body === undefined) return send(path, { method, headers })
      if (body instanceof FormData || body instanceof URLSearchParams) return send(path, { method, headers, body })
      const all = new Headers({ 'content-type': 'application/json' })
      new Headers(headers).forEach((value, name) => {
        all.set(name, value)
      })
      return send(path, { method, headers: all, body: JSON.stringify(body) })
    }
  return {
    get: (path, headers = {}) => send(path, { headers }),
    delete: (path) => send(path, { method: 'DELETE' }),
    put: withBody('PUT'),
    post: withBody('POST'),
    send,
  }
}

async function readAnswer(reply: Response): Promise<Answer> {
  const bytes = new Uint8Array(await reply.arrayBuffer())
  const text = new TextDecoder().decode(bytes)
  const body = parse(text)
  return { status: reply.status, headers: reply.headers, bytes, text, body, get: (path) => getPath(body, path) }
}

function parse(text: string): JsonValue | undefined {
  try {
    return JSON.parse(text) as JsonValue
  } catch {
    return undefined
  }
}

/** A multipart form with one file. */
export function formWith(bytes: Uint8Array, name: string, type = 'image/jpeg'): FormData {
  const form = new FormData()
  form.set('filex', new File([bytes as Uint8Array<ArrayBuffer>], name, { type }))
  return form
}

/** Addresses of a customer, by its id. */
export const profileOf = (id: number): string => `/api/v1/customers/${id}/individual/data`
export const saveOf = (id: number): string => `/api/v1/identification/individuals/${id}/save`
export const submitOf = (id: number): string => `/api/v1/identification/individuals/${id}`
export const filesOf = (id: number): string => `/api/v1/customers/${id}/files`
