/** A form of `multipart/form-data`, RFC 7578. */

export type Part = {
  readonly name: string
  /** Undefined: a field, not a file. */
  readonly fileName: string | undefined
  readonly mimeType: string
  readonly bytes: Uint8Array
}

/** The parts, or why there are none. */
export function readMultipart(contentType: string, body: Uint8Array): readonly Part[] | string {
  const boundary = /boundary=(?:"([^"]+)"|([^;\s]+))/i.exec(contentType)?.slice(1).find(Boolean)
  if (boundary === undefined) return 'The multipart form has no boundary.'

  const bytes = Buffer.from(body)
  const delimiter = Buffer.from(`\r\n--${boundary}`)
  const whole = Buffer.concat([Buffer.from('\r\n'), bytes])
  const parts: Part[] = []
  let start = whole.indexOf(delimiter)
  while (start !== -1) {
    const after = start + delimiter.length
    if (whole.subarray(after, after + 2).toString() === '--') return parts
    const end = whole.indexOf(delimiter, after)
    if (end === -1) break
    const part = readPart(whole.subarray(after + 2, end))
    if (part === undefined) break
    parts.push(part)
    start = end
  }
  return 'The multipart form is cut off or has a part without a name.'
}

function readPart(bytes: Buffer): Part | undefined {
  const gap = bytes.indexOf('\r\n\r\n')
  const head = bytes.subarray(0, gap === -1 ? 0 : gap).toString('utf8')
  const disposition = /^content-disposition:.*$/im.exec(head)?.[0] ?? ''
  const name = parameterOf(disposition, 'name')
  if (gap === -1 || name === undefined) return undefined
  return {
    name,
    fileName: parameterOf(disposition, 'filename'),
    mimeType: /^content-type:\s*([^\s;]+)/im.exec(head)?.[1] ?? 'application/octet-stream',
    bytes: new Uint8Array(bytes.subarray(gap + 4)),
  }
}

function parameterOf(disposition: string, name: string): string | undefined {
  const match = new RegExp(`;\\s*${name}="((?:[^"\\\\]|\\\\.)*)"`, 'i').exec(disposition)
  return match?.[1]?.replace(/\\(.)/g, '$1').replace(/%22/g, '"')
}
