import { HttpResponse, http } from 'msw'
import { setupServer } from 'msw/node'
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { createMock, type MockInWorld } from '../../mock/index.js'

const mock = await createMock()
let world: MockInWorld

// A connection that a fault cuts is an error to MSW, too.
const answer = (request: Request) => world.fetch(request).catch(() => HttpResponse.error())
const server = setupServer(http.all('https://api.example.com/*', ({ request }) => answer(request)))

beforeAll(() => server.listen({ onUnhandledRequest: 'error' }))
afterAll(() => server.close())
beforeEach(({ task }) => {
  world = mock.inWorld(task.id)
})

test('a customer who is refused sees it', async () => {
  await world.control.subjects.send(1005, 'REFUSE')
  const headers = { authorization: 'Bearer customer-1005' }
  const reply = await fetch('https://api.example.com/api/v1/customers/1005/individual/data', { headers })
  expect(await reply.json()).toMatchObject({ customer: { compliance_state: 'Refused' } })
})

test('a reply that does not arrive is an error to the page', async () => {
  await world.control.faults.add({ effect: { connection: 'cut' } })
  await expect(fetch('https://api.example.com/api/v1/genders')).rejects.toThrow(TypeError)
})
