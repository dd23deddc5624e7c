/** Subjects whose data make guards hold, or not hold. */

import type { Lifecycle, State } from '../../spec/index.js'
import { StateRefused } from '../provider.js'
import { NotExercised } from './deviation.js'
import { fieldsThatSatisfy, fieldsThatViolate } from './fitting.js'
import type { Journey, Placed, Want } from './journey.js'
import type { Walked } from './situation.js'
import type { States } from './statechart.js'

/** One in a state, with data that make a guard hold; one that does not leave the state by itself. */
export async function placeIn(
  journey: Journey,
  walked: Walked,
  lifecycle: Lifecycle,
  state: State,
  guard?: string,
): Promise<Placed> {
  const states = { [lifecycle.id]: state.name }
  const passing = state.always.flatMap((one) => one.guard ?? [])
  if (passing.length === 0) return journey.placeAndRead(walked, await arranged(journey, walked, states, guard))
  const placed = await withoutGuard(journey, walked, states, ...passing)
  if (placed !== undefined) return placed
  throw new NotExercised(`No data could be arranged with which ${lifecycle.id} stays ${state.name}.`)
}

/** The data that make a guard hold. */
export async function arranged(
  journey: Journey,
  walked: Walked,
  states: States,
  guard: string | undefined,
): Promise<Want> {
  if (guard === undefined) return { states }
  const probe = await journey.place(walked, { states })
  const before = await journey.read(probe)
  const fields = fieldsThatSatisfy(journey.situation.model.document, `/components/schemas/${guard}`, before)
  return Object.keys(fields).length === 0 ? { states } : { states, fields }
}

/** One that stays in a state because the guards of leaving it do not hold; undefined: none could be arranged. */
export async function withoutGuard(
  journey: Journey,
  walked: Walked,
  states: States,
  ...guards: readonly string[]
): Promise<Placed | undefined> {
  const bare = await placed({ states, satisfies: 'none' })
  if (bare === undefined) return undefined
  if (stays(bare)) return bare
  const { document } = journey.situation.model
  const fields = guards.map((guard) =>
    fieldsThatViolate(document, `/components/schemas/${guard}`, bare.before, walked.resource.schema),
  )
  const changed = await placed({ states, satisfies: 'none', fields: Object.assign({}, ...fields) })
  return changed !== undefined && stays(changed) ? changed : undefined

  /** Undefined: the state endpoint does not set up what would not stay so. */
  async function placed(want: Want): Promise<Placed | undefined> {
    const subject = await journey.place(walked, want).catch((reason) => {
      if (reason instanceof StateRefused) return undefined
      throw reason
    })
    if (subject === undefined) return undefined
    const before = await journey.read(subject)
    return { subject, before, states: journey.statesOf(subject, before) }
  }

  function stays(one: Placed): boolean {
    return Object.entries(states).every(([id, state]) => one.states[id] === state)
  }
}
