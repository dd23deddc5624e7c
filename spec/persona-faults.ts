/** Personas of a resource, in states and with guards, that the document does not have. */

import { describe } from './describe.js'
import type { PointerFault } from './fault.js'
import type { ApiModel, JsonObject, JsonValue } from './model.js'
import { componentsOf } from './names.js'
import { isObject } from './pointer.js'
import { createScene, type Scene } from './scene.js'
import { meant } from './suggest.js'

/** What `satisfies` may say instead of a schema, here and in provider states. */
export const NOTHING = 'none'

/** @param value resource → personas, as it was read; pointers of the faults lead into it */
export function personaFaults(value: JsonValue | undefined, model: ApiModel): readonly PointerFault[] {
  const faults: PointerFault[] = []
  const scene = createScene({}, faults)
  if (!isObject(value)) {
    if (value !== undefined) scene.report(`Here belong resources, each with its personas; it is ${describe(value)}.`)
    return faults
  }
  for (const [resource, list] of Object.entries(value)) {
    const resources = Object.keys(model.resources)
    if (!resources.includes(resource)) {
      scene.report(
        `The document has no resource "${resource}" for these personas.${meant(resource, resources)}`,
        resource,
      )
    }
    if (!Array.isArray(list)) {
      scene.report(`Here belongs a list of personas; it is ${describe(list)}.`, resource)
      continue
    }
    for (const [index, persona] of list.entries()) {
      const here = scene.at(resource, index)
      if (!isObject(persona)) here.report('A persona is an object with key, name and sentence.')
      else checkPersona(persona, here, model)
    }
  }
  return faults
}

function checkPersona({ key, name = key, states, satisfies }: JsonObject, scene: Scene, model: ApiModel): void {
  const title = `The persona "${name}"`
  for (const [id, state] of Object.entries(isObject(states) ? states : {})) {
    const lifecycle = model.lifecycles[id]
    if (lifecycle === undefined) {
      const ids = Object.keys(model.lifecycles)
      scene.report(`${title} names a lifecycle "${id}" that the document does not have.${meant(id, ids)}`, 'states', id)
    } else if (!Object.hasOwn(lifecycle.states, String(state))) {
      const known = Object.keys(lifecycle.states)
      scene.report(`${title} is in a state "${state}" that ${id} does not have.${meant(state, known)}`, 'states', id)
    }
  }
  if (satisfies === undefined) return
  if (!Array.isArray(satisfies)) {
    scene.report(`${title} satisfies a list of schemas; it is ${describe(satisfies)}.`, 'satisfies')
    return
  }
  const schemas = Object.keys(componentsOf(model.document, 'schemas'))
  for (const [index, schema] of satisfies.entries()) {
    if (schema === NOTHING || schemas.includes(String(schema))) continue
    scene.report(`${title} satisfies "${schema}", which is no schema.${meant(schema, schemas)}`, 'satisfies', index)
  }
}
