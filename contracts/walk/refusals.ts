/** What a refused call must get: the documented status, and the problem by name. */

import { type ApiModel, getPath, isObject, type JsonValue, type Operation } from '../../spec/index.js'
import { describeReply, type Exchange } from '../exchange.js'

export type Refusal = {
  /** The entry of `components.examples`; undefined: the document names none. */
  readonly example?: string
  /** Statuses that are right, e.g. `['400']`, or `['4XX']`. */
  readonly statuses: readonly string[]
  /** The property by which programs tell problems apart, and its value. */
  readonly identity?: { readonly property: string; readonly value: JsonValue }
  readonly words: string
}

const DEFAULT_STATUS: { readonly [problem: string]: string } = {
  'token-missing': '401',
  'token-unknown': '401',
  'token-expired': '401',
  forbidden: '403',
  'resource-not-found': '404',
  'path-not-found': '404',
  'method-not-allowed': '405',
  conflict: '409',
  'illegal-transition': '409',
  'guard-failed': '409',
  'body-too-large': '413',
  'unsupported-media-type': '415',
}

/** Where error bodies name their problem, if the document does not say where. */
const NAMES = ['type', 'code', 'error', 'title']

/** What an operation refuses a problem with. */
export function refusalOf(model: ApiModel, operation: Operation, problem: string): Refusal {
  return refusalBy(model, operation, model.problems.examples[problem], problem)
}

/** The same, for an example that a state or a guard names; without one: that of the problem. */
export function refusalBy(
  model: ApiModel,
  operation: Operation,
  example: string | undefined,
  problem: string,
): Refusal {
  if (example === undefined && model.problems.examples[problem] !== undefined)
    return refusalOf(model, operation, problem)
  const documented = example === undefined ? [] : statusesOf(operation, example)
  const fallback = DEFAULT_STATUS[problem] ?? '400'
  const known = operation.responses.some(({ status }) => status === fallback)
  const statuses = documented.length > 0 ? documented : known ? [fallback] : ['4XX']
  const value = example === undefined ? undefined : exampleValue(model, example)
  const property = [model.problems.name, ...NAMES].find(
    (name) => name !== undefined && ['string', 'number'].includes(typeof getPath(value, name)),
  )
  const identity = property === undefined ? undefined : { property, value: getPath(value, property) as JsonValue }
  const named = identity === undefined ? '' : ` with ${identity.property} ${JSON.stringify(identity.value)}`
  return {
    ...(example !== undefined && { example }),
    statuses,
    ...(identity !== undefined && { identity }),
    words: `refused: ${statuses.join(' or ')}${named}`,
  }
}

/** What an answer has against being that refusal; undefined: nothing. */
export function faultOf(exchange: Exchange, { statuses, identity }: Refusal): string | undefined {
  const status = String(exchange.status)
  if (!statuses.some((one) => (one === '4XX' ? status.startsWith('4') : one === status))) return describeReply(exchange)
  if (identity === undefined || getPath(exchange.body, identity.property) === identity.value) return undefined
  return describeReply(exchange)
}

/** The fields that a refusal names. */
export function fieldsOf(model: ApiModel, exchange: Exchange): readonly string[] {
  const list = model.problems.fields === undefined ? undefined : getPath(exchange.body, model.problems.fields)
  if (!Array.isArray(list)) return []
  return list.flatMap((entry) => (isObject(entry) && typeof entry['field'] === 'string' ? [entry['field']] : []))
}

/** Whether a refusal names a field, in its list or in a sentence. */
export function namesField(model: ApiModel, exchange: Exchange, field: string): boolean {
  const fields = fieldsOf(model, exchange)
  const plain = (path: string) => path.replaceAll(/\[\d*\]/g, '')
  if (fields.length > 0) {
    return fields.some((one) => {
      const [a, b] = [plain(one), plain(field)]
      return a === b || a.startsWith(`${b}.`) || b.startsWith(`${a}.`)
    })
  }
  const last = plain(field).split('.').at(-1) ?? field
  return new RegExp(`(?<![A-Za-z0-9_])${last.replaceAll(/[^\w]/g, '\\$&')}(?![A-Za-z0-9_])`).test(exchange.text)
}

function statusesOf({ responses }: Operation, example: string): readonly string[] {
  const listed = responses.filter(({ content }) =>
    Object.values(content).some(({ exampleRefs }) => Object.values(exampleRefs).includes(example)),
  )
  return listed.map(({ status }) => (status === 'default' ? '4XX' : status))
}

export function exampleValue({ document }: ApiModel, name: string): JsonValue | undefined {
  const components = document['components']
  const examples = isObject(components) ? components['examples'] : undefined
  const example = isObject(examples) ? examples[name] : undefined
  return isObject(example) ? example['value'] : undefined
}
