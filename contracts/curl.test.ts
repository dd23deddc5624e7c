import { expect, it } from 'vitest'
import { curlLine } from './curl.js'

const BASE = 'http://127.0.0.1:4010'

it('a request is a line to paste', () => {
  const headers = { 'Content-Type': 'application/json' }
  expect(curlLine(BASE, { method: 'PUT', path: '/pets/1', headers, body: '{"name":"O\'Neill"}' })).toBe(
    `curl -X PUT 'http://127.0.0.1:4010/pets/1' -H 'Content-Type: application/json' --data-raw '{"name":"O'\\''Neill"}'`,
  )
  expect(curlLine(BASE, { method: 'GET', path: '/pets', headers: {} })).toBe("curl 'http://127.0.0.1:4010/pets'")
})

it('the bytes of a file come from printf, whatever they are', () => {
  const bytes = new Uint8Array([65, 0, 37, 255, 92])
  const form = { note: 'x', photo: { name: 'a.png', mediaType: 'image/png', bytes } }
  expect(curlLine(BASE, { method: 'POST', path: '/files', headers: {}, form })).toBe(
    "printf 'A\\000\\045\\377\\134' | curl -X POST 'http://127.0.0.1:4010/files' -F 'note=x' -F 'photo=@-;filename=a.png;type=image/png'",
  )
})

it('what is very long is cut', () => {
  const line = curlLine(BASE, { method: 'POST', path: '/', headers: {}, body: 'x'.repeat(9000) })
  expect(line.length).toBeLessThan(4100)
})
