/** Whose the records were that are no more: who had one hears that it is gone, and nobody else hears anything. */

import type { Resource } from '../spec/index.js'
import type { Caller, Decision, Subject } from './exchange.js'
import { isSameKey, ownerOf } from './ownership.js'
import { chain, type Maybe, type World } from './ports.js'

/** Where it is kept, beside the resources of the document. */
const GONE = '$gone'

/** The decision, with a word of whose each record was that it deletes. */
export function withFarewell(world: World, resource: Resource, decision: Decision): Maybe<Decision> {
  if (decision.kind === 'refused' || resource.owner === undefined) return decision
  const deleted = decision.effects.find(({ kind }) => kind === 'delete')?.subject
  const owner = deleted && ownerOf(resource, deleted)
  if (deleted === undefined || (typeof owner !== 'string' && typeof owner !== 'number')) return decision
  const key = keyOf(deleted)
  return chain(world.store.find(GONE, key), (before) => {
    const version = before?.version ?? 0
    const moment = world.clock.now()
    const empty = { data: {}, states: {}, since: {}, history: [], created: moment, modified: moment }
    const subject: Subject = { ...empty, resource: GONE, key, owner, version: version + 1 }
    return { ...decision, effects: [...decision.effects, { kind: 'put', subject, version }] }
  })
}

/** Whether a record that is not there was the caller's. */
export function wasTheirs(
  world: World,
  { name }: Resource,
  key: string | number,
  caller: Caller | undefined,
): Maybe<boolean> {
  return chain(world.store.find(GONE, keyOf({ resource: name, key })), (gone) => {
    return caller?.key !== undefined && isSameKey(gone?.owner, caller.key)
  })
}

function keyOf({ resource, key }: Pick<Subject, 'resource' | 'key'>): string {
  return `${resource} ${typeof key} ${key}`
}
