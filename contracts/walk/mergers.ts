/** Operations that write a portion and stay where they are. */

import type { Operation, Pointer } from '../../spec/index.js'
import { actionOf } from './cells.js'
import { inputOf } from './requests.js'
import type { Walked } from './situation.js'
import { isForbidden, type States } from './statechart.js'

export type Merger = {
  readonly operation: Operation
  readonly input: Pointer
  /** Where it is allowed. */
  readonly states: States
  readonly rule: Pointer
}

/** One for each operation and each state in which it merges. */
export function mergersOf({ chart, governed }: Walked): readonly Merger[] {
  return governed.flatMap((operation) => {
    const input = inputOf(operation)
    if (input === undefined) return []
    return chart.lifecycles
      .filter(({ events }) => events.includes(operation.id))
      .flatMap(({ id, states }) =>
        Object.values(states).flatMap(({ name, on }): readonly Merger[] => {
          const plain = on[operation.id]?.find(
            (one) => !isForbidden(one) && one.guard === undefined && (one.target ?? name) === name,
          )
          if (plain === undefined || actionOf(plain, operation) !== 'merge') return []
          return [{ operation, input, states: { [id]: name }, rule: plain.pointer }]
        }),
      )
  })
}

/** Those that are allowed where the first of them is: portions can go through any of these. */
export function mergersTogether(walked: Walked): readonly Merger[] {
  const all = mergersOf(walked)
  const [first] = all
  return all.filter(({ states }) => JSON.stringify(states) === JSON.stringify(first?.states))
}
