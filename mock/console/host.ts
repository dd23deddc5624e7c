/** What the console needs of the mock that it shows: it drives it as any client does, by the control API. */

import type { components } from '../../spec/control/types.generated.js'
import type { ApiModel, JsonObject } from '../../spec/index.js'
import type { Maybe } from '../ports.js'

type Schemas = components['schemas']

export type Clock = Schemas['Clock']
export type WorldInfo = Schemas['World']
export type SubjectInfo = Schemas['Subject']
export type TransitionInfo = Schemas['Transition']
export type Allowed = Schemas['Allowed']
export type ScenarioRun = Schemas['ScenarioRun']
export type FaultInfo = Schemas['Fault']
export type ExchangeInfo = Schemas['Exchange']

type OfResource = { readonly resource?: string }

/** The control API of one world. Each call may reject with an Error that has a `detail`: a sentence for people. */
export interface Desk {
  readonly worlds: {
    list(): Promise<readonly WorldInfo[]>
    fork(name: string): Promise<WorldInfo>
    reset(): Promise<WorldInfo>
    delete(name?: string): Promise<void>
  }
  readonly clock: {
    get(): Promise<Clock>
    freeze(): Promise<Clock>
    run(): Promise<Clock>
    set(now: string): Promise<Schemas['ClockMove']>
    advance(by: string): Promise<Schemas['ClockMove']>
  }
  readonly subjects: {
    find(filter: OfResource & { lifecycle?: string; state?: string; limit?: number }): Promise<readonly SubjectInfo[]>
    get(id: string | number, options: OfResource): Promise<SubjectInfo>
    send(id: string | number, event: string, options: OfResource): Promise<Schemas['Outcome']>
    allowed(id: string | number, options: OfResource): Promise<Allowed>
    history(id: string | number, options: OfResource): Promise<readonly TransitionInfo[]>
  }
  readonly scenarios: { run(name: string): Promise<ScenarioRun> }
  readonly faults: {
    list(): Promise<readonly FaultInfo[]>
    add(fault: Schemas['NewFault']): Promise<FaultInfo>
    remove(id: string): Promise<void>
  }
  readonly journal: {
    list(filter: {
      operation?: string
      subject?: string
      method?: string
      status?: string
      after?: number
      limit?: number
    }): Promise<readonly ExchangeInfo[]>
    clear(): Promise<void>
  }
}

export interface ConsoleHost {
  /** Of Specimen. */
  readonly version: string
  /** The document that is served now. */
  model(): ApiModel
  /** Whether there is a world of that name; asking makes none. */
  hasWorld(name: string): boolean
  /** The world of that name, made if there is none. */
  useWorld(name: string): void
  desk(world: string): Desk
  /** The control API's stream of events of a world. */
  events(world: string, headers: Headers): Promise<Response>
  /** Calls the served API as a client does: it stands in the journal, and faults strike. */
  call(path: string, init: RequestInit): Promise<Response>
  /** Reads from the served API without a trace. */
  peek(world: string, path: string, headers: Headers): Promise<Response>
  /** A file of a package that pages need; undefined: there is none. */
  readonly asset: AssetReader
  /** What `specimen verify` last found; undefined: nothing is known of it. */
  readonly report?: () => Maybe<JsonObject | undefined>
}

/** Files of other packages, by the name that they have here. */
export const ASSETS = ['htmx.js', 'hx-sse.js', 'swagger-ui.js', 'swagger-ui.css'] as const
export type AssetName = (typeof ASSETS)[number]

/** Name → bytes. */
export type AssetReader = (name: AssetName) => Maybe<Uint8Array | undefined>
