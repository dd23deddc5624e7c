/** Things of their own without a lifecycle: what is made is kept, is listed where it belongs, and nowhere else. */

import { type ApiModel, getPath, isObject, type JsonObject, type Operation, type Pointer } from '../../spec/index.js'
import { describeReply, type Exchange, isSuccess } from '../exchange.js'
import { differences } from './compare.js'
import { Deviation } from './deviation.js'
import { type Journey, jsonAccept, type Subject } from './journey.js'
import { expectLocation, keyIn } from './made.js'
import { createOwned, parametersFor } from './owned.js'
import type { Plan } from './plan.js'
import { inputOf, isMultipart } from './requests.js'
import type { Situation, Walked } from './situation.js'
import { wishesFor } from './wishes.js'

type Thing = { readonly key: string | number; readonly path: Path; readonly read: JsonObject }
type Path = { readonly [name: string]: string | number }

/** What an operation makes of a body, where it can be read back. */
export function kept(situation: Situation, walked: Walked, operation: Operation): readonly Plan[] {
  const { model } = situation
  const input = inputOf(operation)
  const resource = model.resources[operation.subject?.resource ?? '']
  if (input === undefined || isMultipart(operation) || resource === undefined || resource === walked.resource) return []
  const reader = model.operations.find(
    ({ method, subject }) => method === 'GET' && subject?.resource === resource.name && subject.action === 'read',
  )
  const name = reader && keyParameter(model, reader, resource.name)
  if (reader === undefined || name === undefined || !isBeside(reader, operation, name)) return []
  const list = model.operations.find(
    ({ method, subject, path }) =>
      method === 'GET' && subject?.resource === resource.name && subject.action === 'list' && path === operation.path,
  )
  return [
    {
      operation: operation.id,
      rule: operation.pointer,
      expected: `what is made is kept, each ${resource.name} by its own key`,
      async run(journey) {
        const subject = await journey.place(walked)
        const path = await createOwned(journey, subject, operation)
        const things: Thing[] = []
        for (let count = 0; count < 2; count++) things.push(await make(journey, subject, path, input, name))
        for (const thing of things) {
          const reply = await journey.on(subject, reader, { ...jsonAccept(reader), path: thing.path })
          journey.expectSuccess(reply)
          const wrong = differences(model, resource.schema, write(thing.read, input), itemIn(reply, reader))
          if (wrong.length > 0) throw new Deviation('What is read back is not what was sent.', wrong.join('; '))
        }
        if (list !== undefined) await expectListed(journey, subject, list, path, things)
        if (Object.keys(path).length > 0) await expectElsewhereNothing(journey, walked, path, things, list)
        return `Two of them were read back by ${reader.id}.`
      },
    },
  ]

  async function make(journey: Journey, subject: Subject, path: Path, input: Pointer, name: string): Promise<Thing> {
    const sent = situation.inputs.body(input, wishesFor(journey, subject))
    const reply = await journey.on(subject, operation, { ...jsonAccept(operation), body: sent, path })
    journey.expectSuccess(reply)
    const key = keyIn(itemIn(reply, operation), resource?.key ?? 'id', reply)
    const own = { ...path, [name]: key }
    if (reader !== undefined) expectLocation(model, reply, reader, { path: own })
    return { key, path: own, read: sent }
  }

  async function expectListed(
    journey: Journey,
    subject: Subject,
    list: Operation,
    path: Path,
    things: readonly Thing[],
  ): Promise<void> {
    // What is everybody's may be on another page.
    if (Object.keys(path).length === 0 && resource?.owner === undefined) return
    const reply = await journey.on(subject, list, { path })
    journey.expectSuccess(reply)
    const keys = keysIn(reply, list)
    const lost = things.find(({ key }) => !keys.includes(key))
    if (lost !== undefined) throw new Deviation('It is not listed.', describeReply(reply), String(lost.key))
  }

  /** Below another one it is not found. */
  async function expectElsewhereNothing(
    journey: Journey,
    { resource: outer, ...rest }: Walked,
    path: Path,
    [thing]: readonly Thing[],
    list: Operation | undefined,
  ): Promise<void> {
    const parent = Object.entries(parametersFor(model, operation)).find(([, name]) => name === outer.name)?.[0]
    if (parent === undefined || thing === undefined || reader === undefined) return
    const other = await journey.place({ resource: outer, ...rest })
    if (other.id === path[parent]) return
    const reply = await journey.on(other, reader, {
      ...jsonAccept(reader),
      path: { ...thing.path, [parent]: other.id },
    })
    if (isSuccess(reply))
      throw new Deviation(`It is found below another ${outer.name} too.`, describeReply(reply), 'refused')
    if (list === undefined) return
    const others = await journey.on(other, list, { path: { ...path, [parent]: other.id } })
    journey.expectSuccess(others)
    if (keysIn(others, list).includes(thing.key))
      throw new Deviation(`It is listed below another ${outer.name} too.`, describeReply(others))
  }

  function keysIn(reply: Exchange, { subject }: Operation): readonly unknown[] {
    const property = subject?.listProperty
    const items = property === undefined ? reply.body : getPath(reply.body, property)
    const own = resource?.key.split('.').at(-1) ?? 'id'
    return Array.isArray(items) ? items.map((item) => (isObject(item) ? item[own] : undefined)) : []
  }
}

function write(sent: JsonObject, input: Pointer): Parameters<typeof differences>[2] {
  return { before: {}, sent, action: 'create', input, moved: [], states: [] }
}

function itemIn(reply: Exchange, { subject }: Operation): JsonObject {
  const property = subject?.itemProperty
  const item = property === undefined ? reply.body : getPath(reply.body, property)
  if (!isObject(item)) throw new Deviation('The reply shows none.', describeReply(reply))
  return item
}

/** The path parameter that takes the resource's own key. */
function keyParameter(model: ApiModel, reader: Operation, resource: string): string | undefined {
  return Object.entries(parametersFor(model, reader)).find(([, name]) => name === resource)?.[0]
}

/** Whether what is made at one path is read at the same path and its key. */
function isBeside(reader: Operation, creator: Operation, name: string): boolean {
  return reader.path === `${creator.path}/{${name}}`
}
