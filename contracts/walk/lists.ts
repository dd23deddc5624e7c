/** Lists: pages, order, filters. */

import {
  type ApiModel,
  getPath,
  isObject,
  type JsonObject,
  type JsonValue,
  keywordsOf,
  type Operation,
  type Parameter,
} from '../../spec/index.js'
import { describeReply, type Exchange, isSuccess } from '../exchange.js'
import { referring } from './belongings.js'
import { bodyFor } from './bodies.js'
import { journeyTo } from './cells.js'
import { isEqual, memberOf, show } from './compare.js'
import { Deviation, NotExercised } from './deviation.js'
import { type Journey, jsonAccept, type Subject } from './journey.js'
import { mergersOf } from './mergers.js'
import { choicesOf, createOwned, makeOne, parametersFor } from './owned.js'
import { edgesOf } from './paths.js'
import { isOperation } from './places.js'
import type { Plan } from './plan.js'
import type { Situation, Walked } from './situation.js'

/** Names of the parameter by which a client says how many a page shall have. */
export const SIZE = /^(limit|per_?page|page_?size|size|count)$/i

/** Pages together are the whole, each once. */
export function paged(situation: Situation, walked: Walked, operation: Operation): readonly Plan[] {
  const query = operation.parameters.filter((one) => one.in === 'query')
  const size = query.find(({ name }) => SIZE.test(name))
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
        const { subject, path } = await several(journey, walked, operation, 3)
        const first = Number(keywordsOf(model.document, turn.schema)['default'] ?? (offset === undefined ? 1 : 0))
        const step = offset === undefined ? 1 : 2
        const key = model.resources[resource]?.key.split('.').at(-1) ?? 'id'
        const seen: JsonValue[] = []
        const totals = new Set<JsonValue | undefined>()
        for (let index = 0; index < 3; index++) {
          const reply = await journey.on(subject, operation, {
            path,
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
          for (const name of countHeaders(operation)) totals.add(Number(reply.headers.get(name)))
        }
        if (seen.length < 3) throw new NotExercised(`There are ${seen.length}, too few for two pages.`)
        await expectTotal(journey, subject, operation, path, size, turn.name, first, seen, totals)
        return `${seen.length} entries on three pages, each once.`
      },
    },
    ...sorted(situation, walked, operation),
    ...firstPage(walked, operation, size),
  ]
}

/** Without a word of it, a page has as many as the parameter's default says. */
function firstPage(walked: Walked, operation: Operation, size: Parameter): readonly Plan[] {
  return [
    {
      operation: operation.id,
      rule: size.pointer,
      expected: `without ${size.name}, a page has as many as its default says`,
      async run(journey) {
        const most = keywordsOf(journey.situation.model.document, size.schema)['default']
        if (typeof most !== 'number' || most > MOST_MADE) throw new NotExercised('It has no default, or a large one.')
        const { subject, path } = await several(journey, walked, operation, most + 1)
        const reply = await journey.on(subject, operation, { path })
        journey.expectSuccess(reply)
        const count = itemsIn(reply, operation).length
        if (count !== most)
          throw new Deviation(`A page without ${size.name} has another number.`, `${count}`, `${most}`)
        return `The first page has ${most}.`
      },
    },
  ]
}

/** More are not made for one check. */
const MOST_MADE = 25

/** Headers that tell how many there are in all, where the document has them. */
function countHeaders({ responses }: Operation): readonly string[] {
  const success = responses.find(({ status }) => status.startsWith('2'))
  return Object.keys(success?.headers ?? {}).filter((name) => /^(x-)?total(-count)?$/i.test(name))
}

/**
 * Makes several that one caller has, so that they come in one list.
 *
 * @throws NotExercised where neither the API nor the state endpoint can
 */
async function several(journey: Journey, walked: Walked, operation: Operation, count: number) {
  const { model } = journey.situation
  const resource = model.resources[operation.subject?.resource ?? '']
  const subject = await journey.place(walked)
  const path = await createOwned(journey, subject, operation)
  if (resource === undefined) return { subject, path }
  const isWalked = resource.name === walked.resource.name
  const known = isWalked ? [] : ((await journey.keysFor(subject))[resource.name] ?? [])
  const parents = Object.entries(parametersFor(model, operation)).flatMap(([name, parent]) => {
    const key = path[name]
    return parent === undefined || key === undefined ? [] : [[parent, key] as const]
  })
  const owners = Object.fromEntries(parents)
  for (let made = isWalked ? 1 : known.length; made < count; made++) {
    const one = await makeOne(journey, subject, resource.name, made, owners)
    if (one !== undefined) continue
    if (!isWalked || resource.owner !== undefined)
      throw new NotExercised(`No operation makes several ${resource.name}s for one caller.`)
    await journey.place(walked)
  }
  return { subject, path }
}

export function itemsIn(reply: Exchange, { subject }: Operation): readonly JsonValue[] {
  const items = subject?.listProperty === undefined ? reply.body : getPath(reply.body, subject.listProperty)
  if (!Array.isArray(items)) throw new Deviation('The reply has no list.', describeReply(reply))
  return items
}

/** Where the list tells a total, it is that of all pages; what belongs to the caller alone can be counted. */
async function expectTotal(
  journey: Journey,
  subject: Subject,
  operation: Operation,
  path: { readonly [name: string]: string | number },
  size: Parameter,
  turn: string,
  first: number,
  seen: readonly JsonValue[],
  totals: ReadonlySet<JsonValue | undefined>,
): Promise<void> {
  const { model } = journey.situation
  if (model.resources[operation.subject?.resource ?? '']?.owner === undefined) return
  const most = largest(model, size)
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
      const { subject, path } = await several(journey, walked, operation, 4)
      const { default: unsaid } = keywordsOf(model.document, sort.schema)
      for (const [text, sign] of [
        [name, 1],
        [`-${name}`, -1],
      ] as const) {
        for (const query of unsaid === text ? [{ [sort.name]: text }, {}] : [{ [sort.name]: text }]) {
          const reply = await journey.on(subject, operation, { path, query })
          journey.expectSuccess(reply)
          const values = itemsIn(reply, operation).map((item) => getPath(item, name))
          const wrong = values.some((value, index) => index > 0 && sign * compare(values[index - 1], value) > 0)
          if (wrong) throw new Deviation(`${sort.name}=${text} does not put them in order.`, show(values))
          if (new Set(values.map((value) => JSON.stringify(value))).size < 2)
            throw new NotExercised(`All have the same ${name}.`)
        }
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
            // Something in another state, which is not to be listed.
            if (state !== lifecycle.initial) await makeOne(journey, subject, walked.resource.name, 0)
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

/** A query parameter by the name of a property: only those that have that value, and all of the caller's that do. */
export function chosen({ model }: Situation, walked: Walked, operation: Operation): readonly Plan[] {
  const resource = model.resources[operation.subject?.resource ?? '']
  if (resource === undefined) return []
  const states = walked.chart.lifecycles.map(({ property }) => property)
  const filters = operation.parameters.filter(
    ({ in: where, name }) =>
      where === 'query' &&
      !states.includes(name) &&
      memberOf(model.document, resource.schema, name).schema !== undefined,
  )
  return filters.map((parameter) => ({
    operation: operation.id,
    rule: parameter.pointer,
    expected: `${parameter.name}=VALUE lists those that have it, and no others`,
    async run(journey) {
      const { subject, path } = await several(journey, walked, operation, 6)
      const whole = await journey.on(subject, operation, { path })
      journey.expectSuccess(whole)
      const valueIn = (item: JsonValue) => getPath(item, parameter.name)
      const values = [...new Set(itemsIn(whole, operation).map(valueIn))].filter((value) => isPlain(value))
      if (values.length < 2) throw new NotExercised(`All have the same ${parameter.name}.`)
      for (const value of values.slice(0, 3)) {
        const reply = await journey.on(subject, operation, { path, query: { [parameter.name]: String(value) } })
        journey.expectSuccess(reply)
        const items = itemsIn(reply, operation)
        const strange = items.find((item) => valueIn(item) !== value)
        if (strange !== undefined) throw new Deviation(`${parameter.name}=${value} lists others too.`, show(strange))
        const lost = itemsIn(whole, operation).filter((item) => valueIn(item) === value).length > items.length
        if (lost) throw new Deviation(`${parameter.name}=${value} does not list all.`, describeReply(reply))
      }
      return `${values.length} values were asked for.`
    },
  }))
}

function isPlain(value: JsonValue | undefined): boolean {
  return ['string', 'number', 'boolean'].includes(typeof value)
}

/** What is read one by one and what is listed are the same, also after a change; what is deleted is not listed. */
export function listed(situation: Situation, walked: Walked, operation: Operation): readonly Plan[] {
  const { model } = situation
  if (operation.subject?.resource !== walked.resource.name || operation.subject.at !== undefined) return []
  const remover = walked.governed.find(({ method, subject }) => method === 'DELETE' && subject?.action === 'delete')
  const [merger] = mergersOf(walked)
  return [
    {
      operation: operation.id,
      rule: operation.pointer,
      expected: 'the list tells what reading each tells, before and after a change',
      async run(journey) {
        const { subject, before } = await journey.placeAndRead(
          walked,
          merger === undefined ? {} : { states: merger.states },
        )
        await expectEntry(journey, subject, before)
        if (merger !== undefined) {
          const body = await bodyFor(journey, subject, merger.input, before)
          journey.expectSuccess(await journey.on(subject, merger.operation, { body }))
          await expectEntry(journey, subject, await journey.read(subject))
        }
        if (remover !== undefined && isSuccess(await journey.on(subject, remover, jsonAccept(remover)))) {
          const left = await entryOf(journey, subject)
          if (left !== undefined) throw new Deviation('It is listed although it was deleted.', show(left))
        }
        for (const lifecycle of walked.chart.lifecycles) {
          const [next] = edgesOf(lifecycle, isOperation(situation)).filter(({ from }) => from === lifecycle.initial)
          if (next === undefined) continue
          const moved = await journeyTo(journey, walked, lifecycle, next.to)
          await expectEntry(journey, moved.subject, moved.before)
        }
        return 'What was listed is what was read.'
      },
    },
  ]

  async function expectEntry(journey: Journey, subject: Subject, read: JsonObject): Promise<void> {
    const entry = await entryOf(journey, subject)
    // What is everybody's may be on another page.
    if (entry === undefined && walked.resource.owner === undefined) return
    if (entry === undefined) throw new Deviation('It is not listed.', 'a list without it', String(subject.id))
    const wrong = Object.keys(entry).filter((name) => name in read && !isEqual(entry[name], read[name]))
    if (wrong.length > 0)
      throw new Deviation(
        'The list tells something else than reading it.',
        show(wrong.map((name) => entry[name])),
        `${wrong.join(', ')}: ${show(wrong.map((name) => read[name]))}`,
      )
  }

  async function entryOf(journey: Journey, subject: Subject): Promise<JsonObject | undefined> {
    const path = await createOwned(journey, subject, operation)
    const size = operation.parameters.find(({ in: where, name }) => where === 'query' && SIZE.test(name))
    const query = size === undefined ? {} : { query: { [size.name]: largest(model, size) } }
    const reply = await journey.on(subject, operation, { path, ...query })
    journey.expectSuccess(reply)
    return itemsIn(reply, operation)
      .filter(isObject)
      .find((item) => getPath(item, walked.resource.key) === subject.id)
  }
}

/** The largest page that may be asked for. */
export function largest({ document }: ApiModel, { schema }: Parameter): number {
  return Math.min(100, Number(keywordsOf(document, schema)['maximum'] ?? 100))
}
