/** Worlds: made, copied, begun anew, kept and restored. */

import type { JsonObject } from '../../spec/index.js'
import type { Decision } from '../exchange.js'
import { type Beginning, chain, chainAll, type Handler, type Maybe, type World } from '../ports.js'
import { refuseMoment } from './clock.js'
import type { Host } from './host.js'
import { playScenario } from './scenarios.js'
import { accept, bodyOf, done, momentOf, refuse, showWorld, time } from './view.js'

export function worldHandlers(host: Host): { readonly [operation: string]: Handler } {
  return {
    listWorlds: () =>
      chain(chainAll(host.worlds.list().map((world) => showWorld(host, world))), (worlds) =>
        accept({ worlds }, 'worlds'),
      ),

    createWorld(call) {
      const body = bodyOf(call.body)
      const name = String(body['name'])
      if (host.worlds.find(name) !== undefined) return refuse('WorldExists', `There is a world "${name}" already.`)
      const wrong = faultOf(host, body)
      if (wrong !== undefined) return wrong
      const beginning = beginningOf(body)
      const { from } = body
      if (typeof from !== 'string') return begin(host, host.worlds.create(name, { beginning }), body, 201)
      const source = host.worlds.find(from)
      if (source === undefined) return unknownWorld(host, from)
      const now = source.clock.now()
      if (beginning.now !== undefined && beginning.now < now) {
        return refuse('ClockBackwards', `It is ${time(now)} in "${from}"; a copy begins no earlier.`)
      }
      return chain(host.copy(source, name, beginning), (copy) => begin(host, copy, body, 201))
    },

    getWorld: (call) => withWorld(host, call.parameters.path['world'], (world) => show(host, world)),

    deleteWorld: (call) =>
      withWorld(host, call.parameters.path['world'], (world) => {
        host.worlds.remove(world.name)
        return done('deleted')
      }),

    resetWorld: (call) =>
      withWorld(host, call.parameters.path['world'], ({ name }) => {
        const body = bodyOf(call.body)
        const wrong = faultOf(host, body)
        if (wrong !== undefined) return wrong
        return begin(host, host.worlds.reset(name, beginningOf(body)), body, 200)
      }),

    takeSnapshot: (call) =>
      withWorld(host, call.parameters.path['world'], (world) =>
        chain(host.snapshot(world), (snapshot) => accept(snapshot, 'snapshot')),
      ),

    restoreSnapshot(call) {
      const name = String(call.parameters.path['world'])
      const why = host.restore(name, bodyOf(call.body))
      return why === undefined ? show(host, host.worlds.use(name)) : refuse('SnapshotMismatch', why)
    },

    saveSnapshot: (call) =>
      withWorld(host, call.parameters.path['world'], (world) => {
        const { save } = host
        if (save === undefined) return refuse('SnapshotNoFile', 'The mock was started without --snapshot FILE.')
        return chain(host.snapshot(world), (snapshot) => chain(save(JSON.stringify(snapshot)), () => done('saved')))
      }),
  }
}

function show(host: Host, world: World, status = 200): Maybe<Decision> {
  return chain(showWorld(host, world), (shown) => ({ ...accept(shown, 'world'), status }))
}

/** Plays the scenario that the world shall begin with. */
function begin(host: Host, world: World, body: JsonObject, status: number): Maybe<Decision> {
  const scenario = host.model().scenarios.find(({ name }) => name === body['scenario'])
  if (scenario === undefined) return show(host, world, status)
  return chain(playScenario(host, world, scenario), () => show(host, world, status))
}

/** What there is not of a beginning: looked for before anything is changed. */
function faultOf(host: Host, { scenario, now }: JsonObject): Decision | undefined {
  if (now !== undefined && momentOf(now) === undefined) return refuseMoment('now')
  const known = host.model().scenarios.map(({ name }) => name)
  if (scenario === undefined || known.includes(String(scenario))) return undefined
  return refuse('ScenarioUnknown', `There is no scenario "${scenario}".`, { known })
}

function beginningOf(body: JsonObject): Partial<Beginning> {
  const { seed, running } = body
  const now = momentOf(body['now'])
  return {
    ...(typeof seed === 'number' && { seed }),
    ...(now !== undefined && { now }),
    ...(typeof running === 'boolean' && { running }),
  }
}

function withWorld(host: Host, name: unknown, next: (world: World) => Maybe<Decision>): Maybe<Decision> {
  const world = host.worlds.find(String(name))
  return world === undefined ? unknownWorld(host, String(name)) : next(world)
}

function unknownWorld(host: Host, name: string): Decision {
  const known = host.worlds.list().map((world) => world.name)
  return refuse('WorldUnknown', `There is no world "${name}". A request that names it makes it.`, { known })
}
