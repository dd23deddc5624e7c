/** The mock as its control API sees it: one method for each thing that can be done to a world. */

import { isObject, type JsonObject, join, type Lifecycle, type Resource } from '../spec/index.js'
import type { Api } from './api.js'
import { commit } from './commit.js'
import type { Hindrance, Host, Placed, Placement, Sent } from './control/index.js'
import type { Effect, Subject } from './exchange.js'
import { composeSubject } from './free.js'
import { delaysOf, elapse, fire, type Objection, objection, objectionProblem, send } from './lifecycle/index.js'
import { newKey } from './new-key.js'
import { hashWord } from './people/index.js'
import { findSubject, listSubjects, nextDue, settleAll } from './population.js'
import { chain, type Maybe, type World, type WorldDump, type Worlds } from './ports.js'
import { startTimer } from './state/index.js'
import { VERSION } from './version.js'
import { dumpWorld } from './world.js'

export type HostParts = {
  readonly worlds: Worlds
  /** The API that is served now: it changes with its document. */
  readonly api: () => Api
  readonly call: Host['call']
  readonly save?: (snapshot: string) => Maybe<void>
}

const FORMAT = 'specimen-snapshot'
const FORMAT_VERSION = 1
/** Free keys of a population that nobody is likely to use by hand begin so far below its end. */
const RESERVE = 100_000_000

export function createHost({ worlds, api, call, save }: HostParts): Host {
  return {
    version: VERSION,
    model: () => api().model,
    worlds,
    find: (world, resource, key) => findSubject(api(), world, resource, key),
    list: (world, resource) => listSubjects(api(), world, resource),
    place: (world, resource, key, placement) => place(api(), world, resource, key, placement),
    newKey: (world, resource) => unusedKey(api(), world, resource),
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
    snapshot: (world) =>
      chain(dumpWorld(world), (dump) => ({
        format: FORMAT,
        version: FORMAT_VERSION,
        document: identityOf(api()),
        world: JSON.parse(JSON.stringify(dump, plain)) as JsonObject,
      })),
    restore(name, snapshot) {
      const why = mismatch(api(), snapshot)
      if (why === undefined) worlds.restore(name, snapshot['world'] as unknown as WorldDump)
      return why
    },
    ...(save && { save }),
    copy: (from, name) => chain(dumpWorld(from), (dump) => worlds.create(name, { from: from.name, dump })),
    call,
    later: startTimer,
  }
}

/** Headers and bytes of exchanges, as JSON has neither. */
function plain(_: string, value: unknown): unknown {
  if (value instanceof Headers) return [...value]
  if (value instanceof Uint8Array) return new TextDecoder().decode(value)
  return value
}

function identityOf({ model }: Api): { readonly title: string; readonly version: string; readonly digest: string } {
  const text = JSON.stringify(model.document)
  const digest = [1, 2].map((start) => (hashWord(start, text) >>> 0).toString(16).padStart(8, '0')).join('')
  return { title: model.title, version: model.version, digest }
}

/** Why a snapshot cannot be restored here. */
function mismatch(api: Api, snapshot: JsonObject): string | undefined {
  const { format, version, document, world } = snapshot
  if (format !== FORMAT)
    return `This is no snapshot of Specimen: its format is ${JSON.stringify(format)}, not "${FORMAT}".`
  if (version !== FORMAT_VERSION)
    return `The snapshot is of version ${version}; this Specimen restores ${FORMAT_VERSION}.`
  const own = identityOf(api)
  const other = isObject(document) ? document : {}
  if (other['digest'] !== own.digest) {
    const named = `"${other['title']}" ${other['version']}`
    return `The snapshot is of the document ${named}; served is "${own.title}" ${own.version}, and their content differs.`
  }
  return isDump(world) ? undefined : 'The snapshot is damaged: its world cannot be read.'
}

function isDump(world: unknown): boolean {
  if (!isObject(world)) return false
  const { seed, origin, now, running, store, faults, journal } = world
  const numbers = [seed, origin, now].every((value) => Number.isFinite(value))
  if (!numbers || typeof running !== 'boolean' || !isObject(store) || !isObject(faults) || !isObject(journal))
    return false
  const { subjects, deleted } = store
  if (!Array.isArray(subjects) || !Array.isArray(deleted) || !Array.isArray(faults['faults'])) return false
  return Array.isArray(journal['entries']) && subjects.every(isSubject)
}

function isSubject(value: unknown): boolean {
  if (!isObject(value)) return false
  const { resource, key, data, states, since, history } = value
  const named = typeof resource === 'string' && (typeof key === 'string' || typeof key === 'number')
  return named && isObject(data) && isObject(states) && isObject(since) && Array.isArray(history)
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
    const subject = { ...composed, version: version + 1 }
    const effects: Effect[] = parts.map((part) => ({ kind: 'put', subject: { ...part, version: 1 }, version: 0 }))
    return chain(commitParts(api, world, effects), () =>
      chain(commit(api, world, [{ kind: 'put', subject, version }]), (moved) =>
        moved === undefined ? place(api, world, resource, key, placement) : { kind: 'placed', subject },
      ),
    )
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
  const known = machine.lifecycles.flatMap(({ events, delays }) => [...events, ...Object.keys(delays)])
  const isDelay = machine.lifecycles.some(({ delays, states }) => {
    return event in delays || Object.values(states).some(({ after }) => event in after)
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
  const lifecycle = lifecycles.find(({ states }) => Object.values(states).some(({ after }) => delay in after)) ?? first
  if (lifecycle === undefined) throw new Error(`${subject.resource} has no lifecycle, so no delay "${delay}".`)
  const state = subject.states[lifecycle.id] ?? lifecycle.initial
  const running = lifecycle.states[state]?.after[delay] !== undefined
  const why = running
    ? `The delay ${delay} is over, but no guard holds: ${lifecycle.id} stays ${state}.`
    : `The delay ${delay} is not running while ${lifecycle.id} is ${state}.`
  return { lifecycle, state, violations: [], why }
}
