/**
 * What a document must have right for the rest to read it: run at every start, so it is quick, and asks for no more.
 * Good manners are Redocly's (`lint.ts`).
 */

import { describe } from './describe.js'
import type { PointerFault } from './fault.js'
import { type JsonObject, type JsonValue, METHODS, type Pointer } from './model.js'
import { follow, isObject, join, resolvePointer, tokensOf } from './pointer.js'
import { createScene, type Scene } from './scene.js'
import { didYouMean } from './suggest.js'
import { type Kind, shapeOf, walk } from './walk.js'

/**
 * All that keeps a document from being compiled.
 *
 * @example
 * findStructureFaults({ openapi: '3.1.0' })
 * // [{ pointer: '', message: 'The document has no paths, so there is nothing to serve.' }]
 */
export function findStructureFaults(document: JsonObject): PointerFault[] {
  const faults: PointerFault[] = []
  // References that lead to what they should: most are met many times.
  const sound = new Set<string>()
  walk(document, (kind, value, pointer) => {
    const scene = createScene(document, faults, pointer)
    if (kind === 'schema' && typeof value === 'boolean') return
    if (!isObject(value)) {
      scene.report(`Here belongs ${NOUNS[kind]}, an object; it is ${describe(value)}.`)
      return
    }
    if ('$ref' in value && !checkReference(kind, value, scene, sound)) return
    if ('$ref' in value && kind !== 'schema' && kind !== 'pathItem') return
    checkChildren(kind, value, scene)
    CHECKS[kind]?.(value, scene)
  })
  return [...faults, ...findDoubleOperationIds(document), ...findCircles(document)]
}

const NOUNS: { readonly [K in Kind]: string } = {
  document: 'a document',
  components: 'the components',
  pathItem: 'a path with its methods',
  operation: 'an operation',
  callback: 'a callback',
  parameter: 'a parameter',
  header: 'a header',
  requestBody: 'a request body',
  response: 'a response',
  mediaType: 'a media type',
  encoding: 'an encoding',
  example: 'an example',
  link: 'a link',
  securityScheme: 'a security scheme',
  schema: 'a schema',
}

const CHECKS: { readonly [K in Kind]?: (value: JsonObject, scene: Scene) => void } = {
  document: checkDocument,
  pathItem: checkPathItem,
  operation: checkOperation,
  parameter: checkParameter,
  requestBody: checkRequestBody,
  securityScheme: checkSecurityScheme,
  schema: checkSchema,
}

/** Lists are lists, maps are maps; what is in them, the walk looks at. */
function checkChildren(kind: Kind, value: JsonObject, { report }: Scene): void {
  for (const [name, child] of Object.entries(shapeOf(kind))) {
    const given = value[name]
    if (given === undefined) continue
    if ('listOf' in child && !Array.isArray(given)) report(`"${name}" must be a list; it is ${describe(given)}.`, name)
    if ('mapOf' in child && !isObject(given)) report(`"${name}" must be an object; it is ${describe(given)}.`, name)
  }
}

function checkDocument(document: JsonObject, scene: Scene): void {
  const { report } = scene
  const { paths, servers } = document
  if (paths === undefined) {
    report(`The document has no paths, so there is nothing to serve.${didYouMean('paths', Object.keys(document))}`)
  }
  if (servers !== undefined && !Array.isArray(servers)) {
    report(`"servers" must be a list; it is ${describe(servers)}.`, 'servers')
  }
  checkSecurity(document, scene)
  if (!isObject(paths)) return
  for (const path of Object.keys(paths)) {
    if (!path.startsWith('/') && !path.startsWith('x-'))
      report(`A path begins with "/"; write "/${path}".`, 'paths', path)
  }
}

const PATH_ITEM_WORDS = ['$ref', 'summary', 'description', 'servers', 'parameters', ...METHODS.map(lower)]

function checkPathItem(item: JsonObject, { report }: Scene): void {
  for (const name of Object.keys(item)) {
    if (PATH_ITEM_WORDS.includes(name) || name.startsWith('x-')) continue
    report(`"${name}" is no method that OpenAPI knows.${didYouMean(name, PATH_ITEM_WORDS)}`, name)
  }
}

function checkOperation(operation: JsonObject, scene: Scene): void {
  const { report, pointer } = scene
  const { operationId, responses } = operation
  if (operationId !== undefined && (typeof operationId !== 'string' || operationId === '')) {
    report(`An operationId is a word; it is ${describe(operationId)}.`, 'operationId')
  }
  if (responses === undefined) {
    report(`The operation has no responses.${didYouMean('responses', Object.keys(operation))}`)
  }
  if (isObject(responses)) checkStatuses(responses, scene)
  checkSecurity(operation, scene)
  if (pointer.startsWith('/paths/')) checkTemplate(operation, scene)
}

function checkStatuses(responses: JsonObject, { report }: Scene): void {
  const statuses = Object.keys(responses).filter((status) => !status.startsWith('x-'))
  if (statuses.length === 0) report('The operation needs at least one response.', 'responses')
  for (const status of statuses) {
    if (/^([1-5]\d\d|[1-5]XX|default)$/.test(status)) continue
    report(`"${status}" is no status; write one like 200, 4XX or default.`, 'responses', status)
  }
}

/** Each `{name}` of a path is declared as a parameter, and the other way round. */
function checkTemplate(operation: JsonObject, { document, pointer, report }: Scene): void {
  const [, path = ''] = tokensOf(pointer)
  const template = [...path.matchAll(/\{([^{}]*)\}/g)].map(([, name = '']) => name)
  const itemPointer = pointer.slice(0, pointer.lastIndexOf('/'))
  const declared = [
    ...pathParametersOf(document, resolvePointer(document, itemPointer), itemPointer),
    ...pathParametersOf(document, operation, pointer),
  ]
  const names = declared.map(({ name }) => name)
  for (const name of template) {
    if (names.includes(name)) continue
    const strays = names.filter((candidate) => !template.includes(candidate))
    report(`The path has {${name}}, and no parameter of that name is declared in: path.${didYouMean(name, strays)}`)
  }
  for (const { name, at } of declared) {
    if (template.includes(name) || !at.startsWith(pointer)) continue
    const message = `The path "${path}" has no {${name}}.${didYouMean(name, template)}`
    report(message, ...tokensOf(at.slice(pointer.length)))
  }
}

function pathParametersOf(
  document: JsonObject,
  holder: JsonValue | undefined,
  pointer: Pointer,
): { readonly name: string; readonly at: Pointer }[] {
  const parameters = isObject(holder) ? holder.parameters : undefined
  if (!Array.isArray(parameters)) return []
  return parameters.flatMap((_, index) => {
    const at = join(pointer, 'parameters', index)
    const parameter = follow(document, at)?.value
    if (!isObject(parameter) || parameter.in !== 'path' || typeof parameter.name !== 'string') return []
    return [{ name: parameter.name, at }]
  })
}

function checkSecurity({ security }: JsonObject, { document, report }: Scene): void {
  if (security === undefined) return
  if (!Array.isArray(security)) {
    report(`"security" must be a list; it is ${describe(security)}.`, 'security')
    return
  }
  const schemes = Object.keys(objectAt(document, '/components/securitySchemes'))
  for (const [index, alternative] of security.entries()) {
    if (!isObject(alternative)) {
      const message = `Here belong names of security schemes, like {token: []}; it is ${describe(alternative)}.`
      report(message, 'security', index)
      continue
    }
    for (const name of Object.keys(alternative)) {
      if (schemes.includes(name)) continue
      report(`components.securitySchemes has no "${name}".${didYouMean(name, schemes)}`, 'security', index, name)
    }
  }
}

const PARAMETER_PLACES = ['path', 'query', 'header', 'cookie']

function checkParameter(parameter: JsonObject, { report }: Scene): void {
  const { name, in: place, schema, content } = parameter
  if (typeof name !== 'string' || name === '') report('A parameter needs a name.')
  const told = typeof name === 'string' ? `The parameter "${name}"` : 'A parameter'
  if (place === undefined) report(`${told} needs an in: path, query, header or cookie.`)
  else if (typeof place !== 'string' || !PARAMETER_PLACES.includes(place)) {
    const likely = typeof place === 'string' ? didYouMean(place, PARAMETER_PLACES) : ''
    report(`A parameter is in: path, query, header or cookie; it is ${describe(place)}.${likely}`, 'in')
  }
  if (schema === undefined && content === undefined) report(`${told} needs a schema, or content.`)
}

function checkRequestBody({ content }: JsonObject, { report }: Scene): void {
  if (content === undefined) report('A request body needs content: its media types and their schemas.')
}

const SECURITY_TYPES = ['http', 'apiKey', 'oauth2', 'openIdConnect', 'mutualTLS']

function checkSecurityScheme({ type, scheme, name, in: place }: JsonObject, { report }: Scene): void {
  if (typeof type !== 'string' || !SECURITY_TYPES.includes(type)) {
    const likely = typeof type === 'string' ? didYouMean(type, SECURITY_TYPES) : ''
    report(`A security scheme's type is one of ${SECURITY_TYPES.join(', ')}.${likely}`, 'type')
    return
  }
  if (type === 'http' && typeof scheme !== 'string')
    report('A security scheme of type http needs a scheme, e.g. bearer.')
  if (type !== 'apiKey') return
  if (typeof name !== 'string') report('A security scheme of type apiKey needs a name: of a header, query or cookie.')
  if (place !== 'query' && place !== 'header' && place !== 'cookie') {
    report('A security scheme of type apiKey needs an in: query, header or cookie.')
  }
}

const TYPES = ['null', 'boolean', 'object', 'array', 'number', 'string', 'integer']

function checkSchema(schema: JsonObject, scene: Scene): void {
  const { report } = scene
  const { type, required, enum: values, pattern } = schema
  if (type !== undefined) checkType(type, scene)
  if (required !== undefined && !isListOfStrings(required)) {
    report(`"required" lists names of properties, like [id, name]; it is ${describe(required)}.`, 'required')
  }
  if (values !== undefined && (!Array.isArray(values) || values.length === 0)) {
    report(`"enum" is a list of at least one value; it is ${describe(values)}.`, 'enum')
  }
  if (pattern !== undefined) checkPattern(pattern, scene)
  for (const [keyword, { isFine, noun }] of Object.entries(KEYWORDS)) {
    const value = schema[keyword]
    if (value === undefined || isFine(value, scene.document)) continue
    report(`"${keyword}" must be ${noun}; it is ${describe(value)}.`, keyword)
  }
  for (const keyword of ['allOf', 'anyOf', 'oneOf', 'prefixItems']) {
    const list = schema[keyword]
    if (Array.isArray(list) && list.length === 0) report(`"${keyword}" needs at least one schema.`, keyword)
  }
}

function checkType(type: JsonValue, { report }: Scene): void {
  const types = Array.isArray(type) ? type : [type]
  const isList = Array.isArray(type)
  if (types.length === 0) report('"type" names at least one type.', 'type')
  for (const [index, name] of types.entries()) {
    const message = whyNoType(name)
    if (message !== undefined) report(message, ...(isList ? ['type', index] : ['type']))
  }
}

function whyNoType(name: JsonValue): string | undefined {
  if (name === null) return 'The type of null is written in quotes: "null".'
  if (typeof name !== 'string') return `"type" is a word; it is ${describe(name)}.`
  if (TYPES.includes(name)) return undefined
  return `There is no type "${name}"; there are ${TYPES.join(', ')}.${didYouMean(name, TYPES)}`
}

function checkPattern(pattern: JsonValue, { report }: Scene): void {
  if (typeof pattern !== 'string') {
    report(`"pattern" is a text; it is ${describe(pattern)}.`, 'pattern')
    return
  }
  const reason = whyNoRegExp(pattern)
  if (reason !== undefined) report(`"pattern" is no regular expression: ${reason}.`, 'pattern')
}

function whyNoRegExp(pattern: string): string | undefined {
  try {
    new RegExp(pattern)
    return undefined
  } catch (error) {
    return (error as Error).message.replace(/^Invalid regular expression: /, '')
  }
}

type Keyword = { readonly isFine: (value: JsonValue, document: JsonObject) => boolean; readonly noun: string }

const NUMBER: Keyword = { noun: 'a number', isFine: (value) => typeof value === 'number' }
const COUNT: Keyword = {
  noun: 'a whole number from 0 on',
  isFine: (value) => Number.isInteger(value) && Number(value) >= 0,
}
const BOOLEAN: Keyword = { noun: 'true or false', isFine: (value) => typeof value === 'boolean' }
const TEXT: Keyword = { noun: 'a text', isFine: (value) => typeof value === 'string' }
const EXCLUSIVE: Keyword = {
  noun: 'a number',
  isFine: (value, { openapi }) =>
    typeof value === 'number' || (typeof value === 'boolean' && String(openapi).startsWith('3.0')),
}

const KEYWORDS: { readonly [keyword: string]: Keyword } = {
  minimum: NUMBER,
  maximum: NUMBER,
  exclusiveMinimum: EXCLUSIVE,
  exclusiveMaximum: EXCLUSIVE,
  multipleOf: { noun: 'a number above 0', isFine: (value) => typeof value === 'number' && value > 0 },
  minLength: COUNT,
  maxLength: COUNT,
  minItems: COUNT,
  maxItems: COUNT,
  minProperties: COUNT,
  maxProperties: COUNT,
  uniqueItems: BOOLEAN,
  readOnly: BOOLEAN,
  writeOnly: BOOLEAN,
  nullable: BOOLEAN,
  format: TEXT,
  contentEncoding: TEXT,
  contentMediaType: TEXT,
  discriminator: {
    noun: 'an object with a propertyName',
    isFine: (value) => isObject(value) && 'propertyName' in value,
  },
}

/** Components that may be referred to from a place of a kind. */
const SECTIONS = new Map(
  Object.entries(shapeOf('components')).flatMap(([section, child]) =>
    'mapOf' in child ? [[child.mapOf, section] as const] : [],
  ),
)

/** Whether the reference leads to something of the right kind. */
function checkReference(
  kind: Kind,
  { $ref: ref }: JsonObject,
  { document, pointer, report }: Scene,
  sound: Set<string>,
): boolean {
  const link = `${kind} ${ref}`
  if (sound.has(link)) return true
  const refuse = (message: string): false => {
    report(message, '$ref')
    return false
  }
  if (typeof ref !== 'string')
    return refuse(`"$ref" is a text like "#/components/schemas/Pet"; it is ${describe(ref)}.`)
  if (!ref.startsWith('#')) return refuse(`"${ref}" is in another file, which is not read here.`)
  if (ref !== '#' && !ref.startsWith('#/'))
    return refuse(`A reference looks like "#/components/schemas/Pet"; this is "${ref}".`)

  const tokens = tokensOf(ref)
  const [root, section, name] = tokens
  const expected = SECTIONS.get(kind)
  if (root === 'components' && tokens.length === 3 && expected !== undefined && section !== expected) {
    return refuse(`Here belongs ${NOUNS[kind]}, to be found under #/components/${expected}/; this is "${ref}".`)
  }
  const target = resolvePointer(document, ref)
  if (target === undefined) return refuse(`"${ref}" leads nowhere.${likelyReference(document, tokens)}`)
  if (!isObject(target) || !('$ref' in target) || follow(document, pointer) !== undefined) {
    sound.add(link)
    return true
  }
  if (name !== undefined && isBrokenFurtherOn(document, ref)) return false
  return refuse(`"${ref}" leads back to itself and never to ${NOUNS[kind]}.`)
}

/** The chain ends in nothing; that is told where the last link is. */
function isBrokenFurtherOn(document: JsonObject, start: string): boolean {
  const seen = new Set<string>()
  let ref = start
  while (!seen.has(ref)) {
    seen.add(ref)
    const value = resolvePointer(document, ref)
    const next = isObject(value) ? value.$ref : undefined
    if (typeof next !== 'string') return true
    ref = next
  }
  return false
}

function likelyReference(document: JsonObject, tokens: readonly string[]): string {
  for (const [depth, token] of tokens.entries()) {
    const above = join('', ...tokens.slice(0, depth))
    const holder = resolvePointer(document, above)
    if (!isObject(holder) || Object.hasOwn(holder, token)) continue
    const likely = didYouMean(token, Object.keys(holder))
    return likely.replace(/"(.*)"/, (_, name: string) => `"#${join(above, name, ...tokens.slice(depth + 1))}"`)
  }
  return ''
}

function findDoubleOperationIds(document: JsonObject): PointerFault[] {
  const owners = new Map<string, string>()
  return operationsOf(document).flatMap(({ id, method, path, pointer }) => {
    if (id === undefined) return []
    const owner = owners.get(id)
    if (owner === undefined) {
      owners.set(id, `${method} ${path}`)
      return []
    }
    return [
      { pointer: join(pointer, 'operationId'), message: `The operationId "${id}" is taken already, by ${owner}.` },
    ]
  })
}

/** The operations under `paths`, in their order; `$ref`s of path items are not followed. */
export function operationsOf(document: JsonObject): readonly {
  readonly id: string | undefined
  readonly method: string
  readonly path: string
  readonly pointer: Pointer
  readonly operation: JsonObject
}[] {
  return Object.entries(objectAt(document, '/paths')).flatMap(([path, item]) => {
    if (!isObject(item)) return []
    return METHODS.flatMap((method) => {
      const operation = item[lower(method)]
      if (!isObject(operation)) return []
      const id = typeof operation.operationId === 'string' ? operation.operationId : undefined
      return [{ id, method, path, pointer: join('/paths', path, lower(method)), operation }]
    })
  })
}

/**
 * Schemas that consist of themselves: no value can ever be checked against one. Where a property or an entry of a list
 * lies between, a schema may well contain itself.
 */
function findCircles(document: JsonObject): PointerFault[] {
  const done = new Set<Pointer>()
  const faults: PointerFault[] = []

  const enter = (pointer: Pointer, schema: JsonValue | undefined, way: readonly Pointer[]): void => {
    const begin = way.indexOf(pointer)
    if (begin >= 0) {
      const circle = [...way.slice(begin), pointer]
      const names = circle.filter((place) => tokensOf(place).length === 3).map((place) => tokensOf(place)[2])
      // A circle of nothing but references has been told of.
      if (names.length === circle.length) return
      faults.push({ pointer, message: `This schema consists of itself: ${names.join(' → ')}.` })
      return
    }
    if (done.has(pointer)) return
    if (isObject(schema)) {
      for (const [place, part] of partsOf(document, schema, pointer)) enter(place, part, [...way, pointer])
    }
    done.add(pointer)
  }

  for (const [name, schema] of Object.entries(objectAt(document, '/components/schemas'))) {
    enter(join('/components/schemas', name), schema, [])
  }
  return faults
}

/** The schemas that the very same value must satisfy too. */
function partsOf(
  document: JsonObject,
  schema: JsonObject,
  pointer: Pointer,
): readonly (readonly [Pointer, JsonValue | undefined])[] {
  const parts: (readonly [Pointer, JsonValue | undefined])[] = []
  const { $ref: ref } = schema
  if (typeof ref === 'string' && ref.startsWith('#/')) {
    parts.push([join('', ...tokensOf(ref)), resolvePointer(document, ref)])
  }
  for (const keyword of ['allOf', 'anyOf', 'oneOf']) {
    const list = schema[keyword]
    if (!Array.isArray(list)) continue
    for (const [index, part] of list.entries()) parts.push([join(pointer, keyword, index), part])
  }
  return parts
}

function isListOfStrings(value: JsonValue): boolean {
  return Array.isArray(value) && value.every((entry) => typeof entry === 'string')
}

function objectAt(document: JsonObject, pointer: Pointer): JsonObject {
  const value = resolvePointer(document, pointer)
  return isObject(value) ? value : {}
}

function lower(method: string): string {
  return method.toLowerCase()
}
