/** Between Pact's verifier and the provider's states: an answer that sets nothing up is seen here. */

import type { ApiModel } from '../../spec/index.js'
import { type Asked, ask, openRelay, type Relay, type Relayed, type Target } from './relay.js'
import { excerpt, objectOf } from './wording.js'

/** @param target undefined: nobody sets up states */
export function openStatesRelay(model: ApiModel, target: Target | undefined): Promise<Relay> {
  return openRelay(async ({ headers, body }) => {
    const { state = '', action } = objectOf(body) ?? {}
    // Pact announces that no state is needed, too.
    if (state === '') return 'aside'
    const asked = { method: 'POST', path: undefined, headers, body }
    if (action === 'teardown') {
      // Whatever comes of it: the contract has been judged.
      if (target !== undefined) await ask(target, asked)
      return 'aside'
    }
    if (target === undefined) return nobody(asked)
    const answer = await ask(target, asked)
    const fault = answer.fault ?? faultOf(model, String(state), answer)
    return fault === undefined ? answer : { ...answer, fault }
  })
}

/** Why an answer to a setup sets nothing up. */
function faultOf(model: ApiModel, state: string, { status, body }: Relayed): string | undefined {
  const text = excerpt(body) || '(nothing)'
  if (status < 200 || status > 299) return `The provider's states answered ${status} to "${state}": ${text}`
  const values = objectOf(body)
  if (values === undefined) return `The provider's states answered "${state}" with no JSON object: ${text}`
  const secured = model.operations.some(({ security }) => security.some((schemes) => schemes.length > 0))
  const needed = secured ? ['id', 'token'] : ['id']
  const missing = needed.find((name) => values[name] === undefined || values[name] === null)
  return missing === undefined ? undefined : `The provider's states answered "${state}" without "${missing}": ${text}`
}

function nobody({ method, headers, body }: Asked): Relayed {
  return {
    method,
    url: 'http://127.0.0.1/',
    sent: { headers, body },
    status: 0,
    received: [],
    body: Buffer.alloc(0),
    fault: 'Nobody sets up provider states: their address is not given (--states URL).',
  }
}
