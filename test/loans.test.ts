/** What a stranger's document asks of the mock: secrets, defaults, pages, parts below a whole, merge patches. */

import { describe, expect, it } from 'vitest'
import { createMock, type Mock } from '../mock/index.js'

const mock = await createMock({ document: 'test/documents/loans.yaml' })

/** A clerk asks, each test in a world of its own. */
async function ask(clerk: number, method: string, path: string, body?: unknown, type = 'application/json') {
  const reply = await own().request(path, {
    method,
    headers: { authorization: `Basic ${btoa(`clerk-${clerk}:secret`)}`, 'content-type': type },
    ...(body !== undefined && { body: JSON.stringify(body) }),
  })
  const text = await reply.text()
  return { status: reply.status, reason: reply.headers.get('specimen-reason'), body: JSON.parse(text || 'null') }
}

function own(): ReturnType<Mock['inWorld']> {
  return mock.inWorld((expect.getState().currentTestName ?? '').replaceAll(/[^a-z]/gi, '').slice(0, 100))
}

describe('basic credentials', () => {
  const status = async (credentials: string) => {
    const headers = { authorization: `Basic ${credentials}` }
    return (await own().request('/loans', { headers })).status
  }

  it('are those that the document names, as base64', async () => {
    expect(await status(btoa('clerk-1:secret'))).toBe(200)
    expect(await status(btoa('clerk-1:guess'))).toBe(401)
    expect(await status('clerk-1:secret')).toBe(401)
    const reply = await own().request('/loans')
    expect((await reply.json()).detail).toContain(`"Basic ${btoa('clerk-1:secret')}" for "clerk-1:secret"`)
  })

  it('are what a scenario sends', async () => {
    const told = await own().control.scenarios.run('lent')
    expect(told.steps.map(({ status: code }) => code)).toEqual([201, 200])
  })
})
