/** The command line, as a person meets it: what it prints, what it refuses, and how it ends. */

import { spawn } from 'node:child_process'
import { cp, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { runServe } from '../mock/cli.js'
import { findFakeFaults } from '../mock/people/index.js'
import { runLint, runScenarios } from '../spec/cli.js'

let folder: string
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'specimen-'))
})
afterEach(() => rm(folder, { recursive: true, force: true }))

/** A run in this process: what it printed, and how to end it. */
function start(argv: readonly string[], run = runServe) {
  let out = ''
  let err = ''
  const heard: (() => void)[] = []
  const hear = (): void => {
    for (const one of heard.splice(0)) one()
  }
  let end = (): void => {}
  const ended = new Promise<void>((resolve) => {
    end = resolve
  })
  const code = run(argv, {
    out(text) {
      out += text
      hear()
    },
    err(text) {
      err += text
      hear()
    },
    ended,
  })
  return {
    code,
    end: () => {
      end()
      return code
    },
    printed: () => out,
    complained: () => err,
    /** Waits until it has printed what is looked for. */
    async until(pattern: RegExp): Promise<RegExpExecArray> {
      for (;;) {
        const found = pattern.exec(out + err)
        if (found !== null) return found
        await new Promise<void>((resolve) => heard.push(resolve))
      }
    },
  }
}

/** Starts it on a free port; gives its address. */
async function serving(...argv: readonly string[]) {
  const run = start(['--port', '0', ...argv])
  const [, url = ''] = await run.until(/ on (http:\S+)/)
  return { ...run, url }
}

describe('serve', () => {
  test('tells address, personas, lifecycles and what to paste; then a line for each request, with its reason', async () => {
    const run = await serving()
    expect(run.printed()).toContain('12345678  alexey')
    expect(run.printed()).toContain('kyc: Restricted → Accepted → Pending → Passed | Refused')
    expect(run.printed()).toContain(`export TOKEN=customer-12345678 API_HOST=${run.url}`)
    const headers = { authorization: 'Bearer customer-1006' }
    await fetch(`${run.url}/api/v1/identification/individuals/1006`, { method: 'PUT', headers })
    await run.until(
      /^PUT \/api\/v1\/identification\/individuals\/1006 400 submitIdentification profile\.locked: kyc is Passed$/m,
    )
    expect(await run.end()).toBe(0)
  })

  test('prints no request with --quiet, and no control character that a client sent', async () => {
    const quiet = await serving('--quiet')
    await fetch(`${quiet.url}/api/v1/customers`)
    await quiet.end()
    expect(quiet.printed()).not.toContain('GET ')
    const run = await serving()
    await fetch(`${run.url}/api/v1/%1b[31m`)
    await run.until(/GET .* 404/)
    await run.end()
    expect(run.printed()).not.toContain('\u001b')
  })

  test('serves the second document, named', async () => {
    for (const named of [['spec/parcels/openapi.yaml'], ['--spec', 'spec/parcels/openapi.yaml']]) {
      const run = await serving(...named)
      const reply = await fetch(`${run.url}/parcels`, { headers: { 'x-api-key': 'merchant-1' } })
      expect(reply.status).toBe(200)
      await run.end()
    }
  })

  test('the clock stands where it is put, and delays are as long as the run says', async () => {
    const run = await serving('--clock', '2026-01-15T09:00:00', '--delay', 'delivery=0')
    const headers = { authorization: 'Bearer customer-1003' }
    await fetch(`${run.url}/api/v1/identification/individuals/1003`, { method: 'PUT', headers })
    const reply = await fetch(`${run.url}/api/v1/customers/1003/individual/data`, { headers })
    const { customer } = (await reply.json()) as { customer: { compliance_state: string; modified: string } }
    expect(customer).toMatchObject({ compliance_state: 'Pending', modified: '2026-01-15T09:00:00.000+0000' })
    await run.end()
  })

  test('follows its document with --watch; a broken one is told with its place, and the old one goes on', async () => {
    const document = join(folder, 'openapi.yaml')
    await cp('spec/parcels', folder, { recursive: true })
    const run = await serving(document, '--watch')
    const headers = { 'x-api-key': 'merchant-1', 'content-type': 'application/json' }
    const made = await fetch(`${run.url}/parcels`, { headers })
    expect(made.status).toBe(200)
    const text = await readFile(document, 'utf8')
    await writeFile(document, `${text}\n  broken: [`)
    await run.until(/openapi\.yaml:\d+:\d+ error/)
    await run.until(/the one before it goes on/)
    expect((await fetch(`${run.url}/parcels`, { headers })).status).toBe(200)
    await writeFile(document, text.replaceAll('/parcels', '/packages'))
    await run.until(/has changed/)
    expect((await fetch(`${run.url}/packages`, { headers })).status).toBe(200)
    expect((await fetch(`${run.url}/parcels`, { headers })).status).toBe(404)
    await run.end()
  })

  test('keeps its state in a snapshot; a broken one is refused and stays as it is', async () => {
    const snapshot = join(folder, 'state.json')
    const headers = { authorization: 'Bearer customer-42' }
    const first = await serving('--snapshot', snapshot)
    const url = `${first.url}/api/v1/customers/42/individual/data`
    const body = '{"nick_name":"kept"}'
    await fetch(url, { method: 'PUT', headers: { ...headers, 'content-type': 'application/json' }, body })
    expect(await first.end()).toBe(0)
    const second = await serving('--snapshot', snapshot)
    const reply = await fetch(`${second.url}/api/v1/customers/42/individual/data`, { headers })
    expect(await reply.json()).toMatchObject({ nick_name: 'kept' })
    await second.end()
    await writeFile(snapshot, '{"format":"other"}')
    const third = start(['--port', '0', '--snapshot', snapshot])
    expect(await third.code).toBe(2)
    expect(third.complained()).toContain('This is no snapshot of Specimen')
    expect(await readFile(snapshot, 'utf8')).toBe('{"format":"other"}')
  })

  test('no control API with --no-control, nor beyond this machine without a token', async () => {
    const run = await serving('--no-control')
    expect((await fetch(`${run.url}/_specimen/health`)).status).toBe(404)
    await run.end()
  })

  const refused: { readonly [what: string]: readonly [readonly string[], RegExp] } = {
    'an unknown option': [['--prot', '1'], /--prot/],
    'a port that is none': [['--port', '99999'], /--port is "99999"; it must be a number from 0 to 65535\./],
    'an origin that is none': [
      ['--cors', 'app.example'],
      /--cors is "app\.example"; it must be an origin, e\.g\. https:/,
    ],
    'a seed that is none': [['--seed', 'x'], /--seed is "x"/],
    'a clock that is none': [
      ['--clock', 'noon'],
      /--clock is "noon"; it must be a time, e\.g\. 2026-01-15T09:00:00Z\./,
    ],
    'a delay without a length': [['--delay', 'delivery'], /--delay is "delivery"; it must be NAME=TIME/],
    'a delay that the document does not have': [
      ['--delay', 'delivry=1'],
      /no delay "delivry"\. It has delivery, decision\./,
    ],
    'a snapshot in a folder that is not there': [
      ['--snapshot', 'nowhere/s.json'],
      /cannot be kept in nowhere\/s\.json/,
    ],
    'two documents': [['a.yaml', 'b.yaml'], /One document is served at a time/],
    'two documents, one by name': [['--spec', 'a.yaml', 'b.yaml'], /One document is served at a time/],
    'a document that is not there': [['spec/kyc/openapi.yml'], /no such file.*Did you mean "spec\/kyc\/openapi\.yaml"/],
    'a folder': [['spec/kyc'], /This is a directory.*openapi\.yaml/],
  }
  test.each(Object.entries(refused))('refuses %s with one clear message and exit 2', async (_, [argv, message]) => {
    const run = start(argv)
    expect(await run.code).toBe(2)
    expect(run.complained()).toMatch(message)
    expect(run.complained()).not.toMatch(/\n\s+at /)
    expect(run.printed()).toBe('')
  })

  test('refuses a port that is in use', async () => {
    const other = createServer()
    await new Promise<void>((resolve) => other.listen(0, '127.0.0.1', resolve))
    const { port } = other.address() as { port: number }
    const run = start(['--port', String(port)])
    expect(await run.code).toBe(2)
    expect(run.complained()).toBe(`Port ${port} is in use. Stop what listens there, or choose another with --port.\n`)
    other.close()
  })

  test('tells every fault of a broken document at once, each with its place', async () => {
    const text = await readFile('spec/parcels/openapi.yaml', 'utf8')
    const broken = text
      .replace('initial: Announced', 'initial: Anounced')
      .replace("$ref: '#/components/schemas/Parcel'", "$ref: '#/components/schemas/Parcl'")
    await writeFile(join(folder, 'openapi.yaml'), broken)
    const run = start([join(folder, 'openapi.yaml')])
    expect(await run.code).toBe(2)
    expect(run.complained()).toMatch(/openapi\.yaml:\d+:\d+ error .*"Anounced".*Did you mean "Announced"/)
    expect(run.complained()).toMatch(/openapi\.yaml:\d+:\d+ error .*Parcl.*Did you mean.*Parcel/)
  })
})

test.each([
  ['serve', runServe],
  ['lint', runLint],
  ['scenarios', runScenarios],
] as const)('%s --help tells what there is, and exits 0', async (_, command) => {
  const run = start(['--help'], command)
  expect(await run.code).toBe(0)
  expect(run.printed()).toMatch(/^specimen /)
})

test('lint finds nothing in our own documents', async () => {
  const run = start(['spec/kyc/openapi.yaml', 'spec/parcels/openapi.yaml', 'spec/control/openapi.yaml'], runLint)
  expect(await run.code).toBe(0)
  expect(run.printed()).toMatch(/: 0 errors, 0 warnings\n$/)
})

test('lint tells taste as warnings, a file that is not there with exit 2, and no guard as unused', async () => {
  const document = join(folder, 'openapi.yaml')
  const text = await readFile('spec/parcels/openapi.yaml', 'utf8')
  await writeFile(document, text.replace(/^ {6}summary: .*$/m, ''))
  for (const name of ['personas.yaml', 'scenarios.yaml']) {
    await writeFile(join(folder, name), await readFile(join('spec/parcels', name), 'utf8'))
  }
  const run = start([document], runLint)
  expect(await run.code).toBe(0)
  expect(run.printed()).toMatch(/warning Operation object should contain `summary` field/)
  const missing = start([join(folder, 'nowhere.yaml')], runLint)
  expect(await missing.code).toBe(2)
  expect(missing.complained()).toContain('There is no such file.')
})

test('lint, and the mock at its start, tell what Faker does not have or take', async () => {
  const document = join(folder, 'fakes.yaml')
  const text = await readFile('spec/parcels/openapi.yaml', 'utf8')
  const fakes = ['person.fullNam', '{number.int: [{min: 9, max: 1}]}', 'person.fullName']
  const schemas = fakes.map((fake, index) => `    Fake${index}: {type: string, x-faker: ${fake}}\n`).join('')
  await writeFile(document, text.replace(/^ {2}schemas:\n/m, `  schemas:\n${schemas}`))
  const told = [
    /fakes\.yaml:\d+:\d+ error Faker has no method "person\.fullNam"\. Did you mean "person\.fullName"\?/,
    /fakes\.yaml:\d+:\d+ error Faker's number\.int does not take that: Max 1 should be greater than min 9\.\n/,
  ]
  const linted = start([document], (argv, terminal) => runLint(argv, terminal, findFakeFaults))
  expect(await linted.code).toBe(1)
  const served = start([document, '--port', '0'])
  expect(await served.code).toBe(2)
  for (const fault of told) {
    expect(linted.printed()).toMatch(fault)
    expect(served.complained()).toMatch(fault)
  }
  expect(served.complained().trim().split('\n')).toHaveLength(2)
})

test('the command itself knows its parts, and ends on a signal with 0', async () => {
  const child = spawn(process.execPath, ['--import', 'tsx', 'bin/specimen.ts', '--port', '0'])
  const code = new Promise((resolve) => child.once('exit', resolve))
  await new Promise<void>((resolve) => {
    child.stdout.on('data', (text) => {
      if (String(text).includes('export ')) resolve()
    })
  })
  child.kill('SIGTERM')
  expect(await code).toBe(0)
})

test('the command refuses a word that it does not know', async () => {
  const child = spawn(process.execPath, ['--import', 'tsx', 'bin/specimen.ts', 'vreify'])
  let complaint = ''
  child.stderr.on('data', (text) => {
    complaint += text
  })
  expect(await new Promise((resolve) => child.once('exit', resolve))).toBe(2)
  expect(complaint).toContain('There is no command "vreify". Did you mean "verify"?')
})
