/** Fields with values that they do not take. */

import { isObject, type JsonObject, type JsonValue, keywordsOf, type Pointer } from '../../spec/index.js'
import { inputProperties, isReference, itemsOf, memberOf } from './compare.js'
import { NotExercised } from './deviation.js'
import { typeOf } from './inputs.js'
import type { Situation, Walked } from './situation.js'
import { wishesFor } from './wishes.js'
import type { Wrong } from './wrong.js'
import { wrongValues } from './wrong-values.js'

/** Each property with values that it does not take. */
export function wrongFields(situation: Situation, walked: Walked, input: Pointer, path: string): readonly Wrong[] {
  const { document } = situation.model
  return Object.entries(inputProperties(document, input)).flatMap(([name, schema]) => {
    const at = path === '' ? name : `${path}.${name}`
    const keywords = keywordsOf(document, schema)
    const own = wrongValues(situation, schema, keywords).map(
      ({ title, value, problems, field }): Wrong => ({
        title: `${at} ${title}`,
        rule: schema,
        problems,
        field: field === undefined ? at : `${at}${field}`,
        call: (valid) => ({ body: put(valid, at, value) }),
      }),
    )
    const strangers = wrongReferences(situation, walked, schema, keywords, at)
    const isPlain = typeOf(keywords) === 'object' && !isReference(keywords['x-reference'])
    const inner = isPlain && path === '' ? wrongFields(situation, walked, schema, at) : []
    const immutable = keywords['x-immutable'] === true ? [immutableWrong(schema, at), keyWrong(walked, schema, at)] : []
    return [...own, ...strangers, ...tooMany(situation, schema, keywords, at), ...inner, ...immutable]
  })
}

function put(body: JsonObject, path: string, value: JsonValue): JsonObject {
  const [name = '', ...rest] = path.split('.')
  if (rest.length === 0) return { ...body, [name]: value }
  const inner = body[name]
  return { ...body, [name]: put(isObject(inner) ? inner : {}, rest.join('.'), value) }
}

/** Values that the directory does not have, and what is nobody's or another's. */
function wrongReferences(
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
    const elsewhere = ofOtherDirectories(situation, reference).map(([key, name]): Wrong => {
      return {
        ...common,
        title: `${at} with an entry of ${name}`,
        call: (valid) => ({ body: put(valid, at, wrap(key)) }),
      }
    })
    if (near === undefined || known === true) return [unknown, ...elsewhere]
    return [
      unknown,
      ...elsewhere,
      { ...common, title: `${at} as ${near}`, call: (valid) => ({ body: put(valid, at, wrap(near)) }) },
    ]
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
  if (model.resources[reference.to]?.owner === undefined) return [unknown]
  if (items === undefined) return [unknown, anothers]
  const second: Wrong = {
    ...common,
    field: `${at}[1]`,
    title: `${at} with another's ${reference.to} after one's own`,
    call: async (valid, journey, subject) => {
      const other = await journey.place(walked, { stranger: true })
      const [key] = (await journey.keysFor(other))[reference.to] ?? []
      const [own] = (await journey.keysFor(subject))[reference.to] ?? []
      if (key === undefined || own === undefined) throw new NotExercised(`No operation makes a ${reference.to}.`)
      return { body: put(valid, at, [{ [reference.by]: own }, { [reference.by]: key }]) }
    },
  }
  return [unknown, anothers, second]
}

/** A key of each other directory with keys of that kind, which this one does not have. */
function ofOtherDirectories(
  { model: { directories } }: Situation,
  { to, by }: { readonly to: string; readonly by: string },
): readonly (readonly [JsonValue, string])[] {
  const own = new Set(directories[to]?.map((entry) => entry[by]))
  const type = typeof directories[to]?.[0]?.[by]
  return Object.entries(directories).flatMap(([name, entries]) => {
    const key = entries.map((entry) => entry[by]).find((one) => typeof one === type && !own.has(one))
    return name === to || key === undefined ? [] : [[key, name] as const]
  })
}

/** More entries than a list may have. */
function tooMany(
  { model: { document } }: Situation,
  schema: Pointer,
  keywords: JsonObject,
  at: string,
): readonly Wrong[] {
  const most = keywords['maxItems']
  const items = itemsOf(document, schema)
  if (typeof most !== 'number' || most > 500 || items === undefined) return []
  return [
    {
      title: `${at} with ${most + 1} entries`,
      rule: schema,
      problems: ['invalid-value'],
      field: at,
      call: async (valid, journey, subject) => {
        const wishes = { ...wishesFor(journey, subject), keys: await journey.keysFor(subject) }
        const one = journey.situation.inputs.value(items, wishes)
        if (one === undefined) throw new NotExercised(`No entry could be made for ${at}.`)
        return {
          body: put(
            valid,
            at,
            Array.from({ length: most + 1 }, () => one),
          ),
        }
      },
    },
  ]
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

/** The key by which the model is known in paths is not this one, where they are two. */
function keyWrong({ resource }: Walked, schema: Pointer, at: string): Wrong {
  return {
    title: `${at} with the key of the ${resource.name}, which is another`,
    rule: schema,
    problems: ['immutable-field'],
    field: at,
    call: async (valid, journey, subject) => {
      const held = (await journey.read(subject))[at]
      if (held === subject.id || typeof held !== typeof subject.id) throw new NotExercised(`${at} is the key.`)
      return { body: { ...valid, [at]: subject.id } }
    },
  }
}
