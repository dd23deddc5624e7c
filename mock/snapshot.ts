/** A world → JSON, and back: to be kept in a file, or restored a moment later. */

import { isObject, type JsonObject, type JsonValue } from '../spec/index.js'
import type { Api } from './api.js'
import type { Exchange, Message } from './exchange.js'
import { hashWord } from './people/index.js'
import { chain, type Maybe, type Told, type World, type WorldDump } from './ports.js'
import { dumpWorld } from './world.js'

export type ReadSnapshot =
  | { readonly kind: 'read'; readonly dump: WorldDump }
  /** `why` is a sentence. */
  | { readonly kind: 'unreadable'; readonly why: string }

const FORMAT = 'specimen-snapshot'
const FORMAT_VERSION = 1

export function takeSnapshot(api: Api, world: World): Maybe<JsonObject> {
  return chain(dumpWorld(world), (dump) => {
    const content = JSON.parse(JSON.stringify(dump, plain)) as JsonObject
    return {
      format: FORMAT,
      version: FORMAT_VERSION,
      document: identityOf(api),
      digest: digestOf(content),
      world: content,
    }
  })
}

/** @param given the snapshot, or its text */
export function readSnapshot(api: Api, given: JsonObject | string): ReadSnapshot {
  const snapshot = typeof given === 'string' ? parse(given) : given
  if (!isObject(snapshot)) return unreadable('This is no snapshot of Specimen: it is no JSON object.')
  const { format, version, document, digest, world } = snapshot
  if (format !== FORMAT) {
    return unreadable(`This is no snapshot of Specimen: its format is ${JSON.stringify(format)}, not "${FORMAT}".`)
  }
  if (version !== FORMAT_VERSION) {
    return unreadable(
      `The snapshot is of version ${JSON.stringify(version)}; this Specimen restores ${FORMAT_VERSION}.`,
    )
  }
  const own = identityOf(api)
  const other = isObject(document) ? document : {}
  if (other['digest'] !== own.digest) {
    const named = `"${other['title']}" ${other['version']}`
    return unreadable(
      `The snapshot is of the document ${named}; served is "${own.title}" ${own.version}, and their content differs.`,
    )
  }
  if (!isObject(world) || digest !== digestOf(world)) {
    return unreadable('The snapshot is damaged: its content is not what its digest says.')
  }
  const dump = world as unknown as WorldDump
  const entries = dump.journal.entries.map(reviveEntry)
  return { kind: 'read', dump: { ...dump, journal: { ...dump.journal, entries } } }
}

function unreadable(why: string): ReadSnapshot {
  return { kind: 'unreadable', why }
}

function parse(text: string): JsonValue | undefined {
  try {
    return JSON.parse(text) as JsonValue
  } catch {
    return undefined
  }
}

type Identity = { readonly title: string; readonly version: string; readonly digest: string }

const identities = new WeakMap<Api, Identity>()

function identityOf(api: Api): Identity {
  const known = identities.get(api)
  if (known !== undefined) return known
  const { title, version, document } = api.model
  const identity = { title, version, digest: digestOf(document) }
  identities.set(api, identity)
  return identity
}

/** Sixteen hexadecimal digits that say whether two contents are the same, however their properties are ordered. */
function digestOf(value: JsonObject): string {
  const text = JSON.stringify(value, (_, part: unknown) =>
    isObject(part) ? Object.fromEntries(Object.entries(part).sort(([a], [b]) => (a < b ? -1 : 1))) : part,
  )
  return [1, 2].map((start) => (hashWord(start, text) >>> 0).toString(16).padStart(8, '0')).join('')
}

/** Headers and bytes of exchanges, as JSON has neither. */
function plain(_: string, value: unknown): unknown {
  if (value instanceof Headers) return [...value]
  if (value instanceof Uint8Array) return { bytes: encode(value) }
  return value
}

function reviveEntry({ id, entry }: Told): Told {
  if (entry.kind !== 'exchange') return { id, entry }
  const exchange: Exchange = { ...entry, request: revive(entry.request), response: revive(entry.response) }
  return { id, entry: exchange }
}

function revive({ headers, body }: Message): Message {
  const kept: unknown = body
  return { headers, body: isObject(kept) ? decode(String(kept['bytes'])) : body }
}

function encode(bytes: Uint8Array): string {
  return btoa(Array.from(bytes, (byte) => String.fromCharCode(byte)).join(''))
}

function decode(text: string): Uint8Array {
  return Uint8Array.from(atob(text), (character) => character.charCodeAt(0))
}
