/** What contracts are judged with: two relays, a process with Pact's verifier, a folder for the pact at hand. */

import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { PactOptions } from './pact-options.js'
import { ask, openRelay, type Relay, type Target } from './relay.js'
import { openStatesRelay } from './states-relay.js'
import { openVerifierJobs, type VerifierJobs } from './verifier-jobs.js'

export type Bench = {
  readonly options: PactOptions
  /** What the provider is called in the pacts. */
  readonly name: string
  readonly timeout: number
  readonly provider: Relay
  readonly states: Relay
  readonly jobs: VerifierJobs
  /** For the pact at hand. */
  readonly folder: string
  close(): Promise<void>
}

export async function openBench(options: PactOptions): Promise<Bench> {
  const target = providerTarget(options)
  const provider = await openRelay((asked) => ask(target, asked))
  const states = await openStatesRelay(options.model, statesTarget(options))
  const jobs = openVerifierJobs()
  const folder = mkdtempSync(join(tmpdir(), 'specimen-pact-'))
  return {
    options,
    name: options.providerName ?? options.model.title,
    timeout: target.timeout,
    provider,
    states,
    jobs,
    folder,
    async close() {
      jobs.close()
      rmSync(folder, { recursive: true, force: true })
      await provider.close()
      await states.close()
    },
  }
}

const PATIENCE = 5000

export function providerTarget({ provider, timeout = PATIENCE, headers = {} }: PactOptions): Target {
  return { name: 'The provider', url: provider, timeout, headers }
}

export function statesTarget(options: PactOptions): Target | undefined {
  const { states, timeout = PATIENCE, headers = {}, statesHeaders = {} } = options
  if (states === undefined) return undefined
  return { name: "The provider's states", url: states, timeout, headers: { ...headers, ...statesHeaders } }
}
