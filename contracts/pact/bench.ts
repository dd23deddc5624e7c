/** What contracts are judged with: two relays, a process with Pact's verifier, a folder for the pact at hand. */

import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { ApiModel } from '../../spec/index.js'
import type { PactOptions } from './pact-options.js'
import { openRelay, type Relay, type Relayed } from './relay.js'
import { openVerifierJobs, type VerifierJobs } from './verifier-jobs.js'
import { excerpt, objectOf } from './wording.js'

export type Bench = {
  readonly options: PactOptions
  readonly name: string
  readonly timeout: number
  readonly provider: Relay
  readonly states: Relay
  readonly jobs: VerifierJobs
  /** For the interaction at hand. */
  readonly folder: string
  close(): Promise<void>
}

export async function openBench(options: PactOptions, name: string): Promise<Bench> {
  const { timeout = 5000, headers = {}, statesHeaders = {} } = options
  const provider = await openRelay({ name: 'The provider', target: options.provider, timeout, headers })
  const states = await openRelay(
    options.states === undefined
      ? { refusal: 'Nobody sets up provider states: their address is not given (--states URL).' }
      : {
          name: "The provider's states",
          target: options.states,
          endpoint: true,
          timeout,
          headers: { ...headers, ...statesHeaders },
          faultOf: faultOfState(options.model),
        },
  )
  const jobs = openVerifierJobs()
  const folder = mkdtempSync(join(tmpdir(), 'specimen-pact-'))
  return {
    options,
    name,
    timeout,
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

/** Why an answer to a setup sets nothing up. */
function faultOfState(model: ApiModel): (answer: Relayed) => string | undefined {
  const secured = model.operations.some(({ security }) => security.some((schemes) => schemes.length > 0))
  const needed = secured ? ['id', 'token'] : ['id']
  return ({ status, body, sent }) => {
    const { state = '' } = objectOf(sent.body) ?? {}
    const text = excerpt(body) || '(nothing)'
    if (status < 200 || status > 299) return `The provider's states answered ${status} to "${state}": ${text}`
    const values = objectOf(body)
    if (values === undefined) return `The provider's states answered "${state}" with no JSON object: ${text}`
    const missing = needed.find((name) => values[name] === undefined || values[name] === null)
    return missing === undefined ? undefined : `The provider's states answered "${state}" without "${missing}": ${text}`
  }
}

/** Where Pact's verifier asks for provider states; it is not asked to take them down. */
export function setupOptions(states: Relay) {
  return { providerStatesSetupUrl: states.url, providerStatesSetupTeardown: false }
}
