/** Inputs that the document does not allow: refused by the problem that says so, naming the field, changing nothing. */

import {
  follow,
  isObject,
  type JsonObject,
  type JsonValue,
  type Operation,
  type Parameter,
  type Pointer,
  resolveMoment,
} from '../../spec/index.js'
import { now } from '../clock.js'
import { formsOf } from '../timestamps.js'
import { bodyFor } from './bodies.js'
import { actionOf } from './cells.js'
import { inputProperties, isReference, itemsOf, memberOf } from './compare.js'
import { Deviation, NotExercised } from './deviation.js'
import { typeOf } from './inputs.js'
import { type Journey, jsonAccept, type Subject } from './journey.js'
import { keywordsOf, layersOf } from './keywords.js'
import { createOwned, parametersFor } from './owned.js'
import type { Plan } from './plan.js'
import { faultOf, namesField, refusalOf } from './refusals.js'
import { type Call, inputOf, isMultipart, jsonTypeOf } from './requests.js'
import type { Situation, Walked } from './situation.js'
import { isForbidden, type States } from './statechart.js'
import { uploadFor } from './uploads.js'

/** One way to be wrong. */
type Wrong = {
  readonly title: string
  readonly rule: Pointer
  /** Any of these problems is right. */
  readonly problems: readonly string[]
  /** The field that must be named. */
  readonly field?: string
  call(valid: JsonObject, journey: Journey, subject: Subject): Promise<Call> | Call
}

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
            : inputs.body(input, { random: journey.random, now: journey.now(), keys: {} }, [])
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

function wrongBodies(situation: Situation, walked: Walked, operation: Operation): readonly Wrong[] {
  const input = inputOf(operation)
  if (isMultipart(operation)) return wrongForms(situation, operation)
  if (input === undefined) return []
  const isJson = /json/.test(jsonTypeOf(operation) ?? '')
  const { document } = situation.model
  return [
    ...wholeBodies(operation, input, isJson),
    ...unknownFields(document, input),
    ...(isJson
      ? [...fieldsWrong(situation, walked, input, ''), ...missing(document, input, '')]
      : // A form without fields is a body of no bytes.
        missing(document, input, '').map(({ field: _, ...wrong }) => ({
          ...wrong,
          problems: [...wrong.problems, 'missing-body'],
        }))),
  ]
}

/** The body as a whole. */
function wholeBodies({ body }: Operation, rule: Pointer, isJson: boolean): readonly Wrong[] {
  const found: Wrong[] = [
    {
      title: 'a body of a media type that it does not take',
      rule,
      problems: ['unsupported-media-type'],
      call: (valid) => ({ raw: { text: JSON.stringify(valid), mediaType: 'text/plain' } }),
    },
  ]
  if (isJson) {
    for (const [title, text] of [
      ['a body that breaks off', '{"a": 1'],
      ['a body that is no JSON', 'hello'],
    ] as const) {
      const raw = { text, mediaType: 'application/json' }
      found.push({ title, rule, problems: ['malformed-body'], call: () => ({ raw }) })
    }
    const list = { text: '[]', mediaType: 'application/json' }
    const problems = ['wrong-type', 'malformed-body', 'invalid-request']
    found.push({ title: 'a list for an object', rule, problems, call: () => ({ raw: list }) })
  }
  if (body?.required === true)
    found.push({ title: 'no body', rule, problems: ['missing-body', 'malformed-body'], call: () => ({}) })
  return found
}

function unknownFields(document: JsonObject, input: Pointer): readonly Wrong[] {
  const isClosed = (schema: Pointer) =>
    layersOf(document, schema).some(
      ({ node }) => node['additionalProperties'] === false || node['unevaluatedProperties'] === false,
    )
  const found: Wrong[] = []
  const [name] = Object.keys(inputProperties(document, input)).filter((one) => one.length > 3)
  if (isClosed(input)) {
    for (const field of ['no_such_field', ...(name === undefined ? [] : [swapped(name)])]) {
      found.push({
        title: `a field ${field} that there is not`,
        rule: input,
        problems: ['unknown-field'],
        field,
        call: (valid) => ({ body: { ...valid, [field]: 'x' } }),
      })
    }
  }
  for (const [outer, schema] of Object.entries(inputProperties(document, input))) {
    if (!isClosed(schema) || isReference(keywordsOf(document, schema)['x-reference'])) continue
    found.push({
      title: `a field ${outer}.no_such_field that there is not`,
      rule: schema,
      problems: ['unknown-field'],
      field: `${outer}.no_such_field`,
      call: async (valid, journey, subject) => {
        const whole = await bodyFor(journey, subject, input, undefined, [outer])
        const held = whole[outer]
        return { body: { ...valid, ...whole, [outer]: { ...(isObject(held) ? held : {}), no_such_field: 'x' } } }
      },
    })
  }
  return found
}

/** Two letters in the wrong order, as people type. */
function swapped(name: string): string {
  return `${name.slice(0, 1)}${name.slice(2, 3)}${name.slice(1, 2)}${name.slice(3)}`
}

function missing(document: JsonObject, input: Pointer, path: string): readonly Wrong[] {
  return Object.entries(inputProperties(document, input)).flatMap(([name, schema]): readonly Wrong[] => {
    const at = path === '' ? name : `${path}.${name}`
    const own: readonly Wrong[] = memberOf(document, input, name).required
      ? [
          {
            title: `${at} left out`,
            rule: input,
            problems: ['missing-field'],
            field: at,
            call: async (valid, journey, subject) => {
              const whole = await wholeFor(journey, subject, input, path, valid)
              return { body: at.includes('.') ? without(whole, at) : without(valid, at) }
            },
          },
        ]
      : []
    return path === '' && isReference(keywordsOf(document, schema)['x-reference'])
      ? [...own, ...emptyReference(document, schema, at)]
      : own
  })
}

/** `{}` where `{value: …}` should be. */
function emptyReference(document: JsonObject, schema: Pointer, at: string): readonly Wrong[] {
  const reference = keywordsOf(document, schema)['x-reference']
  if (!isReference(reference) || !memberOf(document, schema, reference.by).required) return []
  const field = `${at}.${reference.by}`
  return [
    {
      title: `${field} left out`,
      rule: schema,
      problems: ['missing-field'],
      field,
      call: (valid) => ({ body: { ...valid, [at]: {} } }),
    },
  ]
}

async function wholeFor(
  journey: Journey,
  subject: Subject,
  input: Pointer,
  path: string,
  valid: JsonObject,
): Promise<JsonObject> {
  if (path === '') return valid
  return { ...valid, ...(await bodyFor(journey, subject, input, undefined, [path.split('.')[0] ?? ''])) }
}

function without(body: JsonObject, path: string): JsonObject {
  const [name = '', ...rest] = path.split('.')
  if (rest.length === 0) return Object.fromEntries(Object.entries(body).filter(([one]) => one !== name))
  const inner = body[name]
  return isObject(inner) ? { ...body, [name]: without(inner, rest.join('.')) } : body
}

type Value = {
  readonly title: string
  readonly value: JsonValue
  readonly problems: readonly string[]
  readonly field?: string
}

/** Each property with values that it does not take. */
function fieldsWrong(situation: Situation, walked: Walked, input: Pointer, path: string): readonly Wrong[] {
  const { document } = situation.model
  return Object.entries(inputProperties(document, input)).flatMap(([name, schema]) => {
    const at = path === '' ? name : `${path}.${name}`
    const keywords = keywordsOf(document, schema)
    const own = valuesWrong(situation, schema, keywords).map(
      ({ title, value, problems, field }): Wrong => ({
        title: `${at} ${title}`,
        rule: schema,
        problems,
        field: field === undefined ? at : `${at}${field}`,
        call: (valid) => ({ body: put(valid, at, value) }),
      }),
    )
    const strangers = referencesWrong(situation, walked, schema, keywords, at)
    const isPlain = typeOf(keywords) === 'object' && !isReference(keywords['x-reference'])
    const inner = isPlain && path === '' ? fieldsWrong(situation, walked, schema, at) : []
    const immutable = keywords['x-immutable'] === true ? [immutableWrong(schema, at)] : []
    return [...own, ...strangers, ...inner, ...immutable]
  })
}

function put(body: JsonObject, path: string, value: JsonValue): JsonObject {
  const [name = '', ...rest] = path.split('.')
  if (rest.length === 0) return { ...body, [name]: value }
  const inner = body[name]
  return { ...body, [name]: put(isObject(inner) ? inner : {}, rest.join('.'), value) }
}

const OTHER_TYPE: { readonly [type: string]: readonly JsonValue[] } = {
  string: [17, { a: 'b' }],
  boolean: ['yes', 1],
  integer: ['seven', 1.5],
  number: ['seven'],
  object: ['text', [1]],
  array: ['text', { a: 1 }],
}

function valuesWrong({ model: { document } }: Situation, schema: Pointer, keywords: JsonObject): readonly Value[] {
  const found: Value[] = []
  if (keywords['x-immutable'] === true) return found
  const type = typeOf(keywords)
  for (const value of OTHER_TYPE[type ?? ''] ?? [])
    found.push({ title: `as ${JSON.stringify(value)}`, value, problems: ['wrong-type'] })
  if (type !== undefined && !allowsNull(keywords))
    found.push({ title: 'as null', value: null, problems: ['wrong-type'] })
  const forms = formsOf(keywords)
  if (forms.length > 0) return [...found, ...datesWrong(keywords)]
  if ('const' in keywords || Array.isArray(keywords['enum'])) {
    if (type === 'string') found.push({ title: 'as NoSuchValue', value: 'NoSuchValue', problems: ['invalid-value'] })
    return found
  }
  if (type === 'string') found.push(...textsWrong(keywords))
  if (type === 'integer' || type === 'number') found.push(...numbersWrong(keywords))
  const items = type === 'array' ? itemsOf(document, schema) : undefined
  if (items !== undefined) {
    const inner = typeOf(keywordsOf(document, items))
    const [value] = OTHER_TYPE[inner ?? ''] ?? []
    if (value !== undefined)
      found.push({ title: `with ${JSON.stringify(value)} in it`, value: [value], problems: ['wrong-type'] })
    if (Number(keywords['minItems'] ?? 0) > 0) found.push({ title: 'empty', value: [], problems: ['invalid-value'] })
  }
  return found
}

function allowsNull({ type, enum: choices }: JsonObject): boolean {
  return (Array.isArray(type) && type.includes('null')) || (Array.isArray(choices) && choices.includes(null))
}

function datesWrong(keywords: JsonObject): readonly Value[] {
  const found: Value[] = formsOf(keywords).map(({ form, format }) => {
    const value = format(Date.UTC(2021, 1, 20, 10, 11, 12, 130)).replace('2021-02-20', '2021-02-30')
    return { title: `as ${value}, which is in no calendar (${form})`, value, problems: ['unreadable-date'] }
  })
  const text = 'yesterday morning'
  found.push({ title: `as "${text}"`, value: text, problems: ['unreadable-date'] })
  const [form] = formsOf(keywords)
  for (const [keyword, days] of [
    ['x-before', 3],
    ['x-after', -3],
  ] as const) {
    const bound = keywords[keyword]
    const limit = typeof bound === 'string' ? resolveMoment(bound, now()) : undefined
    if (limit === undefined || form === undefined) continue
    const value = form.format(limit + days * 86_400_000)
    found.push({ title: `as ${value}, ${keyword.slice(2)} which it must not be`, value, problems: ['invalid-value'] })
  }
  return found
}

function textsWrong(keywords: JsonObject): readonly Value[] {
  const problems = ['invalid-value']
  const found: Value[] = []
  if (Number(keywords['minLength'] ?? 0) > 0) found.push({ title: 'empty', value: '', problems })
  if (keywords['pattern'] === '\\S') found.push({ title: 'as blanks', value: '   ', problems })
  const most = keywords['maxLength']
  if (typeof most === 'number' && most < 5000)
    found.push({ title: `${most + 1} letters long`, value: 'x'.repeat(most + 1), problems })
  if (keywords['format'] === 'uuid') found.push({ title: 'as no UUID', value: 'no-uuid', problems })
  const pattern = keywords['pattern']
  if (typeof pattern === 'string' && pattern !== '\\S' && !new RegExp(pattern, 'u').test('###'))
    found.push({ title: 'as ###', value: '###', problems })
  return found
}

function numbersWrong(keywords: JsonObject): readonly Value[] {
  const problems = ['invalid-value']
  const found: Value[] = []
  const { minimum, maximum } = keywords
  if (typeof minimum === 'number') found.push({ title: `as ${minimum - 1}`, value: minimum - 1, problems })
  if (typeof maximum === 'number') found.push({ title: `as ${maximum + 1}`, value: maximum + 1, problems })
  return found
}

/** Values that the directory does not have, and what is nobody's or another's. */
function referencesWrong(
  situation: Situation,
  walked: Walked,
  schema: Pointer,
  keywords: JsonObject,
  at: string,
): readonly Wrong[] {
  const { model } = situation
  const items = itemsOf(model.document, schema)
  const inner = items === undefined ? keywords : keywordsOf(model.document, items)
  const reference = inner['x-reference']
  if (!isReference(reference)) return []
  const wrap = (key: JsonValue): JsonValue =>
    items === undefined ? { [reference.by]: key } : [{ [reference.by]: key }]
  const place = memberOf(model.document, items ?? schema, reference.by).schema
  const isNumber = place !== undefined && typeOf(keywordsOf(model.document, place)) === 'integer'
  const common = { rule: schema, problems: ['unknown-reference'], field: at }
  const unknown: Wrong = {
    ...common,
    title: `${at} with a ${reference.by} that ${reference.to} does not have`,
    call: (valid) => ({ body: put(valid, at, wrap(isNumber ? 987_654_321 : 'NoSuchValue')) }),
  }
  if (model.directories[reference.to] !== undefined) {
    // Of the right shape, and still not in the directory.
    const entry = model.directories[reference.to]?.[0]?.[reference.by]
    const near = typeof entry === 'string' ? entry.toLowerCase() : undefined
    const known = model.directories[reference.to]?.some((one) => one[reference.by] === near)
    if (near === undefined || known === true) return [unknown]
    return [unknown, { ...common, title: `${at} as ${near}`, call: (valid) => ({ body: put(valid, at, wrap(near)) }) }]
  }
  const anothers: Wrong = {
    ...common,
    title: `${at} with another's ${reference.to}`,
    call: async (valid, journey) => {
      const other = await journey.place(walked, { stranger: true })
      const [key] = (await journey.keysFor(other))[reference.to] ?? []
      if (key === undefined) throw new NotExercised(`No operation makes a ${reference.to}.`)
      return { body: put(valid, at, wrap(key)) }
    },
  }
  return model.resources[reference.to]?.owner === undefined ? [unknown] : [unknown, anothers]
}

function immutableWrong(schema: Pointer, at: string): Wrong {
  return {
    title: `${at} with another value than it has`,
    rule: schema,
    problems: ['immutable-field'],
    field: at,
    call: async (valid, journey, subject) => {
      const held = (await journey.read(subject))[at]
      const other = typeof held === 'number' ? held + 1 : `${String(held)}x`
      return { body: { ...valid, [at]: other } }
    },
  }
}

/** A form without its file, and one with a field too many. */
function wrongForms({ model }: Situation, operation: Operation): readonly Wrong[] {
  const schema = operation.body?.content['multipart/form-data']
  if (schema === undefined) return []
  const required = Object.keys(inputProperties(model.document, schema)).filter(
    (name) => memberOf(model.document, schema, name).required,
  )
  return [
    ...required.map(
      (name): Wrong => ({
        title: `a form without ${name}`,
        rule: schema,
        problems: ['missing-field', 'missing-body', 'invalid-request', 'unknown-field'],
        // With something else in it: a form with nothing at all is no form.
        call: (_, { situation }) => {
          const { [name]: _left, ...rest } = uploadFor(situation, operation, 0)
          return { form: Object.keys(rest).length > 0 ? rest : { no_such_field: 'x' } }
        },
      }),
    ),
    {
      title: 'a body of a media type that it does not take',
      rule: schema,
      problems: ['unsupported-media-type'],
      call: () => ({ raw: { text: '{}', mediaType: 'text/plain' } }),
    },
  ]
}

/** Path and query parameters that are not as their schemas say. */
function wrongParameters(situation: Situation, operation: Operation): readonly Wrong[] {
  const { document } = situation.model
  const known = parametersFor(situation.model, operation)
  return operation.parameters.flatMap((parameter) => {
    if (parameter.in !== 'path' && parameter.in !== 'query') return []
    const keywords = keywordsOf(document, parameter.schema)
    const isKey = parameter.in === 'path' && known[parameter.name] !== undefined
    // A key that there cannot be is one that nobody has.
    const nobodys = isKey ? ['forbidden', 'resource-not-found'] : []
    return textsFor(keywords, isKey).map(
      (text): Wrong => ({
        title: `the ${parameter.in} parameter ${parameter.name} as ${JSON.stringify(text)}`,
        rule: parameter.pointer,
        problems: ['wrong-type', 'invalid-value', 'invalid-request', ...nobodys],
        ...(nobodys.length === 0 && { field: parameter.name }),
        call: async (valid, journey, subject) => ({
          ...(await bodyOf(operation, valid, journey, subject)),
          ...placed(parameter, text),
        }),
      }),
    )
  })
}

async function bodyOf(operation: Operation, valid: JsonObject, journey: Journey, _: Subject): Promise<Call> {
  if (isMultipart(operation)) return { form: uploadFor(journey.situation, operation, 0) }
  return inputOf(operation) === undefined || actionOf({ actions: [] }, operation) === 'delete' ? {} : { body: valid }
}

function placed({ in: where, name }: Parameter, text: string): Call {
  return where === 'path' ? { path: { [name]: text } } : { query: { [name]: text } }
}

function textsFor(keywords: JsonObject, isKey: boolean): readonly string[] {
  const type = typeOf(keywords)
  if (Array.isArray(keywords['enum'])) return ['NoSuchValue']
  if (type === 'integer' || type === 'number') {
    const { minimum, maximum } = keywords
    return [
      'abc',
      '1.5',
      ...(typeof minimum === 'number' ? [String(minimum - 1)] : []),
      ...(typeof maximum === 'number' && !isKey ? [String(maximum + 1)] : []),
    ]
  }
  if (type === 'boolean') return ['perhaps']
  if (keywords['format'] === 'uuid') return ['no-uuid']
  if (typeof keywords['pattern'] === 'string' && !new RegExp(keywords['pattern'], 'u').test('###')) return ['###']
  return []
}
