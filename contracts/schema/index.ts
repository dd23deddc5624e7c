/** Every exchange of a run against the document, by two judges. */

import type { ApiModel } from '../../spec/index.js'
import type { Exchange } from '../exchange.js'
import type { Check } from '../report.js'
import type { Schemas } from './ajv.js'
import { findingsOf, judgeExchanges, responseFor } from './judge-exchanges.js'
import { askPrism } from './prism.js'

export { responseFor } from './judge-exchanges.js'

export type SchemaJudgeOptions = {
  readonly model: ApiModel
  readonly schemas: Schemas
  readonly exchanges: readonly Exchange[]
  readonly now: number
  /** Whether Prism is asked too. */
  readonly prism: boolean
}

export async function judgeSchemas({
  model,
  schemas,
  exchanges,
  now,
  prism,
}: SchemaJudgeOptions): Promise<readonly Check[]> {
  const own = judgeExchanges(exchanges, (exchange) => findingsOf(schemas, exchange, now))
  if (!prism) return own
  const opinion = await askPrism(model)
  if (opinion === undefined) {
    const reason = 'Prism, the second opinion, is not installed: npm install --save-dev @stoplight/prism-cli.'
    return [...own, nobody(reason)]
  }
  let dull = 0
  const second = judgeExchanges(exchanges, (exchange) => {
    const faults = opinion.faultsOf(exchange)
    if (faults === undefined) dull++
    const rule = responseFor(exchange.operation, exchange.status)?.pointer ?? exchange.operation?.pointer ?? ''
    return (faults ?? []).map((message) => ({
      rule,
      expected: 'nothing that Prism objects to',
      message: `Prism: ${message}.`,
    }))
  })
  const asked = exchanges.filter(({ operation }) => operation !== undefined).length - dull
  const failed = second.filter(({ outcome }) => outcome === 'failed')
  return [...own, ...failed, ...(failed.length > 0 || asked === 0 ? [] : [agreed(asked, model)])]
}

function agreed(count: number, { source }: ApiModel): Check {
  return {
    judge: 'schema',
    operation: '',
    rule: '',
    outcome: 'passed',
    expected: `nothing that Prism objects to in ${source}`,
    got: `${count} replies`,
    reason: 'Prism, which reads the document in its own way, objects to none of them.',
    steps: [],
  }
}

function nobody(reason: string): Check {
  return {
    judge: 'schema',
    operation: '',
    rule: '',
    outcome: 'not-exercised',
    expected: 'a second opinion',
    got: '',
    reason,
    steps: [],
  }
}
