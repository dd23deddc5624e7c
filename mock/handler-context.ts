/** What a handler may look at and make: nothing of it changes the world, effects do. */

import type { Api } from './api.js'
import { TOKENS } from './authorize.js'
import type { Subject } from './exchange.js'
import { enter, follow, send } from './lifecycle/index.js'
import { newKey } from './new-key.js'
import { seeded } from './people/index.js'
import { findSubject, listSubjects } from './population.js'
import type { World } from './ports.js'
import { chain, type HandlerContext } from './ports.js'

export function createContext(api: Api, world: World, tell: HandlerContext['tell']): HandlerContext {
  const now = world.clock.now()
  const random: HandlerContext['random'] = (...words) => seeded(world.seed, ...words)
  return {
    now,
    world,
    find: (resource, key) => findSubject(api, world, resource, key),
    list: (resource) => listSubjects(api, world, resource),
    random,
    create(resource, data, extra = {}) {
      const declared = api.model.resources[resource]
      const key = extra.key ?? (declared === undefined ? nextNumber() : newKey(api, world, declared, data))
      return chain(key, (chosen): Subject => {
        const named = declared === undefined ? data : { [declared.key]: chosen, ...data }
        const subject = { resource, states: {}, since: {}, created: now, modified: now, version: 1, history: [] }
        return enter(api.machine(resource), { ...subject, ...extra, key: chosen, data: named }, now)
      })

      function nextNumber() {
        return chain(world.store.highest(resource), (highest) => highest + 1)
      }
    },
    change(subject, data, hidden = subject.hidden) {
      const next = { ...subject, data, modified: now, version: subject.version + 1, ...(hidden && { hidden }) }
      const machine = api.machine(subject.resource)
      return follow(machine, machine.present(next, subject.data), now)
    },
    send(subject, event) {
      const sent = send(api.machine(subject.resource), subject, event, now)
      return 'lifecycle' in sent ? undefined : sent
    },
    token(caller, lifetime) {
      return chain(world.store.list(TOKENS), (given) => {
        const chance = random('token', caller, given.length)
        const key = Array.from({ length: 32 }, () => Math.floor(chance.next() * 16).toString(16)).join('')
        const data = { caller, expires: now + lifetime }
        const moments = { created: now, modified: now, version: 1, history: [] }
        return { resource: TOKENS, key, data, states: {}, since: {}, ...moments }
      })
    },
    tell,
  }
}
