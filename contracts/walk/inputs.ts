/** Valid values for the schemas of a document: from constants, directories, examples, and seeded chance. */

import {
  type ApiModel,
  isObject,
  type JsonObject,
  type JsonValue,
  join,
  keywordsOf,
  layersOf,
  type Pointer,
  resolveMoment,
} from '../../spec/index.js'
import type { Schemas } from '../schema/ajv.js'
import { type Form, formsOf } from '../timestamps.js'
import { inputProperties, isEqual, isReference, itemsOf, memberOf } from './compare.js'
import { NotExercised } from './deviation.js'
import { textMatching } from './fast-check.js'
import type { Random } from './random.js'
import { inputOf } from './requests.js'

export type Wishes = {
  readonly random: Random
  readonly now: number
  /** Keys of resources that may be referred to, by the resource's name. */
  readonly keys: { readonly [resource: string]: readonly (string | number)[] }
  /** Values that there are already: a new one should differ. */
  readonly unlike?: JsonObject
  /** The key of whoever sends it: what names its owner names them. */
  readonly caller?: string | number
}

export type Inputs = {
  /** A valid value; undefined: none can be made. */
  value(schema: Pointer, wishes: Wishes): JsonValue | undefined
  /** A value for each property that a body can carry, immutable ones aside. */
  members(schema: Pointer, wishes: Wishes): JsonObject
  /** The same members, as one valid body; with `only`: those and the required ones. */
  body(schema: Pointer, wishes: Wishes, only?: readonly string[]): JsonObject
}

const DAY = 86_400_000

/** Letters and signs that careless code spoils; each schema takes those that it allows. */
const TEXTS = [
  'Ada',
  'Zoë',
  "O'Neill",
  '李小龍',
  'Ann "Nan" Lee',
  'Łódź & Co. <b>',
  'a+b%20c',
  'Ирина',
  'back\\slash',
  'emoji 🙂',
]

export function createInputs(model: ApiModel, schemas: Schemas): Inputs {
  const { document, directories } = model
  const owners = ownerProperties(model)
  return { value, members, body }

  function value(schema: Pointer, wishes: Wishes, depth = 0): JsonValue | undefined {
    const keywords = keywordsOf(document, schema)
    const unlike = wishes.unlike as JsonValue | undefined
    const made = make(schema, keywords, wishes, depth)
    for (let attempt = 0; attempt < 4 && made !== undefined && isEqual(made, unlike); attempt++) {
      const other = make(schema, keywords, wishes, depth)
      if (!isEqual(other, unlike)) return other
    }
    return made
  }

  function make(schema: Pointer, keywords: JsonObject, wishes: Wishes, depth: number): JsonValue | undefined {
    const { random } = wishes
    if ('const' in keywords) return keywords['const'] as JsonValue
    const choices = keywords['enum']
    if (Array.isArray(choices)) return random.pick(choices)
    const reference = keywords['x-reference']
    if (isReference(reference)) {
      const { to, by } = reference
      const keys = directories[to]?.map((entry) => entry[by]) ?? wishes.keys[to] ?? []
      const key = keys.length === 0 ? undefined : random.pick(keys)
      return key === undefined ? undefined : { [by]: key }
    }
    const forms = formsOf(keywords)
    if (forms.length > 0) return moment(forms, keywords, wishes)
    const type = typeOf(keywords)
    const choice = (['oneOf', 'anyOf'] as const).find((name) => Array.isArray(keywords[name]))
    if (choice !== undefined && (type === undefined || type === 'object'))
      return alternative(schema, choice, wishes, depth)
    if (type === 'object') return object(schema, wishes, depth)
    if (type === 'array') return array(schema, keywords, wishes, depth)
    if (type === 'boolean') return random.next() < 0.5
    if (type === 'integer' || type === 'number') return number(keywords, wishes)
    if (type === 'string') return text(schema, keywords, wishes)
    return exampleOf(keywords)
  }

  /** One of several forms, each with what they share; the first, from any one on, that the schema takes. */
  function alternative(
    schema: Pointer,
    choice: 'oneOf' | 'anyOf',
    wishes: Wishes,
    depth: number,
  ): JsonValue | undefined {
    const layer = layersOf(document, schema).find(({ node }) => Array.isArray(node[choice]))
    if (layer === undefined || depth > 4) return undefined
    const count = (layer.node[choice] as readonly JsonValue[]).length
    const start = wishes.random.integer(0, count - 1)
    const shared = object(schema, wishes, depth) ?? {}
    for (let index = 0; index < count; index++) {
      const own = value(join(layer.pointer, choice, (start + index) % count), wishes, depth + 1)
      const made = isObject(own) ? { ...shared, ...own } : own
      if (made !== undefined && schemas.faults(schema, made, 'request', wishes.now).length === 0) return made
    }
    return undefined
  }

  function object(schema: Pointer, wishes: Wishes, depth: number): JsonObject | undefined {
    if (depth > 4) return undefined
    const made: { [name: string]: JsonValue } = {}
    for (const [name, place] of Object.entries(inputProperties(document, schema))) {
      const one = value(place, inside(wishes, name), depth + 1)
      if (one !== undefined) made[name] = one
    }
    return made
  }

  function array(
    schema: Pointer,
    keywords: JsonObject,
    wishes: Wishes,
    depth: number,
  ): readonly JsonValue[] | undefined {
    const items = itemsOf(document, schema)
    if (items === undefined) return []
    const least = Number(keywords['minItems'] ?? 0)
    const most = Math.min(Number(keywords['maxItems'] ?? 3), Math.max(least, 2))
    const { unlike: _, ...rest } = wishes
    const reference = keywordsOf(document, items)['x-reference']
    const count = wishes.random.integer(Math.max(least, 1), Math.max(most, 1))
    const made = Array.from({ length: count }, () => value(items, rest, depth + 1)).filter((one) => one !== undefined)
    const distinct = isReference(reference)
      ? made.filter((one, i) => !made.slice(0, i).some((o) => isEqual(o, one)))
      : made
    return distinct.length < Math.max(least, 1) ? undefined : distinct
  }

  function text(schema: Pointer, keywords: JsonObject, wishes: Wishes): JsonValue | undefined {
    const { random } = wishes
    const number = random.integer(1, 9999)
    const pool = ['uuid', 'email', 'uri', 'uri-reference'].includes(String(keywords['format'])) ? [] : TEXTS
    const candidates = [
      ...pool.map((_, index) => `${pool[(index + number) % pool.length]} ${number}`),
      ...pool.map((_, index) => pool[(index + number) % pool.length] ?? ''),
      uuid(random),
      `specimen.${number}@example.com`,
      `https://example.com/${number}`,
      String(number),
      'x'.repeat(Number(keywords['minLength'] ?? 1)),
      ...(typeof keywords['pattern'] === 'string' ? [textMatching(keywords['pattern'], number) ?? ''] : []),
      exampleOf(keywords) ?? '',
    ]
    return candidates.find((one) => schemas.faults(schema, one, 'request', wishes.now).length === 0)
  }

  function members(schema: Pointer, wishes: Wishes, only?: readonly string[]): JsonObject {
    const made: { [name: string]: JsonValue } = {}
    for (const [name, place] of Object.entries(inputProperties(document, schema))) {
      if (only !== undefined && !only.includes(name) && !memberOf(document, schema, name).required) continue
      if (keywordsOf(document, place)['x-immutable'] === true) continue
      const isOwner = owners.get(schema) === name
      if (isOwner && !memberOf(document, schema, name).required) continue
      const one = isOwner ? ownerIn(place, wishes) : value(place, inside(wishes, name), 1)
      if (one !== undefined) made[name] = one
    }
    return made
  }

  function ownerIn(schema: Pointer, { caller }: Wishes): JsonValue {
    if (caller === undefined) throw new NotExercised('The body names its owner, and the token does not tell who calls.')
    const type = typeOf(keywordsOf(document, schema))
    return type === 'integer' || type === 'number' ? Number(caller) : caller
  }

  function body(schema: Pointer, wishes: Wishes, only?: readonly string[]): JsonObject {
    return members(schema, wishes, only)
  }
}

/** Schemas of bodies → the property by which such a body says whose the resource is. */
function ownerProperties({ operations, resources }: ApiModel): ReadonlyMap<Pointer, string> {
  return new Map(
    operations.flatMap((operation) => {
      const { owner, key } = resources[operation.subject?.resource ?? ''] ?? {}
      const input = inputOf(operation)
      return input === undefined || owner === undefined || owner === key ? [] : [[input, owner] as const]
    }),
  )
}

function inside(wishes: Wishes, name: string): Wishes {
  const { unlike, ...rest } = wishes
  const inner = isObject(unlike) ? unlike[name] : undefined
  return inner === undefined ? rest : { ...rest, unlike: inner as JsonObject }
}

/** A past one before a bound, a later one after it; without a bound: in the years to come. */
function moment(forms: readonly Form[], keywords: JsonObject, { random, now }: Wishes): string {
  const before = typeof keywords['x-before'] === 'string' ? resolveMoment(keywords['x-before'], now) : undefined
  const after = typeof keywords['x-after'] === 'string' ? resolveMoment(keywords['x-after'], now) : undefined
  const days = random.integer(400, 1500)
  const at = before === undefined ? (after ?? now) + days * DAY : before - days * DAY
  const form = random.pick(forms)
  const whole = Math.floor(at / 1000) * 1000 + random.integer(0, 999)
  const written = form.format(whole)
  if (!written.endsWith('+0000') || random.next() < 0.5) return written
  return form.format(whole + 3 * 3_600_000).replace('+0000', '+0300')
}

function number(keywords: JsonObject, { random }: Wishes): number {
  const least = Number(keywords['minimum'] ?? Number(keywords['exclusiveMinimum'] ?? 0) + 1)
  const most = Number(keywords['maximum'] ?? Number(keywords['exclusiveMaximum'] ?? least + 1001) - 1)
  const step = Number(keywords['multipleOf'] ?? 1)
  const first = Math.ceil(least / step)
  const count = first + random.integer(0, Math.max(0, Math.floor(most / step) - first))
  // 0.1 × 3 is 0.30000000000000004: what a person would write has as many digits as the step.
  return Number((count * step).toFixed(String(step).split('.')[1]?.length ?? 0))
}

export function typeOf(keywords: JsonObject): string | undefined {
  const { type } = keywords
  if (typeof type === 'string') return type
  if (Array.isArray(type)) return String(type.find((one) => one !== 'null'))
  if (isObject(keywords['properties'])) return 'object'
  return isObject(keywords['items']) ? 'array' : undefined
}

function exampleOf(keywords: JsonObject): JsonValue | undefined {
  const examples = keywords['examples']
  return keywords['example'] ?? (Array.isArray(examples) ? examples[0] : undefined) ?? keywords['default']
}

export function uuid(random: Random): string {
  const digits = Array.from({ length: 32 }, () => random.integer(0, 15).toString(16))
  digits[12] = '4'
  digits[16] = 'a'
  const text = digits.join('')
  return [text.slice(0, 8), text.slice(8, 12), text.slice(12, 16), text.slice(16, 20), text.slice(20)].join('-')
}
