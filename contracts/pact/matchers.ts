/** Pact's matchers for a single value: as strict as the schema, as far as Pact's words go. */

import type { JsonValue } from '../../spec/index.js'
import { keyword, keywords, type SchemaView, typeOf } from './schema-view.js'

/** As it stands in a pact file. All of a list must hold. */
export type Matcher = { readonly match: string; readonly regex?: string; readonly min?: number; readonly max?: number }

/**
 * The matchers for a value.
 *
 * @note Pact has no words for ranges of numbers, beyond "not negative" and "positive": those the schema judge sees to.
 *
 * @example
 * matchersOf(viewOf(document, ['/components/schemas/Status']), 'sold')
 * // [{ match: 'type' }, { match: 'regex', regex: '^(?:available|sold)$' }]
 */
export function matchersOf(view: SchemaView, example: JsonValue): readonly Matcher[] {
  if (keyword(view, 'const') !== undefined) return [{ match: 'equality' }]
  const allowed = keyword(view, 'enum')
  if (Array.isArray(allowed)) return enumMatchers(allowed, example)
  if (example === null) return [{ match: 'null' }]
  if (typeof example === 'number') return numberMatchers(view, example)
  if (typeof example === 'string') return stringMatchers(view)
  return [{ match: 'type' }]
}

function enumMatchers(allowed: readonly JsonValue[], example: JsonValue): readonly Matcher[] {
  // A regex looks at the text of a value: the type has to be asked for as well.
  const type = typeof example === 'string' ? 'type' : 'integer'
  const kind = typeOf(example)
  const alike = allowed.every((value) => typeOf(value) === kind)
  if (allowed.length < 2 || !alike || !['string', 'integer'].includes(kind)) return [{ match: 'equality' }]
  return [
    { match: type },
    { match: 'regex', regex: `^(?:${allowed.map((value) => literally(String(value))).join('|')})$` },
  ]
}

function numberMatchers(view: SchemaView, example: number): readonly Matcher[] {
  const integer =
    keyword(view, 'type') === 'integer' || (keyword(view, 'type') === undefined && Number.isInteger(example))
  if (!integer) return [{ match: 'number' }]
  const minimum = keyword(view, 'minimum')
  const above = keyword(view, 'exclusiveMinimum')
  if (minimum === 1 || above === 0) return [{ match: 'integer' }, { match: 'regex', regex: '^[1-9][0-9]*$' }]
  if (minimum === 0) return [{ match: 'integer' }, { match: 'regex', regex: '^[0-9]+$' }]
  return [{ match: 'integer' }]
}

/** Formats that can be told by their form (JSON Schema Validation, section 7.3). */
const FORMATS: { readonly [format: string]: string } = {
  uuid: '^[0-9a-fA-F]{8}(?:-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}$',
  date: '^[0-9]{4}-[0-9]{2}-[0-9]{2}$',
  'date-time': '^[0-9]{4}-[0-9]{2}-[0-9]{2}[Tt][0-9]{2}:[0-9]{2}:[0-9]{2}(?:\\.[0-9]+)?(?:[Zz]|[+-][0-9]{2}:[0-9]{2})$',
  email: '^[^@\\s]+@[^@\\s]+$',
  uri: '^[A-Za-z][A-Za-z0-9+.-]*:\\S*$',
  ipv4: '^(?:[0-9]{1,3}\\.){3}[0-9]{1,3}$',
}

function stringMatchers(view: SchemaView): readonly Matcher[] {
  const patterns = keywords(view, 'pattern').map(String)
  if (patterns.some(isForeign)) return [{ match: 'equality' }]
  const formats = keywords(view, 'format').flatMap((format) => FORMATS[String(format)] ?? [])
  const regexes = [...new Set([...patterns, ...formats, ...lengths(view)])]
  return [{ match: 'type' }, ...regexes.map((regex) => ({ match: 'regex', regex }))]
}

function lengths(view: SchemaView): readonly string[] {
  const [minimum, maximum] = [keyword(view, 'minLength'), keyword(view, 'maxLength')]
  if (typeof minimum !== 'number' && typeof maximum !== 'number') return []
  return [`^[\\s\\S]{${typeof minimum === 'number' ? minimum : 0},${typeof maximum === 'number' ? maximum : ''}}$`]
}

/** Pact's regular expressions are Rust's, which look neither ahead nor back. */
function isForeign(pattern: string): boolean {
  return /\(\?<?[=!]|\\[1-9]|\\k</.test(pattern)
}

function literally(text: string): string {
  return text.replace(/[\\^$.*+?()[\]{}|]/g, '\\$&')
}
