/** The TypeScript in the pages on contracts, run as it stands there. */

import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { createServer } from 'node:http'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { getRequestListener } from '@hono/node-server'
import { afterAll, describe, expect, it } from 'vitest'
import { flagship } from '../spec/home.js'

const folder = mkdtempSync(join(tmpdir(), 'specimen-snippets-'))
const open: (() => void)[] = []

afterAll(() => {
  for (const close of open) close()
  rmSync(folder, { recursive: true, force: true })
})

const here = (path: string) => fileURLToPath(new URL(path, import.meta.url))

/** What a reader has in other places. */
const ELSEWHERE: { readonly [text: string]: string } = {
  "'vitest'": JSON.stringify(import.meta.resolve('vitest')),
  "'hono'": JSON.stringify(import.meta.resolve('hono')),
  "'express'": JSON.stringify(import.meta.resolve('express')),
  "'specimen-kit/contracts'": JSON.stringify(here('../contracts/index.ts')),
  "'openapi.yaml'": JSON.stringify(flagship),
  "'pacts'": JSON.stringify(folder),
}

/** The TypeScript of a page, each in a file of its own. */
function snippetsOf(page: string): readonly string[] {
  const text = readFileSync(here(`../contracts/docs/${page}`), 'utf8')
  return [...text.matchAll(/^```ts\n([\s\S]*?)^```$/gm)].map(([, code = ''], index) => {
    const file = join(folder, `${page}-${index}.ts`)
    const moved = Object.entries(ELSEWHERE).reduce((moving, [from, to]) => moving.replaceAll(from, to), code)
    writeFileSync(file, moved)
    return file
  })
}

describe('the first contract', async () => {
  const snippets = snippetsOf('first-contract.md')
  it('is one', () => {
    expect(snippets).toHaveLength(1)
  })
  // Its tests become tests of this file.
  for (const snippet of snippets) await import(snippet)
})

type House = { create(params: object): Promise<object>; receive(id: number, event: string): Promise<object> }

describe('provider states', async () => {
  const [hono = '', express = ''] = snippetsOf('provider-states.md')
  const asked: unknown[] = []
  const values = { id: 7, token: 'a token', customerId: 7, individualId: 8 }
  const house: House = {
    async create(params) {
      asked.push(params)
      return values
    },
    async receive(id, event) {
      asked.push([id, event])
      return values
    },
  }

  it.each([
    ['Hono', async () => getRequestListener((await import(hono)).providerStates(house).fetch)],
    ['Express', async () => (await import(express)).providerStates(house)],
  ])('in %s', async (_, listener) => {
    asked.length = 0
    const server = createServer(await listener())
    open.push(() => server.close())
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
    const address = server.address()
    const change = (body: object) =>
      fetch(`http://127.0.0.1:${typeof address === 'object' ? address?.port : ''}/provider-states`, {
        method: 'POST',
        headers: { 'Content-Type': 'application/json', Connection: 'close' },
        body: JSON.stringify(body),
      })

    const exists = { state: 'individual exists', params: { compliance_state: 'Accepted' }, action: 'setup' }
    expect(await (await change(exists)).json()).toEqual(values)
    const event = { state: 'individual receives event', params: { id: 7, event: 'PASS' }, action: 'setup' }
    expect(await (await change(event)).json()).toEqual(values)
    expect(asked).toEqual([{ compliance_state: 'Accepted' }, [7, 'PASS']])
    expect(await (await change({ ...exists, action: 'teardown' })).json()).toEqual({})
    const unknown = await change({ ...exists, state: 'individual exist' })
    expect(unknown.status).toBe(400)
    expect(await unknown.json()).toEqual({ error: 'There is no state "individual exist".' })
  })
})
