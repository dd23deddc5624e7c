/** A model made ready to serve: everything that can be compiled once is compiled here, or at its first use. */

import {
  type ApiModel,
  isObject,
  type JsonObject,
  type JsonValue,
  join,
  keywordsOf,
  layersOf,
  type Operation,
  ownPropertiesOf,
  type Pointer,
  propertiesOf,
  resolvePointer,
} from '../spec/index.js'
import { type BodyRules, createPresent, type Fill, type Machine } from './lifecycle/index.js'
import { createPeople, type People } from './people/index.js'
import type { Handlers, World } from './ports.js'
import { createRouter, type Router } from './routing/index.js'
import { createValidation, type Validation } from './validation/index.js'

export type Api = {
  readonly model: ApiModel
  readonly handlers: Handlers
  readonly router: Router
  readonly validation: Validation
  /** The statecharts of a resource, ready to be evaluated. */
  machine(resource: string): Machine
  people(world: World): People
  /** What the document says of an operation's body besides its schema. */
  bodyRules(operationId: string): BodyRules
  /** A record as replies may show it: without what is only ever written. The same object where that is all of it. */
  shown(resource: string, data: JsonObject): JsonObject
  /** What of new data a record can hold: a closed model holds no property that it has not. The same object where that is all. */
  fitting(resource: string, data: JsonObject): JsonObject
  /** Where a schema refers to directories and other resources. */
  references(schema: Pointer): readonly Reference[]
  /** The same, also in what it may be instead (`oneOf`, `anyOf`). */
  everyReference(schema: Pointer): readonly Reference[]
  /** The names of a schema's own properties, as the document orders them. */
  order(schema: Pointer): readonly string[]
  /** Constants that a schema requires: dotted path → value. */
  constants(schema: Pointer): readonly (readonly [string, JsonValue])[]
}

/** A property that refers (`x-reference`). */
export type Reference = {
  /** Dotted, items as `[]`. */
  readonly path: string
  /** A directory or a resource. */
  readonly to: string
  /** The property of its entries that is sent. */
  readonly by: string
}

export type ApiOptions = {
  readonly handlers?: Handlers
  /** Delay → ms, instead of the document's. */
  readonly delays?: { readonly [delay: string]: number }
}

export function createApi(model: ApiModel, options: ApiOptions = {}): Api {
  const { handlers = { handlers: {} }, delays = {} } = options
  const validation = createValidation(model)
  const crowds = new WeakMap<World, People>()
  const filler = createPeople(model, { seed: 0 })
  const fill: Fill = (schema, words) => filler.sample(schema, words, 0)
  const machine = remember((resource: string): Machine => {
    const lifecycles = (model.resources[resource]?.lifecycles ?? []).flatMap((id) => model.lifecycles[id] ?? [])
    const present = createPresent(model, resource, validation.formatMoment, fill)
    return {
      lifecycles,
      delays,
      present,
      unmet: (guard, data, now) => validation.check(join('/components/schemas', guard), data, now),
      refusal(guard) {
        const schema = resolvePointer(model.document, join('/components/schemas', guard))
        return isObject(schema) && typeof schema['x-refusal'] === 'string' ? schema['x-refusal'] : undefined
      },
    }
  })
  const bodyRules = remember((id: string): BodyRules => {
    const operation = model.operations.find((one) => one.id === id)
    const resource = model.resources[operation?.subject?.resource ?? '']
    const outer = operation?.body && Object.values(operation.body.content)[0]
    const held = operation?.subject?.bodyProperty
    const parts = outer === undefined ? [] : ownPropertiesOf(model.document, outer)
    const schema = held === undefined ? outer : parts.find(({ path }) => path === held)?.schema
    if (resource === undefined || schema === undefined)
      return { immutable: [], whole: [], kept: [], required: new Map(), defaults: {} }
    const properties = propertiesOf(model.document, schema)
    const sendable = ownPropertiesOf(model.document, schema).filter(({ keywords }) => keywords.readOnly !== true)
    const names = new Set(sendable.map(({ path }) => path))
    const keyName = resource.key.split('.')[0]
    return {
      immutable: properties.filter(({ keywords }) => keywords['x-immutable'] === true).map(({ path }) => path),
      whole: references(schema).map(({ path }) => path),
      kept: ownPropertiesOf(model.document, resource.schema)
        .map(({ path }) => path)
        .filter((path) => path === keyName || !names.has(path)),
      required: new Map(
        propertiesOf(model.document, resource.schema)
          .filter(({ path, required }) => required && !path.includes('[]'))
          .map(({ path, keywords }) => [path, { nullable: [keywords.type].flat().includes('null') }]),
      ),
      defaults: Object.fromEntries(
        sendable.flatMap(({ path, keywords }) => (keywords.default === undefined ? [] : [[path, keywords.default]])),
      ),
    }
  })
  /** The whole models that were shown, so that one is stripped, serialized and checked once. */
  const concealed = new WeakMap<JsonObject, JsonObject>()
  const writtenOnly = remember((name: string): readonly string[] => {
    const resource = model.resources[name]
    if (resource === undefined) return []
    const own = new Set(ownPropertiesOf(model.document, resource.schema).map(({ path }) => path))
    const bodies = model.operations
      .filter(({ subject }) => subject?.resource === name)
      .flatMap((operation) => bodySchemasOf(model, operation))
    return bodies
      .flatMap((schema) => ownPropertiesOf(model.document, schema))
      .filter(({ path, keywords }) => keywords.writeOnly === true && !own.has(path))
      .map(({ path }) => path)
  })
  /** `any`: the model takes any property, or it cannot be said which it takes. */
  const namesHeld = remember((name: string): ReadonlySet<string> | 'any' => {
    const resource = model.resources[name]
    const layers = resource === undefined ? [] : layersOf(model.document, resource.schema)
    const isClosed = layers.some(
      ({ node }) => node.additionalProperties === false || node.unevaluatedProperties === false,
    )
    const isPlain = layers.every(
      ({ node }) => !['if', 'dependentSchemas', 'patternProperties'].some((word) => word in node),
    )
    if (resource === undefined || !isClosed || !isPlain) return 'any'
    const own = ownPropertiesOf(model.document, resource.schema).map(({ path }) => path)
    return new Set([...own, ...writtenOnly(name)])
  })
  const references = remember((schema: Pointer) =>
    propertiesOf(model.document, schema).flatMap(({ path, keywords }) => referenceAt(path, keywords)),
  )
  const everyReference = remember((schema: Pointer) => referencesIn(model.document, schema))
  const constants = remember((schema: Pointer) =>
    propertiesOf(model.document, schema)
      .filter(({ path, required, keywords }) => required && 'const' in keywords && !path.includes('[]'))
      .map(({ path, keywords }) => [path, keywords['const'] ?? null] as const),
  )
  const order = remember((schema: Pointer) =>
    propertiesOf(model.document, schema)
      .map(({ path }) => path)
      .filter((path) => !/[.[]/.test(path)),
  )
  return {
    model,
    handlers,
    router: createRouter(model),
    validation,
    machine,
    people(world) {
      const known = crowds.get(world)
      if (known !== undefined) return known
      const people = createPeople(model, { seed: world.seed })
      crowds.set(world, people)
      return people
    },
    bodyRules,
    fitting(resource, data) {
      const held = namesHeld(resource)
      const strangers = held === 'any' ? [] : Object.keys(data).filter((name) => !held.has(name))
      return strangers.length === 0 ? data : omit(data, strangers)
    },
    shown(resource, data) {
      const schema = model.resources[resource]?.schema
      const known = concealed.get(data)
      if (known !== undefined || schema === undefined) return known ?? data
      const names = writtenOnly(resource).filter((name) => Object.hasOwn(data, name))
      const rest = names.length === 0 ? data : omit(data, names)
      const shown = validation.conceal(schema, rest) as JsonObject
      concealed.set(data, shown)
      return shown
    },
    constants,
    order,
    references,
    everyReference,
  }
}

function referenceAt(path: string, { 'x-reference': reference }: JsonObject): readonly Reference[] {
  if (!isObject(reference)) return []
  return [{ path, to: String(reference['to']), by: String(reference['by']) }]
}

/** Alternatives within alternatives are looked into so far: their number grows with each step. */
const DEEPEST_CHOICE = 3

/** Every reference below a schema, those of its alternatives too. */
function referencesIn(document: JsonObject, schema: Pointer): readonly Reference[] {
  const found = new Map<string, Reference>()
  visit(schema, '', [])
  return [...found.values()]

  function visit(pointer: Pointer, path: string, trail: readonly Pointer[]): void {
    const properties = propertiesOf(document, pointer).map((property) => ({
      ...property,
      path: path === '' || property.path.startsWith('[') ? path + property.path : `${path}.${property.path}`,
    }))
    for (const place of [{ path, schema: pointer, keywords: keywordsOf(document, pointer) }, ...properties]) {
      for (const one of referenceAt(place.path, place.keywords)) found.set(`${one.path} ${one.to} ${one.by}`, one)
      for (const branch of branchesOf(document, place.schema)) {
        if (!trail.includes(branch) && trail.length < DEEPEST_CHOICE) visit(branch, place.path, [...trail, branch])
      }
    }
  }
}

function branchesOf(document: JsonObject, schema: Pointer): readonly Pointer[] {
  return layersOf(document, schema).flatMap(({ node, pointer }) =>
    (['oneOf', 'anyOf'] as const).flatMap((word) => {
      const branches = node[word]
      return Array.isArray(branches) ? branches.map((_, index) => join(pointer, word, index)) : []
    }),
  )
}

/** Where the schemas of a body are: of the model in it, where it is an envelope. */
function bodySchemasOf({ document }: ApiModel, { body, subject }: Operation): readonly Pointer[] {
  const outer = Object.values(body?.content ?? {}).flatMap((schema) => schema ?? [])
  if (subject?.bodyProperty === undefined) return outer
  return outer.flatMap((schema) =>
    ownPropertiesOf(document, schema)
      .filter(({ path }) => path === subject.bodyProperty)
      .map((property) => property.schema),
  )
}

function omit(data: JsonObject, names: readonly string[]): JsonObject {
  return Object.fromEntries(Object.entries(data).filter(([name]) => !names.includes(name)))
}

/** Computed once for each argument. */
function remember<T>(compute: (name: string) => T): (name: string) => T {
  const known = new Map<string, T>()
  return (name) => {
    const found = known.get(name)
    if (found !== undefined) return found
    const value = compute(name)
    known.set(name, value)
    return value
  }
}
