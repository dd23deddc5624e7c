/** One way through the provider: calls and states in order, each a step that the report can show. */

import { getPath, isObject, type JsonObject, type Lifecycle, type Operation } from '../../spec/index.js'
import { now } from '../clock.js'
import { describeReply, type Exchange, isSuccess, type Sending } from '../exchange.js'
import type { Provider } from '../provider.js'
import { changes, differences, isEqual } from './compare.js'
import { Deviation } from './deviation.js'
import { createRandom, type Random } from './random.js'
import { faultOf, fieldsOf, namesField, type Refusal } from './refusals.js'
import { type Call, inputOf, requestOf } from './requests.js'
import type { Situation, Walked } from './situation.js'
import type { States } from './statechart.js'

export type Want = {
  readonly states?: States
  /** The name of a schema; `none`: as little as can be. Undefined: what leads to the state. */
  readonly satisfies?: string
  /** Properties of the model. */
  readonly fields?: JsonObject
  /** The key that it shall have, where the state endpoint takes one. */
  readonly key?: string | number
  /** One that belongs to somebody else than all others. */
  readonly stranger?: boolean
}

/** Where subjects come from. */
export type Places = {
  /** Whether any state can be asked for. */
  readonly free: boolean
  place(journey: Journey, walked: Walked, want: Want): Promise<Subject>
  event(journey: Journey, subject: Subject, event: string): Promise<void>
  keysFor(journey: Journey, subject: Subject): Promise<Keys>
}

/** Keys that may be referred to, by the resource's name. */
export type Keys = { readonly [resource: string]: readonly (string | number)[] }

/** One that a journey is about. */
export type Subject = {
  readonly walked: Walked
  readonly id: string | number
  readonly token: string
  /** When it was put there, ms since the epoch. */
  readonly since: number
}

/** Makes of a request one that no call describes. */
export type Tamper = (sending: Sending) => Sending

export type Placed = { readonly subject: Subject; readonly before: JsonObject; readonly states: States }

export type Coverage = { readonly transitions: Set<string>; readonly forbidden: Set<string> }

export type Journey = {
  readonly situation: Situation
  readonly provider: Provider
  readonly steps: string[]
  readonly random: Random
  /** One in the state and with the data that are wanted. */
  place(walked: Walked, want?: Want): Promise<Subject>
  /** Sends an event (or a delay's name) through the state endpoint. */
  event(subject: Subject, event: string): Promise<void>
  call(operation: Operation, call: Call, tamper?: Tamper): Promise<Exchange>
  /** A call on the subject, with its token unless said otherwise. */
  on(subject: Subject, operation: Operation, call?: Call, tamper?: Tamper): Promise<Exchange>
  /** The same, and the model as it is then; the states must be those that were asked for. */
  placeAndRead(walked: Walked, want?: Want): Promise<Placed>
  /** The model as it is now. */
  read(subject: Subject): Promise<JsonObject>
  /** The states that a model shows. */
  statesOf(subject: Subject, model: JsonObject): States
  expectSuccess(exchange: Exchange): void
  expectState(placed: Placed, lifecycle: Lifecycle, state: string, why: string): void
  expectRefusal(exchange: Exchange, refusal: Refusal, fields?: readonly string[]): void
  /** That the model is as it was; the one difference allowed is what time does. */
  expectUnchanged(subject: Subject, before: JsonObject, after: string): Promise<void>
  /** That a write did what it should, and nothing else. */
  expectWritten(subject: Subject, write: Written): Promise<JsonObject>
  coverTransition(key: string): void
  coverForbidden(key: string): void
  /** Keys of further resources (files) of the subject's own, made on the way. */
  keysFor(subject: Subject): Promise<Keys>
  now(): number
  /** The same, with steps of its own. */
  branch(steps: string[]): Journey
}

export type Written = {
  readonly operation: Operation
  readonly before: JsonObject
  readonly sent: JsonObject
  readonly action: 'merge' | 'replace' | 'create' | 'read'
  /** The states that it should be in afterwards; undefined: as before. */
  readonly states?: States
  readonly reply: Exchange
}

export function createJourney(
  situation: Situation,
  provider: Provider,
  places: Places,
  coverage: Coverage,
  word: string,
  steps: string[] = [],
): Journey {
  const { model, seed } = situation
  const random = createRandom(seed, word)

  const journey: Journey = {
    situation,
    provider,
    steps,
    random,
    now,
    branch: (own) => createJourney(situation, provider, places, coverage, word, own),
    place: (walked, want = {}) => places.place(journey, walked, want),
    async placeAndRead(walked, want = {}) {
      const subject = await journey.place(walked, want)
      const before = await journey.read(subject)
      const states = journey.statesOf(subject, before)
      for (const [id, state] of Object.entries(want.states ?? {})) {
        if (states[id] === state) continue
        const property = walked.chart.lifecycles.find((one) => one.id === id)?.property ?? id
        const why = 'The state endpoint did not put it into the state that was asked for.'
        throw new Deviation(why, `${property} is ${states[id]}`, `${property} is ${state}`)
      }
      return { subject, before, states }
    },
    event: (subject, event) => places.event(journey, subject, event),
    keysFor: (subject) => places.keysFor(journey, subject),
    coverTransition: (key) => coverage.transitions.add(key),
    coverForbidden: (key) => coverage.forbidden.add(key),

    call: (operation, call, tamper = (sending) => sending) =>
      provider.send(tamper(requestOf(model, operation, call)), operation, steps),

    on: (subject, operation, call = {}, tamper) =>
      journey.call(operation, { key: subject.id, token: subject.token, ...call }, tamper),

    async read(subject) {
      const exchange = await journey.on(subject, subject.walked.reader, jsonAccept(subject.walked.reader))
      if (!isSuccess(exchange))
        throw new Deviation('It cannot be read back.', describeReply(exchange), 'a reply of 2xx')
      if (!isObject(exchange.body))
        throw new Deviation('What is read back is no JSON object.', describeReply(exchange), 'a JSON object')
      return exchange.body
    },

    statesOf({ walked }, data) {
      return Object.fromEntries(
        walked.chart.lifecycles.map(({ id, initial, property }) => {
          const shown = property === undefined ? initial : getPath(data, property)
          return [id, String(shown)]
        }),
      )
    },

    expectSuccess(exchange) {
      if (!isSuccess(exchange)) throw new Deviation('It was refused.', describeReply(exchange))
    },

    expectState({ states }, { id, property }, state, why) {
      if (states[id] === state) return
      const name = property ?? id
      throw new Deviation(why, `${name} is ${states[id]}`, `${name} is ${state}`)
    },

    expectRefusal(exchange, refusal, fields = []) {
      const fault = faultOf(exchange, refusal)
      if (fault !== undefined) {
        const why = isSuccess(exchange) ? 'It was accepted.' : 'It was refused, but not as the document says.'
        throw new Deviation(why, fault, refusal.words)
      }
      const unnamed = fields.filter((field) => !namesField(model, exchange, field))
      if (unnamed.length > 0) {
        const named = fieldsOf(model, exchange)
        const got = named.length > 0 ? `names ${named.join(', ')}` : describeReply(exchange)
        throw new Deviation(`The refusal does not name ${unnamed.join(', ')}.`, got, `names ${fields.join(', ')}`)
      }
    },

    async expectUnchanged(subject, before, after) {
      const model = await journey.read(subject)
      if (isEqual(before, model) || isTimesWork(journey, subject, before, model)) return
      const found = changes(before, model)
      const again = await journey.read(subject)
      if (!isEqual(model, again) && isEqual(journey.statesOf(subject, model), journey.statesOf(subject, again)))
        throw new Deviation('Reading it changes it.', changes(model, again).slice(0, 5).join('; '), 'the same twice')
      throw new Deviation(`${after} has changed it.`, found.slice(0, 5).join('; '), 'read back unchanged')
    },

    async expectWritten(subject, { operation, before, sent, action, states, reply }) {
      const { walked } = subject
      const old = journey.statesOf(subject, before)
      const next = states ?? old
      const moved = Object.keys(next).filter((id) => next[id] !== old[id])
      const input = inputOf(operation)
      const write = { before, sent, action, moved, states: walked.shown, ...(input !== undefined && { input }) }
      const stored = await journey.read(subject)
      for (const [where, data] of [
        ['The reply', reply.body],
        ['What is read back', stored],
      ] as const) {
        if (!isObject(data) || !showsModel(situation, walked, operation, where)) continue
        const found = differences(model, walked.resource.schema, write, data)
        if (found.length > 0) throw new Deviation(`${where} is not what it should be.`, found.slice(0, 5).join('; '))
        const shown = journey.statesOf(subject, data)
        for (const { id, property } of walked.chart.lifecycles) {
          if (property === undefined || shown[id] === next[id]) continue
          throw new Deviation(
            `${where} shows another state.`,
            `${property} is ${shown[id]}`,
            `${property} is ${next[id]}`,
          )
        }
      }
      if (isObject(reply.body) && showsModel(situation, walked, operation, 'The reply')) {
        const kept = { before: reply.body, sent: {}, action: 'read', moved: [], states: [] } as const
        const found = differences(model, walked.resource.schema, kept, stored)
        if (found.length > 0)
          throw new Deviation('What is read back is not what the reply told.', found.slice(0, 5).join('; '))
      }
      return stored
    },
  }
  return journey
}

/** Whether all that has changed is what has fallen due since the subject was put there. */
function isTimesWork(journey: Journey, subject: Subject, before: JsonObject, after: JsonObject): boolean {
  const { walked, since } = subject
  const [old, now] = [journey.statesOf(subject, before), journey.statesOf(subject, after)]
  const moved = walked.chart.lifecycles.filter(({ id }) => old[id] !== now[id])
  const isDue = moved.every(({ id, states, delays }) => {
    const state = states[old[id] ?? '']
    return Object.entries(state?.after ?? {}).some(([delay, transitions]) => {
      const isOver = journey.now() - since >= (delays[delay] ?? Number.POSITIVE_INFINITY)
      return isOver && transitions.some(({ target }) => target === now[id])
    })
  })
  if (moved.length === 0 || !isDue) return false
  const ids = moved.map(({ id }) => id)
  const nothing = { before, sent: {}, action: 'read', moved: ids, states: walked.shown } as const
  return differences(journey.situation.model, walked.resource.schema, nothing, after).length === 0
}

/** Whether an operation's reply is the whole model. */
function showsModel({ model }: Situation, walked: Walked, operation: Operation, where: string): boolean {
  if (where !== 'The reply') return true
  if (operation.subject?.resource !== walked.resource.name || operation.subject.at !== undefined) return false
  const { document } = model
  return operation.responses.some(({ status, content }) => {
    if (!status.startsWith('2')) return false
    return Object.values(content).some(({ schema }) => {
      if (schema === undefined) return false
      const text = JSON.stringify(resolve(document, schema))
      return schema === walked.resource.schema || text.includes(`"#${walked.resource.schema}"`)
    })
  })
}

function resolve(document: JsonObject, pointer: string): unknown {
  let value: unknown = document
  for (const token of pointer.split('/').slice(1)) {
    value = (value as JsonObject | undefined)?.[token.replaceAll('~1', '/').replaceAll('~0', '~')]
  }
  return value ?? null
}

/** Where a model comes in several media types, the JSON one. */
export function jsonAccept({ responses }: Operation): { readonly accept?: string } {
  const types = responses.filter(({ status }) => status.startsWith('2')).flatMap(({ content }) => Object.keys(content))
  const json = types.find((type) => /[/+]json\b/.test(type))
  return types.length > 1 && json !== undefined ? { accept: json } : {}
}
