/** Inputs that the document does not allow: refused by the problem that says so, naming the field, changing nothing. */

import { follow, type Operation, type Pointer } from '../../spec/index.js'
import { bodyFor } from './bodies.js'
import { Deviation } from './deviation.js'
import { jsonAccept } from './journey.js'
import { createOwned } from './owned.js'
import type { Plan } from './plan.js'
import { faultOf, namesField, refusalOf } from './refusals.js'
import { inputOf } from './requests.js'
import type { Situation, Walked } from './situation.js'
import { isForbidden, type States } from './statechart.js'
import { wishesFor } from './wishes.js'
import type { Wrong } from './wrong.js'
import { wrongBodies } from './wrong-bodies.js'
import { wrongParameters } from './wrong-parameters.js'

export function wrongInputPlans(situation: Situation, walked: Walked): readonly Plan[] {
  const { model } = situation
  const seen = new Set<Pointer>()
  return model.operations.flatMap((operation) => {
    const input = inputOf(operation)
    const place = input === undefined ? undefined : follow(model.document, input)?.pointer
    const bodies = wrongBodies(situation, walked, operation)
    const wrongs = place !== undefined && seen.has(place) ? oneOfEach(bodies) : bodies
    if (place !== undefined) seen.add(place)
    return [...wrongs, ...wrongParameters(situation, operation)].map((wrong) => refused(walked, operation, wrong))
  })
}

/** Where another operation has had all of a schema's fields wrong, one for each kind of fault will do. */
function oneOfEach(wrongs: readonly Wrong[]): readonly Wrong[] {
  const kinds = new Map(wrongs.toReversed().map((wrong) => [wrong.problems.join(), wrong]))
  return wrongs.filter((wrong) => [...kinds.values()].includes(wrong))
}

/** Where an operation is allowed: that it is refused must be for its input. */
function allowing({ chart }: Walked, { id }: Operation): { readonly states?: States; readonly satisfies?: string } {
  for (const lifecycle of chart.lifecycles) {
    for (const { name, on } of Object.values(lifecycle.states)) {
      const taken = on[id]?.find((one) => !isForbidden(one))
      if (taken === undefined) continue
      return { states: { [lifecycle.id]: name }, ...(taken.guard !== undefined && { satisfies: taken.guard }) }
    }
  }
  return {}
}

function refused(walked: Walked, operation: Operation, wrong: Wrong): Plan {
  const where = allowing(walked, operation)
  return {
    operation: operation.id,
    rule: wrong.rule,
    expected: `refused: ${wrong.title}; nothing changes`,
    ...(where.states !== undefined && { state: Object.values(where.states)[0] ?? '' }),
    async run(journey) {
      const { model, inputs } = journey.situation
      const { subject, before } = await journey.placeAndRead(walked, where)
      const input = inputOf(operation)
      const isOwn = operation.subject?.resource === walked.resource.name
      const valid =
        input === undefined
          ? {}
          : isOwn
            ? await bodyFor(journey, subject, input, before, [])
            : inputs.body(input, wishesFor(journey, subject), [])
      const path = await createOwned(journey, subject, operation)
      const call = await wrong.call(valid, journey, subject)
      const reply = await journey.on(subject, operation, {
        ...jsonAccept(operation),
        ...call,
        path: { ...path, ...call.path },
      })
      const refusals = wrong.problems.map((problem) => refusalOf(model, operation, problem))
      const [first] = refusals
      const right = refusals.find((refusal) => faultOf(reply, refusal) === undefined)
      if (first !== undefined)
        journey.expectRefusal(reply, right ?? { ...first, words: refusals.map(({ words }) => words).join(', or ') })
      if (wrong.field !== undefined && !namesField(model, reply, wrong.field))
        throw new Deviation(`The refusal does not name ${wrong.field}.`, reply.text, `names ${wrong.field}`)
      await journey.expectUnchanged(subject, before, `A refused ${operation.id}`)
      return `${wrong.title}: refused, and nothing has changed.`
    },
  }
}
