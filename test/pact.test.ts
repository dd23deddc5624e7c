/** The committed contracts, replayed against the first provider that must honour them: the mock. */

import { afterAll, beforeAll, expect, it } from 'vitest'
import { judgePacts } from '../contracts/pact/verifier.js'
import type { Exchange } from '../contracts/exchange.js'
import { createMock, type Listening, type Mock, serve } from '../mock/index.js'

let mock: Mock
let listening: Extract<Listening, { kind: 'listening' }>

beforeAll(async () => {
  mock = await createMock()
  const outcome = await serve(mock, { port: 0 })
  if (outcome.kind === 'failed') throw new Error(outcome.message)
  listening = outcome
})

afterAll(() => listening.close())

it('the mock honours the committed contracts', async () => {
  const exchanges: Exchange[] = []
  const checks = await judgePacts({
    model: mock.model,
    provider: listening.url,
    states: `${listening.url}/_specimen/provider-states`,
    pacts: 'contracts/pacts',
    onExchange: (exchange) => exchanges.push(exchange),
  })
  expect(checks.filter(({ outcome }) => outcome !== 'passed')).toEqual([])
  expect(checks.length).toBeGreaterThan(15)
  expect(exchanges.length).toBe(checks.length - 1)
})
