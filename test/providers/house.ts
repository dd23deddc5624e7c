/** The parts of the provider. Each asks the others by this object, so that one can be exchanged for a faulty one. */

import type { Directories, DirectoryName } from './directories.js'
import type { Dossier, Merge } from './dossier.js'
import type { EventLog, Stream } from './event-log.js'
import type { Event, Portion } from './events.js'
import type { Call, Operation, Reply, Visit } from './exchange.js'
import type { FileCabinet, FileRow } from './file-cabinet.js'
import type { Json, JsonObject } from './json.js'
import type { FieldFault, Problem } from './problem.js'
import type { Sessions } from './sessions.js'
import type { UnreadableMoment } from './timestamp.js'

export type House = {
  // What is kept
  readonly now: () => number
  readonly log: EventLog
  readonly files: FileCabinet
  readonly sessions: Sessions
  readonly directories: Directories
  readonly sendSms: (phone: string, text: string) => void

  // What is allowed
  readonly isOpen: (operationId: string, dossier: Dossier, portion: Portion) => boolean
  /** What the identification lacks. */
  readonly missingIn: (data: Portion) => readonly { readonly field: string; readonly message: string }[]
  readonly isExpired: (data: Portion) => boolean
  /** The guard of a submission. */
  readonly checkComplete: (data: Portion) => Problem | undefined
  readonly isFileOf: (id: number, customerId: number) => boolean
  readonly isOwn: (visit: Visit) => boolean
  readonly authorize: (call: Call) => number | Problem

  // What happens
  readonly merge: Merge
  /** What a portion comes to: events, or why it is refused. */
  readonly record: (operationId: string, dossier: Dossier, portion: Portion) => readonly Event[] | Problem
  /** What has fallen due since. */
  readonly due: (stream: Stream) => readonly Event[]
  /** The officers have received a submission. */
  readonly deliver: (at: number) => readonly Event[]
  /** The officers have decided. */
  readonly decide: (event: 'PASS' | 'REFUSE', at: number) => Event
  readonly read: (customerId: number) => Promise<Dossier>
  readonly change: (customerId: number, decide: Decide) => Promise<Dossier | Problem>

  // What comes in
  readonly readMoment: (text: string) => number | UnreadableMoment
  readonly readPortion: (input: Json, dossier: Dossier) => Portion | readonly FieldFault[]

  // What goes out
  readonly writeMoment: (at: number) => string
  readonly writeIndividual: (dossier: Dossier) => JsonObject
  readonly writeCustomer: (dossier: Dossier) => JsonObject
  readonly writeEntry: (directory: DirectoryName, key: Json) => Json
  readonly writeFile: (row: FileRow) => JsonObject
  readonly refuse: (problem: Problem) => Reply

  // The life of a request
  readonly operations: { readonly [operationId: string]: Operation }
  readonly handle: (call: Call) => Promise<Reply>
}

/** Events to append, or why there will be none. */
export type Decide = (dossier: Dossier) => readonly Event[] | Problem

/** Exchanges parts of the correct house for others. */
export type Replace = (house: House) => Partial<House>

export type Delays = { readonly delivery: number; readonly decision: number }
