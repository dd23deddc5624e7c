/** What is written in portions adds up, in any order; what is not sent stays as it is. */

import { getPath, isObject, type JsonObject, type JsonValue, type Pointer } from '../../spec/index.js'
import { sleep } from '../clock.js'
import { isSuccess } from '../exchange.js'
import { formsOf, momentOf } from '../timestamps.js'
import { bodyFor, pick } from './bodies.js'
import { inputProperties, isEqual, isReference, itemsOf, memberOf, show } from './compare.js'
import { Deviation, NotExercised } from './deviation.js'
import { typeOf } from './inputs.js'
import type { Journey, Placed } from './journey.js'
import { keywordsOf } from './keywords.js'
import { merge } from './merge.js'
import { type Merger, mergersTogether } from './mergers.js'
import type { Plan } from './plan.js'
import type { Situation, Walked } from './situation.js'

export { pick } from './bodies.js'

export function portionPlans(situation: Situation, walked: Walked): readonly Plan[] {
  const mergers = mergersTogether(walked)
  const [first] = mergers
  if (first === undefined) return []
  return [
    ...orders(3).map((order, index) => inOrder(walked, rotate(mergers, index), order)),
    ...mergers.flatMap((merger) => [
      ...nested(situation, walked, merger),
      ...arrays(situation, walked, merger),
      nothing(walked, merger),
      ...labels(walked, merger),
      sentBack(situation, walked, merger),
    ]),
    ...forms(situation, walked, first),
    ...composed(situation, walked, first),
    stamped(situation, walked, first),
  ]
}

/** Writes a portion, and sees that it is there and nothing else has changed. */
export async function write(
  journey: Journey,
  placed: Placed,
  { operation }: Merger,
  sent: JsonObject,
): Promise<Placed> {
  const { subject, before, states } = placed
  const { chart, resource } = subject.walked
  const data = merge(journey.situation.model, resource.schema, before, sent)
  const predicted = chart.predict(states, operation.id, data, journey.now())
  const next = predicted.kind === 'allowed' ? predicted.states : states
  const reply = await journey.on(subject, operation, { body: sent })
  journey.expectSuccess(reply)
  const after = await journey.expectWritten(subject, { operation, before, sent, action: 'merge', states: next, reply })
  return { subject, before: after, states: next }
}

/** One about whom as little is known as can be. */
function blank(journey: Journey, walked: Walked, { states }: Merger): Promise<Placed> {
  return journey.placeAndRead(walked, { states, satisfies: 'none' })
}

/** `n` portions in every order, alone, two, and all. */
function orders(count: number): readonly (readonly number[])[] {
  const all = Array.from({ length: count }, (_, index) => index)
  const grow = (order: readonly number[]): readonly (readonly number[])[] => [
    ...(order.length === 0 ? [] : [order]),
    ...all.filter((one) => !order.includes(one)).flatMap((one) => grow([...order, one])),
  ]
  return grow([])
}

function rotate<T>(values: readonly T[], by: number): readonly T[] {
  const start = by % values.length
  return [...values.slice(start), ...values.slice(0, start)]
}

function inOrder(walked: Walked, mergers: readonly Merger[], order: readonly number[]): Plan {
  const [first] = mergers as readonly [Merger]
  const shown = order.map((portion) => portion + 1).join(', then ')
  return {
    operation: first.operation.id,
    rule: first.rule,
    expected: `portions add up, in the order ${shown}`,
    state: Object.values(first.states)[0] ?? '',
    async run(journey) {
      let placed = await blank(journey, walked, first)
      const all = await bodyFor(journey, placed.subject, first.input, placed.before)
      const names = Object.keys(all)
      if (names.length < 2) throw new NotExercised('A body has no two properties, so there are no portions.')
      for (const [step, portion] of order.entries()) {
        const merger = mergers[step % mergers.length] ?? first
        const own = names.filter((_, index) => index % 3 === portion)
        const known = Object.keys(inputProperties(journey.situation.model.document, merger.input))
        const sent = pick(
          all,
          own.filter((name) => known.includes(name)),
        )
        if (Object.keys(sent).length > 0) placed = await write(journey, placed, merger, sent)
      }
      return `Each portion was kept, and the earlier ones with it, in the order ${shown}.`
    },
  }
}

/** Parts of one object come one by one. */
function nested({ model: { document } }: Situation, walked: Walked, merger: Merger): readonly Plan[] {
  return objectsIn(document, merger.input).map(([name, schema]) => ({
    operation: merger.operation.id,
    rule: schema,
    expected: `the parts of ${name} are merged`,
    async run(journey) {
      let placed = await blank(journey, walked, merger)
      const all = await bodyFor(journey, placed.subject, merger.input, placed.before, [name])
      const parts = Object.entries(isObject(all[name]) ? all[name] : {})
      const needed = parts.filter(([part]) => memberOf(document, schema, part).required)
      for (const [part, value] of parts.filter(([part]) => !memberOf(document, schema, part).required)) {
        placed = await write(journey, placed, merger, { [name]: { ...Object.fromEntries(needed), [part]: value } })
      }
      return `${parts.length} parts of ${name}, sent one by one, are all there.`
    },
  }))
}

function objectsIn(document: JsonObject, input: Pointer): readonly (readonly [string, Pointer])[] {
  return Object.entries(inputProperties(document, input)).filter(([, schema]) => {
    const keywords = keywordsOf(document, schema)
    if (typeOf(keywords) !== 'object' || isReference(keywords['x-reference'])) return false
    return Object.keys(inputProperties(document, schema)).length > 1
  })
}

function arrays({ model: { document } }: Situation, walked: Walked, merger: Merger): readonly Plan[] {
  const names = Object.entries(inputProperties(document, merger.input)).filter(
    ([, schema]) => typeOf(keywordsOf(document, schema)) === 'array' && itemsOf(document, schema) !== undefined,
  )
  return names.map(([name, schema]) => ({
    operation: merger.operation.id,
    rule: schema,
    expected: `${name} is replaced, not added to`,
    async run(journey) {
      let placed = await blank(journey, walked, merger)
      for (let round = 0; round < 3; round++) {
        const sent = await bodyFor(journey, placed.subject, merger.input, placed.before, [name])
        if (!(name in sent)) throw new NotExercised(`No value could be made for ${name}.`)
        placed = await write(journey, placed, merger, sent)
      }
      return `The last ${name} is what is kept.`
    },
  }))
}

/** An empty portion, and where a body may be absent, none. */
function nothing(walked: Walked, merger: Merger): Plan {
  return {
    operation: merger.operation.id,
    rule: merger.rule,
    expected: 'nothing sent, nothing changed',
    async run(journey) {
      const { schemas } = journey.situation
      const isEmptyFine = schemas.faults(merger.input, {}, 'request', journey.now()).length === 0
      const isOptional = merger.operation.body?.required === false
      if (!isEmptyFine && !isOptional) throw new NotExercised('The document allows neither an empty body nor none.')
      const { subject, before, states } = await journey.placeAndRead(walked, { states: merger.states })
      for (const call of [...(isEmptyFine ? [{ body: {} }] : []), ...(isOptional ? [{}] : [])]) {
        const reply = await journey.on(subject, merger.operation, call)
        journey.expectSuccess(reply)
        const sent = {}
        await journey.expectWritten(subject, {
          operation: merger.operation,
          before,
          sent,
          action: 'merge',
          states,
          reply,
        })
      }
      return 'Nothing was sent, and nothing has changed.'
    },
  }
}

/** Every media type that is documented for a body is taken: in its own form, or as JSON under that label. */
function labels(walked: Walked, merger: Merger): readonly Plan[] {
  const { operation, input } = merger
  const others = Object.keys(operation.body?.content ?? {}).filter((type) => !/[/+]json\b|multipart/.test(type))
  return others.map((mediaType) => ({
    operation: operation.id,
    rule: operation.body?.pointer ?? merger.rule,
    expected: `a body of ${mediaType} is taken`,
    async run(journey) {
      const { subject, before, states } = await journey.placeAndRead(walked, { states: merger.states })
      const body = await bodyFor(journey, subject, input, before)
      const name = Object.keys(body).find((one) => typeof body[one] === 'string')
      if (name === undefined) throw new NotExercised('The body has no plain text in it.')
      const sent = pick(body, [name])
      const texts = [JSON.stringify(sent), new URLSearchParams({ [name]: String(sent[name]) }).toString()]
      let reply = await journey.on(subject, operation, { raw: { text: texts[0] ?? '', mediaType } })
      if (!isSuccess(reply)) reply = await journey.on(subject, operation, { raw: { text: texts[1] ?? '', mediaType } })
      journey.expectSuccess(reply)
      const data = merge(journey.situation.model, walked.resource.schema, before, sent)
      const predicted = walked.chart.predict(states, operation.id, data, journey.now())
      const next = predicted.kind === 'allowed' ? predicted.states : states
      await journey.expectWritten(subject, { operation, before, sent, action: 'merge', states: next, reply })
      return `A body of ${mediaType} is taken.`
    },
  }))
}

/** A model that has been read may be changed and sent back whole: what is read-only in it is ignored. */
function sentBack({ model: { document } }: Situation, walked: Walked, merger: Merger): Plan {
  return {
    operation: merger.operation.id,
    rule: merger.input,
    expected: 'read-only properties that are sent back are ignored',
    async run(journey) {
      const placed = await journey.placeAndRead(walked, { states: merger.states })
      const { subject, before, states } = placed
      const known = Object.keys(before).filter((name) => memberOf(document, merger.input, name).schema !== undefined)
      const ignored = known.filter((name) => !(name in inputProperties(document, merger.input)))
      if (ignored.length === 0) throw new NotExercised('The body has no read-only properties.')
      const fresh = await bodyFor(journey, subject, merger.input, before)
      const name = Object.keys(fresh).find((one) => typeof fresh[one] === 'string') ?? Object.keys(fresh)[0]
      const sent = name === undefined ? {} : pick(fresh, [name])
      const altered = Object.fromEntries(ignored.map((one) => [one, alter(before[one] as JsonValue)]))
      const reply = await journey.on(subject, merger.operation, { body: { ...altered, ...sent } })
      journey.expectSuccess(reply)
      const data = merge(journey.situation.model, walked.resource.schema, before, sent)
      const predicted = walked.chart.predict(states, merger.operation.id, data, journey.now())
      const next = predicted.kind === 'allowed' ? predicted.states : states
      await journey.expectWritten(subject, {
        operation: merger.operation,
        before,
        sent,
        action: 'merge',
        states: next,
        reply,
      })
      return `${ignored.join(', ')} came with other values and were ignored.`
    },
  }
}

/** Another value of the same kind. */
function alter(value: JsonValue): JsonValue {
  if (typeof value === 'number') return value + 1
  if (typeof value === 'boolean') return !value
  if (typeof value === 'string') return `${value}x`
  if (Array.isArray(value)) return value.map(alter)
  if (isObject(value))
    return Object.fromEntries(Object.entries(value).map(([name, one]) => [name, alter(one as JsonValue)]))
  return value
}

/** Each form in which a moment may come in means the same moment. */
function forms({ model: { document } }: Situation, walked: Walked, merger: Merger): readonly Plan[] {
  const moments = Object.entries(inputProperties(document, merger.input)).flatMap(([name, schema]) => {
    const keywords = keywordsOf(document, schema)
    return formsOf(keywords).map((form) => ({ name, schema, keywords, form }))
  })
  return moments.map(({ name, schema, keywords, form }) => ({
    operation: merger.operation.id,
    rule: schema,
    expected: `${name} comes in as ${form.form} and goes out in its first form`,
    async run(journey) {
      const placed = await blank(journey, walked, merger)
      const body = await bodyFor(journey, placed.subject, merger.input, placed.before, [name])
      const at = momentOf(body[name], keywords) ?? 0
      const sent = { ...body, [name]: form.format(at) }
      const { before: after } = await write(journey, placed, merger, sent)
      const own = keywordsOf(document, memberOf(document, walked.resource.schema, name).schema ?? schema)
      const [first] = formsOf(own)
      const shown = getPath(after, name)
      if (first !== undefined && (typeof shown !== 'string' || first.parse(shown) === undefined))
        throw new Deviation(`${name} does not go out in its form.`, show(shown), first.form)
      return `${name} as ${form.form} is the same moment when it is read back.`
    },
  }))
}

/** A composed property that may be written: it follows its parts until it is sent itself. */
function composed({ model: { document } }: Situation, walked: Walked, merger: Merger): readonly Plan[] {
  const writable = inputProperties(document, merger.input)
  return Object.keys(writable).flatMap((name): readonly Plan[] => {
    const own = memberOf(document, walked.resource.schema, name).schema
    const template = own === undefined ? undefined : keywordsOf(document, own)['x-compute']
    if (own === undefined || typeof template !== 'string') return []
    const parts = [...template.matchAll(/\{([^}.]+)\}/g)].flatMap(([, part = '']) => (part in writable ? [part] : []))
    if (parts.length === 0) return []
    return [
      {
        operation: merger.operation.id,
        rule: own,
        expected: `${name} is ${template} until it is sent itself`,
        async run(journey) {
          let placed = await blank(journey, walked, merger)
          const body = async (names: readonly string[]) =>
            pick(await bodyFor(journey, placed.subject, merger.input, placed.before, names), names)
          placed = await write(journey, placed, merger, await body(parts))
          placed = await write(journey, placed, merger, await body(parts.slice(0, 1)))
          placed = await write(journey, placed, merger, await body([name]))
          await write(journey, placed, merger, await body(parts))
          return `${name} followed ${parts.join(' and ')}, and stayed once it was sent.`
        },
      },
    ]
  })
}

/** `modified` moves with each write, `created` never. */
function stamped({ model: { document } }: Situation, walked: Walked, merger: Merger): Plan {
  return {
    operation: merger.operation.id,
    rule: merger.rule,
    expected: 'stamps of the last change move, those of the creation stay',
    async run(journey) {
      const placed = await journey.placeAndRead(walked, { states: merger.states })
      const stamps = stampsOf(document, walked.resource.schema, placed.before)
      if (stamps.length === 0) throw new NotExercised('The model shows no stamp of its last change.')
      await sleep(30)
      const body = await bodyFor(journey, placed.subject, merger.input, placed.before)
      const { before: after } = await write(journey, placed, merger, body)
      for (const { path, keywords } of stamps) {
        const [was, is] = [getPath(placed.before, path), getPath(after, path)]
        const moved = (momentOf(is, keywords) ?? 0) > (momentOf(was, keywords) ?? 0)
        if (!moved || isEqual(was, is))
          throw new Deviation(`${path} did not move.`, show(is), `later than ${show(was)}`)
      }
      return `${stamps.map(({ path }) => path).join(', ')} moved.`
    },
  }
}

function stampsOf(document: JsonObject, schema: Pointer, data: JsonObject, path = '') {
  return Object.entries(data).flatMap(
    ([name, value]): readonly { readonly path: string; readonly keywords: JsonObject }[] => {
      const inner = memberOf(document, schema, name).schema
      if (inner === undefined) return []
      const keywords = keywordsOf(document, inner)
      const at = path === '' ? name : `${path}.${name}`
      if (isReference(keywords['x-reference'])) return []
      if (keywords['x-stamp'] === 'modified') return [{ path: at, keywords }]
      return isObject(value) ? stampsOf(document, inner, value, at) : []
    },
  )
}
