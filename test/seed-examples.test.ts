/**
 * The curl lines of the document that this API was described by, letter by letter, sent by a real curl through a real
 * shell. Given are `TOKEN`, `API_HOST`, and an id in the place of `:id`; nothing else is changed.
 */

import { execFile } from 'node:child_process'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { serve } from '../mock/index.js'
import { flagship as document } from '../spec/home.js'
import { type Flagship, openFlagship, profileOf } from './client.js'
import { judgeOf } from './judge.js'

const READ = `
  curl -X GET -H "Authorization: Bearer $TOKEN" \\
               $API_HOST/api/v1/customers/:id/individual/data
`

const MODIFY = `
MODEL='{
  "id" : 1234567, 
  "birth_date" : "1978-11-14T00:00:00"
}'

curl -X POST -H "Authorization: Bearer $TOKEN" \\
             -d $MODEL \\
             $API_HOST/api/v1/customers/individual/data
`

const SAVE = `
curl -X PUT -H "Authorization: Bearer $TOKEN" \\
             $API_HOST/api/v1/identification/individuals/:id/save
`

const SUBMIT = `
curl -X PUT -H "Authorization: Bearer $TOKEN" \\
             $API_HOST/api/v1/identification/individuals/:id
`

/**
 * The example leaves `$MODEL` without quotes. In zsh that is one word, spaces and all; bash would cut it into words at
 * the characters of IFS. Without any there it does what zsh does, and every machine that has curl has a bash.
 */
const AS_IN_ZSH = 'IFS=\n'

/** The customer of the examples: its individual is 1234567. */
const ALEXEY = 12345678
/** Has everything that a submission needs. */
const READY = 1003

type Printed = { readonly status: number; readonly body: { readonly [name: string]: unknown }; readonly text: string }

let flagship: Flagship
let home: string

beforeAll(async () => {
  await run('curl --version', {}).catch(() => {
    throw new Error('These tests send the examples by a real curl, and there is none. Install curl and run them again.')
  })
  home = await mkdtemp(join(tmpdir(), 'specimen-curl-'))
  // What a test needs to know is said here, so that the examples stay as they are printed.
  await writeFile(join(home, '.curlrc'), 'silent\nshow-error\nwrite-out = "\\n%{http_code} %{content_type}"\n')
})
afterAll(() => rm(home, { recursive: true, force: true }))

beforeEach(async () => {
  flagship = await openFlagship({ transport: 'over HTTP' })
})
afterEach(() => flagship.close())

describe('the examples, as printed', () => {
  test('retrieving the customer profile', async () => {
    const { status, body, text } = await send(READ, ALEXEY)
    expect(status, text).toBe(200)
    expect(body).toMatchObject({ code: 0, id: 1234567, first_name: 'Alexey', full_name: 'Romanchuk Alexey' })
    expect(body['customer']).toMatchObject({ id: ALEXEY, type: 'Individual' })
    expect(text).toBe((await flagship.as(ALEXEY).get(profileOf(ALEXEY))).text)
  })

  test('modifying the customer profile, at the address without an id, as curl labels it', async () => {
    await flagship.as(ALEXEY).put(profileOf(ALEXEY), { birth_date: '1980-01-01' })
    const { status, body, text } = await send(AS_IN_ZSH + MODIFY, ALEXEY)
    expect(status, text).toBe(200)
    expect(body).toMatchObject({ code: 0, id: 1234567, birth_date: '1978-11-14T00:00:00.000+0000' })
    expect((await flagship.as(ALEXEY).get(profileOf(ALEXEY))).text).toBe(text)
  })

  test('saving without a body keeps everything as it is', async () => {
    const before = await flagship.as(ALEXEY).get(profileOf(ALEXEY))
    const { status, text } = await send(SAVE, ALEXEY)
    expect(status, text).toBe(200)
    expect(text).toBe(before.text)
  })

  test('submitting what has been saved', async () => {
    const { status, body, text } = await send(SUBMIT, READY)
    expect(status, text).toBe(200)
    expect(body['customer']).toMatchObject({ id: READY, compliance_state: 'Accepted' })
  })

  test('submitting too early says all that is missing', async () => {
    const { status, body } = await send(SUBMIT, ALEXEY)
    expect(status).toBe(400)
    expect(body['error_id']).toBe('identification.incomplete')
    expect(body['errors']).toHaveLength(8)
  })
})

describe('the body of the second example', () => {
  test('is labelled as a form by curl, and read as JSON', async () => {
    const labelled: (string | null)[] = []
    const listener = {
      fetch: (request: Request) => {
        labelled.push(request.headers.get('content-type'))
        return flagship.mock.fetch(request)
      },
    }
    const listening = await serve(listener, { port: 0 })
    if (listening.kind === 'failed') throw new Error(listening.message)
    await run(AS_IN_ZSH + MODIFY, { TOKEN: `customer-${ALEXEY}`, API_HOST: listening.url })
    await listening.close()
    expect(labelled).toEqual(['application/x-www-form-urlencoded'])
  })

  test('is cut at the spaces by bash, and the refusal says what to do', async () => {
    const before = await flagship.as(ALEXEY).get(profileOf(ALEXEY))
    // Of the words that bash makes of $MODEL only the first is the body; curl takes the others for addresses, which
    // are left out here, for it would look them up.
    const first = MODIFY.replace('curl', 'set -- $MODEL\ncurl').replace('-d $MODEL', '-d $1')
    const { status, body } = await send(first, ALEXEY)
    expect(status).toBe(400)
    expect(body['error_id']).toBe('body.malformed')
    expect(body['description']).toBe(
      'The body is not JSON: line 1, column 2: a name in double quotes is expected, but the body ends; ' +
        'was it cut off? In a shell, put the whole body in quotes.',
    )
    expect((await flagship.as(ALEXEY).get(profileOf(ALEXEY))).text).toBe(before.text)
  })

  test('arrives whole in quotes, in any shell', async () => {
    const { status, body } = await send(MODIFY.replace('$MODEL', '"$MODEL"'), ALEXEY)
    expect(status).toBe(200)
    expect(body['birth_date']).toBe('1978-11-14T00:00:00.000+0000')
  })
})

/** Sends an example as that customer; the reply is judged like any other. */
async function send(example: string, id: number): Promise<Printed> {
  const script = example.replaceAll(':id', String(id))
  const printed = await run(script, { TOKEN: `customer-${id}`, API_HOST: flagship.url })
  const end = printed.lastIndexOf('\n')
  const text = printed.slice(0, end)
  const [status = '', type = ''] = printed.slice(end + 1).split(' ')
  const [, method = 'GET'] = /-X (\w+)/.exec(script) ?? []
  const [, path = ''] = /\$API_HOST(\S+)/.exec(script) ?? []
  const judge = await judgeOf(document)
  const reply = new Response(text, { status: Number(status), headers: { 'content-type': type } })
  expect(await judge.faultsOf(method, path, reply)).toEqual([])
  return { status: Number(status), text, body: JSON.parse(text) as Printed['body'] }
}

/** What a script prints; it rejects where the script fails. */
function run(script: string, variables: { readonly [name: string]: string }): Promise<string> {
  const env = {
    PATH: process.env['PATH'] ?? '',
    NO_PROXY: '*',
    ...(home !== undefined && { CURL_HOME: home }),
    ...variables,
  }
  return new Promise((resolve, reject) => {
    execFile('bash', ['-c', script], { env, timeout: 15_000 }, (error, printed, complaint) => {
      if (error === null) resolve(printed)
      else reject(new Error(`The shell says: ${complaint || error.message}`))
    })
  })
}
