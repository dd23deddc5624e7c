/** Lists: pages, order, filters. */

import { getPath, isObject, type JsonObject, type JsonValue, type Operation, type Parameter } from '../../spec/index.js'
import { describeReply, type Exchange } from '../exchange.js'
import { referring } from './belongings.js'
import { isEqual, show } from './compare.js'
import { Deviation, NotExercised } from './deviation.js'
import type { Journey, Subject } from './journey.js'
import { keywordsOf } from './keywords.js'
import { choicesOf, createOwned } from './owned.js'
import type { Plan } from './plan.js'
import type { Situation, Walked } from './situation.js'

/** Pages together are the whole, each once. */
export function paged(situation: Situation, walked: Walked, operation: Operation): readonly Plan[] {
  const query = operation.parameters.filter((one) => one.in === 'query')
  const size = query.find(({ name }) => /^(limit|per_?page|page_?size|size|count)$/i.test(name))
  const offset = query.find(({ name }) => /^(offset|skip)$/i.test(name))
  const page = query.find(({ name }) => /^page$/i.test(name))
  const resource = operation.subject?.resource
  const turn = offset ?? page
  if (size === undefined || turn === undefined || resource === undefined) return []
  return [
    {
      operation: operation.id,
      rule: turn.pointer,
      expected: 'the pages together are the whole, each entry once',
      async run(journey) {
        const { model } = journey.situation
        const subject = await journey.place(walked)
        if (resource === walked.resource.name) for (let count = 0; count < 3; count++) await journey.place(walked)
        else if (((await journey.keysFor(subject))[resource] ?? []).length === 0)
          throw new NotExercised(`No operation makes a ${resource}.`)
        const first = Number(keywordsOf(model.document, turn.schema)['default'] ?? (offset === undefined ? 1 : 0))
        const step = offset === undefined ? 1 : 2
        const key = model.resources[resource]?.key.split('.').at(-1) ?? 'id'
        const seen: JsonValue[] = []
        const totals = new Set<JsonValue | undefined>()
        for (let index = 0; index < 3; index++) {
          const reply = await journey.on(subject, operation, {
            path: await createOwned(journey, subject, operation),
            query: { [size.name]: 2, [turn.name]: first + index * step },
          })
          journey.expectSuccess(reply)
          const items = itemsIn(reply, operation)
          if (items.length > 2) throw new Deviation(`A page of 2 has ${items.length}.`, describeReply(reply))
          const keys = items.map((item) => getPath(item, key) ?? null)
          const again = keys.filter((one) => seen.includes(one))
          if (again.length > 0) throw new Deviation('An entry comes on two pages.', show(again))
          seen.push(...keys)
          for (const one of [reply.body, ...items])
            if (getPath(one, 'total') !== undefined) totals.add(getPath(one, 'total'))
        }
        await expectTotal(journey, subject, operation, size, turn.name, first, seen, totals)
        return `${seen.length} entries on three pages, each once.`
      },
    },
    ...sorted(situation, walked, operation),
  ]
}

function itemsIn(reply: Exchange, { subject }: Operation): readonly JsonValue[] {
  const items = subject?.listProperty === undefined ? reply.body : getPath(reply.body, subject.listProperty)
  if (!Array.isArray(items)) throw new Deviation('The reply has no list.', describeReply(reply))
  return items
}

/** Where the list tells a total, it is that of all pages; what belongs to the caller alone can be counted. */
async function expectTotal(
  journey: Journey,
  subject: Subject,
  operation: Operation,
  size: Parameter,
  turn: string,
  first: number,
  seen: readonly JsonValue[],
  totals: ReadonlySet<JsonValue | undefined>,
): Promise<void> {
  const { model } = journey.situation
  if (model.resources[operation.subject?.resource ?? '']?.owner === undefined) return
  const path = await createOwned(journey, subject, operation)
  const most = Math.min(100, Number(keywordsOf(model.document, size.schema)['maximum'] ?? 100))
  const whole = await journey.on(subject, operation, { path, query: { [size.name]: most, [turn]: first } })
  const items = itemsIn(whole, operation)
  if (seen.some((key) => !items.some((item) => Object.values(isObject(item) ? item : {}).includes(key as JsonValue))))
    throw new Deviation('The whole lacks what its pages have.', describeReply(whole))
  // A provider may cut a page that asks for all.
  if (items.length >= most) return
  for (const total of totals) {
    if (total !== items.length)
      throw new Deviation('The total is not the number of all.', show(total), show(items.length))
  }
  if (seen.length < Math.min(6, items.length))
    throw new Deviation('The pages lack entries that the whole has.', `${seen.length}`, `${Math.min(6, items.length)}`)
}

/** `sort=name` and `sort=-name`. */
function sorted({ schemas, model }: Situation, walked: Walked, operation: Operation): readonly Plan[] {
  const sort = operation.parameters.find(({ in: where, name }) => where === 'query' && /^(sort|order)$/i.test(name))
  const resource = model.resources[operation.subject?.resource ?? '']
  if (sort === undefined || resource === undefined) return []
  const properties = Object.keys(
    (keywordsOf(model.document, resource.schema)['properties'] as JsonObject | undefined) ?? {},
  )
  const fits = (text: string) => schemas.faults(sort.schema, text, 'request', 0).length === 0
  const known = properties.filter((name) => fits(name) && fits(`-${name}`))
  return known.map((name) => ({
    operation: operation.id,
    rule: sort.pointer,
    expected: `${sort.name}=${name} and ${sort.name}=-${name} put them in order`,
    async run(journey) {
      const subject = await journey.place(walked)
      await journey.keysFor(subject)
      const path = await createOwned(journey, subject, operation)
      for (const [text, sign] of [
        [name, 1],
        [`-${name}`, -1],
      ] as const) {
        const reply = await journey.on(subject, operation, { path, query: { [sort.name]: text } })
        journey.expectSuccess(reply)
        const values = itemsIn(reply, operation).map((item) => getPath(item, name))
        const wrong = values.some((value, index) => index > 0 && sign * compare(values[index - 1], value) > 0)
        if (wrong) throw new Deviation(`${sort.name}=${text} does not put them in order.`, show(values))
      }
      return `They come in the order of ${name}, both ways.`
    },
  }))
}

function compare(a: JsonValue | undefined, b: JsonValue | undefined): number {
  if (a === b) return 0
  return (a ?? '') < (b ?? '') ? -1 : 1
}

/** A query parameter by the name of the property that shows a state: only those in that state. */
export function filtered(_: Situation, walked: Walked, operation: Operation): readonly Plan[] {
  if (operation.subject?.resource !== walked.resource.name) return []
  return walked.chart.lifecycles.flatMap((lifecycle): readonly Plan[] => {
    const { property } = lifecycle
    const parameter = operation.parameters.find(({ in: where, name }) => where === 'query' && name === property)
    if (parameter === undefined || property === undefined) return []
    return [
      {
        operation: operation.id,
        rule: parameter.pointer,
        expected: `${property}=STATE lists those in that state, and no others`,
        async run(journey) {
          for (const state of Object.keys(lifecycle.states)) {
            const subject = await journey.place(walked, { states: { [lifecycle.id]: state } })
            const reply = await journey.on(subject, operation, { query: { [property]: state } })
            journey.expectSuccess(reply)
            const items = itemsIn(reply, operation)
            const strange = items.filter((item) => getPath(item, property) !== state)
            if (strange.length > 0) throw new Deviation(`${property}=${state} lists others too.`, show(strange[0]))
            if (items.length === 0) throw new Deviation(`${property}=${state} lists nothing.`, describeReply(reply))
          }
          return `Each ${property} lists its own.`
        },
      },
    ]
  })
}

/** A parameter whose values the document lists, and that makes no difference for any of them, is none. */
export function effective({ model }: Situation, walked: Walked, operation: Operation): readonly Plan[] {
  const choosing = operation.parameters.filter(({ in: where, required, schema }) => {
    const isChoice =
      choicesOf(model, schema) !== undefined && keywordsOf(model.document, schema)['default'] === undefined
    return where === 'query' && !required && isChoice
  })
  const resource = operation.subject?.resource
  if (resource === undefined || resource === walked.resource.name) return []
  return choosing.map((parameter) => ({
    operation: operation.id,
    rule: parameter.pointer,
    expected: `${parameter.name} makes a difference`,
    async run(journey) {
      const { subject } = await journey.placeAndRead(walked)
      const [key] = (await journey.keysFor(subject))[resource] ?? []
      const place = referring(journey.situation, walked, resource)
      if (key === undefined || place === undefined)
        throw new NotExercised(`No operation makes a ${resource} and uses it.`)
      // One that is used and others that are not: as different as they can be made.
      const { writer, name, by, isList } = place
      const value = isList ? [{ [by]: key }] : { [by]: key }
      journey.expectSuccess(await journey.on(subject, writer, { body: { [name]: value } }))
      const path = await createOwned(journey, subject, operation)
      const whole = await journey.on(subject, operation, { path })
      journey.expectSuccess(whole)
      for (const choice of choicesOf(model, parameter.schema) ?? []) {
        const reply = await journey.on(subject, operation, { path, query: { [parameter.name]: choice } })
        journey.expectSuccess(reply)
        if (!isEqual(reply.body, whole.body)) return `${parameter.name}=${choice} makes a difference.`
      }
      throw new Deviation(`${parameter.name} makes no difference, whatever its value is.`, describeReply(whole))
    },
  }))
}
