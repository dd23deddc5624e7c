/** All worlds of a mock: made on first use, forgotten when nobody needs them. */

import type { Beginning, MovableClock, NewWorld, Store, StoreDump, World, Worlds } from './ports.js'
import { systemClock } from './state/index.js'
import { createWorld, type WorldOptions } from './world.js'

export const MAIN = 'main'

export type WorldsOptions = {
  readonly beginning: Beginning
  /** Entries of each journal. */
  readonly journalLimit: number
  /** A world that nobody used for so long is forgotten, ms. */
  readonly idle: number
  /** The clock of the world `main`; it stays the same through resets and restores. */
  readonly clock?: MovableClock
  /** Makes a world's store. @default in memory */
  readonly store?: (dump?: StoreDump) => Store
}

export function createWorlds({ beginning, idle, journalLimit, clock, store }: WorldsOptions): Worlds {
  const worlds = new Map<string, World>()
  const used = new Map<string, number>()
  const dawn = clock && { now: clock.now(), running: !clock.frozen }
  let swept = systemClock.now()
  put(make({ name: MAIN, beginning }))

  return {
    use(name) {
      const world = find(name) ?? create(name)
      used.set(name, systemClock.now())
      return world
    },
    find,
    list() {
      sweep()
      return [...worlds.values()]
    },
    create,
    reset(name, changes) {
      const old = worlds.get(name)
      return replace(old, make({ name, beginning: { ...(old?.beginning ?? beginning), ...changes } }, changes))
    },
    restore(name, dump) {
      const old = find(name)
      return replace(old, make({ name, beginning: old?.beginning ?? beginning, dump }, dump))
    },
    remove(name) {
      used.delete(name)
      worlds.get(name)?.journal.end()
      return worlds.delete(name)
    },
    usedAt: (name) => used.get(name) ?? systemClock.now(),
  }

  function create(name: string, { beginning: changes = {}, from, dump }: NewWorld = {}): World {
    sweep()
    const begun = { ...beginning, ...changes }
    return put(make({ name, beginning: begun, ...(from && { from }), ...(dump && { dump }) }, dump ?? changes))
  }

  /** @param moment where its clock stands, unless it is where it began */
  function make(
    options: Pick<WorldOptions, 'name' | 'beginning' | 'from' | 'dump'>,
    moment: Partial<Beginning> = {},
  ): World {
    const own = options.name === MAIN && clock !== undefined && dawn !== undefined ? clock : undefined
    if (own !== undefined && dawn !== undefined) {
      const { now = dawn.now, running = dawn.running } = moment
      // One that runs with the machine's time goes on with it.
      if (moment.now !== undefined || !dawn.running) own.freeze(now)
      if (running) own.run()
      else own.freeze()
    }
    return createWorld({
      ...options,
      journalLimit,
      ...(own && { clock: own }),
      ...(store && { store: store(options.dump?.store) }),
    })
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

  function find(name: string): World | undefined {
    const world = worlds.get(name)
    if (world === undefined || !isForgotten(world)) return world
    worlds.delete(name)
    used.delete(name)
    return undefined
  }

  function isForgotten({ name, journal }: World): boolean {
    return name !== MAIN && journal.listeners === 0 && systemClock.now() - (used.get(name) ?? 0) > idle
  }

  /** Looked after when worlds are made or listed, so that no timer is needed. */
  function sweep(): void {
    const now = systemClock.now()
    if (now - swept < Math.min(idle, 1000)) return
    swept = now
    for (const name of worlds.keys()) find(name)
  }
}
