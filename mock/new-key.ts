/** What a new record is called. */

import { getPath, type JsonObject, ownPropertiesOf, propertiesOf, type Resource } from '../spec/index.js'
import type { Api } from './api.js'
import { madeKey, toldKeys } from './free.js'
import { chain, type Maybe, type World } from './ports.js'

/** Keys tried before giving up: as many as may have been deleted; a schema may allow no more than a few. */
const MOST_TRIES = 1000

/** The key of a new record: the one that the client gave, where the document lets it; else the next free one. */
export function newKey(api: Api, world: World, resource: Resource, body: JsonObject): Maybe<string | number> {
  const { document } = api.model
  const properties = resource.key.includes('.') ? propertiesOf : ownPropertiesOf
  const property = properties(document, resource.schema).find(({ path }) => path === resource.key)
  const given = getPath(body, resource.key)
  const readOnly = property?.keywords.readOnly === true
  if (!readOnly && typeof given === (resource.numericKey ? 'number' : 'string') && given !== 0 && given !== '') {
    return given as string | number
  }
  const told = toldKeys(api, world, resource.name)
  if (!resource.numericKey) {
    return chain(world.store.list(resource.name), ({ length }) => unused(length + 1, length + MOST_TRIES))
  }
  const numbers = told.filter((key) => typeof key === 'number')
  const first = Number(madeKey(api, world, resource, 1))
  return chain(world.store.highest(resource.name), (highest) => Math.max(highest, first - 1, ...numbers) + 1)

  /** Not one that was ever given: what is deleted stays so. */
  function unused(ordinal: number, last: number): Maybe<string | number> {
    const key = madeKey(api, world, resource, ordinal)
    return chain(world.store.find(resource.name, key), (held) =>
      (held === undefined && !told.includes(key)) || ordinal > last ? key : unused(ordinal + 1, last),
    )
  }
}
