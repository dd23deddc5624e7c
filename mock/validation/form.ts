/** Forms: fields as text, and in multipart forms files. */

import type { JsonValue } from '../../spec/index.js'
import type { Upload, Violation } from '../exchange.js'
import { type Coercion, coerceText } from './coercion.js'
import { shorten } from './quote.js'
import { readJson } from './read-json.js'

type FormReading =
  | {
      readonly kind: 'read'
      /** Files are text of their length here, so that a schema can say how long they may be. */
      readonly value: { [field: string]: JsonValue }
      readonly uploads: { readonly [field: string]: Upload | readonly Upload[] }
      readonly violations: readonly Violation[]
    }
  | { readonly kind: 'unreadable'; readonly message: string }

type Entry = readonly [name: string, value: string | Upload]

export function readForm(text: string, coercion: Coercion): FormReading {
  return gather([...new URLSearchParams(text)], coercion)
}

/** RFC 7578, read by the platform. */
export async function readMultipart(bytes: Uint8Array, contentType: string, coercion: Coercion): Promise<FormReading> {
  try {
    const form = await new Response(bytes as Uint8Array<ArrayBuffer>, {
      headers: { 'content-type': contentType },
    }).formData()
    const entries: Entry[] = []
    for (const [name, part] of form) entries.push([name, typeof part === 'string' ? part : await readPart(part)])
    return gather(entries, coercion)
  } catch {
    const hint = /boundary=/i.test(contentType)
      ? 'a part of it is broken or cut off'
      : 'its Content-Type names no boundary'
    return { kind: 'unreadable', message: `is not a multipart form: ${hint}` }
  }
}

async function readPart(part: File): Promise<Upload> {
  const bytes = new Uint8Array(await part.arrayBuffer())
  return { name: part.name, mediaType: part.type === '' ? 'application/octet-stream' : part.type, bytes }
}

function gather(entries: readonly Entry[], coercion: Coercion): FormReading {
  const groups = new Map<string, (string | Upload)[]>()
  for (const [name, value] of entries) {
    const group = groups.get(name)
    if (group === undefined) groups.set(name, [value])
    else group.push(value)
  }

  const violations: Violation[] = []
  const value: [string, JsonValue][] = []
  const uploads: [string, Upload | readonly Upload[]][] = []
  for (const [name, group] of groups) {
    const field = shorten(name)
    if (name === '__proto__') {
      violations.push({ code: 'unknown-field', in: 'body', field, message: 'is not a field of the model' })
      continue
    }
    const inner = coercion.property(name)
    const [first = ''] = group
    if (!inner.isArray && group.length > 1 && coercion.names.includes(name)) {
      violations.push({
        code: 'invalid-value',
        in: 'body',
        field,
        message: `must be given once, not ${group.length} times`,
      })
      continue
    }
    const one = inner.isArray ? inner.item() : inner
    if (one.isBinary && group.some((part) => typeof part === 'string')) {
      violations.push({
        code: 'wrong-type',
        in: 'body',
        field,
        message: `must be a file, not text; with curl: -F ${field}=@FILE`,
      })
      continue
    }
    const isList = inner.isArray || group.length > 1
    const files = group.filter((part) => typeof part !== 'string')
    if (files.length > 0) uploads.push([name, isList ? files : (files[0] as Upload)])
    if (isList) value.push([name, readList(group, inner)])
    else value.push([name, readField(first, inner)])
  }
  return { kind: 'read', value: Object.fromEntries(value), uploads: Object.fromEntries(uploads), violations }
}

function readList(group: readonly (string | Upload)[], coercion: Coercion): JsonValue {
  const [only] = group
  // A list may also come as JSON in one field.
  if (coercion.isArray && group.length === 1 && typeof only === 'string' && /^\s*\[/.test(only)) {
    const json = readJson(only)
    if (json.kind === 'read' && json.banned.length === 0) return json.value
  }
  return group.map((part) => readField(part, coercion.isArray ? coercion.item() : coercion))
}

function readField(part: string | Upload, coercion: Coercion): JsonValue {
  if (typeof part !== 'string') return placeholderOf(part, coercion)
  if (!coercion.isObject && !coercion.isArray) return coerceText(part, coercion)
  const json = readJson(part)
  return json.kind === 'read' && json.banned.length === 0 ? json.value : part
}

function placeholderOf({ bytes }: Upload, coercion: Coercion): JsonValue {
  return coercion.types.size === 0 || coercion.types.has('string') ? ' '.repeat(bytes.length) : 'a file'
}
