/** Each way in which Pact's verifier alone would be green, or go down, without having verified anything. */

import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { createServer, type RequestListener, type Server } from 'node:http'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { ApiModel, JsonObject, JsonValue } from '../../spec/index.js'
import { loadApi } from '../../spec/load.js'
import { CouldNotRun } from '../could-not-run.js'
import type { Check } from '../report.js'
import { judgePacts } from './verifier.js'
import { openVerifierJobs } from './verifier-jobs.js'

const folder = mkdtempSync(join(tmpdir(), 'specimen-verifier-test-'))
const servers: Server[] = []
let model: ApiModel
let provider = ''
let states = ''
let dead = ''

beforeAll(async () => {
  const loaded = await loadApi('spec/parcels/openapi.yaml')
  if (loaded.kind === 'faulty') throw new Error('The document cannot be read.')
  model = loaded.model
  provider = await listen(answerParcel)
  states = `${await listen(answerState)}/states`
  dead = await listen(() => {})
  servers.pop()?.close()
})

afterAll(() => {
  for (const server of servers) {
    server.close()
    server.closeAllConnections()
  }
  rmSync(folder, { recursive: true, force: true })
})

function listen(listener: RequestListener): Promise<string> {
  const server = createServer(listener)
  servers.push(server)
  return new Promise((resolve) => {
    server.listen(0, '127.0.0.1', () => {
      const address = server.address()
      resolve(`http://127.0.0.1:${typeof address === 'object' ? address?.port : 0}`)
    })
  })
}

/** What a parcel's id says is what its address does. */
const answerParcel: RequestListener = ({ url = '', headers }, outgoing) => {
  const id = url.split('/').at(-1)
  if (id === 'hangs') return
  if (id === 'cut') return void outgoing.destroy()
  if (id === 'html') return void outgoing.writeHead(200, { 'content-type': 'text/html' }).end('<h1>Hello</h1>')
  const status = headers['x-api-key'] === 'good' ? 'Announced' : 'nobody'
  const body = id === 'wrong' ? { id: 7 } : { id, status }
  outgoing.writeHead(200, { 'content-type': 'application/json; charset=utf-8' }).end(JSON.stringify(body))
}

/** What the parameter `reference` says is what setting up does. */
const answerState: RequestListener = async (incoming, outgoing) => {
  const parts: Buffer[] = []
  for await (const part of incoming) parts.push(part as Buffer)
  const { state, params, action } = JSON.parse(Buffer.concat(parts).toString())
  const json = (body: JsonValue, status = 200) =>
    outgoing.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(body))
  if (action === 'teardown') return void json({}, 500)
  if (state !== 'parcel exists') return void json({ detail: 'There is no such state.' }, 404)
  const { reference } = params
  if (reference === 'throws') return void outgoing.writeHead(500).end('Error: no database\n    at somewhere')
  if (reference === 'refuses') return void json({ detail: 'No.' }, 422)
  if (reference === 'text') return void outgoing.writeHead(200).end('done')
  if (reference === 'nobody') return void json({ token: 'good' })
  if (reference === 'no token') return void json({ id: 'ok' })
  if (reference === 'silent') return
  json({ id: reference ?? 'ok', token: 'good' })
}

function interaction(description: string, more: JsonObject = {}): JsonObject {
  const key = { expression: '${token}', type: 'ProviderState' }
  const path = { expression: '/parcels/${id}', type: 'ProviderState' }
  return {
    type: 'Synchronous/HTTP',
    description,
    providerStates: [{ name: 'parcel exists', params: { reference: description } }],
    request: {
      method: 'GET',
      path: '/parcels/example',
      headers: { 'X-Api-Key': ['example'] },
      generators: { header: { 'X-Api-Key': key }, path },
    },
    response: {
      status: 200,
      headers: { 'Content-Type': ['application/json'] },
      body: { contentType: 'application/json', encoded: false, content: { id: 'text', status: 'Announced' } },
      matchingRules: { body: { '$.id': { matchers: [{ match: 'type' }] } } },
    },
    ...more,
  }
}

let files = 0

function pact(interactions: readonly JsonObject[], more: JsonObject = {}): string {
  const file = join(folder, `${++files}.json`)
  const parties = { consumer: { name: 'shop' }, provider: { name: 'Parcels' } }
  const metadata = { pactSpecification: { version: '4.0' } }
  writeFileSync(file, JSON.stringify({ ...parties, interactions, metadata, ...more }))
  return file
}

async function judge(interactions: readonly JsonObject[], more: object = {}): Promise<readonly Check[]> {
  return judgePacts({ model, provider, states, pacts: pact(interactions), timeout: 1500, ...more })
}

const refusalOf = (promise: Promise<unknown>): Promise<unknown> =>
  promise.then(
    () => 'it ran',
    (error) => (error instanceof CouldNotRun ? error.message : error),
  )

describe('a provider that keeps its contract', () => {
  it('passes, and every step is there as a curl line', async () => {
    const told: Check[] = []
    const seen: string[] = []
    const checks = await judge([interaction('ok')], {
      onCheck: (check: Check) => told.push(check),
      onExchange: ({ operation, status }: { operation?: { id: string }; status: number }) =>
        seen.push(`${operation?.id} ${status}`),
    })
    expect(checks.map(({ outcome, reason }) => [outcome, reason])).toEqual([
      ['passed', 'An unknown provider state is refused.'],
      ['passed', 'shop\'s contract "ok" (given parcel exists {"reference":"ok"}) holds.'],
    ])
    expect(checks[1]).toMatchObject({
      operation: 'getParcel',
      rule: '/components/responses/Parcel',
      steps: [
        expect.stringContaining(`curl -X POST '${states}'`),
        `curl '${provider}/parcels/ok' -H 'x-api-key: good'`,
      ],
    })
    expect(told).toEqual(checks)
    expect(seen).toEqual(['getParcel 200'])
  })
})

describe('a contract fails', () => {
  const cases: readonly (readonly [string, JsonObject, string])[] = [
    ['wrong', {}, "$.id -> Expected 7 (Integer) to be the same type as 'text' (String)"],
    ['html', {}, "'text/html'"],
    ['hangs', {}, 'did not answer within 1.5 s.'],
    ['cut', {}, 'broke the connection off before it had answered.'],
    ['throws', {}, 'The provider\'s states answered 500 to "parcel exists": Error: no database'],
    ['refuses', {}, 'The provider\'s states answered 422 to "parcel exists": {"detail":"No."}'],
    ['text', {}, 'The provider\'s states answered "parcel exists" with no JSON object: done'],
    ['nobody', {}, 'The provider\'s states answered "parcel exists" without "id": {"token":"good"}'],
    ['no token', {}, 'The provider\'s states answered "parcel exists" without "token": {"id":"ok"}'],
    ['silent', {}, "The provider's states ("],
    [
      'a state that nobody knows',
      { providerStates: [{ name: 'parcel exist', params: {} }] },
      'There is no provider state "parcel exist"; there are parcel exists, parcel receives event. Did you mean "parcel exists"?',
    ],
    [
      'a parameter that nobody knows',
      { providerStates: [{ name: 'parcel exists', params: { status: 'Lost' } }] },
      '"parcel exists" is given status "Lost", but parcel has only Announced,',
    ],
    [
      'a value without a state',
      { providerStates: [] },
      'its request needs "token", but it is given no provider state.',
    ],
    [
      'an operation that nobody knows',
      { comments: { references: { openapi: { operationId: 'getParcels' } } } },
      'it names the operation "getParcels", which the document does not have. Did you mean "getParcel"?',
    ],
    ['a message', { type: 'Asynchronous/Messages' }, 'only HTTP can be replayed here.'],
    [
      'what is pending',
      { pending: true, providerStates: [{ name: 'parcel exists', params: { reference: 'wrong' } }] },
      '$.id -> Expected 7',
    ],
  ]
  let checks: readonly Check[] = []
  beforeAll(async () => {
    checks = await judge(cases.map(([description, more]) => interaction(description, more)))
  }, 60_000)

  it.each(cases)('%s', (description, _, sentence) => {
    const check = checks.find(({ reason }) => reason.includes(`"${description}"`))
    expect(check?.outcome).toBe('failed')
    expect(check?.reason.replace(/\$\.id: /, '$.id -> ')).toContain(sentence)
  })
})

describe('a provider without its states', () => {
  it('fails where a state is needed', async () => {
    const [check] = await judge([interaction('ok')], { states: undefined })
    expect(check?.outcome).toBe('failed')
    expect(check?.reason).toMatch(
      /nobody sets up "parcel exists": the address of the provider's states is not given \(--states URL\)\.$/,
    )
  })

  it('fails where any state is taken for set up', async () => {
    const yes = await listen((_, outgoing) => void outgoing.end('{"id":"ok","token":"good"}'))
    const [check] = await judge([], { states: yes, pacts: pact([], { provider: { name: 'Other' } }) })
    expect(check).toMatchObject({
      outcome: 'failed',
      reason:
        'The provider\'s states answered 200 to the state "there is no such state": a misspelt state would go unnoticed.',
    })
  })
})

describe('a pact that says nothing about the provider fails', () => {
  it('without interactions', async () => {
    const checks = await judge([])
    expect(checks.at(-1)).toMatchObject({ outcome: 'failed', got: 'none' })
    expect(checks.at(-1)?.reason).toMatch(/the contract of shop, has no interactions: nothing was verified\.$/)
  })

  it('when it is one with somebody else', async () => {
    const checks = await judge([], { pacts: pact([interaction('ok')], { provider: { name: 'Letters' } }) })
    expect(checks.at(-1)?.outcome).toBe('failed')
    expect(checks.at(-1)?.reason).toMatch(
      /is a contract of shop with "Letters", not with "Parcels"; --provider-name says/,
    )
  })
})

describe('it does not run', () => {
  const empty = mkdtempSync(join(folder, 'empty-'))
  const broken = join(folder, 'broken.txt')
  writeFileSync(broken, '{"consumer":')
  const stranger = join(folder, 'stranger.txt')
  writeFileSync(stranger, '{"hello":"world"}')

  it.each<[string, () => object, RegExp]>([
    ['with an empty folder', () => ({ pacts: empty }), /^There is no pact file \(\*\.json\) in /],
    ['with a folder that is not there', () => ({ pacts: 'nowhere' }), /^There is no file or folder nowhere\.$/],
    ['with a file that is not JSON', () => ({ pacts: broken }), /broken\.txt is not JSON: /],
    ['with JSON that is no pact', () => ({ pacts: stranger }), /is no pact: it names no consumer and provider\.$/],
    ['without any pacts', () => ({ pacts: undefined }), /^There are no contracts to replay/],
    [
      'for a consumer that is not there',
      () => ({ consumers: ['shopp'] }),
      /^There is no contract of a consumer "shopp"; there are those of shop\. Did you mean "shop"\?$/,
    ],
    ['when nothing listens', () => ({ provider: dead }), /cannot be reached: nothing listens there\.$/],
    ['when no states listen', () => ({ states: dead }), /^The provider's states .* nothing listens there\.$/],
    ['when the address is none', () => ({ provider: 'localhost' }), /^"localhost" is no address of a server/],
    [
      'when the broker is not there',
      () => ({ pacts: undefined, broker: { url: dead } }),
      /^The contracts of the broker http:.* could not be replayed: /,
    ],
  ])('%s', async (_, more, sentence) => {
    expect(await refusalOf(judge([interaction('ok')], more()))).toMatch(sentence)
  })

  it('when the provider answers nothing at all', async () => {
    const mute = await listen(() => {})
    expect(await refusalOf(judge([interaction('ok')], { provider: mute, timeout: 300 }))).toMatch(
      /^The provider \(http:.*\) did not answer within 0\.3 s\.$/,
    )
  })
})

describe('a broker', () => {
  it("gets its token, and its contracts are replayed by Pact's verifier", async () => {
    const tokens = new Set<string | undefined>()
    const broker = await listen((incoming, outgoing) => {
      tokens.add(incoming.headers.authorization)
      const json = (body: JsonValue) =>
        outgoing.writeHead(200, { 'content-type': 'application/hal+json' }).end(JSON.stringify(body))
      const here = `http://${incoming.headers.host}`
      const pacts = (name: string) => ({
        _links: { self: { href: `${here}/for/Parcels` } },
        _embedded: {
          pacts: [
            {
              shortDescription: 'latest',
              verificationProperties: { notices: [] },
              _links: { self: { href: `${here}/pacts/1`, name } },
            },
          ],
        },
      })
      if (incoming.url === '/') {
        const link = { href: `${here}/for/{provider}`, templated: true }
        return void json({ _links: { 'pb:provider-pacts-for-verification': link } })
      }
      if (incoming.url?.startsWith('/for/')) return void json(pacts('shop'))
      const consumer = { name: 'shop' }
      return void json({
        consumer,
        provider: { name: 'Parcels' },
        interactions: [interaction('ok'), interaction('wrong')],
        metadata: { pactSpecification: { version: '4.0' } },
        _links: { self: { href: `${here}/pacts/1` } },
      })
    })
    const checks = await judge([], { pacts: undefined, broker: { url: broker, token: 'secret' } })
    expect([...tokens]).toEqual(['Bearer secret'])
    expect(checks.map(({ outcome }) => outcome)).toEqual(['passed', 'failed'])
    expect(checks[1]?.reason).toContain("Expected 7 (Integer) to be the same type as 'text' (String)")
  })
})

describe("the process of Pact's verifier", () => {
  it('may be stopped, and the next piece of work finds a new one', async () => {
    const jobs = openVerifierJobs()
    const options = { provider: 'Parcels', providerBaseUrl: provider, pactUrls: [pact([])] }
    expect(await jobs.run(options, 1)).toEqual({
      passed: false,
      text: "Pact's verifier came to no end within 0.001 s.",
    })
    const process = jobs.run({ ...options, pactBrokerUrl: '' }, 20_000)
    expect(await process).toMatchObject({ passed: false, text: 'pactBrokerUrl' })
    jobs.close()
  })
})
