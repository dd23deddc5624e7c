/** A new record: what it is made of, and where it can be read. */

import {
  isItemPath,
  isObject,
  type JsonObject,
  join,
  layersOf,
  type OperationSubject,
  ownPropertiesOf,
  parameterNames,
  type Resource,
  schemaName,
} from '../spec/index.js'
import type { Api } from './api.js'
import type { Call, Decision } from './exchange.js'
import { enter } from './lifecycle/index.js'
import { withOwner } from './ownership.js'
import type { World } from './ports.js'
import { scopedFields, scopeOf } from './scope.js'

/** Makes a record of what was sent, and of what its schema requires besides. */
export function create(
  api: Api,
  world: World,
  call: Call,
  target: OperationSubject,
  resource: Resource,
  key: string | number,
): Decision {
  const now = world.clock.now()
  const scope = scopeOf(target, call)
  const sent = isObject(call.body) ? (call.body as JsonObject) : {}
  const { defaults } = api.bodyRules(call.operation.id)
  const given = { ...defaults, ...scopedFields(api, resource, scope), ...sent }
  const fields = withOwner(api.model, resource, given, call.caller)
  const invented = api
    .people(world)
    .invent(resource.name, key, { satisfies: kindsOf(api, resource, fields), fields, origin: now, sparse: true })
  const data = api.fitting(resource.name, invented)
  const owner = resource.owner === '$caller' ? call.caller?.key : undefined
  const subject = enter(
    api.machine(resource.name),
    {
      resource: resource.name,
      key,
      data,
      states: {},
      since: {},
      ...(owner !== undefined && { owner }),
      ...(Object.keys(scope).length > 0 && { scope }),
      created: now,
      modified: now,
      version: 1,
      history: [],
    },
    now,
  )
  const states = Object.entries(subject.states).map(([id, state]) => `${id} is ${state}`)
  const reason = ['create', ...states].join(', ')
  const isNew = call.operation.responses.some(({ status }) => status === '201')
  const address = isNew ? addressOf(api, call, resource, key) : undefined
  return {
    kind: 'accepted',
    ...(isNew && { status: 201 }),
    ...(address !== undefined && { headers: { location: address } }),
    subject,
    effects: [{ kind: 'put', subject, version: 0 }],
    reason,
  }
}

/** Where a new record can be read (RFC 9110, section 10.2.2), below the prefix that the call came with. */
function addressOf({ model }: Api, call: Call, { name }: Resource, key: string | number): string | undefined {
  const { path } = call.parameters
  const reader = model.operations.find(({ method, path: template, subject }) => {
    const outer = parameterNames(template).slice(0, -1)
    const isReader = method === 'GET' && subject?.resource === name && subject.action === 'read' && isItemPath(template)
    return isReader && outer.every((one) => path[one] !== undefined)
  })
  if (reader === undefined) return undefined
  const fill = (template: string, values: JsonObject) =>
    template.replace(/\{([^}]+)\}/g, (_, one: string) => encodeURIComponent(String(values[one])))
  const own = fill(call.operation.path, path)
  const prefix = call.path.endsWith(own) ? call.path.slice(0, call.path.length - own.length) : ''
  return prefix + fill(reader.path, { ...path, [parameterNames(reader.path).at(-1) ?? '']: key })
}

/** The alternatives (`oneOf`, `anyOf`) that what was sent is one of: a bike is not given a car's plate. */
function kindsOf({ model: { document } }: Api, { schema }: Resource, fields: JsonObject): readonly string[] {
  for (const { node, pointer } of layersOf(document, schema)) {
    for (const word of ['oneOf', 'anyOf'] as const) {
      const alternatives = node[word]
      if (!Array.isArray(alternatives)) continue
      const fitting = alternatives
        .map((_, index) => join(pointer, word, index))
        .filter((place) =>
          ownPropertiesOf(document, place).every(({ path, keywords }) => admits(keywords, fields[path])),
        )
      const [kind] = fitting.flatMap((place) => schemaName(document, place) ?? [])
      if (kind !== undefined && fitting.length === 1) return [kind]
    }
  }
  return []
}

function admits(keywords: JsonObject, value: JsonObject[string] | undefined): boolean {
  if (value === undefined) return true
  if ('const' in keywords) return keywords.const === value
  return !Array.isArray(keywords.enum) || keywords.enum.includes(value)
}
