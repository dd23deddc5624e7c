/** What the mock needs of the world outside, as small interfaces. The defaults stand in state/. */

import type { Call, Decision, Effect, Entry, JsonObject, Subject } from './exchange.js'

/** At once, or by promise: a store in memory costs no microtask. */
export type Maybe<T> = T | Promise<T>

/** Goes on with a value: at once if it is there, later if it is promised. */
export function chain<T, U>(value: Maybe<T>, next: (value: T) => Maybe<U>): Maybe<U> {
  return value instanceof Promise ? value.then(next) : next(value)
}

/** All of them: at once if all are there. */
export function chainAll<T>(values: readonly Maybe<T>[]): Maybe<readonly T[]> {
  return values.some((value) => value instanceof Promise) ? Promise.all(values) : (values as readonly T[])
}

export interface Clock {
  /** Milliseconds since the epoch. */
  now(): number
}

/** A clock that can be stopped, set, moved and let run. */
export interface MovableClock extends Clock {
  readonly frozen: boolean
  /** Stops it, at `at` where that is given. */
  freeze(at?: number): void
  /** Lets it run on from where it is. */
  run(): void
  /** Moves it, running or not, to `at`. */
  set(at: number): void
  /** Moves it on by so many milliseconds. */
  advance(milliseconds: number): void
}

/**
 * Calls back after so many milliseconds of the machine's own time. Returns how to call it off.
 *
 * With `hold` the process waits for it; a mock that is done has not to.
 */
export type Timer = (milliseconds: number, callback: () => void, options?: { readonly hold?: boolean }) => () => void

/** Seeded chance: the same seed gives the same numbers. */
export interface Random {
  /** In [0, 1). */
  next(): number
}

/** Where written subjects live. What was never written is not here: see people/. */
export interface Store {
  /** `null`: it was deleted; undefined: it was never written. */
  find(resource: string, key: string | number): Maybe<Subject | null | undefined>
  /** In order of first writing, without the deleted. */
  list(resource: string): Maybe<readonly Subject[]>
  /** The highest number among the keys ever written; 0: none. */
  highest(resource: string): Maybe<number>
  /** All or nothing: false, and nothing changed, when a subject's version is not the one in its effect. */
  apply(effects: readonly Effect[]): Maybe<boolean>
  /** All it holds, for a snapshot. */
  dump(): Maybe<StoreDump>
}

/** Every record in order of first writing; deleted ones as `[resource, key]`. */
export type StoreDump = {
  readonly subjects: readonly Subject[]
  readonly deleted: readonly (readonly [string, string | number])[]
}

/** A fixed time in ms, or a range of it. */
export type Latency = number | { readonly from: number; readonly to: number }

export type FaultEffect = {
  /** Refused with this status. */
  readonly status?: number
  /** Which of the document's error bodies. */
  readonly example?: string
  /** Seconds, for `Retry-After`. */
  readonly retryAfter?: number
  /** What happens to the reply on its way. */
  readonly connection?: 'cut' | 'truncate'
  readonly latency?: Latency
}

export type Fault = {
  readonly id: string
  /** Only this operation. */
  readonly operation?: string
  /** Only calls that work on this subject, or come from it. */
  readonly subject?: string
  /** Strikes this often and is gone. */
  readonly count?: number
  /** @default 1 */
  readonly probability: number
  readonly effect: FaultEffect
  readonly struck: number
}

/** What a fault does to one call. */
export type Strike = { readonly fault: Fault; readonly latency: number }

export type FaultBook = {
  list(): readonly Fault[]
  add(fault: Omit<Fault, 'id' | 'struck'>): Fault
  remove(id: string): boolean
  clear(): void
  /** The first fault that strikes this call, counted. */
  strike(operation: string, subjects: readonly (string | number)[]): Strike | undefined
  dump(): FaultDump
}

export type FaultDump = { readonly faults: readonly Fault[]; readonly added: number; readonly asked: number }

/** An entry, and its place in the order of what happened: from 1 in each world. */
export type Told = { readonly id: number; readonly entry: Entry }

export type Listener = {
  /** Told of each entry as it is added. */
  readonly onTold: (told: Told) => void
  /** There will be no more. */
  readonly onEnd: () => void
}

/** What happened in a world, in order. */
export interface Journal {
  /** Every entry that is still held, oldest first. */
  held(): readonly Told[]
  /** What whoever has seen the entry `id` has missed; all of it, after a reset, if the world began anew meanwhile. */
  since(id: number): readonly Told[]
  /** The number of the next exchange: from 1 in each world. */
  nextExchange(): number
  add(entry: Entry): void
  /** Returns how to stop listening. */
  listen(listener: Listener): () => void
  readonly listeners: number
  /** How many exchanges had to go. */
  readonly dropped: number
  /** Forgets all entries. Numbering goes on. */
  clear(): void
  /** Tells those who listen that there is no more. */
  end(): void
  /** Hands over those who listen, and how far they have heard. */
  release(): { readonly listeners: Set<Listener>; readonly last: number }
  /** Takes over those who listen to another, being new itself, and tells them of the new beginning. */
  inherit(other: Journal): void
  dump(): JournalDump
}

export type JournalDump = {
  readonly last: number
  readonly exchanges: number
  readonly dropped: number
  readonly entries: readonly Told[]
}

/** How a world began: what a reset without further words goes back to. */
export type Beginning = {
  readonly seed: number
  /** ms since the epoch; absent: the machine's time at that moment. */
  readonly now?: number
  readonly running: boolean
}

/** All state of one test, one presenter, one team. It knows no document, so that the document may change. */
export type World = {
  readonly name: string
  /** What every free subject stems from. */
  readonly seed: number
  /** The world it was copied from. */
  readonly from?: string
  readonly beginning: Beginning
  /** When it began, ms since the epoch: what dates of personas are relative to. */
  readonly origin: number
  readonly clock: MovableClock
  readonly store: Store
  readonly faults: FaultBook
  readonly journal: Journal
}

/** A world as data: what a snapshot keeps. */
export type WorldDump = {
  readonly seed: number
  readonly origin: number
  readonly now: number
  readonly running: boolean
  readonly store: StoreDump
  readonly faults: FaultDump
  readonly journal: JournalDump
}

export type NewWorld = { readonly beginning?: Partial<Beginning>; readonly from?: string; readonly dump?: WorldDump }

/** All worlds of a mock. */
export interface Worlds {
  /** The world of that name, made if there is none; marks it as used. */
  use(name: string): World
  find(name: string): World | undefined
  list(): readonly World[]
  create(name: string, options?: NewWorld): World
  /** The world anew; what it began with holds unless it is said otherwise. Whoever listens goes on listening. */
  reset(name: string, beginning: Partial<Beginning>): World
  restore(name: string, dump: WorldDump): World
  remove(name: string): boolean
  /** ms since the epoch, by the machine's clock. */
  usedAt(name: string): number
}

/** Numbers from here on are keys of faked parts of free subjects (a person's files); new subjects are numbered below. */
export const REFERRED_KEYS = 1_000_000_000_000

/** What a handler may look at. It changes nothing itself: it decides. */
export type HandlerContext = {
  /** The world that the call is made in. */
  readonly world: World
  readonly now: number
  find(resource: string, key: string | number): Maybe<Subject | undefined>
  list(resource: string): Maybe<readonly Subject[]>
  /** Seeded by the world, and by the words given: the same words give the same numbers. */
  random(...words: readonly (string | number)[]): Random
  /** A new subject, in its initial states, stamped; it is stored when its effect is applied. */
  create(resource: string, data: JsonObject, extra?: Partial<Pick<Subject, 'key' | 'owner' | 'hidden'>>): Maybe<Subject>
  /** A copy with other data, stamped. */
  change(subject: Subject, data: JsonObject, hidden?: JsonObject): Subject
  /** What the subject becomes by an event of its lifecycles (`PASS`); undefined: not allowed now. */
  send(subject: Subject, event: string): Subject | undefined
  /** A token that the security schemes accept for that caller, valid for so many milliseconds; to be put, too. */
  token(caller: string | number, lifetime: number): Maybe<Subject>
  /** Prints a line on the mock's log, for what a real system would send by mail or SMS. */
  tell(line: string): void
}

/** What no declaration can say, found by operation id. */
export type Handler = (call: Call, context: HandlerContext) => Maybe<Decision>

/** Fakes that a schema alone cannot describe, by resource: a file whose size is that of its bytes. */
export type Fake = (about: {
  readonly key: string | number
  readonly owner: string | number
  /** Dotted path of the property that refers to it. */
  readonly path: string
  readonly data: JsonObject
}) => { readonly data: JsonObject; readonly hidden?: JsonObject }

/** What a module beside the document exports. */
export type Handlers = {
  readonly handlers: { readonly [operationId: string]: Handler }
  readonly fakes?: { readonly [resource: string]: Fake }
}
