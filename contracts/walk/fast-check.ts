/** The door to fast-check: texts that match a pattern, and random walks with their shrinking. */

import * as fc from 'fast-check'

/** A text that the pattern as a whole describes; undefined: it is beyond what can be generated. */
export function textMatching(pattern: string, seed: number): string | undefined {
  try {
    const expression = new RegExp(`^(?:${pattern})$`)
    return fc.sample(fc.stringMatching(expression, { size: 'xsmall' }), { seed, numRuns: 1 })[0]
  } catch {
    return undefined
  }
}

export type Walking = {
  readonly seed: number
  readonly walks: number
  readonly longest: number
  /** How many kinds of steps there are. */
  readonly kinds: number
}

/** The kind of a step, and a number from which all other choices in it follow. */
export type RandomStep = { readonly kind: number; readonly choice: number }

class Step implements fc.AsyncCommand<object, { steps: RandomStep[] }> {
  readonly step: RandomStep
  constructor(step: RandomStep) {
    this.step = step
  }
  check(): boolean {
    return true
  }
  async run(_: object, real: { steps: RandomStep[]; go: (step: RandomStep) => Promise<void> }): Promise<void> {
    await real.go(this.step)
  }
  toString(): string {
    return `${this.step.kind}/${this.step.choice}`
  }
}

/** Milliseconds for all walks and their shrinking: a slow provider gets fewer walks, not a longer run. */
const LONGEST_TIME = 10_000

export type RandomOutcome =
  | { readonly kind: 'held'; readonly walks: number }
  | { readonly kind: 'failed'; readonly walks: number; readonly shrinks: number; readonly error: unknown }

export type Start = () => Promise<(step: RandomStep) => Promise<void>>

/** Walks at random; what fails is shrunk to the shortest sequence that still does. */
export async function walkRandomly({ seed, walks, longest, kinds }: Walking, start: Start): Promise<RandomOutcome> {
  const step = fc
    .record({ kind: fc.nat(kinds - 1), choice: fc.noShrink(fc.nat(0x7fffffff)) })
    .map((one): fc.AsyncCommand<object, object> => new Step(one) as never)
  const property = fc.asyncProperty(fc.commands([step], { maxCommands: longest, size: 'max' }), async (commands) => {
    const go = await start()
    await fc.asyncModelRun(() => ({ model: {}, real: { go } }), commands)
  })
  const result = await fc.check(property, { seed, numRuns: walks, interruptAfterTimeLimit: LONGEST_TIME })
  if (!result.failed) return { kind: 'held', walks: result.numRuns }
  return {
    kind: 'failed',
    walks: result.numRuns,
    shrinks: result.numShrinks,
    error: result.errorInstance,
  }
}
