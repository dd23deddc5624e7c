/** A request as a line to paste into a shell. */

import type { Sending, Upload } from './exchange.js'

/** Longer bodies are cut in what is shown. */
const LONGEST = 4000

export function curlLine(base: string, { method, path, headers, body, form }: Sending): string {
  const words = ['curl']
  if (method !== 'GET') words.push('-X', method)
  words.push(quote(`${base}${path}`))
  for (const [name, value] of Object.entries(headers)) words.push('-H', quote(`${name}: ${value}`))
  // Not -d: it would take a leading @ for a file's name.
  if (body !== undefined) words.push('--data-raw', quote(body.length > LONGEST ? `${body.slice(0, LONGEST)}…` : body))
  let file: Upload | undefined
  for (const [field, value] of Object.entries(form ?? {})) {
    if (typeof value === 'string') words.push('-F', quote(`${field}=${value}`))
    else {
      file = value
      words.push('-F', quote(`${field}=@-;filename=${value.name};type=${value.mediaType}`))
    }
  }
  const line = words.join(' ')
  if (file === undefined) return line
  const { bytes } = file
  const cut = bytes.length > LONGEST ? `${octal(bytes.slice(0, LONGEST))}…` : octal(bytes)
  return `printf ${quote(cut)} | ${line}`
}

/** What `printf` understands everywhere: plain letters, all else in octal. */
function octal(bytes: Uint8Array): string {
  return Array.from(bytes, (byte) => {
    const isPlain = byte >= 32 && byte < 127 && byte !== 37 && byte !== 92
    return isPlain ? String.fromCharCode(byte) : `\\${byte.toString(8).padStart(3, '0')}`
  }).join('')
}

function quote(text: string): string {
  return `'${text.replaceAll("'", `'\\''`)}'`
}
