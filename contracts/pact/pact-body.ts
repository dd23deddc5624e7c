/** A body in a pact file, and the matchers that hold in it. */

import { isObject, type JsonObject, type JsonValue } from '../../spec/index.js'
import type { Matcher } from './matchers.js'

export type PactBody = {
  readonly mediaType: string
  readonly content: JsonValue
  /** The matchers of a place, its own or those that it takes over from above; undefined: the value must be equal. */
  matchersAt(path: readonly (string | number)[]): readonly Matcher[] | undefined
}

/** The JSON body of a request or response; undefined: it has none. */
export function bodyOf(message: JsonObject): PactBody | undefined {
  const { body, matchingRules } = message
  if (body === undefined || body === null) return undefined
  const wrapped = isObject(body) && 'content' in body && ('contentType' in body || 'encoded' in body)
  const mediaType = String((wrapped ? body['contentType'] : undefined) ?? contentTypeOf(message) ?? 'application/json')
  const content = wrapped ? body['content'] : body
  if (content === undefined || !/json/.test(mediaType) || (wrapped && Boolean(body['encoded']))) return undefined
  const rules = rulesOf(matchingRules)
  return { mediaType: mediaType.split(';')[0] ?? mediaType, content, matchersAt: (path) => matchersAt(rules, path) }
}

function contentTypeOf({ headers }: JsonObject): JsonValue | undefined {
  if (!isObject(headers)) return undefined
  const [, value] = Object.entries(headers).find(([name]) => name.toLowerCase() === 'content-type') ?? []
  return Array.isArray(value) ? value[0] : value
}

type Rule = { readonly path: readonly string[]; readonly matchers: readonly Matcher[] }

/** Specification 3 and 4: `body` → path → matchers; 2: `$.body.path` → one matcher. */
function rulesOf(matchingRules: JsonValue | undefined): readonly Rule[] {
  if (!isObject(matchingRules)) return []
  const entries = isObject(matchingRules['body'])
    ? Object.entries(matchingRules['body'])
    : Object.entries(matchingRules).flatMap(([path, rule]) =>
        path.startsWith('$.body') ? [[path.replace('$.body', '$'), rule] as const] : [],
      )
  return entries.map(([path, rule]) => {
    const list = isObject(rule) && Array.isArray(rule['matchers']) ? rule['matchers'] : [rule]
    return { path: segmentsOf(path), matchers: list.filter(isObject).map(matcherOf) }
  })
}

/** Specification 2 may leave the kind out where the rest says it. */
function matcherOf(rule: JsonObject): Matcher {
  const kind = typeof rule['match'] === 'string' ? rule['match'] : undefined
  return { ...rule, match: kind ?? (typeof rule['regex'] === 'string' ? 'regex' : 'type') } as Matcher
}

/** `$.items[*]['a b']` → items, *, a b */
function segmentsOf(path: string): readonly string[] {
  return [...path.matchAll(/\.([^.[\]]+)|\[(?:'([^']*)'|"([^"]*)"|([^\]]+))\]/g)].map(
    ([, name, single, double, index]) => name ?? single ?? double ?? index ?? '',
  )
}

/** The longest rule that leads to the place or to what is above it; of equals, the one with fewer wildcards. */
function matchersAt(rules: readonly Rule[], path: readonly (string | number)[]): readonly Matcher[] | undefined {
  const weight = ({ path: segments }: Rule) => segments.length * 2 - segments.filter((one) => one === '*').length / 100
  const [best] = rules
    .filter(
      ({ path: segments }) =>
        segments.length <= path.length && segments.every((one, index) => one === '*' || one === String(path[index])),
    )
    .sort((a, b) => weight(b) - weight(a))
  return best?.matchers
}
