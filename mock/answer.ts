/** Answers whatever comes: our own mistakes are a 500 to the client, and told to whoever runs the mock. */

import type { Api } from './api.js'
import type { Problem } from './exchange.js'
import { handle, type Incoming, type Outcome } from './handle.js'
import type { World } from './ports.js'
import { renderRefusal } from './render.js'

export type Listeners = {
  readonly onTell: (line: string) => void
  readonly onMistake: (error: unknown) => void
}

export async function handleSafely(
  api: Api,
  world: World,
  incoming: Incoming,
  { onTell, onMistake }: Listeners,
): Promise<Outcome> {
  try {
    return await handle(api, world, incoming, onTell)
  } catch (error) {
    onMistake(error)
    const problem: Problem = { code: 'internal-error', detail: 'Specimen made a mistake; its log has the details.' }
    return { ...renderRefusal(api, world, undefined, problem), transitions: [] }
  }
}
