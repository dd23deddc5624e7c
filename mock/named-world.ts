/** Which world a request means: by header, else by cookie, else `main`. */

import { cookie } from './authorize.js'
import type { Problem } from './exchange.js'
import { isWorldName } from './world.js'
import { MAIN } from './worlds.js'

/** @returns a problem if it names none and must, or names what can be no world */
export function worldNameOf(headers: Headers, strict: boolean): string | Problem {
  const name = headers.get('specimen-world') ?? cookie(headers, 'Specimen-World')
  if (name === undefined && !strict) return MAIN
  if (name === undefined) {
    const detail = 'No world is named, and this mock was started with --strict-worlds: send the header Specimen-World.'
    return { code: 'invalid-request', detail, reason: 'no world is named' }
  }
  if (isWorldName(name)) return name
  const detail = `Specimen-World must be letters, digits, dots, dashes and underscores, 100 at most; it is "${name.slice(0, 60)}".`
  return { code: 'invalid-value', detail, reason: 'no name for a world' }
}
