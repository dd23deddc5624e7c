/** A reply, held against what the document says of its operation. */

import { type JsonValue, type Operation, responseFor } from '../../spec/index.js'
import type { Violation } from '../exchange.js'
import { charsetOf, essenceOf, findMediaType, isJson } from './media-type.js'
import { decodeText } from './read-body.js'
import { readJson } from './read-json.js'
import { joinWords } from './words.js'

type ReplyBody = JsonValue | Uint8Array | undefined

/** Statuses that carry no body, whatever the document says (RFC 9110, section 6.4.1). */
const BODILESS = new Set([204, 205, 304])

/** Sentences without their full stop; empty: the reply is as documented. */
export function checkReply(
  { method, path, responses }: Operation,
  status: number,
  mediaType: string | undefined,
  body: ReplyBody,
  judgeJson: (schema: string, value: JsonValue) => readonly Violation[],
): readonly string[] {
  const reply = `${method} ${path} answers ${status}`
  const response = responseFor(responses, status)
  if (response === undefined) {
    const known =
      responses.length === 0
        ? 'none'
        : joinWords(
            responses.map((one) => one.status),
            'or',
          )
    return [`${reply}, which the document does not have: it has ${known}`]
  }

  const keys = Object.keys(response.content)
  if (body === undefined) {
    if (keys.length === 0 || BODILESS.has(status) || method === 'HEAD') return []
    return [`${reply} without a body; the document says ${joinWords(keys, 'or')}`]
  }
  const type = mediaType ?? (body instanceof Uint8Array ? 'application/octet-stream' : 'application/json')
  const essence = essenceOf(type)
  const key = essence === undefined ? undefined : findMediaType(keys, essence)
  if (essence === undefined || key === undefined) {
    const said = keys.length === 0 ? 'no body' : joinWords(keys, 'or')
    return [`${reply} with ${type}; the document says ${said}`]
  }

  const schema = response.content[key]?.schema
  if (schema === undefined || (body instanceof Uint8Array && !isJson(essence))) return []
  const value = jsonOf(body, type)
  if (value === undefined) return [`${reply} with ${type}, but the body is not JSON`]
  return judgeJson(schema, value.value).map(({ field, message, rule }) => {
    const place = rule === undefined ? '' : ` (${rule})`
    return `${reply}, where ${field === '' ? 'the body' : field} ${message}${place}`
  })
}

function jsonOf(body: JsonValue | Uint8Array, type: string): { readonly value: JsonValue } | undefined {
  if (!(body instanceof Uint8Array)) return { value: body }
  const text = decodeText(body, charsetOf(type))
  const json = text.kind === 'read' ? readJson(text.text) : undefined
  return json?.kind === 'read' ? { value: json.value } : undefined
}
