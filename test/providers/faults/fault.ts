import { setTimeout as sleep } from 'node:timers/promises'
import type { Call, Reply } from '../exchange.js'
import type { House, Replace } from '../house.js'
import { isObject, type Json, type JsonObject } from '../json.js'

export type FaultKind =
  | 'lock'
  | 'states'
  | 'data'
  | 'identity'
  | 'errors'
  | 'headers'
  | 'formats'
  | 'time'
  | 'concurrency'
  | 'persistence'

/** One way to be wrong: what it exchanges in the correct house. */
export type Fault = {
  readonly name: string
  readonly kind: FaultKind
  readonly sentence: string
  readonly breaks: Replace
}

export type FaultOfKind = Omit<Fault, 'kind'>

/** Exchanges what goes out. */
export function onReply(change: (reply: Reply, call: Call) => Reply): Replace {
  return ({ handle }: House) => ({ handle: async (call) => change(await handle(call), call) })
}

/** Exchanges the JSON of replies that have a status of success. */
export function onSuccess(change: (body: Json) => Json): Replace {
  return onReply((reply) => {
    const isJson = !(reply.body instanceof Uint8Array)
    return reply.status === 200 && isJson ? { ...reply, body: change(reply.body as Json) } : reply
  })
}

/** Exchanges properties, however deep. */
export function mapProperties(value: Json, change: (name: string, value: Json) => Json): Json {
  if (Array.isArray(value)) return value.map((one) => mapProperties(one, change))
  if (!isObject(value)) return value
  return Object.fromEntries(
    Object.entries(value).map(([name, inner]) => [name, change(name, mapProperties(inner, change))]),
  )
}

export function without(object: JsonObject, name: string): JsonObject {
  const { [name]: _, ...rest } = object
  return rest
}

/** As long as a slow store might take; long enough for another request to come between. */
export function hesitate(): Promise<void> {
  return sleep(25)
}

/** The customers that have been made, by their id; the log tells of them. */
export function watchCustomers({ log }: House) {
  const individualIds = new Map<number, number>()
  const watched: House['log'] = {
    ...log,
    begin(customerId, stream) {
      individualIds.set(customerId, stream[0].individualId)
      return log.begin(customerId, stream)
    },
  }
  return { log: watched, individualIds }
}
