/** Random walks against the document's own model, shrunk to the shortest that deviates. */

import { getPath, isObject, type JsonObject, type Operation } from '../../spec/index.js'
import { StateRefused } from '../provider.js'
import { actionOf } from './cells.js'
import { Deviation } from './deviation.js'
import { type RandomStep, walkRandomly } from './fast-check.js'
import { type Journey, jsonAccept, type Placed } from './journey.js'
import { merge, replace } from './merge.js'
import { isOperation } from './places.js'
import type { Plan } from './plan.js'
import { createRandom } from './random.js'
import { refusalBy, refusalOf } from './refusals.js'
import { inputOf, needsToken } from './requests.js'
import type { Situation, Walked } from './situation.js'
import { wishesFor } from './wishes.js'

/** One kind of step: what is tried, whatever the state is. */
type Kind =
  | { readonly kind: 'call'; readonly operation: Operation }
  | { readonly kind: 'wrong'; readonly operation: Operation }
  | { readonly kind: 'anonymous'; readonly operation: Operation }
  | { readonly kind: 'event'; readonly name: string }

const LONGEST = 12

export function randomPlans(situation: Situation, walked: Walked): readonly Plan[] {
  const { seed, walks } = situation
  if (walks === 0 || walked.governed.length === 0) return []
  const kinds = kindsOf(situation, walked)
  return [
    {
      operation: walked.governed[0]?.id ?? '',
      rule: walked.chart.lifecycles[0]?.pointer ?? walked.resource.schema,
      expected: `${walks} random walks of up to ${LONGEST} steps go as the document says`,
      leaves: true,
      async run(journey) {
        let shortest: { readonly deviation: Deviation; readonly steps: readonly string[] } | undefined
        const start = async () => {
          const steps: string[] = []
          const own: Journey = journey.branch(steps)
          let placed: Placed | undefined
          return async (step: RandomStep) => {
            try {
              placed ??= await begin(own, walked, step)
              placed = placed === undefined ? undefined : await take(own, placed, kinds[step.kind] as Kind, step.choice)
            } catch (reason) {
              // The last failure that shrinking finds is the shortest.
              if (reason instanceof Deviation) shortest = { deviation: reason, steps: [...steps] }
              throw reason
            }
          }
        }
        const outcome = await walkRandomly({ seed, walks, longest: LONGEST, kinds: kinds.length }, start)
        if (outcome.kind === 'held') return `${outcome.walks} walks went as the document says.`
        journey.steps.push(...(shortest?.steps ?? []))
        const { deviation } = shortest ?? {}
        const where = `walk ${outcome.walks}, shrunk ${outcome.shrinks} times`
        if (deviation === undefined) throw outcome.error
        throw new Deviation(`${deviation.message} (${where})`, deviation.got, deviation.expected)
      },
    },
  ]
}

function begin(journey: Journey, walked: Walked, { choice }: RandomStep): Promise<Placed> {
  const guards = walked.chart.lifecycles.flatMap(({ states }) =>
    Object.values(states).flatMap(({ on }) =>
      Object.values(on).flatMap((list) => list.flatMap(({ guard }) => guard ?? [])),
    ),
  )
  const [guard] = guards
  const [lifecycle] = walked.chart.lifecycles
  const states = lifecycle === undefined ? {} : { [lifecycle.id]: lifecycle.initial }
  const satisfies = choice % 3 === 0 || guard === undefined ? {} : { satisfies: choice % 3 === 1 ? 'none' : guard }
  return journey.placeAndRead(walked, { states, ...satisfies })
}

function kindsOf(situation: Situation, walked: Walked): readonly Kind[] {
  const events = walked.chart.lifecycles.flatMap(({ events: names, states }) => [
    ...names.filter((name) => !isOperation(situation)(name)),
    ...Object.values(states).flatMap(({ after }) => Object.keys(after)),
  ])
  return [
    ...walked.governed.map((operation): Kind => ({ kind: 'call', operation })),
    ...[...new Set(events)].map((name): Kind => ({ kind: 'event', name })),
    ...walked.governed
      .filter((operation) => refusesStrangers(situation, operation))
      .map((operation): Kind => ({ kind: 'wrong', operation })),
    ...walked.governed
      .filter((operation) => needsToken(situation.model, operation))
      .map((operation): Kind => ({ kind: 'anonymous', operation })),
  ]
}

/** Whether a body may not have a property that the document does not know. */
function refusesStrangers({ schemas }: Situation, operation: Operation): boolean {
  const input = inputOf(operation)
  return input !== undefined && schemas.faults(input, { no_such_field: 1 }, 'request', 0).length > 0
}

/** One step and what it must have done; undefined: the subject is gone. */
async function take(journey: Journey, placed: Placed, kind: Kind, choice: number): Promise<Placed | undefined> {
  if (kind.kind === 'call') return call(journey, placed, kind.operation, choice)
  if (kind.kind === 'event') return event(journey, placed, kind.name)
  const { subject, before } = placed
  const { operation } = kind
  const { model } = journey.situation
  if (kind.kind === 'anonymous') {
    const reply = await journey.on(subject, operation, {
      token: null,
      ...(inputOf(operation) !== undefined && { body: {} }),
    })
    journey.expectRefusal(reply, refusalOf(model, operation, 'token-missing'))
  } else {
    const reply = await journey.on(subject, operation, { body: { no_such_field: choice } })
    if (reply.status < 400) throw new Deviation('A wrong input was accepted.', `${reply.status}`, 'refused')
  }
  await journey.expectUnchanged(subject, before, `A refused ${operation.id}`)
  return placed
}

async function call(
  journey: Journey,
  placed: Placed,
  operation: Operation,
  choice: number,
): Promise<Placed | undefined> {
  const { subject, before, states } = placed
  const { chart, resource } = subject.walked
  const { model } = journey.situation
  const sent = await randomBody(journey, placed, operation, choice)
  const [taken] = chart.lifecycles.flatMap(({ id, states: all }) => all[states[id] ?? '']?.on[operation.id] ?? [])
  const action = actionOf(taken ?? { actions: [] }, operation)
  const body = sent ?? {}
  const data =
    action === 'merge'
      ? merge(model, resource.schema, before, body)
      : action === 'replace'
        ? replace(model, resource.schema, before, body, inputOf(operation))
        : before
  const predicted = chart.predict(states, operation.id, data, journey.now())
  const reply = await journey.on(subject, operation, {
    ...(sent !== undefined && { body: sent }),
    ...jsonAccept(operation),
  })
  if (predicted.kind === 'refused') {
    const problem = predicted.guard === undefined ? 'illegal-transition' : 'guard-failed'
    journey.expectRefusal(reply, refusalBy(model, operation, predicted.refusal, problem))
    await journey.expectUnchanged(subject, before, `A refused ${operation.id}`)
    return placed
  }
  if (taken !== undefined) journey.coverTransition(taken.pointer)
  journey.expectSuccess(reply)
  if (action === 'delete') return undefined
  const kind = action === 'merge' || action === 'replace' ? action : 'read'
  const write = {
    operation,
    before,
    sent: kind === 'read' ? {} : body,
    action: kind,
    states: predicted.states,
    reply,
  } as const
  return { subject, before: await journey.expectWritten(subject, write), states: predicted.states }
}

/** Some of the properties that a body can carry, by the step's own choice; undefined: no body. */
async function randomBody(
  journey: Journey,
  { subject, before }: Placed,
  operation: Operation,
  choice: number,
): Promise<JsonObject | undefined> {
  const input = inputOf(operation)
  if (input === undefined) return undefined
  const random = createRandom(choice, operation.id)
  const { situation } = journey
  const wishes = { ...wishesFor(journey, subject), random, keys: await journey.keysFor(subject), unlike: before }
  const all = situation.inputs.members(input, wishes)
  const some = Object.keys(all).filter(() => random.next() < 0.4)
  const body = situation.inputs.body(input, { ...wishes, random: createRandom(choice, operation.id) }, some)
  const isFine = situation.schemas.faults(input, body, 'request', journey.now()).length === 0
  return isFine ? body : all
}

async function event(journey: Journey, placed: Placed, name: string): Promise<Placed> {
  const { subject, before, states } = placed
  const { chart } = subject.walked
  const now = journey.now()
  const isDelay = !chart.lifecycles.some(({ events }) => events.includes(name))
  const predicted = isDelay ? undefined : chart.predict(states, name, before, now)
  const next = isDelay
    ? chart.elapse(states, name, before, now)
    : predicted?.kind === 'allowed'
      ? predicted.states
      : undefined
  const isTaken = await journey.event(subject, name).then(
    () => true,
    (reason: unknown) => {
      if (reason instanceof StateRefused) return false
      throw reason
    },
  )
  if (next === undefined || !isTaken) {
    await journey.expectUnchanged(subject, before, `The event ${name}`)
    return placed
  }
  const after = await journey.read(subject)
  const shown = journey.statesOf(subject, after)
  for (const lifecycle of chart.lifecycles) {
    if (lifecycle.property !== undefined && isObject(after) && getPath(after, lifecycle.property) !== undefined)
      journey.expectState(
        { ...placed, states: shown },
        lifecycle,
        next[lifecycle.id] ?? '',
        `${name} did not lead there.`,
      )
  }
  return { subject, before: after, states: shown }
}
