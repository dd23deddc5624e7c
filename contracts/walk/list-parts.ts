/** A list that is turned or narrowed is so as a whole, and not page by page. */

import { getPath, type JsonValue, keywordsOf, type Operation } from '../../spec/index.js'
import { describeReply, type Exchange } from '../exchange.js'
import { isEqual, show } from './compare.js'
import { Deviation, NotExercised } from './deviation.js'
import type { Journey, Subject } from './journey.js'
import { itemsIn, largest, SIZE } from './lists.js'
import { choicesOf, createOwned } from './owned.js'
import type { Plan } from './plan.js'
import type { Call } from './requests.js'
import type { Situation, Walked } from './situation.js'

type Query = NonNullable<Call['query']>

export function listPartPlans(situation: Situation, walked: Walked, operation: Operation): readonly Plan[] {
  const { model, schemas } = situation
  const query = operation.parameters.filter((one) => one.in === 'query')
  const size = query.find(({ name }) => SIZE.test(name))
  const turn = query.find(({ name }) => /^(offset|skip|page)$/i.test(name))
  const sort = query.find(({ name }) => /^(sort|order)$/i.test(name))
  const resource = model.resources[operation.subject?.resource ?? '']
  if (size === undefined || turn === undefined || resource?.owner === undefined) return []
  if (resource.name === walked.resource.name) return []

  const most = largest(model, size)
  const from = Number(keywordsOf(model.document, turn.schema)['default'] ?? (/page/i.test(turn.name) ? 1 : 0))
  const key = resource.key.split('.').at(-1) ?? 'id'
  const properties = Object.keys(
    (keywordsOf(model.document, resource.schema)['properties'] as object | undefined) ?? {},
  )
  const fits = (text: string) => sort !== undefined && schemas.faults(sort.schema, text, 'request', 0).length === 0
  const orders = properties.flatMap((name) => (fits(name) && fits(`-${name}`) ? [name, `-${name}`] : []))
  const narrowing = query.flatMap((one) =>
    one === size || one === turn || one === sort
      ? []
      : (choicesOf(model, one.schema) ?? []).map((value) => ({ [one.name]: value }) as Query),
  )

  const plans: Plan[] = []
  if (sort !== undefined && orders.length > 0)
    plans.push({
      operation: operation.id,
      rule: sort.pointer,
      expected: `the pages of ${orders.join(' and ')} are those of the whole in that order`,
      async run(journey) {
        const subject = await ownerOfSome(journey, walked, resource.name)
        for (const order of orders) {
          const whole = await list(journey, subject, operation, { [sort.name]: order, [size.name]: most })
          const keys = whole.items.map((item) => getPath(item, key))
          for (let index = 0; index < Math.min(3, keys.length); index++) {
            const page = { [sort.name]: order, [size.name]: 1, [turn.name]: from + index }
            const { items, reply } = await list(journey, subject, operation, page)
            const [shown] = items.map((item) => getPath(item, key))
            if (!isEqual(shown, keys[index]))
              throw new Deviation(
                `A page of ${order} is not that of the whole.`,
                describeReply(reply),
                show(keys[index]),
              )
          }
        }
        return 'Each page has what the whole has there.'
      },
    })
  if (narrowing.length > 0)
    plans.push({
      operation: operation.id,
      rule: operation.pointer,
      expected: 'the total of a list that is narrowed is that of the narrowed one',
      async run(journey) {
        const subject = await ownerOfSome(journey, walked, resource.name)
        let told = 0
        for (const narrowed of narrowing) {
          const { items, reply } = await list(journey, subject, operation, { ...narrowed, [size.name]: most })
          const totals = [reply.body, ...items].flatMap((one) => getPath(one, 'total') ?? [])
          if (items.length < most && totals.some((total) => total !== items.length))
            throw new Deviation('The total is not the number of those listed.', show(totals), show(items.length))
          told += totals.length
        }
        if (told === 0) throw new NotExercised('The list tells no total.')
        return 'Each total is the number of those listed.'
      },
    })
  return plans
}

/** One who has some of them, of which the model uses some. */
async function ownerOfSome(journey: Journey, walked: Walked, resource: string): Promise<Subject> {
  const [guard] = walked.chart.lifecycles.flatMap(({ states }) =>
    Object.values(states).flatMap(({ on }) =>
      Object.values(on).flatMap((all) => all.flatMap((one) => one.guard ?? [])),
    ),
  )
  const subject = await journey.place(walked, guard === undefined ? {} : { satisfies: guard })
  if (((await journey.keysFor(subject))[resource] ?? []).length === 0)
    throw new NotExercised(`No operation makes a ${resource}.`)
  return subject
}

async function list(
  journey: Journey,
  subject: Subject,
  operation: Operation,
  query: Query,
): Promise<{ readonly items: readonly JsonValue[]; readonly reply: Exchange }> {
  const path = await createOwned(journey, subject, operation)
  const reply = await journey.on(subject, operation, { path, query })
  journey.expectSuccess(reply)
  return { items: itemsIn(reply, operation), reply }
}
