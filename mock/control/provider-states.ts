/** Pact's state-change protocol: the one door that contract tests need. */

import {
  getPath,
  isObject,
  type JsonObject,
  type JsonValue,
  propertiesOf,
  type Resource,
  setPath,
} from '../../spec/index.js'
import type { Decision, Subject } from '../exchange.js'
import { chain, type Handler, type HandlerContext, type Maybe } from '../ports.js'
import type { Host } from './host.js'
import { keyOf, lifecyclesOf, placementFault, sendEvent } from './subjects.js'
import { accept, bodyOf, refuse } from './view.js'

export function providerStateHandlers(host: Host): { readonly [operation: string]: Handler } {
  return {
    changeProviderState(call, context) {
      const { state = '', params, action = 'setup' } = bodyOf(call.body)
      const given = bodyOf(params)
      // Some verifiers announce that no state is needed.
      if (state === '') return accept({}, 'no state')
      const found = statesOf(host).find(({ name }) => name === String(state).toLowerCase())
      if (found === undefined) {
        const known = statesOf(host).map(({ name }) => name)
        return refuse('ProviderStateUnknown', `There is no provider state "${state}"; there are ${known.join(', ')}.`, {
          known,
        })
      }
      if (action === 'teardown') return accept({}, 'nothing to tear down')
      return found.kind === 'exists'
        ? setUp(host, context, found.resource, given)
        : receive(host, context, found.resource, given)
    },
  }
}

type ProviderState = { readonly name: string; readonly kind: 'exists' | 'event'; readonly resource: Resource }

function statesOf(host: Host): readonly ProviderState[] {
  return Object.values(host.model().resources)
    .filter(({ lifecycles, keys }) => lifecycles.length > 0 || keys !== undefined)
    .flatMap((resource) => [
      { name: `${resource.name.toLowerCase()} exists`, kind: 'exists', resource },
      { name: `${resource.name.toLowerCase()} receives event`, kind: 'event', resource },
    ])
}

/** Parameters are the states of lifecycles by the name of the property that shows them, `satisfies`, and fields. */
function setUp(host: Host, context: HandlerContext, resource: Resource, params: JsonObject): Maybe<Decision> {
  const model = host.model()
  const lifecycles = lifecyclesOf(model, resource.name)
  const states: { [lifecycle: string]: string } = {}
  let fields: JsonObject = {}
  for (const [name, value] of Object.entries(params)) {
    if (name === 'satisfies' || keyNames(resource).includes(name)) continue
    const lifecycle = lifecycles.find(
      ({ id, property }) => name === id || name === property || name === property?.split('.').at(-1),
    )
    if (lifecycle === undefined) fields = setPath(fields, name, value)
    else states[lifecycle.id] = typeof value === 'string' ? value : JSON.stringify(value)
  }
  const placement = { states, satisfies: satisfiesOf(params['satisfies'], resource), fields }
  const wrong = placementFault(model, resource.name, placement)
  if (wrong !== undefined) return wrong
  const given = keyOf(
    resource,
    keyNames(resource)
      .map((name) => params[name])
      .find((value) => value !== undefined),
  )
  return chain(given ?? host.newKey(context.world, resource.name), (key) =>
    chain(host.place(context.world, resource.name, key, placement), (placed) => {
      if (placed.kind === 'placed') return accept(valuesOf(host, resource, placed.subject), `${resource.name} ${key}`)
      const errors = placed.violations.map(({ field, message }) => ({ field, message }))
      const detail = errors.map(({ field, message }) => `${field} ${message}`).join('; ')
      return refuse('FieldsInvalid', `The ${resource.name} would not fit the document: ${detail}.`, { errors })
    }),
  )
}

/** A name, several, or `none`; left out: what a free one has from the start. */
function satisfiesOf(value: JsonValue | undefined, { fresh }: Resource): readonly string[] {
  if (value === undefined) return fresh.satisfies
  const names = (Array.isArray(value) ? value : String(value).split(',')).map((name) => String(name).trim())
  return names.filter((name) => name !== 'none' && name !== '')
}

function receive(host: Host, context: HandlerContext, resource: Resource, params: JsonObject): Maybe<Decision> {
  const key = keyOf(
    resource,
    keyNames(resource)
      .map((name) => params[name])
      .find((value) => value !== undefined),
  )
  return chain(key === undefined ? undefined : host.find(context.world, resource.name, key), (subject) => {
    if (subject === undefined) {
      const wanted = JSON.stringify(params['id'] ?? null)
      return refuse(
        'SubjectUnknown',
        `There is no ${resource.name} ${wanted}; the parameter "id" says which one is meant.`,
      )
    }
    const { event } = params
    if (typeof event !== 'string') {
      const errors = [{ field: 'params.event', message: event === undefined ? 'is missing' : 'must be a string' }]
      return refuse('RequestInvalid', 'The parameter "event" says which event is received.', { errors })
    }
    return sendEvent(host, context, subject, event, (outcome) =>
      accept(valuesOf(host, resource, outcome.subject), event),
    )
  })
}

/** `id`, and the key's own name: `customer.id` → `customerId`. */
function keyNames({ key }: Resource): readonly string[] {
  return [...new Set(['id', camel(key), key])]
}

/** What a contract can put into its requests. */
function valuesOf(host: Host, resource: Resource, subject: Subject): JsonObject {
  const model = host.model()
  const { key, data } = subject
  const token = host.tokenFor(subject) ?? host.anyToken()
  const own = getPath(data, 'id')
  const named = propertiesOf(model.document, resource.schema).some(({ path }) => path === 'id')
  return {
    id: key,
    ...(token !== undefined && { token }),
    ...(resource.key.includes('.') && { [camel(resource.key)]: key }),
    ...(named && own !== undefined && !isObject(own) && { [`${camel(resource.name)}Id`]: own }),
  }
}

function camel(name: string): string {
  return name
    .replace(/[._-]+([a-zA-Z])/g, (_, letter: string) => letter.toUpperCase())
    .replace(/^./, (letter) => letter.toLowerCase())
}
