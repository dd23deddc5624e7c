/** What an operation says of bodies: by media type and by status. */

import type { Pointer, Response } from './model.js'

export function isJsonType(mediaType: string): boolean {
  return /[/+]json\s*(;|$)/i.test(mediaType)
}

/** The entry for JSON, whatever it is called: `application/problem+json`, `application/json; charset=utf-8`. */
export function jsonEntry<T>(content: { readonly [mediaType: string]: T }): readonly [string, T] | undefined {
  return Object.entries(content).find(([type]) => isJsonType(type))
}

/** OpenAPI 3.1, 4.8.16: an exact status goes before a range, a range before the default. */
export function responseFor(responses: readonly Response[], status: number): Response | undefined {
  const range = `${Math.floor(status / 100)}XX`
  for (const wanted of [String(status), range, 'default']) {
    const found = responses.find((response) => response.status === wanted)
    if (found !== undefined) return found
  }
  return undefined
}

/** The first documented success; `default` where there is no other. */
export function successOf(responses: readonly Response[]): Response | undefined {
  const success = responses.find(({ status }) => status.startsWith('2'))
  if (success !== undefined || responses.some(({ status }) => status.startsWith('3'))) return success
  return responses.find(({ status }) => status === 'default')
}

/** Where the schema of a success is, if it is JSON. */
export function successSchema({ responses }: { readonly responses: readonly Response[] }): Pointer | undefined {
  return jsonEntry(successOf(responses)?.content ?? {})?.[1].schema
}
