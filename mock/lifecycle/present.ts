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
  const everything = withoutEntries(propertiesOf(model.document, declared.schema))
  const properties = everything.filter(({ path }) => !path.includes('[]'))
  const demands = everything.filter(({ path, required }) => required && !path.endsWith('[]')).map(compileDemand)
  const lifecycles = declared.lifecycles.flatMap((id) => model.lifecycles[id] ?? [])
  const shown = lifecycles.flatMap(({ id, property }) => (property === undefined ? [] : [{ id, property }]))
  const stamps = properties.filter(({ keywords }) => typeof keywords['x-stamp'] === 'string')
  const composed = properties.filter(({ keywords }) => typeof keywords['x-compute'] === 'string').map(compileComposed)
  const constants = properties.filter(({ keywords, required }) => required && 'const' in keywords)

  return (subject, before) => {
    let data = subject.data
    for (const { path, keywords } of constants) data = put(data, path, keywords['const'] as JsonValue)
    for (const { id, property } of shown) data = put(data, property, subject.states[id] ?? null)
    for (const property of stamps) {
      data = put(data, property.path, formatMoment(property.schema, stampOf(property, subject)))
    }
    data = composeAll(composed, data, before)
    for (const { schema, steps } of demands) {
      data = demand(data, steps, 0, (place) => fill(schema, [resource, subject.key, ...place])) as JsonObject
    }
    return data === subject.data ? subject : { ...subject, data }
  }
}

/** What is below a reference is another record's: its stamps are not ours. */
function withoutEntries(properties: readonly Property[]): readonly Property[] {
  const references = properties.filter(({ keywords }) => isObject(keywords['x-reference'])).map(({ path }) => path)
  return properties.filter(
    ({ path }) =>
      !references.some((reference) => /^[.[]/.test(path.slice(reference.length)) && path.startsWith(reference)),
  )
}

/** Leaves an object that holds the value already as it is, so that nothing is copied for nothing. */
function put(data: JsonObject, path: string, value: JsonValue): JsonObject {
  if (getPath(data, path) === value) return data
  const parent = path.lastIndexOf('.')
  // An optional part that is not there stays away: its constants and stamps with it.
  if (parent > 0 && !isObject(getPath(data, path.slice(0, parent)))) return data
  return setPath(data, path, value)
}

type Demand = { readonly schema: string; readonly steps: readonly string[] }

/** `items[].id` → items, id: an array on the way is walked through. */
function compileDemand({ path, schema }: Property): Demand {
  return { schema, steps: path.split('.').map((step) => step.replace(/(\[\])+$/, '')) }
}

/** Sees to it that wherever the object is there, what it requires is there too. */
function demand(
  data: JsonValue | undefined,
  steps: readonly string[],
  index: number,
  make: (place: readonly (string | number)[]) => JsonValue,
  place: readonly (string | number)[] = [],
): JsonValue | undefined {
  const name = steps[index] ?? ''
  if (!isObject(data)) return data
  const value = Object.hasOwn(data, name) ? data[name] : undefined
  if (index === steps.length - 1) return value === undefined ? { ...data, [name]: make([...place, name]) } : data
  if (value === undefined) return data
  const there = [...place, name]
  const next = Array.isArray(value)
    ? mapSame(value, (item, at) => demand(item, steps, index + 1, make, [...there, at]) ?? null)
    : demand(value, steps, index + 1, make, there)
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

type Composed = { readonly path: string; readonly readOnly: boolean; readonly template: Template }

function compileComposed({ path, keywords }: Property): Composed {
  const template = compileTemplate(String(keywords['x-compute']))
  return { path, readOnly: keywords['readOnly'] === true, template }
}

/** One may be composed of another that stands after it: until nothing changes, and each once more at the most. */
function composeAll(composed: readonly Composed[], data: JsonObject, before: JsonObject | undefined): JsonObject {
  let all = data
  for (const _ of composed) {
    const next = composed.reduce((whole, property) => compose(whole, property, before), all)
    if (next === all) return all
    all = next
  }
  return all
}

/** A value that the client sent itself stays: it is one that the old model's parts do not compose to. */
function compose(data: JsonObject, { path, readOnly, template }: Composed, before: JsonObject | undefined): JsonObject {
  const present = getPath(data, path)
  const value = template(data)
  if (present === value || value === '') return data
  if (readOnly || present === undefined) return put(data, path, value)
  const untouched = before !== undefined && present === getPath(before, path) && present === template(before)
  return untouched ? put(data, path, value) : data
}

type Template = (data: JsonObject) => string

/** `{last_name} {first_name}`; parts that are missing leave no gap. */
export function compileTemplate(template: string): Template {
  const parts = template.split(/\{([^}]+)\}/)
  return (data) => {
    const filled = parts.map((part, index) => {
      if (index % 2 === 0) return part
      const value = getPath(data, part)
      return value === undefined || value === null ? '' : String(value)
    })
    return filled.join('').replace(/\s+/g, ' ').trim()
  }
}
