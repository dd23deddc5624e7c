/** Pages of other origins: those of this machine may call, others where they are named; the control API is not for them. */

import { expect, it } from 'vitest'
import { createMock, type Mock } from '../mock/index.js'

const DOCUMENT = 'test/documents/tasks.yaml'
const plain = await createMock({ document: DOCUMENT })

function ask(mock: Mock, origin: string, path = '/tasks', init: RequestInit = {}): Promise<Response> {
  const headers = new Headers({ authorization: 'Bearer member-1', origin, ...(init.headers as object) })
  return mock.request(path, { ...init, headers })
}

const allowed = async (...asked: Parameters<typeof ask>) =>
  (await ask(...asked)).headers.get('access-control-allow-origin')

it.each(['http://localhost:5173', 'https://shop.localhost', 'http://127.0.0.1', 'http://[::1]:8080', 'null'])(
  'a page from %s may call',
  async (origin) => {
    expect(await allowed(plain, origin)).toBe(origin)
    const asked = { 'access-control-request-method': 'PATCH', 'access-control-request-headers': 'content-type' }
    const preflight = await ask(plain, origin, '/tasks', { method: 'OPTIONS', headers: asked })
    expect(preflight.status).toBe(204)
    expect(preflight.headers.get('access-control-allow-methods')).toContain('PATCH')
    expect(preflight.headers.get('access-control-allow-headers')).toBe('content-type')
  },
)

it('may read every header that the reply has', async () => {
  const reply = await ask(plain, 'http://localhost:5173')
  const exposed = reply.headers.get('access-control-expose-headers')?.split(', ')
  expect(exposed).toEqual(expect.arrayContaining(['x-total-count', 'specimen-reason', 'x-request-id', 'content-type']))
  expect(reply.headers.get('x-total-count')).toMatch(/^\d+$/)
})

it.each(['https://app.example', 'http://localhost.evil.example', 'http://evil-localhost'])(
  'a page from %s may not, unless it is named',
  async (origin) => {
    expect(await allowed(plain, origin)).toBeNull()
    const named = await createMock({ document: DOCUMENT, origins: [origin] })
    expect(await allowed(named, origin)).toBe(origin)
    expect(await allowed(named, `${origin}:81`)).toBeNull()
    const open = await createMock({ document: DOCUMENT, origins: ['*'] })
    expect(await allowed(open, `${origin}:81`)).toBe(`${origin}:81`)
  },
)

it('does not open the control API to pages from elsewhere', async () => {
  const open = await createMock({ document: DOCUMENT, origins: ['*'] })
  const reply = await ask(open, 'https://app.example', '/_specimen/worlds')
  expect(reply.status).toBe(403)
  expect(await reply.json()).toMatchObject({ detail: expect.stringContaining('https://app.example') })
})
