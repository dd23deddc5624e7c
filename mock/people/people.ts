/** Subjects that exist without being stored: each a pure function of seed, resource and key. */

import {
  type ApiModel,
  isObject,
  type JsonObject,
  type JsonValue,
  type Pointer,
  type Resource,
  setPath,
} from '../../spec/index.js'
import { COUNTRIES, type Country } from './countries.js'
import { compileKnown, compileMerge, type Merge } from './given.js'
import { type Maker, type Making, once } from './making.js'
import { composePerson, type Known, type Person } from './person.js'
import { compilePlan } from './plan.js'
import { hashWord, seeded } from './random.js'
import { shapeOf, targetOf } from './shape.js'

export interface People {
  /** The data of subject `key` of `resource`: a pure function of seed, resource, key and wish. */
  invent(resource: string, key: string | number, wish: Wish): JsonObject
  /** A value for any schema of the document, e.g. for a reply that no resource stands behind. Seeded by the words. */
  sample(schema: Pointer, words: readonly (string | number)[], origin: number): JsonValue
}

export type Wish = {
  /** Names of component schemas that the data must satisfy besides the resource's own. */
  readonly satisfies: readonly string[]
  /**
   * Laid over what was invented: objects deep, lists replaced. `now`, `now+P7D`, `now-P1Y` become dates as the property
   * shows them, a directory's value becomes its entry, and what is told of the person changes what follows from it.
   */
  readonly fields?: JsonObject
  /** Only what is required, also where the document says nothing for our sake: the rest is the client's to give. */
  readonly sparse?: boolean
  /** What `now` and future dates refer to, ms since the epoch. */
  readonly origin: number
  /**
   * The data of another resource, for `x-reference: {to: File, by: id}`.
   *
   * @param path where it will stand, so that each place gets its own: `photo`, `documents[0]`
   */
  refer?(resource: string, owner: string | number, path: string): JsonObject
}

/**
 * Invents the data that a document describes.
 *
 * @example
 * const people = createPeople(model, { seed: 1 })
 * people.invent('Pet', 4711, { satisfies: [], origin: clock.now() }) // the same pet, always
 */
export function createPeople(model: ApiModel, options: { readonly seed: number }): People {
  const seedHash = hashWord(0, options.seed)
  const { countries, recipeOf, sampleOf } = cookbookOf(model)

  return {
    invent(name, key, wish) {
      const recipe = recipeOf(name, wish.satisfies, wish.sparse === true)
      const { fields, refer, origin } = wish
      const known = fields === undefined ? {} : recipe.known(fields, origin)
      const making = makingOf(hashWord(hashWord(seedHash, name), key), key, origin, known)
      const made = recipe.make(refer === undefined ? making : { ...making, refer: (to, path) => refer(to, key, path) })
      const data = recipe.finish(isObject(made) ? made : {}, key)
      return fields === undefined ? data : recipe.merge(data, fields, origin)
    },

    sample(schema, words, origin) {
      const hash = words.reduce<number>(hashWord, hashWord(seedHash, schema))
      const making = makingOf(hash, 1 + ((hash >>> 0) % 99_999), origin, {})
      return sampleOf(schema)(making) ?? null
    },
  }

  function makingOf(hash: number, key: string | number, origin: number, known: Known): Making {
    const compose = (word: string | number, itsKnown: Known): Person =>
      composePerson(seeded(options.seed, 'person', word), word, countries(), itsKnown)
    return {
      hash,
      key,
      prefix: '',
      origin,
      attempt: 0,
      person: once(() => compose(key, known)),
      stranger: (place) => compose(`${key} ${place}`, {}),
    }
  }
}

type Recipe = {
  readonly make: Maker
  readonly merge: Merge
  known(fields: JsonObject, origin: number): Known
  /** Sets the key, if the plan could not. */
  finish(data: JsonObject, key: string | number): JsonObject
}

/** What does not depend on the seed: compiled once for all worlds of a document. */
type Cookbook = {
  readonly countries: () => readonly Country[]
  recipeOf(name: string, satisfies: readonly string[], sparse: boolean): Recipe
  sampleOf(schema: Pointer): Maker
}

const cookbooks = new WeakMap<ApiModel, Cookbook>()

function cookbookOf(model: ApiModel): Cookbook {
  const known = cookbooks.get(model)
  if (known !== undefined) return known
  const recipes = new Map<string, Recipe>()
  const samples = new Map<Pointer, Maker>()
  const cookbook: Cookbook = {
    countries: once(() => countriesOf(model)),
    recipeOf(name, satisfies, sparse) {
      const id = satisfies.length === 0 && !sparse ? name : `${name}\n${sparse}\n${satisfies.join('\n')}`
      const recipe = recipes.get(id) ?? compileRecipe(model, name, satisfies, sparse)
      recipes.set(id, recipe)
      return recipe
    },
    sampleOf(schema) {
      const known = samples.get(schema)
      if (known !== undefined) return known
      const lively = isPlain(model.document, schema)
      const plan = { model, title: titleOf(schema), omitted: new Set<string>(), recorded: false, lively }
      const maker = compilePlan(plan, [{ $ref: schema }])
      samples.set(schema, maker)
      return maker
    },
  }
  cookbooks.set(model, cookbook)
  return cookbook
}

function compileRecipe(model: ApiModel, name: string, satisfies: readonly string[], sparse: boolean): Recipe {
  const resource = resourceOf(model, name)
  const schemas = [{ $ref: resource.schema }, ...satisfies.map((demand) => ({ $ref: demandOf(model, demand, name) }))]
  const omitted = new Set(
    resource.lifecycles.flatMap((id) => {
      const property = model.lifecycles[id]?.property
      return property === undefined ? [] : [property]
    }),
  )
  const lively = !sparse && isPlain(model.document, resource.schema)
  const { key } = resource
  return {
    make: compilePlan({ model, title: name, key, omitted, recorded: true, lively }, schemas),
    merge: compileMerge(model, schemas, name),
    known: compileKnown(model, resource),
    finish: keyIsPlanned(model, resource) ? (data) => data : (data, value) => setPath(data, key, value),
  }
}

function resourceOf(model: ApiModel, name: string): Resource {
  const resource = model.resources[name]
  if (resource !== undefined) return resource
  throw new Error(`There is no resource "${name}". The document has: ${Object.keys(model.resources).join(', ')}.`)
}

function demandOf(model: ApiModel, demand: string, resource: string): Pointer {
  const components = model.document.components
  const schemas = isObject(components) && isObject(components.schemas) ? components.schemas : {}
  if (Object.hasOwn(schemas, demand)) return `/components/schemas/${demand.replaceAll('~', '~0').replaceAll('/', '~1')}`
  throw new Error(
    `"${resource}" cannot satisfy "${demand}": there is no such schema. The document has: ${Object.keys(schemas).join(', ')}.`,
  )
}

/** A key that the schema declares is made in its place; one that it does not declare is added, unless it is closed. */
function keyIsPlanned(model: ApiModel, resource: Resource): boolean {
  let shape = shapeOf(model.document, [{ $ref: resource.schema }])
  for (const name of resource.key.split('.')) {
    const schemas = shape.properties.get(name)
    if (schemas === undefined) return shape.additional === false
    shape = shapeOf(model.document, schemas)
  }
  return true
}

/** Whether nothing was said for our sake: then what is optional is filled as well, so that there is something to see. */
function isPlain(document: JsonObject, schema: Pointer): boolean {
  const seen = new Set<JsonValue>()
  return !isAnnotated({ $ref: schema })

  function isAnnotated(value: JsonValue): boolean {
    if (typeof value !== 'object' || value === null || seen.has(value)) return false
    seen.add(value)
    if (Array.isArray(value)) return value.some(isAnnotated)
    if (!isObject(value)) return false
    if ('x-faker' in value || 'x-resource' in value) return true
    if (typeof value.$ref === 'string' && isAnnotated(targetOf(document, value.$ref).value)) return true
    return Object.entries(value).some(([name, part]) => !NO_SCHEMAS.has(name) && isAnnotated(part))
  }
}

const NO_SCHEMAS = new Set(['example', 'examples', 'default', 'enum', 'const'])

/** Where the directories that countries are looked up in know only some, people come from those. */
function countriesOf(model: ApiModel): readonly Country[] {
  const { components } = model.document
  let allowed: readonly Country[] = COUNTRIES
  if (isObject(components)) visit(components.schemas ?? null)
  return allowed

  function visit(value: JsonValue): void {
    if (Array.isArray(value)) for (const entry of value) visit(entry)
    if (!isObject(value)) return
    const reference = value['x-reference']
    const isCountry = value['x-faker'] === 'location.countryCode' || value['x-faker'] === 'location.country'
    if (isCountry && isObject(reference)) narrow(String(reference.to), String(reference.by ?? 'id'))
    for (const part of Object.values(value)) visit(part)
  }

  function narrow(to: string, by: string): void {
    const words = new Set((model.directories[to] ?? []).map((entry) => String(entry[by]).toLowerCase()))
    const known = allowed.filter(({ code, name }) => words.has(code.toLowerCase()) || words.has(name.toLowerCase()))
    if (known.length > 0) allowed = known
  }
}

/** `/components/schemas/Pet` → `Pet`. */
function titleOf(schema: Pointer): string {
  return schema.split('/').at(-1) ?? ''
}
