/** The resources of a document: schemas that say so, that have a lifecycle, or that an operation works on. */

import type { JsonObject, Lifecycle, Operation, Pointer, Resource } from './model.js'
import { componentsOf } from './names.js'
import { isObject, join, resolvePointer } from './pointer.js'
import { keywordsOf, ownPropertiesOf, propertiesOf } from './properties.js'
import { keyAmong } from './shown.js'
import type { Subjects } from './subject.js'

export function compileResources(
  document: JsonObject,
  operations: readonly Operation[],
  { subjects, things }: Subjects,
  lifecycles: readonly Lifecycle[],
): { readonly [name: string]: Resource } {
  const resources: { [name: string]: Resource } = {}
  for (const name of Object.keys(componentsOf(document, 'schemas'))) {
    const place = join('/components/schemas', name)
    const schema = resolvePointer(document, place)
    const isDeclared = isObject(schema) && ('x-resource' in schema || 'x-lifecycle' in schema)
    if (isDeclared || worksOn(name).length > 0) resources[name] = compileResource(name, place)
  }
  for (const { name, schema } of things.values()) {
    if (resources[name] === undefined && worksOn(name).length > 0) resources[name] = compileResource(name, schema)
  }
  return resources

  function compileResource(name: string, place: Pointer): Resource {
    const schema = resolvePointer(document, place)
    const isDeclared = isObject(schema) && ('x-resource' in schema || 'x-lifecycle' in schema)
    const said = isObject(schema) && isObject(schema['x-resource']) ? schema['x-resource'] : {}
    const key = typeof said.key === 'string' ? said.key : keyOf(name, place)
    const { keys, fresh, owner } = said
    const satisfies = isObject(fresh) && Array.isArray(fresh.satisfies) ? fresh.satisfies : []
    return {
      name,
      schema: place,
      key,
      numericKey: isNumeric(name, place, key),
      ...(isObject(keys) && { keys: { minimum: Number(keys.minimum ?? 1), maximum: Number(keys.maximum) } }),
      ...(!isDeclared && !isKept(name) && { everyKey: true }),
      fresh: { satisfies: satisfies.filter((one) => typeof one === 'string') },
      ...(typeof owner === 'string' && { owner }),
      lifecycles: lifecycles.filter(({ resource }) => resource === name).map(({ id }) => id),
    }
  }

  /** Whether something lists or creates it; else nobody could know a key. */
  function isKept(name: string): boolean {
    return worksOn(name).some((operation) => {
      const action = subjects.get(operation.id)?.action
      return action === 'list' || action === 'create'
    })
  }

  function keyOf(name: string, place: Pointer): string {
    const parameter = pathParameterOf(name)?.name
    const properties = ownPropertiesOf(document, place)
    if (things.get(name)?.singular !== true) return keyAmong(name, parameter, properties) ?? 'id'
    return properties.find(({ path }) => path === parameter)?.path ?? ''
  }

  function isNumeric(name: string, place: Pointer, key: string): boolean {
    const properties = key.includes('.') ? propertiesOf(document, place) : ownPropertiesOf(document, place)
    const property = properties.find(({ path }) => path === key)
    const parameter = pathParameterOf(name)
    const { type } =
      property?.keywords ?? (parameter === undefined ? { type: 'string' } : keywordsOf(document, parameter.schema))
    const types = [type].flat()
    return types.includes('integer') || types.includes('number')
  }

  function pathParameterOf(resource: string): Operation['parameters'][number] | undefined {
    for (const operation of worksOn(resource)) {
      const name = subjects.get(operation.id)?.key?.replace('$request.path.', '')
      const found = operation.parameters.find((one) => one.in === 'path' && one.name === name)
      if (found !== undefined) return found
    }
    return undefined
  }

  function worksOn(resource: string): readonly Operation[] {
    return operations.filter(({ id }) => subjects.get(id)?.resource === resource)
  }
}
