/** XState judges our evaluator of statecharts: the same chart, the same events, the same clock give the same states. */

import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { assign, createActor, createMachine, SimulatedClock } from 'xstate'
import { createApi } from '../mock/api.js'
import type { Subject } from '../mock/exchange.js'
import { enter, fire, type Machine, objection, settle } from '../mock/lifecycle/index.js'
import { createPeople } from '../mock/people/index.js'
import { type ApiModel, compile, type JsonObject, type Lifecycle } from '../spec/index.js'
import { loadApi } from '../spec/load.js'

/** What happens to a subject: time passes, or an event comes with the data that it leaves behind. */
type Step =
  | { readonly kind: 'wait'; readonly milliseconds: number }
  | { readonly kind: 'event'; readonly event: string; readonly data: JsonObject }

type Holds = (guard: string, data: JsonObject, now: number) => boolean

const START = 1000

/** A write that no lifecycle names: always allowed, and followed by what it makes true. */
const UNGOVERNED = 'write'

/** Our evaluator, stepped as a mock steps it: settled before each event, each write another version. */
function play(machine: Machine, data: JsonObject, steps: readonly Step[]): readonly string[] {
  let now = START
  let subject: Subject = enter(machine, newSubject(data), now)
  const told = [tell(subject.states)]
  for (const step of steps) {
    if (step.kind === 'wait') now += step.milliseconds
    subject = settle(machine, subject, now)
    if (step.kind === 'event') {
      const refused = objection(machine, subject, step.event, step.data, now) !== undefined
      const written = { ...subject, data: step.data, modified: now, version: subject.version + 1 }
      if (!refused) subject = fire(machine, written, step.event, now)
      told.push(`${step.event} ${refused ? 'refused' : 'taken'}: ${tell(subject.states)}`)
    } else told.push(`${now}: ${tell(subject.states)}`)
  }
  return told
}

/** The same by XState: one actor a lifecycle; an event is for all that name it, or for none. */
function playInXState(charts: readonly Chart[], holds: Holds, data: JsonObject, steps: readonly Step[]) {
  const clock = new SimulatedClock()
  clock.set(START)
  const lifecycles = charts.map((chart) => {
    const actor = createActor(machineOf(chart, holds, clock), { clock, input: data })
    actor.start()
    return { chart, actor }
  })
  const states = () => tell(Object.fromEntries(lifecycles.map(({ chart, actor }) => [chart.id, stateOf(actor)])))
  const told = [states()]
  for (const step of steps) {
    wait(clock, step.kind === 'wait' ? step.milliseconds : 0)
    if (step.kind === 'event') {
      const event = { type: step.event, data: step.data }
      const minds = lifecycles.filter(({ chart }) => chart.events.includes(step.event))
      const refused = minds.some(({ actor }) => !actor.getSnapshot().can(event))
      if (!refused) {
        for (const one of lifecycles)
          one.actor.send(minds.includes(one) ? event : { type: UNGOVERNED, data: step.data })
      }
      told.push(`${step.event} ${refused ? 'refused' : 'taken'}: ${states()}`)
    } else told.push(`${clock.now()}: ${states()}`)
  }
  return told
}

/** One millisecond at a time, for a timer that starts late runs late; each as often as delays of nothing may follow. */
function wait(clock: SimulatedClock, milliseconds: number): void {
  for (let tick = 0; tick <= milliseconds; tick++) {
    if (tick > 0) clock.increment(1)
    for (const _ of STATES) clock.set(clock.now())
  }
}

type Chart = {
  readonly id: string
  readonly events: readonly string[]
  readonly config: JsonObject
  readonly delays: Lifecycle['delays']
}

/** The document's own words, pasted into XState; only the data's way into the context is ours. */
function machineOf({ id, config, delays }: Chart, holds: Holds, clock: SimulatedClock) {
  type Told = { context: JsonObject; event: { data?: JsonObject } }
  const keep = assign((({ context, event }: Told) => event.data ?? context) as never)
  const guards = new Proxy(
    {},
    {
      get:
        (_, guard: string) =>
        ({ context, event }: Told) =>
          holds(guard, event.data ?? context, clock.now()),
      has: () => true,
    },
  )
  const { states, initial } = config
  return createMachine(
    {
      id,
      initial,
      states: mapStates(states as JsonObject),
      context: ({ input }: { input: JsonObject }) => input,
      on: { [UNGOVERNED]: { actions: 'keep' } },
    } as never,
    {
      guards,
      delays,
      actions: { keep, merge: keep, replace: keep, delete: keep },
    } as never,
  )
}

/** Events that move without an action carry their data all the same. */
function mapStates(states: JsonObject): JsonObject {
  return Object.fromEntries(
    Object.entries(states).map(([name, state]) => {
      const { on = {}, ...rest } = (state ?? {}) as JsonObject
      const kept = Object.entries((on ?? {}) as JsonObject).map(([event, value]) => [
        event,
        [value].flat().map(withKeep),
      ])
      return [name, { ...rest, on: Object.fromEntries(kept) }]
    }),
  )
}

function withKeep(transition: unknown): JsonObject {
  if (typeof transition === 'string') return { target: transition, actions: 'keep' }
  const one = transition as JsonObject
  return one.target === undefined ? one : { ...one, actions: 'keep' }
}

function stateOf(actor: { getSnapshot(): unknown }): string {
  return String((actor.getSnapshot() as { value: unknown }).value)
}

function tell(states: Subject['states']): string {
  return Object.entries(states)
    .map(([id, state]) => `${id} ${state}`)
    .join(', ')
}

function newSubject(data: JsonObject): Subject {
  const moments = { created: START, modified: START, version: 0, history: [] }
  return { resource: 'Thing', key: 1, data, states: {}, since: {}, ...moments }
}

/** States A to D, guards over two small numbers, delays of a few milliseconds. */
const GUARDS: { readonly [name: string]: { readonly field: 'm' | 'n'; readonly minimum: number } } = {
  FewN: { field: 'n', minimum: 1 },
  ManyN: { field: 'n', minimum: 3 },
  FewM: { field: 'm', minimum: 1 },
  ManyM: { field: 'm', minimum: 3 },
}
const STATES = ['A', 'B', 'C', 'D']
const EVENTS = ['GO', 'TURN', 'BACK']
const DELAYS = { none: 0, short: 2, long: 5 }

const holdsByHand: Holds = (guard, data) => {
  const { field = 'n', minimum = 0 } = GUARDS[guard] ?? {}
  return Number(data[field]) >= minimum
}

const guard = fc.option(fc.constantFrom(...Object.keys(GUARDS)), { nil: undefined })
const target = fc.constantFrom(...STATES)

function transition(targets: fc.Arbitrary<string | undefined>): fc.Arbitrary<JsonObject> {
  return fc.record({ target: targets, guard, acts: fc.boolean() }).map(({ target, guard, acts }) => ({
    ...(target !== undefined && { target }),
    ...(guard !== undefined && { guard }),
    ...(target === undefined && acts && { actions: 'merge' }),
  }))
}

const mayStay = fc.option(target, { nil: undefined })
const several = (one: fc.Arbitrary<JsonObject>) => fc.array(one, { minLength: 1, maxLength: 3 })

/** What takes no time leads onwards only: in a circle it would never come to rest, here or in XState. */
function onwards(index: number): fc.Arbitrary<readonly JsonObject[] | undefined> {
  const later = STATES.slice(index + 1)
  return later.length === 0
    ? fc.constant(undefined)
    : fc.option(several(transition(fc.constantFrom(...later))), { nil: undefined })
}

function state(index: number): fc.Arbitrary<JsonObject> {
  return fc
    .record({
      on: fc.dictionary(fc.constantFrom(...EVENTS), several(transition(mayStay))),
      after: fc.dictionary(fc.constantFrom('short', 'long'), several(transition(target))),
      none: onwards(index),
      always: onwards(index),
    })
    .map(({ on, after, none, always }) => ({
      on,
      after: { ...after, ...(none !== undefined && { none }) },
      ...(always !== undefined && { always }),
    }))
}

function chart(id: string): fc.Arbitrary<JsonObject> {
  return fc.tuple(target, ...STATES.map((_, index) => state(index))).map(([initial, ...states]) => ({
    id,
    initial,
    delays: Object.fromEntries(Object.entries(DELAYS).map(([name, ms]) => [name, `PT${ms / 1000}S`])),
    states: Object.fromEntries(STATES.map((name, index) => [name, states[index] as JsonObject])),
  }))
}

const numbers = fc.record({ m: fc.integer({ min: 0, max: 4 }), n: fc.integer({ min: 0, max: 4 }) })

function stepsOf(
  events: readonly string[],
  data: fc.Arbitrary<JsonObject>,
  longest: number,
): fc.Arbitrary<readonly Step[]> {
  return fc.array(
    fc.oneof(
      fc.record({ kind: fc.constant('wait' as const), milliseconds: fc.integer({ min: 0, max: longest }) }),
      fc.record({ kind: fc.constant('event' as const), event: fc.constantFrom(...events, UNGOVERNED), data }),
    ),
    { maxLength: 12 },
  )
}

function modelOf(charts: readonly JsonObject[]): ApiModel {
  const guards = Object.entries(GUARDS).map(([name, { field, minimum }]) => [
    name,
    { type: 'object', required: [field], properties: { [field]: { type: 'integer', minimum } } },
  ])
  const thing = { type: 'object', properties: { id: { type: 'integer' } }, 'x-lifecycle': charts }
  const schemas = { Thing: thing, ...Object.fromEntries(guards) }
  const info = { title: 'Things', version: '1' }
  return compile({ openapi: '3.1.0', info, paths: {}, components: { schemas } } as JsonObject, 'things.yaml')
}

/** The guards are the same in every random document: their schemas are compiled once. */
const guardian = createApi(modelOf([])).machine('Thing')

function machineOfDocument(configs: readonly JsonObject[]): {
  readonly machine: Machine
  readonly charts: readonly Chart[]
} {
  const { lifecycles } = modelOf(configs)
  const charts = configs.map((config) => chartOf(lifecycles, config))
  return { machine: { ...guardian, lifecycles: Object.values(lifecycles) }, charts }
}

function chartOf(lifecycles: { readonly [id: string]: Lifecycle }, config: JsonObject): Chart {
  const id = String(config.id)
  const { events = [], delays = {} } = lifecycles[id] ?? {}
  return { id, config, events, delays }
}

describe('random statecharts', () => {
  it('one lifecycle goes as XState goes', () => {
    fc.assert(
      fc.property(chart('one'), numbers, stepsOf(EVENTS, numbers, 6), (config, data, steps) => {
        const { machine, charts } = machineOfDocument([config])
        expect(play(machine, data, steps)).toEqual(playInXState(charts, holdsByHand, data, steps))
      }),
      { numRuns: 400 },
    )
  })

  it('two lifecycles of one resource go as two machines that must both agree', () => {
    fc.assert(
      fc.property(chart('one'), chart('two'), numbers, stepsOf(EVENTS, numbers, 6), (one, two, data, steps) => {
        const { machine, charts } = machineOfDocument([one, two])
        expect(play(machine, data, steps)).toEqual(playInXState(charts, holdsByHand, data, steps))
      }),
      { numRuns: 200 },
    )
  })
})

describe.each([
  ['spec/kyc/openapi.yaml', 'Individual'],
  ['spec/parcels/openapi.yaml', 'Parcel'],
])('%s', (file, resource) => {
  it('goes as XState goes', async () => {
    const loaded = await loadApi(file)
    if (loaded.kind === 'faulty') throw new Error(loaded.faults.map(({ message }) => message).join('\n'))
    const { model } = loaded
    // Delays of milliseconds: XState is stepped through each of them.
    const lifecycles = model.resources[resource]?.lifecycles ?? []
    const delays = Object.fromEntries(
      lifecycles
        .flatMap((id) => Object.keys(model.lifecycles[id]?.delays ?? {}))
        .map((name, index) => [name, 3 + 2 * index]),
    )
    const machine = createApi(model, { delays }).machine(resource)
    const bare = { ...machine, present: (subject: Subject) => subject }
    const schemas = model.document.components as { readonly schemas: { readonly [name: string]: JsonObject } }
    const configs = [schemas.schemas[resource]?.['x-lifecycle'] ?? []].flat() as readonly JsonObject[]
    const charts = configs.map((config) => ({ ...chartOf(model.lifecycles, config), delays }))
    const holds: Holds = (guard, data, now) => machine.unmet(guard, data, now).length === 0
    const people = createPeople(model, { seed: 1 })
    const personas = model.personas.filter((one) => one.resource === resource)
    const data = fc.constantFrom(
      ...personas.map(({ key, ...wishes }) => people.invent(resource, key, { ...wishes, origin: START })),
    )
    const events = [...new Set(charts.flatMap((one) => one.events))]

    fc.assert(
      fc.property(data, stepsOf(events, data, 8), (first, steps) => {
        expect(play(bare, first, steps)).toEqual(playInXState(charts, holds, first, steps))
      }),
      { numRuns: 150 },
    )
  })
})
