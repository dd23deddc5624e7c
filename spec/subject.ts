/**
 * What each operation works on: said by `x-subject`, by the lifecycle that names it, or inferred from method, path and
 * schemas the way most documents are written: `/pets` lists and creates, `/pets/{petId}` reads, changes and deletes;
 * `/settings`, where there is only one, is read and replaced.
 */

import { jsonEntry, successSchema } from './content.js'
import {
  ACTIONS,
  type Action,
  type JsonObject,
  type Lifecycle,
  type Operation,
  type OperationSubject,
} from './model.js'
import { componentsOf } from './names.js'
import { collectionPaths, isItemPath, liesBelow, parameterNames, wordOf } from './path-template.js'
import { isObject, resolvePointer } from './pointer.js'
import { isList, listIn, outlineIn, type Shown, shownIn, type Thing, thingIn, wrapperIn } from './shown.js'

/** A path of a thing's own; singular where the path has no parameter of the thing. */
type Site = Thing & { readonly path: string; readonly singular: boolean }

export type Subjects = {
  /** Operation id → what it works on. */
  readonly subjects: ReadonlyMap<string, OperationSubject>
  /** The things that paths are about, by name. */
  readonly things: ReadonlyMap<string, Thing & { readonly singular: boolean }>
  /** Operation id → the things that must be there, whatever it does: those whose paths its own begins with. */
  readonly parents: ReadonlyMap<string, Operation['parents']>
}

export function compileSubjects(
  document: JsonObject,
  operations: readonly Operation[],
  lifecycles: readonly Lifecycle[],
): Subjects {
  const declared = new Set(
    Object.entries(componentsOf(document, 'schemas')).flatMap(([name, schema]) =>
      isObject(schema) && ('x-resource' in schema || 'x-lifecycle' in schema) ? [name] : [],
    ),
  )
  const sites = findSites()
  const siteOf = new Map(sites.map((site) => [site.path, site]))
  const collections = new Map(
    sites.filter(({ singular }) => !singular).flatMap((site) => collectionPaths(site.path).map((path) => [path, site])),
  )
  const isResource = (name: string): boolean => declared.has(name) || sites.some((site) => site.name === name)
  const shown = new Map(operations.map((operation) => [operation.id, shownBy(operation)]))
  const entries = operations.map((operation) => [operation.id, subjectOf(operation)] as const)
  const subjects = new Map(entries.flatMap(([id, subject]) => (subject === undefined ? [] : [[id, subject] as const])))
  return {
    subjects,
    things: new Map(sites.map((site) => [site.name, site])),
    parents: new Map(operations.map((operation) => [operation.id, parentsOf(operation, subjects.get(operation.id))])),
  }

  function findSites(): readonly Site[] {
    const readers = operations.filter(({ method }) => method === 'GET')
    const items = readers.filter(({ path }) => isItemPath(path)).flatMap((operation) => siteOfReader(operation, false))
    const taken = new Set(items.map(({ name }) => name))
    const lone = readers
      .filter(({ path }) => !isItemPath(path) && !items.some((item) => collectionPaths(item.path).includes(path)))
      .filter(({ path }) => operations.some((one) => one.path === path && /^(PUT|PATCH)$/.test(one.method)))
      .flatMap((operation) => siteOfReader(operation, true))
      .filter(({ name }) => !declared.has(name))
      .filter(({ name, path }) => !(taken.has(name) && parameterNames(path).length > 0))
      .map((site) => (taken.has(site.name) ? { ...site, name: site.path } : site))
    return [...items, ...lone, ...pathless(new Set([...items, ...lone].map(({ name }) => name)))]
  }

  /** `/notes` that lists and takes notes, none of which has a path of its own: they are kept all the same. */
  function pathless(taken: ReadonlySet<string>): readonly Site[] {
    const lists = operations.filter(({ method, path }) => method === 'GET' && !isItemPath(path))
    return lists.flatMap(({ path, ...list }): Site[] => {
      const maker = operations.find((one) => one.path === path && one.method === 'POST')
      const listed = successSchema(list)
      const made = maker && (successSchema(maker) ?? jsonEntry(maker.body?.content ?? {})?.[1])
      if (listed === undefined || made === undefined) return []
      const thing = thingIn(document, made, 'id', wordOf(path))
      if (thing === undefined || taken.has(thing.name) || declared.has(thing.name)) return []
      return listIn(document, listed, thing) === undefined ? [] : [{ ...thing, path: `${path}/{id}`, singular: false }]
    })
  }

  function siteOfReader(operation: Operation, singular: boolean): readonly Site[] {
    const { path } = operation
    const schema = successSchema(operation)
    const parameter = singular ? undefined : parameterNames(path).at(-1)
    const word = wordOf(path) in componentsOf(document, 'schemas') ? path : wordOf(path)
    const thing = schema === undefined ? undefined : thingIn(document, schema, parameter, word)
    return thing === undefined ? [] : [{ ...thing, path, singular }]
  }

  /** What the success of an operation, or else its body, shows. */
  function shownBy(operation: Operation): Shown | undefined {
    const { path } = operation
    const schema = successSchema(operation) ?? jsonEntry(operation.body?.content ?? {})?.[1]
    const site = siteOf.get(path)
    const many = collections.get(path)
    if (schema === undefined) return undefined
    const seen = shownIn(document, schema, isResource)
    if (site !== undefined && (seen === undefined || site.singular)) return oneOf(site, schema)
    if (seen !== undefined || many === undefined) return seen
    return operation.method === 'GET' ? listIn(document, schema, many) : oneOf(many, schema)
  }

  function oneOf(thing: Thing, schema: string): Shown | undefined {
    if (isList(document, schema)) return undefined
    const property = wrapperIn(document, schema, thing)
    return { resource: thing.name, list: false, ...(property !== undefined && { property }) }
  }

  function subjectOf(operation: Operation): OperationSubject | undefined {
    const node = resolvePointer(document, operation.pointer)
    const said = isObject(node) && isObject(node['x-subject']) ? node['x-subject'] : undefined
    const seen = shown.get(operation.id)
    const resource = typeof said?.resource === 'string' ? said.resource : resourceOf(operation, seen)
    if (resource === undefined) return undefined
    const action = actionOf(operation, seen, said?.action)
    if (action === undefined) return undefined

    const names = parameterNames(operation.path)
    const lone = siteOf.get(operation.path)?.singular === true && names.length === 0 ? operation.path : undefined
    const own = action === 'list' || action === 'create' ? undefined : names.at(-1)
    const key = typeof said?.key === 'string' ? said.key : own === undefined ? lone : `$request.path.${own}`
    if (key === undefined && action !== 'list' && action !== 'create') return undefined
    const property = seen?.resource === resource ? seen.property : undefined
    const thing = sites.find(({ name }) => name === resource)
    const body = jsonEntry(operation.body?.content ?? {})?.[1]
    const reply = successSchema(operation)
    const bodyProperty = thing && body && wrapperIn(document, body, thing)
    const outline = thing && reply && said?.at === undefined ? outlineIn(document, reply, seen, thing) : undefined
    return {
      resource,
      action,
      ...(key !== undefined && { key }),
      ...(typeof said?.at === 'string' && { at: said.at }),
      scope: Object.fromEntries(
        names.filter((name) => key !== `$request.path.${name}`).map((name) => [name, `$request.path.${name}`]),
      ),
      ...(property !== undefined && { [seen?.list === true ? 'listProperty' : 'itemProperty']: property }),
      ...(bodyProperty !== undefined && { bodyProperty }),
      ...(outline !== undefined && { outline }),
    }
  }

  /** Without a word of the document's own, only what has a path of its own is a resource; the rest are mere values. */
  function resourceOf({ path }: Operation, seen: Shown | undefined): string | undefined {
    return seen?.resource ?? siteOf.get(path)?.name ?? collections.get(path)?.name ?? showing(path)
  }

  /** What reading the same path shows. */
  function showing(path: string): string | undefined {
    const reader = operations.find((one) => one.path === path && one.method === 'GET')
    return reader && shown.get(reader.id)?.resource
  }

  function actionOf(operation: Operation, seen: Shown | undefined, said: unknown): Action | undefined {
    if (isAction(said)) return said
    for (const lifecycle of lifecycles) {
      for (const state of Object.values(lifecycle.states)) {
        const action = state.on[operation.id]?.flatMap((transition) => transition.actions)[0]
        if (action !== undefined) return action
      }
    }
    const { method, path } = operation
    const site = siteOf.get(path)
    const hasParameters = parameterNames(path).length > 0
    const governed = lifecycles.some(({ events }) => events.includes(operation.id))
    if (method === 'GET' || method === 'HEAD') {
      if (seen?.list === true || (seen === undefined && collections.has(path))) return 'list'
      return hasParameters || site?.singular === true ? 'read' : undefined
    }
    if (method === 'POST') {
      if (governed && hasParameters) return 'read'
      if (!isItemPath(path) && isCollection(path)) return 'create'
      return seen?.list === false && isStepOf(path, seen.resource) ? 'read' : undefined
    }
    if (!isItemPath(path) && !governed && site === undefined && !showsOne(path)) return undefined
    if (method === 'PUT') return 'replace'
    if (method === 'PATCH') return 'merge'
    if (method === 'DELETE') return 'delete'
    return undefined
  }

  function isCollection(path: string): boolean {
    if (collections.has(path)) return true
    return operations.some(({ id, path: other, method }) => other === path && method === 'GET' && shown.get(id)?.list)
  }

  /** `POST /orders/{id}/cancel` that answers with the order: without a word of what it does, it shows the order. */
  function isStepOf(path: string, resource: string): boolean {
    return sites.some((site) => site.name === resource && !site.singular && liesBelow(path, site.path))
  }

  /** `/users/{id}/profile`: reads and writes there are of one resource. */
  function showsOne(path: string): boolean {
    return operations.some(({ id, path: other, method }) => {
      return other === path && method === 'GET' && shown.get(id)?.list === false && parameterNames(path).length > 0
    })
  }

  /** What the operation itself works on is no parent of it: `/orders/{id}/cancel` works on the order. */
  function parentsOf({ path }: Operation, subject: OperationSubject | undefined): NonNullable<Operation['parents']> {
    return sites
      .filter((site) => !site.singular && liesBelow(path, site.path))
      .map((site) => ({ resource: site.name, key: `$request.path.${parameterNames(site.path).at(-1)}` }))
      .filter(({ resource, key }) => resource !== subject?.resource || key !== subject.key)
  }
}

function isAction(value: unknown): value is Action {
  return (ACTIONS as readonly unknown[]).includes(value)
}
