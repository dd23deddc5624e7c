/** Which operation of the document a contract is about, and which rule it puts to the test. */

import type { ApiModel, Operation, Pointer, Response } from '../../spec/index.js'
import type { Interaction } from './pact-file.js'
import { findProviderState, statesGiven } from './provider-states.js'

/** The operation by the name that the contract gives, else by method and path; undefined: the document has none. */
export function operationOf(model: ApiModel, { operation, request }: Interaction): Operation | undefined {
  if (operation !== undefined) return model.operations.find(({ id }) => id === operation)
  return operationAt(model, String(request['method'] ?? ''), String(request['path'] ?? ''))
}

/** The operation at a method and a path that has values in it; fewer parameters go first (OpenAPI, Path Templating). */
export function operationAt(model: ApiModel, method: string, path: string): Operation | undefined {
  const [first, ...others] = model.operations
    .filter((operation) => operation.method === method.toUpperCase())
    .filter(
      (operation) => model.bases.some((base) => fits(operation.path, base, path)) || fits(operation.path, '', path),
    )
    .sort((a, b) => a.path.split('{').length - b.path.split('{').length)
  return first ?? others[0]
}

function fits(template: string, base: string, path: string): boolean {
  const wanted = `${base.replace(/\/$/, '')}${template}`.split('/')
  const given = path.split('/')
  return (
    wanted.length === given.length &&
    wanted.every((segment, index) => /^\{.*\}$/.test(segment) || segment === given[index])
  )
}

/** The state of a lifecycle that refuses the call, where one does; else the documented response. */
export function ruleOf(model: ApiModel, operation: Operation, interaction: Interaction): Pointer {
  const status = String(interaction.response['status'] ?? 200)
  if (Number(status) >= 400) {
    for (const { name, params } of interaction.states) {
      const given = findProviderState(model, name)
      if (given === undefined) continue
      for (const [id, stateName] of Object.entries(statesGiven(model, given.resource.name, params))) {
        const state = model.lifecycles[id]?.states[stateName]
        if (state !== undefined && operation.governedBy.includes(id) && !(operation.id in state.on))
          return state.pointer
      }
    }
  }
  return responseOf(operation, status)?.pointer ?? operation.pointer
}

/** The response that the document has for a status: its own, its class's, or the default. */
export function responseOf({ responses }: Operation, status: string): Response | undefined {
  return [status, `${status[0]}XX`, 'default']
    .map((name) => responses.find((one) => one.status.toUpperCase() === name.toUpperCase()))
    .find((response) => response !== undefined)
}
