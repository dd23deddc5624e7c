/** All worlds of a mock: made on first use, forgotten when nobody needs them. */

import type { Beginning, NewWorld, World, Worlds } from './ports.js'
import { systemClock } from './state/index.js'
import { createWorld, type WorldOptions } from './world.js'

export const MAIN = 'main'

export type WorldsOptions = Pick<WorldOptions, 'clock' | 'store' | 'journalLimit'> & {
  readonly beginning: Beginning
  /** A world that nobody used for so long is forgotten, ms. */
  readonly idle: number
}

export function createWorlds({ beginning, idle, journalLimit, ...given }: WorldsOptions): Worlds {
  const worlds = new Map<string, World>()
  const used = new Map<string, number>()
  let swept = systemClock.now()
  put(createWorld({ name: MAIN, beginning, journalLimit, ...given }))

  return {
    use(name) {
      used.set(name, systemClock.now())
      return worlds.get(name) ?? create(name)
    },
    find: (name) => worlds.get(name),
    list() {
      sweep()
      return [...worlds.values()]
    },
    create,
    reset(name, changes) {
      const old = worlds.get(name)
      const begun = { ...(old?.beginning ?? beginning), ...changes }
      const clock =
        name === MAIN && changes.now === undefined && changes.running === undefined ? given.clock : undefined
      return replace(old, createWorld({ name, beginning: begun, journalLimit, ...(clock && { clock }) }))
    },
    restore(name, dump) {
      const old = worlds.get(name)
      return replace(old, createWorld({ name, beginning: old?.beginning ?? beginning, journalLimit, dump }))
    },
    remove(name) {
      used.delete(name)
      return worlds.delete(name)
    },
    usedAt: (name) => used.get(name) ?? systemClock.now(),
  }

  function create(name: string, { beginning: changes = {}, from, dump }: NewWorld = {}): World {
    sweep()
    const begun = { ...beginning, ...changes }
    return put(createWorld({ name, beginning: begun, journalLimit, ...(from && { from }), ...(dump && { dump }) }))
  }

  function put(world: World): World {
    worlds.set(world.name, world)
    used.set(world.name, systemClock.now())
    return world
  }

  /** State is replaced, not cleared; whoever listened to the old world is told, and hears the new one. */
  function replace(old: World | undefined, world: World): World {
    if (old !== undefined) world.journal.inherit(old.journal)
    return put(world)
  }

  /** Looked after when worlds are made or listed, so that no timer is needed. */
  function sweep(): void {
    const now = systemClock.now()
    if (now - swept < Math.min(idle, 1000)) return
    swept = now
    for (const [name, world] of worlds) {
      if (name === MAIN || world.journal.listeners > 0 || now - (used.get(name) ?? 0) < idle) continue
      worlds.delete(name)
      used.delete(name)
    }
  }
}
