/** `specimen verify`: whether a real implementation behaves as the document says. */

import { mkdir, writeFile } from 'node:fs/promises'
import { dirname } from 'node:path'
import { parseArgs } from 'node:util'
import { formatFault } from '../spec/fault.js'
import { flagship } from '../spec/home.js'
import type { ApiModel } from '../spec/index.js'
import { loadApi } from '../spec/load.js'
import { didYouMean } from '../spec/suggest.js'
import { CouldNotRun } from './could-not-run.js'
import { toJunit } from './junit.js'
import type { PactOptions } from './pact/pact-options.js'
import { JUDGES, type Judge, type Report } from './report.js'
import { reportText } from './report-text.js'
import { type Progress, type VerifyOptions, verify } from './verify.js'

const HELP = `specimen verify --provider URL --states URL: whether an implementation behaves as its document says

  --provider URL       where the implementation listens; the paths of the document are appended
  --states URL         where provider states are asked for (POST {"state", "params", "action"})
  --customer ID        without --states: the one customer that there is,
  --token TEXT         and its token; what cannot be reached so is reported as not exercised
  --spec FILE          the OpenAPI document; without it, the one that comes along
  --overlay FILE       annotations in an OpenAPI Overlay, for a document that may not be touched
  --pacts DIR          the consumers' contracts: a folder of pact files, or one file
  --broker-url URL     a broker that has them,
  --broker-token TEXT  and its token
  --consumer NAME      only the contracts of this consumer; repeatable
  --provider-name NAME what the provider is called in the contracts (the document's title)
  --only LIST          of pact, schema and walk, those in the list: --only walk,schema
  --seed N             other data and other walks, the same each time (1)
  --walks N            how many random walks (25)
  --patience SECONDS   wait so long for what falls due, instead of asking the state endpoint
  --timeout SECONDS    how long one request may take (10)
  --bail               end with the first failure; the rest is not exercised
  --no-prism           without Prism's second opinion
  --json FILE          the report as JSON (report.schema.json describes it)
  --junit FILE         the report for CI servers
  --html FILE          the report as one page: what was covered, and the steps to each failure
  --quiet              no progress, and nothing of what passed
  --help

  Exit 0: all held. 1: at least one deviation. 2: it could not run.
`

const OPTIONS = {
  provider: { type: 'string' },
  states: { type: 'string' },
  customer: { type: 'string' },
  token: { type: 'string' },
  spec: { type: 'string' },
  overlay: { type: 'string' },
  pacts: { type: 'string' },
  'broker-url': { type: 'string' },
  'broker-token': { type: 'string' },
  consumer: { type: 'string', multiple: true },
  'provider-name': { type: 'string' },
  only: { type: 'string' },
  seed: { type: 'string' },
  walks: { type: 'string' },
  patience: { type: 'string' },
  timeout: { type: 'string' },
  bail: { type: 'boolean' },
  'no-prism': { type: 'boolean' },
  json: { type: 'string' },
  junit: { type: 'string' },
  html: { type: 'string' },
  quiet: { type: 'boolean' },
  help: { type: 'boolean' },
} as const

/** Where lines go: the terminal, or a test. */
export type Output = {
  readonly out: (text: string) => void
  readonly err: (text: string) => void
  /** Whether `err` is a terminal, on which a line can be written over. */
  readonly isTerminal?: boolean
}

/** Draws the report's page: the console's business, so whoever runs us brings it along. */
export type PageOf = (report: Report) => Promise<string>

const TERMINAL: Output = {
  out: (text) => void process.stdout.write(text),
  err: (text) => void process.stderr.write(text),
  isTerminal: process.stderr.isTTY === true,
}

/**
 * Runs `specimen verify`.
 *
 * @returns 0: all held; 1: at least one deviation; 2: could not run, and said why
 */
export async function runVerify(argv: readonly string[], output: Output = TERMINAL, pageOf?: PageOf): Promise<number> {
  try {
    const values = readArguments(argv)
    if (values.help === true) {
      output.out(HELP)
      return 0
    }
    const report = await verify(await optionsOf(values, output))
    await writeReports(report, values, pageOf)
    if (values.quiet !== true && output.isTerminal === true) output.err('\r\u001b[K')
    if (values.quiet !== true || report.summary.failed > 0) output.out(reportText(report))
    return report.summary.failed > 0 ? 1 : 0
  } catch (reason) {
    if (!(reason instanceof CouldNotRun)) throw reason
    output.err(`${output.isTerminal === true ? '\r\u001b[K' : ''}Could not run: ${reason.message}\n`)
    return 2
  }
}

type Values = ReturnType<typeof readArguments>

function readArguments(argv: readonly string[]) {
  try {
    const { values, positionals } = parseArgs({ args: [...argv], options: OPTIONS, allowPositionals: true })
    const [stray] = positionals
    if (stray !== undefined) throw new CouldNotRun(`"${stray}" is no option.\nTry: specimen verify --help`)
    return values
  } catch (reason) {
    if (reason instanceof CouldNotRun) throw reason
    const unknown = /Unknown option '(--[^']+)'/.exec(String(reason))?.[1]
    const known = Object.keys(OPTIONS).map((name) => `--${name}`)
    const what =
      unknown === undefined
        ? String((reason as Error).message).split('. ')[0]
        : `There is no option ${unknown}.${didYouMean(unknown, known)}`
    throw new CouldNotRun(`${what}\nTry: specimen verify --help`)
  }
}

async function optionsOf(values: Values, output: Output): Promise<VerifyOptions> {
  const { provider, states, customer, token } = values
  if (provider === undefined)
    throw new CouldNotRun('Name the implementation: --provider URL.\nTry: specimen verify --help')
  if (states === undefined && token === undefined)
    throw new CouldNotRun(
      'Name the state endpoint, --states URL; or, without one, a token: --token TEXT (and --customer ID).',
    )
  const model = await load(values)
  const timeout = seconds(values.timeout, 'timeout')
  const hasPacts = values.pacts !== undefined || values['broker-url'] !== undefined
  const only = judgesOf(values.only)
  if (only?.includes('pact') && !hasPacts)
    throw new CouldNotRun('The judge pact needs contracts: --pacts DIR, or --broker-url URL.')
  return {
    model,
    provider,
    ...(states !== undefined && { states }),
    ...(token !== undefined && { known: { token, ...(customer !== undefined && { id: keyOf(customer) }) } }),
    ...(only !== undefined && { only }),
    ...numbers(values),
    ...(timeout !== undefined && { timeout }),
    prism: values['no-prism'] !== true,
    bail: values.bail === true,
    ...(hasPacts && { judgePacts: (told) => judgeContracts({ ...pactOptions(values, model), ...told }) }),
    ...(values.quiet !== true && { onProgress: progressTo(output) }),
  }
}

function numbers(values: Values): Pick<VerifyOptions, 'seed' | 'walks' | 'patience'> {
  const seed = whole(values.seed, 'seed')
  const walks = whole(values.walks, 'walks')
  const patience = seconds(values.patience, 'patience')
  return {
    ...(seed !== undefined && { seed }),
    ...(walks !== undefined && { walks }),
    ...(patience !== undefined && { patience }),
  }
}

function pactOptions(values: Values, model: ApiModel): PactOptions {
  const url = values['broker-url']
  const token = values['broker-token']
  const name = values['provider-name']
  const timeout = seconds(values.timeout, 'timeout')
  return {
    model,
    provider: values.provider ?? '',
    ...(values.states !== undefined && { states: values.states }),
    ...(values.pacts !== undefined && { pacts: values.pacts }),
    ...(url !== undefined && { broker: { url, ...(token !== undefined && { token }) } }),
    ...(values.consumer !== undefined && { consumers: values.consumer }),
    ...(name !== undefined && { providerName: name }),
    ...(timeout !== undefined && { timeout }),
  }
}

/** Pact's verifier brings a native library along: loaded only when there is something for it to do. */
async function judgeContracts(options: PactOptions) {
  const { judgePacts } = await import('./pact/index.js')
  return judgePacts(options)
}

async function load({ spec = flagship, overlay }: Values): Promise<ApiModel> {
  const loaded = await loadApi(spec, overlay === undefined ? {} : { overlay })
  if (loaded.kind === 'loaded') return loaded.model
  throw new CouldNotRun(`The document is broken:\n${loaded.faults.map(formatFault).join('\n')}`)
}

function judgesOf(only: string | undefined): readonly Judge[] | undefined {
  if (only === undefined) return undefined
  return only.split(',').map((name) => {
    const judge = JUDGES.find((one) => one === name.trim())
    if (judge === undefined) throw new CouldNotRun(`There is no judge "${name}"; there are ${JUDGES.join(', ')}.`)
    return judge
  })
}

function whole(text: string | undefined, option: string): number | undefined {
  if (text === undefined) return undefined
  if (!/^\d{1,10}$/.test(text)) throw new CouldNotRun(`--${option} "${text}" is no whole number.`)
  return Number(text)
}

/** @returns milliseconds */
function seconds(text: string | undefined, option: string): number | undefined {
  if (text === undefined) return undefined
  if (!/^\d{1,6}(\.\d+)?$/.test(text)) throw new CouldNotRun(`--${option} "${text}" is no number of seconds.`)
  if (option === 'timeout' && Number(text) === 0) throw new CouldNotRun('--timeout 0 leaves no time for an answer.')
  return Number(text) * 1000
}

function keyOf(text: string): string | number {
  return /^(0|[1-9]\d{0,15})$/.test(text) ? Number(text) : text
}

async function writeReports(report: Report, { json, junit, html }: Values, pageOf?: PageOf): Promise<void> {
  if (json !== undefined) await write(json, `${JSON.stringify(report, null, 2)}\n`)
  if (junit !== undefined) await write(junit, toJunit(report))
  if (html === undefined) return
  if (pageOf === undefined) throw new CouldNotRun('Pages are drawn by the command: specimen verify --html FILE.')
  await write(html, await pageOf(report))
}

async function write(file: string, text: string): Promise<void> {
  try {
    await mkdir(dirname(file), { recursive: true })
    await writeFile(file, text)
  } catch (reason) {
    throw new CouldNotRun(`The report could not be written to ${file}: ${(reason as NodeJS.ErrnoException).code}.`)
  }
}

/** On a terminal one line that is written over; elsewhere a line now and then. */
function progressTo({ err, isTerminal = false }: Output): (progress: Progress) => void {
  let told = -1
  return ({ judge, done, total, failed }) => {
    const of = total === undefined ? `${done}` : `${done} of ${total}`
    const line = `${judge}: ${of}${failed === 0 ? '' : `, ${failed} failed`}`
    if (isTerminal) return err(`\r\u001b[K${line}`)
    const tenth = total === undefined ? Math.floor(done / 25) : Math.floor((10 * done) / total)
    if (tenth === told) return
    told = tenth
    err(`${line}\n`)
  }
}
