/** A value that fits a schema: what the document itself says first, else the plainest. */

import { describe } from '../../spec/describe.js'
import type { JsonObject, JsonValue, Pointer } from '../../spec/index.js'
import { textForPattern } from './pattern-text.js'
import { itemPointers, keyword, propertyPointers, requiredNames, typesOf, viewOf } from './schema-view.js'

const FORMATS: { readonly [format: string]: string } = {
  uuid: '00000000-0000-4000-8000-000000000001',
  date: '2024-02-29',
  'date-time': '2024-02-29T12:00:00Z',
  email: 'someone@example.com',
  uri: 'https://example.com/',
  'uri-reference': '/example',
  ipv4: '192.0.2.1',
}

/** Deeper, only what is required is looked at; a schema that requires itself has no example. */
const DEEPEST = 12

/**
 * An example of a schema, without its optional properties.
 *
 * @throws Error where the document must help: a pattern that is not understood, a schema that requires itself
 */
export function exampleOf(document: JsonObject, pointers: readonly Pointer[], depth = 0): JsonValue {
  const view = viewOf(document, pointers)
  const [first = ''] = pointers
  if (depth > DEEPEST) throw new Error(`${first} requires itself, so that there is no example of it.`)
  const said = keyword(view, 'const') ?? keyword(view, 'default') ?? keyword(view, 'example')
  if (said !== undefined) return said
  for (const name of ['examples', 'enum']) {
    const list = keyword(view, name)
    if (Array.isArray(list) && list[0] !== undefined) return list[0]
  }
  const [type = 'string'] = typesOf(view).filter((one) => one !== 'null')
  if (type === 'object') {
    const properties = propertyPointers(view)
    const names = [...requiredNames(view)]
    return Object.fromEntries(names.map((name) => [name, exampleOf(document, properties.get(name) ?? [], depth + 1)]))
  }
  if (type === 'array') {
    const items = itemPointers(view)
    return items.length === 0 ? [] : [exampleOf(document, items, depth + 1)]
  }
  if (type === 'boolean') return true
  if (type === 'integer' || type === 'number') return numberOf(keyword(view, 'minimum'), keyword(view, 'maximum'))
  return textOf(first, keyword(view, 'format'), keyword(view, 'pattern'), keyword(view, 'minLength'))
}

function numberOf(minimum: JsonValue | undefined, maximum: JsonValue | undefined): number {
  if (typeof minimum === 'number') return minimum
  return typeof maximum === 'number' && maximum < 1 ? maximum : 1
}

function textOf(
  place: Pointer,
  format: JsonValue | undefined,
  pattern: JsonValue | undefined,
  minimum: JsonValue | undefined,
): string {
  if (typeof pattern === 'string') {
    const text = textForPattern(pattern)
    if (text === undefined)
      throw new Error(`${place} has the pattern ${describe(pattern)}, for which no example was found: give it one.`)
    return text
  }
  const known = FORMATS[String(format)]
  if (known !== undefined) return known
  return 'text'.padEnd(typeof minimum === 'number' ? minimum : 0, '.')
}

/** An example with what the schema requires and the example leaves out. */
export function completed(
  document: JsonObject,
  pointers: readonly Pointer[],
  example: JsonObject,
  names: Iterable<string>,
): JsonObject {
  const properties = propertyPointers(viewOf(document, pointers, example))
  const missing = [...names].filter((name) => !(name in example))
  return {
    ...example,
    ...Object.fromEntries(missing.map((name) => [name, exampleOf(document, properties.get(name) ?? [])])),
  }
}
