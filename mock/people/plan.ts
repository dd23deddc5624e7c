/**
 * Plans: how the data of one schema is made, worked out once and then run for each key.
 *
 * A place's value comes, first match first: from the key, `const`, `x-reference`, `x-faker`, `default` and examples,
 * `enum`, and then from type, format, pattern, bounds and the property's name.
 */

import { type ApiModel, isObject, type JsonObject, type JsonValue } from '../../spec/index.js'
import { compileFake } from './fake.js'
import { wordsOf } from './hints.js'
import { holds, isSame } from './holds.js'
import { itemOf, type Maker, type Making, placeOf, randomAt } from './making.js'
import { compileNumber } from './number.js'
import { integer, pick } from './random.js'
import { compileReference } from './reference.js'
import { type Shape, schemasOf, shapeOf } from './shape.js'
import { type Place, pathOf, type Site } from './site.js'
import { word } from './stock.js'
import { compileText } from './text.js'
import { isCompound, typeOf } from './type-of.js'

export type PlanOptions = {
  readonly model: ApiModel
  /** For messages: `Pet`. */
  readonly title: string
  /** Dotted path of the property that takes the key. */
  readonly key?: string
  /** Dotted paths that others fill. */
  readonly omitted: ReadonlySet<string>
  /** Whether others fill `x-stamp` and `x-compute`. */
  readonly recorded: boolean
  /** Whether optional properties are filled as well. */
  readonly lively: boolean
}

/** How deep optional objects and lists are filled; required ones go on. */
const LIVELY_DEPTH = 3
/** Where a schema that requires itself for ever is cut off. */
const DEEPEST = 10
/** How many combinations of alternatives are tried. */
const MOST_CHOICES = 8
/** How many places of a plan may be optional objects or lists. */
const BUDGET = 400

export function compilePlan(options: PlanOptions, schemas: readonly JsonValue[]): Maker {
  const { model, lively } = options
  const { document } = model
  let budget = BUDGET
  return compile(schemas, {
    path: '',
    name: wordsOf(options.title),
    parent: '',
    depth: 0,
    stack: [],
    inList: false,
  })

  function compile(parts: readonly JsonValue[], site: Site, decided: ReadonlySet<JsonObject> = new Set()): Maker {
    const shape = shapeOf(document, parts, decided)
    return shape.choices.length > 0 ? compileChoice(shape, site, decided) : compileShape(shape, site)
  }

  /** Each combination of alternatives is a plan of its own; the first whose value holds is taken. */
  function compileChoice(shape: Shape, site: Site, decided: ReadonlySet<JsonObject>): Maker {
    const decidedNow = new Set([...decided, ...shape.logic])
    const combinations = combine(shape.choices)
      .map((added) => ({ added, shape: shapeOf(document, [...shape.schemas, ...added], decidedNow) }))
      .filter((candidate) => !candidate.shape.never)
      .sort((one, other) => rank(one.shape, site) - rank(other.shape, site))
      .slice(0, MOST_CHOICES)
      .map(({ added }) => lazily(() => compile([...shape.schemas, ...added], site, decidedNow)))
    const [first] = combinations
    if (first === undefined) return () => undefined
    if (shape.proofs.length === 0) return first
    return (making) => {
      for (const make of combinations) {
        const value = make(making)
        if (value !== undefined && shape.proofs.every((part) => holds(document, part, value))) return value
      }
      return first(making)
    }
  }

  /** Plain values before null, what ends before what recurs. */
  function rank(shape: Shape, site: Site): number {
    const isNull = shape.types?.every((type) => type === 'null') === true
    return (isNull ? 1 : 0) + (recurs(shape, site) ? 2 : 0)
  }

  function compileShape(shape: Shape, site: Site): Maker {
    const { keywords } = shape
    if (isKey(site, shape)) return ({ key }) => key
    const [onlyValue, ...otherValues] = shape.values ?? []
    if (onlyValue !== undefined && otherValues.length === 0) return () => onlyValue

    const typed = lazily(() => compileTyped(shape, site))
    const context = contextOf(shape, site)
    if (keywords['x-reference'] !== undefined && typeOf(shape) !== 'array') return compileReference(context, typed)
    if (keywords['x-faker'] !== undefined) return compileFake(context, typed)
    if (shape.values !== undefined) return compileChosen(shape, site)

    const examples = examplesOf(shape, site)
    if (examples.length === 0) return typed
    const place = placeOf(site.path)
    return (making) => (making.attempt > 0 ? typed(making) : pick(randomAt(making, place), examples))
  }

  function contextOf(shape: Shape, site: Site): Place {
    return { document, model, shape, site, place: placeOf(site.path), where: `${options.title}.${site.path}` }
  }

  function isKey(site: Site, shape: Shape): boolean {
    return !site.inList && site.path === options.key && shape.types?.includes('object') !== true
  }

  function compileChosen(shape: Shape, site: Site): Maker {
    const place = placeOf(site.path)
    const accepted = (shape.values ?? []).filter((value) => accepts(shape, value))
    const plain = accepted.filter((value) => value !== null)
    const values = plain.length > 0 ? plain : accepted
    const [preferred] = examplesOf(shape, site)
    return (making) => {
      if (preferred !== undefined && making.attempt === 0) return preferred
      return pick(randomAt(making, place), values)
    }
  }

  function accepts(shape: Shape, value: JsonValue): boolean {
    return shape.schemas.every((schema) => holds(document, schema, value))
  }

  /** Default and examples, as far as they are valid. */
  function examplesOf(shape: Shape, site: Site): readonly JsonValue[] {
    const { keywords } = shape
    // What stands behind a resource is many; the example of the whole is one.
    if (site.path === '' && !site.inList && options.key !== undefined) return []
    const standard = [keywords.default ?? null].filter((value) => value !== null && accepts(shape, value))
    if (!lively && isCompound(shape)) return standard
    const examples = [
      ...(keywords.example === undefined ? [] : [keywords.example]),
      ...(Array.isArray(keywords.examples) ? keywords.examples : []),
    ].filter((value) => value !== null && !namesSomeone(value) && accepts(shape, value))
    const [first, second] = lively ? [examples, standard] : [standard, examples]
    return first.length > 0 ? first : second
  }

  function compileTyped(shape: Shape, site: Site): Maker {
    const place = placeOf(site.path)
    const type = typeOf(shape)
    if (site.depth > DEEPEST && isCompound(shape)) return () => (type === 'object' ? {} : [])
    if (type === 'object') return compileObject(shape, site)
    if (type === 'array') return compileList(shape, site)
    if (type === 'null') return () => null
    if (type === 'boolean') return (making) => randomAt(making, place).next() < 0.5
    if (type === 'string') return compileText(contextOf(shape, site))
    const make = compileNumber(shape, site.name, type === 'integer')
    return (making) => make(randomAt(making, place))
  }

  function compileObject(shape: Shape, site: Site): Maker {
    const names = namesOf(shape, site)
    const dependent = isObject(shape.keywords.dependentSchemas) ? shape.keywords.dependentSchemas : {}
    const added = Object.entries(dependent).flatMap(([name, schema]) =>
      names.includes(name) && !shape.schemas.includes(schema) ? [schema] : [],
    )
    if (added.length > 0) return compile([...shape.schemas, ...added], site, new Set(shape.logic))

    const fields = names.map((name) => {
      const path = pathOf(site, name)
      return { name, make: compile(schemasOf(shape, name), siteOf(shape, site, name, path)) }
    })
    const spare = compileSpare(shape, site, names.length)
    return (making) => {
      const data: { [name: string]: JsonValue } = {}
      for (const { name, make } of fields) {
        const value = make(making)
        if (value !== undefined) data[name] = value
      }
      return spare === undefined ? data : { ...data, ...spare(making) }
    }
  }

  /** The properties to fill, in the document's order; those that nothing declares come last. */
  function namesOf(shape: Shape, site: Site): readonly string[] {
    const wanted = new Set(shape.required)
    for (const name of shape.properties.keys()) if (leadsToKey(pathOf(site, name), site)) wanted.add(name)
    const { maxProperties, minProperties = 0, dependentRequired } = shape.keywords
    const most = typeof maxProperties === 'number' ? maxProperties : Number.POSITIVE_INFINITY
    const optional = [...shape.properties.keys()].filter((name) => !wanted.has(name))
    for (const name of optional) {
      if (wanted.size >= most) break
      const isNeeded = wanted.size < Number(minProperties)
      if (isNeeded || (lively && isWelcome(shape, site, name))) wanted.add(name)
    }
    let before = -1
    while (isObject(dependentRequired) && wanted.size > before) {
      before = wanted.size
      for (const [name, others] of Object.entries(dependentRequired)) {
        if (wanted.has(name) && Array.isArray(others)) for (const other of others) wanted.add(String(other))
      }
    }
    const declared = [...shape.properties.keys()].filter((name) => wanted.has(name))
    const undeclared = [...wanted].filter((name) => !shape.properties.has(name))
    return [...declared, ...undeclared].filter((name) => isOurs(shape, site, name))
  }

  function leadsToKey(path: string, site: Site): boolean {
    return !site.inList && options.key !== undefined && (options.key === path || options.key.startsWith(`${path}.`))
  }

  /** What the record itself or a lifecycle fills is not ours. */
  function isOurs(shape: Shape, site: Site, name: string): boolean {
    const path = pathOf(site, name)
    if (!site.inList && options.omitted.has(path)) return false
    if (!options.recorded || leadsToKey(path, site)) return true
    const { keywords } = shapeOf(document, schemasOf(shape, name))
    return !('x-stamp' in keywords) && !('x-compute' in keywords)
  }

  /** Whether an optional property of a lively document is filled. */
  function isWelcome(shape: Shape, site: Site, name: string): boolean {
    const inner = shapeOf(document, schemasOf(shape, name))
    if (inner.never || inner.keywords.writeOnly === true) return false
    if (inner.types?.every((type) => type === 'null') === true || inner.values?.length === 0) return false
    const path = pathOf(site, name)
    if (recurs(inner, siteOf(shape, site, name, path))) return false
    if (shape.logic.some((part) => isObject(part.not) && forbids(part.not, name))) return false
    if (!isCompound(inner) && inner.choices.length === 0) return true
    if (site.depth >= LIVELY_DEPTH || budget <= 0) return false
    budget--
    return true
  }

  /** Entries of a map: as many as must be, or a few. */
  function compileSpare(shape: Shape, site: Site, count: number): ((making: Making) => JsonObject) | undefined {
    const { keywords, additional } = shape
    if (additional === false) return undefined
    const { minProperties = 0, maxProperties, propertyNames } = keywords
    const isMap = lively && additional.length > 0 && shape.properties.size === 0 && site.depth < LIVELY_DEPTH
    const least = Math.max(Number(minProperties) - count, isMap ? 2 : 0)
    const wanted = typeof maxProperties === 'number' ? Math.min(least, maxProperties - count) : least
    if (wanted <= 0) return undefined
    const path = pathOf(site, '*')
    const entrySite = { ...siteOf(shape, site, 'name', path), inList: true }
    if (Number(minProperties) <= count && recurs(shapeOf(document, additional), entrySite)) return undefined
    const makeName = propertyNames === undefined ? undefined : compile([{ type: 'string' }, propertyNames], entrySite)
    const makeValue = compile(additional, entrySite)
    const place = placeOf(path)
    return (making) => {
      const entries: { [name: string]: JsonValue } = {}
      for (let index = 0; index < wanted * 20 && Object.keys(entries).length < wanted; index++) {
        const own = { ...itemOf(making, path, place, index), attempt: index }
        const name = makeName?.(own) ?? word(randomAt(own, place))
        const value = makeValue({ ...own, attempt: 0 })
        if (typeof name === 'string' && !shape.properties.has(name) && value !== undefined) entries[name] = value
      }
      return entries
    }
  }

  function compileList(shape: Shape, site: Site): Maker {
    const { keywords, prefix } = shape
    const { minItems = 0, maxItems, uniqueItems, minContains = 1 } = keywords
    const place = placeOf(site.path)
    const most = typeof maxItems === 'number' ? maxItems : Number.POSITIVE_INFINITY
    const itemSite: Site = {
      ...site,
      // Inside, paths begin anew; the making knows what comes before.
      path: '',
      depth: site.depth + 1,
      stack: [...site.stack, ...shape.refs],
      inList: true,
    }
    const reference = keywords['x-reference'] === undefined ? [] : [{ 'x-reference': keywords['x-reference'] }]
    const items = [...reference, ...shape.items]
    const makeItem = lazily(() => compile(items, itemSite))
    const makePrefix = prefix.map((parts) => lazily(() => compile(parts, itemSite)))
    const contained = shape.contains.length === 0 ? 0 : Number(minContains)
    const makeContained = lazily(() => compile([...items, ...shape.contains], itemSite))

    const itemShape = shapeOf(document, items)
    const ends = !recurs(itemShape, itemSite) && !itemShape.never
    const least = Math.max(Number(minItems), Math.min(prefix.length + contained, most))
    const isLively = lively && ends && site.depth < LIVELY_DEPTH && shape.items.length > 0
    const usual = isLively ? Math.max(least, 1) : least
    const further = isLively && shape.contains.length === 0 ? Math.max(usual, Math.min(most, 3)) : usual

    return (making) => {
      const list: JsonValue[] = []
      const count = Math.min(most, integer(randomAt({ ...making, attempt: 0 }, place), usual, further))
      for (let index = 0; index < count; index++) {
        const own = itemOf(making, site.path, place, index)
        const beyond = index - prefix.length
        const make = makePrefix[index] ?? (beyond >= 0 && beyond < contained ? makeContained : makeItem)
        const value = uniqueItems === true ? fresh(make, own, list) : make(own)
        if (value === undefined) break
        list.push(value)
      }
      return list
    }
  }

  function recurs(shape: Shape, site: Site): boolean {
    return site.depth > DEEPEST || shape.refs.some((ref) => site.stack.includes(ref))
  }

  function siteOf(shape: Shape, site: Site, name: string, path: string): Site {
    return {
      path,
      name: wordsOf(name),
      parent: shape.name === undefined ? site.name : wordsOf(shape.name),
      depth: site.depth + 1,
      stack: [...site.stack, ...shape.refs],
      inList: site.inList,
    }
  }

  /** Put off until it is needed: else a schema that contains itself would be compiled for ever. */
  function lazily(compileNow: () => Maker): Maker {
    let maker: Maker | undefined
    return (making) => {
      maker ??= compileNow()
      return maker(making)
    }
  }
}

/** A value that is not in the list yet; undefined: there seems to be none. */
function fresh(make: Maker, making: Making, list: readonly JsonValue[]): JsonValue | undefined {
  for (let attempt = 0; attempt < 64; attempt++) {
    const value = make(attempt === 0 ? making : { ...making, attempt })
    if (value !== undefined && !list.some((entry) => isSame(entry, value))) return value
  }
  return undefined
}

function combine(choices: readonly (readonly JsonObject[])[]): readonly (readonly JsonObject[])[] {
  let combinations: readonly (readonly JsonObject[])[] = [[]]
  for (const branches of choices) {
    combinations = combinations.flatMap((chosen) => branches.map((branch) => [...chosen, branch])).slice(0, 64)
  }
  return combinations
}

function forbids(schema: JsonObject, name: string): boolean {
  return Array.isArray(schema.required) && schema.required.includes(name)
}

/** An e-mail address of a real domain: nobody shall get mail by accident. */
function namesSomeone(value: JsonValue): boolean {
  return (
    typeof value === 'string' &&
    /^[^\s@]+@(?!([\w-]+\.)*(example(\.(com|org|net))?|test|invalid|localhost)$)[^\s@]+$/i.test(value)
  )
}
