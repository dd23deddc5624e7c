/** One interaction of a pact, replayed by Pact's verifier; what it overlooks is seen here. */

import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { orList } from '../../spec/describe.js'
import { didYouMean } from '../../spec/suggest.js'
import type { Check } from '../report.js'
import type { Bench } from './bench.js'
import { operationOf, ruleOf } from './interaction-operation.js'
import type { Interaction, Pact } from './pact-file.js'
import { stateFaults } from './provider-states.js'
import type { Relayed } from './relay.js'
import { exchangeOf, stepOf } from './relayed-exchange.js'
import { readVerifierReport } from './verifier-report.js'
import { firstLine, gotOf, objectOf, sentenceOf } from './wording.js'

export async function judgeInteraction(bench: Bench, pact: Pact, interaction: Interaction): Promise<Check> {
  const { model } = bench.options
  const operation = operationOf(model, interaction)
  const about = {
    judge: 'pact' as const,
    operation: operation?.id ?? '',
    rule: operation === undefined ? '' : ruleOf(model, operation, interaction),
    expected: expectation(interaction),
  }
  const failed = (reason: string, got = '', steps: readonly string[] = []): Check => ({
    ...about,
    outcome: 'failed',
    got,
    reason: `${titleOf(interaction)} does not hold: ${reason}`,
    steps,
  })

  const obstacle = obstacleOf(bench, interaction)
  if (obstacle !== undefined) return failed(obstacle)

  const verdict = await replay(bench, pact, interaction)
  const setups = bench.states.take()
  const calls = bench.provider.take()
  for (const call of calls) bench.options.onExchange?.(exchangeOf(call, operation))
  const steps = [...setups, ...calls].map(stepOf)
  const got = calls.map(gotOf).join('; ')
  const lapse =
    [...setups, ...calls].find(({ fault }) => fault !== undefined)?.fault ?? missingValue(interaction, setups)
  if (lapse !== undefined) return failed(lapse, got, steps)

  const report = readVerifierReport(verdict.text)
  if (report === undefined) return failed(firstLine(verdict.text), got, steps)
  if (setups.length < interaction.states.length) return failed('Not every provider state was set up.', got, steps)
  if (calls.length === 0 || report.count !== 1) return failed('The provider was never asked.', got, steps)
  if (verdict.passed && report.held)
    return { ...about, outcome: 'passed', got, reason: `${titleOf(interaction)} holds.`, steps }
  return failed(sentenceOf(report.errors.flatMap(({ mismatches }) => mismatches)), got, steps)
}

/** What keeps an interaction from being replayed at all. */
function obstacleOf({ options: { model, states } }: Bench, interaction: Interaction): string | undefined {
  if (interaction.kind !== undefined)
    return `it is of the kind "${interaction.kind}", and only HTTP can be replayed here.`
  if (interaction.operation !== undefined && operationOf(model, interaction) === undefined) {
    const known = model.operations.map(({ id }) => id)
    return `it names the operation "${interaction.operation}", which the document does not have.${didYouMean(interaction.operation, known)}`
  }
  const fault = interaction.states.flatMap((state) => stateFaults(model, state))[0]
  if (fault !== undefined) return fault
  if (interaction.states.length > 0 && states === undefined) {
    const names = orList([...new Set(interaction.states.map(({ name }) => `"${name}"`))])
    return `nobody sets up ${names}: the address of the provider's states is not given (--states URL).`
  }
  return undefined
}

/** One interaction at a time, so that what went over the wire belongs to it. */
function replay(bench: Bench, pact: Pact, interaction: Interaction) {
  const { provider, states, jobs, name, folder, timeout } = bench
  const file = join(folder, 'pact.json')
  // Pact passes over the failures of what is pending; here nothing is.
  const content = { ...pact.content, interactions: [{ ...interaction.content, pending: false }] }
  writeFileSync(file, JSON.stringify(content))
  // The relays know better why an answer did not come, so they give up first.
  const patience = timeout + 5000
  return jobs.run(
    {
      provider: name,
      providerBaseUrl: provider.url,
      pactUrls: [file],
      logLevel: 'error',
      timeout: patience,
      failIfNoPactsFound: true,
      providerStatesSetupUrl: states.url,
    },
    patience * (interaction.states.length + 1) + 10_000,
  )
}

/** Where a value is missing, Pact puts the contract's example in its place, and asks for somebody else. */
function missingValue({ request, states }: Interaction, setups: readonly Relayed[]): string | undefined {
  const values = Object.assign({}, ...setups.map(({ body }) => objectOf(body) ?? {}))
  const text = JSON.stringify(request['generators'] ?? {})
  const names = [...text.matchAll(/\$\{(\w+)\}/g)].map(([, name = '']) => name)
  const missing = names.find((name) => values[name] === undefined)
  if (missing === undefined) return undefined
  if (states.length === 0) return `its request needs "${missing}", but it is given no provider state.`
  const given = states.map(({ name }) => `"${name}"`).join(' and ')
  return `The provider's states answered ${given} without "${missing}", which the request needs.`
}

function titleOf({ consumer, description, states }: Interaction): string {
  const given = states.map(({ name, params }) => `${name} ${JSON.stringify(params)}`).join(' and ')
  return `${consumer}'s contract "${description}"${given === '' ? '' : ` (given ${given})`}`
}

function expectation({ response }: Interaction): string {
  return `status ${response['status'] ?? 200}${response['body'] === undefined ? '' : ', with the body of the contract'}`
}
