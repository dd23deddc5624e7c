/** What a mock is made with. */

import type { ApiModel } from '../spec/index.js'
import type { AssetReader } from './console/index.js'
import type { Exchange, JsonObject } from './exchange.js'
import type { Handlers, Maybe, MovableClock, Store, StoreDump, Timer, World } from './ports.js'

export type MockOptions = {
  readonly handlers?: Handlers
  /** What every faked person stems from. @default 1 */
  readonly seed?: number
  /** The clock of the world `main`. @default one that runs with the machine's */
  readonly clock?: MovableClock
  /** Where every world's clock starts, ms since the epoch. @default the machine's time */
  readonly now?: number
  /** Whether clocks run. @default true, or false where `now` is given */
  readonly running?: boolean
  /** Makes the store that a world keeps its records in: an empty one, or one that holds what another did. @default in memory */
  readonly store?: (dump?: StoreDump) => Store
  /** Delay → ms, instead of the document's. */
  readonly delays?: { readonly [delay: string]: number }
  /** Largest body in bytes. @default 10 MiB */
  readonly bodyLimit?: number
  /** Entries that each world's journal holds; the oldest go first. @default 1000 */
  readonly journalLimit?: number
  /** A world that nobody used for so many ms is forgotten. @default an hour */
  readonly idle?: number
  /** Origins of pages that may call the API, besides those of this machine; `*`: all. @default none */
  readonly origins?: readonly string[]
  /** Whether a request must name its world. @default false */
  readonly strictWorlds?: boolean
  /** The control API's document; absent: there is no control API. */
  readonly control?: () => Maybe<ApiModel>
  /** Who may use the control API. @default whoever comes from this machine */
  readonly controlToken?: string
  /** Reads what pages of the console need of other packages; absent: they work without scripts. */
  readonly assets?: AssetReader
  /** What `specimen verify` last found, for the console. */
  readonly report?: () => Maybe<JsonObject | undefined>
  /** Writes a world's snapshot where it is kept. */
  readonly saveSnapshot?: (snapshot: string) => Maybe<void>
  /** Calls back later, for what is late on purpose and for what falls due while somebody listens. @default the machine's timers */
  readonly later?: Timer
  /** Told of every exchange with the served API, after it. */
  readonly onExchange?: (exchange: Exchange, world: World) => void
  /** Told of what a real system would send by mail or SMS. */
  readonly onTell?: (line: string) => void
  /** Told of our own mistakes, which the client sees as a 500. */
  readonly onMistake?: (error: unknown) => void
}
