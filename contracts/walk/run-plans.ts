/** Runs plans, several at a time, and turns what they find into checks. */

import { CouldNotRun } from '../could-not-run.js'
import { NoAnswer, type Provider, StateRefused } from '../provider.js'
import type { Check } from '../report.js'
import { Deviation, NotExercised } from './deviation.js'
import { type Coverage, createJourney, type Journey, type Places } from './journey.js'
import type { Plan } from './plan.js'
import type { Situation } from './situation.js'

export type RunOptions = {
  readonly situation: Situation
  readonly provider: Provider
  readonly places: Places
  readonly coverage: Coverage
  /** How many plans are under way at once. */
  readonly atOnce: number
  /** Whether nothing more is begun once a check has failed. */
  readonly bail: boolean
  readonly onCheck: (check: Check) => void
}

/** The checks, in the order of the plans. */
export async function runPlans(plans: readonly Plan[], options: RunOptions): Promise<readonly Check[]> {
  const checks = options.places.free ? await runTogether(plans, options) : await runInTurn(plans, options)
  return plans.map((plan, index) => checks[index] ?? unbegun(plan))
}

function unbegun({ operation, rule, expected }: Plan): Check {
  const reason = 'Nothing was begun after the first failure (--bail).'
  return { judge: 'walk', operation, rule, outcome: 'not-exercised', expected, got: '', reason, steps: [] }
}

/**
 * Where states cannot be asked for, plans wait for theirs to come: those that stay go first, then one that leads
 * elsewhere, and what could not be tried before is tried again there.
 */
async function runInTurn(plans: readonly Plan[], options: RunOptions): Promise<readonly (Check | undefined)[]> {
  const checks: (Check | undefined)[] = []
  let waiting = plans.map((plan, index) => ({ plan, index }))
  for (let isMoving = true; isMoving; ) {
    isMoving = false
    const order = [...waiting.filter(({ plan }) => !plan.leaves), ...waiting.filter(({ plan }) => plan.leaves)]
    const left = new Set(order)
    for (const one of order) {
      const check = await checkPlan(one.plan, one.index, options)
      checks[one.index] = check
      if (isOver(checks, options)) return checks
      if (check.outcome === 'not-exercised') continue
      options.onCheck(check)
      left.delete(one)
      isMoving = true
      if (one.plan.leaves) break
    }
    waiting = waiting.filter((one) => left.has(one))
  }
  for (const { index } of waiting) options.onCheck(checks[index] as Check)
  return checks
}

async function runTogether(plans: readonly Plan[], options: RunOptions): Promise<readonly (Check | undefined)[]> {
  const checks: (Check | undefined)[] = []
  const numbered = plans.map((plan, index) => ({ plan, index }))
  const [slow, quick] = [numbered.filter(({ plan }) => plan.slow), numbered.filter(({ plan }) => !plan.slow)]
  const next = quick.values()
  const work = async () => {
    for (const { plan, index } of next) {
      checks[index] = await runPlan(plan, index, options)
      if (isOver(checks, options)) return
    }
  }
  const wait = () =>
    slow.map(async ({ plan, index }) => {
      checks[index] = await runPlan(plan, index, options)
    })
  // Those that wait do so beside the others; where one failure ends it all, they need not begin before.
  await Promise.all([...(options.bail ? [] : wait()), ...Array.from({ length: options.atOnce }, work)])
  if (options.bail && !isOver(checks, options)) await Promise.all(wait())
  return checks
}

function isOver(checks: readonly (Check | undefined)[], { bail }: RunOptions): boolean {
  return bail && checks.some((check) => check?.outcome === 'failed')
}

async function runPlan(plan: Plan, index: number, options: RunOptions): Promise<Check> {
  const check = await checkPlan(plan, index, options)
  options.onCheck(check)
  return check
}

async function checkPlan(plan: Plan, index: number, options: RunOptions): Promise<Check> {
  const { situation, provider, places, coverage } = options
  const { operation, rule, expected } = plan
  const journey = createJourney(situation, provider, places, coverage, `${index} ${operation} ${rule}`)
  return {
    judge: 'walk',
    operation,
    rule,
    expected,
    ...(await outcomeOf(plan, journey)),
    steps: journey.steps,
  }
}

async function outcomeOf(
  plan: Plan,
  journey: Journey,
): Promise<Pick<Check, 'outcome' | 'got' | 'reason'> & { readonly expected?: string }> {
  try {
    return { outcome: 'passed', got: 'as expected', reason: await plan.run(journey) }
  } catch (reason) {
    if (reason instanceof CouldNotRun) throw reason
    if (reason instanceof Deviation) {
      const own = reason.expected === undefined ? {} : { expected: reason.expected }
      return { outcome: 'failed', got: reason.got, reason: reason.message, ...own }
    }
    if (reason instanceof NotExercised) return { outcome: 'not-exercised', got: '', reason: reason.message }
    if (reason instanceof StateRefused)
      return { outcome: 'failed', got: '', reason: `The state could not be set up: ${reason.message}.` }
    if (reason instanceof NoAnswer)
      return { outcome: 'failed', got: '', reason: `There was no answer: ${reason.message}.` }
    throw reason
  }
}
