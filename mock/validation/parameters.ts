/** The parameters of one operation, compiled once: where each is found, how it is written, what it must be. */

import {
  type JsonObject,
  type JsonValue,
  keywordsOf,
  type Operation,
  type Parameter,
  resolvePointer,
} from '../../spec/index.js'
import type { Violation } from '../exchange.js'
import { type Clause, invalid } from './clause.js'
import { type Coercion, coerceText, coercionOf } from './coercion.js'
import { decodePercent, MALFORMED, readText } from './parameter-text.js'
import { readJson } from './read-json.js'

/** Where parameters are found. */
type ParameterSource = {
  /** As it came: shows whether the parameters in it could be decoded. */
  readonly path: string
  /** Decoded; malformed encoding stays as it is. */
  readonly pathParameters: { readonly [name: string]: string }
  readonly query: URLSearchParams
  readonly headers: Headers
}

export type ParameterReader = {
  readonly parameter: Parameter
  /** What is assumed where it is not there (OpenAPI 3.1, section 4.8.24: `default`); undefined: nothing. */
  readonly assumed: JsonValue | undefined
  /** Undefined: it is not there. */
  readonly read: (source: ParameterSource) => ParameterReading | undefined
}

type ParameterReading =
  | { readonly kind: 'read'; readonly value: JsonValue }
  | { readonly kind: 'fault'; readonly clause: Clause }

export function compileParameters(document: JsonObject, { parameters }: Operation): readonly ParameterReader[] {
  return parameters.map((parameter) => ({
    parameter,
    assumed: assumedFor(document, parameter),
    read: compileParameter(document, parameter),
  }))
}

/** A default of nothing is none. */
function assumedFor(document: JsonObject, { schema }: Parameter): JsonValue | undefined {
  const { default: assumed = null } = keywordsOf(document, schema)
  const isNothing = assumed === null || assumed === '' || (Array.isArray(assumed) && assumed.length === 0)
  return isNothing ? undefined : assumed
}

export function missingParameter({ in: place, name, pointer }: Parameter): Violation {
  return { code: 'missing-field', in: place, field: name, message: 'is missing', rule: pointer }
}

function compileParameter(document: JsonObject, parameter: Parameter): ParameterReader['read'] {
  const { name, in: place, style, explode } = parameter
  const coercion = coercionOf(document, [resolvePointer(document, parameter.schema)])
  const find = finderOf(parameter)
  if (style === 'content') return (source) => withText(find(source), (text) => readContent(text, parameter))
  if (style === 'deepObject') return ({ query }) => readDeep(query, name, coercion)
  if (place === 'query' && explode && coercion.isObject) return ({ query }) => readSpread(query, coercion)
  if (place === 'query' && explode && coercion.isArray) return ({ query }) => readRepeated(query, name, coercion)

  const decode = place === 'cookie' ? decodePercent : checked
  return (source) =>
    withText(find(source), (text) => {
      if (place === 'path' && isBroken(text, source)) return fault(BROKEN_ENCODING)
      const reading = readText(text, parameter, coercion, decode)
      if (reading === MALFORMED) return fault(BROKEN_ENCODING)
      return reading === undefined ? fault(styleClause(parameter)) : { kind: 'read', value: reading.value }
    })
}

const BROKEN_ENCODING = invalid('is not percent-encoded UTF-8')

/** All but cookies come decoded; the mark of a character that could not be decoded stays. */
function checked(text: string): string | undefined {
  return text.includes('\uFFFD') ? undefined : text
}

/** A `%` may be the decoded `%25`: only the path itself tells. */
function isBroken(text: string, { path }: ParameterSource): boolean {
  return text.includes('%') && decodePercent(path) === undefined
}

function fault(clause: Clause): ParameterReading {
  return { kind: 'fault', clause }
}

type Find = (source: ParameterSource) => string | readonly string[] | undefined

function finderOf({ in: place, name }: Parameter): Find {
  switch (place) {
    case 'path':
      return ({ pathParameters }) => (Object.hasOwn(pathParameters, name) ? pathParameters[name] : undefined)
    case 'query':
      return ({ query }) => {
        const all = query.getAll(name)
        return all.length > 1 ? all : all[0]
      }
    case 'header':
      return ({ headers }) => headers.get(name) ?? undefined
    case 'cookie':
      return ({ headers }) => findCookie(headers.get('cookie') ?? '', name)
  }
}

/** RFC 6265, section 5.4: pairs between semicolons; of two with one name the first counts. */
function findCookie(header: string, name: string): string | undefined {
  for (const pair of header.split(';')) {
    const at = pair.indexOf('=')
    if (at < 0 || pair.slice(0, at).trim() !== name) continue
    const value = pair.slice(at + 1).trim()
    return value.length > 1 && value.startsWith('"') && value.endsWith('"') ? value.slice(1, -1) : value
  }
  return undefined
}

function withText(
  found: string | readonly string[] | undefined,
  read: (text: string) => ParameterReading,
): ParameterReading | undefined {
  if (found === undefined) return undefined
  if (typeof found === 'string') return read(found)
  return fault(invalid(`must be given once, not ${found.length} times`))
}

/** A parameter with `content` is a small document of its own. */
function readContent(text: string, { in: place, schema }: Parameter): ParameterReading {
  const decoded = place === 'cookie' ? decodePercent(text) : checked(text)
  if (decoded === undefined) return fault(BROKEN_ENCODING)
  if (!/json\/schema$/i.test(schema)) return { kind: 'read', value: decoded }
  const json = readJson(decoded)
  if (json.kind === 'unreadable') return fault({ code: 'wrong-type', message: json.message })
  if (json.banned.length > 0) return fault(invalid(`must not have a field named ${json.banned[0]}`))
  return { kind: 'read', value: json.value }
}

function readRepeated(query: URLSearchParams, name: string, coercion: Coercion): ParameterReading | undefined {
  const texts = query.getAll(name)
  if (texts.length === 0) return undefined
  if (texts.some((text) => checked(text) === undefined)) return fault(BROKEN_ENCODING)
  return { kind: 'read', value: texts.map((text) => coerceText(text, coercion.item())) }
}

/** `style: form` exploded: each property is a parameter of its own. */
function readSpread(query: URLSearchParams, coercion: Coercion): ParameterReading | undefined {
  const entries: [string, JsonValue][] = []
  for (const name of coercion.names) {
    const inner = coercion.property(name)
    const texts = query.getAll(name)
    if (texts.length === 0) continue
    if (inner.isArray) entries.push([name, texts.map((text) => coerceText(text, inner.item()))])
    else if (texts.length > 1) return fault(invalid(`must give ${name} once, not ${texts.length} times`))
    else entries.push([name, coerceText(texts[0] ?? '', inner)])
  }
  return entries.length === 0 ? undefined : { kind: 'read', value: Object.fromEntries(entries) }
}

/** `filter[state]=open&filter[range][from]=1`. */
function readDeep(query: URLSearchParams, name: string, coercion: Coercion): ParameterReading | undefined {
  const leaves: Leaf[] = []
  for (const [key, text] of query) {
    if (!key.startsWith(`${name}[`) || !key.endsWith(']')) continue
    leaves.push({ path: key.slice(name.length + 1, -1).split(']['), text })
  }
  if (leaves.length === 0) return undefined
  if (leaves.some(({ path }) => path.length > DEEPEST_NAME || path.includes('__proto__'))) {
    return fault(invalid(`must be written as ${name}[property]=value`))
  }
  return { kind: 'read', value: grow(leaves, 0, coercion) }
}

const DEEPEST_NAME = 20

type Leaf = { readonly path: readonly string[]; readonly text: string }

function grow(leaves: readonly Leaf[], depth: number, coercion: Coercion): JsonValue {
  if (coercion.isArray) return leaves.map(({ text }) => coerceText(text, coercion.item()))
  const [only] = leaves
  if (leaves.length === 1 && only !== undefined && only.path.length <= depth) return coerceText(only.text, coercion)
  const groups = new Map<string, Leaf[]>()
  for (const leaf of leaves) {
    const name = leaf.path[depth] ?? ''
    groups.set(name, [...(groups.get(name) ?? []), leaf])
  }
  return Object.fromEntries(
    [...groups].map(([name, inner]) => [name, growInner(inner, depth + 1, coercion.property(name))]),
  )
}

/** The same name twice is a list, whatever the schema says about that. */
function growInner(leaves: readonly Leaf[], depth: number, coercion: Coercion): JsonValue {
  const ended = leaves.every(({ path }) => path.length <= depth)
  if (ended && leaves.length > 1) return leaves.map(({ text }) => coerceText(text, coercion.item()))
  return grow(leaves, depth, coercion)
}

const EXAMPLES: { readonly [style: string]: (name: string) => string } = {
  label: () => '.value',
  matrix: (name) => `;${name}=value`,
}

function styleClause({ name, style, explode }: Parameter): Clause {
  const example = EXAMPLES[style]?.(name) ?? (explode ? 'name=value,name=value' : 'name,value,name,value')
  return invalid(`must be written as ${example}`)
}
