/** A mock: worlds, and the API that plays in them. Runs wherever `fetch` does. */

import type { ApiModel } from '../spec/index.js'
import { handleSafely } from './answer.js'
import { type Api, createApi } from './api.js'
import { createApp } from './app.js'
import { isConsole } from './console/address.js'
import { createConsoleDoor } from './console-door.js'
import { type Control, createControl } from './control-client.js'
import { createControlDoor } from './control-door.js'
import { isControl } from './control-guard.js'
import { incomingOf } from './incoming.js'
import { exchangeOf, reasonOf } from './journal-exchange.js'
import { worldNameOf } from './named-world.js'
import type { MockOptions } from './options.js'
import type { Handlers, Maybe, World, Worlds } from './ports.js'
import { renderRefusal } from './render.js'
import { requestIdOf } from './request-id.js'
import { toResponse, truncated } from './response.js'
import { readSnapshot, takeSnapshot } from './snapshot.js'
import { startTimer } from './state/index.js'
import { waitFor } from './wait.js'
import { isWorldName } from './world.js'
import { createWorlds, MAIN } from './worlds.js'

export type { MockOptions } from './options.js'

/** What a test needs of one world. */
export interface MockInWorld {
  /** Takes what `fetch` takes. Rejects with a TypeError where a fault cuts the connection, as `fetch` does. */
  readonly fetch: (input: Request | URL | string, init?: RequestInit) => Promise<Response>
  /** The same for a path: `mock.request('/pets', { method: 'POST', … })`. */
  readonly request: (path: string, init?: RequestInit) => Promise<Response>
  /** Drives the world: its clock, its faults, who is in it. */
  readonly control: Control
}

export interface Mock extends MockInWorld {
  readonly model: ApiModel
  readonly worlds: Worlds
  /** The world of requests that name none. */
  readonly world: World
  /** The same mock in a world of its own, made on first use: one for each test. */
  inWorld(name: string): MockInWorld
  /** The world `main` as text, to be kept. */
  snapshot(): Promise<string>
  /** Makes the world `main` what it was. Undefined: done; else the sentence that says why not, and nothing changed. */
  restore(snapshot: string): string | undefined
  /** Goes on with another document; the state stays. */
  replace(model: ApiModel, handlers?: Handlers): void
}

const TEN_MEBIBYTES = 10 * 1024 * 1024
const HOUR = 3_600_000

/**
 * Makes a mock of a compiled document.
 *
 * @example
 * const mock = createMockOf(model, { seed: 7 })
 * const reply = await mock.request('/pets')
 */
export function createMockOf(model: ApiModel, options: MockOptions = {}): Mock {
  const { seed = 1, clock, now, running = now === undefined, store, idle = HOUR, journalLimit = 1000 } = options
  const { delays = {}, bodyLimit = TEN_MEBIBYTES, strictWorlds = false, later = startTimer } = options
  const { onExchange, onTell = () => {}, onMistake = () => {} } = options
  const worlds = createWorlds({
    beginning: { seed, running, ...(now !== undefined && { now }) },
    idle,
    journalLimit,
    ...(clock && { clock }),
    ...(store && { store }),
  })
  let api = compile(model, options.handlers)
  const app = createApp(respond, options.origins)
  const control = options.control && openControl(options.control)

  return {
    ...within(),
    inWorld(name) {
      if (isWorldName(name)) return within(name)
      throw new Error(
        `Failed to enter the world "${name}": a name is 1 to 100 letters, digits, dots, dashes and underscores, no dot first.`,
      )
    },
    get model() {
      return api.model
    },
    worlds,
    get world() {
      return worlds.use(MAIN)
    },
    snapshot: async () => JSON.stringify(await takeSnapshot(api, worlds.use(MAIN))),
    restore(text) {
      const read = readSnapshot(api, text)
      if (read.kind === 'read') worlds.restore(MAIN, read.dump)
      return read.kind === 'read' ? undefined : read.why
    },
    replace(next, handlers = options.handlers) {
      api = compile(next, handlers)
    },
  }

  function compile(next: ApiModel, handlers: Handlers | undefined): Api {
    return createApi(next, { delays, ...(handlers && { handlers }) })
  }

  /** The control API, and the pages that are made with it. */
  function openControl(load: NonNullable<MockOptions['control']>): (request: Request, url: URL) => Promise<Response> {
    const { controlToken, saveSnapshot, assets, report } = options
    const parts = {
      worlds,
      api: () => api,
      call: (path: string, init: RequestInit) => Promise.resolve(app.request(path, init)),
      load,
      later,
      bodyLimit,
      strictWorlds,
      onTell,
      onMistake,
      ...(controlToken !== undefined && { token: controlToken }),
      ...(saveSnapshot && { save: saveSnapshot }),
    }
    const door = createControlDoor(parts)
    const pages = createConsoleDoor({ ...parts, control: door, ...(assets && { assets }), ...(report && { report }) })
    return (request, url) => (isConsole(url) ? pages(request, url) : door(request, url))
  }

  function respond(request: Request): Maybe<Response> {
    const url = new URL(request.url)
    if (control !== undefined && isControl(url)) return control(request, url)
    const name = worldNameOf(request.headers, strictWorlds)
    if (typeof name === 'string') return respondInWorld(request, url, worlds.use(name))
    const { reply, reason } = renderRefusal(api, worlds.use(MAIN), undefined, name)
    return toResponse(request.method, reply, { 'specimen-reason': reason })
  }

  async function respondInWorld(request: Request, url: URL, world: World): Promise<Response> {
    const began = world.clock.now()
    const number = world.journal.nextExchange()
    let sent: Uint8Array | null = null
    const onBody = (body: Uint8Array): void => {
      sent = body
    }
    const incoming = incomingOf(request, url, { number, bodyLimit, onBody })
    const outcome = await handleSafely(api, world, incoming, { onTell, onMistake })
    const { operation, reason, interference } = outcome
    const latency = interference?.latency ?? 0
    const left = latency > 0 && (await waitFor(latency, request.signal, later)) === 'left'

    const why = reasonOf(reason, interference, left)
    const headers = {
      'x-request-id': requestIdOf(request.headers, number),
      ...(operation && { 'specimen-operation': operation.id }),
      'specimen-reason': why,
    }
    const arrived = !left && interference?.connection !== 'cut'
    const exchange = exchangeOf(request, url, world, outcome, { number, began, why, sent, headers, arrived })
    world.journal.add(exchange)
    onExchange?.(exchange, world)
    if (left) throw request.signal.reason
    if (!arrived) throw new TypeError('fetch failed: a fault cut the connection')
    if (interference?.connection === 'truncate') return truncated(outcome.reply, headers)
    return toResponse(request.method, outcome.reply, headers)
  }

  /** @param name none: requests say themselves which world they mean */
  function within(name?: string): MockInWorld {
    const named = async (request: Request): Promise<Response> =>
      app.fetch(name === undefined ? request : inside(request, name))
    const request: MockInWorld['request'] = (path, init) => named(new Request(new URL(path, 'http://localhost'), init))
    return {
      request,
      fetch: (input, init) => named(input instanceof Request && init === undefined ? input : new Request(input, init)),
      control: createControl(
        { request },
        { world: name ?? MAIN, ...(options.controlToken !== undefined && { token: options.controlToken }) },
      ),
    }
  }
}

/** The request, naming the world. */
function inside(request: Request, world: string): Request {
  const headers = new Headers(request.headers)
  headers.set('specimen-world', world)
  return new Request(request, { headers })
}
