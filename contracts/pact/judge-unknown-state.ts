/** Whether a provider tells when it is asked for a state that it does not have. */

import { CouldNotRun } from '../could-not-run.js'
import type { Check } from '../report.js'
import { statesTarget } from './bench.js'
import type { PactOptions } from './pact-options.js'
import { ask } from './relay.js'
import { stepOf } from './relayed-exchange.js'

const NO_STATE = 'there is no such state'

/** A provider that takes any state for set up would make every contract's `given` worthless. */
export async function judgeUnknownState(options: PactOptions): Promise<Check | undefined> {
  const target = statesTarget(options)
  if (target === undefined) return undefined
  const body = Buffer.from(JSON.stringify({ state: NO_STATE, params: {}, action: 'setup' }))
  const headers = { 'content-type': 'application/json' }
  const answer = await ask(target, { method: 'POST', path: undefined, headers, body })
  if (answer.status === 0) throw new CouldNotRun(answer.fault ?? "The provider's states cannot be reached.")
  const refused = answer.status >= 400
  return {
    judge: 'pact',
    operation: '',
    rule: '',
    outcome: refused ? 'passed' : 'failed',
    expected: 'a status of 400 or above for a provider state that does not exist',
    got: `status ${answer.status}`,
    reason: refused
      ? 'An unknown provider state is refused.'
      : `The provider's states answered ${answer.status} to the state "${NO_STATE}": a misspelt state would go unnoticed.`,
    steps: [stepOf(answer)],
  }
}
