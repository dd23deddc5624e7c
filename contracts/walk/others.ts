/** What no lifecycle governs: reading, listing, directories, files; each called with a valid input. */

import {
  getPath,
  isObject,
  type JsonObject,
  type JsonValue,
  type Operation,
  type Pointer,
  resolvePointer,
} from '../../spec/index.js'
import { describeReply, type Exchange, isSuccess, type Upload } from '../exchange.js'
import { expectPart } from './authorization.js'
import { changes, isEqual, isReference, memberOf, show } from './compare.js'
import { Deviation, NotExercised } from './deviation.js'
import { type Journey, jsonAccept, type Subject } from './journey.js'
import { keywordsOf } from './keywords.js'
import { choicesOf, createOwned } from './owned.js'
import { keyIn } from './places.js'
import type { Plan } from './plan.js'
import { exampleValue, faultOf, refusalBy, refusalOf } from './refusals.js'
import { type Call, inputOf, isMultipart, needsToken } from './requests.js'
import type { Situation, Walked } from './situation.js'
import { uploadFor } from './uploads.js'

export function otherPlans(situation: Situation, walked: Walked): readonly Plan[] {
  return situation.model.operations
    .filter(({ governedBy }) => governedBy.length === 0)
    .flatMap((operation) => [
      ...callsOf(situation, operation).map((extra) => called(situation, walked, operation, extra)),
      ...(isMultipart(operation) ? uploaded(situation, walked, operation) : []),
      ...(operation.subject?.action === 'list'
        ? [...paged(situation, walked, operation), ...filtered(situation, walked, operation)]
        : []),
      ...(operation.method === 'DELETE' ? [...deleted(walked, operation), ...inUse(situation, walked, operation)] : []),
      ...(operation === walked.creator ? [created(walked, operation)] : []),
    ])
}

/** One call for each value that a path parameter may take. */
function callsOf({ model }: Situation, operation: Operation): readonly Call[] {
  const chosen = operation.parameters.flatMap(({ in: where, name, schema }) => {
    const choices = where === 'path' ? choicesOf(model, schema) : undefined
    return choices === undefined ? [] : [choices.map((value): Call => ({ path: { [name]: value } }))]
  })
  return chosen[0] ?? [{}]
}

function called(situation: Situation, walked: Walked, operation: Operation, extra: Call): Plan {
  const { model } = situation
  const isOpen = !needsToken(model, operation)
  const chosen = Object.values(extra.path ?? {}).join(', ')
  return {
    operation: operation.id,
    rule: operation.pointer,
    expected: `a documented ${isOpen ? 'reply' : 'success'}${chosen === '' ? '' : ` for ${chosen}`}`,
    async run(journey) {
      const placed = await journey.placeAndRead(walked)
      const { subject, before } = placed
      const call = await validCall(journey, subject, operation, extra)
      const reply = await journey.on(subject, operation, call)
      // Whoever signs in does it with what the document cannot know: any documented answer is one.
      if (isOpen && !isSuccess(reply)) return expectDocumented(reply, operation)
      journey.expectSuccess(reply)
      if (operation.subject?.resource === walked.resource.name) expectOwn(reply, operation, before, walked)
      expectDirectory(situation, operation, reply, extra)
      if (operation.method === 'GET') await expectSame(journey, subject, operation, call, reply)
      if (operation.method !== 'DELETE' && operation.subject?.action !== 'create')
        await journey.expectUnchanged(subject, before, operation.id)
      return `${operation.id} answers ${reply.status}.`
    },
  }
}

async function validCall(journey: Journey, subject: Subject, operation: Operation, extra: Call): Promise<Call> {
  const { situation, random } = journey
  const input = inputOf(operation)
  const path = { ...(await createOwned(journey, subject, operation)), ...extra.path }
  const body =
    isMultipart(operation) || input === undefined
      ? {}
      : {
          body:
            exampleOf(situation, operation) ?? situation.inputs.body(input, { random, now: journey.now(), keys: {} }),
        }
  const form = isMultipart(operation) ? { form: uploadFor(situation, operation, 0) } : {}
  return { ...jsonAccept(operation), ...body, ...form, path }
}

/** The request that the document itself shows. */
function exampleOf({ model: { document } }: Situation, { body }: Operation): JsonObject | undefined {
  for (const name of Object.keys(body?.content ?? {})) {
    const media = resolvePointer(document, `${body?.pointer}/content/${name.replaceAll('/', '~1')}`)
    if (!isObject(media)) continue
    const examples = isObject(media['examples']) ? Object.values(media['examples']) : []
    const [first] = examples.flatMap((one) => (isObject(one) && isObject(one['value']) ? [one['value']] : []))
    const example = isObject(media['example']) ? media['example'] : first
    if (example !== undefined) return example
  }
  return undefined
}

function expectDocumented(reply: Exchange, { id, responses }: Operation): string {
  const known = responses.some(
    ({ status }) => status === String(reply.status) || status === `${String(reply.status)[0]}XX`,
  )
  if (!known || reply.status >= 500) throw new Deviation('The reply is not a documented one.', describeReply(reply))
  return `${id} answers ${reply.status}, as documented.`
}

/** A reply about the walked resource tells what reading it tells. */
function expectOwn(reply: Exchange, operation: Operation, model: JsonObject, walked: Walked): void {
  if (operation.subject?.action === 'read') expectPart(reply, operation, model)
  if (operation.subject?.action !== 'list') return
  const { at, listProperty } = operation.subject
  const part = at === undefined ? model : getPath(model, at)
  const items = listProperty === undefined ? reply.body : getPath(reply.body, listProperty)
  if (!Array.isArray(items)) throw new Deviation('The reply has no list.', describeReply(reply))
  // Where all is everybody's, one's own may be on another page.
  if (walked.resource.owner === undefined) return
  const key = walked.resource.key.split('.').at(-1) ?? 'id'
  const own = items.find((item) => isObject(item) && isObject(part) && item[key] === part[key])
  if (own === undefined) throw new Deviation('The list does not have the caller’s own.', describeReply(reply))
  const wrong = changes(part, own)
  if (wrong.length > 0)
    throw new Deviation('The list tells something else than the model.', wrong.slice(0, 3).join('; '))
  const strange = items.filter((item) => item !== own)
  if (strange.length > 0) throw new Deviation('The list has what is not the caller’s.', show(strange))
}

/** A directory that bodies refer to is as the document has it: every value that it takes must be found there. */
function expectDirectory({ model }: Situation, operation: Operation, reply: Exchange, { path }: Call): void {
  const chosen = Object.values(path ?? {}).map(String)
  const contents = operation.responses
    .filter(({ status }) => status.startsWith('2'))
    .flatMap(({ content }) => Object.values(content))
  const refs = contents.flatMap(({ exampleRefs }) => Object.entries(exampleRefs))
  const named = refs.length === 1 ? refs[0] : refs.find(([name]) => chosen.includes(name))
  const directory = named === undefined ? undefined : model.directories[named[1]]
  if (directory === undefined || named === undefined || !isReferredTo(model.document, named[1])) return
  if (!Array.isArray(reply.body)) throw new Deviation('The reply is no list.', describeReply(reply))
  const body = reply.body
  const lacking = directory.filter((entry) => !body.some((one) => isEqual(one, entry)))
  if (lacking.length > 0)
    throw new Deviation('Entries of the directory are not there.', `${body.length} entries`, show(lacking.slice(0, 3)))
  if (body.length > directory.length) {
    const more = body.filter((one) => !directory.some((entry) => isEqual(one, entry)))
    throw new Deviation('There are entries that the directory does not have.', show(more.slice(0, 3)))
  }
}

/** Other lists are examples; a directory is what some `x-reference` takes its values from. */
function isReferredTo(document: JsonValue | undefined, name: string): boolean {
  if (Array.isArray(document)) return document.some((one) => isReferredTo(one, name))
  if (!isObject(document)) return false
  const reference = document['x-reference']
  if (isReference(reference) && reference.to === name) return true
  return Object.values(document).some((one) => isReferredTo(one, name))
}

async function expectSame(journey: Journey, subject: Subject, operation: Operation, call: Call, first: Exchange) {
  const again = await journey.on(subject, operation, call)
  if (again.status === first.status && isEqual(again.body, first.body)) return
  if (
    journey.situation.model.resources[operation.subject?.resource ?? '']?.owner === undefined &&
    operation.subject !== undefined
  )
    return
  throw new Deviation('Asked twice, it answers differently.', describeReply(again), describeReply(first))
}

/** What has been uploaded can be read back: the same model, the same bytes, the same in Base64. */
function uploaded(situation: Situation, walked: Walked, operation: Operation): readonly Plan[] {
  const resource = operation.subject?.resource
  const readers = situation.model.operations.filter(
    ({ method, subject }) => method === 'GET' && subject?.resource === resource && subject?.action === 'read',
  )
  if (resource === undefined) return []
  return [
    {
      operation: operation.id,
      rule: operation.pointer,
      expected: 'what is uploaded is kept, byte by byte',
      async run(journey) {
        const { model } = journey.situation
        const subject = await journey.place(walked)
        const form = uploadFor(situation, operation, 1)
        const path = await createOwned(journey, subject, operation)
        const reply = await journey.on(subject, operation, { form, path })
        journey.expectSuccess(reply)
        const file = Object.values(form).find((value) => typeof value !== 'string')
        if (typeof file === 'object')
          expectDescribed(model.document, model.resources[resource]?.schema ?? '', reply, file)
        const key = keyIn(reply.body, model.resources[resource]?.key ?? 'id', reply)
        for (const reader of readers) await expectKept(journey, subject, reader, key, reply, file)
        return `It was read back by ${readers.map(({ id }) => id).join(', ')}.`
      },
    },
  ]
}

/** What the model says of a file, as far as its names tell what they mean. */
function expectDescribed(
  document: JsonObject,
  schema: Pointer,
  reply: Exchange,
  { name, mediaType, bytes }: Upload,
): void {
  if (!isObject(reply.body)) return
  for (const [property, value] of Object.entries(reply.body)) {
    if (memberOf(document, schema, property).schema === undefined) continue
    const expected = /^(size|bytes|length)$/.test(property)
      ? bytes.length
      : /(mime|media|content).?type$/i.test(property)
        ? mediaType
        : /file.?name$/i.test(property)
          ? name
          : value
    if (value !== expected) throw new Deviation(`${property} is not that of the file.`, show(value), show(expected))
  }
}

async function expectKept(
  journey: Journey,
  subject: Subject,
  reader: Operation,
  key: string | number,
  created: Exchange,
  file: Upload | string | undefined,
): Promise<void> {
  const { model } = journey.situation
  const [ok] = reader.responses.filter(({ status }) => status.startsWith('2'))
  for (const [mediaType, { schema }] of Object.entries(ok?.content ?? {})) {
    const accept = Object.keys(ok?.content ?? {}).length > 1 ? { accept: mediaType } : {}
    const reply = await journey.on(subject, reader, { key, ...accept })
    journey.expectSuccess(reply)
    const keywords = schema === undefined ? {} : keywordsOf(model.document, schema)
    if (typeof file !== 'object') continue
    if (!/[/+]json$/.test(mediaType)) {
      const isKept =
        file.bytes.length === reply.bytes.length && file.bytes.every((byte, at) => byte === reply.bytes[at])
      if (!isKept)
        throw new Deviation('The bytes are not those that were sent.', show([...reply.bytes]), show([...file.bytes]))
    } else if (keywords['contentEncoding'] === 'base64') {
      const sent = btoa(String.fromCharCode(...file.bytes))
      if (reply.body !== sent) throw new Deviation('Decoded, it is not what was sent.', show(reply.body), show(sent))
    } else if (!isEqual(reply.body, created.body)) {
      throw new Deviation(
        'It is not what was told when it was made.',
        changes(created.body, reply.body).slice(0, 3).join('; '),
      )
    }
  }
}

/** What is deleted is gone. */
function deleted(walked: Walked, operation: Operation): readonly Plan[] {
  const resource = operation.subject?.resource
  if (resource === undefined || resource === walked.resource.name) return []
  return [
    {
      operation: operation.id,
      rule: operation.pointer,
      expected: 'what is deleted is gone',
      async run(journey) {
        const { model } = journey.situation
        const subject = await journey.place(walked)
        const path = await createOwned(journey, subject, operation)
        journey.expectSuccess(await journey.on(subject, operation, { path }))
        const readers = model.operations.filter(
          ({ method, subject: one }) => method === 'GET' && one?.resource === resource && one.action === 'read',
        )
        for (const reader of readers) {
          const reply = await journey.on(subject, reader, { ...jsonAccept(reader), path })
          journey.expectRefusal(reply, refusalOf(model, reader, 'resource-not-found'))
        }
        journey.expectRefusal(
          await journey.on(subject, operation, { path }),
          refusalOf(model, operation, 'resource-not-found'),
        )
        return 'It is gone, and cannot be deleted again.'
      },
    },
  ]
}

/** What a model refers to is not deleted, where the operation has a refusal of its own. */
function inUse(situation: Situation, walked: Walked, operation: Operation): readonly Plan[] {
  const { model } = situation
  const common = new Set(Object.values(model.problems.examples))
  const own = operation.responses
    .flatMap(({ content }) => Object.values(content))
    .flatMap(({ exampleRefs }) => Object.values(exampleRefs))
    .filter((name) => !common.has(name) && exampleValue(model, name) !== undefined)
  const [example] = own
  const resource = operation.subject?.resource
  if (own.length !== 1 || example === undefined || resource === undefined) return []
  const refusal = refusalBy(model, operation, example, 'invalid-value')
  return [
    {
      operation: operation.id,
      rule: operation.pointer,
      expected: `${refusal.words} for what the model uses`,
      async run(journey) {
        const place = referring(situation, walked, resource)
        if (place === undefined) throw new NotExercised(`No body refers to a ${resource}.`)
        const { subject } = await journey.placeAndRead(walked)
        const [key] = (await journey.keysFor(subject))[resource] ?? []
        if (key === undefined) throw new NotExercised(`No operation makes a ${resource}.`)
        const { writer, name, by, isList } = place
        const value = isList ? [{ [by]: key }] : { [by]: key }
        journey.expectSuccess(await journey.on(subject, writer, { body: { [name]: value } }))
        const before = await journey.read(subject)
        journey.expectRefusal(await journey.on(subject, operation, { key }), refusal)
        await journey.expectUnchanged(subject, before, `A refused ${operation.id}`)
        return `What ${name} refers to is not deleted.`
      },
    },
  ]
}

function referring({ model }: Situation, { governed }: Walked, resource: string) {
  for (const writer of governed) {
    const input = inputOf(writer)
    if (input === undefined || writer.subject?.action !== 'merge') continue
    for (const name of Object.keys((keywordsOf(model.document, input)['properties'] as JsonObject | undefined) ?? {})) {
      const schema = memberOf(model.document, input, name).schema
      if (schema === undefined) continue
      const keywords = keywordsOf(model.document, schema)
      const items = isObject(keywords['items']) ? keywords['items'] : undefined
      const reference = items?.['x-reference'] ?? keywords['x-reference']
      if (isReference(reference) && reference.to === resource)
        return { writer, name, by: reference.by, isList: items !== undefined }
    }
  }
  return undefined
}

/** Pages together are the whole, each once. */
function paged(situation: Situation, walked: Walked, operation: Operation): readonly Plan[] {
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
        await expectTotal(journey, subject, operation, size.name, turn.name, first, seen, totals)
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
  size: string,
  turn: string,
  first: number,
  seen: readonly JsonValue[],
  totals: ReadonlySet<JsonValue | undefined>,
): Promise<void> {
  const { model } = journey.situation
  if (model.resources[operation.subject?.resource ?? '']?.owner === undefined) return
  const path = await createOwned(journey, subject, operation)
  const whole = await journey.on(subject, operation, { path, query: { [size]: 100, [turn]: first } })
  const items = itemsIn(whole, operation)
  if (seen.some((key) => !items.some((item) => Object.values(isObject(item) ? item : {}).includes(key as JsonValue))))
    throw new Deviation('The whole lacks what its pages have.', describeReply(whole))
  // A provider may cut a page that asks for all.
  if (items.length >= 100) return
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
function filtered(_: Situation, walked: Walked, operation: Operation): readonly Plan[] {
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

/** What is created is there, at its beginning, with what was sent. */
function created(walked: Walked, operation: Operation): Plan {
  return {
    operation: operation.id,
    rule: operation.pointer,
    expected: 'what is created is there, in its initial state, with what was sent',
    async run(journey) {
      const { situation, random } = journey
      const { subject: caller } = await journey.placeAndRead(walked)
      const input = inputOf(operation) ?? ''
      for (const only of [undefined, []]) {
        const sent = situation.inputs.body(input, { random, now: journey.now(), keys: {} }, only)
        const reply = await journey.on(caller, operation, { body: sent })
        journey.expectSuccess(reply)
        const id = keyIn(reply.body, walked.resource.key, reply)
        const subject = { ...caller, id }
        const written = { operation, before: {}, sent, action: 'create', reply } as const
        const initial = Object.fromEntries(walked.chart.lifecycles.map((one) => [one.id, one.initial]))
        const after = await journey.expectWritten(subject, { ...written, states: initial })
        const location = reply.headers.get('location')
        if (location !== null && !location.includes(String(id)))
          throw new Deviation('Location does not lead there.', location, String(id))
        if (
          faultOf(reply, { statuses: ['200', '201', '202'], words: '' }) !== undefined ||
          Object.keys(after).length === 0
        )
          throw new Deviation('It was not created.', describeReply(reply))
      }
      return 'It is there, with what was sent.'
    },
  }
}
