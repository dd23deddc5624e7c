/** What a document offers to name: looked up once, and only when asked for. */

import type { JsonObject, Pointer } from './model.js'
import { isObject, join } from './pointer.js'
import { type Property, propertiesOf } from './properties.js'
import { operationsOf } from './structure.js'

export type Names = {
  readonly schemas: readonly string[]
  /** Entries of `components.examples`. */
  readonly examples: readonly string[]
  /** Those that are lists, so that an `x-reference` may name them. */
  readonly directories: readonly string[]
  /** Operation id → where it is; `get /pets` for one that has none. */
  readonly operations: ReadonlyMap<string, Pointer>
  readonly propertiesOf: (schema: string) => readonly Property[]
  readonly pathsOf: (schema: string) => readonly string[]
  /** Whether any named schema has a property of that path. */
  readonly hasPath: (path: string) => boolean
  /** The paths of the properties of all named schemas. */
  readonly everyPath: () => ReadonlySet<string>
}

export function namesOf(document: JsonObject): Names {
  const schemas = Object.keys(componentsOf(document, 'schemas'))
  const examples = componentsOf(document, 'examples')
  const properties = new Map<string, readonly Property[]>()

  const propertiesNamed = (schema: string): readonly Property[] => {
    const known = properties.get(schema)
    if (known !== undefined) return known
    const found = propertiesOf(document, join('/components/schemas', schema))
    properties.set(schema, found)
    return found
  }
  const pathsOf = (schema: string) => propertiesNamed(schema).map(({ path }) => path)

  return {
    schemas,
    examples: Object.keys(examples),
    directories: Object.keys(examples).filter((name) => {
      const example = examples[name]
      return isObject(example) && Array.isArray(example.value)
    }),
    operations: new Map(
      operationsOf(document).map(({ id, method, path, pointer }) => [id ?? `${method.toLowerCase()} ${path}`, pointer]),
    ),
    propertiesOf: propertiesNamed,
    pathsOf,
    hasPath: (path) => schemas.some((schema) => pathsOf(schema).includes(path)),
    everyPath: () => new Set(schemas.flatMap(pathsOf)),
  }
}

/** The entries of a section of `components`; empty where there is none. */
export function componentsOf(document: JsonObject, section: string): JsonObject {
  const { components } = document
  const entries = isObject(components) ? components[section] : undefined
  return isObject(entries) ? entries : {}
}
