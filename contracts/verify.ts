/** One run of all judges against one provider. */

import type { ApiModel } from '../spec/index.js'
import { now } from './clock.js'
import { CouldNotRun } from './could-not-run.js'
import { coverageOf } from './coverage.js'
import type { Exchange } from './exchange.js'
import { createProvider, NoAnswer, type Provider, StateRefused, valuesOf } from './provider.js'
import { type Check, JUDGES, type Judge, type Report, summarize } from './report.js'
import { judgeSchemas } from './schema/index.js'
import { createKnownPlaces, createSituation, createStatePlaces, type Known, needsTokens, walk } from './walk/index.js'

export type VerifyOptions = {
  readonly model: ApiModel
  /** Where the provider listens. */
  readonly provider: string
  /** Where provider states are asked for. Without it only what is known can be walked. */
  readonly states?: string
  /** Without states: whose token it is, and which resource is theirs. */
  readonly known?: Known
  /** @default all three */
  readonly only?: readonly Judge[]
  /** @default 1 */
  readonly seed?: number
  /** How many random walks. @default 25 */
  readonly walks?: number
  /** Milliseconds that may be spent on waiting for what is due. @default 0 */
  readonly patience?: number
  /** Milliseconds that one request may take. @default 10000 */
  readonly timeout?: number
  /** Whether Prism is asked for a second opinion. @default true */
  readonly prism?: boolean
  /** Whether it ends with the first failure: pact goes first, then the walk, then schema. @default false */
  readonly bail?: boolean
  /** Judges the consumers' pacts; undefined: none were named. */
  readonly judgePacts?: (told: PactsTold) => Promise<readonly Check[]>
  readonly onProgress?: (progress: Progress) => void
}

export type PactsTold = {
  readonly onCheck: (check: Check) => void
  readonly onExchange: (exchange: Exchange) => void
}

export type Progress = {
  readonly judge: Judge
  readonly done: number
  /** Undefined: not known beforehand. */
  readonly total?: number
  readonly failed: number
}

/**
 * Verifies a provider.
 *
 * @throws CouldNotRun where it cannot be reached
 *
 * @example
 * const report = await verify({ model, provider: 'http://127.0.0.1:4010', states: 'http://127.0.0.1:4010/_specimen/provider-states' })
 * console.log(report.summary.failed)
 */
export async function verify(options: VerifyOptions): Promise<Report> {
  const { model, states, known, only = JUDGES, seed = 1, walks = 25, patience = 0, timeout = 10_000 } = options
  const provider = createProvider({
    url: options.provider,
    timeout,
    ...(states !== undefined && { statesUrl: states }),
  })
  await provider.probe()
  if (states !== undefined) await probeStates(model, provider)

  const situation = createSituation(model, { seed, patience, walks })
  const coverage = { transitions: new Set<string>(), forbidden: new Set<string>() }
  const places =
    states !== undefined ? createStatePlaces(situation, provider) : createKnownPlaces(situation, known ?? { token: '' })

  const replayed: Exchange[] = []
  const pact = counter('pact', options)
  const pacts = only.includes('pact')
    ? ((await options.judgePacts?.({
        onCheck: pact.count,
        onExchange: (exchange) => replayed.push(exchange),
      })) ?? [])
    : []

  const walked = counter('walk', options)
  const walking = { situation, provider, places, coverage, onPlans: walked.expect, onCheck: walked.count }
  const isOver = (checks: readonly Check[]) => options.bail === true && checks.some(isFailed)
  const isWalked = (only.includes('walk') || only.includes('schema')) && !isOver(pacts)
  const steps = isWalked ? await walk({ ...walking, bail: options.bail === true && only.includes('walk') }) : []

  const exchanges = [...provider.exchanges, ...replayed]
  const isAsked = only.includes('schema') && !isOver([...pacts, ...steps])
  const schemas = isAsked
    ? await judgeSchemas({
        model,
        schemas: situation.schemas,
        exchanges,
        now: now(),
        prism: options.prism ?? true,
      })
    : []

  const found = [...pacts, ...schemas, ...(only.includes('walk') ? steps : [])]
  const checks = isOver(found) ? found : withEmptyJudges(found, only, options.judgePacts !== undefined)
  return {
    provider: provider.url,
    document: model.source,
    seed,
    summary: summarize(checks),
    checks,
    coverage: coverageOf(model, { exchanges, ...coverage, checks: [...checks, ...steps] }),
  }
}

/** A judge that has looked at nothing has not passed anything: that is a failure, and said. */
function withEmptyJudges(checks: readonly Check[], only: readonly Judge[], hasPacts: boolean): readonly Check[] {
  const idle = only.filter(
    (judge) => !checks.some((check) => check.judge === judge && check.outcome !== 'not-exercised'),
  )
  const added = idle.flatMap((judge): readonly Check[] => {
    if (judge === 'pact' && !hasPacts && only.length > 1)
      return [empty(judge, 'not-exercised', 'No pacts were named: --pacts DIR, or --broker-url URL.')]
    return [empty(judge, 'failed', `The judge ${judge} has checked nothing; nothing checked is nothing proved.`)]
  })
  return [...checks, ...added]
}

function isFailed({ outcome }: Check): boolean {
  return outcome === 'failed'
}

function empty(judge: Judge, outcome: Check['outcome'], reason: string): Check {
  return { judge, operation: '', rule: '', outcome, expected: 'at least one check', got: 'none', reason, steps: [] }
}

function counter(judge: Judge, { onProgress }: VerifyOptions) {
  let done = 0
  let failed = 0
  let total: number | undefined
  return {
    expect: (count: number) => {
      total = count
    },
    count: ({ outcome }: Check) => {
      done++
      if (outcome === 'failed') failed++
      onProgress?.({ judge, done, failed, ...(total !== undefined && { total }) })
    },
  }
}

/** Without states there is nothing to walk: one that cannot be had at all is told once, not at every operation. */
async function probeStates(model: ApiModel, provider: Provider): Promise<void> {
  const resource = Object.values(model.resources).find(({ lifecycles }) => lifecycles.length > 0)
  if (resource === undefined) return
  const state = `${resource.name.toLowerCase()} exists`
  try {
    valuesOf(await provider.setState(state, {}), state, needsTokens(model))
  } catch (reason) {
    if (reason instanceof NoAnswer) throw new CouldNotRun(`The state endpoint does not answer: ${reason.message}.`)
    if (!(reason instanceof StateRefused)) throw reason
    throw new CouldNotRun(
      `${capital(reason.message)}. It is asked for with --states; contracts/docs/provider-states.md has the endpoint.`,
    )
  }
}

function capital(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1)
}
