/** What the control API needs of the mock that it drives. */

import type { ApiModel, JsonObject, Lifecycle } from '../../spec/index.js'
import type { Subject, Transition, Violation } from '../exchange.js'
import type { Maybe, Timer, World, WorldDump, Worlds } from '../ports.js'

/** Why an event is not allowed now. */
export type Hindrance = {
  readonly lifecycle: Lifecycle
  readonly state: string
  /** The guard that does not hold; absent: the state does not list the event. */
  readonly guard?: string
  readonly violations: readonly Violation[]
  readonly refusal?: string
  /** One sentence. */
  readonly why: string
}

export type Sent =
  | { readonly kind: 'sent'; readonly subject: Subject; readonly transitions: readonly Transition[] }
  | { readonly kind: 'hindered'; readonly hindrance: Hindrance }
  | { readonly kind: 'unknown'; readonly known: readonly string[] }

export type Placed =
  | { readonly kind: 'placed'; readonly subject: Subject }
  | { readonly kind: 'unplaced'; readonly violations: readonly Violation[] }

/** How a subject shall be; see Wish and Persona. */
export type Placement = {
  readonly states: { readonly [lifecycle: string]: string }
  readonly satisfies: readonly string[]
  readonly fields: JsonObject
  /** Whose it shall be, where the model does not say. @default whoever has it, else somebody new */
  readonly owner?: string | number
}

export interface Host {
  /** Of Specimen. */
  readonly version: string
  /** The document that is served now. */
  model(): ApiModel
  readonly worlds: Worlds
  /** The record as it is now. */
  find(world: World, resource: string, key: string | number): Maybe<Subject | undefined>
  list(world: World, resource: string): Maybe<readonly Subject[]>
  /** Makes the record anew, as wished, and writes it. */
  place(world: World, resource: string, key: string | number, placement: Placement): Maybe<Placed>
  /** A key that nobody has used. */
  newKey(world: World, resource: string): Maybe<string | number>
  /** A token that is always valid, for whoever the record belongs to; undefined: nobody in particular. */
  tokenFor(subject: Subject): string | undefined
  /** A token of any caller; undefined: the document knows none. */
  anyToken(): string | undefined
  /** Sends an event, or the name of a delay for its being over; what happens is written. */
  send(world: World, subject: Subject, event: string): Maybe<Sent>
  /** Why an event is not allowed; undefined: it is. */
  hindrance(world: World, subject: Subject, event: string): Hindrance | undefined
  /** The states that an event would lead to, by lifecycle: those that change. */
  leadsTo(world: World, subject: Subject, event: string): { readonly [lifecycle: string]: string }
  /** Delays that are running, ms since the epoch. */
  delays(subject: Subject): readonly { readonly lifecycle: string; readonly delay: string; readonly at: number }[]
  /** What fell due happens, in order. */
  settle(world: World): Maybe<void>
  /** ms since the epoch. */
  nextDue(world: World): Maybe<number | undefined>
  /** A lifecycle as SVG; `marked`: the state that something is in. */
  draw(lifecycle: Lifecycle, marked?: string): Maybe<string>
  /** The whole world as a JSON object. */
  snapshot(world: World): Maybe<JsonObject>
  /** Undefined: done; else the sentence that says why not. */
  restore(name: string, snapshot: JsonObject): string | undefined
  /** Writes the snapshot where it is kept; absent: nowhere was named. */
  readonly save?: (snapshot: string) => Maybe<void>
  /** A world that begins as a copy of another, but for the changes. */
  copy(from: World, name: string, changes: Partial<Pick<WorldDump, 'seed' | 'now' | 'running'>>): Maybe<World>
  /** Calls the served API. */
  call(path: string, init: RequestInit): Promise<Response>
  readonly later: Timer
}
