/** One request for each connection, whatever the server says of it. */

import { createServer, type Socket } from 'node:net'
import { afterAll, expect, it } from 'vitest'
import { ask } from './relay.js'

const sockets = new Set<Socket>()
/** Answers as servers may (RFC 9112, section 9.6): it closes as it was asked to, and does not announce it. */
const server = createServer((socket) => {
  sockets.add(socket)
  socket.once('data', () => {
    socket.write('HTTP/1.1 200 OK\r\ncontent-length: 2\r\n\r\n{}')
    setTimeout(() => socket.destroy(), 20)
  })
})

afterAll(() => void server.close())

it('is not sent on a connection that was to be closed', async () => {
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const address = server.address()
  const port = typeof address === 'object' ? address?.port : undefined
  const target = { name: 'The provider', url: `http://127.0.0.1:${port}`, timeout: 2000, headers: {} }
  const asked = { method: 'POST', path: '/', headers: {}, body: Buffer.from('{}') }
  for (let count = 0; count < 3; count++)
    expect(await ask(target, asked)).toMatchObject({ status: 200, body: Buffer.from('{}') })
  expect(sockets.size).toBe(3)
})
