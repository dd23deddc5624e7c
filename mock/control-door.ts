/** Lets in who may drive the mock, and serves the control API by the engine that serves any other document. */

import type { ApiModel } from '../spec/index.js'
import { handleSafely, type Listeners } from './answer.js'
import { type Api, createApi } from './api.js'
import { createControlHandlers } from './control/index.js'
import { foreignOf, needsWorld, restoresSnapshot } from './control-guard.js'
import type { Problem } from './exchange.js'
import { createHost, type HostParts } from './host.js'
import { incomingOf } from './incoming.js'
import { worldNameOf } from './named-world.js'
import type { Maybe, World } from './ports.js'
import { renderRefusal } from './render.js'
import { requestIdOf } from './request-id.js'
import { toResponse } from './response.js'
import { MAIN } from './worlds.js'

export type ControlDoorParts = HostParts &
  Listeners & {
    /** Loads the control API's document, at the first call. */
    readonly load: () => Maybe<ApiModel>
    readonly token?: string
    readonly bodyLimit: number
    readonly strictWorlds: boolean
  }

/** A snapshot holds what came in by many calls: it may be as long as a string can be. */
const LARGEST_SNAPSHOT = 512 * 1024 * 1024

export function createControlDoor(parts: ControlDoorParts): (request: Request, url: URL) => Promise<Response> {
  const { worlds, token, strictWorlds } = parts
  let loading: Promise<Api> | undefined
  let calls = 0

  return async (request, url) => {
    loading ??= load(parts)
    const control = await loading
    const id = requestIdOf(request.headers, ++calls)
    const reach = foreignOf(request, url, token) ?? worldOf(request, url)
    if ('code' in reach) {
      const operation = control.router(url.pathname)?.operations[request.method === 'HEAD' ? 'GET' : request.method]
      const { reply, reason } = renderRefusal(control, worlds.use(MAIN), operation, reach)
      return toResponse(request.method, reply, { 'x-request-id': id, 'specimen-reason': reason })
    }
    const bodyLimit = restoresSnapshot(request, url) ? LARGEST_SNAPSHOT : parts.bodyLimit
    const incoming = incomingOf(request, url, { number: 0, bodyLimit, undisturbed: true })
    const { reply, reason } = await handleSafely(control, reach, incoming, parts)
    return toResponse(request.method, reply, { 'x-request-id': id, 'specimen-reason': reason })
  }

  /** A call that is not about one world makes none: whoever creates or deletes a world may name it in the header too. */
  function worldOf(request: Request, url: URL): World | Problem {
    const name = worldNameOf(request.headers, strictWorlds)
    if (!needsWorld(url)) return worlds.use(name === subjectOf(request, url) ? name : MAIN)
    if (typeof name === 'string') return worlds.use(name)
    return name.code === 'invalid-request' ? { ...name, example: 'WorldMissing' } : name
  }
}

/** The world that a call works on by its path, unless it is about to go. */
function subjectOf({ method }: Request, { pathname }: URL): string | undefined {
  return method === 'DELETE' ? undefined : /^\/_specimen\/worlds\/([^/]+)/.exec(pathname)?.[1]
}

async function load(parts: ControlDoorParts): Promise<Api> {
  const model = await parts.load()
  return createApi(model, { handlers: createControlHandlers(createHost(parts), model) })
}
