/** What no lifecycle governs: reading, listing, directories, files; each called with a valid input. */

import { getPath, isObject, type JsonObject, type JsonValue, type Operation } from '../../spec/index.js'
import { describeReply, type Exchange, isSuccess } from '../exchange.js'
import { expectPart } from './authorization.js'
import { deleted, inUse, uploaded } from './belongings.js'
import { bodyFor } from './bodies.js'
import { changes, isEqual, isReference, show } from './compare.js'
import { created } from './creation.js'
import { Deviation } from './deviation.js'
import { exampleOf } from './examples.js'
import { type Journey, jsonAccept, type Subject } from './journey.js'
import { listPartPlans } from './list-parts.js'
import { chosen, effective, filtered, listed, paged } from './lists.js'
import { kept } from './made-things.js'
import { mergersOf } from './mergers.js'
import { choicesOf, createOwned } from './owned.js'
import type { Plan } from './plan.js'
import { write } from './portions.js'
import { type Call, inputOf, isMultipart, needsToken } from './requests.js'
import type { Situation, Walked } from './situation.js'
import { uploadFor } from './uploads.js'
import { wishesFor } from './wishes.js'

const LISTS = [paged, filtered, chosen, effective, listed, listPartPlans]

export function otherPlans(situation: Situation, walked: Walked): readonly Plan[] {
  const plans = situation.model.operations
    .filter(({ governedBy }) => governedBy.length === 0)
    .flatMap((operation) => [
      ...callsOf(situation, operation).map((extra) => called(situation, walked, operation, extra)),
      ...(isMultipart(operation) ? uploaded(situation, walked, operation) : []),
      ...(operation.subject?.action === 'list' ? LISTS.flatMap((family) => family(situation, walked, operation)) : []),
      ...(operation.method === 'DELETE' ? [...deleted(walked, operation), ...inUse(situation, walked, operation)] : []),
      ...(operation === walked.creator ? [created(walked, operation)] : []),
      ...(operation.subject?.action === 'create' ? kept(situation, walked, operation) : []),
    ])
  return [...plans, ...freshPlans(situation, walked)]
}

/** What has been read before a change is read anew after it, whatever it is read by. */
function freshPlans({ model }: Situation, walked: Walked): readonly Plan[] {
  const [merger] = mergersOf(walked)
  if (merger === undefined) return []
  const readers = model.operations.filter(({ method, subject, governedBy }) => {
    const isReading = subject?.action === 'read' || subject?.action === 'list'
    return method === 'GET' && subject?.resource === walked.resource.name && isReading && governedBy.length === 0
  })
  return readers.map((reader) => ({
    operation: reader.id,
    rule: reader.pointer,
    expected: `what ${merger.operation.id} changes is read at once, also by who has read before`,
    async run(journey) {
      let placed = await journey.placeAndRead(walked, { states: merger.states, satisfies: 'none' })
      for (let round = 0; round < 3; round++) {
        const reply = await journey.on(placed.subject, reader, jsonAccept(reader))
        journey.expectSuccess(reply)
        expectOwn(reply, reader, placed.before, walked)
        const body = await bodyFor(journey, placed.subject, merger.input, placed.before)
        if (round < 2) placed = await write(journey, placed, merger, body)
      }
      return `${reader.id} told of each change.`
    },
  }))
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
  const { situation } = journey
  const input = inputOf(operation)
  const path = { ...(await createOwned(journey, subject, operation)), ...extra.path }
  const body =
    isMultipart(operation) || input === undefined
      ? {}
      : {
          body: exampleOf(situation, operation) ?? situation.inputs.body(input, wishesFor(journey, subject)),
        }
  const form = isMultipart(operation) ? { form: uploadFor(situation, operation, 0) } : {}
  return { ...jsonAccept(operation), ...body, ...form, path }
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
  // Who may have several has what else is there.
  if (walked.resource.owner !== walked.resource.key) return
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
