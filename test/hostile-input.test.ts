/** Input that wants to do harm: it gets a refusal or what it asks for, never a 5xx, and harms nobody. */

import { connect } from 'node:net'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type Answer, type Flagship, filesOf, formWith, openFlagship, profileOf, saveOf } from './client.js'

const READY = 1003
const OTHER = 1004
const DEPTH = 100_000

let flagship: Flagship
let before: readonly string[]
beforeAll(async () => {
  flagship = await openFlagship()
  before = await look(flagship)
})

/** What must stay as it is, whatever comes. */
async function look({ as }: Flagship): Promise<readonly string[]> {
  const answers = [await as(READY).get(profileOf(READY)), await as(OTHER).get(profileOf(OTHER))]
  return answers.map(({ text }) => text)
}

describe('a hostile body', () => {
  const bodies: { readonly [name: string]: readonly [body: string | Uint8Array, errorId: string] } = {
    'a prototype': ['{"__proto__":{"polluted":true}}', 'field.unknown'],
    'a prototype inside': ['{"current_address":{"__proto__":{"polluted":true}}}', 'field.unknown'],
    'a prototype, escaped': ['{"\\u005f_proto__":{"polluted":true}}', 'field.unknown'],
    'a prototype beside a good field': ['{"nick_name":"Eve","__proto__":{"polluted":true}}', 'field.unknown'],
    'a constructor': ['{"constructor":{"prototype":{"polluted":true}}}', 'field.unknown'],
    'what every object has': ['{"toString":"x","hasOwnProperty":"y"}', 'field.unknown'],
    'a prototype for an entry': ['{"gender":{"__proto__":{"value":"Male"}}}', 'request.invalid'],
    'arrays nested deep': ['['.repeat(DEPTH) + ']'.repeat(DEPTH), 'body.malformed'],
    'arrays nested deep, cut off': ['['.repeat(DEPTH), 'body.malformed'],
    'objects nested deep': [`${'{"current_address":'.repeat(DEPTH)}1${'}'.repeat(DEPTH)}`, 'body.malformed'],
    'objects nested as deep as may be': [`${'{"current_address":'.repeat(190)}1${'}'.repeat(190)}`, 'field.unknown'],
    'a number beyond all': ['{"id":1e400}', 'body.malformed'],
    'an integer that no double holds': ['{"industry":{"id":123456789012345678901234567890}}', 'field.value'],
    'a fraction for an integer': ['{"industry":{"id":1.5}}', 'field.type'],
    'not a number': ['{"id":NaN}', 'body.malformed'],
    'the same field twice': ['{"pep":false,"pep":"x"}', 'field.type'],
    'text of a megabyte': [`{"first_name":"${'x'.repeat(1_000_000)}"}`, 'field.value'],
    'a name of a megabyte': [`{"${'x'.repeat(1_000_000)}":1}`, 'field.unknown'],
    'a hundred thousand unknown fields': [
      `{${Array.from({ length: DEPTH }, (_, index) => `"x${index}":1`).join(',')}}`,
      'field.unknown',
    ],
    'a hundred thousand files': [`{"document_models":[${Array(DEPTH).fill('{"id":1}').join(',')}]}`, 'field.value'],
    'a list for an object': ['{"current_address":[]}', 'field.type'],
    'bytes that are no text': [new Uint8Array([0x7b, 0xff, 0xc0, 0x80, 0x7d]), 'body.malformed'],
    'UTF-16': [new Uint8Array(Buffer.from('{"first_name":"Eve"}', 'utf16le')), 'body.malformed'],
    'a date of many digits': [`{"birth_date":"${'9'.repeat(1000)}-01-01"}`, 'field.date'],
    'another language': ["'); DROP TABLE individuals; --", 'body.malformed'],
  }
  test.each(Object.entries(bodies))('%s', async (_, [body, errorId]) => {
    const answer = await flagship.as(READY).send(saveOf(READY), {
      method: 'PUT',
      headers: { 'content-type': 'application/json' },
      body: body as BodyInit,
    })
    expect(answer.get('error_id'), answer.text.slice(0, 300)).toBe(errorId)
    expect(String(answer.get('description')).length).toBeLessThan(5_000)
    await expectNoHarm(answer)
  })

  test('letters of every kind are no harm', async () => {
    const own = await openFlagship()
    const names = [
      '𝒩𝓊𝓁',
      'a\u0000b',
      '\ud800',
      '\u202etxet',
      '<script>alert(1)</script>',
      '%{jndi:ldap://x}',
      'é\u0301',
    ]
    for (const name of names) {
      const answer = await own.as(READY).put(saveOf(READY), { nick_name: name })
      expect(answer.status, answer.text).toBe(200)
      expect(answer.get('nick_name')).toBe(name)
      expect(answer.headers.get('content-type')).toBe('application/json')
    }
  })
})

describe('a hostile form', () => {
  const forms: { readonly [name: string]: readonly [type: string, body: string, errorId: string] } = {
    'a prototype': ['application/x-www-form-urlencoded', '__proto__=1', 'field.unknown'],
    'half of a character': ['application/x-www-form-urlencoded', 'first_name=%E2%82&pep=%ZZ', 'field.type'],
    'JSON that breaks off': ['application/x-www-form-urlencoded', '{"first_name":', 'body.malformed'],
    'no type at all': ['', 'first_name=x', 'body.malformed'],
    'a type of slashes': ['///', '{}', 'body.media_type'],
    'a type of a hundred letters': [`application/${'x'.repeat(100)}`, '{}', 'body.media_type'],
    'many boundaries': ['multipart/form-data; boundary=a; boundary=b', '--a--', 'body.media_type'],
  }
  test.each(Object.entries(forms))('%s', async (_, [type, body, errorId]) => {
    const bytes = new TextEncoder().encode(body)
    const headers: { [name: string]: string } = type === '' ? {} : { 'content-type': type }
    const answer = await flagship.as(READY).send(saveOf(READY), { method: 'PUT', headers, body: bytes })
    expect(answer.get('error_id'), answer.text).toBe(errorId)
    await expectNoHarm(answer)
  })
})

describe('a hostile file', () => {
  const names = [
    '../../etc/passwd',
    'a"b\r\nSet-Cookie: x=1',
    '\u202egpj.exe',
    'файл.jpg',
    '😀'.repeat(100),
    'x'.repeat(5000),
  ]
  test.each(names)('called %j', async (name) => {
    const own = await openFlagship()
    const customer = own.as(READY)
    const sent = await customer.post('/api/v1/files', formWith(new Uint8Array([1, 2, 3]), name))
    expect(sent.status, sent.text.slice(0, 300)).toBeLessThan(500)
    if (sent.status !== 200) return
    const bytes = await customer.get(`/api/v1/files/${sent.get('id')}`, { accept: 'application/octet-stream' })
    expect(bytes.bytes).toEqual(new Uint8Array([1, 2, 3]))
    expect(bytes.headers.get('set-cookie')).toBeNull()
    expect(bytes.headers.get('content-disposition')).toMatch(/^attachment; filename\*=UTF-8''[\w.~%!-]*$/)
  })

  test('without a byte', async () => {
    const customer = (await openFlagship()).as(READY)
    const sent = await customer.post(filesOf(READY), formWith(new Uint8Array(), 'empty.jpg'))
    expect(sent.body).toMatchObject({ size: 0 })
    const bytes = await customer.get(`/api/v1/files/${sent.get('id')}`, { accept: 'application/octet-stream' })
    expect(bytes.status).toBe(200)
    expect(bytes.bytes).toHaveLength(0)
    expect((await customer.get(`/api/v1/files/${sent.get('id')}/base64`)).body).toBe('')
  })
})

describe('a hostile address', () => {
  const paths: { readonly [path: string]: string } = {
    '/api/v1/customers/%ZZ/individual/data': 'field.value',
    '/api/v1/customers/%/individual/data': 'field.value',
    '/api/v1/customers/%E2%82/individual/data': 'field.value',
    '/api/v1/customers/%00/individual/data': 'field.type',
    '/api/v1/customers/..%2f..%2fusers/individual/data': 'field.type',
    '/api/v1/customers/../../../etc/passwd': 'path.not_found',
    '/api/v1/customers/__proto__/individual/data': 'field.type',
    '/api/v1/customers/1e3/individual/data': 'field.type',
    '/api/v1/customers/0x3eb/individual/data': 'field.type',
    '/api/v1/customers/-1/individual/data': 'access.forbidden',
    '/api/v1/customers/0/individual/data': 'access.forbidden',
    '/api/v1/customers/99999999999999999999999/individual/data': 'field.value',
    '/api/v1/customers/1003,1004/individual/data': 'field.type',
    '/api/v1/files/99999999999999999999999': 'field.value',
    '/api/v1/files/1000000100420': 'access.forbidden',
    '/api/v1/directory/__proto__': 'field.value',
    '/api/v1/directory/constructor': 'field.value',
    '/api/v1/genders/': 'path.not_found',
    '//api/v1/genders': 'path.not_found',
    '/constructor': 'path.not_found',
    '/__proto__': 'path.not_found',
    [`/api/v1/customers/${'1'.repeat(100_000)}/individual/data`]: 'field.type',
    [`/${'x'.repeat(100_000)}`]: 'path.not_found',
    [`${filesOf(READY)}?page=${'1'.repeat(100_000)}`]: 'field.type',
    [`${filesOf(READY)}?page=1e400`]: 'field.type',
    [`${filesOf(READY)}?sort=%ZZ`]: 'field.value',
  }
  test.each(Object.entries(paths).map(([path, errorId]) => [path.slice(0, 80), errorId, path] as const))(
    '%s',
    async (_, errorId, path) => {
      const answer = await flagship.as(READY).get(path)
      expect(answer.get('error_id'), answer.text.slice(0, 300)).toBe(errorId)
      await expectNoHarm(answer)
    },
  )

  test.each([
    '__proto__',
    'constructor',
    'customer-',
    'customer--1',
    'customer-1e3',
    'customer-01',
    'x'.repeat(10_000),
  ])('is refused with the token %.20s', async (token) => {
    const answer = await flagship.as(token).get('/api/v1/customers/current')
    expect(answer.status, answer.text).toBe(401)
    await expectNoHarm(answer)
  })
})

async function expectNoHarm(answer: Answer): Promise<void> {
  expect(answer.status).toBeGreaterThanOrEqual(400)
  expect(answer.status).toBeLessThan(500)
  expect(answer.text.length).toBeLessThan(200_000)
  expect(({} as { polluted?: unknown }).polluted).toBeUndefined()
  expect(await look(flagship)).toEqual(before)
}

describe('on the wire', () => {
  let wired: Flagship
  beforeAll(async () => {
    wired = await openFlagship({ transport: 'over HTTP' })
  })
  afterAll(() => wired.close())

  const token = 'Authorization: Bearer customer-1003'
  const body = '{"nick_name":"Eve"}'
  const head = `Host: localhost\r\n${token}\r\nConnection: close`
  /** What is sent, and the statuses that it may get; 0: the connection is closed without a word. */
  const messages: { readonly [name: string]: readonly [message: string, statuses: readonly number[]] } = {
    'a body on GET': [`GET ${profileOf(READY)} HTTP/1.1\r\n${head}\r\nContent-Length: 19\r\n\r\n${body}`, [200]],
    'a body on HEAD': [`HEAD ${profileOf(READY)} HTTP/1.1\r\n${head}\r\nContent-Length: 19\r\n\r\n${body}`, [200]],
    'a body that is shorter than it says': [
      `PUT ${saveOf(READY)} HTTP/1.1\r\n${head}\r\nContent-Type: application/json\r\nContent-Length: 1000\r\n\r\n${body}`,
      [400, 0],
    ],
    'a body that is longer than it says': [
      `PUT ${saveOf(READY)} HTTP/1.1\r\n${head}\r\nContent-Type: application/json\r\nContent-Length: 5\r\n\r\n${body}`,
      [400],
    ],
    'a negative length': [`PUT ${saveOf(READY)} HTTP/1.1\r\n${head}\r\nContent-Length: -1\r\n\r\n${body}`, [400]],
    'a length that is no number': [
      `PUT ${saveOf(READY)} HTTP/1.1\r\n${head}\r\nContent-Length: many\r\n\r\n${body}`,
      [400],
    ],
    'a length that is far too large': [
      `PUT ${saveOf(READY)} HTTP/1.1\r\n${head}\r\nContent-Type: application/json\r\nContent-Length: 99999999999\r\n\r\n${body}`,
      [413],
    ],
    'two lengths': [
      `PUT ${saveOf(READY)} HTTP/1.1\r\n${head}\r\nContent-Length: 5\r\nContent-Length: 19\r\n\r\n${body}`,
      [400],
    ],
    'a length and pieces': [
      `PUT ${saveOf(READY)} HTTP/1.1\r\n${head}\r\nContent-Length: 5\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n`,
      [400],
    ],
    'pieces that are none': [
      `PUT ${saveOf(READY)} HTTP/1.1\r\n${head}\r\nContent-Type: application/json\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\n${body}`,
      [400, 0],
    ],
    'a method that is none': [`BREW ${profileOf(READY)} HTTP/1.1\r\n${head}\r\n\r\n`, [400]],
    TRACE: [`TRACE ${profileOf(READY)} HTTP/1.1\r\n${head}\r\n\r\n`, [400, 405, 501]],
    CONNECT: [`CONNECT localhost:1 HTTP/1.1\r\n${head}\r\n\r\n`, [0, 400, 405]],
    'another protocol': ['\x16\x03\x01\x02\x00\x01\x00\x01\xfc\x03\x03', [400]],
    'no host': [`GET ${profileOf(READY)} HTTP/1.1\r\n${token}\r\nConnection: close\r\n\r\n`, [400]],
    'a host that is none': [
      `GET ${profileOf(READY)} HTTP/1.1\r\nHost: a b/c?d\r\n${token}\r\nConnection: close\r\n\r\n`,
      [200, 400],
    ],
    'HTTP/1.0': [`GET ${profileOf(READY)} HTTP/1.0\r\n${token}\r\n\r\n`, [200, 400]],
    'a whole address': [`GET http://localhost${profileOf(READY)} HTTP/1.1\r\n${head}\r\n\r\n`, [200]],
    'steps up': [`GET /api/v1/../../../../etc/passwd HTTP/1.1\r\n${head}\r\n\r\n`, [404]],
    'escapes that are none': [`GET /api/v1/customers/%ZZ/individual/data HTTP/1.1\r\n${head}\r\n\r\n`, [400]],
    'bytes beyond ASCII': [`GET /api/v1/customers/\xff\xfe/individual/data HTTP/1.1\r\n${head}\r\n\r\n`, [400]],
    'an address of 10 kB': [`GET /${'x'.repeat(10_000)} HTTP/1.1\r\n${head}\r\n\r\n`, [404]],
    'an address of 1 MB': [`GET /${'x'.repeat(1_000_000)} HTTP/1.1\r\n${head}\r\n\r\n`, [414, 431, 0]],
    'headers of 1 MB': [`GET / HTTP/1.1\r\n${head}\r\nX: ${'x'.repeat(1_000_000)}\r\n\r\n`, [431, 0]],
    'a header that is no text': [`GET ${profileOf(READY)} HTTP/1.1\r\n${head}\r\nX: \x01\r\n\r\n`, [400]],
  }
  test.each(Object.entries(messages))('%s', async (_, [message, statuses]) => {
    const was = await look(wired)
    const status = await exchange(wired.url, message)
    expect(statuses).toContain(status)
    expect(await look(wired)).toEqual(was)
  })
})

/** Sends bytes as they are; the status of what comes back. */
function exchange(url: string, message: string): Promise<number> {
  return new Promise((resolve) => {
    let received = ''
    const socket = connect(Number(new URL(url).port), '127.0.0.1')
    const done = (): void => resolve(Number(/^HTTP\/1\.1 (\d{3})/.exec(received)?.[1] ?? 0))
    socket.on('data', (bytes) => {
      received += bytes.toString('latin1')
    })
    socket.on('close', done)
    // What it sends after it has been refused may be cut off.
    socket.on('error', () => socket.destroy())
    // It says no more; a server that waits for more hears the end.
    socket.end(Buffer.from(message, 'latin1'))
  })
}
