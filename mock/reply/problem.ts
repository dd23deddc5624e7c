/** A problem → the error reply that the document gives for it. */

import {
  type ApiModel,
  isObject,
  type JsonObject,
  type JsonValue,
  join,
  jsonEntry,
  keywordsOf,
  layersOf,
  type Operation,
  ownPropertiesOf,
  type Pointer,
  type Property,
  type Response,
  successOf,
} from '../../spec/index.js'
import type { Problem, ProblemCode, Reply } from '../exchange.js'

/** Statuses that a document may use for a problem, the usual one first. */
const STATUSES: { readonly [code in ProblemCode]: readonly number[] } = {
  'token-missing': [401, 403],
  'token-unknown': [401, 403],
  'token-expired': [401, 403],
  forbidden: [403, 404],
  'path-not-found': [404],
  'resource-not-found': [404, 410],
  'method-not-allowed': [405],
  'body-too-large': [413],
  'unsupported-media-type': [415, 400],
  'malformed-body': [400, 422],
  'missing-body': [400, 422],
  'invalid-request': [400, 422],
  'missing-field': [400, 422],
  'unknown-field': [400, 422],
  'wrong-type': [400, 422],
  'invalid-value': [400, 422],
  'unreadable-date': [400, 422],
  'unknown-reference': [400, 422],
  'immutable-field': [400, 409, 422],
  'illegal-transition': [409, 400, 422],
  'guard-failed': [409, 422, 400],
  conflict: [409, 400],
  'internal-error': [500],
}

/** Properties that carry an error's sentence, in documents that do not say which. */
const SENTENCES = ['detail', 'message', 'description', 'error_description', 'error', 'msg', 'title', 'reason']

/** Properties that name the field at fault, in lists of faults. */
const FIELDS = ['field', 'param', 'parameter', 'property', 'name', 'path', 'pointer', 'location']

/** How deep a sentence may stand: `{ errors: [{ detail }] }`. */
const DEEPEST = 2

/** What the document would answer: status and body, before it is written. */
export type ProblemReply = {
  readonly status: number
  readonly mediaType: string
  readonly body: JsonValue
  readonly headers: Reply['headers']
}

/** Fills a schema when the document has no example: an error body made up. */
export type Sample = (schema: string) => JsonValue

/**
 * An error reply, in this order: the entry of `components.examples` that the problem or the document names; the error
 * body that the operation documents; `application/problem+json` (RFC 9457).
 */
export function renderProblem(
  model: ApiModel,
  operation: Operation | undefined,
  met: Problem,
  sample: Sample,
): ProblemReply {
  const reply = renderPlainly(model, operation, met, sample)
  const { concealed, ...problem } = met
  if (concealed === undefined || !STATUSES['resource-not-found'].includes(reply.status)) return reply
  // Not a word that would tell it from what is not there.
  const example = problem.example ?? model.problems.examples[problem.code]
  const hidden: Problem = { ...problem, code: 'resource-not-found', detail: concealed, ...(example && { example }) }
  return renderPlainly(model, operation, hidden, sample)
}

function renderPlainly(model: ApiModel, operation: Operation | undefined, met: Problem, sample: Sample): ProblemReply {
  const problem = asDocumented(operation, met)
  const name = problem.example ?? model.problems.examples[problem.code]
  const named = name === undefined ? undefined : exampleOf(model, name)
  const headers = problem.headers ?? {}
  if (name !== undefined && named !== undefined) {
    const response = operation?.responses.find(({ content }) =>
      Object.values(content).some(({ exampleRefs }) => Object.values(exampleRefs).includes(name)),
    )
    const type = Object.entries(response?.content ?? {}).find(([, { exampleRefs }]) =>
      Object.values(exampleRefs).includes(name),
    )?.[0]
    const status = /^\d{3}$/.test(response?.status ?? '') ? Number(response?.status) : statusOf(operation, problem.code)
    return { status, mediaType: type ?? errorTypeOf(model), body: tell(named, problem, model), headers }
  }

  const documented = documentedFor(operation, problem.code)
  if (documented !== undefined) {
    const [mediaType, content] = jsonEntry(documented.response.content) ?? []
    if (mediaType !== undefined && content?.schema !== undefined) {
      const example = Object.values(content.examples)[0]
      const body = example ?? sample(content.schema)
      return {
        status: documented.status,
        mediaType,
        body: say(model, content.schema, body, problem, documented.status, example === undefined, sample),
        headers,
      }
    }
  }
  const status = documented?.status ?? STATUSES[problem.code][0] ?? 400
  return { status, mediaType: 'application/problem+json', body: rfc9457(problem, status), headers }
}

/** A key that cannot be one is nobody's: where the document has no reply for a bad request, it has one for that. */
function asDocumented(operation: Operation | undefined, problem: Problem): Problem {
  const { violations = [], detail, reason = detail } = problem
  const isBadKey = violations.length > 0 && violations.every((violation) => violation.in === 'path')
  if (!isBadKey || documentedFor(operation, problem.code) !== undefined) return problem
  const codes = ['resource-not-found', 'forbidden'] as const
  const code = codes.find((one) => documentedFor(operation, one) !== undefined)
  return code === undefined ? problem : { code, detail, reason }
}

function exampleOf({ document }: ApiModel, name: string): JsonObject | undefined {
  const components = document['components']
  const examples = isObject(components) ? components['examples'] : undefined
  const example = isObject(examples) ? examples[name] : undefined
  const value = isObject(example) ? example['value'] : undefined
  return isObject(value) ? value : undefined
}

function errorTypeOf(model: ApiModel): string {
  for (const { responses } of model.operations) {
    for (const { status, content } of responses) {
      const type = /^[45]/.test(status) ? Object.keys(content)[0] : undefined
      if (type !== undefined) return type
    }
  }
  return 'application/json'
}

/** The example with this call's own sentence, and its faults by field. */
function tell(example: JsonObject, problem: Problem, { problems }: ApiModel): JsonObject {
  const { detail, fields } = problems
  const { violations = [] } = problem
  // The example's own faults are of another call.
  const { [fields ?? '']: _, ...bare } = example
  return {
    ...bare,
    ...(detail !== undefined && { [detail]: problem.detail }),
    ...(fields !== undefined &&
      violations.length > 0 && { [fields]: violations.map(({ field, message }) => ({ field, message })) }),
    ...problem.more,
  }
}

function statusOf(operation: Operation | undefined, code: ProblemCode): number {
  return documentedFor(operation, code)?.status ?? STATUSES[code][0] ?? 400
}

/** The documented response for a problem: an exact status, then a range, then `default`. */
function documentedFor(
  operation: Operation | undefined,
  code: ProblemCode,
): { readonly status: number; readonly response: Response } | undefined {
  const responses = operation?.responses ?? []
  for (const status of STATUSES[code]) {
    const response = responses.find((one) => one.status === String(status))
    if (response !== undefined) return { status, response }
  }
  const [status = 400] = STATUSES[code]
  const range = responses.find((one) => one.status === `${Math.floor(status / 100)}XX`)
  // Where the document has no other success, `default` is one: it says nothing of errors.
  const rest = responses.find((one) => one.status === 'default' && one !== successOf(responses))
  const response = range ?? rest
  return response && { status, response }
}

/**
 * A documented error body with this call's sentence: where it is meant for it, however deep that is.
 *
 * @param faked whether the rest of the body is nobody's words
 */
function say(
  model: ApiModel,
  schema: Pointer,
  body: JsonValue,
  problem: Problem,
  status: number,
  faked: boolean,
  sample: Sample,
): JsonValue {
  const { violations = [] } = problem
  const words = faked
    ? { type: 'about:blank', title: titleOf(problem), error: titleOf(problem), code: problem.code }
    : {}
  const properties = (place: Pointer) => ownPropertiesOf(model.document, place)
  return inObject(schema, body, problem.detail, 0) ?? body

  /** Undefined: there is no place for a sentence. */
  function inObject(place: Pointer, value: JsonValue, sentence: string, depth: number): JsonObject | undefined {
    if (!isObject(value) || depth > DEEPEST) return undefined
    const known = new Map(properties(place).map((property) => [property.path, property]))
    const own = SENTENCES.find((name) => admits(known.get(name)?.keywords, sentence))
    const inner = own === undefined ? below(known, value, sentence, depth) : { [own]: sentence }
    if (inner === undefined) return undefined
    const numbers = ['status', 'code', 'statusCode', 'status_code'].filter((name) =>
      isNumber(known.get(name)?.keywords),
    )
    const texts = Object.entries({ ...words, status: String(status) }).filter(([name, text]) =>
      admits(known.get(name)?.keywords, text),
    )
    const told = Object.fromEntries([...texts, ...numbers.map((name) => [name, status])])
    return {
      ...(faked ? needed(known, value) : value),
      ...told,
      ...(own !== undefined && byField(known, value)),
      ...inner,
    }
  }

  /** Nobody misses what is optional and would be made up. */
  function needed(known: ReadonlyMap<string, Property>, value: JsonObject): JsonObject {
    return Object.fromEntries(Object.entries(value).filter(([name]) => known.get(name)?.required === true))
  }

  /** Beside a sentence for all of them, the list of faults with an entry for each. */
  function byField(known: ReadonlyMap<string, Property>, value: JsonObject): JsonObject {
    if (!faked) return {}
    for (const [name, { schema: place, required }] of known) {
      const items = keywordsOf(model.document, place).type === 'array' ? itemsOf(model, place) : undefined
      if (items === undefined || Object.keys(nameField(items, 'x')).length === 0) continue
      const [first = sample(items)] = Array.isArray(value[name]) ? value[name] : []
      const told = violations.length > 0 ? inList(items, [first], problem.detail) : undefined
      if (told !== undefined) return { [name]: told }
      if (required) return { [name]: [] }
    }
    return {}
  }

  /** `{ error: { message } }`, or a list with one entry for each fault. */
  function below(known: ReadonlyMap<string, Property>, value: JsonObject, sentence: string, depth: number) {
    for (const [name, { schema: place }] of known) {
      const part = value[name]
      const items = Array.isArray(part) ? itemsOf(model, place) : undefined
      const told =
        items === undefined ? inObject(place, part ?? null, sentence, depth + 1) : inList(items, part, sentence)
      if (told !== undefined) return { [name]: told }
    }
    return undefined
  }

  function inList(items: Pointer, list: JsonValue | undefined, sentence: string): readonly JsonValue[] | undefined {
    const [first = null] = Array.isArray(list) ? list : []
    const faults = violations.length > 0 ? violations : [{ field: '', message: sentence }]
    const told = faults.map(({ field, message }) => {
      const named = nameField(items, field)
      const isSaid = field === '' || Object.keys(named).length > 0
      const entry = inObject(items, first, isSaid ? message : `${field} ${message}`, DEEPEST)
      return entry && { ...entry, ...named }
    })
    return told.every((entry) => entry !== undefined) ? told : undefined
  }

  function nameField(items: Pointer, field: string): JsonObject {
    const named = properties(items).find(({ path, keywords }) => FIELDS.includes(path) && admits(keywords, field))
    return named === undefined ? {} : { [named.path]: field }
  }
}

/** Whether a text may stand there. */
function admits(keywords: JsonObject | undefined, text: string): boolean {
  if (keywords === undefined || ![keywords.type].flat().includes('string')) return false
  const { maxLength, format } = keywords
  if (typeof maxLength === 'number' && text.length > maxLength) return false
  if (typeof format === 'string' && !(format.startsWith('uri') && text === 'about:blank')) return false
  return !['enum', 'const', 'pattern'].some((word) => word in keywords)
}

function isNumber(keywords: JsonObject | undefined): boolean {
  if (keywords === undefined || 'enum' in keywords || 'const' in keywords) return false
  const types = [keywords.type].flat()
  return types.includes('integer') || types.includes('number')
}

function itemsOf({ document }: ApiModel, schema: Pointer): Pointer | undefined {
  const layer = layersOf(document, schema).find(({ node }) => isObject(node.items))
  return layer && join(layer.pointer, 'items')
}

function titleOf({ code }: Problem): string {
  return code.replaceAll('-', ' ').replace(/^./, (letter) => letter.toUpperCase())
}

function rfc9457(problem: Problem, status: number): JsonObject {
  const { violations = [] } = problem
  return {
    type: 'about:blank',
    title: titleOf(problem),
    status,
    detail: problem.detail,
    code: problem.code,
    ...(violations.length > 0 && { errors: violations.map(({ field, message }) => ({ field, message })) }),
    ...problem.more,
  }
}
