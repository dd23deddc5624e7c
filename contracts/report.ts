/** What a verification found: the shape of the JSON report, described for other tools by `report.schema.json`. */

/** Who judged: the consumers' pacts, the document's schemas, or the walk through its lifecycles. */
export const JUDGES = ['pact', 'schema', 'walk'] as const
export type Judge = (typeof JUDGES)[number]

export const OUTCOMES = ['passed', 'failed', 'not-exercised'] as const
export type Outcome = (typeof OUTCOMES)[number]

export type Check = {
  readonly judge: Judge
  /** An operation id; empty where the check concerns none in particular. */
  readonly operation: string
  /** A JSON pointer into the document, e.g. `/components/schemas/Pet/x-lifecycle/states/Sold`. */
  readonly rule: string
  readonly outcome: Outcome
  readonly expected: string
  /** Empty where nothing was got. */
  readonly got: string
  /** Why it passed, failed or was not exercised: one sentence. */
  readonly reason: string
  /** What led there, in order, as curl lines. */
  readonly steps: readonly string[]
}

export type Tally = {
  readonly exercised: number
  readonly total: number
  readonly missing: readonly Missing[]
}

/** What was not exercised: `name` is an operation id, `operation status`, `state → state` or `state × operation`. */
export type Missing = { readonly name: string; readonly why: string }

export type Coverage = {
  readonly operations: Tally
  readonly responses: Tally
  readonly transitions: Tally
  readonly forbidden: Tally
}

export type Summary = { readonly passed: number; readonly failed: number; readonly notExercised: number }

export type Report = {
  /** The provider's URL. */
  readonly provider: string
  /** The document, as it was named to us. */
  readonly document: string
  /** The same seed repeats the run. */
  readonly seed: number
  readonly summary: Summary
  readonly checks: readonly Check[]
  readonly coverage: Coverage
}

export function summarize(checks: readonly Check[]): Summary {
  const count = (outcome: Outcome) => checks.filter((check) => check.outcome === outcome).length
  return { passed: count('passed'), failed: count('failed'), notExercised: count('not-exercised') }
}
