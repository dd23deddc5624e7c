/**
 * What the document's statecharts say will happen: pure, over plain data. Written for the walk alone; it shares nothing
 * with the mock, whose mistakes it would share too.
 */

import type { ApiModel, JsonObject, Lifecycle, Resource, State, Transition } from '../../spec/index.js'
import type { SchemaFault, Schemas } from '../schema/ajv.js'

/** Lifecycle id → state. */
export type States = { readonly [lifecycle: string]: string }

export type Prediction =
  | { readonly kind: 'allowed'; readonly states: States }
  | {
      readonly kind: 'refused'
      readonly lifecycle: Lifecycle
      readonly state: string
      /** The guard that does not hold; absent: the state does not list the event. */
      readonly guard?: string
      readonly lacks: readonly SchemaFault[]
      /** The entry of `components.examples` that it is refused with. */
      readonly refusal?: string
    }

export type Statechart = {
  readonly lifecycles: readonly Lifecycle[]
  /** What becomes of an event, with the data as they would be. */
  predict(states: States, event: string, data: JsonObject, now: number): Prediction
  /** What a delay that is over leads to; undefined: it is not running, or none of its guards holds. */
  elapse(states: States, delay: string, data: JsonObject, now: number): States | undefined
  /** What follows by itself (`always`). */
  follow(states: States, data: JsonObject, now: number): States
  /** What the data lack of a guard; empty: it holds. */
  lacks(guard: string, data: JsonObject, now: number): readonly SchemaFault[]
}

/** A circle of `always` ends here. */
const MOST_STEPS = 100

export function createStatechart(model: ApiModel, resource: Resource, schemas: Schemas): Statechart {
  const lifecycles = resource.lifecycles.flatMap((id) => model.lifecycles[id] ?? [])

  function lacks(guard: string, data: JsonObject, now: number): readonly SchemaFault[] {
    return schemas.faults(`/components/schemas/${guard}`, data, 'reply', now)
  }

  function choose(transitions: readonly Transition[], data: JsonObject, now: number): Transition | undefined {
    return transitions.find(({ guard }) => guard === undefined || lacks(guard, data, now).length === 0)
  }

  function follow(states: States, data: JsonObject, now: number): States {
    let current = states
    for (let step = 0; step < MOST_STEPS; step++) {
      const moved = once(current)
      if (moved === undefined) return current
      current = moved
    }
    return current

    function once(from: States): States | undefined {
      for (const lifecycle of lifecycles) {
        const state = stateOf(lifecycle, from)
        const target = choose(state?.always ?? [], data, now)?.target
        if (target !== undefined && target !== state?.name) return { ...from, [lifecycle.id]: target }
      }
      return undefined
    }
  }

  return {
    lifecycles,
    lacks,
    follow,

    predict(states, event, data, now) {
      const next: { [lifecycle: string]: string } = { ...states }
      for (const lifecycle of lifecycles) {
        if (!lifecycle.events.includes(event)) continue
        const state = stateOf(lifecycle, states)
        const transitions = state?.on[event] ?? []
        const taken = choose(transitions, data, now)
        if (taken !== undefined && !isForbidden(taken)) {
          if (taken.target !== undefined) next[lifecycle.id] = taken.target
          continue
        }
        return refused(lifecycle, state, taken === undefined ? transitions[0]?.guard : undefined, data, now)
      }
      return { kind: 'allowed', states: follow(next, data, now) }
    },

    elapse(states, delay, data, now) {
      for (const lifecycle of lifecycles) {
        const target = choose(stateOf(lifecycle, states)?.after[delay] ?? [], data, now)?.target
        if (target !== undefined) return follow({ ...states, [lifecycle.id]: target }, data, now)
      }
      return undefined
    },
  }

  function refused(
    lifecycle: Lifecycle,
    state: State | undefined,
    guard: string | undefined,
    data: JsonObject,
    now: number,
  ): Prediction {
    const where = { kind: 'refused', lifecycle, state: state?.name ?? '' } as const
    if (guard === undefined) {
      const refusal = state?.refusal
      return { ...where, lacks: [], ...(refusal !== undefined && { refusal }) }
    }
    const missing = lacks(guard, data, now)
    const refusal = refusalOf(missing, refusalOfGuard(model, guard))
    return { ...where, guard, lacks: missing, ...(refusal !== undefined && { refusal }) }
  }
}

/** XState's way to forbid what it names: `{}`. */
export function isForbidden({ target, actions, guard }: Transition): boolean {
  return target === undefined && actions.length === 0 && guard === undefined
}

function stateOf(lifecycle: Lifecycle, states: States): State | undefined {
  return lifecycle.states[states[lifecycle.id] ?? lifecycle.initial]
}

/** The refusal of a property, where all that fails lies below it; else the guard's own. */
function refusalOf(lacks: readonly SchemaFault[], own: string | undefined): string | undefined {
  const refusals = new Set(lacks.map(({ refusal }) => refusal))
  return refusals.size === 1 ? ([...refusals][0] ?? own) : own
}

function refusalOfGuard({ document }: ApiModel, guard: string): string | undefined {
  const components = document['components'] as { readonly schemas?: { readonly [name: string]: JsonObject } }
  const refusal = components.schemas?.[guard]?.['x-refusal']
  return typeof refusal === 'string' ? refusal : undefined
}
