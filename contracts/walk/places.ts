/** Where subjects come from: the state endpoint, the API's own creation, or the one customer that was named. */

import { type JsonObject, keywordsOf, type Operation, propertiesOf } from '../../spec/index.js'
import { describeReply, isSuccess } from '../exchange.js'
import { type Provider, StateRefused, valuesOf } from '../provider.js'
import { isReference } from './compare.js'
import { Deviation, NotExercised } from './deviation.js'
import type { Journey, Keys, Places, Subject } from './journey.js'
import { keyIn } from './made.js'
import { makeOne } from './owned.js'
import { type Edge, edgesOf, guardsOnTheWay, shortestPath } from './paths.js'
import { inputOf, needsTokens } from './requests.js'
import type { Situation, Walked } from './situation.js'
import { wishesFor } from './wishes.js'

/** Pact's state-change protocol. */
export function createStatePlaces(situation: Situation, provider: Provider): Places {
  const needsToken = needsTokens(situation.model)
  return {
    free: true,
    keysFor: keysOf(situation),

    async place(journey, walked, want) {
      const { resource, chart } = walked
      const params: { [name: string]: JsonObject[string] } = {}
      const guards = new Set<string>()
      for (const [id, state] of Object.entries(want.states ?? {})) {
        const lifecycle = chart.lifecycles.find((one) => one.id === id)
        if (lifecycle === undefined) continue
        params[lifecycle.property?.split('.').at(-1) ?? id] = state
        const path = shortestPath(lifecycle, edgesOf(lifecycle, isOperation(situation)), state) ?? []
        for (const guard of guardsOnTheWay(path)) guards.add(guard)
      }
      const [guard] = guards
      const satisfies = want.satisfies ?? (guards.size > 1 ? [...guards] : guard)
      if (satisfies !== undefined) params['satisfies'] = satisfies
      if (want.key !== undefined) params['id'] = want.key
      const state = `${resource.name.toLowerCase()} exists`
      const returned = setState(state, { ...params, ...want.fields }, journey)
      const values = await (want.key === undefined ? returned : returned.catch(noChosenKey))
      return { walked, ...valuesOf(values, state, needsToken), since: journey.now() }
    },

    async event(journey, { walked, id }, event) {
      await setState(`${walked.resource.name.toLowerCase()} receives event`, { id, event }, journey)
    },
  }

  function setState(state: string, params: JsonObject, { steps }: Journey): Promise<JsonObject> {
    return provider.setState(state, params, steps)
  }
}

/** Whoever asks for somebody in particular asks for more than the catalogue promises. */
function noChosenKey(reason: unknown): never {
  if (reason instanceof StateRefused)
    throw new NotExercised(`It needs somebody with a key that is known beforehand, but ${reason.message}.`)
  throw reason
}

export type Known = { readonly id?: string | number; readonly token: string }

/** Without a state endpoint: what the API itself creates, or the one that is there, as it is. */
export function createKnownPlaces(situation: Situation, known: Known): Places {
  return {
    free: false,
    keysFor: keysOf(situation),

    async place(journey, walked, want) {
      if (want.stranger === true)
        throw new NotExercised('Another caller is needed; without a state endpoint (--states) there is none.')
      for (const [id, state] of Object.entries(want.states ?? {}))
        if (walked.creator !== undefined) wayTo(walked, id, state)
      const subject =
        walked.creator === undefined ? named(walked, journey) : await create(journey, walked, walked.creator)
      for (const [id, state] of Object.entries(want.states ?? {})) await lead(journey, subject, id, state)
      const model = await journey.read(subject)
      const shown = journey.statesOf(subject, model)
      for (const [id, state] of Object.entries(want.states ?? {})) {
        if (shown[id] === state) continue
        throw new NotExercised(
          `It needs the state ${state}; ${walked.resource.name} ${subject.id} is ${shown[id]}, and there is no state endpoint (--states).`,
        )
      }
      const guard = want.satisfies
      if (guard !== undefined && guard !== 'none' && walked.chart.lacks(guard, model, journey.now()).length > 0)
        throw new NotExercised(`${walked.resource.name} ${subject.id} does not satisfy ${guard}.`)
      if (want.fields !== undefined)
        throw new NotExercised('It needs data that only a state endpoint (--states) can arrange.')
      return subject
    },

    event() {
      throw new NotExercised('Events are sent through the state endpoint (--states), and there is none.')
    },
  }

  function named(walked: Walked, journey: Journey): Subject {
    if (known.id === undefined)
      throw new NotExercised(
        `No ${walked.resource.name} is known; name one with --customer, or the state endpoint with --states.`,
      )
    return { walked, id: known.id, token: known.token, since: journey.now() }
  }

  async function create(journey: Journey, walked: Walked, operation: Operation): Promise<Subject> {
    const input = inputOf(operation)
    const wishes = wishesFor(journey, { walked, token: known.token })
    const body = input === undefined ? {} : situation.inputs.body(input, wishes)
    const exchange = await journey.call(operation, { token: known.token, body })
    if (!isSuccess(exchange))
      throw new Deviation('Nothing could be created.', describeReply(exchange), 'a reply of 2xx')
    return { walked, id: keyIn(exchange.body, walked.resource.key, exchange), token: known.token, since: journey.now() }
  }

  /** Goes there by operations, where operations lead there. */
  async function lead(journey: Journey, subject: Subject, lifecycleId: string, state: string): Promise<void> {
    if (subject.walked.creator === undefined) return
    for (const { name } of wayTo(subject.walked, lifecycleId, state)) {
      const operation = situation.operation(name)
      const input = inputOf(operation)
      const wishes = wishesFor(journey, subject)
      await journey.on(subject, operation, input === undefined ? {} : { body: situation.inputs.body(input, wishes) })
    }
  }

  function wayTo(walked: Walked, lifecycleId: string, state: string): readonly Edge[] {
    const lifecycle = walked.chart.lifecycles.find(({ id }) => id === lifecycleId)
    if (lifecycle === undefined) return []
    const edges = edgesOf(lifecycle, isOperation(situation)).filter(({ kind }) => kind === 'operation')
    const path = shortestPath(lifecycle, edges, state)
    if (path !== undefined) return path
    throw new NotExercised(
      `It needs the state ${state}, to which no call leads; there is no state endpoint (--states).`,
    )
  }
}

export function isOperation({ model }: Situation): (name: string) => boolean {
  const ids = new Set(model.operations.map(({ id }) => id))
  return (name) => ids.has(name)
}

/** The resources that bodies of the walked one refer to, and that a caller can create: some of each, once. */
function keysOf(situation: Situation): Places['keysFor'] {
  const made = new Map<string, Promise<Keys>>()
  const named = new Map<Walked, readonly string[]>()
  return (journey, subject) => {
    const { walked, id } = subject
    const resources = named.get(walked) ?? referredTo(situation, walked)
    named.set(walked, resources)
    const name = `${walked.resource.name} ${id}`
    const known = made.get(name) ?? makeKeys(journey, subject, resources)
    made.set(name, known)
    return known
  }
}

async function makeKeys(journey: Journey, subject: Subject, resources: readonly string[]): Promise<Keys> {
  const keys: { [resource: string]: readonly (string | number)[] } = {}
  for (const resource of resources) {
    const some: (string | number)[] = []
    for (let index = 0; index < 3; index++) {
      const made = await makeOne(journey, subject, resource, index)
      if (made !== undefined) some.push(made.key)
    }
    if (some.length > 0) keys[resource] = some
  }
  return keys
}

/** Resources (no directories) that the bodies of governed operations refer to. */
function referredTo({ model }: Situation, { governed }: Walked): readonly string[] {
  const found = new Set<string>()
  for (const operation of governed) {
    const input = inputOf(operation)
    if (input === undefined) continue
    for (const { schema } of propertiesOf(model.document, input)) {
      const reference = keywordsOf(model.document, schema)['x-reference']
      if (isReference(reference) && model.directories[reference.to] === undefined) found.add(reference.to)
    }
  }
  return [...found]
}
