/**
 * Lays an OpenAPI Overlay over a document, for those who may not touch it.
 *
 * @see https://spec.openapis.org/overlay/v1.0.0.html
 */

import type { PointerFault } from './fault.js'
import { findByJsonPath } from './json-path.js'
import type { JsonObject, JsonValue, Pointer } from './model.js'
import { isObject, join, resolvePointer, tokensOf } from './pointer.js'
import { didYouMean } from './suggest.js'

export type Overlaid = {
  /** Shares with the original all that the overlay leaves alone. */
  readonly document: JsonObject
  /** What the overlay wrote: pointer into the document → pointer into the overlay. */
  readonly written: ReadonlyMap<Pointer, Pointer>
  /** With pointers into the overlay. */
  readonly faults: readonly PointerFault[]
}

const KNOWN_KEYS = ['target', 'description', 'update', 'remove']

/**
 * Applies the actions of an overlay one after the other, each to what the one before left.
 *
 * @example
 * applyOverlay({ info: { title: 'Pets' } }, { overlay: '1.0.0', actions: [{ target: '$.info', update: { version: '2' } }] })
 * // { document: { info: { title: 'Pets', version: '2' } }, … }
 */
export function applyOverlay(document: JsonObject, overlay: JsonValue): Overlaid {
  const stranger = findStranger(overlay)
  if (stranger !== undefined) return { document, written: new Map(), faults: [stranger] }

  const actions = (overlay as JsonObject).actions as readonly JsonValue[]
  const written = new Map<Pointer, Pointer>()
  const faults: PointerFault[] = []
  let current: JsonValue = document
  actions.forEach((action, index) => {
    current = applyAction(current, action, `/actions/${index}`, written, faults)
  })
  return { document: current as JsonObject, written, faults }
}

function findStranger(overlay: JsonValue): PointerFault | undefined {
  if (!isObject(overlay) || typeof overlay.overlay !== 'string') {
    return { pointer: '', message: 'This is not an Overlay: it has no line like overlay: 1.0.0.' }
  }
  if (!overlay.overlay.startsWith('1.')) {
    return { pointer: '/overlay', message: `Overlay ${overlay.overlay} is not known here; 1.0 is.` }
  }
  if (!Array.isArray(overlay.actions) || overlay.actions.length === 0) {
    return { pointer: '/actions', message: 'An Overlay needs a list of actions.' }
  }
  return undefined
}

function applyAction(
  document: JsonValue,
  action: JsonValue,
  pointer: Pointer,
  written: Map<Pointer, Pointer>,
  faults: PointerFault[],
): JsonValue {
  const refuse = (message: string, at: Pointer = pointer): JsonValue => {
    faults.push({ pointer: at, message })
    return document
  }

  if (!isObject(action)) return refuse('An action is an object with a target.')
  const stray = Object.keys(action).find((key) => !KNOWN_KEYS.includes(key) && !key.startsWith('x-'))
  if (stray !== undefined) {
    return refuse(`An action has no "${stray}".${didYouMean(stray, KNOWN_KEYS)}`, join(pointer, stray))
  }
  const { target, update, remove } = action
  if (typeof target !== 'string') return refuse('An action needs a target, a JSONPath such as $.paths.')
  if (remove !== true && update === undefined) return refuse('An action needs an update, or remove: true.')

  const at = `${pointer}/target`
  const found = findByJsonPath(document, target)
  if (found.kind === 'malformed') return refuse(`"${target}" is no JSONPath (RFC 9535): ${found.message}`, at)
  if (found.pointers.length === 0) return refuse(`"${target}" matches nothing in the document.`, at)

  if (remove === true) {
    if (found.pointers.includes('')) return refuse('The whole document cannot be removed.', at)
    // From the last to the first, so that the places in lists still hold.
    return found.pointers.toReversed().reduce<JsonValue>((rest, place) => without(rest, tokensOf(place)), document)
  }

  let next = document
  for (const place of found.pointers) {
    const old = resolvePointer(next, place)
    if (old === undefined) continue
    const mismatch = whyNotMergeable(old, update)
    if (mismatch !== undefined) return refuse(`"${target}" matches ${mismatch}.`, at)
    next = withValue(next, tokensOf(place), merge(old, update ?? null, place, `${pointer}/update`, written))
  }
  return next
}

function whyNotMergeable(old: JsonValue, update: JsonValue | undefined): string | undefined {
  if (Array.isArray(old)) return undefined
  if (!isObject(old)) return 'a plain value; an update needs an object or a list, such as the one around it'
  return isObject(update) ? undefined : 'an object, so the update must be one as well'
}

/** Objects are merged, lists grow, all else is replaced. */
function merge(
  old: JsonValue | undefined,
  update: JsonValue,
  place: Pointer,
  origin: Pointer,
  written: Map<Pointer, Pointer>,
): JsonValue {
  if (Array.isArray(old)) {
    const isList = Array.isArray(update)
    const added: readonly JsonValue[] = isList ? update : [update]
    added.forEach((_, index) => {
      written.set(`${place}/${old.length + index}`, isList ? `${origin}/${index}` : origin)
    })
    return [...old, ...added]
  }
  if (!isObject(old) || !isObject(update)) {
    written.set(place, origin)
    return update
  }
  const merged = Object.entries(update).map(([name, value]): [string, JsonValue] => [
    name,
    merge(Object.hasOwn(old, name) ? old[name] : undefined, value, join(place, name), join(origin, name), written),
  ])
  return { ...old, ...Object.fromEntries(merged) }
}

/** A copy with another value at a place; only what lies on the way there is copied. */
function withValue(document: JsonValue, [token, ...rest]: readonly string[], value: JsonValue): JsonValue {
  if (token === undefined) return value
  if (Array.isArray(document)) {
    return document.with(Number(token), withValue(document[Number(token)] ?? null, rest, value))
  }
  if (!isObject(document)) return document
  return { ...document, [token]: withValue(document[token] ?? null, rest, value) }
}

function without(document: JsonValue, [token, ...rest]: readonly string[]): JsonValue {
  if (token === undefined) return document
  if (Array.isArray(document)) {
    const index = Number(token)
    return rest.length === 0
      ? document.toSpliced(index, 1)
      : document.with(index, without(document[index] ?? null, rest))
  }
  if (!isObject(document)) return document
  const { [token]: old, ...others } = document
  if (rest.length === 0) return others
  return old === undefined ? document : { ...document, [token]: without(old, rest) }
}
