import type { Page } from 'playwright-core'
import type { MockInWorld } from '../../mock/index.js'

/** Answers what a page asks of the API with the mock, without a port. */
export async function answerFrom(page: Page, { fetch }: MockInWorld): Promise<void> {
  await page.route('**/api/v1/**', async (route) => {
    const asked = route.request()
    const body = asked.postDataBuffer()
    try {
      const reply = await fetch(asked.url(), {
        method: asked.method(),
        headers: await asked.allHeaders(),
        ...(body !== null && { body: new Uint8Array(body) }),
      })
      const headers = Object.fromEntries(reply.headers)
      await route.fulfill({ status: reply.status, headers, body: Buffer.from(await reply.arrayBuffer()) })
    } catch {
      await route.abort('connectionreset')
    }
  })
}
