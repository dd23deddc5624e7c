/** What a write must have done to a model: what was sent is there, what was not is as it was. */

import {
  type ApiModel,
  getPath,
  isObject,
  type JsonObject,
  type JsonValue,
  join,
  keywordsOf,
  layersOf,
  type Pointer,
} from '../../spec/index.js'
import { momentOf } from '../timestamps.js'

export type Write = {
  readonly before: JsonObject
  readonly sent: JsonObject
  /** `replace`: what a body could carry and did not is gone. */
  readonly action: 'merge' | 'replace' | 'create' | 'read'
  /** Where the body's schema is. */
  readonly input?: Pointer
  /** Lifecycle ids that have moved. */
  readonly moved: readonly string[]
  /** Dotted paths of the properties that show states. */
  readonly states: readonly string[]
}

type Findings = readonly string[]

type At = {
  readonly path: string
  readonly schema: Pointer | undefined
  readonly required: boolean
  readonly before: JsonValue | undefined
  readonly sent: JsonValue | undefined
  readonly after: JsonValue | undefined
}

/** Sentences about what is not as it should be, each with its path; empty: all is well. */
export function differences(model: ApiModel, schema: Pointer, write: Write, after: JsonObject): readonly string[] {
  const { document } = model
  const before = write.action === 'replace' ? withoutCarried() : write.before
  return visit({ path: '', schema, required: true, before, sent: write.sent, after })

  /** A replacement keeps only what a body cannot carry; what it left out and has a default gets it. */
  function withoutCarried(): JsonObject {
    const carried = inputProperties(document, write.input)
    return Object.fromEntries(Object.entries(write.before).filter(([name]) => carried[name] === undefined))
  }

  function visit(at: At): Findings {
    const keywords = at.schema === undefined ? {} : keywordsOf(document, at.schema)
    if (write.states.includes(at.path)) return []
    if (keywords['writeOnly'] === true)
      return at.after === undefined ? [] : tell(at.path, undefined, at.after, 'is write-only and should not be shown')
    if (typeof keywords['x-stamp'] === 'string') return stamp(at, keywords)
    if (typeof keywords['x-compute'] === 'string') return computed(at, keywords, keywords['x-compute'])
    if (isReference(keywords['x-reference']) && at.sent !== undefined) return reference(at, keywords['x-reference'])
    if (at.sent === undefined) return untouched(at)
    if (Array.isArray(at.sent)) return list(at, at.sent)
    if (isObject(at.sent)) return object(at, at.sent)
    return isSame(at.sent, at.after, keywords) ? [] : tell(at.path, at.sent, at.after)
  }

  function object(at: At, sent: JsonObject): Findings {
    if (!isObject(at.after)) return tell(at.path, sent, at.after)
    const old = isObject(at.before) ? at.before : {}
    return members(at, hasForms(at.schema) ? stillIn(at.after, old) : old, sent, at.after)
  }

  /** Of another form, an object has other parts: what the form before it had may have gone. */
  function hasForms(place: Pointer | undefined): boolean {
    const keywords = place === undefined ? {} : keywordsOf(document, place)
    return Array.isArray(keywords['oneOf']) || Array.isArray(keywords['anyOf'])
  }

  function stillIn(now: JsonObject, old: JsonObject): JsonObject {
    return Object.fromEntries(Object.entries(old).filter(([name]) => now[name] !== undefined))
  }

  function members(at: At, old: JsonObject, sent: JsonObject, now: JsonObject): Findings {
    const names = new Set([...Object.keys(old), ...Object.keys(sent), ...Object.keys(now)])
    return [...names].flatMap((name) => {
      const member = memberOf(document, at.schema, name)
      const path = at.path === '' ? name : `${at.path}.${name}`
      if (isWriteOnly(path) && now[name] === undefined) return []
      const ignored = isIgnored(member.schema, path)
      return visit({ path, ...member, before: old[name], sent: ignored ? undefined : sent[name], after: now[name] })
    })
  }

  /** What the body's own schema calls write-only does not come out. */
  function isWriteOnly(path: string): boolean {
    const place = path.includes('.') ? undefined : memberOf(document, write.input, path).schema
    return place !== undefined && keywordsOf(document, place)['writeOnly'] === true
  }

  /** What the body's own schema calls read-only is ignored when it comes in. */
  function isIgnored(own: Pointer | undefined, path: string): boolean {
    if (own !== undefined && keywordsOf(document, own)['readOnly'] === true) return true
    let place = write.input
    for (const name of path.split('.')) {
      if (place === undefined) return false
      place = memberOf(document, place, name).schema
      if (place !== undefined && keywordsOf(document, place)['readOnly'] === true) return true
    }
    return false
  }

  function list(at: At, sent: readonly JsonValue[]): Findings {
    const { after } = at
    if (!Array.isArray(after) || after.length !== sent.length) return tell(at.path, sent, after)
    const items = at.schema === undefined ? undefined : itemsOf(document, at.schema)
    return sent.flatMap((value, index) => {
      const path = `${at.path}[${index}]`
      return visit({ path, schema: items, required: true, before: undefined, sent: value, after: after[index] })
    })
  }

  /** `{value: …}` came in; the whole entry goes out. */
  function reference(at: At, { to, by }: Reference): Findings {
    const wanted = isObject(at.sent) ? at.sent[by] : undefined
    const directory = model.directories[to]
    const entry = directory?.find((one) => one[by] === wanted)
    if (entry !== undefined) return isEqual(at.after, entry) ? [] : tell(at.path, entry, at.after)
    const own = getPath(at.after, by)
    return own === wanted ? [] : tell(`${at.path}.${by}`, wanted, own)
  }

  function untouched(at: At): Findings {
    const { before: old, after: now, path } = at
    if (isObject(old) && isObject(now)) return members(at, old, {}, now)
    const initial = old === undefined && at.schema !== undefined ? inputDefault(path) : undefined
    if (initial !== undefined && (write.action === 'create' || write.action === 'replace'))
      return isEqual(initial, now) ? [] : tell(path, initial, now, 'was not sent and should be its default')
    if (isEqual(old, now)) return []
    const keywords = at.schema === undefined ? {} : keywordsOf(document, at.schema)
    if (old === undefined && now !== undefined) {
      // What was not there comes by itself where the schema asks for it: the id of a new part, a default.
      if (at.required || 'default' in keywords || 'const' in keywords || write.action === 'create') return []
    }
    const isGone = write.action === 'replace' && old === undefined
    return tell(path, old, now, isGone ? 'was not sent and should be gone' : 'was not sent and should be as before')
  }

  function inputDefault(path: string): JsonValue | undefined {
    const place = inputProperties(document, write.input)[path]
    return place === undefined ? undefined : keywordsOf(document, place)['default']
  }

  function stamp({ path, before: old, after: now, required }: At, keywords: JsonObject): Findings {
    const what = String(keywords['x-stamp'])
    const [was, is] = [momentOf(old, keywords), momentOf(now, keywords)]
    if (is === undefined) return required || now !== undefined ? tell(path, 'a timestamp', now) : []
    if (was === undefined) return []
    const mayMove = what === 'modified' || write.moved.includes(what)
    if (mayMove) return is < was ? tell(path, old, now, 'went back in time') : []
    return is === was ? [] : tell(path, old, now, 'should be as before')
  }

  function computed(at: At, keywords: JsonObject, template: string): Findings {
    const isOwn = keywords['readOnly'] === true || isIgnored(undefined, at.path)
    if (at.sent !== undefined && !isOwn) return isEqual(at.sent, at.after) ? [] : tell(at.path, at.sent, at.after)
    const now = fillTemplate(template, after)
    const composed = isOwn || at.before === undefined || isAlike(at.before, fillTemplate(template, write.before))
    // The model's own holder of the property may be absent altogether.
    if (!composed) return untouched(at)
    const expected = now === '' ? undefined : now
    return isAlike(expected, at.after) ? [] : tell(at.path, expected, at.after, `is composed as ${template}`)
  }

  function tell(path: string, expected: unknown, got: unknown, why = ''): Findings {
    return [`${path}${why === '' ? '' : ` ${why}`}: expected ${show(expected)}, got ${show(got)}`]
  }
}

type Reference = { readonly to: string; readonly by: string }

export function isReference(value: unknown): value is Reference {
  return isObject(value) && typeof value['to'] === 'string' && typeof value['by'] === 'string'
}

export function memberOf(
  document: JsonObject,
  schema: Pointer | undefined,
  name: string,
): { readonly schema: Pointer | undefined; readonly required: boolean } {
  if (schema === undefined) return { schema: undefined, required: false }
  const layers = layersOf(document, schema)
  const place = layers.find(({ node }) => isObject(node['properties']) && name in node['properties'])
  const required = layers.some(({ node }) => Array.isArray(node['required']) && node['required'].includes(name))
  return { schema: place === undefined ? undefined : join(place.pointer, 'properties', name), required }
}

export function itemsOf(document: JsonObject, schema: Pointer): Pointer | undefined {
  const place = layersOf(document, schema).find(({ node }) => isObject(node['items']))
  return place === undefined ? undefined : join(place.pointer, 'items')
}

/** The properties that a body can carry: name → where its schema is. Read-only ones are none. */
export function inputProperties(
  document: JsonObject,
  schema: Pointer | undefined,
): { readonly [name: string]: Pointer } {
  if (schema === undefined) return {}
  const found: { [name: string]: Pointer } = {}
  for (const { node, pointer } of layersOf(document, schema)) {
    for (const name of Object.keys(isObject(node['properties']) ? node['properties'] : {})) {
      const place = join(pointer, 'properties', name)
      if (found[name] === undefined && keywordsOf(document, place)['readOnly'] !== true) found[name] = place
    }
  }
  return found
}

/** `{last} {first}`; parts that are missing leave no gap. */
export function fillTemplate(template: string, data: JsonObject): string {
  const filled = template.replace(/\{([^}]+)\}/g, (_, path: string) => {
    const value = getPath(data, path)
    return value === undefined || value === null ? '' : String(value)
  })
  return filled.replace(/\s+/g, ' ').trim()
}

function isSame(sent: JsonValue, after: JsonValue | undefined, keywords: JsonObject): boolean {
  if (isEqual(sent, after)) return true
  const at = momentOf(sent, keywords)
  return at !== undefined && at === momentOf(after, keywords)
}

/** Equal but for blanks: what composing does to those of its parts is not in the document. */
function isAlike(a: JsonValue | undefined, b: JsonValue | undefined): boolean {
  const plain = (value: JsonValue | undefined) =>
    typeof value === 'string' ? value.replace(/\s+/g, ' ').trim() : value
  return isEqual(plain(a), plain(b))
}

/** Equal as JSON: the order of properties is no matter. */
export function isEqual(a: JsonValue | undefined, b: JsonValue | undefined): boolean {
  if (a === b) return true
  if (Array.isArray(a)) return Array.isArray(b) && a.length === b.length && a.every((item, i) => isEqual(item, b[i]))
  if (!isObject(a) || !isObject(b)) return false
  const names = Object.keys(a)
  return names.length === Object.keys(b).length && names.every((name) => name in b && isEqual(a[name], b[name]))
}

/** The first places where two values differ. */
export function changes(before: JsonValue | undefined, after: JsonValue | undefined, path = ''): readonly string[] {
  if (isEqual(before, after)) return []
  if (!isObject(before) || !isObject(after)) return [`${path || 'it'} was ${show(before)} and is ${show(after)}`]
  return [...new Set([...Object.keys(before), ...Object.keys(after)])].flatMap((name) =>
    changes(before[name], after[name], path === '' ? name : `${path}.${name}`),
  )
}

export function show(value: unknown): string {
  const text = JSON.stringify(value) ?? 'nothing'
  return text.length > 200 ? `${text.slice(0, 200)} …` : text
}
