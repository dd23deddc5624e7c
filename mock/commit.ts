/** Effects → the store, and what moved → the journal. */

import type { Api } from './api.js'
import type { Effect, Passage, Subject, Transition } from './exchange.js'
import { freeSubject } from './free.js'
import type { World } from './ports.js'
import { chain, chainAll, type Maybe } from './ports.js'

/** Told apart from what time alone brings about. */
export type Cause = { readonly exchange?: number }

/**
 * Applies all effects or none. Transitions that came with them are told in the journal.
 *
 * @returns what moved; undefined: another writer was faster, and nothing changed
 */
export function commit(
  api: Api,
  world: World,
  effects: readonly Effect[],
  cause: Cause = {},
): Maybe<readonly Transition[] | undefined> {
  if (effects.length === 0) return []
  const standing = effects.map(({ subject: { resource, key } }) =>
    chain(world.store.find(resource, key), (held) =>
      held === null ? undefined : (held ?? freeSubject(api, world, resource, key)),
    ),
  )
  return chain(chainAll(standing), (before) =>
    chain(world.store.apply(effects), (applied) => {
      if (!applied) return undefined
      return effects.flatMap((effect, index) => {
        if (effect.kind === 'delete') return []
        return passagesSince(before[index], effect.subject).map((passage) =>
          tell(world, effect.subject, passage, cause),
        )
      })
    }),
  )
}

function tell(world: World, { resource, key }: Subject, passage: Passage, { exchange }: Cause): Transition {
  const transition: Transition = {
    ...passage,
    kind: 'transition',
    resource,
    subject: key,
    ...(exchange !== undefined && { exchange }),
  }
  world.journal.add(transition)
  return transition
}

/** What a record has been through since it stood as `before`. */
export function passagesSince(before: Subject | undefined, after: Subject): readonly Passage[] {
  const last = before?.history.at(-1)
  if (last === undefined) return after.history
  const index = after.history.findLastIndex(
    (one) =>
      one === last ||
      (one.lifecycle === last.lifecycle && one.to === last.to && one.at === last.at && one.cause === last.cause),
  )
  return after.history.slice(index + 1)
}
