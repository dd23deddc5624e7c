/**
 * OpenAPI 3.0 → 3.1, so that all that follows knows one dialect of JSON Schema.
 *
 * @see https://www.openapis.org/blog/2021/02/16/migrating-from-openapi-3-0-to-3-1-0
 */

import type { JsonObject, JsonValue } from './model.js'
import { rewrite } from './walk.js'

/** The same document in OpenAPI 3.1. One that is 3.1 already is returned as it is. */
export function upgradeDocument(document: JsonObject): JsonObject {
  if (!String(document.openapi).startsWith('3.0')) return document
  const upgraded = rewrite('document', document, (kind, value) => (kind === 'schema' ? upgradeSchema(value) : value))
  return { ...(upgraded as JsonObject), openapi: '3.1.0' }
}

/** One schema; those in it have been upgraded. */
function upgradeSchema(schema: JsonObject): JsonObject {
  if (typeof schema.$ref === 'string') return upgradeReference(schema)
  return [upgradeBounds, upgradeExample, upgradeFormat, upgradeNullable].reduce((next, step) => step(next), schema)
}

/** In 3.0 all that stands beside a `$ref` is ignored; in 3.1 it counts. Words for people and annotations do no harm. */
function upgradeReference(schema: JsonObject): JsonObject {
  const kept = Object.keys(schema).filter((name) => name === '$ref' || name === 'description' || name.startsWith('x-'))
  if (kept.length === Object.keys(schema).length) return schema
  return Object.fromEntries(kept.map((name): [string, JsonValue] => [name, schema[name] ?? null]))
}

/** `minimum: 5, exclusiveMinimum: true` → `exclusiveMinimum: 5` */
function upgradeBounds(schema: JsonObject): JsonObject {
  let next = schema
  for (const [bound, exclusive] of [
    ['minimum', 'exclusiveMinimum'],
    ['maximum', 'exclusiveMaximum'],
  ] as const) {
    const { [bound]: limit, [exclusive]: excludes, ...rest } = next
    if (typeof excludes !== 'boolean') continue
    if (limit === undefined) next = rest
    else next = { ...rest, [excludes ? exclusive : bound]: limit }
  }
  return next
}

function upgradeExample(schema: JsonObject): JsonObject {
  const { example, ...rest } = schema
  if (example === undefined || 'examples' in schema) return schema
  return { ...rest, examples: [example] }
}

function upgradeFormat(schema: JsonObject): JsonObject {
  const { format, ...rest } = schema
  if (format === 'byte') return { ...rest, contentEncoding: 'base64' }
  if (format === 'binary') return { ...rest, contentMediaType: 'application/octet-stream' }
  return schema
}

/**
 * 3.0 says that `nullable` counts only beside a `type`, and that an `enum` must list `null` itself. Documents mean it
 * otherwise often enough: who writes `nullable: true` wants to see `null`.
 */
function upgradeNullable(schema: JsonObject): JsonObject {
  const { nullable, ...rest } = schema
  if (nullable === undefined) return schema
  if (nullable !== true) return rest

  const { type, enum: values, anyOf, oneOf, allOf } = rest
  const open = Array.isArray(values) && !values.includes(null) ? { ...rest, enum: [...values, null] } : rest
  if (typeof type === 'string') return { ...open, type: [type, 'null'] }
  if (Array.isArray(anyOf)) return { ...open, anyOf: [...anyOf, { type: 'null' }] }
  if (Array.isArray(oneOf)) return { ...open, oneOf: [...oneOf, { type: 'null' }] }
  if (Array.isArray(allOf)) return wrapAllOf(open)
  return open
}

/** `allOf` cannot be told that null will do; one around it can. What describes the property stays outside. */
function wrapAllOf({ allOf, ...rest }: JsonObject): JsonObject {
  return { ...rest, anyOf: [{ allOf: allOf ?? [] }, { type: 'null' }] }
}
