/**
 * The evaluator of statecharts: pure, over plain data. Semantics are XState's for flat machines: the first transition
 * whose guard holds is taken; `after` runs from the entry of the state and asks its guard once; `always` is taken until
 * nothing moves. Several lifecycles of one resource are machines side by side.
 */

import type { JsonObject, Lifecycle, Transition } from '../../spec/index.js'
import type { Passage, Subject, Violation } from '../exchange.js'

export type Machine = {
  readonly lifecycles: readonly Lifecycle[]
  /** Delay → ms, where the run says otherwise than the document. */
  readonly delays: { readonly [delay: string]: number }
  /** What the model lacks of a guard's schema; empty: the guard holds. */
  unmet(guard: string, data: JsonObject, now: number): readonly Violation[]
  /** The `x-refusal` of a guard's schema itself. */
  refusal(guard: string): string | undefined
  /** Shows states and stamps in the model. */
  present(subject: Subject, before?: JsonObject): Subject
}

/** Why an event is not allowed: the lifecycle that minds, its state, and what its guard lacks. */
export type Objection = {
  readonly lifecycle: Lifecycle
  readonly state: string
  /** The guard that did not hold; absent: the state does not list the event. */
  readonly guard?: string
  readonly violations: readonly Violation[]
  /** What the document refuses with: the state's or the guard's entry of `components.examples`. */
  readonly refusal?: string
}

/** More steps at one moment than any sane statechart takes: a circle of `always`. */
const MOST_STEPS = 1000
/** Passages kept of one subject; the oldest go first. */
const LONGEST_HISTORY = 200

/** A new record's states: each lifecycle's initial one, and what follows at once. */
export function enter(machine: Machine, subject: Subject, at: number): Subject {
  const states = Object.fromEntries(machine.lifecycles.map(({ id, initial }) => [id, subject.states[id] ?? initial]))
  const since = Object.fromEntries(machine.lifecycles.map(({ id }) => [id, subject.since[id] ?? at]))
  return follow(machine, machine.present({ ...subject, states, since }), at)
}

/** Applies what fell due until now, in order of time. The same record, untouched, if nothing did. */
export function settle(machine: Machine, subject: Subject, now: number): Subject {
  let settled = subject
  for (let step = 0; step < MOST_STEPS; step++) {
    const due = nextDue(machine, settled)
    if (due === undefined || due.at > now) return settled
    const { lifecycle, delay, at } = due
    const target = choose(machine, due.transitions, settled.data, at)?.target
    settled =
      target === undefined || target === due.state
        ? spend(settled, due)
        : follow(machine, move(machine, settled, lifecycle, target, `after ${delay}`, at), at)
  }
  return settled
}

/** A delay that led nowhere: its guards were asked when it was over, and are not asked again. */
function spend(subject: Subject, { lifecycle: { id }, delay }: Due): Subject {
  return { ...subject, spent: { ...subject.spent, [id]: [...(subject.spent?.[id] ?? []), delay] } }
}

/**
 * When the next `after` of a record falls due, ms since the epoch; undefined: nothing is waiting.
 *
 * @param later only what falls due later than this: what has been due and stays, for its guard does not hold, is past
 */
export function dueAt(machine: Machine, subject: Subject, later = Number.NEGATIVE_INFINITY): number | undefined {
  return nextDue(machine, subject, later)?.at
}

/** Whether each lifecycle that names the event lists it now, and a guard of it holds for the model as it would be. */
export function objection(
  machine: Machine,
  subject: Subject,
  event: string,
  data: JsonObject,
  now: number,
): Objection | undefined {
  for (const lifecycle of machine.lifecycles) {
    if (!lifecycle.events.includes(event)) continue
    const state = subject.states[lifecycle.id] ?? lifecycle.initial
    const transitions = lifecycle.states[state]?.on[event] ?? []
    const taken = choose(machine, transitions, data, now)
    if (taken !== undefined && !isForbidden(taken)) continue
    if (taken !== undefined || transitions.length === 0) {
      const refusal = lifecycle.states[state]?.refusal
      return { lifecycle, state, violations: [], ...(refusal !== undefined && { refusal }) }
    }
    const guard = transitions[0]?.guard ?? ''
    const violations = machine.unmet(guard, data, now)
    const refusal = refusalOf(violations, machine.refusal(guard))
    return { lifecycle, state, guard, violations, ...(refusal !== undefined && { refusal }) }
  }
  return undefined
}

/** `{}`: XState's way to forbid what it names. */
function isForbidden({ target, actions }: Transition): boolean {
  return target === undefined && actions.length === 0
}

/** The refusal of a property, where all that fails lies below it; else the guard's own. */
function refusalOf(violations: readonly Violation[], own: string | undefined): string | undefined {
  const refusals = new Set(violations.map(({ refusal }) => refusal))
  return refusals.size === 1 ? ([...refusals][0] ?? own) : own
}

/** The record after an event that nothing objects to; its model is already as it shall be. */
export function fire(machine: Machine, subject: Subject, event: string, now: number): Subject {
  let fired = subject
  for (const lifecycle of machine.lifecycles) {
    const state = subject.states[lifecycle.id] ?? lifecycle.initial
    const transitions = lifecycle.states[state]?.on[event]
    const taken = transitions && choose(machine, transitions, subject.data, now)
    if (taken?.target !== undefined) fired = move(machine, fired, lifecycle, taken.target, event, now)
  }
  return follow(machine, fired, now)
}

/** The record as if a delay of its state were over now; undefined: no such delay is running, or no guard holds. */
export function elapse(machine: Machine, subject: Subject, delay: string, now: number): Subject | undefined {
  for (const lifecycle of machine.lifecycles) {
    const transitions = lifecycle.states[subject.states[lifecycle.id] ?? lifecycle.initial]?.after[delay]
    const taken = transitions && choose(machine, transitions, subject.data, now)
    if (taken?.target === undefined) continue
    return follow(machine, move(machine, subject, lifecycle, taken.target, `after ${delay}`, now), now)
  }
  return undefined
}

/** The delays that are running in a record, and when each is over, ms since the epoch. */
export function delaysOf(
  machine: Machine,
  subject: Subject,
): readonly { readonly lifecycle: string; readonly delay: string; readonly at: number }[] {
  return machine.lifecycles.flatMap((lifecycle) => {
    const { id, initial, states } = lifecycle
    const since = subject.since[id] ?? subject.created
    const delays = Object.keys(states[subject.states[id] ?? initial]?.after ?? {})
    return delays.map((delay) => ({ lifecycle: id, delay, at: since + delayOf(machine, lifecycle, delay) }))
  })
}

/** Takes `always` transitions until nothing moves. */
export function follow(machine: Machine, subject: Subject, at: number): Subject {
  let followed = subject
  for (let step = 0; step < MOST_STEPS; step++) {
    const next = once(followed)
    if (next === undefined) return followed
    followed = next
  }
  return followed

  function once(current: Subject): Subject | undefined {
    for (const lifecycle of machine.lifecycles) {
      const state = current.states[lifecycle.id] ?? lifecycle.initial
      const taken = choose(machine, lifecycle.states[state]?.always ?? [], current.data, at)
      if (taken?.target === undefined || taken.target === state) continue
      return move(machine, current, lifecycle, taken.target, 'always', at)
    }
    return undefined
  }
}

type Due = {
  readonly at: number
  readonly delay: string
  readonly lifecycle: Lifecycle
  readonly state: string
  readonly transitions: readonly Transition[]
}

function nextDue(machine: Machine, subject: Subject, later = Number.NEGATIVE_INFINITY): Due | undefined {
  let next: Due | undefined
  for (const lifecycle of machine.lifecycles) {
    const state = subject.states[lifecycle.id] ?? lifecycle.initial
    const since = subject.since[lifecycle.id] ?? subject.created
    const after = lifecycle.states[state]?.after
    if (after === undefined) continue
    for (const delay of Object.keys(after)) {
      if (subject.spent?.[lifecycle.id]?.includes(delay)) continue
      const at = since + delayOf(machine, lifecycle, delay)
      if (at <= later || (next !== undefined && at >= next.at)) continue
      next = { at, delay, lifecycle, state, transitions: after[delay] ?? [] }
    }
  }
  return next
}

/** A named delay, or milliseconds as XState takes them. */
function delayOf(machine: Machine, lifecycle: Lifecycle, delay: string): number {
  return machine.delays[delay] ?? lifecycle.delays[delay] ?? Number(delay)
}

function choose(
  machine: Machine,
  transitions: readonly Transition[],
  data: JsonObject,
  now: number,
): Transition | undefined {
  return transitions.find(({ guard }) => guard === undefined || machine.unmet(guard, data, now).length === 0)
}

function move(
  machine: Machine,
  subject: Subject,
  { id, initial }: Lifecycle,
  to: string,
  cause: string,
  at: number,
): Subject {
  const from = subject.states[id] ?? initial
  if (from === to) return subject
  const passage: Passage = { lifecycle: id, from, to, cause, at }
  return machine.present({
    ...subject,
    states: { ...subject.states, [id]: to },
    since: { ...subject.since, [id]: at },
    ...(subject.spent && { spent: { ...subject.spent, [id]: [] } }),
    history: [...subject.history.slice(1 - LONGEST_HISTORY), passage],
  })
}
