/** What the judge of contracts has to be told. */

import type { ApiModel, JsonObject } from '../../spec/index.js'
import type { Exchange } from '../exchange.js'
import type { Check } from '../report.js'

export type Broker = {
  readonly url: string
  readonly token?: string
  readonly username?: string
  readonly password?: string
  /** Which versions of the consumers. @default those on the main branch, and those deployed or released */
  readonly selectors?: readonly JsonObject[]
  /** Tells the broker how it ended, for this version of the provider. */
  readonly publish?: { readonly version: string; readonly branch?: string }
}

export type PactOptions = {
  readonly model: ApiModel
  /** Where the provider listens. */
  readonly provider: string
  /** The address of its provider states. */
  readonly states?: string
  /** A pact file, or a folder of them. */
  readonly pacts?: string
  readonly broker?: Broker
  /** Only the contracts of these. */
  readonly consumers?: readonly string[]
  /** What the provider is called in the pacts. @default the document's title */
  readonly providerName?: string
  /** How long each answer may take, in milliseconds. @default 5000 */
  readonly timeout?: number
  /** Sent with each request to the provider and to its states. */
  readonly headers?: { readonly [name: string]: string }
  /** Sent with each request to its states only. */
  readonly statesHeaders?: { readonly [name: string]: string }
  /** Told of each check as soon as it is made. */
  readonly onCheck?: (check: Check) => void
  /** Told of each exchange with the provider, so that others may judge it too. */
  readonly onExchange?: (exchange: Exchange) => void
}
