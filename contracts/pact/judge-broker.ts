/** The contracts of a broker: Pact's verifier fetches them, replays them in one go, and tells the broker how it ended. */

import { CouldNotRun } from '../could-not-run.js'
import type { Check } from '../report.js'
import type { Bench } from './bench.js'
import { operationAt } from './interaction-operation.js'
import type { Broker } from './pact-options.js'
import { exchangeOf, stepOf } from './relayed-exchange.js'
import { readVerifierReport } from './verifier-report.js'
import { firstLine, gotOf, sentenceOf } from './wording.js'

export async function judgeBroker(bench: Bench, broker: Broker): Promise<readonly Check[]> {
  const { options, provider, states, jobs, name, timeout } = bench
  const { url, token, username, password, publish } = broker
  const selectors = broker.selectors ?? [{ mainBranch: true }, { deployedOrReleased: true }]
  const verdict = await jobs.run(
    {
      provider: name,
      providerBaseUrl: provider.url,
      pactBrokerUrl: url,
      consumerVersionSelectors: selectors as never,
      logLevel: 'error',
      timeout: timeout + 5000,
      failIfNoPactsFound: true,
      ...(token !== undefined && { pactBrokerToken: token }),
      ...(username !== undefined && { pactBrokerUsername: username }),
      ...(password !== undefined && { pactBrokerPassword: password }),
      ...(options.consumers && options.consumers.length > 0 && { consumerFilters: [...options.consumers] }),
      ...(publish && {
        publishVerificationResult: true,
        providerVersion: publish.version,
        ...(publish.branch !== undefined && { providerVersionBranch: publish.branch }),
      }),
      providerStatesSetupUrl: states.url,
    },
    600_000,
  )
  const setups = states.take()
  const calls = provider.take()
  for (const call of calls) {
    options.onExchange?.(exchangeOf(call, operationAt(options.model, call.method, new URL(call.url).pathname)))
  }
  const report = readVerifierReport(verdict.text)
  if (report === undefined)
    throw new CouldNotRun(`The contracts of the broker ${url} could not be replayed: ${firstLine(verdict.text)}`)
  const why = sentenceOf(report.errors.flatMap(({ mismatches }) => mismatches))
  if (report.count === 0) throw new CouldNotRun(`The contracts of the broker ${url} could not be replayed: ${why}`)
  if (calls.length === 0) throw new CouldNotRun(`No contract of the broker ${url} has asked "${name}" anything: ${why}`)
  const about = {
    judge: 'pact' as const,
    operation: '',
    rule: '',
    expected: `every contract of the broker ${url} holds`,
  }
  const lapses = [...setups, ...calls].filter(({ fault }) => fault !== undefined)
  const failures: readonly Check[] = [
    ...lapses.map(
      (lapse): Check => ({
        ...about,
        outcome: 'failed',
        got: gotOf(lapse),
        reason: lapse.fault ?? '',
        steps: [stepOf(lapse)],
      }),
    ),
    ...report.errors.map(
      ({ interaction, mismatches }): Check => ({
        ...about,
        outcome: 'failed',
        got: mismatches.map(({ got }) => got).join('; '),
        reason: `${interaction} does not hold: ${sentenceOf(mismatches)}`,
        steps: [],
      }),
    ),
  ]
  if (failures.length > 0) return failures
  if (!verdict.passed || !report.held)
    return [
      {
        ...about,
        outcome: 'failed',
        got: '',
        reason: `Pact's verifier failed without a reason: ${firstLine(verdict.text)}`,
        steps: [],
      },
    ]
  const reason = `All ${report.count} interactions of the broker hold.`
  return [{ ...about, outcome: 'passed', got: `${calls.length} answers`, reason, steps: [] }]
}
