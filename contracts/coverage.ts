/** What of the document a run has exercised, and what it has not, and why. */

import type { ApiModel, Operation } from '../spec/index.js'
import type { Exchange } from './exchange.js'
import type { Check, Coverage, Tally } from './report.js'
import { responseFor } from './schema/index.js'
import { forbiddenOf, type Named, transitionsOf } from './walk/names.js'

export type Exercised = {
  readonly exchanges: readonly Exchange[]
  /** Pointers of transitions, and `lifecycle: state × operation`. */
  readonly transitions: ReadonlySet<string>
  readonly forbidden: ReadonlySet<string>
  /** What was not exercised says why. */
  readonly checks: readonly Check[]
}

export function coverageOf(model: ApiModel, { exchanges, transitions, forbidden, checks }: Exercised): Coverage {
  const called = new Set(exchanges.flatMap(({ operation }) => operation?.id ?? []))
  const answered = new Set(
    exchanges.flatMap(({ operation, status }) => {
      const response = responseFor(operation, status)
      return response === undefined ? [] : [`${operation?.id} ${response.status}`]
    }),
  )
  const ids = new Set(model.operations.map(({ id }) => id))
  const lifecycles = Object.values(model.lifecycles)
  const skipped = checks.filter(({ outcome }) => outcome !== 'passed')
  const whyRule = (rule: string, otherwise: string) => skipped.find((check) => check.rule === rule)?.reason ?? otherwise
  return {
    operations: tally(
      model.operations.map(({ id, pointer }) => ({ key: id, name: id, why: whyRule(pointer, 'No check calls it.') })),
      called,
    ),
    responses: tally(model.operations.flatMap(responsesOf), answered),
    transitions: tally(
      lifecycles.flatMap(transitionsOf).map((one) => ({ ...one, why: whyRule(one.key, 'No check leads there.') })),
      transitions,
    ),
    forbidden: tally(
      lifecycles
        .flatMap((lifecycle) => forbiddenOf(lifecycle, (name) => ids.has(name)))
        .map((one) => ({ ...one, why: whyPair(one, skipped) })),
      forbidden,
    ),
  }
}

function tally(all: readonly (Named & { readonly why: string })[], exercised: ReadonlySet<string>): Tally {
  const missing = all.filter(({ key }) => !exercised.has(key)).map(({ name, why }) => ({ name, why }))
  return { exercised: all.length - missing.length, total: all.length, missing }
}

function responsesOf({ id, responses }: Operation): readonly (Named & { readonly why: string })[] {
  return responses.map(({ status }) => ({ key: `${id} ${status}`, name: `${id} ${status}`, why: whyNot(status) }))
}

function whyNot(status: string): string {
  if (status.startsWith('5')) return 'A failing server cannot be asked for.'
  if (status === '413') return 'How much is too much is not in the document.'
  return 'Nothing that was sent got this answer.'
}

function whyPair({ name }: Named, skipped: readonly Check[]): string {
  const [, state, operation] = /: (.+) × (.+)$/.exec(name) ?? []
  const found = skipped.find((check) => check.operation === operation && check.rule.endsWith(`/states/${state}`))
  return found?.reason ?? 'No check leads there.'
}
