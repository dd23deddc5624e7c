/** The first judge: the consumers' contracts, replayed by Pact's own verifier, which is not taken at its word. */

import { didYouMean } from '../../spec/suggest.js'
import { CouldNotRun } from '../could-not-run.js'
import type { Check } from '../report.js'
import { openBench, providerTarget } from './bench.js'
import { judgeBroker } from './judge-broker.js'
import { judgeInteraction } from './judge-interaction.js'
import { judgeUnknownState } from './judge-unknown-state.js'
import { type Pact, readPacts } from './pact-file.js'
import type { PactOptions } from './pact-options.js'
import { ask } from './relay.js'

/**
 * Replays contracts against a provider: a check for each interaction, none of them green for want of a judgement.
 *
 * @throws CouldNotRun where there is nothing to replay, or nobody to replay it to
 *
 * @example
 * const checks = await judgePacts({ model, provider: 'http://127.0.0.1:8080', states: 'http://127.0.0.1:8080/states', pacts: 'pacts' })
 */
export async function judgePacts(options: PactOptions): Promise<readonly Check[]> {
  const { pacts, broker, onCheck = () => {} } = options
  if (pacts === undefined && broker === undefined)
    throw new CouldNotRun('There are no contracts to replay: name a folder of pact files, or a broker.')
  const chosen = pacts === undefined ? [] : choose(readPacts(pacts), options.consumers)
  await probe(options)

  const bench = await openBench(options)
  const { name } = bench
  const checks: Check[] = []
  const add = (check: Check) => {
    checks.push(check)
    onCheck(check)
  }
  try {
    const refusal = await judgeUnknownState(options)
    if (refusal !== undefined) add(refusal)
    for (const pact of chosen) {
      if (pact.provider !== name) add(strangerCheck(pact, name))
      else if (pact.interactions.length === 0) add(emptyCheck(pact))
      else for (const interaction of pact.interactions) add(await judgeInteraction(bench, pact, interaction))
    }
    if (broker !== undefined) for (const check of await judgeBroker(bench, broker)) add(check)
  } finally {
    await bench.close()
  }
  return checks
}

function choose(pacts: readonly Pact[], consumers: readonly string[] | undefined): readonly Pact[] {
  if (consumers === undefined || consumers.length === 0) return pacts
  const known = [...new Set(pacts.map(({ consumer }) => consumer))]
  const stranger = consumers.find((consumer) => !known.includes(consumer))
  if (stranger !== undefined) {
    throw new CouldNotRun(
      `There is no contract of a consumer "${stranger}"; there are those of ${known.join(', ')}.${didYouMean(stranger, known)}`,
    )
  }
  return pacts.filter(({ consumer }) => consumers.includes(consumer))
}

/** A provider that does not listen takes Pact's verifier down: asked before, any answer will do. */
async function probe(options: PactOptions): Promise<void> {
  for (const url of [options.provider, options.states]) {
    if (url !== undefined && !(URL.canParse(url) && /^https?:/.test(url)))
      throw new CouldNotRun(`"${url}" is no address of a server; it should begin with http:// or https://.`)
  }
  const { fault } = await ask(providerTarget(options), { method: 'GET', path: '/', headers: {}, body: Buffer.alloc(0) })
  if (fault !== undefined) throw new CouldNotRun(fault)
}

function strangerCheck({ file, consumer, provider }: Pact, name: string): Check {
  return {
    judge: 'pact',
    operation: '',
    rule: '',
    outcome: 'failed',
    expected: `contracts with "${name}"`,
    got: `a contract with "${provider}"`,
    reason: `${file} is a contract of ${consumer} with "${provider}", not with "${name}"; --provider-name says what it is called.`,
    steps: [],
  }
}

function emptyCheck({ file, consumer }: Pact): Check {
  return {
    judge: 'pact',
    operation: '',
    rule: '',
    outcome: 'failed',
    expected: 'at least one interaction',
    got: 'none',
    reason: `${file}, the contract of ${consumer}, has no interactions: nothing was verified.`,
    steps: [],
  }
}
