import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { createMock } from '../../mock/index.js'

/** What is to be tested: it knows nothing of a mock. */
async function readName(customer: number): Promise<string> {
  const headers = { authorization: `Bearer customer-${customer}` }
  const reply = await fetch(`https://api.example.com/api/v1/customers/${customer}/individual/data`, { headers })
  const { full_name: name } = await reply.json()
  return name
}

const mock = await createMock()

beforeEach(({ task }) => {
  vi.stubGlobal('fetch', mock.inWorld(task.id).fetch)
})
afterEach(() => {
  vi.unstubAllGlobals()
})

test('reads the name of a customer', async () => {
  expect(await readName(1003)).toBe('Koskela Mira')
})
