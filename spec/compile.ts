/** A checked document → its {@link ApiModel}. Read this file first to know what the rest of the house works with. */

import { compileLifecycles } from './lifecycle.js'
import type {
  ApiModel,
  JsonObject,
  JsonValue,
  Lifecycle,
  Persona,
  ProblemStyle,
  Scenario,
  SecurityScheme,
} from './model.js'
import { compileOperations } from './operation.js'
import { NOTHING } from './persona-faults.js'
import { isObject, join } from './pointer.js'
import { compileResources } from './resource.js'
import { compileSubjects } from './subject.js'

/** What stands beside the document: the files that `x-specimen` names, read. */
export type Beside = {
  readonly personas?: JsonValue
  readonly scenarios?: JsonValue
}

/**
 * Compiles a document that `findStructureFaults` and `findLifecycleFaults` have nothing against.
 *
 * @param document OpenAPI 3.1
 * @param source its file's name, for messages
 */
export function compile(document: JsonObject, source: string, beside: Beside = {}): ApiModel {
  const components = objectAt(document, 'components')
  const schemas = Object.entries(objectAt(components, 'schemas'))
  const lifecycles = schemas.flatMap(([name, schema]) =>
    isObject(schema) ? compileLifecycles(name, schema, join('/components/schemas', name)) : [],
  )
  const bare = compileOperations(document)
  const worked = compileSubjects(document, bare, lifecycles)
  const operations = bare.map((operation) => {
    const subject = worked.subjects.get(operation.id)
    const parents = worked.parents.get(operation.id) ?? []
    const governedBy = lifecycles.filter(({ events }) => events.includes(operation.id)).map(({ id }) => id)
    return {
      ...operation,
      governedBy,
      ...(subject !== undefined && { subject }),
      ...(parents.length > 0 && { parents }),
    }
  })
  const info = objectAt(document, 'info')
  const extension = objectAt(document, 'x-specimen')
  return deepFreeze({
    source,
    title: String(info['title'] ?? source),
    version: String(info['version'] ?? ''),
    document,
    bases: basesOf(document),
    operations,
    resources: compileResources(document, bare, worked, lifecycles),
    lifecycles: Object.fromEntries(lifecycles.map((lifecycle): [string, Lifecycle] => [lifecycle.id, lifecycle])),
    directories: directoriesOf(components),
    securitySchemes: securityOf(components),
    problems: problemsOf(objectAt(extension, 'problems')),
    personas: personasOf(beside.personas ?? extension['personas']),
    scenarios: scenariosOf(beside.scenarios ?? extension['scenarios']),
  })
}

/** Path prefixes of `servers`: `https://api.example.com/v3` → `/v3`. */
function basesOf(document: JsonObject): readonly string[] {
  const servers = Array.isArray(document['servers']) ? document['servers'] : []
  const bases = servers.flatMap((server) => {
    const url = isObject(server) ? String(server['url'] ?? '') : ''
    const path = url.replace(/^[a-z][a-z0-9+.-]*:\/\/[^/]*/i, '').replace(/\/+$/, '')
    return path.startsWith('/') && !path.includes('{') ? [path] : []
  })
  return [...new Set(bases)]
}

function directoriesOf(components: JsonObject): ApiModel['directories'] {
  const examples = Object.entries(objectAt(components, 'examples'))
  return Object.fromEntries(
    examples.flatMap(([name, example]) => {
      const value = isObject(example) ? example['value'] : undefined
      return Array.isArray(value) && value.every(isObject) ? [[name, value]] : []
    }),
  )
}

function securityOf(components: JsonObject): ApiModel['securitySchemes'] {
  return Object.fromEntries(
    Object.entries(objectAt(components, 'securitySchemes')).flatMap(([name, scheme]): [string, SecurityScheme][] => {
      if (!isObject(scheme)) return []
      const { type, in: place, name: parameter } = scheme
      const tokens = scheme['x-tokens']
      const caller = scheme['x-caller']
      return [
        [
          name,
          {
            name,
            type: type as SecurityScheme['type'],
            ...(typeof scheme['scheme'] === 'string' && { scheme: scheme['scheme'].toLowerCase() }),
            ...((place === 'query' || place === 'header' || place === 'cookie') && { in: place }),
            ...(typeof parameter === 'string' && { parameter }),
            ...(typeof tokens === 'string' && { tokens }),
            ...(typeof caller === 'string' && { caller }),
          },
        ],
      ]
    }),
  )
}

function problemsOf(problems: JsonObject): ProblemStyle {
  const examples = Object.entries(objectAt(problems, 'examples')).filter((entry) => typeof entry[1] === 'string')
  return {
    ...(typeof problems['name'] === 'string' && { name: problems['name'] }),
    ...(typeof problems['detail'] === 'string' && { detail: problems['detail'] }),
    ...(typeof problems['fields'] === 'string' && { fields: problems['fields'] }),
    examples: Object.fromEntries(examples) as { [problem: string]: string },
  }
}

function personasOf(value: JsonValue | undefined): readonly Persona[] {
  if (!isObject(value)) return []
  return Object.entries(value).flatMap(([resource, list]) =>
    (Array.isArray(list) ? list : []).filter(isObject).map((persona) => ({
      resource,
      key: persona['key'] as string | number,
      name: String(persona['name'] ?? persona['key']),
      sentence: String(persona['sentence'] ?? ''),
      states: objectAt(persona, 'states') as { [lifecycle: string]: string },
      satisfies: (Array.isArray(persona['satisfies']) ? persona['satisfies'].map(String) : []).filter(
        (name) => name !== NOTHING,
      ),
      fields: objectAt(persona, 'fields'),
      ...(isKey(persona['owner']) && { owner: persona['owner'] }),
    })),
  )
}

function isKey(value: JsonValue | undefined): value is string | number {
  return typeof value === 'string' || typeof value === 'number'
}

function scenariosOf(value: JsonValue | undefined): readonly Scenario[] {
  if (!Array.isArray(value)) return []
  return value.filter(isObject).map((scenario) => ({
    name: String(scenario['name']),
    sentence: String(scenario['sentence'] ?? ''),
    personas: Array.isArray(scenario['personas']) ? scenario['personas'].map(String) : [],
    steps: Array.isArray(scenario['steps']) ? scenario['steps'].filter(isObject) : [],
  }))
}

function objectAt(parent: JsonValue | undefined, name: string): JsonObject {
  const value = isObject(parent) ? parent[name] : undefined
  return isObject(value) ? value : {}
}

/** Aliases of YAML make one object stand in several places; each is frozen once. */
function deepFreeze<T>(value: T): T {
  if (typeof value !== 'object' || value === null || Object.isFrozen(value)) return value
  Object.freeze(value)
  for (const inner of Object.values(value)) deepFreeze(inner)
  return value
}
