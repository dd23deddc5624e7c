/** The bytes of a request → the value that its schema speaks of. */

import type { JsonObject, JsonValue, Pointer, RequestBody } from '../../spec/index.js'
import { resolvePointer } from '../../spec/index.js'
import type { Upload, Violation } from '../exchange.js'
import type { Maybe } from '../ports.js'
import { type Coercion, coercionOf } from './coercion.js'
import { readForm, readMultipart } from './form.js'
import { charsetOf, essenceOf, findMediaType, isJson } from './media-type.js'
import { shorten } from './quote.js'
import { readJson } from './read-json.js'
import { joinWords } from './words.js'

export type BodyReading =
  | { readonly kind: 'none' }
  /** To be held against the schema; files in it are text of their length, the uploads themselves stand beside it. */
  | {
      readonly kind: 'value'
      readonly value: JsonValue
      readonly schema: Pointer | undefined
      readonly isText: boolean
      readonly uploads?: { readonly [field: string]: Upload | readonly Upload[] }
      readonly violations: readonly Violation[]
    }
  /** Not JSON, not a form, not text: as it came. */
  | { readonly kind: 'bytes'; readonly bytes: Uint8Array }
  /** Nothing could be read, so nothing else can be said about it. */
  | { readonly kind: 'unreadable'; readonly violation: Violation }

export type BodyReader = (bytes: Uint8Array | null, headers: Headers) => Maybe<BodyReading>

const JSON_TYPE = 'application/json'
const FORM = 'application/x-www-form-urlencoded'
const MULTIPART = 'multipart/form-data'
const NONE: BodyReading = { kind: 'none' }

/** How a body of one Content-Type is read. */
type Route = {
  readonly kind: 'json' | 'form' | 'multipart' | 'text' | 'bytes'
  readonly schema: Pointer | undefined
  readonly charset: string | undefined
}

/** Clients send few different headers; whoever sends many gets each looked at anew. */
const MOST_ROUTES = 50

/** Compiled once for each operation. It promises its reading for multipart forms only. */
export function compileBody(document: JsonObject, body: RequestBody | undefined): BodyReader {
  // HTTP allows a body anywhere; where the document has no use for one it is ignored.
  if (body === undefined) return () => NONE
  const { content, required } = body
  const keys = Object.keys(content)
  const jsonKey = findMediaType(keys, JSON_TYPE) ?? keys.find(isJson)
  const routes = new Map<string, Route | undefined>()
  const coercions = new Map<Pointer | undefined, Coercion>()

  return (bytes, headers) => {
    if (bytes === null || bytes.length === 0) return absent()
    const header = headers.get('content-type') ?? ''
    const route = routeOf(header)
    if (route?.kind !== 'json' && jsonKey !== undefined && essenceOf(header) === FORM && looksLikeJson(bytes)) {
      return readJsonBody(bytes, { kind: 'json', schema: content[jsonKey], charset: charsetOf(header) })
    }
    if (route === undefined) return unsupported(header, bytes)
    switch (route.kind) {
      case 'bytes':
        return { kind: 'bytes', bytes }
      case 'json':
        return readJsonBody(bytes, route)
      case 'multipart':
        return readMultipart(bytes, header, coercionFor(route.schema)).then((form) => fromForm(form, route.schema))
      default:
        return readTextBody(bytes, route)
    }
  }

  function routeOf(header: string): Route | undefined {
    if (routes.has(header)) return routes.get(header)
    const route = createRoute(header)
    if (routes.size < MOST_ROUTES) routes.set(header, route)
    return route
  }

  function createRoute(header: string): Route | undefined {
    const [first = JSON_TYPE] = keys
    if (header.trim() === '') {
      const key = jsonKey ?? first
      return { kind: jsonKey === undefined ? kindOf(first) : 'json', schema: content[key], charset: undefined }
    }
    const essence = essenceOf(header)
    const key = essence === undefined ? undefined : findMediaType(keys, essence)
    if (essence === undefined || key === undefined) return undefined
    return { kind: kindOf(essence), schema: content[key], charset: charsetOf(header) }
  }

  function absent(): BodyReading {
    if (!required) return NONE
    return unreadable('missing-body', `is missing: this operation needs one of type ${joinWords(keys, 'or')}`)
  }

  function readJsonBody(bytes: Uint8Array, { schema, charset }: Route): BodyReading {
    const text = decodeText(bytes, charset)
    if (text.kind === 'unreadable') return unreadable('malformed-body', text.message)
    if (/^\s*$/.test(text.text)) return absent()
    const json = readJson(text.text)
    if (json.kind === 'unreadable') return unreadable('malformed-body', json.message)
    return { kind: 'value', value: json.value, schema, isText: false, violations: json.banned.map(bannedField) }
  }

  function readTextBody(bytes: Uint8Array, { kind, schema, charset }: Route): BodyReading {
    const text = decodeText(bytes, charset)
    if (text.kind === 'unreadable') return unreadable('malformed-body', text.message)
    if (kind === 'form') return fromForm(readForm(text.text, coercionFor(schema)), schema)
    return { kind: 'value', value: text.text, schema, isText: false, violations: [] }
  }

  function coercionFor(schema: Pointer | undefined): Coercion {
    const known = coercions.get(schema)
    if (known !== undefined) return known
    const made = coercionOf(document, [schema === undefined ? undefined : resolvePointer(document, schema)])
    coercions.set(schema, made)
    return made
  }

  function unsupported(header: string, bytes: Uint8Array): BodyReading {
    const hint =
      jsonKey !== undefined && looksLikeJson(bytes)
        ? `; send it with the header "Content-Type: ${isJson(jsonKey) ? jsonKey : JSON_TYPE}"`
        : ''
    const taken = keys.length === 0 ? 'of another type' : `of type ${joinWords(keys, 'or')}`
    return unreadable('unsupported-media-type', `must be ${taken}, not ${shorten(header)}${hint}`)
  }
}

function fromForm(form: Awaited<ReturnType<typeof readMultipart>>, schema: Pointer | undefined): BodyReading {
  if (form.kind === 'unreadable') return unreadable('malformed-body', form.message)
  const { value, uploads, violations } = form
  return { kind: 'value', value, schema, isText: true, uploads, violations }
}

function unreadable(code: Violation['code'], message: string): BodyReading {
  return { kind: 'unreadable', violation: { code, in: 'body', field: '', message } }
}

function bannedField(field: string): Violation {
  return { code: 'unknown-field', in: 'body', field, message: 'is not a field of the model' }
}

function kindOf(essence: string): Route['kind'] {
  if (isJson(essence)) return 'json'
  if (essence === FORM) return 'form'
  if (essence === MULTIPART) return 'multipart'
  return essence.startsWith('text/') ? 'text' : 'bytes'
}

/** What `curl -d '{…}'` sends as a form, because it was not told otherwise. */
function looksLikeJson(bytes: Uint8Array): boolean {
  for (const byte of bytes) {
    if (byte === 0x20 || byte === 0x09 || byte === 0x0a || byte === 0x0d) continue
    // A byte order mark may stand before it.
    if (byte === 0xef || byte === 0xbb || byte === 0xbf) continue
    return byte === 0x7b || byte === 0x5b
  }
  return false
}

type Text = { readonly kind: 'read'; readonly text: string } | { readonly kind: 'unreadable'; readonly message: string }

const UTF_8 = new Set(['utf-8', 'utf8', 'us-ascii', 'ascii'])

/** RFC 8259, section 8.1: UTF-8. A byte order mark is passed over. */
export function decodeText(bytes: Uint8Array, charset: string | undefined): Text {
  if (charset !== undefined && !UTF_8.has(charset)) {
    return { kind: 'unreadable', message: `must be encoded in UTF-8, not ${shorten(charset)}` }
  }
  try {
    return { kind: 'read', text: DECODER.decode(bytes) }
  } catch {
    return { kind: 'unreadable', message: 'is not valid UTF-8' }
  }
}

const DECODER = new TextDecoder('utf-8', { fatal: true })
