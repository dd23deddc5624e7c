/** Statecharts of the document (`x-lifecycle`) → {@link Lifecycle}s. */

import { durationToMs } from './duration.js'
import {
  ACTIONS,
  type Action,
  type JsonObject,
  type JsonValue,
  type Lifecycle,
  type Pointer,
  type State,
  type Transition,
} from './model.js'
import { isObject, join } from './pointer.js'

/** The lifecycles that a schema declares: one statechart, or a list of them. The document has been checked before. */
export function compileLifecycles(resource: string, schema: JsonObject, pointer: Pointer): readonly Lifecycle[] {
  const declared = schema['x-lifecycle']
  if (Array.isArray(declared)) {
    return declared.map((config, index) => compileLifecycle(resource, config, join(pointer, 'x-lifecycle', index)))
  }
  return isObject(declared) ? [compileLifecycle(resource, declared, join(pointer, 'x-lifecycle'))] : []
}

function compileLifecycle(resource: string, config: JsonObject, pointer: Pointer): Lifecycle {
  const states = Object.fromEntries(
    entriesOf(config['states']).map(([name, state]) => [
      name,
      compileState(name, state, join(pointer, 'states', name)),
    ]),
  )
  const property = config['property']
  return {
    id: typeof config['id'] === 'string' ? config['id'] : resource,
    resource,
    initial: String(config['initial']),
    ...(typeof property === 'string' && { property }),
    delays: Object.fromEntries(entriesOf(config['delays']).map(([name, delay]) => [name, durationToMs(String(delay))])),
    states,
    events: [...new Set(Object.values(states).flatMap((state) => Object.keys(state.on)))],
    pointer,
  }
}

function compileState(name: string, value: JsonValue, pointer: Pointer): State {
  const state = isObject(value) ? value : {}
  const meta = isObject(state['meta']) ? state['meta'] : {}
  return {
    name,
    on: compileEvents(state['on'], join(pointer, 'on')),
    after: compileEvents(state['after'], join(pointer, 'after')),
    always: state['always'] === undefined ? [] : compileTransitions(state['always'], join(pointer, 'always')),
    ...(typeof meta['refusal'] === 'string' && { refusal: meta['refusal'] }),
    pointer,
  }
}

function compileEvents(value: JsonValue | undefined, pointer: Pointer): { [event: string]: readonly Transition[] } {
  return Object.fromEntries(
    entriesOf(value).map(([event, transitions]) => [event, compileTransitions(transitions, join(pointer, event))]),
  )
}

/** XState's three forms: the target's name, a transition, a list of either. */
function compileTransitions(value: JsonValue, pointer: Pointer): readonly Transition[] {
  if (Array.isArray(value)) return value.flatMap((item, index) => compileTransitions(item, join(pointer, index)))
  if (typeof value === 'string') return [{ target: value, actions: [], pointer }]
  if (!isObject(value)) return []
  const { target, guard, actions } = value
  return [
    {
      ...(typeof target === 'string' && { target }),
      ...(typeof guard === 'string' && { guard }),
      actions: (Array.isArray(actions) ? actions : [actions]).filter(isAction),
      pointer,
    },
  ]
}

function isAction(value: unknown): value is Action {
  return (ACTIONS as readonly unknown[]).includes(value)
}

function entriesOf(value: JsonValue | undefined): [string, JsonValue][] {
  return isObject(value) ? Object.entries(value) : []
}
