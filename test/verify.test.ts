/** `specimen verify`, as a backend team runs it: on the mock, on providers that are not well, and with bad options. */

import { mkdtempSync, readFileSync, writeFileSync } from 'node:fs'
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { runVerify } from '../contracts/cli.js'
import type { Report } from '../contracts/report.js'
import { createMock, type Listening, serve } from '../mock/index.js'

const FLAGSHIP = 'spec/kyc/openapi.yaml'
const PARCELS = 'spec/parcels/openapi.yaml'
const LONG = 120_000

const folder = mkdtempSync(join(tmpdir(), 'verify-'))

type Run = { readonly code: number; readonly out: string; readonly err: string; readonly report: Report | undefined }

async function run(...argv: readonly string[]): Promise<Run> {
  const lines = { out: '', err: '' }
  const json = join(folder, `${Math.random()}.json`)
  const code = await runVerify([...argv, '--json', json], {
    out: (text) => {
      lines.out += text
    },
    err: (text) => {
      lines.err += text
    },
  })
  const report = code === 2 ? undefined : (JSON.parse(readFileSync(json, 'utf8')) as Report)
  expect(`${lines.out}${lines.err}`).not.toMatch(/^\s+at .*:\d+:\d+\)?$/m)
  return { code, ...lines, report }
}

const states = (url: string) => `${url}/_specimen/provider-states`

type Running = Listening & { kind: 'listening' }

async function listen(document: string): Promise<Running> {
  const listening = await serve(await createMock({ document }), { port: 0 })
  if (listening.kind === 'failed') throw new Error(listening.message)
  return listening
}

type Answer = (request: IncomingMessage, response: ServerResponse) => void

/** A provider that does what it is told; closed at the end. */
const servers: (() => void)[] = []
async function provider(answer: Answer): Promise<string> {
  const server = createServer(answer)
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  servers.push(() => {
    server.close()
    server.closeAllConnections()
  })
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`
}

const say =
  (status: number, body: string, type = 'application/json'): Answer =>
  (request, response) => {
    request.resume()
    response.writeHead(status, { 'content-type': type }).end(body)
  }

let kyc: Running
let parcels: Running
beforeAll(async () => {
  kyc = await listen(FLAGSHIP)
  parcels = await listen(PARCELS)
})
afterAll(async () => {
  for (const close of servers) close()
  await kyc.close()
  await parcels.close()
})

describe('the mock', () => {
  it.each([
    ['the flagship', FLAGSHIP, () => kyc.url],
    ['the parcels', PARCELS, () => parcels.url],
  ])(
    'holds what the document of %s says, all of it exercised',
    async (_, document, url) => {
      const { code, out, report } = await run(
        ...['--provider', url(), '--states', states(url()), '--spec', document, '--only', 'schema,walk', '--seed', '3'],
      )
      const failed = report?.checks.filter(({ outcome }) => outcome === 'failed')
      expect(failed?.map(({ operation, reason, got }) => `${operation}: ${reason} ${got}`)).toEqual([])
      expect(code).toBe(0)
      const { operations, transitions, forbidden } = report?.coverage ?? {}
      for (const tally of [operations, transitions, forbidden]) {
        expect(tally?.missing).toEqual([])
        expect(tally?.exercised).toBe(tally?.total)
      }
      expect(out).toContain('HOLDS')
    },
    LONG,
  )

  it(
    'is walked as far as one customer and a token lead, and the rest is not called passed',
    async () => {
      const { code, report, out } = await run(
        ...['--provider', kyc.url, '--customer', '4711', '--token', 'customer-4711', '--only', 'walk', '--walks', '3'],
      )
      expect(code).toBe(0)
      expect(report?.summary.passed).toBeGreaterThan(200)
      expect(report?.summary.notExercised).toBeGreaterThan(50)
      expect(report?.coverage.forbidden.missing.map(({ name }) => name)).toContain('kyc: Passed × updateIndividual')
      expect(out).toContain('there is no state endpoint (--states)')
    },
    LONG,
  )

  it(
    'is verified as parcels that the API itself creates, without a state endpoint',
    async () => {
      const argv = ['--provider', parcels.url, '--token', 'merchant-1', '--spec', PARCELS, '--only', 'walk']
      const { code, report } = await run(...argv, '--walks', '3')
      expect(code).toBe(0)
      expect(report?.coverage.transitions.exercised).toBeGreaterThan(3)
      expect(report?.coverage.transitions.missing.length).toBeGreaterThan(3)
    },
    LONG,
  )

  it(
    'is waited for where there is patience, and neither early nor late',
    async () => {
      const walk = async (url: string) => {
        const argv = ['--provider', url, '--states', states(url), '--only', 'walk', '--walks', '0', '--patience', '6']
        const { report } = await run(...argv)
        return report?.checks.filter(({ rule }) => /\/after\//.test(rule))
      }
      const inTime = await walk(kyc.url)
      expect(inTime?.filter(({ reason }) => / after \d s, and not before/.test(reason))).toHaveLength(3)
      expect(inTime?.filter(({ outcome }) => outcome !== 'passed')).toEqual([])

      // The document says two seconds and five.
      const mock = await createMock({ document: FLAGSHIP, delays: { delivery: 300, decision: 300 } })
      const hasty = await serve(mock, { port: 0 })
      if (hasty.kind === 'failed') throw new Error(hasty.message)
      const early = await walk(hasty.url)
      await hasty.close()
      expect(early?.some(({ reason }) => reason === 'It was left before delivery was over.')).toBe(true)
    },
    LONG,
  )

  it(
    'is walked the same way twice with the same seed',
    async () => {
      const walk = async () => {
        const { report } = await run(
          '--provider',
          kyc.url,
          '--states',
          states(kyc.url),
          '--only',
          'walk',
          '--walks',
          '2',
        )
        return report?.checks.map(({ operation, expected, outcome }) => `${operation} ${expected} ${outcome}`)
      }
      expect((await walk())?.sort()).toEqual((await walk())?.sort())
    },
    LONG,
  )
})

describe('a provider that is not well', () => {
  it('is told to be down', async () => {
    const { code, err } = await run('--provider', 'http://127.0.0.1:9', '--states', 'http://127.0.0.1:9/states')
    expect(code).toBe(2)
    expect(err).toContain('The provider at http://127.0.0.1:9 cannot be reached: ')
  })

  it('is told to hang from the start', async () => {
    const url = await provider(() => {})
    const { code, err } = await run('--provider', url, '--states', `${url}/states`, '--timeout', '0.2')
    expect(code).toBe(2)
    expect(err).toBe(`Could not run: The provider at ${url} cannot be reached: no answer within 0.2 s.\n`)
  })

  it('is told to hang later, and is not waited for again and again', async () => {
    const url = await provider((request, response) => {
      request.resume()
      if (request.url === '/') response.end()
      else if (request.url === '/states') response.end('{"id":1,"token":"t"}')
    })
    const began = performance.now()
    const { code, out } = await run('--provider', url, '--states', `${url}/states`, '--timeout', '0.3')
    expect(code).toBe(1)
    expect(out).toContain('There was no answer: no answer within 0.3 s.')
    expect(out).toContain('the provider has stopped answering')
    expect(performance.now() - began).toBeLessThan(20_000)
  })

  it.each<[string, Answer, string]>([
    ['text that is no JSON', say(200, 'hello', 'text/plain'), 'What is read back is no JSON object.'],
    ['a page of a proxy', say(502, '<h1>Bad gateway</h1>', 'text/html'), 'It cannot be read back.'],
    ['nothing at all', say(204, ''), 'What is read back is no JSON object.'],
    ['a list', say(200, '[]'), 'What is read back is no JSON object.'],
  ])(
    'answers %s: nothing passes',
    async (_, answer, reason) => {
      const url = await provider((request, response) => {
        if (request.url === '/states') return say(200, '{"id":1,"token":"t"}')(request, response)
        return answer(request, response)
      })
      const { code, report } = await run('--provider', url, '--states', `${url}/states`, '--walks', '1')
      expect(code).toBe(1)
      expect(report?.checks.some((check) => check.outcome === 'failed' && check.reason === reason)).toBe(true)
      const passed = report?.checks.filter(({ judge, outcome }) => judge === 'walk' && outcome === 'passed')
      expect(passed?.map(({ operation, expected }) => `${operation}: ${expected}`)).toEqual([])
    },
    LONG,
  )

  it.each<[string, Answer, string]>([
    ['refuses', say(500, '{"error":"no"}'), 'The state endpoint answered 500 to "individual exists": {"error":"no"}'],
    ['knows no states', say(404, '', 'text/plain'), 'The state endpoint answered 404 to "individual exists": no body'],
    ['answers no JSON', say(200, 'done', 'text/plain'), 'but not with a JSON object: done'],
    ['gives no id', say(200, '{"token":"t"}'), 'returned no "id" for "individual exists": it returned {"token":"t"}'],
    ['gives no token', say(200, '{"id":7}'), 'returned no "token" for "individual exists": it returned {"id":7}'],
  ])('has a state endpoint that %s: nothing is walked, and that is said', async (_, answer, sentence) => {
    const url = await provider(answer)
    const { code, err } = await run('--provider', kyc.url, '--states', url, '--only', 'walk', '--walks', '1')
    expect(code).toBe(2)
    expect(err).toContain(sentence)
    expect(err).toContain('It is asked for with --states')
  })

  it('has a state endpoint that is down, or hangs: that is said', async () => {
    const down = await run('--provider', kyc.url, '--states', 'http://127.0.0.1:9/states')
    expect(down.code).toBe(2)
    expect(down.err).toContain('Could not run: The state endpoint does not answer: ')
    const url = await provider(() => {})
    const hung = await run('--provider', kyc.url, '--states', url, '--timeout', '0.3')
    expect(hung.err).toBe('Could not run: The state endpoint does not answer: no answer within 0.3 s.\n')
  })

  it(
    'has a state endpoint that does not do as it is asked: that fails, and nothing in that state passes',
    async () => {
      const url = await provider((request, response) => {
        let body = ''
        request.on('data', (chunk) => {
          body += chunk
        })
        request.on('end', async () => {
          const { state, params } = JSON.parse(body)
          const { compliance_state: _, ...rest } = params
          const reply = await fetch(states(kyc.url), {
            method: 'POST',
            headers: { 'content-type': 'application/json' },
            body: JSON.stringify({ state, params: rest, action: 'setup' }),
          })
          response.writeHead(reply.status, { 'content-type': 'application/json' }).end(await reply.text())
        })
      })
      const { code, report } = await run('--provider', kyc.url, '--states', url, '--only', 'walk', '--walks', '1')
      expect(code).toBe(1)
      const failed = report?.checks.filter(({ outcome }) => outcome === 'failed')
      expect(failed?.[0]).toMatchObject({
        reason: 'The state endpoint did not put it into the state that was asked for.',
        expected: 'customer.compliance_state is Accepted',
        got: 'customer.compliance_state is Restricted',
      })
      const passed = report?.checks.filter(({ rule, outcome }) => /states\/Passed$/.test(rule) && outcome === 'passed')
      expect(passed).toEqual([])
    },
    LONG,
  )
})

describe('bad options', () => {
  const some = ['--provider', 'http://127.0.0.1:9', '--states', 'http://127.0.0.1:9/states']

  it.each<[string, readonly string[], string]>([
    ['no provider', ['--states', 'http://x/'], 'Name the implementation: --provider URL.'],
    ['no states and no token', ['--provider', 'http://x/'], 'Name the state endpoint, --states URL; or'],
    ['an unknown option', [...some, '--patients', '3'], 'There is no option --patients. Did you mean "--patience"?'],
    ['a stray word', [...some, 'now'], '"now" is no option.'],
    [
      'a judge that there is not',
      [...some, '--only', 'jury'],
      'There is no judge "jury"; there are pact, schema, walk.',
    ],
    ['no number', [...some, '--seed', 'x'], '--seed "x" is no whole number.'],
    ['no seconds', [...some, '--timeout', 'soon'], '--timeout "soon" is no number of seconds.'],
    ['no time', [...some, '--timeout', '0'], '--timeout 0 leaves no time for an answer.'],
    ['contracts without contracts', [...some, '--only', 'pact'], 'The judge pact needs contracts: --pacts DIR'],
    ['no address', ['--provider', 'localhost:1', '--states', 'http://x/'], '--provider "localhost:1" is no address;'],
    ['no document', [...some, '--spec', 'nowhere.yaml'], 'There is no such file.'],
  ])('%s: exit 2, and a sentence', async (_, argv, sentence) => {
    const { code, err } = await run(...argv)
    expect(code).toBe(2)
    expect(err).toContain(sentence)
  })

  it('contracts with a provider of another name are told, and may be named', async () => {
    const argv = ['--provider', kyc.url, '--states', states(kyc.url), '--only', 'pact', '--pacts', 'contracts/pacts']
    const { code, out } = await run(...argv, '--provider-name', 'Customers')
    expect(code).toBe(1)
    expect(out).toContain('not with "Customers"; --provider-name says what it is called')
  })

  it('a broken document is told with its places', async () => {
    const file = join(folder, 'broken.yaml')
    writeFileSync(file, 'openapi: 3.1.0\ninfo: {title: X, version: "1"}\npaths: {/a: {get: {responses: }}}\n')
    const { code, err } = await run(...some, '--spec', file)
    expect(code).toBe(2)
    expect(err).toMatch(/broken\.yaml:\d+:\d+ error /)
  })

  it('a judge that checks nothing is a failure, not a pass', async () => {
    const file = join(folder, 'plain.yaml')
    writeFileSync(
      file,
      'openapi: 3.1.0\ninfo: {title: X, version: "1"}\npaths: {/a: {get: {operationId: a, responses: {"200": {description: ok}}}}}\n',
    )
    const { code, out } = await run('--provider', kyc.url, '--states', states(kyc.url), '--spec', file)
    expect(code).toBe(1)
    expect(out).toContain('nothing checked is nothing proved')
  })

  it('help is help', async () => {
    const lines: string[] = []
    expect(await runVerify(['--help'], { out: (text) => lines.push(text), err: () => {} })).toBe(0)
    expect(lines.join('')).toContain('Exit 0: all held. 1: at least one deviation. 2: it could not run.')
  })
})
