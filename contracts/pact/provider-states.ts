/** The catalogue of provider states: two of each resource, and what they take. */

import {
  type ApiModel,
  isObject,
  type JsonObject,
  type JsonValue,
  type Lifecycle,
  propertiesOf,
  type Resource,
} from '../../spec/index.js'
import { didYouMean } from '../../spec/suggest.js'
import type { StateGiven } from './pact-file.js'

export type ProviderState = {
  readonly name: string
  readonly kind: 'exists' | 'event'
  readonly resource: Resource
}

/** `parcel exists` and `parcel receives event`, for each resource that can be put somewhere. */
export function providerStatesOf({ resources }: ApiModel): readonly ProviderState[] {
  return Object.values(resources)
    .filter(({ lifecycles, keys }) => lifecycles.length > 0 || keys !== undefined)
    .flatMap((resource) => [
      { name: `${resource.name.toLowerCase()} exists`, kind: 'exists', resource } as const,
      { name: `${resource.name.toLowerCase()} receives event`, kind: 'event', resource } as const,
    ])
}

/** The state of that name; names are compared without regard to case, as providers do. */
export function findProviderState(model: ApiModel, name: string): ProviderState | undefined {
  return providerStatesOf(model).find((state) => state.name === name.toLowerCase())
}

/** Lifecycle id → state: where a subject is put that is given so. */
export function statesGiven(model: ApiModel, resource: string, params: JsonObject): { readonly [id: string]: string } {
  const found: { [id: string]: string } = {}
  for (const lifecycle of lifecyclesOf(model, resource)) {
    for (const name of namesOf(lifecycle)) if (typeof params[name] === 'string') found[lifecycle.id] = params[name]
  }
  return found
}

/** What a provider would not understand: sentences, none where all is well. */
export function stateFaults(model: ApiModel, { name, params }: StateGiven): readonly string[] {
  const state = findProviderState(model, name)
  if (state === undefined) {
    const known = providerStatesOf(model).map((one) => one.name)
    const catalogue = known.length === 0 ? 'the document has none' : `there are ${known.join(', ')}`
    return [`There is no provider state "${name}"; ${catalogue}.${didYouMean(name.toLowerCase(), known)}`]
  }
  return state.kind === 'exists' ? existsFaults(model, state, params) : eventFaults(model, state, params)
}

function existsFaults(model: ApiModel, { name: state, resource }: ProviderState, params: JsonObject): string[] {
  const lifecycles = lifecyclesOf(model, resource.name)
  const fields = propertiesOf(model.document, resource.schema).map(({ path }) => path)
  const faults: string[] = []
  for (const [name, value] of Object.entries(params)) {
    const lifecycle = lifecycles.find((one) => namesOf(one).includes(name))
    if (lifecycle !== undefined) {
      const known = Object.keys(lifecycle.states)
      if (typeof value !== 'string' || !known.includes(value)) {
        const guess = typeof value === 'string' ? didYouMean(value, known) : ''
        faults.push(
          `"${state}" is given ${name} ${JSON.stringify(value)}, but ${lifecycle.id} has only ${known.join(', ')}.${guess}`,
        )
      }
    } else if (name === 'satisfies') faults.push(...satisfiesFaults(model, state, value))
    else if (!keyNames(resource).includes(name) && !fields.includes(name)) {
      const guess = didYouMean(name, [...fields, ...lifecycles.flatMap(namesOf), 'satisfies'])
      faults.push(`"${state}" is given "${name}", which ${resource.name} does not have.${guess}`)
    }
  }
  return faults
}

function satisfiesFaults({ document }: ApiModel, state: string, value: JsonValue): readonly string[] {
  const components = document['components']
  const schemas = isObject(components) && isObject(components['schemas']) ? Object.keys(components['schemas']) : []
  const names = (Array.isArray(value) ? value : String(value).split(',')).map((name) => String(name).trim())
  return names
    .filter((name) => name !== 'none' && name !== '' && !schemas.includes(name))
    .map(
      (name) =>
        `"${state}" is to satisfy "${name}", which is no schema of the document.${didYouMean(name, [...schemas, 'none'])}`,
    )
}

function eventFaults(model: ApiModel, { name: state, resource }: ProviderState, params: JsonObject): string[] {
  const lifecycles = lifecyclesOf(model, resource.name)
  const known = lifecycles.flatMap(({ events, delays }) => [
    ...events.filter((event) => /^[A-Z][A-Z0-9_]*$/.test(event)),
    ...Object.keys(delays),
  ])
  const faults: string[] = []
  for (const name of Object.keys(params)) {
    if (name === 'event' || keyNames(resource).includes(name)) continue
    faults.push(`"${state}" is given "${name}", but it takes only ${[...keyNames(resource), 'event'].join(', ')}.`)
  }
  const { event } = params
  if (typeof event !== 'string' || !known.includes(event)) {
    const guess = typeof event === 'string' ? didYouMean(event, known) : ''
    faults.push(
      `"${state}" is given the event ${JSON.stringify(event ?? null)}; there are ${known.join(', ') || 'none'}.${guess}`,
    )
  }
  return faults
}

function lifecyclesOf({ lifecycles }: ApiModel, resource: string): readonly Lifecycle[] {
  return Object.values(lifecycles).filter((lifecycle) => lifecycle.resource === resource)
}

/** The words that name a lifecycle among the parameters: its id, and the property in which its state shows. */
function namesOf({ id, property }: Lifecycle): readonly string[] {
  return property === undefined ? [id] : [id, property, property.split('.').at(-1) ?? property]
}

/** `id`, and the key's own name: `customer.id` is also `customerId`. */
function keyNames({ key }: Resource): readonly string[] {
  const camel = key.replace(/[._-]+([a-zA-Z])/g, (_, letter: string) => letter.toUpperCase())
  return [...new Set(['id', camel, key])]
}
