/** Ways through a statechart. */

import type { Lifecycle, Transition } from '../../spec/index.js'

export type Edge = {
  readonly from: string
  readonly to: string
  /** An operation's id, an event in capitals, or a delay's name. */
  readonly name: string
  readonly kind: 'operation' | 'event' | 'delay'
  readonly transition: Transition
}

/** Every transition that leads somewhere else, except those that are taken by themselves. */
export function edgesOf(lifecycle: Lifecycle, isOperation: (name: string) => boolean): readonly Edge[] {
  return Object.values(lifecycle.states).flatMap(({ name: from, on, after }) => {
    const edges = (name: string, kind: Edge['kind'], transitions: readonly Transition[]): readonly Edge[] =>
      transitions.flatMap((transition): readonly Edge[] =>
        transition.target === undefined || transition.target === from
          ? []
          : [{ from, to: transition.target, name, kind, transition }],
      )
    return [
      ...Object.entries(on).flatMap(([name, list]) => edges(name, isOperation(name) ? 'operation' : 'event', list)),
      ...Object.entries(after).flatMap(([name, list]) => edges(name, 'delay', list)),
    ]
  })
}

/** The shortest way from the initial state; undefined: there is none. Of two as short, the one with fewer guards. */
export function shortestPath(lifecycle: Lifecycle, edges: readonly Edge[], to: string): readonly Edge[] | undefined {
  const ways = new Map<string, readonly Edge[]>([[lifecycle.initial, []]])
  const plainFirst = edges.toSorted(
    (a, b) => Number(a.transition.guard !== undefined) - Number(b.transition.guard !== undefined),
  )
  for (const [state, way] of ways) {
    if (state === to) return way
    for (const edge of plainFirst) if (edge.from === state && !ways.has(edge.to)) ways.set(edge.to, [...way, edge])
  }
  return undefined
}

/** The schemas that one must satisfy to have got there by operations. */
export function guardsOnTheWay(path: readonly Edge[]): readonly string[] {
  return path.flatMap(({ kind, transition }) =>
    kind === 'operation' && transition.guard !== undefined ? [transition.guard] : [],
  )
}
