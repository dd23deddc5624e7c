/** What the document itself shows: requests, and keys. */

import { isObject, type JsonObject, type JsonValue, join, type Operation, resolvePointer } from '../../spec/index.js'
import type { Situation } from './situation.js'

/** The request that the document itself shows. */
export function exampleOf({ model: { document } }: Situation, { body }: Operation): JsonObject | undefined {
  for (const name of Object.keys(body?.content ?? {})) {
    const media = resolvePointer(document, join(body?.pointer ?? '', 'content', name))
    if (!isObject(media)) continue
    const examples = isObject(media['examples']) ? Object.values(media['examples']) : []
    const [first] = examples.flatMap((one) => (isObject(one) && isObject(one['value']) ? [one['value']] : []))
    const example = isObject(media['example']) ? media['example'] : first
    if (example !== undefined) return example
  }
  return undefined
}

/** The key that the document's own examples are about. */
export function exampleKey({ model: { document } }: Situation, { parameters }: Operation): string | number | undefined {
  const parameter = parameters.find(({ in: where }) => where === 'path')
  const written = parameter === undefined ? undefined : resolvePointer(document, parameter.pointer)
  const example: JsonValue | undefined = isObject(written) ? written['example'] : undefined
  return typeof example === 'string' || typeof example === 'number' ? example : undefined
}
