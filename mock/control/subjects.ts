/** Subjects: found, put where a test needs them, sent events, and asked what is allowed now. */

import {
  type ApiModel,
  isObject,
  type JsonObject,
  type JsonValue,
  type Lifecycle,
  propertiesOf,
  type Resource,
} from '../../spec/index.js'
import type { Call, Decision, Subject } from '../exchange.js'
import { chain, type Handler, type HandlerContext, type Maybe } from '../ports.js'
import type { Hindrance, Host, Placement } from './host.js'
import { accept, bodyOf, named, refuse, showSubject, showTransition } from './view.js'

export function subjectHandlers(host: Host): { readonly [operation: string]: Handler } {
  return {
    listSubjects: (call, context) =>
      withResource(host, call, (resource) => {
        const { state, lifecycle, limit = 100 } = call.parameters.query
        const lifecycles = resource.lifecycles.filter((id) => lifecycle === undefined || id === lifecycle)
        if (lifecycle !== undefined && lifecycles.length === 0) return unknownLifecycle(host, String(lifecycle))
        const states = new Set(lifecycles.flatMap((id) => Object.keys(host.model().lifecycles[id]?.states ?? {})))
        if (state !== undefined && !states.has(String(state))) return unknownState(String(state), [...states])
        return chain(host.list(context.world, resource.name), (subjects) => {
          const found = subjects.filter(
            (one) => state === undefined || lifecycles.some((id) => one.states[id] === state),
          )
          const shown = found.slice(0, Number(limit)).map((subject) => showSubject(host, subject))
          return accept({ subjects: shown }, `${shown.length} of ${found.length}`)
        })
      }),

    getSubject: (call, context) =>
      withSubject(host, call, context, (subject) => accept(showSubject(host, subject), 'subject')),

    putSubject: (call, context) =>
      withSubject(host, call, context, ({ resource, key }) => {
        const body = bodyOf(call.body)
        const placement = placementOf(body)
        const wrong = placementFault(host.model(), resource, placement)
        if (wrong !== undefined) return wrong
        return chain(host.place(context.world, resource, key, placement), (placed) => {
          if (placed.kind === 'placed') return accept(showSubject(host, placed.subject), 'placed')
          const errors = placed.violations.map(({ field, message }) => ({ field, message }))
          const detail = errors.map(({ field, message }) => `${field} ${message}`).join('; ')
          return refuse('FieldsInvalid', `The subject would not fit the document: ${detail}.`, { errors })
        })
      }),

    sendEvent: (call, context) =>
      withSubject(host, call, context, (subject) => {
        const event = String(bodyOf(call.body)['event'])
        return sendEvent(host, context, subject, event, ({ transitions, subject: sent }) =>
          accept({ transitions, subject: showSubject(host, sent) }, event),
        )
      }),

    getAllowed: (call, context) =>
      withSubject(host, call, context, (subject) => {
        const model = host.model()
        const names = lifecyclesOf(model, subject.resource).flatMap(({ events }) => events)
        const steps = [...new Set(names)].map((name) => ({
          name,
          hindrance: host.hindrance(context.world, subject, name),
        }))
        const running = host.delays(subject).map(({ delay }) => delay)
        const allowed = [
          ...steps.filter(({ hindrance }) => hindrance === undefined).map(({ name }) => name),
          ...running,
        ]
        return accept(
          {
            states: subject.states,
            allowed: allowed.map((name) => ({
              name,
              kind: running.includes(name) ? 'delay' : kindOf(model, name),
              leads_to: host.leadsTo(context.world, subject, name),
            })),
            refused: steps.flatMap(({ name, hindrance }) =>
              hindrance === undefined ? [] : [showHindrance(model, name, hindrance)],
            ),
          },
          'allowed',
        )
      }),

    getHistory: (call, context) =>
      withSubject(host, call, context, (subject) => {
        const { resource, key, history } = subject
        const transitions = history.map((passage) =>
          showTransition(host.model(), { ...passage, kind: 'transition', resource, subject: key }),
        )
        return accept({ transitions }, 'history')
      }),
  }
}

/** Sends an event and goes on with what it did; every way in which it can fail is answered here. */
export function sendEvent(
  host: Host,
  { world }: Pick<HandlerContext, 'world'>,
  subject: Subject,
  event: string,
  next: (outcome: { readonly transitions: readonly JsonObject[]; readonly subject: Subject }) => Maybe<Decision>,
): Maybe<Decision> {
  return chain(host.send(world, subject, event), (sent) => {
    if (sent.kind === 'unknown') {
      const detail = `${subject.resource} knows no event "${event}". It knows ${sent.known.join(', ')}.`
      return refuse('EventUnknown', detail, { known: sent.known })
    }
    if (sent.kind === 'hindered') {
      const names = new Set(lifecyclesOf(host.model(), subject.resource).flatMap(({ events }) => events))
      const allowed = [...names].filter((name) => host.hindrance(world, subject, name) === undefined)
      const delays = host.delays(subject).map(({ delay }) => delay)
      return refuse('EventNotAllowed', sent.hindrance.why, { allowed: [...allowed, ...delays] })
    }
    const transitions = sent.transitions.map((transition) => showTransition(host.model(), transition))
    return next({ transitions, subject: sent.subject })
  })
}

export function placementOf(body: JsonObject): Placement {
  const { states, satisfies, fields } = body
  return {
    states: (isObject(states) ? states : {}) as Placement['states'],
    satisfies: Array.isArray(satisfies) ? satisfies.map(String) : [],
    fields: isObject(fields) ? fields : {},
  }
}

/** What the document does not know of a placement. */
export function placementFault(
  model: ApiModel,
  resource: string,
  { states, satisfies, fields }: Placement,
): Decision | undefined {
  for (const [id, state] of Object.entries(states)) {
    const lifecycle = lifecyclesOf(model, resource).find((one) => one.id === id)
    if (lifecycle === undefined) {
      const known = lifecyclesOf(model, resource).map((one) => one.id)
      return refuse('LifecycleUnknownHere', `${resource} has no lifecycle "${id}"; it has ${known.join(', ')}.`, {
        known,
      })
    }
    if (named(lifecycle.states, state) === undefined) return unknownState(state, Object.keys(lifecycle.states))
  }
  const components = model.document['components']
  const schemas = isObject(components) && isObject(components['schemas']) ? components['schemas'] : {}
  const stranger = satisfies.find((name) => named(schemas, name) === undefined)
  if (stranger !== undefined) {
    return refuse('SchemaUnknown', `The document has no schema "${stranger}".`, { known: Object.keys(schemas) })
  }
  return fieldFault(model, resource, fields)
}

function fieldFault(model: ApiModel, resource: string, fields: JsonObject): Decision | undefined {
  const schema = model.resources[resource]?.schema
  if (schema === undefined) return undefined
  const known = propertiesOf(model.document, schema)
    .map(({ path }) => path)
    .filter((path) => !/[.[]/.test(path))
  const strangers = Object.keys(fields).filter((name) => !known.includes(name))
  if (strangers.length === 0 || known.length === 0) return undefined
  const errors = strangers.map((field) => ({ field, message: 'is not a field of the model' }))
  return refuse('FieldsInvalid', `${resource} has no field ${strangers.map((name) => `"${name}"`).join(', ')}.`, {
    errors,
  })
}

function showHindrance(
  model: ApiModel,
  name: string,
  { lifecycle, state, guard, violations, refusal, why }: Hindrance,
): JsonObject {
  const known = lifecycle.states[state]
  const transition = known?.on[name]?.[0]
  return {
    name,
    kind: kindOf(model, name),
    why,
    lifecycle: lifecycle.id,
    state,
    ...(guard !== undefined && { guard }),
    ...(refusal !== undefined && { refusal }),
    rule: (transition ?? known)?.pointer ?? lifecycle.pointer,
    missing: violations.map(({ field, message }) => ({ field, message })),
    unlock: guard === undefined ? wayTo(model, lifecycle, state, name) : [],
  }
}

/** The shortest way, by events and delays, to a state that lists the event. Guards are taken to hold. */
function wayTo(model: ApiModel, { id, states }: Lifecycle, from: string, event: string): readonly JsonObject[] {
  const ways = new Map<string, readonly JsonObject[]>([[from, []]])
  for (const [state, way] of ways) {
    const here = states[state]
    if (here !== undefined && Object.hasOwn(here.on, event)) return way
    const exits = [
      ...Object.entries(here?.on ?? {}).map(([name, list]) => ({ name, kind: kindOf(model, name), list })),
      ...Object.entries(here?.after ?? {}).map(([name, list]) => ({ name, kind: 'delay', list })),
    ]
    for (const { name, kind, list } of exits) {
      for (const { target } of list) {
        if (target === undefined || ways.has(target)) continue
        // A Map is walked in the order of insertion: what is added here is visited later, breadth first.
        ways.set(target, [...way, { name, kind, leads_to: { [id]: target } }])
      }
    }
  }
  return []
}

function kindOf({ operations }: ApiModel, name: string): 'operation' | 'event' {
  return operations.some(({ id }) => id === name) ? 'operation' : 'event'
}

export function lifecyclesOf(model: ApiModel, resource: string): readonly Lifecycle[] {
  return (model.resources[resource]?.lifecycles ?? []).flatMap((id) => model.lifecycles[id] ?? [])
}

/** The resource that a call names, else the document's first one with a lifecycle. */
function withResource(host: Host, call: Call, next: (resource: Resource) => Maybe<Decision>): Maybe<Decision> {
  const { resources } = host.model()
  const { resource: wanted } = call.parameters.query
  const alive = Object.values(resources).find(({ lifecycles }) => lifecycles.length > 0)
  const resource = wanted === undefined ? (alive ?? Object.values(resources)[0]) : named(resources, String(wanted))
  if (resource !== undefined) return next(resource)
  const known = Object.keys(resources)
  const detail = wanted === undefined ? 'The document has no resource.' : `The document has no resource "${wanted}".`
  return refuse('ResourceUnknown', detail, { known })
}

function withSubject(
  host: Host,
  call: Call,
  { world }: HandlerContext,
  next: (subject: Subject) => Maybe<Decision>,
): Maybe<Decision> {
  return withResource(host, call, (resource) => {
    const key = keyOf(resource, call.parameters.path['id'])
    return chain(key === undefined ? undefined : host.find(world, resource.name, key), (subject) =>
      subject === undefined
        ? refuse('SubjectUnknown', `There is no ${resource.name} "${call.parameters.path['id']}".`)
        : next(subject),
    )
  })
}

/** The key as its resource has it; undefined: it cannot be one. */
export function keyOf({ numericKey }: Resource, text: JsonValue | undefined): string | number | undefined {
  if (!numericKey) return typeof text === 'string' ? text : undefined
  return /^\d{1,15}$/.test(String(text)) ? Number(text) : undefined
}

function unknownState(state: string, known: readonly string[]): Decision {
  return refuse('StateUnknown', `There is no state "${state}"; there are ${known.join(', ')}.`, { known })
}

function unknownLifecycle(host: Host, id: string): Decision {
  const known = Object.keys(host.model().lifecycles)
  return refuse('LifecycleUnknownHere', `There is no lifecycle "${id}".`, { known })
}
