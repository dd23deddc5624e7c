/** The recipe for Playwright, with a page that has nothing but routes. */

import type { Page } from 'playwright-core'
import { expect, test } from 'vitest'
import { createMock } from '../../mock/index.js'
import { answerFrom } from './playwright.js'

type Asked = { readonly url: string; readonly method?: string; readonly headers?: { [name: string]: string } }

async function openPage(name: string) {
  const world = (await createMock()).inWorld(name)
  const told: unknown[] = []
  let answer: (route: unknown) => Promise<void> = async () => {}
  const route = async (_: string, handler: typeof answer): Promise<void> => {
    answer = handler
  }
  const page = { route } as unknown as Page
  await answerFrom(page, world)
  const ask = async ({ url, method = 'GET', headers = {} }: Asked): Promise<unknown> => {
    const request = {
      url: () => url,
      method: () => method,
      allHeaders: async () => headers,
      postDataBuffer: () => null,
    }
    await answer({
      request: () => request,
      fulfill: async ({ status, body }: { status: number; body: Buffer }) =>
        told.push([status, JSON.parse(String(body))]),
      abort: async (why: string) => told.push(why),
    })
    return told.at(-1)
  }
  return { world, ask }
}

test('a page is answered by the mock, in a world of its own', async () => {
  const { world, ask } = await openPage('page-1')
  const headers = { authorization: 'Bearer customer-1003' }
  const url = 'https://app.example.com/api/v1/identification/individuals/1003'
  expect(await ask({ url, method: 'PUT', headers })).toMatchObject([
    200,
    { customer: { compliance_state: 'Accepted' } },
  ])
  await world.control.faults.add({ effect: { connection: 'cut' } })
  expect(await ask({ url, method: 'PUT', headers })).toBe('connectionreset')
})
