/** What a replacement leaves out is gone, or gets its default. */

import type { Operation, Pointer } from '../../spec/index.js'
import { bodyFor } from './bodies.js'
import { actionOf } from './cells.js'
import { memberOf } from './compare.js'
import { NotExercised } from './deviation.js'
import { jsonAccept } from './journey.js'
import { replace } from './merge.js'
import type { Plan } from './plan.js'
import { inputOf } from './requests.js'
import type { Situation, Walked } from './situation.js'
import { isForbidden } from './statechart.js'

export function replacementPlans({ model }: Situation, walked: Walked): readonly Plan[] {
  return walked.governed.flatMap((operation) => {
    const input = inputOf(operation)
    const where = placeOf(walked, operation)
    return input === undefined || where === undefined ? [] : [lessAndLess(operation, input, where)]
  })

  function lessAndLess(operation: Operation, input: Pointer, { id, state, rule }: Where): Plan {
    return {
      operation: operation.id,
      rule,
      expected: 'what a replacement leaves out is gone, or has its default',
      state,
      async run(journey) {
        let { subject, before, states } = await journey.placeAndRead(walked, { states: { [id]: state } })
        const full = await bodyFor(journey, subject, input, before)
        const names = Object.keys(full)
        const optional = names.filter((name) => !memberOf(model.document, input, name).required)
        if (optional.length === 0) throw new NotExercised('Everything that it takes is required.')
        const half = optional.filter((_, index) => index % 2 === 0)
        for (const left of [[], half, optional]) {
          const sent = Object.fromEntries(Object.entries(full).filter(([name]) => !left.includes(name)))
          const data = replace(model, walked.resource.schema, before, sent, input)
          const predicted = walked.chart.predict(states, operation.id, data, journey.now())
          if (predicted.kind === 'refused') throw new NotExercised('No data could be arranged for it.')
          const reply = await journey.on(subject, operation, { body: sent, ...jsonAccept(operation) })
          journey.expectSuccess(reply)
          const write = { operation, before, sent, action: 'replace', states: predicted.states, reply } as const
          before = await journey.expectWritten(subject, write)
          states = predicted.states
        }
        return `${optional.join(', ')} went when they were left out.`
      },
    }
  }
}

type Where = { readonly id: string; readonly state: string; readonly rule: Pointer }

/** A state in which it replaces, and that it does not leave. */
function placeOf({ chart }: Walked, operation: Operation): Where | undefined {
  for (const { id, states } of chart.lifecycles) {
    for (const { name, on } of Object.values(states)) {
      const plain = on[operation.id]?.find(
        (one) => !isForbidden(one) && one.guard === undefined && (one.target ?? name) === name,
      )
      if (plain !== undefined && actionOf(plain, operation) === 'replace')
        return { id, state: name, rule: plain.pointer }
    }
  }
  return undefined
}
