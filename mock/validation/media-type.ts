/** Media types (RFC 9110, section 8.3). */

/** `Application/JSON; charset=utf-8` → `application/json`; undefined: no media type. */
export function essenceOf(text: string): string | undefined {
  const essence = text.split(';', 1)[0]?.trim().toLowerCase() ?? ''
  return /^[\w!#$&^.+*-]+\/[\w!#$&^.+*-]+$/.test(essence) ? essence : undefined
}

export function charsetOf(text: string): string | undefined {
  return /;\s*charset\s*=\s*"?([^\s;"]+)/i.exec(text)?.[1]?.toLowerCase()
}

export function isJson(essence: string): boolean {
  return essence.endsWith('/json') || essence.endsWith('+json')
}

/** The documented key that a media type falls under; the most exact wins: `image/png`, then `image/*`, then anything. */
export function findMediaType(keys: readonly string[], essence: string): string | undefined {
  const range = `${essence.split('/', 1)[0]}/*`
  for (const wanted of [essence, range, '*/*']) {
    const key = keys.find((one) => essenceOf(one) === wanted)
    if (key !== undefined) return key
  }
  return undefined
}
