/** Lets in who may look at the mock, and gives the console what it shows. The console is loaded when somebody looks. */

import { handleSafely } from './answer.js'
import type { AssetReader, Console, ConsoleHost } from './console/index.js'
import { createControl } from './control-client.js'
import type { ControlDoorParts } from './control-door.js'
import { admitted, foreignOf } from './control-guard.js'
import type { JsonObject } from './exchange.js'
import { incomingOf } from './incoming.js'
import { worldNameOf } from './named-world.js'
import type { Maybe } from './ports.js'
import { toResponse } from './response.js'
import { VERSION } from './version.js'

export type ConsoleDoorParts = ControlDoorParts & {
  /** The control API. */
  readonly control: (request: Request, url: URL) => Promise<Response>
  readonly assets?: AssetReader
  readonly report?: () => Maybe<JsonObject | undefined>
}

export function createConsoleDoor(parts: ConsoleDoorParts): (request: Request, url: URL) => Promise<Response> {
  const { token } = parts
  let loading: Promise<{ readonly show: Console; readonly signIn: (why: string) => Promise<Response> }> | undefined

  return async (request, url) => {
    loading ??= load(parts)
    const { show, signIn } = await loading
    if (token !== undefined && request.method === 'POST' && url.pathname === '/_specimen/console/sign-in') {
      const given = new URLSearchParams(await request.text()).get('token')
      return given === token ? admitted(token) : signIn('The control token is wrong.')
    }
    const foreign = foreignOf(request, url, token)
    if (foreign?.code === 'token-missing' || foreign?.code === 'token-unknown') {
      return signIn('This mock was started with a control token.')
    }
    if (foreign !== undefined) return refuse(403, foreign.detail)
    const world = worldNameOf(request.headers, false)
    return typeof world === 'string' ? await show(request, url, world) : refuse(400, world.detail)
  }
}

function refuse(status: number, detail: string): Response {
  return new Response(`${detail}\n`, { status, headers: { 'content-type': 'text/plain; charset=utf-8' } })
}

async function load(parts: ConsoleDoorParts) {
  const { createConsole, signInPage } = await import('./console/index.js')
  return { show: createConsole(hostOf(parts)), signIn: signInPage }
}

/** Where calls within this process go to. */
const HERE = 'http://localhost'

function hostOf(parts: ConsoleDoorParts): ConsoleHost {
  const { worlds, api, call, control, token, bodyLimit, assets = () => undefined, report } = parts
  const reach = (path: string, init: RequestInit = {}): Promise<Response> => {
    const url = new URL(path, HERE)
    return control(new Request(url, init), url)
  }
  return {
    version: VERSION,
    model: () => api().model,
    hasWorld: (name) => worlds.find(name) !== undefined,
    useWorld: (name) => void worlds.use(name),
    desk: (world) => createControl({ request: reach }, { world, ...(token !== undefined && { token }) }),
    events(world, given) {
      const headers = new Headers({ accept: 'text/event-stream', 'specimen-world': world })
      const last = given.get('last-event-id')
      if (last !== null) headers.set('last-event-id', last)
      if (token !== undefined) headers.set('authorization', `Bearer ${token}`)
      return reach('/_specimen/events', { headers })
    },
    call,
    async peek(world, path, headers) {
      const url = new URL(path, HERE)
      const incoming = incomingOf(new Request(url, { headers }), url, { number: 0, bodyLimit, undisturbed: true })
      const { reply } = await handleSafely(api(), worlds.use(world), incoming, parts)
      return toResponse('GET', reply, {})
    },
    asset: assets,
    ...(report && { report }),
  }
}
