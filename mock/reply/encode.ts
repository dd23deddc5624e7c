/** A value → the text of a body, by its media type. */

import { isJsonType, isObject, type JsonValue } from '../../spec/index.js'

/** @param name of the root element, in XML */
export function encode(mediaType: string, value: JsonValue, name: string): string | Uint8Array {
  if (isJsonType(mediaType)) return JSON.stringify(value)
  if (/[/+]xml\s*(;|$)/i.test(mediaType)) return `<?xml version="1.0" encoding="UTF-8"?>\n${element(name, value)}\n`
  const text = typeof value === 'string' ? value : JSON.stringify(value)
  return mediaType.startsWith('text/') ? text : new TextEncoder().encode(text)
}

/** Properties are elements; the items of a list are elements of its name (OpenAPI 3.1, section 4.8.26). */
function element(name: string, value: JsonValue): string {
  if (Array.isArray(value)) return value.map((item) => element(name, item)).join('')
  if (!isObject(value)) return `<${name}>${escapeText(value === null ? '' : String(value))}</${name}>`
  const inner = Object.entries(value).map(([property, part]) => element(tagOf(property), part))
  return `<${name}>${inner.join('')}</${name}>`
}

function tagOf(name: string): string {
  return /^[A-Za-z_][\w.-]*$/.test(name) ? name : 'entry'
}

function escapeText(text: string): string {
  const escapes: { readonly [sign: string]: string } = { '&': '&amp;', '<': '&lt;', '>': '&gt;' }
  return text.replace(/[&<>]/g, (sign) => escapes[sign] ?? sign)
}
