/** How transitions and forbidden pairs are called in reports, and what is counted of them. */

import type { Lifecycle, Transition } from '../../spec/index.js'
import { isForbidden } from './statechart.js'

export type Named = { readonly key: string; readonly name: string }

/** Every transition of a lifecycle: by operation, by event, by time, and by itself. */
export function transitionsOf(lifecycle: Lifecycle): readonly Named[] {
  return Object.values(lifecycle.states)
    .flatMap(({ name, on, after, always }) => [
      ...Object.entries(on).flatMap(([event, list]) => list.map((one) => named(lifecycle, name, event, one))),
      ...Object.entries(after).flatMap(([delay, list]) =>
        list.map((one) => named(lifecycle, name, `after ${delay}`, one)),
      ),
      ...always.map((one) => named(lifecycle, name, 'always', one)),
    ])
    .filter(({ isNone }) => !isNone)
}

function named({ id }: Lifecycle, from: string, event: string, transition: Transition) {
  const guard = transition.guard === undefined ? '' : ` [${transition.guard}]`
  const name = `${id}: ${from} → ${transition.target ?? from} by ${event}${guard}`
  return { key: transition.pointer, name, isNone: isForbidden(transition) }
}

/** Every operation in every state that does not list it. */
export function forbiddenOf(lifecycle: Lifecycle, isOperation: (name: string) => boolean): readonly Named[] {
  const operations = lifecycle.events.filter(isOperation)
  return Object.values(lifecycle.states).flatMap(({ name, on }) =>
    operations
      .filter((operation) => (on[operation] ?? []).every(isForbidden))
      .map((operation) => ({ key: pairKey(lifecycle, name, operation), name: pairKey(lifecycle, name, operation) })),
  )
}

export function pairKey({ id }: Lifecycle, state: string, operation: string): string {
  return `${id}: ${state} × ${operation}`
}
