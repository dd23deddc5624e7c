/** What the mock needs of the world outside, as small interfaces. The defaults stand in state/. */

import type { Call, Decision, Effect, JsonObject, Subject } from './exchange.js'

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
}

/** Numbers from here on are keys of faked parts of free subjects (a person's files); new subjects are numbered below. */
export const REFERRED_KEYS = 1_000_000_000_000

/** What a handler may look at. It changes nothing itself: it decides. */
export type HandlerContext = {
  readonly now: number
  /** What every subject of this world stems from. */
  readonly seed: number
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
