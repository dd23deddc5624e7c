/** What a call gets where no resource stands behind it: the document's own example, or what its schema allows. */

import { isObject, type JsonValue, jsonEntry, ownPropertiesOf, type Pointer, successOf } from '../spec/index.js'
import type { Api } from './api.js'
import type { Call, Decision } from './exchange.js'
import type { World } from './ports.js'

/** The example that a parameter names if there is one, else the first; without any, a value of the schema. */
export function decideExample(api: Api, world: World, call: Call): Decision {
  const { content = {} } = successOf(call.operation.responses) ?? {}
  const [mediaType, media] = jsonEntry(content) ?? Object.entries(content)[0] ?? []
  if (mediaType === undefined || media === undefined) return { kind: 'accepted', effects: [], reason: 'no content' }
  const given = [...Object.values(call.parameters.path), ...Object.values(call.parameters.query)]
  const named = given.find((value) => typeof value === 'string' && Object.hasOwn(media.examples, value))
  const name = typeof named === 'string' ? named : Object.keys(media.examples)[0]
  if (name !== undefined) {
    return { kind: 'accepted', mediaType, body: media.examples[name] ?? null, effects: [], reason: `example ${name}` }
  }
  if (media.schema === undefined) return { kind: 'accepted', effects: [], reason: 'nothing is said of the body' }
  const faked = api.people(world).sample(media.schema, [call.operation.id, call.path], world.origin)
  const body = echo(api, call, media.schema, faked)
  return { kind: 'accepted', mediaType, body, effects: [], reason: 'faked after the schema' }
}

/** Who asks for `/rates/{currency}` hears of that currency. */
function echo({ model }: Api, { parameters: { path } }: Call, schema: Pointer, faked: JsonValue): JsonValue {
  if (!isObject(faked)) return faked
  const asked = ownPropertiesOf(model.document, schema).flatMap(({ path: name }) => {
    const value = path[name]
    return value === undefined || typeof value !== typeof faked[name] ? [] : [[name, value] as const]
  })
  return { ...faked, ...Object.fromEntries(asked) }
}
