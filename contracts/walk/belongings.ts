/** What belongs to a subject and is uploaded: kept byte by byte, deleted, and kept where it is used. */

import { getPath, isObject, type JsonObject, keywordsOf, type Operation, type Pointer } from '../../spec/index.js'
import type { Exchange, Upload } from '../exchange.js'
import { changes, inputProperties, isEqual, isReference, itemsOf, memberOf, show } from './compare.js'
import { Deviation, NotExercised } from './deviation.js'
import { type Journey, jsonAccept, type Subject } from './journey.js'
import { keyIn } from './made.js'
import { createOwned, makeOne, parametersFor } from './owned.js'
import type { Plan } from './plan.js'
import { exampleValue, type Refusal, refusalBy, refusalOf } from './refusals.js'
import { type Call, inputOf } from './requests.js'
import type { Situation, Walked } from './situation.js'
import { longFile, uploadFor } from './uploads.js'

/** What has been uploaded can be read back: the same model, the same bytes, the same in Base64. */
export function uploaded(situation: Situation, walked: Walked, operation: Operation): readonly Plan[] {
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
        const subject = await journey.place(walked)
        const path = await createOwned(journey, subject, operation)
        const forms = [uploadFor(situation, operation, 1), uploadFor(situation, operation, 1, longFile(situation.seed))]
        for (const form of forms) await keep(journey, subject, form, path)
        return `It was read back by ${readers.map(({ id }) => id).join(', ')}.`
      },
    },
  ]

  async function keep(
    journey: Journey,
    subject: Subject,
    form: NonNullable<Call['form']>,
    path: NonNullable<Call['path']>,
  ): Promise<void> {
    const { model } = journey.situation
    const { schema = '', key: keyName = 'id' } = model.resources[resource ?? ''] ?? {}
    const reply = await journey.on(subject, operation, { form, path })
    journey.expectSuccess(reply)
    const file = Object.values(form).find((value) => typeof value !== 'string')
    if (typeof file === 'object') expectDescribed(model.document, schema, reply, file)
    const key = keyIn(reply.body, keyName, reply)
    for (const reader of readers) await expectKept(journey, subject, reader, key, reply, file)
  }
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
        throw new Deviation('The bytes are not those that were sent.', beginning(reply.bytes), beginning(file.bytes))
    } else if (keywords['contentEncoding'] === 'base64') {
      const sent = btoa(Array.from(file.bytes, (byte) => String.fromCharCode(byte)).join(''))
      if (reply.body !== sent) throw new Deviation('Decoded, it is not what was sent.', show(reply.body), show(sent))
    } else if (!isEqual(reply.body, created.body)) {
      throw new Deviation(
        'It is not what was told when it was made.',
        changes(created.body, reply.body).slice(0, 3).join('; '),
      )
    }
  }
}

function beginning(bytes: Uint8Array): string {
  return `${bytes.length} bytes: ${show([...bytes.slice(0, 100)])}`
}

/** What is deleted is gone. */
export function deleted(walked: Walked, operation: Operation): readonly Plan[] {
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
        const neighbour = await besides(journey, subject, operation, resource, path)
        journey.expectSuccess(await journey.on(subject, operation, { path }))
        const readers = model.operations.filter(
          ({ method, subject: one }) => method === 'GET' && one?.resource === resource && one.action === 'read',
        )
        for (const reader of readers) {
          const reply = await journey.on(subject, reader, { ...jsonAccept(reader), path })
          journey.expectRefusal(reply, refusalOf(model, reader, 'resource-not-found'))
          if (neighbour === undefined) continue
          journey.expectSuccess(await journey.on(subject, reader, { ...jsonAccept(reader), path: neighbour }))
        }
        await expectUnlisted(journey, subject, resource, Object.values(path).at(-1))
        journey.expectRefusal(
          await journey.on(subject, operation, { path }),
          refusalOf(model, operation, 'resource-not-found'),
        )
        return 'It is gone, and cannot be deleted again.'
      },
    },
  ]
}

/** The path of another one, which is to stay; undefined: none can be made. */
async function besides(
  journey: Journey,
  subject: Subject,
  operation: Operation,
  resource: string,
  path: { readonly [name: string]: string | number },
): Promise<typeof path | undefined> {
  const names = Object.entries(parametersFor(journey.situation.model, operation))
  const own = names.find(([, one]) => one === resource)?.[0]
  const owners = Object.fromEntries(
    names.flatMap(([name, one]) => {
      const key = path[name]
      return one === undefined || one === resource || key === undefined ? [] : [[one, key] as const]
    }),
  )
  const made = await makeOne(journey, subject, resource, 1, owners)
  return own === undefined || made === undefined ? undefined : { ...path, [own]: made.key }
}

/** No list of its kind has what is gone. */
async function expectUnlisted(
  journey: Journey,
  subject: Subject,
  resource: string,
  key: string | number | undefined,
): Promise<void> {
  const { model } = journey.situation
  const lists = model.operations.filter(({ subject: one }) => one?.resource === resource && one.action === 'list')
  const name = model.resources[resource]?.key.split('.').at(-1) ?? 'id'
  for (const list of lists) {
    const reply = await journey.on(subject, list, { path: await createOwned(journey, subject, list) })
    journey.expectSuccess(reply)
    const { listProperty } = list.subject ?? {}
    const items = listProperty === undefined ? reply.body : getPath(reply.body, listProperty)
    const found = Array.isArray(items) && items.some((item) => getPath(item, name) === key)
    if (found) throw new Deviation(`${list.id} still lists what was deleted.`, `${name} ${key} in the list`, 'gone')
  }
}

/** What a model refers to is not deleted, where the operation has a refusal of its own. */
export function inUse(situation: Situation, walked: Walked, operation: Operation): readonly Plan[] {
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
        const places = allReferring(situation, walked, resource)
        if (places.length === 0) throw new NotExercised(`No body refers to a ${resource}.`)
        const { subject } = await journey.placeAndRead(walked)
        const keys = (await journey.keysFor(subject))[resource] ?? []
        if (keys.length === 0) throw new NotExercised(`No operation makes a ${resource}.`)
        // Each place in turn, with keys that no other place holds: a provider may look into some of them only.
        for (const { writer, name, by, isList, least } of places) {
          const own = isList ? keys.slice(0, 2) : keys.slice(-1)
          const value = isList ? own.map((key) => ({ [by]: key })) : { [by]: own[0] ?? null }
          journey.expectSuccess(await journey.on(subject, writer, { body: { [name]: value } }))
          const before = await journey.read(subject)
          for (const key of own) journey.expectRefusal(await journey.on(subject, operation, { key }), refusal)
          await journey.expectUnchanged(subject, before, `A refused ${operation.id}`)
          if (isList && least === 0) journey.expectSuccess(await journey.on(subject, writer, { body: { [name]: [] } }))
        }
        return `What ${places.map(({ name }) => name).join(', ')} refer to is not deleted.`
      },
    },
    ...usedIn(walked, operation, resource, refusal),
  ]
}

/** What is in use is so in every state. */
function usedIn(walked: Walked, operation: Operation, resource: string, refusal: Refusal): readonly Plan[] {
  const locking = walked.chart.lifecycles.filter(({ events }) => walked.governed.some(({ id }) => events.includes(id)))
  return locking.flatMap((lifecycle) =>
    Object.values(lifecycle.states).map(
      (state): Plan => ({
        operation: operation.id,
        rule: operation.pointer,
        expected: `${refusal.words} for what the model uses while ${lifecycle.id} is ${state.name}`,
        state: state.name,
        async run(journey) {
          const { model } = journey.situation
          const { subject, before } = await journey.placeAndRead(walked, { states: { [lifecycle.id]: state.name } })
          const used = keysIn(model.document, walked.resource.schema, before, resource)
          if (used.length === 0) throw new NotExercised(`The model uses no ${resource} while it is ${state.name}.`)
          for (const key of used) journey.expectRefusal(await journey.on(subject, operation, { key }), refusal)
          await journey.expectUnchanged(subject, before, `A refused ${operation.id}`)
          return `${used.length} that the model uses were not deleted.`
        },
      }),
    ),
  )
}

/** The keys of a resource that a model refers to. */
function keysIn(
  document: JsonObject,
  schema: Pointer,
  data: JsonObject,
  resource: string,
): readonly (string | number)[] {
  return Object.entries(data).flatMap(([name, value]) => {
    const own = memberOf(document, schema, name).schema
    if (own === undefined) return []
    const reference = keywordsOf(document, itemsOf(document, own) ?? own)['x-reference']
    if (!isReference(reference)) return isObject(value) ? keysIn(document, own, value, resource) : []
    if (reference.to !== resource) return []
    return (Array.isArray(value) ? value : [value]).flatMap((one) => {
      const key = isObject(one) ? one[reference.by] : undefined
      return typeof key === 'string' || typeof key === 'number' ? [key] : []
    })
  })
}

type Referring = {
  readonly writer: Operation
  readonly name: string
  readonly by: string
  readonly isList: boolean
  /** How few entries a list may have. */
  readonly least: number
}

export function referring(situation: Situation, walked: Walked, resource: string): Referring | undefined {
  return allReferring(situation, walked, resource)[0]
}

/** The properties of one body that refer to a resource. */
function allReferring({ model }: Situation, { governed }: Walked, resource: string): readonly Referring[] {
  for (const writer of governed) {
    const input = inputOf(writer)
    if (input === undefined || writer.subject?.action !== 'merge') continue
    const found = Object.entries(inputProperties(model.document, input)).flatMap(([name, schema]): Referring[] => {
      const keywords = keywordsOf(model.document, schema)
      const items = itemsOf(model.document, schema)
      const reference = keywordsOf(model.document, items ?? schema)['x-reference']
      if (!isReference(reference) || reference.to !== resource) return []
      const { by } = reference
      return [{ writer, name, by, isList: items !== undefined, least: Number(keywords['minItems'] ?? 0) }]
    })
    if (found.length > 0) return found
  }
  return []
}
