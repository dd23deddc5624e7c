/** The mock as its control API sees it: one method for each thing that can be done to a world. */

import { join, type Lifecycle, type Resource } from '../spec/index.js'
import type { Api } from './api.js'
import { commit } from './commit.js'
import type { Hindrance, Host, Placed, Placement, Sent } from './control/index.js'
import type { Effect, Passage, Subject } from './exchange.js'
import { composeSubject, freeSubject } from './free.js'
import { delaysOf, elapse, fire, type Objection, objection, objectionProblem, send } from './lifecycle/index.js'
import { newKey } from './new-key.js'
import { anyToken, madeOwner, tokenFor } from './ownership.js'
import { findSubject, listSubjects, nextDue, settleAll } from './population.js'
import { chain, type Maybe, type Timer, type World, type Worlds } from './ports.js'
import { readSnapshot, takeSnapshot } from './snapshot.js'
import { VERSION } from './version.js'
import { dumpWorld } from './world.js'

export type HostParts = {
  readonly worlds: Worlds
  /** The API that is served now: it changes with its document. */
  readonly api: () => Api
  readonly call: Host['call']
  readonly later: Timer
  readonly save?: (snapshot: string) => Maybe<void>
}

/** Free keys of a population that nobody is likely to use by hand begin so far below its end. */
const RESERVE = 100_000_000

export function createHost({ worlds, api, call, later, save }: HostParts): Host {
  return {
    version: VERSION,
    model: () => api().model,
    worlds,
    find: (world, resource, key) => findSubject(api(), world, resource, key),
    list: (world, resource) => listSubjects(api(), world, resource),
    place: (world, resource, key, placement) => place(api(), world, resource, key, placement),
    newKey: (world, resource) => unusedKey(api(), world, resource),
    tokenFor: (subject) => tokenFor(api().model, api().model.resources[subject.resource] as Resource, subject),
    anyToken: () => anyToken(api().model),
    send: (world, subject, event) => sendEvent(api(), world, subject, event),
    hindrance: (world, subject, event) => hindranceOf(api(), world, subject, event),
    leadsTo(world, subject, event) {
      const machine = api().machine(subject.resource)
      const now = world.clock.now()
      const after = elapse(machine, subject, event, now) ?? fire(machine, subject, event, now)
      return Object.fromEntries(Object.entries(after.states).filter(([id, state]) => subject.states[id] !== state))
    },
    delays: (subject) => delaysOf(api().machine(subject.resource), subject),
    settle: (world) => chain(settleAll(api(), world), () => undefined),
    nextDue: (world) => nextDue(api(), world),
    async draw(lifecycle, marked) {
      const { drawLifecycle } = await import('./console/index.js')
      return drawLifecycle(lifecycle, marked)
    },
    snapshot: (world) => takeSnapshot(api(), world),
    restore(name, snapshot) {
      const read = readSnapshot(api(), snapshot)
      if (read.kind === 'read') worlds.restore(name, read.dump)
      return read.kind === 'read' ? undefined : read.why
    },
    ...(save && { save }),
    copy: (from, name, changes) =>
      chain(dumpWorld(from), (dump) => worlds.create(name, { from: from.name, dump: { ...dump, ...changes } })),
    call,
    later,
  }
}

function place(api: Api, world: World, resource: string, key: string | number, placement: Placement): Maybe<Placed> {
  const declared = api.model.resources[resource] as Resource
  const now = world.clock.now()
  const parts: Subject[] = []
  const composed = composeSubject(api, world, declared, key, placement, now, (part) => parts.push(part))
  const demands = [declared.schema, ...placement.satisfies.map((name) => join('/components/schemas', name))]
  const violations = demands.flatMap((schema) => api.validation.check(schema, composed.data, now))
  if (violations.length > 0) return { kind: 'unplaced', violations }
  return chain(world.store.find(resource, key), (held): Maybe<Placed> => {
    const version = held?.version ?? 0
    const before = held === null ? undefined : (held ?? freeSubject(api, world, resource, key))
    const history = [...placements(before, composed, now), ...composed.history]
    const owner = placement.owner ?? before?.owner ?? madeOwner(api.model, declared, key)
    const subject = { ...composed, version: version + 1, history, ...(owner !== undefined && { owner }) }
    const effects: Effect[] = parts.map((part) => ({ kind: 'put', subject: { ...part, version: 1 }, version: 0 }))
    return chain(commitParts(api, world, effects), () =>
      chain(commit(api, world, [{ kind: 'put', subject, version }]), (moved) =>
        moved === undefined ? place(api, world, resource, key, placement) : { kind: 'placed', subject },
      ),
    )
  })
}

/** From where a subject stood to where it is put; what follows from that at once is in its own history. */
function placements(before: Subject | undefined, { states, history }: Subject, at: number): readonly Passage[] {
  return Object.entries(states).flatMap(([lifecycle, state]) => {
    const from = before?.states[lifecycle]
    const to = history.find((one) => one.lifecycle === lifecycle)?.from ?? state
    return from === undefined || from === to ? [] : [{ lifecycle, from, to, cause: 'placement', at }]
  })
}

/** Parts that are written already stay as they are. */
function commitParts(api: Api, world: World, [effect, ...rest]: readonly Effect[]): Maybe<unknown> {
  return effect === undefined ? undefined : chain(commit(api, world, [effect]), () => commitParts(api, world, rest))
}

function unusedKey(api: Api, world: World, resource: string): Maybe<string | number> {
  const declared = api.model.resources[resource] as Resource
  if (declared.keys === undefined) return newKey(api, world, declared, {})
  const first = Math.max(declared.keys.minimum, declared.keys.maximum - RESERVE)
  return chain(world.store.highest(resource), (highest) => Math.max(highest + 1, first))
}

function sendEvent(api: Api, world: World, subject: Subject, event: string): Maybe<Sent> {
  const machine = api.machine(subject.resource)
  const now = world.clock.now()
  const named = machine.lifecycles.flatMap(({ events, delays }) => [...events, ...Object.keys(delays)])
  const known = [...new Set(named)]
  const isDelay = machine.lifecycles.some(({ delays, states }) => {
    return Object.hasOwn(delays, event) || Object.values(states).some(({ after }) => Object.hasOwn(after, event))
  })
  if (!isDelay && !known.includes(event)) return { kind: 'unknown', known }
  const over = isDelay ? elapse(machine, subject, event, now) : undefined
  if (isDelay && over === undefined) return { kind: 'hindered', hindrance: idle(machine.lifecycles, subject, event) }
  const sent = over === undefined ? send(machine, subject, event, now) : { ...over, version: subject.version + 1 }
  if ('lifecycle' in sent) return { kind: 'hindered', hindrance: explain(sent, event) }
  return chain(commit(api, world, [{ kind: 'put', subject: sent, version: subject.version }]), (transitions) => {
    if (transitions !== undefined) return { kind: 'sent', subject: sent, transitions }
    return chain(findSubject(api, world, subject.resource, subject.key), (again) =>
      sendEvent(api, world, again ?? subject, event),
    )
  })
}

function hindranceOf(api: Api, world: World, subject: Subject, event: string): Hindrance | undefined {
  const objected = objection(api.machine(subject.resource), subject, event, subject.data, world.clock.now())
  return objected && explain(objected, event)
}

function explain(objected: Objection, event: string): Hindrance {
  return { ...objected, why: objectionProblem(event, objected).detail }
}

/** A delay that is not running, or whose guard does not hold. */
function idle(lifecycles: readonly Lifecycle[], subject: Subject, delay: string): Hindrance {
  const [first] = lifecycles
  const lifecycle =
    lifecycles.find(({ states }) => Object.values(states).some(({ after }) => Object.hasOwn(after, delay))) ?? first
  if (lifecycle === undefined) throw new Error(`${subject.resource} has no lifecycle, so no delay "${delay}".`)
  const state = subject.states[lifecycle.id] ?? lifecycle.initial
  const running = lifecycle.states[state]?.after[delay] !== undefined
  const why = running
    ? `The delay ${delay} is over, but no guard holds: ${lifecycle.id} stays ${state}.`
    : `The delay ${delay} is not running while ${lifecycle.id} is ${state}.`
  return { lifecycle, state, violations: [], why }
}
