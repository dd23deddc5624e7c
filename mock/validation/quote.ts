/** What a client wrote, as messages repeat it. */

/** No message repeats more of a client's text than this. */
const LONGEST = 60

/** Cut to 60 characters, never through a character. */
export function shorten(text: string): string {
  if (text.length <= LONGEST) return text
  // A character has at most two units: one unit more shows that there is more.
  const points = Array.from(text.slice(0, LONGEST * 2 + 1))
  if (points.length <= LONGEST) return text
  return `${points.slice(0, LONGEST - 1).join('')}…`
}

/** In double quotes, control characters and lone surrogates escaped. */
export function quote(text: string): string {
  return JSON.stringify(shorten(text))
}
