/** What is not a call: events, time, and transitions that are taken by themselves. */

import type { JsonObject, Lifecycle, State, Transition } from '../../spec/index.js'
import { now, sleep } from '../clock.js'
import { StateRefused } from '../provider.js'
import { arranged, placeIn, withoutGuard } from './arrange.js'
import { bodyFor } from './bodies.js'
import { actionOf, expectOnlyMoved } from './cells.js'
import { inputProperties, isEqual } from './compare.js'
import { Deviation, NotExercised } from './deviation.js'
import { fieldsThatViolate } from './fitting.js'
import type { Journey, Placed } from './journey.js'
import { isOperation } from './places.js'
import type { Plan } from './plan.js'
import { expectStamps } from './portions.js'
import { inputOf } from './requests.js'
import type { Situation, Walked } from './situation.js'
import type { States } from './statechart.js'

export function eventPlans(situation: Situation, walked: Walked): readonly Plan[] {
  return walked.chart.lifecycles.flatMap((lifecycle) => {
    const events = lifecycle.events.filter((name) => !isOperation(situation)(name))
    return Object.values(lifecycle.states).flatMap((state) => [
      ...events.flatMap((event) =>
        (state.on[event] ?? []).length === 0
          ? [unlisted(walked, lifecycle, state, event)]
          : (state.on[event] ?? []).map((transition) => listed(walked, lifecycle, state, event, transition)),
      ),
      ...Object.entries(state.after).flatMap(([delay, transitions]) => [
        ...transitions.map((transition) => due(situation, walked, lifecycle, state, delay, transition)),
        ...waiting(situation, walked, lifecycle, state, delay, transitions),
        ...heldBack(situation, walked, lifecycle, state, delay, transitions),
      ]),
      ...state.always.map((transition) => byItself(walked, lifecycle, state, transition)),
    ])
  })
}

/** What the state endpoint says no to cannot be tried; that it does is no fault of the API. */
async function sendEvent(journey: Journey, { subject }: Placed, event: string): Promise<void> {
  try {
    await journey.event(subject, event)
  } catch (reason) {
    if (!(reason instanceof StateRefused)) throw reason
    throw new NotExercised(`The event ${event} could not be sent: ${reason.message}.`)
  }
}

async function expectStates(journey: Journey, placed: Placed, expected: States, why: string): Promise<JsonObject> {
  const model = await journey.read(placed.subject)
  const shown = journey.statesOf(placed.subject, model)
  for (const lifecycle of placed.subject.walked.chart.lifecycles) {
    const wanted = expected[lifecycle.id]
    if (wanted !== undefined && lifecycle.property !== undefined)
      journey.expectState({ ...placed, states: shown }, lifecycle, wanted, why)
  }
  return model
}

function listed(walked: Walked, lifecycle: Lifecycle, state: State, event: string, transition: Transition): Plan {
  const to = transition.target ?? state.name
  return {
    operation: walked.reader.id,
    rule: transition.pointer,
    expected: `${event} leads from ${state.name} to ${to}`,
    state: state.name,
    async run(journey) {
      const placed = await placeIn(journey, walked, lifecycle, state, transition.guard)
      const predicted = walked.chart.predict(placed.states, event, placed.before, now())
      await sendEvent(journey, placed, event)
      journey.coverTransition(transition.pointer)
      const expected = predicted.kind === 'allowed' ? predicted.states : { [lifecycle.id]: to }
      const before = await expectStates(journey, placed, expected, `${event} did not lead there.`)
      const states = journey.statesOf(placed.subject, before)
      expectOnlyMoved(journey, placed, { before, states }, { name: event, transition })
      return `${event} led from ${state.name} to ${expected[lifecycle.id]}.`
    },
  }
}

function unlisted(walked: Walked, lifecycle: Lifecycle, state: State, event: string): Plan {
  return {
    operation: walked.reader.id,
    rule: state.pointer,
    expected: `${event} changes nothing while ${lifecycle.id} is ${state.name}`,
    state: state.name,
    async run(journey) {
      const placed = await placeIn(journey, walked, lifecycle, state)
      await journey.event(placed.subject, event).catch((reason: unknown) => {
        // Saying no is the better answer.
        if (!(reason instanceof StateRefused)) throw reason
      })
      await journey.expectUnchanged(placed.subject, placed.before, `The event ${event}`)
      return `${event} changed nothing in ${state.name}.`
    },
  }
}

function due(
  { patience }: Situation,
  walked: Walked,
  lifecycle: Lifecycle,
  state: State,
  delay: string,
  transition: Transition,
): Plan {
  const to = transition.target ?? state.name
  return {
    operation: walked.reader.id,
    rule: transition.pointer,
    expected: `${state.name} lasts until ${delay} is over, then ${lifecycle.id} is ${to}`,
    state: state.name,
    async run(journey) {
      const placed = await placeIn(journey, walked, lifecycle, state, transition.guard)
      const expected = walked.chart.elapse(placed.states, delay, placed.before, now())
      if (expected?.[lifecycle.id] !== to)
        throw new NotExercised(`No data could be arranged for which ${delay} leads to ${to}.`)
      try {
        await sendEvent(journey, placed, delay)
      } catch (reason) {
        const length = lifecycle.delays[delay] ?? Number.POSITIVE_INFINITY
        if (!(reason instanceof NotExercised) || patience < length) throw reason
        await sleep(length + MARGIN)
      }
      journey.coverTransition(transition.pointer)
      const before = await expectStates(journey, placed, expected, `The end of ${delay} did not lead there.`)
      const states = journey.statesOf(placed.subject, before)
      expectOnlyMoved(journey, placed, { before, states }, { name: delay, transition })
      return `${state.name} became ${to} when ${delay} was over.`
    },
  }
}

/** How late what is due may show. */
const MARGIN = 500

/** The same in real time, where the run has the patience. */
function waiting(
  { patience }: Situation,
  walked: Walked,
  lifecycle: Lifecycle,
  state: State,
  delay: string,
  transitions: readonly Transition[],
): readonly Plan[] {
  const length = lifecycle.delays[delay] ?? Number.POSITIVE_INFINITY
  if (length > patience) return []
  return transitions.map((transition) => ({
    operation: walked.reader.id,
    rule: transition.pointer,
    expected: `${state.name} lasts ${length / 1000} s, then ${lifecycle.id} is ${transition.target}`,
    state: state.name,
    slow: true,
    async run(journey) {
      const placed = await placeIn(journey, walked, lifecycle, state, transition.guard)
      const expected = walked.chart.elapse(placed.states, delay, placed.before, now())
      if (expected === undefined || expected[lifecycle.id] !== transition.target)
        throw new NotExercised(`No data could be arranged for which ${delay} leads to ${transition.target}.`)
      await sleep(length / 2)
      if (now() - placed.subject.since < length * 0.9) {
        await expectStates(journey, placed, placed.states, `It was left before ${delay} was over.`)
      }
      await sleep(Math.max(0, placed.subject.since + length + MARGIN - now()))
      journey.coverTransition(transition.pointer)
      // Where it leads may be left by itself soon after.
      const model = await journey.read(placed.subject)
      const shown = journey.statesOf(placed.subject, model)
      journey.expectState(
        { ...placed, states: shown },
        lifecycle,
        expected[lifecycle.id] ?? '',
        `It was not left after ${length / 1000} s.`,
      )
      return `${state.name} became ${transition.target} after ${length / 1000} s, and not before.`
    },
  }))
}

/** A delay none of whose guards holds leads nowhere. */
function heldBack(
  situation: Situation,
  walked: Walked,
  lifecycle: Lifecycle,
  state: State,
  delay: string,
  transitions: readonly Transition[],
): readonly Plan[] {
  const { model } = situation
  const guards = transitions.flatMap(({ guard }) => guard ?? [])
  if (guards.length < transitions.length) return []
  return [
    {
      operation: walked.reader.id,
      rule: transitions[0]?.pointer ?? state.pointer,
      expected: `${state.name} stays where ${guards.join(' and ')} does not hold, ${delay} or not`,
      state: state.name,
      async run(journey) {
        const states = { [lifecycle.id]: state.name }
        const probe = await journey.placeAndRead(walked, { states })
        const holding = guards.filter((guard) => walked.chart.lacks(guard, probe.before, now()).length === 0)
        const fields = holding.map((guard) =>
          fieldsThatViolate(model.document, `/components/schemas/${guard}`, probe.before, walked.resource.schema),
        )
        const placed =
          fields.length === 0
            ? probe
            : await journey.placeAndRead(walked, { states, fields: Object.assign({}, ...fields) })
        if (walked.chart.elapse(placed.states, delay, placed.before, now()) !== undefined)
          throw new NotExercised(`No data could be arranged for which ${guards.join(' and ')} does not hold.`)
        await journey.event(placed.subject, delay).catch((reason: unknown) => {
          if (!(reason instanceof StateRefused)) throw reason
        })
        await expectStates(journey, placed, placed.states, `It was left although the guard does not hold.`)
        return `${state.name} stayed.`
      },
    },
  ]
}

/** Taken as soon as the guard holds: when data come that make it hold, or at once where they are there already. */
function byItself(walked: Walked, lifecycle: Lifecycle, state: State, transition: Transition): Plan {
  const { guard, target } = transition
  return {
    operation: walked.reader.id,
    rule: transition.pointer,
    expected: `${lifecycle.id} goes from ${state.name} to ${target} as soon as ${guard ?? 'it is there'}`,
    state: state.name,
    leaves: true,
    async run(journey) {
      const states = { [lifecycle.id]: state.name }
      if (guard === undefined) throw new NotExercised(`${state.name} is left as soon as it is entered.`)
      const placed = await withoutGuard(journey, walked, states, guard)
      if (placed !== undefined && (await fulfil(journey, placed, lifecycle, transition)))
        return `Data that make ${guard} hold led from ${state.name} to ${target}.`
      // What the guard asks for is not to be written by a client: the data are there from the start.
      const want = await arranged(journey, walked, states, guard)
      const subject = await journey.place(walked, { ...want, satisfies: 'none' })
      const model = await journey.read(subject)
      const shown = journey.statesOf(subject, model)
      if (walked.chart.lacks(guard, model, now()).length > 0)
        throw new NotExercised(`No data could be arranged for which ${guard} holds.`)
      journey.coverTransition(transition.pointer)
      if (shown[lifecycle.id] === state.name)
        throw new Deviation(`${guard} holds, and ${state.name} has not been left.`, `${lifecycle.id} is ${state.name}`)
      return `${state.name} is left at once where ${guard} holds.`
    },
  }
}

/** Writes what the guard lacks; false: no operation takes it. */
async function fulfil(
  journey: Journey,
  placed: Placed,
  lifecycle: Lifecycle,
  { guard = '', target = '', pointer }: Transition,
): Promise<boolean> {
  const { subject, before, states } = placed
  const { walked } = subject
  const { document } = journey.situation.model
  const lacking = walked.chart.lacks(guard, before, now()).map(({ path }) => path.split('.')[0] ?? '')
  if (lacking.length === 0) return false
  for (const operation of walked.governed) {
    const input = inputOf(operation)
    const names = Object.keys(inputProperties(document, input))
    const transitions = walked.chart.lifecycles.flatMap(
      ({ id, states: all }) => all[states[id] ?? '']?.on[operation.id] ?? [],
    )
    const [taken] = transitions
    if (input === undefined || taken === undefined || taken.target !== undefined) continue
    if (actionOf(taken, operation) !== 'merge' || !lacking.every((name) => names.includes(name))) continue
    const sent = await bodyFor(journey, subject, input, before, lacking)
    await sleep(30)
    const reply = await journey.on(subject, operation, { body: sent })
    journey.expectSuccess(reply)
    journey.coverTransition(pointer)
    const expected = { ...states, [lifecycle.id]: target }
    const model = await journey.read(subject)
    const shown = journey.statesOf(subject, model)
    const final = walked.chart.follow(expected, model, now())
    if (!isEqual(shown, final))
      journey.expectState(
        { ...placed, states: shown },
        lifecycle,
        final[lifecycle.id] ?? '',
        `${operation.id} did not lead there.`,
      )
    expectStamps(document, walked, lifecycle.id, before, model)
    return true
  }
  return false
}
