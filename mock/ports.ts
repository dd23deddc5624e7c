/** What the mock needs of the world outside, as small interfaces. The defaults stand in state/. */

import type { Call, Decision, Effect, JsonObject, Subject } from './exchange.js'

/** At once, or by promise: a store in memory costs no microtask. */
export type Maybe<T> = T | Promise<T>

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
  find(resource: string, key: string | number): Maybe<Subject | undefined>
  /** In order of writing. */
  list(resource: string): Maybe<readonly Subject[]>
  /** All or nothing: false, and nothing changed, when a subject's version is not the one in its effect. */
  apply(effects: readonly Effect[]): Maybe<boolean>
}

/** What a handler may look at. It changes nothing itself: it decides. */
export type HandlerContext = {
  readonly now: number
  /** What every subject of this world stems from. */
  readonly seed: number
  find(resource: string, key: string | number): Maybe<Subject | undefined>
  list(resource: string): Maybe<readonly Subject[]>
  /** Seeded by the world, and by the words given: the same words give the same numbers. */
  random(...words: readonly (string | number)[]): Random
  /** The next free number for a new subject of that resource. */
  nextKey(resource: string): Maybe<number>
  /** A new subject, in its initial states, stamped; not stored until its effect is applied. */
  create(
    resource: string,
    data: JsonObject,
    extra?: Pick<Subject, 'owner' | 'hidden'>,
    key?: string | number,
  ): Maybe<Subject>
  /** What the subject becomes by an event of its lifecycles (`PASS`); undefined: not allowed now. */
  send(subject: Subject, event: string): Subject | undefined
  /** Prints a line on the mock's log, for what a real system would send by mail or SMS. */
  tell(line: string): void
}

/** What no declaration can say, found by operation id. */
export type Handler = (call: Call, context: HandlerContext) => Maybe<Decision>
