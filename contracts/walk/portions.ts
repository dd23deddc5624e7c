/** What is written in portions adds up, in any order; what is not sent stays as it is. */

import { getPath, isObject, type JsonObject, type JsonValue, keywordsOf, type Pointer } from '../../spec/index.js'
import { sleep } from '../clock.js'
import { isSuccess } from '../exchange.js'
import { formsOf, momentOf } from '../timestamps.js'
import { bodyFor, pick } from './bodies.js'
import { differences, inputProperties, isEqual, isReference, itemsOf, memberOf, show } from './compare.js'
import { Deviation, NotExercised } from './deviation.js'
import { typeOf } from './inputs.js'
import type { Journey, Placed } from './journey.js'
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
      texts(situation, walked, merger),
      sentBack(situation, walked, merger),
      stamped(situation, walked, merger),
    ]),
    ...forms(situation, walked, first),
    ...composed(situation, walked, first),
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
  const types = Object.keys(operation.body?.content ?? {}).filter((type) => !/multipart/.test(type))
  // JSON is UTF-8; who says so says nothing new.
  const labelled = types.map((type) => (/[/+]json$/.test(type) ? `${type}; charset=utf-8` : type))
  return labelled
    .filter((type) => !/[/+]json$/.test(type))
    .map((mediaType) => ({
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
        if (!isSuccess(reply))
          reply = await journey.on(subject, operation, { raw: { text: texts[1] ?? '', mediaType } })
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
      const guard = guardIn(walked, merger)
      const wanted = { states: merger.states, ...(guard !== undefined && { satisfies: guard }) }
      const placed = await journey.placeAndRead(walked, wanted)
      const { subject, before, states } = placed
      const altered = readOnlyOf(document, walked, merger.input, before)
      const ignored = Object.keys(altered)
      if (ignored.length === 0) throw new NotExercised('The body has no read-only properties.')
      const fresh = await bodyFor(journey, subject, merger.input, before)
      const name = Object.keys(fresh).find((one) => typeof fresh[one] === 'string') ?? Object.keys(fresh)[0]
      const sent = name === undefined ? {} : pick(fresh, [name])
      const reply = await journey.on(subject, merger.operation, { body: { ...altered, ...sent } })
      journey.expectSuccess(reply)
      const data = merge(journey.situation.model, walked.resource.schema, before, sent)
      const predicted = walked.chart.predict(states, merger.operation.id, data, journey.now())
      const next = predicted.kind === 'allowed' ? predicted.states : states
      const after = await journey.expectWritten(subject, {
        operation: merger.operation,
        before,
        sent,
        action: 'merge',
        states: next,
        reply,
      })
      await sendWhole(journey, { subject, before: after, states: next }, merger)
      return `${ignored.join(', ')} came with other values and were ignored.`
    },
  }
}

/** What makes a model as complete as a lifecycle asks for, where the merger is allowed. */
function guardIn({ chart }: Walked, { states }: Merger): string | undefined {
  for (const { id, states: all } of chart.lifecycles) {
    const transitions = Object.values(all[states[id] ?? '']?.on ?? {}).flat()
    const guarded = transitions.find(({ guard }) => guard !== undefined)
    if (guarded?.guard !== undefined) return guarded.guard
  }
  return undefined
}

/** The whole model as it was read, then with other words for what only the provider says: nothing changes. */
async function sendWhole(journey: Journey, placed: Placed, merger: Merger): Promise<void> {
  const { model, schemas } = journey.situation
  const { document } = model
  const { before, subject } = placed
  const { schema } = subject.walked.resource
  const kept = Object.entries(inputProperties(document, merger.input)).flatMap(([name, place]) => {
    const value = before[name]
    const isTaken = value !== undefined && schemas.faults(place, value, 'request', journey.now()).length === 0
    return isTaken ? [[name, place, value] as const] : []
  })
  const whole = Object.fromEntries(kept.map(([name, _, value]) => [name, value]))
  const told = Object.fromEntries(
    kept.map(([name, place, value]) => [
      name,
      alterReadOnly(document, place, memberOf(document, schema, name).schema, value),
    ]),
  )
  for (const body of [{ ...before, ...whole }, told]) {
    const known = Object.keys(body).filter((name) => memberOf(document, merger.input, name).schema !== undefined)
    const sent = pick(body as JsonObject, known)
    const taken = schemas.faults(merger.input, sent, 'request', journey.now()).length === 0
    if (!taken || known.length === 0) continue
    const { before: after } = await write(journey, placed, merger, sent)
    const nothing = { before, sent: {}, action: 'read', moved: [], states: subject.walked.shown } as const
    const found = differences(model, schema, nothing, after)
    if (found.length > 0) throw new Deviation('What was sent back has changed.', found.slice(0, 5).join('; '))
  }
}

/** Properties of a model that a body may have and that are ignored in it, with values that they do not have. */
export function readOnlyOf(document: JsonObject, walked: Walked, input: Pointer, model: JsonObject): JsonObject {
  const writable = inputProperties(document, input)
  const ignored = Object.keys(model).filter(
    (name) => memberOf(document, input, name).schema !== undefined && !(name in writable),
  )
  return Object.fromEntries(
    ignored.map((name) => [
      name,
      alter(document, memberOf(document, walked.resource.schema, name).schema, model[name] as JsonValue),
    ]),
  )
}

/** The value with other values where its input is read-only. */
function alterReadOnly(document: JsonObject, input: Pointer, own: Pointer | undefined, value: JsonValue): JsonValue {
  if (Array.isArray(value)) {
    const [items, ownItems] = [itemsOf(document, input), own === undefined ? undefined : itemsOf(document, own)]
    return items === undefined ? value : value.map((one) => alterReadOnly(document, items, ownItems, one))
  }
  if (!isObject(value)) return value
  return Object.fromEntries(
    Object.entries(value).map(([name, one]) => {
      const place = memberOf(document, input, name).schema
      const member = memberOf(document, own, name).schema
      if (place === undefined) return [name, one as JsonValue]
      if (keywordsOf(document, place)['readOnly'] === true) return [name, alter(document, member, one as JsonValue)]
      return [name, alterReadOnly(document, place, member, one as JsonValue)]
    }),
  )
}

/** Another value of the same kind: of those that a schema lists, another one. */
function alter(document: JsonObject, schema: Pointer | undefined, value: JsonValue): JsonValue {
  const choices = schema === undefined ? undefined : keywordsOf(document, schema)['enum']
  const other = Array.isArray(choices) ? choices.find((one) => !isEqual(one, value)) : undefined
  if (other !== undefined) return other
  if (typeof value === 'number') return value + 1
  if (typeof value === 'boolean') return !value
  if (typeof value === 'string') return `${value}x`
  if (Array.isArray(value))
    return value.map((one) => alter(document, schema === undefined ? undefined : itemsOf(document, schema), one))
  if (!isObject(value)) return value
  return Object.fromEntries(
    Object.entries(value).map(([name, one]) => [
      name,
      alter(document, memberOf(document, schema, name).schema, one as JsonValue),
    ]),
  )
}

/** Texts that careless code spoils, for a schema that takes so many letters. */
const SPOILT: readonly ((most: number) => string)[] = [
  () => '  Ann  e\u0301  Lee ',
  () => '01001',
  (most) => 'x'.repeat(most),
  // Half of them: servers count letters in more than one way.
  (most) => '🙂'.repeat(Math.floor(most / 2)),
]

/** A text is kept as it came: its blanks, its zeros, its letters in their number and form. */
function texts({ schemas, model: { document } }: Situation, walked: Walked, merger: Merger): Plan {
  return {
    operation: merger.operation.id,
    rule: merger.input,
    expected: 'texts are kept as they come, as long as they may be',
    async run(journey) {
      let placed = await blank(journey, walked, merger)
      const needed = await bodyFor(journey, placed.subject, merger.input, placed.before, [])
      let count = 0
      for (const make of SPOILT) {
        const sent = fill(merger.input, make)
        if (sent === undefined) continue
        count++
        placed = await write(journey, placed, merger, { ...needed, ...sent })
      }
      if (count === 0) throw new NotExercised('The body has no plain text in it.')
      return 'Each text was read back letter by letter.'
    },
  }

  function fill(schema: Pointer, make: (most: number) => string, depth = 0): JsonObject | undefined {
    const made: { [name: string]: JsonValue } = {}
    for (const [name, place] of Object.entries(inputProperties(document, schema))) {
      const keywords = keywordsOf(document, place)
      if (keywords['x-immutable'] === true || isReference(keywords['x-reference'])) continue
      const most = Number(keywords['maxLength'] ?? 1000)
      const isText = typeOf(keywords) === 'string' && formsOf(keywords).length === 0
      const isPlain = typeOf(keywords) === 'object' && depth === 0
      const value = isText ? make(Math.min(most, 5000)) : isPlain ? fill(place, make, depth + 1) : undefined
      if (value === undefined || schemas.faults(place, value, 'request', 0).length > 0) continue
      made[name] = value
    }
    return Object.keys(made).length === 0 ? undefined : made
  }
}

/** Before the epoch, by a millisecond and by far; on leap days. */
const FAR_DAYS = ['1969-12-31T23:59:59.999Z', '1904-02-29T00:00:00Z', '2000-02-29T12:00:00Z']

/** Each form in which a moment may come in means the same moment. */
function forms({ schemas, model: { document } }: Situation, walked: Walked, merger: Merger): readonly Plan[] {
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
      const model = memberOf(document, walked.resource.schema, name).schema ?? schema
      const [first] = formsOf(keywordsOf(document, model))
      const written = [form.format(at), ...(form.hasOffset ? [330, -210].map((offset) => form.format(at, offset)) : [])]
      let latest = placed
      for (const text of [...written, ...FAR_DAYS.map((day) => form.format(Date.parse(day)))]) {
        // What goes in must be able to come out: the model may ask for more than the body.
        if ([schema, model].some((place) => schemas.faults(place, text, 'request', journey.now()).length > 0)) continue
        latest = await write(journey, latest, merger, { ...body, [name]: text })
        const shown = getPath(latest.before, name)
        if (first !== undefined && (typeof shown !== 'string' || first.parse(shown) === undefined))
          throw new Deviation(`${name} does not go out in its form.`, show(shown), first.form)
      }
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
      if (stampsOf(document, walked.resource.schema, placed.before, 'modified').length === 0)
        throw new NotExercised('The model shows no stamp of its last change.')
      await sleep(30)
      const body = await bodyFor(journey, placed.subject, merger.input, placed.before)
      const { before: after } = await write(journey, placed, merger, body)
      return `${expectStamps(document, walked, 'modified', placed.before, after)} moved.`
    },
  }
}

/** That the stamps of something that has happened are later than before; the time between is a wait of the caller's. */
export function expectStamps(
  document: JsonObject,
  walked: Walked,
  what: string,
  before: JsonObject,
  after: JsonObject,
): string {
  const stamps = stampsOf(document, walked.resource.schema, before, what)
  for (const { path, keywords } of stamps) {
    const [was, is] = [getPath(before, path), getPath(after, path)]
    const moved = (momentOf(is, keywords) ?? 0) > (momentOf(was, keywords) ?? 0)
    if (!moved || isEqual(was, is)) throw new Deviation(`${path} did not move.`, show(is), `later than ${show(was)}`)
  }
  return stamps.map(({ path }) => path).join(', ')
}

function stampsOf(document: JsonObject, schema: Pointer, data: JsonObject, what: string, path = '') {
  return Object.entries(data).flatMap(
    ([name, value]): readonly { readonly path: string; readonly keywords: JsonObject }[] => {
      const inner = memberOf(document, schema, name).schema
      if (inner === undefined) return []
      const keywords = keywordsOf(document, inner)
      const at = path === '' ? name : `${path}.${name}`
      if (isReference(keywords['x-reference'])) return []
      if (keywords['x-stamp'] === what) return [{ path: at, keywords }]
      return isObject(value) ? stampsOf(document, inner, value, what, at) : []
    },
  )
}
