/** Who exists in a world: what was written, and the free subjects; each as it is now. */

import type { Api } from './api.js'
import { commit } from './commit.js'
import type { Subject } from './exchange.js'
import { freeSubject, toldKeys } from './free.js'
import { dueAt, settle } from './lifecycle/index.js'
import type { World } from './ports.js'
import { chain, chainAll, type Maybe } from './ports.js'

/** The record as it is now: what fell due has happened. Undefined: there is none. */
export function findSubject(
  api: Api,
  world: World,
  resource: string,
  key: string | number,
): Maybe<Subject | undefined> {
  return chain(world.store.find(resource, key), (held) => {
    if (held === null) return undefined
    return held === undefined ? freeNow(api, world, resource, key) : settled(api, world, held)
  })
}

/** All records that can be told: personas and samples, then what was written, each as it is now. */
export function listSubjects(api: Api, world: World, resource: string): Maybe<readonly Subject[]> {
  return chain(world.store.list(resource), (written) => {
    const told = toldKeys(api, world, resource).map((key) => findSubject(api, world, resource, key))
    const others = written.map((subject) => settled(api, world, subject))
    return chain(chainAll([...told, ...others]), (subjects) => {
      const byKey = new Map(
        subjects.flatMap((subject) => (subject === undefined ? [] : [[subject.key, subject] as const])),
      )
      return [...byKey.values()]
    })
  })
}

/** Brings every written record up to date: what fell due happens in the order in which it did, across all of them. */
export function settleAll(api: Api, world: World): Maybe<unknown> {
  const now = world.clock.now()
  return chain(mortals(api, world), (subjects) => {
    const queue = subjects.flatMap((subject) => waitingAt(api, subject, Number.NEGATIVE_INFINITY))
    queue.sort((a, b) => a.at - b.at)
    return next()

    function next(): Maybe<unknown> {
      const first = queue.shift()
      if (first === undefined || first.at > now) return undefined
      return chain(settled(api, world, first.subject, first.at), (subject) => {
        for (const waiting of waitingAt(api, subject, first.at)) {
          const index = queue.findIndex(({ at }) => at > waiting.at)
          queue.splice(index < 0 ? queue.length : index, 0, waiting)
        }
        return next()
      })
    }
  })
}

type Waiting = { readonly subject: Subject; readonly at: number }

function waitingAt(api: Api, subject: Subject, later: number): readonly Waiting[] {
  const at = dueAt(api.machine(subject.resource), subject, later)
  return at === undefined ? [] : [{ subject, at }]
}

/** When something falls due next, ms since the epoch; undefined: nothing is waiting. */
export function nextDue(api: Api, world: World): Maybe<number | undefined> {
  const now = world.clock.now()
  return chain(mortals(api, world), (subjects) => {
    const dues = subjects.flatMap((subject) => dueAt(api.machine(subject.resource), subject, now) ?? [])
    return dues.length === 0 ? undefined : Math.min(...dues)
  })
}

/** Written records that have a lifecycle. */
function mortals(api: Api, world: World): Maybe<readonly Subject[]> {
  const resources = Object.values(api.model.resources).filter(({ lifecycles }) => lifecycles.length > 0)
  return chain(chainAll(resources.map(({ name }) => world.store.list(name))), (lists) => lists.flat())
}

/** A written record with what fell due; that is written too, so that it is told once. */
function settled(api: Api, world: World, held: Subject, at = world.clock.now()): Maybe<Subject> {
  const now = settle(api.machine(held.resource), held, at)
  if (now === held) return held
  const next = { ...now, version: held.version + 1 }
  return chain(commit(api, world, [{ kind: 'put', subject: next, version: held.version }]), (moved) =>
    // Another was faster: what it wrote is what there is.
    moved === undefined ? chain(world.store.find(held.resource, held.key), (other) => other ?? now) : next,
  )
}

function freeNow(api: Api, world: World, resource: string, key: string | number): Subject | undefined {
  const subject = freeSubject(api, world, resource, key)
  return subject && settle(api.machine(resource), subject, world.clock.now())
}
