/**
 * The free subjects of a world, whom nobody has touched yet. Each is a pure function of the world's seed and its key, and
 * costs nothing until it is written.
 */

import { getPath, type JsonObject, ownPropertiesOf, propertiesOf, type Resource } from '../spec/index.js'
import type { Api } from './api.js'
import type { Subject } from './exchange.js'
import { enter } from './lifecycle/index.js'
import { personaOwner } from './ownership.js'
import { seeded } from './people/index.js'
import type { World } from './ports.js'
import { REFERRED_KEYS } from './ports.js'

/** Free records of a resource in a document that says nothing of its population. */
const SAMPLES = 3
/** Parts of one faked subject that are resources of their own. */
const REFERRED_EACH = 100
/** Items of one list among them. */
const SLOTS_EACH = 10
/** Invented subjects kept, so that reading one twice invents it once. */
const REMEMBERED = 500

/** Keys of free subjects that a list shows: personas, or the samples of a plain document. */
export function toldKeys(api: Api, world: World, resource: string): readonly (string | number)[] {
  const { model } = api
  const personas = model.personas.filter((persona) => persona.resource === resource)
  if (personas.length > 0) return personas.map(({ key }) => key)
  const declared = model.resources[resource]
  if (declared === undefined || declared.keys !== undefined || declared.owner !== undefined) return []
  if (declared.everyKey === true) return []
  if (model.personas.length > 0) return []
  return [...new Set(Array.from({ length: SAMPLES }, (_, index) => madeKey(api, world, declared, index + 1)))]
}

/** A record that nobody has written; undefined: there is none with that key. */
export function freeSubject(api: Api, world: World, resource: string, key: string | number): Subject | undefined {
  const remembered = rememberedOf(api, world)
  const name = `${resource} ${typeof key} ${key}`
  const known = remembered.get(name)
  if (known !== undefined) return known
  const subject = inventSubject(api, world, resource, key)
  if (subject === undefined) return undefined
  if (remembered.size >= REMEMBERED) remembered.delete(remembered.keys().next().value ?? '')
  remembered.set(name, subject)
  return subject
}

function inventSubject(api: Api, world: World, resource: string, key: string | number): Subject | undefined {
  const declared = api.model.resources[resource]
  if (declared === undefined) return undefined
  const persona = api.model.personas.find((one) => one.resource === resource && one.key === key)
  const inRange =
    declared.keys !== undefined &&
    Number.isSafeInteger(key) &&
    Number(key) >= declared.keys.minimum &&
    Number(key) <= declared.keys.maximum
  if (
    persona === undefined &&
    !inRange &&
    declared.everyKey !== true &&
    !toldKeys(api, world, resource).includes(key)
  ) {
    return referredSubject(api, world, declared, key)
  }
  const wish = {
    satisfies: persona?.satisfies ?? declared.fresh.satisfies,
    fields: persona?.fields ?? {},
    states: persona?.states ?? {},
  }
  const subject = composeSubject(api, world, declared, key, wish)
  const owner = persona && personaOwner(api.model, declared, persona)
  return owner === undefined ? subject : { ...subject, owner }
}

export type Wishes = {
  readonly satisfies: readonly string[]
  readonly fields: JsonObject
  readonly states: { readonly [lifecycle: string]: string }
}

/**
 * A subject as wished, at version 0, in its states; what follows from them at once has happened.
 *
 * @param at when it entered its states, ms since the epoch
 * @param onPart told of each resource that it refers to and that was made up for it
 */
export function composeSubject(
  api: Api,
  world: World,
  resource: Resource,
  key: string | number,
  { satisfies, fields, states }: Wishes,
  at = world.origin,
  onPart: (part: Subject) => void = () => {},
): Subject {
  const data = api.people(world).invent(resource.name, key, {
    satisfies,
    fields,
    origin: at,
    refer(name, owner, path) {
      const part = referredPart(api, world, name, owner, path)
      onPart(part)
      return part.data
    },
  })
  return enter(
    api.machine(resource.name),
    {
      resource: resource.name,
      key,
      data,
      states,
      since: {},
      created: at,
      modified: at,
      version: 0,
      history: [],
    },
    at,
  )
}

/** A file of a faked person: found in the person that refers to it. */
function referredSubject(api: Api, world: World, declared: Resource, key: string | number): Subject | undefined {
  if (typeof key !== 'number' || key < REFERRED_KEYS) return undefined
  const owner = Math.floor((key - REFERRED_KEYS) / REFERRED_EACH)
  const slot = (key - REFERRED_KEYS) % REFERRED_EACH
  for (const [name, resource] of Object.entries(api.model.resources)) {
    const place = referencePaths(api, resource, declared.name)[Math.floor(slot / SLOTS_EACH)]
    const holder = place === undefined ? undefined : freeSubject(api, world, name, owner)
    if (place === undefined || holder === undefined) continue
    if (!valuesAt(holder.data, place).some((value) => getPath(value, declared.key) === key)) continue
    const path = place.replace('[]', `[${slot % SLOTS_EACH}]`)
    return referredPart(api, world, declared.name, owner, path)
  }
  return undefined
}

/** The resource that a faked subject refers to at a path, the subject's own. */
function referredPart(api: Api, world: World, resource: string, owner: string | number, path: string): Subject {
  const place = path.replace(/\[\d+\]/, '[]')
  const item = Number(/\[(\d+)\]/.exec(path)?.[1] ?? 0)
  const places = Object.values(api.model.resources).map((holder) =>
    referencePaths(api, holder, resource).indexOf(place),
  )
  const slot = Math.max(0, ...places) * SLOTS_EACH + (item % SLOTS_EACH)
  const key = typeof owner === 'number' ? REFERRED_KEYS + owner * REFERRED_EACH + slot : `${owner}-${slot}`
  const data = api.people(world).invent(resource, key, { satisfies: [], origin: world.origin })
  const moments = { created: world.origin, modified: world.origin, version: 0, history: [] }
  const bare = { resource, key, data, states: {}, since: {}, owner, ...moments }
  const part = enter(api.machine(resource), bare, world.origin)
  const fake = api.handlers.fakes?.[resource]?.({ key, owner, path, data: part.data })
  return fake === undefined ? part : { ...part, ...fake }
}

/** Dotted paths of a resource at which it refers to another one, in the document's order. */
function referencePaths(api: Api, resource: Resource, to: string): readonly string[] {
  return api
    .references(resource.schema)
    .filter((reference) => reference.to === to)
    .map(({ path }) => path)
}

/** `a.b[]`: every item; else the one value. */
function valuesAt(data: JsonObject, path: string): readonly (JsonObject[string] | undefined)[] {
  const value = getPath(data, path.replace(/\[\]$/, ''))
  return Array.isArray(value) ? value : [value]
}

/** The key of the resource's first, second, third record, as its schema wants it. */
export function madeKey(api: Api, world: World, resource: Resource, ordinal: number): string | number {
  const { document } = api.model
  const properties = resource.key.includes('.') ? propertiesOf : ownPropertiesOf
  const property = properties(document, resource.schema).find(({ path }) => path === resource.key)
  const { minimum, format, ...keywords } = property?.keywords ?? {}
  if (resource.numericKey)
    return typeof minimum === 'number' && minimum > 1 ? Math.ceil(minimum) - 1 + ordinal : ordinal
  const isPlain = !['pattern', 'enum', 'minLength', 'maxLength'].some((word) => word in keywords)
  if (property !== undefined && (!isPlain || (format !== undefined && format !== 'uuid'))) {
    const sampled = api.people(world).sample(property.schema, ['key', resource.name, ordinal], world.origin)
    if (typeof sampled === 'string') return sampled
  }
  return uuid(seeded(world.seed, resource.name, ordinal).next)
}

/** A UUID of version 4 (RFC 9562) of seeded chance. */
export function uuid(next: () => number): string {
  const digits = Array.from({ length: 32 }, (_, place) => {
    if (place === 12) return '4'
    const digit = Math.floor(next() * 16)
    return (place === 16 ? (digit & 3) | 8 : digit).toString(16)
  }).join('')
  return digits.replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5')
}

const rememberedByApi = new WeakMap<Api, WeakMap<World, Map<string, Subject>>>()

function rememberedOf(api: Api, world: World): Map<string, Subject> {
  let worlds = rememberedByApi.get(api)
  if (worlds === undefined) {
    worlds = new WeakMap()
    rememberedByApi.set(api, worlds)
  }
  let remembered = worlds.get(world)
  if (remembered === undefined) {
    remembered = new Map()
    worlds.set(world, remembered)
  }
  return remembered
}
