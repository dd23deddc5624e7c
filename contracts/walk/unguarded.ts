/** Calls whose guard does not hold, whoever could make it hold: refused, and nothing changes. */

import {
  type JsonObject,
  keywordsOf,
  type Lifecycle,
  layersOf,
  type Operation,
  type State,
  type Transition,
} from '../../spec/index.js'
import { StateRefused } from '../provider.js'
import { bodyFor } from './bodies.js'
import { actionOf } from './cells.js'
import { NotExercised } from './deviation.js'
import { fieldsThatViolate } from './fitting.js'
import type { Journey, Placed, Want } from './journey.js'
import { merge } from './merge.js'
import type { Plan } from './plan.js'
import { refusalBy } from './refusals.js'
import { inputOf } from './requests.js'
import type { Situation, Walked } from './situation.js'

export function unguardedPlans({ model }: Situation, walked: Walked): readonly Plan[] {
  return walked.chart.lifecycles.flatMap((lifecycle) =>
    Object.values(lifecycle.states).flatMap((state) =>
      walked.governed.flatMap((operation) =>
        (state.on[operation.id] ?? []).flatMap((transition) =>
          transition.guard === undefined ? [] : [refused(lifecycle, state, operation, transition, transition.guard)],
        ),
      ),
    ),
  )

  function refused({ id }: Lifecycle, state: State, operation: Operation, transition: Transition, guard: string): Plan {
    return {
      operation: operation.id,
      rule: transition.pointer,
      expected: `refused where ${guard} does not hold; nothing changes`,
      state: state.name,
      async run(journey) {
        const states = { [id]: state.name }
        const schema = `/components/schemas/${guard}`
        const probe = await placed(journey, { states })
        const violations = [
          fieldsThatViolate(model.document, schema, probe?.before ?? {}, walked.resource.schema),
          ...emptyTexts(model.document, schema, walked.resource.schema),
        ]
        const wants = [{ states, satisfies: 'none' }, ...violations.map((fields) => ({ states, fields: fields ?? {} }))]
        let tried = 0
        for (const want of wants) if (await isRefused(journey, want, operation, transition)) tried++
        if (tried === 0) throw new NotExercised(`No data could be arranged with which ${guard} does not hold.`)
        return `${operation.id} was refused, for ${tried} reasons.`
      },
    }
  }

  /** False: with those data it would be right to accept it, or they cannot be had. */
  async function isRefused(
    journey: Journey,
    want: Want,
    operation: Operation,
    transition: Transition,
  ): Promise<boolean> {
    const one = await placed(journey, want)
    if (one === undefined) return false
    const { subject, before, states } = one
    const input = inputOf(operation)
    const body = input === undefined ? undefined : await bodyFor(journey, subject, input, before, [])
    const isMerged = actionOf(transition, operation) === 'merge'
    const data = isMerged ? merge(model, walked.resource.schema, before, body ?? {}) : before
    const predicted = walked.chart.predict(states, operation.id, data, journey.now())
    if (predicted.kind === 'allowed' || predicted.guard === undefined) return false
    const reply = await journey.on(subject, operation, operation.body?.required === true ? { body: body ?? {} } : {})
    journey.expectRefusal(reply, refusalBy(model, operation, predicted.refusal, 'guard-failed'))
    await journey.expectUnchanged(subject, before, `A refused ${operation.id}`)
    return true
  }

  /** Undefined: it cannot be had, or does not stay there. */
  async function placed(journey: Journey, want: Want): Promise<Placed | undefined> {
    const subject = await journey.place(walked, want).catch((reason) => {
      if (reason instanceof StateRefused) return undefined
      throw reason
    })
    if (subject === undefined) return undefined
    const before = await journey.read(subject)
    const states = journey.statesOf(subject, before)
    const stays = Object.entries(want.states ?? {}).every(([id, state]) => states[id] === state)
    return stays ? { subject, before, states } : undefined
  }
}

/** Texts that a guard wants to be longer than none, where the model lets them be empty. */
function emptyTexts(document: JsonObject, guard: string, model: string): readonly JsonObject[] {
  return layersOf(document, guard).flatMap(({ node, pointer }) =>
    Object.keys((node['properties'] as JsonObject | undefined) ?? {}).flatMap((name) => {
      const least = (schema: string) => Number(keywordsOf(document, `${schema}/properties/${name}`)['minLength'] ?? 0)
      return least(pointer) > 0 && least(model) === 0 ? [{ [name]: '' }] : []
    }),
  )
}
