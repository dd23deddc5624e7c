/** Every operation in every state: allowed or refused, and after a refusal nothing has changed. */

import type { Action, Lifecycle, Operation, State, Transition } from '../../spec/index.js'
import { placeIn } from './arrange.js'
import { bodyFor, callFor, pick } from './bodies.js'
import { differences, memberOf } from './compare.js'
import { Deviation, NotExercised } from './deviation.js'
import { fieldsThatSatisfy } from './fitting.js'
import { type Journey, jsonAccept, type Placed, type Subject } from './journey.js'
import { merge, replace } from './merge.js'
import { pairKey } from './names.js'
import { type Edge, edgesOf, guardsOnTheWay, shortestPath } from './paths.js'
import { isOperation } from './places.js'
import type { Plan } from './plan.js'
import { refusalBy } from './refusals.js'
import { inputOf } from './requests.js'
import type { Situation, Walked } from './situation.js'
import { isForbidden } from './statechart.js'

export function cellPlans(situation: Situation, walked: Walked): readonly Plan[] {
  const { chart, governed } = walked
  return chart.lifecycles.flatMap((lifecycle) =>
    Object.values(lifecycle.states).flatMap((state) =>
      governed
        .filter(({ id }) => lifecycle.events.includes(id))
        .flatMap((operation) => {
          const listed = (state.on[operation.id] ?? []).filter((one) => !isForbidden(one))
          if (listed.length === 0) return [forbidden(situation, walked, lifecycle, state, operation)]
          return listed.map((transition) => allowed(walked, lifecycle, state, operation, transition))
        }),
    ),
  )
}

function forbidden(
  { model }: Situation,
  walked: Walked,
  lifecycle: Lifecycle,
  state: State,
  operation: Operation,
): Plan {
  const refusal = refusalBy(model, operation, state.refusal, 'illegal-transition')
  return {
    operation: operation.id,
    rule: state.pointer,
    expected: `${refusal.words} in ${lifecycle.id} ${state.name}; nothing changes`,
    state: state.name,
    async run(journey) {
      const { subject, before } = await journey.placeAndRead(walked, { states: { [lifecycle.id]: state.name } })
      await refuse(journey, subject, before, lifecycle, state, operation)
      await refuseEach(journey, subject, before, state, operation)
      return `${operation.id} is refused while ${lifecycle.id} is ${state.name}, and changes nothing.`
    },
  }
}

/** One refused call, and the proof that it changed nothing. */
export async function refuse(
  journey: Journey,
  subject: Subject,
  before: Placed['before'],
  lifecycle: Lifecycle,
  state: State,
  operation: Operation,
): Promise<void> {
  const { model } = journey.situation
  const full = await callFor(journey, subject, operation, before)
  // A lock that looks at what is sent may let pass who sends nothing.
  const isOptional = inputOf(operation) !== undefined && operation.body?.required === false
  for (const call of isOptional ? [full, {}] : [full]) {
    const reply = await journey.on(subject, operation, call)
    journey.coverForbidden(pairKey(lifecycle, state.name, operation.id))
    journey.expectRefusal(reply, refusalBy(model, operation, state.refusal, 'illegal-transition'))
    await journey.expectUnchanged(subject, before, `A refused ${operation.id}`)
  }
}

/** A lock may know some properties only: each is sent alone, and what was kept of any is seen once for all. */
async function refuseEach(
  journey: Journey,
  subject: Subject,
  before: Placed['before'],
  state: State,
  operation: Operation,
): Promise<void> {
  const { model } = journey.situation
  const input = inputOf(operation)
  if (input === undefined || operation.subject?.action === 'create') return
  const body = await bodyFor(journey, subject, input, before)
  const isNeeded = (name: string) => memberOf(model.document, input, name).required
  const needed = Object.keys(body).filter(isNeeded)
  const refusal = refusalBy(model, operation, state.refusal, 'illegal-transition')
  for (const name of Object.keys(body).filter((one) => !isNeeded(one)))
    journey.expectRefusal(await journey.on(subject, operation, { body: pick(body, [...needed, name]) }), refusal)
  await journey.expectUnchanged(subject, before, `A refused ${operation.id} with one property`)
}

function allowed(
  walked: Walked,
  lifecycle: Lifecycle,
  state: State,
  operation: Operation,
  transition: Transition,
): Plan {
  const { guard, target } = transition
  const to = target === undefined || target === state.name ? `stays ${state.name}` : `${state.name} → ${target}`
  return {
    operation: operation.id,
    rule: transition.pointer,
    expected: `accepted; ${lifecycle.id} ${to}`,
    state: state.name,
    leaves: target !== undefined && target !== state.name,
    async run(journey) {
      const want = { states: { [lifecycle.id]: state.name }, ...(guard !== undefined && { satisfies: guard }) }
      const placed = await journey.placeAndRead(walked, want)
      await succeed(journey, placed, operation, transition)
      return `${operation.id} is accepted while ${lifecycle.id} is ${state.name}: ${to}.`
    },
  }
}

/** How many bodies are tried for one with which a state is not left again at once. */
const TRIES = 12

/**
 * One accepted call: the state, what was sent, and nothing else.
 *
 * @param staying the lifecycle that shall not go on from the transition's target by itself, where data decide it
 */
export async function succeed(
  journey: Journey,
  { subject, before, states }: Placed,
  operation: Operation,
  transition: Transition,
  staying?: Lifecycle,
): Promise<void> {
  const { walked } = subject
  const action = actionOf(transition, operation)
  let [call, predicted] = await tryCall()
  const leaves = (one: typeof predicted) =>
    staying !== undefined && one.kind === 'allowed' && one.states[staying.id] !== transition.target
  for (let attempt = 1; attempt < TRIES && leaves(predicted); attempt++) [call, predicted] = await tryCall()
  if (leaves(predicted)) throw new NotExercised(`No data could be found with which it stays ${transition.target}.`)
  if (predicted.kind === 'refused') {
    const why = predicted.lacks.map(({ message }) => message).join('; ')
    throw new NotExercised(`No data could be arranged for it: ${predicted.guard ?? predicted.state} ${why}.`)
  }
  const reply = await journey.on(subject, operation, { ...call, ...jsonAccept(operation) })
  journey.coverTransition(transition.pointer)
  journey.expectSuccess(reply)
  if (action === 'delete') return gone(journey, subject)
  const kind = action === 'merge' || action === 'replace' ? action : 'read'
  const sent = kind === 'read' ? {} : call.sent
  await journey.expectWritten(subject, { operation, before, sent, action: kind, states: predicted.states, reply })

  async function tryCall() {
    const { model } = journey.situation
    const { schema } = walked.resource
    const tried = await callFor(journey, subject, operation, before)
    const data =
      action === 'merge'
        ? merge(model, schema, before, tried.sent)
        : action === 'replace'
          ? replace(model, schema, before, tried.sent, inputOf(operation))
          : before
    return [tried, walked.chart.predict(states, operation.id, data, journey.now())] as const
  }
}

export function actionOf({ actions }: Pick<Transition, 'actions'>, { subject }: Operation): Action {
  return actions[0] ?? subject?.action ?? 'read'
}

async function gone(journey: Journey, subject: Subject): Promise<void> {
  const { reader } = subject.walked
  const reply = await journey.on(subject, reader, jsonAccept(reader))
  journey.expectRefusal(reply, refusalBy(journey.situation.model, reader, undefined, 'resource-not-found'))
}

/** Every state once more, reached by calls and events instead of being put there. */
export function routePlans(situation: Situation, walked: Walked): readonly Plan[] {
  const edgesBy = (lifecycle: Lifecycle) => edgesOf(lifecycle, isOperation(situation))
  return walked.chart.lifecycles.flatMap((lifecycle) =>
    Object.values(lifecycle.states).flatMap((state): readonly Plan[] => {
      const path = shortestPath(lifecycle, edgesBy(lifecycle), state.name) ?? []
      if (path.length === 0) return []
      const [last] = path.slice(-1)
      const way = path.map(({ name }) => name).join(', ')
      return [
        {
          operation: path.findLast(({ kind }) => kind === 'operation')?.name ?? walked.reader.id,
          rule: last?.transition.pointer ?? state.pointer,
          expected: `${lifecycle.id} gets to ${state.name} by ${way}; what is forbidden there is refused and changes nothing`,
          state: lifecycle.initial,
          leaves: true,
          async run(journey) {
            const placed = await journeyTo(journey, walked, lifecycle, state.name)
            const operations = walked.governed.filter(({ id }) => lifecycle.events.includes(id))
            const refused = operations.filter(({ id }) => (state.on[id] ?? []).every(isForbidden))
            for (const operation of refused)
              await refuse(journey, placed.subject, placed.before, lifecycle, state, operation)
            return `${lifecycle.id} got to ${state.name} by ${way}; ${refused.length} forbidden operations were refused there.`
          },
        },
      ]
    }),
  )
}

/** Goes to a state the way a client would, and sees that each step leads where it should. */
export async function journeyTo(
  journey: Journey,
  walked: Walked,
  lifecycle: Lifecycle,
  state: string,
): Promise<Placed> {
  const { situation } = journey
  const path = shortestPath(lifecycle, edgesOf(lifecycle, isOperation(situation)), state) ?? []
  const [guard] = guardsOnTheWay(path)
  const asked = path.find(({ kind, transition }) => kind !== 'operation' && transition.guard !== undefined)
  const initial = lifecycle.states[lifecycle.initial]
  let placed: Placed
  if (initial !== undefined && initial.always.length > 0) {
    placed = await placeIn(journey, walked, lifecycle, initial)
  } else {
    const want = { states: { [lifecycle.id]: lifecycle.initial }, ...(guard !== undefined && { satisfies: guard }) }
    placed = await journey.placeAndRead(walked, want)
    if (asked?.transition.guard !== undefined) {
      const schema = `/components/schemas/${asked.transition.guard}`
      const fields = fieldsThatSatisfy(situation.model.document, schema, placed.before)
      if (Object.keys(fields).length > 0) placed = await journey.placeAndRead(walked, { ...want, fields })
    }
  }
  for (const edge of path) placed = await take(journey, placed, lifecycle, edge)
  return placed
}

/** One step: the call is accepted or the event sent, and leads where it should. */
async function take(journey: Journey, placed: Placed, lifecycle: Lifecycle, edge: Edge): Promise<Placed> {
  const { situation } = journey
  const { subject } = placed
  if (edge.kind === 'operation') {
    const staying = (lifecycle.states[edge.to]?.always.length ?? 0) > 0 ? lifecycle : undefined
    await succeed(journey, placed, situation.operation(edge.name), edge.transition, staying)
  } else {
    await journey.event(subject, edge.name)
    journey.coverTransition(edge.transition.pointer)
  }
  const before = await journey.read(subject)
  const next = { ...placed, before, states: journey.statesOf(subject, before) }
  journey.expectState(next, lifecycle, edge.to, `${edge.name} did not lead there.`)
  if (edge.kind !== 'operation') expectOnlyMoved(journey, placed, next, edge)
  return next
}

/** An event moves states and their stamps; the data stay. */
export function expectOnlyMoved(
  { situation: { model } }: Journey,
  { subject: { walked }, ...from }: Placed,
  to: Pick<Placed, 'before' | 'states'>,
  { name, transition }: Pick<Edge, 'name' | 'transition'>,
): void {
  if (transition.actions.length > 0) return
  const moved = Object.keys(to.states).filter((id) => to.states[id] !== from.states[id])
  const nothing = { before: from.before, sent: {}, action: 'read', moved, states: walked.shown } as const
  const found = differences(model, walked.resource.schema, nothing, to.before)
  if (found.length > 0) throw new Deviation(`${name} has changed more than the state.`, found.slice(0, 5).join('; '))
}

/** Ways that lead back to where they began are gone twice: what held in the first round holds in the second. */
export function roundPlans(situation: Situation, walked: Walked): readonly Plan[] {
  return walked.chart.lifecycles.flatMap((lifecycle): readonly Plan[] => {
    const edges = edgesOf(lifecycle, isOperation(situation))
    const rounds = Object.values(lifecycle.states).flatMap(({ name }) => {
      const round = shortestRound(edges, name)
      return round === undefined ? [] : [round]
    })
    const different = new Map(
      rounds.map((round) => [[...new Set(round.map(({ from }) => from))].toSorted().join(), round]),
    )
    return [...different.values()].map((found) => {
      const { initial } = lifecycle
      const start = found.findIndex(({ from }) => from === initial)
      const round = [...found.slice(Math.max(start, 0)), ...found.slice(0, Math.max(start, 0))]
      const [first] = round
      const way = round.map(({ name }) => name).join(', ')
      return {
        operation: round.find(({ kind }) => kind === 'operation')?.name ?? walked.reader.id,
        rule: first?.transition.pointer ?? walked.resource.schema,
        expected: `${lifecycle.id} goes round by ${way} more than once, and is in the second round as in the first`,
        state: initial,
        leaves: true,
        async run(journey) {
          let placed = await journeyTo(journey, walked, lifecycle, first?.from ?? initial)
          for (const edge of [...round, ...round]) {
            placed = await take(journey, placed, lifecycle, edge)
            const state = lifecycle.states[edge.to]
            const refused = walked.governed.filter(({ id }) => {
              return lifecycle.events.includes(id) && state !== undefined && (state.on[id] ?? []).every(isForbidden)
            })
            for (const operation of refused)
              if (state !== undefined) await refuse(journey, placed.subject, placed.before, lifecycle, state, operation)
          }
          return `${lifecycle.id} went round by ${way} twice.`
        },
      }
    })
  })
}

/** The shortest way from a state back to it; undefined: there is none. */
function shortestRound(edges: readonly Edge[], state: string): readonly Edge[] | undefined {
  let ways: readonly (readonly Edge[])[] = edges.filter(({ from }) => from === state).map((edge) => [edge])
  const seen = new Set<string>()
  while (ways.length > 0) {
    const round = ways.find((way) => way.at(-1)?.to === state)
    if (round !== undefined) return round
    const open = ways.filter((way) => !seen.has(way.at(-1)?.to ?? ''))
    for (const way of open) seen.add(way.at(-1)?.to ?? '')
    ways = open.flatMap((way) => edges.filter(({ from }) => from === way.at(-1)?.to).map((edge) => [...way, edge]))
  }
  return undefined
}
