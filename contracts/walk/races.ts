/** Calls at the same time: what may happen once happens once, and nothing that was acknowledged is lost. */

import type { JsonValue } from '../../spec/index.js'
import { describeReply, isSuccess } from '../exchange.js'
import { bodyFor } from './bodies.js'
import { differences } from './compare.js'
import { Deviation, NotExercised } from './deviation.js'
import { mergersTogether } from './mergers.js'
import type { Plan } from './plan.js'
import { pick } from './portions.js'
import { faultOf, refusalBy, refusalOf } from './refusals.js'
import { inputOf } from './requests.js'
import type { Situation, Walked } from './situation.js'
import { isForbidden } from './statechart.js'

export function racePlans(_: Situation, walked: Walked): readonly Plan[] {
  return [...twice(walked), ...sideBySide(walked)]
}

/** An operation that leads where it is not allowed itself: of two at once, one is accepted. */
function twice({ chart, governed, ...rest }: Walked): readonly Plan[] {
  const walked: Walked = { chart, governed, ...rest }
  return chart.lifecycles.flatMap((lifecycle) =>
    Object.values(lifecycle.states).flatMap((state) =>
      governed.flatMap((operation) =>
        (state.on[operation.id] ?? []).flatMap((transition): readonly Plan[] => {
          const target = lifecycle.states[transition.target ?? '']
          if (target === undefined || (target.on[operation.id] ?? []).some((one) => !isForbidden(one))) return []
          const { guard } = transition
          return [
            {
              operation: operation.id,
              rule: transition.pointer,
              expected: 'of several at once, exactly one is accepted',
              state: state.name,
              leaves: true,
              async run(journey) {
                const { model } = journey.situation
                const want = {
                  states: { [lifecycle.id]: state.name },
                  ...(guard !== undefined && { satisfies: guard }),
                }
                for (let round = 0; round < 3; round++) {
                  const { subject, before } = await journey.placeAndRead(walked, want)
                  const input = inputOf(operation)
                  const call =
                    operation.body?.required === true && input !== undefined
                      ? { body: await bodyFor(journey, subject, input, before, []) }
                      : {}
                  const replies = await Promise.all([1, 2, 3, 4].map(() => journey.on(subject, operation, call)))
                  const accepted = replies.filter(isSuccess)
                  if (accepted.length !== 1)
                    throw new Deviation(
                      `Of ${replies.length} at once, ${accepted.length} were accepted.`,
                      replies.map(({ status }) => status).join(', '),
                    )
                  const refusals = [
                    refusalBy(model, operation, target.refusal, 'illegal-transition'),
                    refusalOf(model, operation, 'conflict'),
                  ]
                  const strange = replies.find(
                    (one) => !isSuccess(one) && refusals.every((refusal) => faultOf(one, refusal) !== undefined),
                  )
                  if (strange !== undefined)
                    throw new Deviation('One was refused otherwise.', describeReply(strange), refusals[0]?.words)
                }
                return 'Each time, exactly one was accepted.'
              },
            },
          ]
        }),
      ),
    ),
  )
}

/** Different fields written at the same time: all that were acknowledged are there. */
function sideBySide(walked: Walked): readonly Plan[] {
  const [merger] = mergersTogether(walked)
  if (merger === undefined) return []
  return [
    {
      operation: merger.operation.id,
      rule: merger.rule,
      expected: 'portions that are sent at the same time are all kept',
      state: Object.values(merger.states)[0] ?? '',
      async run(journey) {
        const { model } = journey.situation
        for (let round = 0; round < 3; round++) {
          const { subject, before } = await journey.placeAndRead(walked, { states: merger.states, satisfies: 'none' })
          const all = await bodyFor(journey, subject, merger.input, before)
          const composed = Object.keys(all).filter((name) => typeof all[name] !== 'object')
          const names = (composed.length > 2 ? composed : Object.keys(all)).slice(0, 8)
          if (names.length < 2) throw new NotExercised('A body has no two properties.')
          const replies = await Promise.all(
            names.map((name) => journey.on(subject, merger.operation, { body: pick(all, [name]) })),
          )
          const conflict = refusalOf(model, merger.operation, 'conflict')
          const kept: { [name: string]: JsonValue } = {}
          for (const [index, reply] of replies.entries()) {
            const name = names[index] ?? ''
            if (isSuccess(reply)) kept[name] = all[name] as JsonValue
            else if (faultOf(reply, conflict) !== undefined)
              throw new Deviation('One was refused.', describeReply(reply), `accepted, or ${conflict.words}`)
          }
          const after = await journey.read(subject)
          const moved = walked.chart.lifecycles.map(({ id }) => id)
          const write = {
            before,
            sent: kept,
            action: 'merge',
            input: merger.input,
            moved,
            states: walked.shown,
          } as const
          const lost = differences(model, walked.resource.schema, write, after)
          if (lost.length > 0) throw new Deviation('What was acknowledged is not there.', lost.slice(0, 5).join('; '))
        }
        return 'All that was acknowledged is there.'
      },
    },
  ]
}
