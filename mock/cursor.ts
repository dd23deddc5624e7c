/** Lists that are read on from a cursor: the next page begins behind the record where the last one ended. */

import type { Call, Problem, Subject } from './exchange.js'

/** Query parameters by which documents go on. */
export const CURSORS = [
  ...['cursor', 'after', 'starting_after', 'startingAfter', 'page_token', 'pageToken'],
  ...['next_token', 'nextToken', 'continuation_token', 'continuationToken'],
]

/** Properties of envelopes that say where the next page begins. */
export const TURNS = [
  ...['next_cursor', 'nextCursor', 'next_page_token', 'nextPageToken', 'next_token', 'nextToken'],
  ...['continuation_token', 'continuationToken', 'next', 'cursor'],
]

/** The parameter by which an operation goes on; undefined: it has none. */
export function cursorOf({ operation }: Call): string | undefined {
  return operation.parameters.find(({ in: place, name }) => place === 'query' && CURSORS.includes(name))?.name
}

/** Says where a page ended: the record, and how many had been shown by then, should it be gone. */
export function writeCursor({ key }: Pick<Subject, 'key'>, shown: number): string {
  const bytes = new TextEncoder().encode(JSON.stringify([shown, key]))
  const text = btoa(Array.from(bytes, (byte) => String.fromCharCode(byte)).join(''))
  return text.replaceAll('+', '-').replaceAll('/', '_').replace(/=+$/, '')
}

/** How many records lie before the page; undefined: no such cursor. The key of a record is one, too. */
export function readCursor(cursor: string, subjects: readonly Pick<Subject, 'key'>[]): number | undefined {
  const behind = (key: string | number) => subjects.findIndex((subject) => String(subject.key) === String(key)) + 1
  const own = behind(cursor)
  if (own > 0) return own
  try {
    const [shown, key] = JSON.parse(atob(cursor.replaceAll('-', '+').replaceAll('_', '/'))) as [number, string | number]
    if (writeCursor({ key }, shown) !== cursor) return undefined
    return behind(key) || Math.max(0, shown - 1)
  } catch {
    return undefined
  }
}

export function unknownCursor(field: string): Problem {
  const message = 'is no cursor that was given out here'
  return {
    code: 'invalid-value',
    detail: `The query parameter ${field} ${message}.`,
    violations: [{ code: 'invalid-value', in: 'query', field, message }],
    reason: `${field} ${message}`,
  }
}
