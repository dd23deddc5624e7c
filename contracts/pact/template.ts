/** A body as a contract asks for it: an example, with matchers taken from the schema. */

import { isObject, type JsonObject, type JsonValue, type Pointer, propertiesOf } from '../../spec/index.js'
import { didYouMean } from '../../spec/suggest.js'
import { completed, exampleOf } from './example.js'
import { type Matcher, matchersOf } from './matchers.js'
import { itemPointers, keyword, propertyPointers, requiredNames, viewOf } from './schema-view.js'

/** What Pact's builders take: JSON, with matchers as objects that have a `pact:matcher:type`. */
export type Template = JsonValue

export type TemplateOptions = {
  /** What the contract is about: what the document leaves optional stays out, unless it is named here. */
  readonly reads?: readonly string[]
  /** Properties that must have this very value. */
  readonly exact?: { readonly [path: string]: JsonValue }
}

/**
 * The template of a body. It asks for what the schema requires and for what the consumer reads, and of a single value for
 * what the schema says of it.
 *
 * @throws Error where `reads` names what the schema does not have
 *
 * @example
 * templateOf(document, '/components/schemas/Pet', { id: 7, name: 'Rex', tag: 'dog' }, { reads: ['name'] })
 */
export function templateOf(
  document: JsonObject,
  schema: Pointer,
  example: JsonValue,
  { reads = [], exact = {} }: TemplateOptions = {},
): Template {
  const met = new Set<string>()
  const template = at([schema], example, '')
  const stranger = [...reads, ...Object.keys(exact)].find((path) => !met.has(path))
  if (stranger !== undefined) {
    const known = propertiesOf(document, schema).map(({ path }) => path)
    throw new Error(`${schema} has no "${stranger}" to read.${didYouMean(stranger, known)}`)
  }
  return template

  function at(pointers: readonly Pointer[], value: JsonValue, path: string): Template {
    met.add(path)
    const only = exact[path]
    if (only !== undefined) return matching(only, [{ match: 'equality' }])
    const view = viewOf(document, pointers, value)
    if (Array.isArray(value)) {
      const items = itemPointers(view)
      const [first = items.length === 0 ? undefined : exampleOf(document, items)] = value
      if (first === undefined) return matching([], [{ match: 'type' }])
      const [minimum, maximum] = [keyword(view, 'minItems'), keyword(view, 'maxItems')]
      return {
        ...matching([at(items, first, `${path}[]`)], [{ match: 'type' }]),
        // The document's own bounds: a list that may be empty may be empty here.
        min: typeof minimum === 'number' ? minimum : 0,
        ...(typeof maximum === 'number' && { max: maximum }),
      }
    }
    if (!isObject(value)) return matching(value, matchersOf(view, value))

    const properties = propertyPointers(view)
    const required = requiredNames(view)
    const below = (name: string) => (path === '' ? name : `${path}.${name}`)
    const names = [...properties.keys()].filter((name) => required.has(name) || isRead(below(name)))
    if (names.length === 0) return matching({}, [{ match: 'type' }])
    const whole = completed(document, pointers, value, names)
    return Object.fromEntries(
      names.map((name) => [name, at(properties.get(name) ?? [], whole[name] ?? null, below(name))]),
    )
  }

  function isRead(path: string): boolean {
    return [...reads, ...Object.keys(exact)].some(
      (one) => one === path || one.startsWith(`${path}.`) || one.startsWith(`${path}[`),
    )
  }
}

function matching(value: JsonValue, matchers: readonly Matcher[]): JsonObject {
  const [first, ...others] = matchers.map(({ match, ...rest }) => ({ 'pact:matcher:type': match, ...rest }))
  if (others.length === 0) return { ...first, value }
  return { 'pact:matcher:type': [first ?? {}, ...others], value }
}
