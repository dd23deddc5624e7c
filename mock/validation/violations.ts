/** What the validator found → violations a person can act on: one for each fault, each at its field. */

import { isObject, type JsonObject, type JsonValue, join, type Pointer } from '../../spec/index.js'
import { nearest } from '../../spec/suggest.js'
import type { Violation } from '../exchange.js'
import type { AjvError, Circumstances, Schemas } from './ajv.js'
import { type Clause, clauseOf, invalid, nameExactly, wrongType } from './clause.js'
import { isIgnored, layersOf, listOf, namesOf, schemasOf, typeOf, typesOf, valueAt } from './layers.js'
import { shorten } from './quote.js'
import { findRefusal } from './refusal.js'
import type { RuleBook } from './rule-book.js'
import { joinWords, nameValues } from './words.js'

type Judgement = {
  /** The original, for looking things up. */
  readonly document: JsonObject
  readonly schemas: Schemas
  readonly book: RuleBook
  readonly circumstances: Circumstances
  readonly in: Violation['in']
  /** What the path of each field begins with: the name of a parameter, or nothing. */
  readonly field: string
  readonly isText: boolean
  /** Whether it is a request, to which read-only fields are no good advice. */
  readonly isRequest: boolean
}

type Found = Clause & {
  /** Names and indexes from the value down to the fault. */
  readonly path: readonly (string | number)[]
  readonly keyword: string
  readonly rule?: Pointer
}

/** No more errors than this are looked at: a body can have as many faults as bytes. */
const MOST = 1000

/** All that is wrong with a value by the schema at a pointer. */
export function judge(pointer: Pointer, value: JsonValue, judgement: Judgement): readonly Violation[] {
  const schema = judgement.schemas.find(pointer)
  if (schema.kind === 'broken') {
    const message = `cannot be checked: ${schema.sentence}`
    return [{ code: 'invalid-request', in: judgement.in, field: judgement.field, message, rule: pointer }]
  }
  const errors = test(schema.test, value, judgement.circumstances)
  if (errors === undefined) {
    const message = 'is too long or too deep to be checked'
    return [{ code: 'invalid-value', in: judgement.in, field: judgement.field, message, rule: pointer }]
  }
  if (errors.length === 0) return NOTHING
  return reduce(errors, value, judgement).map((found) => toViolation(found, pointer, judgement))
}

const NOTHING: readonly Violation[] = []

/** Undefined: a pattern or a recursion ran out of stack. */
function test(
  run: (value: unknown, circumstances: Circumstances) => readonly AjvError[],
  value: JsonValue,
  circumstances: Circumstances,
): readonly AjvError[] | undefined {
  try {
    return run(value, circumstances)
  } catch (reason) {
    if (reason instanceof RangeError) return undefined
    throw reason
  }
}

function toViolation({ code, message, path, rule }: Found, root: Pointer, judgement: Judgement): Violation {
  const refusal = findRefusal(judgement.document, root, path, rule)
  return {
    code,
    in: judgement.in,
    field: writePath(judgement.field, path),
    message,
    ...(rule !== undefined && { rule }),
    ...(refusal !== undefined && { refusal }),
  }
}

/** One clear fault instead of each branch's own, and one for each place where several say the same. */
function reduce(errors: readonly AjvError[], value: JsonValue, judgement: Judgement): readonly Found[] {
  const considered = errors.slice(0, MOST)
  const choices = new Map<AjvError, Branches>()
  const told = new Set<string>()
  // A choice follows the errors of its branches: from the end, the outer ones come first and speak for the inner ones.
  for (const error of considered.toReversed()) {
    if (error.keyword !== 'anyOf' && error.keyword !== 'oneOf') continue
    if (told.has(identify(error, judgement))) continue
    const branches = branchErrorsOf(error, judgement)
    choices.set(error, branches)
    for (const inner of branches.flat()) told.add(identify(inner, judgement))
  }

  const found: Found[] = []
  for (const error of considered) {
    // `if` only repeats that its branch failed, and a name's own errors are told by `propertyNames`.
    if (error.keyword === 'if' || error.propertyName !== undefined) continue
    if (told.has(identify(error, judgement))) continue
    const branches = choices.get(error)
    if (branches === undefined) found.push(explain(error, value, judgement))
    else found.push(...explainChoice(error, branches, value, judgement))
  }
  return withoutRepetitions(withoutEchoes(found, judgement))
}

/** What each branch of a choice has against the value. */
type Branches = readonly (readonly AjvError[])[]

/** The same rule about the same place: a branch's error as it shows in the whole, and when the branch is tried alone. */
function identify({ parentSchema, keyword, instancePath, params }: AjvError, { book }: Judgement): string {
  const name = params.missingProperty ?? params.additionalProperty ?? params.unevaluatedProperty ?? ''
  return `${book.pointerOf(parentSchema)} ${keyword} ${instancePath} ${name}`
}

function explain(error: AjvError, value: JsonValue, judgement: Judgement): Found {
  const { book, document, circumstances, isText } = judgement
  const { params, parentSchema, keyword } = error
  const schema = book.pointerOf(parentSchema)
  const unknown = params.additionalProperty ?? params.unevaluatedProperty
  const name =
    unknown ?? (keyword === 'required' || keyword.startsWith('dependent') ? params.missingProperty : undefined)
  const clause = clauseOf(error, {
    document,
    now: circumstances.now,
    isText,
    suggest: (word) => suggest(word, schema, judgement),
  })
  return {
    ...clause,
    keyword,
    path: [...readPath(error.instancePath, value), ...(typeof name === 'string' ? [name] : [])],
    ...(schema !== undefined && { rule: join(schema, keyword) }),
  }
}

/** Longer words are nobody's typo, and comparing them costs. */
const LONGEST_TYPO = 60

function suggest(word: string, schema: Pointer | undefined, { document, isRequest }: Judgement): string | undefined {
  if (schema === undefined || word.length > LONGEST_TYPO) return undefined
  const layers = layersOf(document, [valueAt(document, schema)])
  const names = namesOf(layers).filter((name) => !isRequest || !isIgnored(document, schemasOf(layers, name)))
  const plain = (name: string): string => name.replaceAll(/[_-]/g, '').toLowerCase()
  return names.find((name) => plain(name) === plain(word)) ?? nearest(word, names)
}

/** `anyOf` and `oneOf`: what each branch has against the value, in the validator's own words. */
function branchErrorsOf(choice: AjvError, judgement: Judgement): Branches {
  const place = judgement.book.pointerOf(choice.parentSchema)
  if (place === undefined) return []
  return listOf(choice.schema as JsonValue).map((_, index) => {
    const branch = judgement.schemas.find(join(place, choice.keyword, index))
    if (branch.kind === 'broken') return []
    const errors = test(branch.test, choice.data as JsonValue, judgement.circumstances) ?? []
    return errors.map((error) => ({ ...error, instancePath: `${choice.instancePath}${error.instancePath}` }))
  })
}

/** The branch that was meant says what is wrong; where none can be told to be meant, one sentence says so. */
function explainChoice(choice: AjvError, errors: Branches, value: JsonValue, judgement: Judgement): readonly Found[] {
  const { document, book } = judgement
  const place = book.pointerOf(choice.parentSchema)
  const path = readPath(choice.instancePath, value)
  if (place === undefined) return [{ ...invalid(NO_FORM), path, keyword: choice.keyword }]
  const own = { path, keyword: choice.keyword, rule: join(place, choice.keyword) }
  const branches = errors.map((_, index) => describeBranch(document, join(place, choice.keyword, index)))

  const passing = choice.params.passingSchemas
  if (Array.isArray(passing))
    return [{ ...invalid(nameSeveral(passing.map((index) => branches[index]?.name))), ...own }]

  const tagged = findTagged(choice.data as JsonValue, branches, place, document)
  if (tagged?.kind === 'unknown') return [{ ...tagged.clause, ...own, path: [...path, tagged.property] }]

  const type = typeOf(choice.data as JsonValue)
  const fitting = [...branches.keys()].filter((index) =>
    tagged === undefined ? allowsType(branches[index]?.types, type) : index === tagged.index,
  )
  if (fitting.length === 0) {
    const types = new Set(branches.flatMap(({ types }) => [...types]))
    return [{ ...wrongType([...types], choice.data, judgement), ...own }]
  }
  const complaints = fitting.map((index) => reduce(errors[index] ?? [], value, judgement))
  // Without a discriminator a constant property may still tell which branch was meant.
  const meant = complaints.filter(
    (found) => !found.some(({ keyword, path: at }) => isTag(keyword) && at.length > path.length),
  )
  const [only = complaints[0]] = meant
  if (only !== undefined && (complaints.length === 1 || meant.length === 1) && only.length > 0) return only

  const nearestOne = complaints.reduce((best, found) => (found.length < best.length ? found : best))
  return [
    {
      ...invalid(
        nameNone(
          branches.map(({ name }) => name),
          nearestOne[0],
          path.length,
        ),
      ),
      ...own,
    },
  ]
}

const NO_FORM = 'fits none of the forms that the document allows'

type Branch = { readonly schema: JsonValue; readonly name: string | undefined; readonly types: ReadonlySet<string> }

function describeBranch(document: JsonObject, pointer: Pointer): Branch {
  const schema = valueAt(document, pointer) ?? true
  return { schema, name: nameOfBranch(schema), types: typesOf(layersOf(document, [schema])) }
}

function allowsType(types: ReadonlySet<string> | undefined, type: string): boolean {
  if (types === undefined || types.size === 0) return true
  return types.has(type) || (type === 'number' && types.has('integer'))
}

function isTag(keyword: string): boolean {
  return keyword === 'const' || keyword === 'enum'
}

function nameSeveral(names: readonly (string | undefined)[]): string {
  const known = names.filter((name) => name !== undefined)
  const which =
    known.length === names.length ? joinWords(known, 'and') : 'more than one of the forms that the document allows'
  return `fits ${which}, and may fit only one`
}

function nameNone(names: readonly (string | undefined)[], fault: Found | undefined, depth: number): string {
  const known = names.filter((name) => name !== undefined)
  const which = known.length === names.length ? `: ${joinWords(known, 'or')}` : ''
  const hint = fault === undefined ? '' : ` (the nearest: ${writeFault(fault, depth)})`
  return `${NO_FORM}${which}${hint}`
}

function writeFault({ path, message }: Found, depth: number): string {
  const field = writePath('', path.slice(depth))
  return field === '' ? message : `${field} ${message}`
}

function nameOfBranch(schema: JsonValue): string | undefined {
  if (!isObject(schema)) return undefined
  if (typeof schema.title === 'string') return schema.title
  return typeof schema.$ref === 'string' ? schema.$ref.split('/').at(-1) : undefined
}

type Tagged =
  | { readonly kind: 'branch'; readonly index: number }
  | { readonly kind: 'unknown'; readonly property: string; readonly clause: Clause }

/** OpenAPI 3.1, 4.8.25: the discriminator names the branch, by mapping, by the schema's name, or by a `const` in it. */
function findTagged(
  data: JsonValue,
  branches: readonly Branch[],
  place: Pointer,
  document: JsonObject,
): Tagged | undefined {
  const parent = valueAt(document, place)
  const discriminator = isObject(parent) ? parent.discriminator : undefined
  if (!isObject(discriminator) || !isObject(data)) return undefined
  const { propertyName: property, mapping } = discriminator
  if (typeof property !== 'string') return undefined

  const words = branches.map((branch) => tagsOf(branch, property, isObject(mapping) ? mapping : {}, document))
  const tag = Object.hasOwn(data, property) ? data[property] : undefined
  if (tag === undefined) return { kind: 'unknown', property, clause: { code: 'missing-field', message: 'is missing' } }
  const index = words.findIndex((one) => one.includes(tag))
  if (index >= 0) return { kind: 'branch', index }
  return { kind: 'unknown', property, clause: invalid(`must be ${nameValues(words.flat())}, not ${nameExactly(tag)}`) }
}

function tagsOf(
  { schema, name }: Branch,
  property: string,
  mapping: JsonObject,
  document: JsonObject,
): readonly JsonValue[] {
  const ref = isObject(schema) ? schema.$ref : undefined
  const mapped = Object.keys(mapping).filter((word) => mapping[word] === ref || mapping[word] === name)
  if (ref !== undefined && mapped.length > 0) return mapped
  const values = schemasOf(layersOf(document, [schema]), property).flatMap((one) =>
    isObject(one) ? [...listOf(one.enum), ...(one.const === undefined ? [] : [one.const])] : [],
  )
  return values.length > 0 || name === undefined ? values : [name]
}

/** Where a branch failed, `unevaluatedProperties` calls its fields unknown as well: they are not. */
function withoutEchoes(found: readonly Found[], judgement: Judgement): readonly Found[] {
  if (found.every(({ keyword }) => keyword === 'unevaluatedProperties')) return found
  return found.filter(({ keyword, path, rule }) => {
    if (keyword !== 'unevaluatedProperties' || rule === undefined) return true
    const schema = valueAt(judgement.document, rule.slice(0, rule.lastIndexOf('/')))
    return !namesOf(layersOf(judgement.document, [schema])).includes(String(path.at(-1)))
  })
}

/** The first of these at a place is the fault; the rest follow from it. */
const TELLING = ['wrong-type', 'unreadable-date', 'enum', 'const', 'minLength']

function withoutRepetitions(found: readonly Found[]): readonly Found[] {
  const places = new Map<string, Found[]>()
  for (const one of found) {
    const key = JSON.stringify(one.path)
    const there = places.get(key)
    if (there === undefined) places.set(key, [one])
    else if (!there.some(({ message }) => message === one.message)) there.push(one)
  }
  return [...places.values()].flatMap((there) => {
    const telling = TELLING.map((word) => there.find(({ code, keyword }) => code === word || keyword === word))
    const first = telling.find((one) => one !== undefined)
    return first === undefined ? there : [first]
  })
}

/** `/models/0/id` → models, 0, id: what is an index, and what a name, only the value can say. */
function readPath(instancePath: string, value: JsonValue): readonly (string | number)[] {
  let place: JsonValue | undefined = value
  return instancePath
    .split('/')
    .slice(1)
    .map((token) => {
      const name = token.replaceAll('~1', '/').replaceAll('~0', '~')
      if (Array.isArray(place)) {
        place = place[Number(name)]
        return Number(name)
      }
      place = isObject(place) ? place[name] : undefined
      return name
    })
}

/** `address.city`, `items[0].id`; each name, which may be a client's, cut to length. */
function writePath(start: string, path: readonly (string | number)[]): string {
  return path.reduce<string>((written, step) => {
    if (typeof step === 'number') return `${written}[${step}]`
    return written === '' ? shorten(step) : `${written}.${shorten(step)}`
  }, start)
}
