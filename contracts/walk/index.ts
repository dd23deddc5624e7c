/** Tests that a document's lifecycles write themselves. */

import type { Provider } from '../provider.js'
import type { Check } from '../report.js'
import { authorizationPlans, callerPlans } from './authorization.js'
import { cellPlans, roundPlans, routePlans } from './cells.js'
import { eventPlans } from './events.js'
import { guardPlans } from './guards.js'
import type { Coverage, Places } from './journey.js'
import { mergePatchPlans } from './merge-patches.js'
import { otherPlans } from './others.js'
import type { Plan } from './plan.js'
import { portionPlans } from './portions.js'
import { racePlans } from './races.js'
import { randomPlans } from './random-walks.js'
import { replacementPlans } from './replacements.js'
import { runPlans } from './run-plans.js'
import { type Situation, type Walked, walkedOf } from './situation.js'
import { tooOftenPlans } from './too-often.js'
import { unguardedPlans } from './unguarded.js'
import { wrongInputPlans } from './wrong-inputs.js'

export type { Coverage, Places } from './journey.js'
export { createKnownPlaces, createStatePlaces, type Known } from './places.js'
export { needsTokens } from './requests.js'
export { createSituation, type Situation } from './situation.js'

export type WalkOptions = {
  readonly situation: Situation
  readonly provider: Provider
  readonly places: Places
  readonly coverage: Coverage
  /** Whether nothing more is begun once a check has failed. */
  readonly bail: boolean
  readonly onPlans: (count: number) => void
  readonly onCheck: (check: Check) => void
}

const FAMILIES: readonly ((situation: Situation, walked: Walked) => readonly Plan[])[] = [
  cellPlans,
  routePlans,
  roundPlans,
  eventPlans,
  portionPlans,
  guardPlans,
  unguardedPlans,
  replacementPlans,
  mergePatchPlans,
  authorizationPlans,
  callerPlans,
  otherPlans,
  wrongInputPlans,
  tooOftenPlans,
  racePlans,
  randomPlans,
]

/** Everything that is to be proved, derived from the document alone. */
export function plansOf(situation: Situation): readonly Plan[] {
  return walkedOf(situation).flatMap((walked) => {
    if ('unreadable' in walked) return []
    return FAMILIES.flatMap((family) => family(situation, walked))
  })
}

export async function walk(options: WalkOptions): Promise<readonly Check[]> {
  const plans = plansOf(options.situation)
  options.onPlans(plans.length)
  return runPlans(plans, { ...options, atOnce: 4 })
}
