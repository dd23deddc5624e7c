/** What an interaction comes to: the request and the response that Pact is told of, worked out from the document. */

import { orList } from '../../spec/describe.js'
import {
  type ApiModel,
  isObject,
  type JsonObject,
  type JsonValue,
  type Operation,
  type Response,
  type ResponseContent,
  resolvePointer,
} from '../../spec/index.js'
import { didYouMean } from '../../spec/suggest.js'
import { exampleOf } from './example.js'
import type { StateGiven } from './pact-file.js'
import { findProviderState, stateFaults } from './provider-states.js'
import { type Template, templateOf } from './template.js'

type Given = readonly [state: string, params?: JsonObject]

export type InteractionOptions = {
  /** The operation's id. */
  readonly operation: string
  /** The provider state, `['parcel exists', { status: 'Held' }]`, or several in their order. */
  readonly given?: Given | readonly Given[]
  /** What happens, as a line in a list. @default the operation's id, the status and the example's name */
  readonly description?: string
  /** Values of path parameters. @default for the key of whoever is given: the id that the provider state returns */
  readonly path?: { readonly [parameter: string]: string | number }
  readonly query?: { readonly [parameter: string]: string }
  readonly headers?: { readonly [name: string]: string }
  readonly body?: JsonValue
  /** The body by the name of the document's example. */
  readonly bodyExample?: string
  /** A file for an upload: the name of the form's field, where the file lies, its media type. */
  readonly file?: { readonly part: string; readonly path: string; readonly type: string }
  /** Sends no credentials. */
  readonly anonymous?: boolean
  /** The status. @default the operation's first success */
  readonly responds?: number
  /** The response by the name of the document's example. @default the first one */
  readonly example?: string
  /** Optional properties of the response that the consumer needs: `customer.name`, `items[].weight`. */
  readonly reads?: readonly string[]
  /** Properties that must have this very value. @default for a refusal: what names the problem, as the example has it */
  readonly exact?: { readonly [path: string]: JsonValue }
}

export type Plan = {
  readonly operation: string
  readonly description: string
  readonly states: readonly StateGiven[]
  readonly method: string
  readonly path: Template
  readonly query: JsonObject
  readonly headers: JsonObject
  readonly body?: JsonValue
  readonly file?: { readonly part: string; readonly path: string; readonly type: string }
  readonly status: number
  readonly response?: { readonly mediaType: string; readonly template: Template }
  readonly values: { readonly id: string; readonly token: string }
}

/**
 * Works an interaction out.
 *
 * @throws Error with a sentence, where the options do not fit the document
 */
export function planOf(model: ApiModel, options: InteractionOptions): Plan {
  const operation = findOperation(model, options.operation)
  const states = givenOf(options)
  const fault = states.flatMap((state) => stateFaults(model, state))[0]
  if (fault !== undefined) throw new Error(fault)
  const response = findResponse(operation, options.responds)
  const status = Number(response.status)
  const content = contentOf(response)
  const example = content === undefined ? undefined : exampleNameOf(operation, status, content.content, options.example)
  const values = valuesOf(model, operation)
  const body = bodyOf(model, operation, options)
  const wanted = content && responseOf(model, status, content, example, options)
  return {
    operation: operation.id,
    description:
      options.description ?? `${operation.id} responds ${status}${example === undefined ? '' : ` ${example}`}`,
    states,
    values,
    method: operation.method,
    path: pathOf(model, operation, options, values),
    query: { ...options.query },
    headers: { ...credentialsOf(model, operation, options, values), ...options.headers },
    status,
    ...(body !== undefined && { body }),
    ...(options.file && { file: options.file }),
    ...(wanted && { response: wanted }),
  }
}

function findOperation({ operations }: ApiModel, id: string): Operation {
  const operation = operations.find((one) => one.id === id)
  if (operation !== undefined) return operation
  const known = operations.map((one) => one.id)
  throw new Error(`The document has no operation "${id}".${didYouMean(id, known)}`)
}

function givenOf({ given = [] }: InteractionOptions): readonly StateGiven[] {
  const list = (typeof given[0] === 'string' ? [given] : given) as readonly Given[]
  return list.map(([name, params = {}]) => ({ name, params }))
}

function findResponse({ id, responses }: Operation, status: number | undefined): Response {
  const found =
    status === undefined
      ? responses.find((one) => /^2\d\d$/.test(one.status))
      : (responses.find((one) => one.status === String(status)) ??
        responses.find((one) => one.status === `${String(status)[0]}XX` || one.status === 'default'))
  if (found === undefined) {
    const known = orList(responses.map((one) => one.status))
    throw new Error(`"${id}" does not respond ${status ?? 'with a success'}; the document has ${known}.`)
  }
  return status === undefined ? found : { ...found, status: String(status) }
}

type Content = { readonly mediaType: string; readonly content: ResponseContent }

/** The response's JSON; what is not JSON is not described by examples. */
function contentOf({ content }: Response): Content | undefined {
  const found = Object.entries(content).find(([mediaType]) => /[/+]json\b/.test(mediaType))
  return found && { mediaType: found[0], content: found[1] }
}

function exampleNameOf(
  { id }: Operation,
  status: number,
  { examples }: ResponseContent,
  name: string | undefined,
): string | undefined {
  const known = Object.keys(examples)
  if (name === undefined) return known[0]
  if (known.includes(name)) return name
  throw new Error(`"${id}" has no example "${name}" for ${status}; it has ${orList(known)}.${didYouMean(name, known)}`)
}

function responseOf(
  { document, problems }: ApiModel,
  status: number,
  { mediaType, content: { schema, examples } }: Content,
  name: string | undefined,
  { reads = [], exact = {} }: InteractionOptions,
): { readonly mediaType: string; readonly template: Template } | undefined {
  const own = name === undefined ? undefined : examples[name]
  if (schema === undefined) return own === undefined ? undefined : { mediaType, template: own }
  const example = own ?? exampleOf(document, [schema])
  // A refusal for another reason than the one expected is no success.
  const naming = [problems.name, mediaType === 'application/problem+json' ? 'type' : undefined]
  const reason = naming.filter((path) => path !== undefined && status >= 400)
  const named = reason.flatMap((path) =>
    isObject(example) && path !== undefined && example[path] !== undefined ? [[path, example[path]] as const] : [],
  )
  return {
    mediaType,
    template: templateOf(document, schema, example, { reads, exact: { ...Object.fromEntries(named), ...exact } }),
  }
}

function bodyOf({ document }: ApiModel, { id, body }: Operation, options: InteractionOptions): JsonValue | undefined {
  const { bodyExample } = options
  if (bodyExample === undefined) return options.body
  const content = body === undefined ? undefined : resolvePointer(document, `${body.pointer}/content`)
  const types = isObject(content) ? Object.values(content).filter(isObject) : []
  const examples: JsonObject = Object.assign({}, ...types.map((type) => type['examples'] ?? {}))
  const found = examples[bodyExample]
  if (isObject(found) && found['value'] !== undefined) return found['value']
  const known = Object.keys(examples)
  throw new Error(
    `The body of "${id}" has no example "${bodyExample}"; it has ${orList(known) || 'none'}.${didYouMean(bodyExample, known)}`,
  )
}

type Values = Plan['values']

/** Stand-ins for what the provider state will return: the document's own examples. */
function valuesOf(model: ApiModel, operation: Operation): Values {
  const parameter =
    operation.parameters.find((one) => one.in === 'path') ??
    model.operations.flatMap(({ parameters }) => parameters).find((one) => one.in === 'path')
  const id = parameter === undefined ? '1' : String(parameterExample(model, parameter))
  const tokens = schemeOf(model, operation)?.tokens ?? 'token-{key}'
  return { id, token: tokens.replace('{key}', id) }
}

function parameterExample({ document }: ApiModel, { pointer, schema }: Operation['parameters'][number]): JsonValue {
  const node = resolvePointer(document, pointer)
  const own = isObject(node) ? node['example'] : undefined
  return own ?? exampleOf(document, [schema])
}

function pathOf(model: ApiModel, operation: Operation, options: InteractionOptions, { id }: Values): Template {
  const keys = keyParameters(model, operation, givenOf(options))
  const fill = (value: (name: string) => string) =>
    operation.path.replace(/\{([^}]+)\}/g, (_, name: string) => {
      const given = options.path?.[name]
      return given === undefined ? value(name) : encodeURIComponent(given)
    })
  const example = fill((name) => {
    if (keys.has(name)) return id
    throw new Error(`The path of "${operation.id}" has "{${name}}": say which, as in path: { ${name}: … }.`)
  })
  const expression = fill(() => slot('id'))
  return expression === example ? example : fromState(expression, example)
}

/** Path parameters that take the id of whoever is given. */
function keyParameters(model: ApiModel, { subject }: Operation, states: readonly StateGiven[]): ReadonlySet<string> {
  if (subject === undefined) return new Set()
  const given = states.map(({ name }) => findProviderState(model, name)?.resource.name)
  const expressions = [
    ...(given.includes(subject.resource) ? [subject.key] : []),
    ...(given.length > 0 ? Object.values(subject.scope) : []),
  ]
  return new Set(expressions.flatMap((one) => (one?.startsWith('$request.path.') ? [one.slice(14)] : [])))
}

function schemeOf({ securitySchemes }: ApiModel, { security }: Operation) {
  const [name] = security.find((names) => names.length > 0) ?? []
  return name === undefined ? undefined : securitySchemes[name]
}

function credentialsOf(
  model: ApiModel,
  operation: Operation,
  { anonymous = false, headers = {}, ...options }: InteractionOptions,
  { token }: Values,
): JsonObject {
  const scheme = schemeOf(model, operation)
  const optional = operation.security.some((names) => names.length === 0)
  if (anonymous || scheme === undefined || optional) return {}
  const name = scheme.type === 'apiKey' && scheme.in === 'header' ? (scheme.parameter ?? '') : 'Authorization'
  if (Object.keys(headers).some((header) => header.toLowerCase() === name.toLowerCase())) return {}
  const known = scheme.type !== 'apiKey' ? scheme.scheme !== 'basic' : scheme.in === 'header'
  if (!known) {
    const where = scheme.type === 'apiKey' ? `the ${scheme.in}` : 'the headers'
    throw new Error(
      `"${operation.id}" takes its credentials by ${scheme.name}: put them into ${where} of the contract.`,
    )
  }
  if (givenOf(options as InteractionOptions).length === 0) {
    throw new Error(
      `"${operation.id}" needs a token, which a provider state returns: say who is given, or anonymous: true.`,
    )
  }
  return name === 'Authorization'
    ? { Authorization: fromState(`Bearer ${slot('token')}`, `Bearer ${token}`) }
    : { [name]: fromState(slot('token'), token) }
}

/** A value that the provider state returns, put into a text. The consumer is held to the example to the letter. */
function fromState(expression: string, example: string): JsonObject {
  return {
    'pact:matcher:type': 'equality',
    'pact:generator:type': 'ProviderState',
    expression,
    value: example,
  }
}

/** Where Pact puts a value of that name. */
function slot(name: string): string {
  return `$\{${name}}`
}
