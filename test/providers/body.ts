/** What a body says, or why it cannot be taken. */

import type { Visit } from './exchange.js'
import type { Json } from './json.js'
import { type Part, readMultipart } from './multipart.js'
import type { Problem } from './problem.js'

const FORM = 'application/x-www-form-urlencoded'

type Read<T> = { readonly value: T } | Problem

/** JSON, also where curl has labelled it as a form. Undefined: there is no body. */
export function readJson(visit: Visit): Read<Json | undefined> {
  const text = readText(visit)
  if (typeof text !== 'string') return text
  if (text.trim() === '') return { value: undefined }
  const type = mediaTypeOf(visit)
  if (type !== '' && type !== 'application/json' && type !== FORM) return wrongType(type, 'application/json')
  try {
    return { value: JSON.parse(text) }
  } catch (error) {
    return { errorId: 'body.malformed', description: `The body is not JSON: ${(error as Error).message}.` }
  }
}

export function readForm(visit: Visit): Read<URLSearchParams> {
  const text = readText(visit)
  if (typeof text !== 'string') return text
  if (text === '') return missing
  const type = mediaTypeOf(visit)
  return type === FORM ? { value: new URLSearchParams(text) } : wrongType(type, FORM)
}

export function readUpload(visit: Visit): Read<readonly Part[]> {
  const type = mediaTypeOf(visit)
  if (visit.body.length === 0) return missing
  if (type !== 'multipart/form-data') return wrongType(type, 'multipart/form-data')
  const parts = readMultipart(visit.headers['content-type'] ?? '', visit.body)
  return typeof parts === 'string' ? { errorId: 'body.malformed', description: parts } : { value: parts }
}

export const missing: Problem = { errorId: 'body.missing', description: 'The call needs a body and has none.' }

function readText({ body, headers }: Visit): string | Problem {
  const charset = /charset="?([^";\s]+)/i.exec(headers['content-type'] ?? '')?.[1]
  if (charset !== undefined && !/^utf-?8$/i.test(charset)) {
    return { errorId: 'body.malformed', description: `The body should be UTF-8, not ${charset}.` }
  }
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(body)
  } catch {
    return { errorId: 'body.malformed', description: 'The body is not UTF-8.' }
  }
}

function mediaTypeOf({ headers }: Visit): string {
  return (headers['content-type'] ?? '').split(';')[0]?.trim().toLowerCase() ?? ''
}

function wrongType(type: string, wanted: string): Problem {
  return { errorId: 'body.media_type', description: `The body is ${type || 'unlabelled'}. It should be ${wanted}.` }
}
