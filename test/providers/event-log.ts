import { setImmediate as turn } from 'node:timers/promises'
import type { Event, Registered } from './events.js'

/** One stream of events for each customer; nothing is ever changed in it. */
export type Stream = readonly [Registered, ...Event[]]

export interface EventLog {
  /** A new stream, or a stream begun anew. */
  begin(customerId: number, stream: Stream): Promise<void>
  read(customerId: number): Promise<Stream | undefined>
  /** Appends if the stream is still as long as it was when it was read. False: another writer was faster. */
  append(customerId: number, length: number, events: readonly Event[]): Promise<boolean>
  findByPhone(phone: string): Promise<number | undefined>
}

export function createEventLog(): EventLog {
  const streams = new Map<number, Stream>()
  return {
    async begin(customerId, stream) {
      await turn()
      streams.set(customerId, stream)
    },
    async read(customerId) {
      await turn()
      return streams.get(customerId)
    },
    async append(customerId, length, events) {
      await turn()
      const stream = streams.get(customerId)
      if (stream === undefined || stream.length !== length) return false
      streams.set(customerId, [...stream, ...events])
      return true
    },
    async findByPhone(phone) {
      await turn()
      return [...streams].find(([, [registered]]) => registered.phone === phone)?.[0]
    },
  }
}
