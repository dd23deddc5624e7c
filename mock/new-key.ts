/** What a new record is called. */

import { getPath, type JsonObject, propertiesOf, type Resource } from '../spec/index.js'
import type { Api } from './api.js'
import { uuid } from './free.js'
import { seeded } from './people/index.js'
import { chain, type Maybe, type World } from './ports.js'

/** The key of a new record: the one that the client gave, where the document lets it; else the next free one. */
export function newKey(api: Api, world: World, resource: Resource, body: JsonObject): Maybe<string | number> {
  const { document } = api.model
  const property = propertiesOf(document, resource.schema).find(({ path }) => path === resource.key)
  const given = getPath(body, resource.key)
  const readOnly = property?.keywords.readOnly === true
  if (!readOnly && typeof given === (resource.numericKey ? 'number' : 'string') && given !== 0 && given !== '') {
    return given as string | number
  }
  return chain(world.store.list(resource.name), (written) =>
    chain(world.store.highest(resource.name), (highest) => {
      const told = api.model.personas.filter((one) => one.resource === resource.name).map(({ key }) => key)
      const numbers = told.filter((key) => typeof key === 'number')
      const last = Math.max(highest, resource.keys === undefined && told.length === 0 ? 3 : 0, ...numbers)
      if (resource.numericKey) return last + 1
      const ordinal = written.length + 1
      if (property === undefined || isUuid(property.keywords)) {
        return uuid(seeded(world.seed, 'key', resource.name, ordinal).next)
      }
      const sampled = api.people(world).sample(property.schema, ['key', resource.name, ordinal], world.origin)
      const plain = property.keywords.pattern === undefined && property.keywords.format === undefined
      return plain || typeof sampled !== 'string'
        ? uuid(seeded(world.seed, 'key', resource.name, ordinal).next)
        : sampled
    }),
  )
}

function isUuid(keywords: JsonObject): boolean {
  return keywords.format === 'uuid'
}
