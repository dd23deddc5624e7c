/** The values that travel through the mock: a call comes in, a decision is made of it, a reply goes out. */

import type { Action, JsonObject, JsonValue, Operation } from '../spec/index.js'

/** One request, read: parameters have the types that their schemas say. */
export type Call = {
  readonly operation: Operation
  readonly method: string
  /** As it came, without the query. */
  readonly path: string
  readonly parameters: {
    readonly path: { readonly [name: string]: JsonValue }
    readonly query: { readonly [name: string]: JsonValue }
    readonly header: { readonly [name: string]: JsonValue }
    readonly cookie: { readonly [name: string]: JsonValue }
  }
  readonly headers: Headers
  /** Absent: no body came. Forms are objects; files in them are {@link Upload}s. */
  readonly body?: BodyValue
  readonly caller?: Caller
}

export type BodyValue = JsonValue | { readonly [field: string]: JsonValue | Upload } | Uint8Array

/** A file part of a multipart form. */
export type Upload = {
  readonly name: string
  readonly mediaType: string
  readonly bytes: Uint8Array
}

/** Who calls: the key of the resource that the security scheme says a caller is; undefined where it says nothing. */
export type Caller = {
  readonly token: string
  readonly key?: string | number
}

/** One record of a resource: what the store keeps. Frozen; a change makes a new one. */
export type Subject = {
  readonly resource: string
  readonly key: string | number
  /** The model, as replies carry it. */
  readonly data: JsonObject
  /** Lifecycle id → state. */
  readonly states: { readonly [lifecycle: string]: string }
  /** Lifecycle id → when that state was entered, ms since the epoch. */
  readonly since: { readonly [lifecycle: string]: number }
  /** Lifecycle id → delays of its present state that are over and led nowhere; a delay's guards are asked once. */
  readonly spent?: { readonly [lifecycle: string]: readonly string[] }
  /** The caller's key, where the resource belongs to its caller. */
  readonly owner?: string | number
  /** Path parameters that the collection it lives in was called with. */
  readonly scope?: { readonly [name: string]: JsonValue }
  /** What the model does not show: bytes of a file, a counter. */
  readonly hidden?: JsonObject
  readonly created: number
  readonly modified: number
  /** 0: free, never written. Grows by one with each write; the store compares it. */
  readonly version: number
  /** Oldest first. */
  readonly history: readonly Passage[]
}

/** One transition that happened. */
export type Passage = {
  readonly lifecycle: string
  readonly from: string
  readonly to: string
  /** The event, `after delivery`, `always`, or `placement` by whoever drives the mock. */
  readonly cause: string
  readonly at: number
}

/** What shall happen to the store. `version` is the one the decision was made on: compare-and-set. */
export type Effect =
  | { readonly kind: 'put'; readonly subject: Subject; readonly version: number }
  | { readonly kind: 'delete'; readonly subject: Subject; readonly version: number }

/** What a call gets. */
export type Decision =
  | {
      readonly kind: 'accepted'
      /** Absent: the operation's first documented success. */
      readonly status?: number
      /** JSON, bytes or nothing. */
      readonly body?: JsonValue | Uint8Array | ReadableStream<Uint8Array>
      readonly mediaType?: string
      readonly headers?: { readonly [name: string]: string }
      /** Whose data the body is; for the journal. */
      readonly subject?: Subject
      readonly effects: readonly Effect[]
      /** Why, for the log: `parcel: Announced → Dispatched`. */
      readonly reason: string
    }
  | {
      readonly kind: 'refused'
      readonly problem: Problem
      /** What is counted although the call is refused: wrong passwords. Never a change to a resource. */
      readonly effects?: readonly Effect[]
    }

/** The engine's own problems; a document maps them to its bodies (spec/README.md). */
export type ProblemCode =
  | 'token-missing'
  | 'token-unknown'
  | 'token-expired'
  | 'forbidden'
  | 'conflict'
  | 'path-not-found'
  | 'resource-not-found'
  | 'method-not-allowed'
  | 'body-too-large'
  | 'unsupported-media-type'
  | 'malformed-body'
  | 'missing-body'
  | 'invalid-request'
  | 'missing-field'
  | 'unknown-field'
  | 'wrong-type'
  | 'invalid-value'
  | 'unreadable-date'
  | 'unknown-reference'
  | 'immutable-field'
  | 'illegal-transition'
  | 'guard-failed'
  | 'internal-error'

export type Problem = {
  readonly code: ProblemCode
  /** The entry of `components.examples` to answer with; absent: the one that the document gives for the code. */
  readonly example?: string
  /** One clear sentence about this very call. */
  readonly detail: string
  /** The same, where the document answers as if nothing were there. */
  readonly concealed?: string
  readonly violations?: readonly Violation[]
  /** Short, for the log: `parcel is Held`. */
  readonly reason?: string
  readonly headers?: { readonly [name: string]: string }
  /** More properties of the error body, e.g. `{ allowed: [...] }`. */
  readonly more?: JsonObject
}

/** One fault in what came in, or one unmet demand of a guard. */
export type Violation = {
  readonly code: ProblemCode
  readonly in: 'path' | 'query' | 'header' | 'cookie' | 'body'
  /** Dotted: `address.city`, `items[0].id`; a parameter's name; empty: the whole body. */
  readonly field: string
  /** A clause that follows the field's name: `must be a string`. */
  readonly message: string
  /** Where the rule is in the document. */
  readonly rule?: string
  /** The `x-refusal` nearest to the rule. */
  readonly refusal?: string
}

/** A passage, told: whose it was. */
export type Transition = Passage & {
  readonly kind: 'transition'
  readonly resource: string
  readonly subject: string | number
  /** The number of the exchange that caused it. */
  readonly exchange?: number
}

/** One request and its reply, told. */
export type Exchange = {
  readonly kind: 'exchange'
  /** From 1 in each world. */
  readonly number: number
  /** By the world's clock, ms since the epoch. */
  readonly at: number
  /** By the world's clock: 0 while it stands. */
  readonly duration: number
  readonly method: string
  /** With the query. */
  readonly path: string
  readonly operation?: string
  readonly resource?: string
  readonly subject?: string | number
  readonly caller?: string | number
  /** 0: the connection was cut. */
  readonly status: number
  readonly why: string
  /** The id of the fault that struck. */
  readonly fault?: string
  readonly transitions: readonly Transition[]
  readonly request: Message
  readonly response: Message
}

export type Message = {
  readonly headers: Iterable<readonly [string, string]>
  readonly body: string | Uint8Array | null
}

/** The world began anew. */
export type Reset = { readonly kind: 'reset' }

/** The clock was set, stopped or let run. */
export type ClockMoved = {
  readonly kind: 'clock'
  /** ms since the epoch. */
  readonly now: number
  readonly running: boolean
}

/** What a journal holds. */
export type Entry = Exchange | Transition | ClockMoved | Reset

export type Reply = {
  readonly status: number
  /** Lower-case names. */
  readonly headers: { readonly [name: string]: string }
  readonly body: string | Uint8Array | ReadableStream<Uint8Array> | null
}

export type { Action, JsonObject, JsonValue }
