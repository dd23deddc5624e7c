/** What a model shows of its record: states, stamps and composed properties. */

import {
  type ApiModel,
  getPath,
  isObject,
  type JsonObject,
  type JsonValue,
  type Property,
  propertiesOf,
  setPath,
} from '../../spec/index.js'
import type { Subject } from '../exchange.js'

/** Writes a moment the way the property at that place of the document does. */
export type FormatMoment = (schema: string, at: number) => JsonValue

/** Makes up what a schema requires and nobody has given: the id of a new address. */
export type Fill = (schema: string, words: readonly (string | number)[]) => JsonValue

/** The record with its model brought up to date. `before`: what it was, to tell composed values from sent ones. */
export type Present = (subject: Subject, before?: JsonObject) => Subject

/** Compiled once a resource: most have nothing to show, and then it is the identity. */
export function createPresent(model: ApiModel, resource: string, formatMoment: FormatMoment, fill: Fill): Present {
  const declared = model.resources[resource]
  if (declared === undefined) return (subject) => subject
  const everything = propertiesOf(model.document, declared.schema)
  const properties = everything.filter(({ path }) => !path.includes('[]'))
  const demanded = everything.filter(({ path, required }) => required && !path.endsWith('[]'))
  const lifecycles = declared.lifecycles.flatMap((id) => model.lifecycles[id] ?? [])
  const shown = lifecycles.flatMap(({ id, property }) => (property === undefined ? [] : [{ id, property }]))
  const stamps = properties.filter(({ keywords }) => typeof keywords['x-stamp'] === 'string')
  const composed = properties.filter(({ keywords }) => typeof keywords['x-compute'] === 'string')
  const constants = properties.filter(({ keywords, required }) => required && 'const' in keywords)

  return (subject, before) => {
    let data = subject.data
    for (const { path, keywords } of constants) data = put(data, path, keywords['const'] as JsonValue)
    for (const { id, property } of shown) data = put(data, property, subject.states[id] ?? null)
    for (const property of stamps)
      data = put(data, property.path, formatMoment(property.schema, stampOf(property, subject)))
    // One may be composed of another that stands after it.
    for (const _ of composed) for (const property of composed) data = compose(data, property, before)
    for (const { path, schema } of demanded) {
      data = demand(data, path.split('.'), (place) => fill(schema, [resource, subject.key, ...place])) as JsonObject
    }
    return data === subject.data ? subject : { ...subject, data }
  }
}

/** Leaves an object that holds the value already as it is, so that nothing is copied for nothing. */
function put(data: JsonObject, path: string, value: JsonValue): JsonObject {
  if (getPath(data, path) === value) return data
  const parent = path.lastIndexOf('.')
  // An optional part that is not there stays away: its constants and stamps with it.
  if (parent > 0 && !isObject(getPath(data, path.slice(0, parent)))) return data
  return setPath(data, path, value)
}

/** Sees to it that wherever the object is there, what it requires is there too. */
function demand(
  data: JsonValue | undefined,
  [step = '', ...rest]: readonly string[],
  make: (place: readonly (string | number)[]) => JsonValue,
  place: readonly (string | number)[] = [],
): JsonValue | undefined {
  if (!isObject(data)) return data
  const name = step.replace(/(\[\])+$/, '')
  const value = Object.hasOwn(data, name) ? data[name] : undefined
  if (rest.length === 0) return value === undefined ? { ...data, [name]: make([...place, name]) } : data
  const next = Array.isArray(value)
    ? mapSame(value, (item, index) => demand(item, rest, make, [...place, name, index]) ?? null)
    : demand(value, rest, make, [...place, name])
  return next === value || next === undefined ? data : { ...data, [name]: next }
}

/** The same array where no item changes. */
function mapSame(
  values: readonly JsonValue[],
  change: (value: JsonValue, index: number) => JsonValue,
): readonly JsonValue[] {
  const changed = values.map(change)
  return changed.every((value, index) => value === values[index]) ? values : changed
}

function stampOf({ keywords }: Property, subject: Subject): number {
  const what = String(keywords['x-stamp'])
  if (what === 'created') return subject.created
  if (what === 'modified') return subject.modified
  return subject.since[what] ?? subject.created
}

/** A value that the client sent itself stays: it is one that the old model's parts do not compose to. */
function compose(data: JsonObject, { path, keywords }: Property, before: JsonObject | undefined): JsonObject {
  const template = String(keywords['x-compute'])
  const value = fillTemplate(template, data)
  const present = getPath(data, path)
  if (keywords['readOnly'] === true || present === undefined) return value === '' ? data : put(data, path, value)
  if (before === undefined || present !== getPath(before, path)) return data
  return present === fillTemplate(template, before) && value !== '' ? put(data, path, value) : data
}

/** `{last_name} {first_name}`; parts that are missing leave no gap. */
export function fillTemplate(template: string, data: JsonObject): string {
  return template
    .replace(/\{([^}]+)\}/g, (_, path: string) => {
      const value = getPath(data, path)
      return value === undefined || value === null ? '' : String(value)
    })
    .replace(/\s+/g, ' ')
    .trim()
}
