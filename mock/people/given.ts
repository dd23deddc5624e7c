/** Given fields: laid over the invented ones, and what they tell of the person beforehand. */

import {
  type ApiModel,
  getPath,
  isObject,
  type JsonObject,
  type JsonValue,
  propertiesOf,
  type Resource,
  resolveMoment,
} from '../../spec/index.js'
import { dateHint, textHints, wordsOf } from './hints.js'
import type { Known } from './person.js'
import { findEntry, readReference } from './reference.js'
import { type Shape, schemasOf, shapeOf } from './shape.js'
import { writeRelative } from './timestamp.js'

/** Lays fields over data: objects deep, lists and the rest replaced. References to a directory become its entry. */
export type Merge = (data: JsonObject, fields: JsonObject, origin: number) => JsonObject

export function compileMerge(model: ApiModel, schemas: readonly JsonValue[], title: string): Merge {
  const { document } = model
  const shapes = new Map<string, Shape>()
  const root = shapeOf(document, schemas)
  return (data, fields, origin) => mergeObject(data, fields, root, '', origin)

  function mergeObject(data: JsonObject, fields: JsonObject, shape: Shape, path: string, origin: number): JsonObject {
    const merged: { [name: string]: JsonValue } = { ...data }
    for (const [name, value] of Object.entries(fields)) {
      const own = path === '' ? name : `${path}.${name}`
      merged[name] = mergeValue(data[name], value, shapeAt(shape, name, own), own, origin)
    }
    return merged
  }

  function mergeValue(
    before: JsonValue | undefined,
    given: JsonValue,
    shape: Shape,
    path: string,
    origin: number,
  ): JsonValue {
    if (typeof given === 'string' && !('x-reference' in shape.keywords))
      return writeRelative(given, shape.keywords, origin)
    if (Array.isArray(given)) {
      const item = shapeAt(shape, '[]', `${path}[]`)
      return given.map((entry) => mergeValue(undefined, entry, item, `${path}[]`, origin))
    }
    if (given !== null && 'x-reference' in shape.keywords) return mergeReference(before, given, shape, path, origin)
    if (!isObject(given)) return given
    return mergeObject(isObject(before) ? before : {}, given, shape, path, origin)
  }

  /** `{value: UA}` and `UA` alike become the whole entry, if the property shows it whole. */
  function mergeReference(
    before: JsonValue | undefined,
    given: JsonValue,
    shape: Shape,
    path: string,
    origin: number,
  ): JsonValue {
    const { to, by } = readReference(shape.keywords['x-reference'], `${title}.${path}`)
    const wanted = isObject(given) ? getPath(given, by) : given
    // Only a part of it is given: the same one, a little different.
    if (wanted === undefined && isObject(given))
      return mergeObject(isObject(before) ? before : {}, given, shape, path, origin)
    const entry = findEntry(model.directories[to] ?? [], by, wanted ?? null)
    const isWhole = shape.types === undefined || shape.types.includes('object')
    if (entry === undefined) return given
    if (!isWhole) return getPath(entry, by) ?? given
    return isObject(given) ? { ...entry, ...given, [by]: getPath(entry, by) ?? null } : entry
  }

  function shapeAt(parent: Shape, name: string, path: string): Shape {
    const known = shapes.get(path)
    if (known !== undefined) return known
    const shape = shapeOf(document, name === '[]' ? parent.items : schemasOf(parent, name))
    shapes.set(path, shape)
    return shape
  }
}

type Facet = { readonly path: string; readonly known: keyof Known; readonly by?: string }

const KNOWN: { readonly [method: string]: keyof Known } = {
  'person.sex': 'sex',
  'person.firstName': 'firstName',
  'person.middleName': 'middleName',
  'person.lastName': 'lastName',
  'location.countryCode': 'country',
  'location.country': 'country',
  'date.birthdate': 'birthdate',
}

/** Compiles a reader of what given fields tell of the person, so that the rest can agree with it. */
export function compileKnown(model: ApiModel, resource: Resource): (fields: JsonObject, origin: number) => Known {
  const facets = propertiesOf(model.document, resource.schema).flatMap(({ path, keywords }): readonly Facet[] => {
    if (path.includes('[]')) return []
    const known = KNOWN[methodOf(keywords, path)]
    const reference = keywords['x-reference']
    const by = isObject(reference) && typeof reference.by === 'string' ? reference.by : undefined
    return known === undefined ? [] : [{ path, known, ...(by === undefined ? {} : { by }) }]
  })
  return (fields, origin) => {
    const known: { -readonly [name in keyof Known]: Known[name] } = {}
    for (const { path, known: name, by } of facets) {
      const given = getPath(fields, path)
      const value = by !== undefined && isObject(given) ? getPath(given, by) : given
      if (typeof value !== 'string' || known[name] !== undefined) continue
      if (name !== 'birthdate') {
        known[name] = value
        continue
      }
      const at = resolveMoment(value, origin) ?? Date.parse(value)
      if (!Number.isNaN(at)) known.birthdate = at
    }
    return known
  }
}

function methodOf(keywords: JsonObject, path: string): string {
  const fake = keywords['x-faker']
  if (typeof fake === 'string') return fake
  if (isObject(fake)) return Object.keys(fake)[0] ?? ''
  const name = wordsOf(path.split('.').at(-1) ?? '')
  return dateHint(name) === 'birth' ? 'date.birthdate' : (textHints(name, '')[0] ?? '')
}
