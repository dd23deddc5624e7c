/** Who is not signed in, or is somebody else, gets nothing and changes nothing. */

import { type ApiModel, getPath, isObject, type Operation, type Resource } from '../../spec/index.js'
import { describeReply, type Exchange, isSuccess, type Sending } from '../exchange.js'
import { callFor } from './bodies.js'
import { Deviation, NotExercised } from './deviation.js'
import { uuid } from './inputs.js'
import { type Journey, jsonAccept, type Subject } from './journey.js'
import { createOwned, parametersFor } from './owned.js'
import type { Plan } from './plan.js'
import { faultOf, type Refusal, refusalOf } from './refusals.js'
import { type Call, needsToken } from './requests.js'
import type { Situation, Walked } from './situation.js'

export function authorizationPlans(situation: Situation, walked: Walked): readonly Plan[] {
  const { model } = situation
  const secured = model.operations.filter((operation) => needsToken(model, operation))
  return secured.flatMap((operation) => [
    badToken(situation, walked, operation, 'token-missing', null, 'without a token'),
    badToken(situation, walked, operation, 'token-unknown', 'no-such-token', 'with a token that was never given out'),
    // Where any text is somebody's key, what follows a token makes another one.
    ...(takesAnyKey(model, operation) && !isBearer(model, operation) ? [] : [nearToken(situation, walked, operation)]),
    ...(isOwned(situation, operation, walked) ? [stranger(walked, operation)] : []),
    ...(parametersFor(model, operation)[keyOf(operation) ?? ''] === undefined
      ? []
      : [nobody(situation, walked, operation)]),
  ])
}

function keyOf({ subject, path }: Operation): string | undefined {
  return /^\$request\.path\.(.+)$/.exec(subject?.key ?? '')?.[1] ?? /\{([^}]+)\}/.exec(path)?.[1]
}

/** Whether it works on something that has an owner, by a key in the path. */
function isOwned({ model }: Situation, operation: Operation, walked: Walked): boolean {
  const names = Object.values(parametersFor(model, operation)).filter((name) => name !== undefined)
  const { name: walkedName, owner } = walked.resource
  const hasCaller =
    owner !== undefined || Object.values(model.securitySchemes).some(({ caller }) => caller === walkedName)
  return hasCaller && names.some((name) => model.resources[name ?? '']?.owner !== undefined)
}

/** A valid call on something that exists and is the subject's. */
async function callOn(journey: Journey, subject: Subject, operation: Operation): Promise<Call> {
  const { sent: _, ...call } = await callFor(journey, subject, operation)
  return { ...call, ...jsonAccept(operation), path: await createOwned(journey, subject, operation) }
}

function badToken(
  { model }: Situation,
  walked: Walked,
  operation: Operation,
  problem: string,
  token: string | null,
  how: string,
): Plan {
  const refusal = refusalOf(model, operation, problem)
  return {
    operation: operation.id,
    rule: operation.pointer,
    expected: `${refusal.words} ${how}; nothing changes`,
    async run(journey) {
      const { subject, before } = await journey.placeAndRead(walked)
      const call = await callOn(journey, subject, operation)
      const reply = await journey.call(operation, { key: subject.id, ...call, token })
      journey.expectRefusal(reply, refusal)
      await journey.expectUnchanged(subject, before, `${operation.id} ${how}`)
      return `${operation.id} is refused ${how}.`
    },
  }
}

/** Nearly a valid token, and a valid one in another scheme's words. */
function nearToken({ model }: Situation, walked: Walked, operation: Operation): Plan {
  const refusals = ['token-unknown', 'token-missing'].map((problem) => refusalOf(model, operation, problem))
  return {
    operation: operation.id,
    rule: operation.pointer,
    expected: 'refused with a valid token that something follows, or in the words of another scheme; nothing changes',
    async run(journey) {
      const { subject, before } = await journey.placeAndRead(walked)
      const call = { key: subject.id, ...(await callOn(journey, subject, operation)) }
      const replies: Exchange[] = []
      if (!takesAnyKey(model, operation))
        replies.push(await journey.call(operation, { ...call, token: `${subject.token}-x.` }))
      if (isBearer(model, operation)) {
        const token = { ...call, token: subject.token }
        for (const scheme of ['Basic', 'Token'])
          replies.push(await journey.call(operation, token, (sending) => inScheme(sending, scheme)))
      }
      for (const reply of replies) {
        const right = refusals.find((refusal) => faultOf(reply, refusal) === undefined)
        journey.expectRefusal(reply, right ?? (refusals[0] as Refusal))
      }
      await journey.expectUnchanged(subject, before, `${operation.id} with a token that is nearly valid`)
      return `${operation.id} takes the token itself only, and in its own scheme.`
    },
  }
}

/** Whether a token has a text in it that may be any: with more letters it is another's. */
function takesAnyKey({ securitySchemes, resources }: ApiModel, { security }: Operation): boolean {
  return (security[0] ?? []).some((name) => {
    const { tokens, caller } = securitySchemes[name] ?? {}
    return tokens?.includes('{key}') === true && resources[caller ?? '']?.numericKey !== true
  })
}

function isBearer({ securitySchemes }: ApiModel, { security }: Operation): boolean {
  return (security[0] ?? []).some((name) => securitySchemes[name]?.scheme === 'bearer')
}

function inScheme({ headers, ...sending }: Sending, scheme: string): Sending {
  const { Authorization = '', ...rest } = headers
  return { ...sending, headers: { ...rest, Authorization: Authorization.replace(/^\S+/, scheme) } }
}

function stranger(walked: Walked, operation: Operation): Plan {
  return {
    operation: operation.id,
    rule: operation.pointer,
    expected: "another's token gets nothing and changes nothing",
    async run(journey) {
      const { model } = journey.situation
      const { subject, before } = await journey.placeAndRead(walked)
      const other = await journey.place(walked, { stranger: true })
      if (other.id === subject.id || other.token === subject.token)
        throw new NotExercised('The state endpoint gives all of them the same token.')
      const call = await callOn(journey, subject, operation)
      const refusal = refusalOf(model, operation, 'forbidden')
      for (const accept of acceptsOf(operation))
        journey.expectRefusal(
          await journey.call(operation, { key: subject.id, ...call, ...accept, token: other.token }),
          refusal,
        )
      if (operation.method === 'GET' && operation.subject?.resource === walked.resource.name)
        await refusedInEachState(journey, walked, operation, other)
      await journey.expectUnchanged(subject, before, `${operation.id} with another's token`)
      await stillThere(journey, subject, operation, call)
      return `${operation.id} with another's token is refused.`
    },
  }
}

/** Each media type in which a reply may come. */
function acceptsOf({ responses }: Operation): readonly { readonly accept?: string }[] {
  const types = responses.filter(({ status }) => status.startsWith('2')).flatMap(({ content }) => Object.keys(content))
  return types.length > 1 ? types.map((accept) => ({ accept })) : [{}]
}

/** What is not another's business stays so, whatever becomes of it. */
async function refusedInEachState(
  journey: Journey,
  walked: Walked,
  operation: Operation,
  other: Subject,
): Promise<void> {
  const refusal = refusalOf(journey.situation.model, operation, 'forbidden')
  const locking = walked.chart.lifecycles.filter(({ events }) => walked.governed.some(({ id }) => events.includes(id)))
  for (const lifecycle of locking) {
    for (const state of Object.keys(lifecycle.states)) {
      const subject = await journey.place(walked, { states: { [lifecycle.id]: state } })
      const call = { key: subject.id, ...jsonAccept(operation), token: other.token }
      journey.expectRefusal(await journey.call(operation, call), refusal)
    }
  }
}

/** What was to be deleted by somebody else can still be read by its owner. */
async function stillThere(journey: Journey, subject: Subject, operation: Operation, call: Call): Promise<void> {
  if (operation.method !== 'DELETE') return
  const { model } = journey.situation
  const reader = model.operations.find(({ method, path }) => method === 'GET' && path === operation.path)
  if (reader === undefined) return
  const { accept: _, form: __, body: ___, ...plain } = call
  const reply = await journey.on(subject, reader, { ...plain, ...jsonAccept(reader) })
  if (!isSuccess(reply))
    throw new Deviation('It is gone although the call was refused.', describeReply(reply), 'still there')
}

/** A key that nobody has: nothing is there, or nothing is told. */
function nobody({ model }: Situation, walked: Walked, operation: Operation): Plan {
  const refusal = refusalOf(model, operation, 'resource-not-found')
  return {
    operation: operation.id,
    rule: operation.pointer,
    expected: `${refusal.words} for a key that nobody has`,
    async run(journey) {
      const subject = await journey.place(walked)
      const name = keyOf(operation) ?? ''
      const resource = model.resources[parametersFor(model, operation)[name] ?? '']
      if (resource === undefined) throw new NotExercised(`What ${name} is the key of is not in the document.`)
      const key = keyOfNobody(journey, operation, name, resource)
      const { sent: _, ...call } = await callFor(journey, subject, operation)
      const path = { ...(await createOwned(journey, subject, operation, { except: name })), [name]: key }
      const reply = await journey.on(subject, operation, { ...call, key, path })
      // Of what has owners, nobody need learn which keys there are.
      const hidden = refusalOf(model, operation, 'forbidden')
      const isHidden = resource.owner !== undefined && faultOf(reply, hidden) === undefined
      journey.expectRefusal(reply, isHidden ? hidden : refusal)
      if (resource.name === walked.resource.name) await noOtherKey(journey, subject, operation, call)
      return `A ${resource.name} that nobody has is refused.`
    },
  }
}

/** Such a key as the parameter takes, and that nobody is likely to have been given. */
function keyOfNobody(
  { situation, random, now }: Journey,
  { parameters }: Operation,
  name: string,
  { name: title, numericKey, keys }: Resource,
): string | number {
  const schema = parameters.find((one) => one.in === 'path' && one.name === name)?.schema ?? ''
  const candidates = numericKey ? [999_999_999_999, 2_147_483_647] : [uuid(random)]
  const fits = (one: string | number) => situation.schemas.faults(schema, one, 'request', now()).length === 0
  const made = candidates.find(fits) ?? situation.inputs.value(schema, { random, now: now(), keys: {} })
  const exists = typeof made === 'number' && keys !== undefined && made >= keys.minimum && made <= keys.maximum
  if (exists || (typeof made !== 'string' && typeof made !== 'number'))
    throw new NotExercised(`Every key that ${name} may be is that of some ${title}.`)
  return made
}

/** Of a model's own ids one is its key; by the others it is not known. */
async function noOtherKey(journey: Journey, subject: Subject, operation: Operation, call: Call): Promise<void> {
  const { model } = journey.situation
  const before = await journey.read(subject)
  const word = subject.walked.resource.key.split('.').at(-1) ?? ''
  const own = before[word]
  if (own === subject.id || (typeof own !== 'number' && typeof own !== 'string')) return
  const name = keyOf(operation) ?? ''
  const reply = await journey.on(subject, operation, { ...call, key: own, path: { [name]: own } })
  const refusals = ['forbidden', 'resource-not-found'].map((problem) => refusalOf(model, operation, problem))
  const right = refusals.find((refusal) => faultOf(reply, refusal) === undefined)
  journey.expectRefusal(reply, right ?? (refusals[0] as Refusal))
  await journey.expectUnchanged(subject, before, `A refused ${operation.id}`)
}

/** A reply for a caller whose key is in no path must be about that caller. */
export function callerPlans({ model }: Situation, walked: Walked): readonly Plan[] {
  const own = model.operations.filter(({ subject, method }) => method === 'GET' && subject?.key === '$caller')
  const others = own.filter(({ subject }) => subject?.resource !== walked.resource.name)
  const theirs = own.filter(({ subject }) => subject?.resource === walked.resource.name)
  return [...theirs.map((operation) => ownPlan(walked, operation)), ...others.map((operation) => apart(operation))]

  /** Whoever the callers are, two of them are not the same. */
  function apart(operation: Operation): Plan {
    const key = model.resources[operation.subject?.resource ?? '']?.key ?? 'id'
    return {
      operation: operation.id,
      rule: operation.pointer,
      expected: 'each caller gets their own',
      async run(journey) {
        const subjects = [await journey.place(walked), await journey.place(walked, { stranger: true })]
        if (new Set(subjects.map(({ token }) => token)).size < 2)
          throw new NotExercised('The state endpoint gives all of them the same token.')
        const keys = []
        for (const subject of subjects) {
          const reply = await journey.on(subject, operation, jsonAccept(operation))
          journey.expectSuccess(reply)
          const item = operation.subject?.itemProperty
          keys.push(getPath(item === undefined ? reply.body : getPath(reply.body, item), key))
        }
        if (keys[0] === keys[1])
          throw new Deviation('Two callers get the same.', `${key}: ${JSON.stringify(keys[0])} for both`)
        return 'Two callers got two.'
      },
    }
  }
}

function ownPlan(walked: Walked, operation: Operation): Plan {
  return {
    operation: operation.id,
    rule: operation.pointer,
    expected: 'the caller gets their own',
    async run(journey) {
      for (let round = 0; round < 2; round++) {
        const { subject, before } = await journey.placeAndRead(walked, round === 0 ? {} : { stranger: true })
        const reply = await journey.on(subject, operation, jsonAccept(operation))
        journey.expectSuccess(reply)
        expectPart(reply, operation, before)
      }
      return 'Each caller got their own.'
    },
  }
}

/** That the reply is the part of the model that the document says, as it is read elsewhere. */
export function expectPart(reply: Exchange, { subject }: Operation, model: Parameters<typeof getPath>[0]): void {
  const part = subject?.at === undefined ? model : getPath(model, subject.at)
  if (!isObject(part) || !isObject(reply.body)) return
  const body = reply.body
  const wrong = Object.entries(part).filter(([name, value]) => JSON.stringify(body[name]) !== JSON.stringify(value))
  if (wrong.length === 0) return
  const names = wrong.map(([name]) => name)
  const got = names.map((name) => `${name}: ${JSON.stringify(body[name])}`).join(', ')
  const expected = wrong.map(([name, value]) => `${name}: ${JSON.stringify(value)}`).join(', ')
  throw new Deviation('The reply is not what the model says elsewhere.', got, expected)
}
