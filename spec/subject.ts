/**
 * What each operation works on: said by `x-subject`, by the lifecycle that names it, or inferred from method, path and
 * schemas the way most documents are written: `/pets` lists and creates, `/pets/{petId}` reads, changes and deletes.
 */

import {
  ACTIONS,
  type Action,
  type JsonObject,
  type Lifecycle,
  type Operation,
  type OperationSubject,
  type Pointer,
  type Resource,
} from './model.js'
import { follow, isObject, join, resolvePointer } from './pointer.js'
import { keywordsOf, propertiesOf, schemaName } from './properties.js'

/** The resource's schema of a path, as an operation there shows it. */
type Shown = { readonly resource: string; readonly list: boolean; readonly listProperty?: string }

export function compileSubjects(
  document: JsonObject,
  operations: readonly Operation[],
  lifecycles: readonly Lifecycle[],
): ReadonlyMap<string, OperationSubject> {
  const itemPaths = new Set(operations.filter(({ path }) => endsInParameter(path)).map(({ path }) => path))
  const declared = new Set(
    Object.entries(schemasOf(document)).flatMap(([name, schema]) =>
      isObject(schema) && ('x-resource' in schema || 'x-lifecycle' in schema) ? [name] : [],
    ),
  )
  const identified = new Set(
    operations
      .filter(({ path, method }) => method === 'GET' && itemPaths.has(path))
      .flatMap((operation) => successName(document, operation) ?? []),
  )
  const isResource = (name: string): boolean => declared.has(name) || identified.has(name)
  const shown = new Map(operations.map((operation) => [operation.id, shownBy(document, operation, isResource)]))
  const ofPath = new Map<string, string>()
  for (const operation of operations) {
    const seen = shown.get(operation.id)
    if (seen !== undefined && (operation.method === 'GET' || !ofPath.has(operation.path))) {
      ofPath.set(operation.path, seen.resource)
    }
  }

  const subjects = new Map<string, OperationSubject>()
  for (const operation of operations) {
    const subject = subjectOf(operation)
    if (subject !== undefined) subjects.set(operation.id, subject)
  }
  return subjects

  function subjectOf(operation: Operation): OperationSubject | undefined {
    const node = resolvePointer(document, operation.pointer)
    const said = isObject(node) && isObject(node['x-subject']) ? node['x-subject'] : undefined
    const seen = shown.get(operation.id)
    const resource = typeof said?.['resource'] === 'string' ? said['resource'] : resourceOf(operation, seen)
    if (resource === undefined) return undefined
    const action = actionOf(operation, seen, said?.['action'])
    if (action === undefined) return undefined

    const pathNames = parameterNames(operation.path)
    const own = action === 'list' || action === 'create' ? undefined : pathNames.at(-1)
    const key = typeof said?.['key'] === 'string' ? said['key'] : own && `$request.path.${own}`
    if (key === undefined && action !== 'list' && action !== 'create') return undefined
    return {
      resource,
      action,
      ...(key !== undefined && { key }),
      ...(typeof said?.['at'] === 'string' && { at: said['at'] }),
      scope: Object.fromEntries(
        pathNames.filter((name) => key !== `$request.path.${name}`).map((name) => [name, `$request.path.${name}`]),
      ),
      ...(seen?.listProperty !== undefined && { listProperty: seen.listProperty }),
    }
  }

  function resourceOf(operation: Operation, seen: Shown | undefined): string | undefined {
    const resource = seen?.resource ?? ofPath.get(operation.path) ?? collectionOf(operation.path)
    if (resource === undefined) return undefined
    // Without a word of the document's own, only what has a path of its own is a resource; the rest are mere values.
    return isResource(resource) ? resource : undefined
  }

  /** `/pets` where only `/pets/{petId}` says what a pet is. */
  function collectionOf(path: string): string | undefined {
    for (const item of itemPaths) if (parentOf(item) === path) return ofPath.get(item)
    return undefined
  }

  function actionOf(operation: Operation, seen: Shown | undefined, said: unknown): Action | undefined {
    if (isAction(said)) return said
    for (const lifecycle of lifecycles) {
      for (const state of Object.values(lifecycle.states)) {
        const action = state.on[operation.id]?.flatMap((transition) => transition.actions)[0]
        if (action !== undefined) return action
      }
    }
    const governed = lifecycles.some(({ events }) => events.includes(operation.id))
    const onItem = endsInParameter(operation.path)
    if (operation.method === 'GET' || operation.method === 'HEAD')
      return seen?.list === true ? 'list' : readable(operation)
    if (operation.method === 'POST') {
      if (governed && parameterNames(operation.path).length > 0) return 'read'
      return !onItem && isCollection(operation.path) ? 'create' : undefined
    }
    if (!onItem && !governed && !hasItemOperations(operation.path)) return undefined
    if (operation.method === 'PUT') return 'replace'
    if (operation.method === 'PATCH') return 'merge'
    if (operation.method === 'DELETE') return 'delete'
    return undefined
  }

  function readable(operation: Operation): Action | undefined {
    return parameterNames(operation.path).length > 0 ? 'read' : undefined
  }

  function isCollection(path: string): boolean {
    if ([...itemPaths].some((item) => parentOf(item) === path)) return true
    return operations.some(({ id, path: other, method }) => other === path && method === 'GET' && shown.get(id)?.list)
  }

  /** `/users/{id}/profile`: reads and writes there are of one resource. */
  function hasItemOperations(path: string): boolean {
    return operations.some(({ id, path: other, method }) => {
      return other === path && method === 'GET' && shown.get(id)?.list === false && parameterNames(path).length > 0
    })
  }
}

/** Resources: schemas that say so, that have a lifecycle, or that an operation works on. */
export function compileResources(
  document: JsonObject,
  operations: readonly Operation[],
  subjects: ReadonlyMap<string, OperationSubject>,
  lifecycles: readonly Lifecycle[],
): { readonly [name: string]: Resource } {
  const worked = new Set([...subjects.values()].map(({ resource }) => resource))
  const resources: { [name: string]: Resource } = {}
  for (const [name, schema] of Object.entries(schemasOf(document))) {
    if (!isObject(schema)) continue
    if (!worked.has(name) && !('x-resource' in schema) && !('x-lifecycle' in schema)) continue
    resources[name] = compileResource(name, schema)
  }
  return resources

  function compileResource(name: string, schema: JsonObject): Resource {
    const said = isObject(schema['x-resource']) ? schema['x-resource'] : {}
    const place = join('/components/schemas', name)
    const key = typeof said['key'] === 'string' ? said['key'] : keyOf(name, place)
    const { keys, fresh, owner } = said
    const satisfies = isObject(fresh) && Array.isArray(fresh['satisfies']) ? fresh['satisfies'] : []
    return {
      name,
      schema: place,
      key,
      numericKey: isNumeric(name, place, key),
      ...(isObject(keys) && { keys: { minimum: Number(keys['minimum'] ?? 1), maximum: Number(keys['maximum']) } }),
      fresh: { satisfies: satisfies.filter((one) => typeof one === 'string') },
      ...(typeof owner === 'string' && { owner }),
      lifecycles: lifecycles.filter(({ resource }) => resource === name).map(({ id }) => id),
    }
  }

  function keyOf(name: string, place: Pointer): string {
    const names = propertiesOf(document, place)
      .map(({ path }) => path)
      .filter((path) => !path.includes('.') && !path.includes('[]'))
    const parameter = pathParameterOf(name)?.name
    const candidates = [
      'id',
      parameter,
      `${name.charAt(0).toLowerCase()}${name.slice(1)}Id`,
      `${name.toLowerCase()}_id`,
    ]
    for (const candidate of candidates) if (candidate !== undefined && names.includes(candidate)) return candidate
    // `{pet-name}`, `{petName}` → `name`
    const ending = names.find((one) => parameter?.toLowerCase().endsWith(one.toLowerCase()))
    return ending ?? 'id'
  }

  function isNumeric(name: string, place: Pointer, key: string): boolean {
    const property = propertiesOf(document, place).find(({ path }) => path === key)
    const parameter = pathParameterOf(name)
    const { type } =
      property?.keywords ?? (parameter === undefined ? { type: 'string' } : keywordsOf(document, parameter.schema))
    const types = Array.isArray(type) ? type : [type]
    return types.includes('integer') || types.includes('number')
  }

  function pathParameterOf(resource: string): Operation['parameters'][number] | undefined {
    for (const operation of operations) {
      const subject = subjects.get(operation.id)
      if (subject?.resource !== resource || subject.key === undefined) continue
      const name = subject.key.replace('$request.path.', '')
      const found = operation.parameters.find((one) => one.in === 'path' && one.name === name)
      if (found !== undefined) return found
    }
    return undefined
  }
}

/** What the success of an operation, or else its body, shows. */
function shownBy(document: JsonObject, operation: Operation, isResource: (name: string) => boolean): Shown | undefined {
  const schema = successSchema(operation) ?? jsonSchema(operation.body?.content ?? {})
  if (schema === undefined) return undefined
  const { type, items } = keywordsOf(document, schema)
  if (type === 'array' || isObject(items)) {
    const resource = itemName(document, schema)
    return resource === undefined ? undefined : { resource, list: true }
  }
  const name = schemaName(document, schema)
  if (name !== undefined && isResource(name)) return { resource: name, list: false }
  // An envelope, `{ parcels: [Parcel], total }`: no resource itself, with one list of a resource in it.
  const listed = propertiesOf(document, schema).flatMap(({ path, schema: items }) => {
    const resource = /^[^.[\]]+\[\]$/.test(path) ? schemaName(document, items) : undefined
    return resource !== undefined && isResource(resource)
      ? [{ resource, list: true, listProperty: path.slice(0, -2) }]
      : []
  })
  if (listed.length === 1) return listed[0]
  return name === undefined ? undefined : { resource: name, list: false }
}

function successName(document: JsonObject, operation: Operation): string | undefined {
  const schema = successSchema(operation)
  return schema === undefined ? undefined : schemaName(document, schema)
}

function successSchema({ responses }: Operation): Pointer | undefined {
  const success = responses.find(({ status }) => /^2/.test(status))
  const contents = Object.entries(success?.content ?? {}).map(([type, { schema }]) => [type, schema] as const)
  return jsonSchema(Object.fromEntries(contents))
}

function jsonSchema(content: { readonly [mediaType: string]: Pointer | undefined }): Pointer | undefined {
  return Object.entries(content).find(([type]) => /[/+]json$/.test(type))?.[1]
}

function itemName(document: JsonObject, schema: Pointer): string | undefined {
  const place = follow(document, schema)
  return place === undefined ? undefined : schemaName(document, join(place.pointer, 'items'))
}

function schemasOf(document: JsonObject): JsonObject {
  const components = document['components']
  const schemas = isObject(components) ? components['schemas'] : undefined
  return isObject(schemas) ? schemas : {}
}

function isAction(value: unknown): value is Action {
  return (ACTIONS as readonly unknown[]).includes(value)
}

/** The names in a path's braces, in order. */
export function parameterNames(path: string): readonly string[] {
  return [...path.matchAll(/\{([^}]+)\}/g)].map((match) => String(match[1]))
}

function endsInParameter(path: string): boolean {
  return /\{[^}]+\}\/?$/.test(path)
}

function parentOf(path: string): string {
  return path.replace(/\/[^/]*\/?$/, '')
}
