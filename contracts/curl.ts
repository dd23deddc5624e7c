/** A request as a line to paste into a shell. */

import type { Sending } from './exchange.js'

export function curlLine(base: string, { method, path, headers, body, form }: Sending): string {
  const words = ['curl']
  if (method !== 'GET') words.push('-X', method)
  words.push(quote(`${base}${path}`))
  for (const [name, value] of Object.entries(headers)) words.push('-H', quote(`${name}: ${value}`))
  // Not -d: it would take a leading @ for a file's name.
  if (body !== undefined) words.push('--data-raw', quote(body.length > 4000 ? `${body.slice(0, 4000)}…` : body))
  for (const [field, value] of Object.entries(form ?? {})) {
    const text = typeof value === 'string' ? value : `${value.text};filename=${value.name};type=${value.mediaType}`
    words.push('-F', quote(`${field}=${text}`))
  }
  return words.join(' ')
}

function quote(text: string): string {
  return `'${text.replaceAll("'", `'\\''`)}'`
}
