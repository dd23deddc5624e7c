/** Inputs that the document does not allow: refused by the problem that says so, naming the field, changing nothing. */

import { follow, type JsonObject, keywordsOf, type Operation, type Pointer } from '../../spec/index.js'
import { bodyFor } from './bodies.js'
import { inputProperties } from './compare.js'
import { Deviation, NotExercised } from './deviation.js'
import { type Journey, jsonAccept, type Subject } from './journey.js'
import { createOwned } from './owned.js'
import type { Plan } from './plan.js'
import { faultOf, fieldsOf, namesField, refusalOf } from './refusals.js'
import { type Call, inputOf } from './requests.js'
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
    const isKnown = place !== undefined && seen.has(place)
    if (place !== undefined) seen.add(place)
    const parameters = wrongParameters(situation, operation)
    if (!isKnown) return [...bodies, ...parameters].map((wrong) => refused(walked, operation, [wrong], wrong.title))
    return [
      ...parameters.map((wrong) => refused(walked, operation, [wrong], wrong.title)),
      ...byRule(bodies).map((wrongs) => {
        const [first] = wrongs
        return refused(walked, operation, wrongs, first?.title ?? '', wrongs.length - 1)
      }),
    ]
  })
}

/** Where another operation has had a schema wrong one by one, what is wrong at one place is tried together. */
function byRule(wrongs: readonly Wrong[]): readonly (readonly Wrong[])[] {
  const places = new Map<Pointer, Wrong[]>()
  for (const wrong of wrongs) {
    places.set(wrong.rule, [...(places.get(wrong.rule) ?? []), wrong])
  }
  return [...places.values()]
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

function refused(walked: Walked, operation: Operation, wrongs: readonly Wrong[], title: string, more = 0): Plan {
  const where = allowing(walked, operation)
  const what = more === 0 ? title : `${title}, and ${more} more that are wrong there`
  return {
    operation: operation.id,
    rule: wrongs[0]?.rule ?? operation.pointer,
    expected: `refused: ${what}; nothing changes`,
    ...(where.states !== undefined && { state: Object.values(where.states)[0] ?? '' }),
    async run(journey) {
      const { situation } = journey
      const { subject, before } = await journey.placeAndRead(walked, where)
      const input = inputOf(operation)
      const isOwn = operation.subject?.resource === walked.resource.name
      const valid =
        input === undefined
          ? {}
          : isOwn
            ? await bodyFor(journey, subject, input, before, besides(situation, input, wrongs))
            : situation.inputs.body(input, wishesFor(journey, subject), [])
      const path = await createOwned(journey, subject, operation)
      let tried = 0
      for (const wrong of wrongs) {
        try {
          await expectWrong(journey, subject, operation, wrong, { valid, path })
          tried++
        } catch (reason) {
          if (!(reason instanceof NotExercised) || wrongs.length === 1) throw reason
        }
      }
      if (tried === 0) throw new NotExercised('None of it could be made.')
      await journey.expectUnchanged(subject, before, `A refused ${operation.id}`)
      return `${what}: refused, and nothing has changed.`
    },
  }
}

/** A property that is right, so that half of a refused body may not be stored either. */
function besides({ model: { document } }: Situation, input: Pointer, wrongs: readonly Wrong[]): readonly string[] {
  const wrong = wrongs.map(({ field }) => field?.split(/[.[]/)[0])
  const right = Object.entries(inputProperties(document, input)).find(([name, schema]) => {
    const { type, 'x-reference': reference, 'x-immutable': immutable } = keywordsOf(document, schema)
    return ['string', 'integer', 'boolean'].includes(String(type)) && !reference && !immutable && !wrong.includes(name)
  })
  return right === undefined ? [] : [right[0]]
}

type Rest = { readonly valid: JsonObject; readonly path: NonNullable<Call['path']> }

async function expectWrong(
  journey: Journey,
  subject: Subject,
  operation: Operation,
  wrong: Wrong,
  { valid, path }: Rest,
): Promise<void> {
  const { model } = journey.situation
  const call = await wrong.call(valid, journey, subject)
  const whole = { ...jsonAccept(operation), ...call, path: { ...path, ...call.path } }
  const reply = await journey.on(subject, operation, whole)
  const refusals = wrong.problems.map((problem) => refusalOf(model, operation, problem))
  const [first] = refusals
  const right = refusals.find((refusal) => faultOf(reply, refusal) === undefined)
  if (first !== undefined)
    journey.expectRefusal(reply, right ?? { ...first, words: refusals.map(({ words }) => words).join(', or ') })
  if (wrong.field === undefined) return
  const others = otherEntries(fieldsOf(model, reply), wrong.field)
  if (!namesField(model, reply, wrong.field) || others.length > 0)
    throw new Deviation(`The refusal does not name ${wrong.field}.`, reply.text, `names ${wrong.field}`)
}

/** Those that name other entries of the list: `a[1]` where it is `a[0]`. */
function otherEntries(named: readonly string[], field: string): readonly string[] {
  const index = field.indexOf('[')
  if (index < 0) return []
  const [list, entry] = [field.slice(0, index), field.slice(0, field.indexOf(']') + 1)]
  return named.filter((one) => one.startsWith(`${list}[`) && !one.startsWith(entry))
}
