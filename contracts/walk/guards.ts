/** What a guard asks for: each field missing in turn, all of them, and dates on the wrong side. */

import {
  isObject,
  type JsonObject,
  type JsonValue,
  keywordsOf,
  type Lifecycle,
  type Operation,
  type Pointer,
  resolveMoment,
  type State,
  type Transition,
} from '../../spec/index.js'
import { sleep } from '../clock.js'
import { formsOf } from '../timestamps.js'
import { bodyFor, pick } from './bodies.js'
import { actionOf } from './cells.js'
import { inputProperties, isReference, memberOf } from './compare.js'
import { Deviation, NotExercised } from './deviation.js'
import { requirementsOf } from './fitting.js'
import type { Journey, Placed } from './journey.js'
import { merge } from './merge.js'
import { type Merger, mergersOf } from './mergers.js'
import type { Plan } from './plan.js'
import { expectStamps, readOnlyOf, write } from './portions.js'
import { fieldsOf, refusalBy } from './refusals.js'
import { inputOf } from './requests.js'
import type { Situation, Walked } from './situation.js'

type Guarded = {
  readonly walked: Walked
  readonly lifecycle: Lifecycle
  readonly state: State
  readonly operation: Operation
  readonly transition: Transition
  readonly guard: string
  readonly schema: Pointer
  readonly merger: Merger
  /** Dotted paths. */
  readonly required: readonly string[]
}

export function guardPlans(situation: Situation, walked: Walked): readonly Plan[] {
  return guardedOf(situation, walked).flatMap((guarded) => [
    ...guarded.required.map((path) => without(guarded, [path], `without ${path}`)),
    without(guarded, [...new Set(guarded.required.map((path) => path.split('.')[0] ?? ''))], 'with nothing'),
    complete(guarded),
    ...(inputOf(guarded.operation) === undefined ? [] : [lastPortion(guarded), notKept(guarded)]),
    ...boundsIn(situation, guarded).flatMap((bound) => [outside(guarded, bound), inside(guarded, bound)]),
  ])
}

function guardedOf({ model }: Situation, walked: Walked): readonly Guarded[] {
  const mergers = mergersOf(walked)
  return walked.chart.lifecycles.flatMap((lifecycle) =>
    Object.values(lifecycle.states).flatMap((state) =>
      walked.governed.flatMap((operation) =>
        (state.on[operation.id] ?? []).flatMap((transition): readonly Guarded[] => {
          const { guard } = transition
          if (guard === undefined) return []
          const schema = `/components/schemas/${guard}`
          const required = requirementsOf(model.document, schema)
          const merger = mergers.find(({ states, input }) => {
            const known = Object.keys(inputProperties(model.document, input))
            return states[lifecycle.id] === state.name && required.every((path) => known.includes(topOf(path)))
          })
          if (merger === undefined) return []
          return [{ walked, lifecycle, state, operation, transition, guard, schema, merger, required }]
        }),
      ),
    ),
  )
}

function topOf(path: string): string {
  return path.replace(/\[\]$/, '').split('.')[0] ?? ''
}

/** One about whom as little is known as can be, and a body with all that the guard asks for. */
async function begin(journey: Journey, { walked, merger, required }: Guarded): Promise<[Placed, JsonObject]> {
  const placed = await journey.placeAndRead(walked, { states: merger.states, satisfies: 'none' })
  const names = [...new Set(required.map(topOf))]
  const all = await bodyFor(journey, placed.subject, merger.input, placed.before, names)
  return [placed, pick(all, names)]
}

function head({ operation, transition, state }: Guarded): Pick<Plan, 'operation' | 'rule' | 'state'> {
  return { operation: operation.id, rule: transition.pointer, state: state.name }
}

function without(guarded: Guarded, paths: readonly string[], title: string): Plan {
  return {
    ...head(guarded),
    expected: `refused ${title}; all that is missing is named, and nothing changes`,
    async run(journey) {
      const [start, all] = await begin(journey, guarded)
      const sent = paths.reduce((body, path) => leaveOut(body, path), all)
      const placed = Object.keys(sent).length === 0 ? start : await write(journey, start, guarded.merger, sent)
      await expectGuardRefusal(journey, placed, guarded, {})
      return `${guarded.operation.id} is refused ${title}, and names what is missing.`
    },
  }
}

/** `a.b`: without `b` in `a`; `list[]`: with nothing in the list. */
function leaveOut(body: JsonObject, path: string): JsonObject {
  const [name = '', ...rest] = path.split('.')
  if (name.endsWith('[]')) return { ...body, [name.slice(0, -2)]: [] }
  const inner = body[name]
  if (rest.length > 0) return isObject(inner) ? { ...body, [name]: leaveOut(inner, rest.join('.')) } : body
  return Object.fromEntries(Object.entries(body).filter(([one]) => one !== name))
}

/** The refusal that the guard calls for, by what is there and what is sent. */
async function expectGuardRefusal(
  journey: Journey,
  { subject, before, states }: Placed,
  { walked, operation, guard, transition }: Guarded,
  sent: JsonObject,
): Promise<void> {
  const { model } = journey.situation
  const isMerge = actionOf(transition, operation) === 'merge'
  const data = isMerge ? merge(model, walked.resource.schema, before, sent) : before
  const predicted = walked.chart.predict(states, operation.id, data, journey.now())
  if (predicted.kind === 'allowed') throw new NotExercised(`${guard} cannot be left unsatisfied so: it still holds.`)
  const lacks = predicted.lacks.map(({ path }) => path)
  const hasBody = Object.keys(sent).length > 0 || operation.body?.required === true
  const reply = await journey.on(subject, operation, hasBody ? { body: sent } : {})
  journey.expectRefusal(reply, refusalBy(model, operation, predicted.refusal, 'guard-failed'), lacks)
  const plain = (path: string) => path.replaceAll(/\[\d*\]/g, '')
  const strange = fieldsOf(model, reply).filter((field) => {
    return !lacks.some((path) => plain(field) === plain(path) || plain(field).startsWith(`${plain(path)}.`))
  })
  if (strange.length > 0)
    throw new Deviation(
      `The refusal names ${strange.join(', ')}, which the guard does not mind.`,
      `names ${fieldsOf(model, reply).join(', ')}`,
      `names ${lacks.join(', ')}`,
    )
  await journey.expectUnchanged(subject, before, `A refused ${operation.id}`)
}

function complete(guarded: Guarded): Plan {
  return {
    ...head(guarded),
    leaves: true,
    expected: `accepted as soon as ${guarded.guard} holds, whatever it was made of`,
    async run(journey) {
      const [start, all] = await begin(journey, guarded)
      const placed = await write(journey, start, guarded.merger, all)
      await accept(journey, placed, guarded, {})
      return `${guarded.operation.id} is accepted with no more than ${guarded.guard} asks for.`
    },
  }
}

async function accept(
  journey: Journey,
  { subject, before, states }: Placed,
  { walked, operation, guard, transition }: Guarded,
  sent: JsonObject,
  ignored: JsonObject = {},
): Promise<JsonObject> {
  const { model } = journey.situation
  const isMerge = actionOf(transition, operation) === 'merge'
  const data = isMerge ? merge(model, walked.resource.schema, before, sent) : before
  const predicted = walked.chart.predict(states, operation.id, data, journey.now())
  if (predicted.kind === 'refused')
    throw new NotExercised(
      `No data could be arranged for ${guard}: ${predicted.lacks.map(({ message }) => message).join('; ')}.`,
    )
  const hasBody = Object.keys(sent).length > 0 || operation.body?.required === true
  const reply = await journey.on(subject, operation, hasBody ? { body: { ...ignored, ...sent } } : {})
  journey.coverTransition(transition.pointer)
  journey.expectSuccess(reply)
  const action = isMerge ? 'merge' : 'read'
  return journey.expectWritten(subject, { operation, before, sent, action, states: predicted.states, reply })
}

/** The body of the guarded call itself brings what was still missing. */
function lastPortion(guarded: Guarded): Plan {
  return {
    ...head(guarded),
    leaves: true,
    expected: 'accepted with the last portion in its own body',
    async run(journey) {
      const [start, all] = await begin(journey, guarded)
      const names = Object.keys(all)
      const half = names.slice(0, Math.floor(names.length / 2))
      const { document } = journey.situation.model
      const [earlier, last] = divided(document, guarded.merger.input, all, half)
      const placed = await write(journey, start, guarded.merger, earlier)
      await sleep(30)
      const ignored = readOnlyOf(document, guarded.walked, inputOf(guarded.operation) ?? '', placed.before)
      const after = await accept(journey, placed, guarded, last, ignored)
      expectStamps(document, guarded.walked, 'modified', placed.before, after)
      return `${guarded.operation.id} is accepted with the last portion, and keeps it.`
    },
  }
}

/** Two portions, of which the second also has the last part of each object that the first begins. */
function divided(
  document: JsonObject,
  input: Pointer,
  all: JsonObject,
  half: readonly string[],
): readonly [JsonObject, JsonObject] {
  const [earlier, last] = [
    { ...pick(all, half) },
    {
      ...pick(
        all,
        Object.keys(all).filter((name) => !half.includes(name)),
      ),
    },
  ]
  for (const [name, value] of Object.entries(all)) {
    const schema = memberOf(document, input, name).schema
    if (schema === undefined || !isObject(value) || isReference(keywordsOf(document, schema)['x-reference'])) continue
    const needed = Object.keys(value).filter((part) => memberOf(document, schema, part).required)
    const [part] = Object.keys(value)
      .filter((one) => !needed.includes(one))
      .slice(-1)
    if (part === undefined) continue
    earlier[name] = leaveOut(value, part)
    last[name] = pick(value, [...needed, part])
  }
  return [earlier, last]
}

function notKept(guarded: Guarded): Plan {
  return {
    ...head(guarded),
    expected: 'refused with half of what is needed in its own body, of which nothing is kept',
    async run(journey) {
      const [placed, all] = await begin(journey, guarded)
      const names = Object.keys(all)
      await expectGuardRefusal(journey, placed, guarded, pick(all, names.slice(0, Math.ceil(names.length / 2))))
      return 'Nothing of a refused portion is kept.'
    },
  }
}

type Bound = {
  readonly name: string
  readonly keyword: 'x-after' | 'x-before'
  readonly text: string
  readonly schema: Pointer
}

/** Dates of the guard that must lie on one side of a moment. */
function boundsIn({ model: { document } }: Situation, { schema, required }: Guarded): readonly Bound[] {
  return [...new Set(required.map(topOf))].flatMap((name) => {
    const place = memberOf(document, schema, name).schema
    if (place === undefined) return []
    const keywords = keywordsOf(document, place)
    return (['x-after', 'x-before'] as const).flatMap((keyword): readonly Bound[] => {
      const text = keywords[keyword]
      return typeof text === 'string' ? [{ name, keyword, text, schema: place }] : []
    })
  })
}

const DAY = 86_400_000

function outside(guarded: Guarded, bound: Bound): Plan {
  return {
    ...head(guarded),
    rule: bound.schema,
    expected: `refused where ${bound.name} is not ${bound.keyword === 'x-after' ? 'after' : 'before'} ${bound.text}`,
    async run(journey) {
      const { document } = journey.situation.model
      const [form] = formsOf(keywordsOf(document, memberOf(document, guarded.merger.input, bound.name).schema ?? ''))
      const near = form?.hasTime === true ? 1 / 24 : 2
      for (const days of [near, 400]) {
        const [start, all] = await begin(journey, guarded)
        const placed = await write(journey, start, guarded.merger, dated(journey, guarded, all, bound, -days))
        await expectGuardRefusal(journey, placed, guarded, {})
      }
      if (inputOf(guarded.operation) !== undefined) {
        const [start, all] = await begin(journey, guarded)
        const placed = await write(journey, start, guarded.merger, all)
        const late = dated(journey, guarded, all, bound, -near)
        await expectGuardRefusal(journey, placed, guarded, pick(late, [bound.name]))
      }
      return `${bound.name} on the wrong side of ${bound.text} is refused, with the refusal that it has of its own.`
    },
  }
}

function inside(guarded: Guarded, bound: Bound): Plan {
  return {
    ...head(guarded),
    rule: bound.schema,
    leaves: true,
    expected: `accepted where ${bound.name} is only just ${bound.keyword === 'x-after' ? 'after' : 'before'} ${bound.text}`,
    async run(journey) {
      const [start, all] = await begin(journey, guarded)
      const placed = await write(journey, start, guarded.merger, dated(journey, guarded, all, bound, 2))
      await accept(journey, placed, guarded, {})
      return `${bound.name} two days on the right side of ${bound.text} is accepted.`
    },
  }
}

/** The body with the date so many days on the right side of its bound; negative: on the wrong one. */
function dated(journey: Journey, { merger }: Guarded, body: JsonObject, bound: Bound, days: number): JsonObject {
  const { document } = journey.situation.model
  const input = memberOf(document, merger.input, bound.name).schema
  const [form] = input === undefined ? [] : formsOf(keywordsOf(document, input))
  const limit = resolveMoment(bound.text, journey.now())
  if (form === undefined || limit === undefined)
    throw new NotExercised(`${bound.name} is written in no form that is known.`)
  const at = limit + (bound.keyword === 'x-after' ? days : -days) * DAY
  return { ...body, [bound.name]: form.format(at) as JsonValue }
}
