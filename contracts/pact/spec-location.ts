/** Places as PactFlow's comparator writes them: `[root].paths./parcels.get.responses.200`, with `$ref`s followed. */

import { follow, isObject, type JsonObject, type JsonValue, join, type Pointer } from '../../spec/index.js'

/**
 * The pointer of such a place, as far as the document has it; a name that holds a dot is taken whole where it is there.
 *
 * @example
 * pointerAt(document, '[root].paths./parcels.get.responses.401.content') // '/components/responses/Unauthorized/content'
 */
export function pointerAt(document: JsonObject, location: string): Pointer {
  let pointer: Pointer = ''
  let value: JsonValue = document
  let rest = location.replace('[root]', '').replaceAll(/\[(\d+)\]/g, '.$1')
  while (rest !== '') {
    const left = rest.slice(1)
    const found = namesOf(value).find((name) => left === name || left.startsWith(`${name}.`))
    // Schemas that the comparator has gathered keep their own place in the document.
    if (found === undefined && pointer !== '' && left.startsWith('components.')) {
      pointer = ''
      value = document
    } else if (found === undefined) return pointer
    else {
      const next = follow(document, join(pointer, found))
      if (next === undefined) return pointer
      pointer = next.pointer
      value = next.value
      rest = left.slice(found.length)
    }
  }
  return pointer
}

/** The longest first: `a.b` goes before `a`. */
function namesOf(value: JsonValue): readonly string[] {
  if (Array.isArray(value)) return value.map((_, index) => String(index)).reverse()
  return isObject(value) ? Object.keys(value).sort((a, b) => b.length - a.length) : []
}
