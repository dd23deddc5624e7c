/**
 * Which judge catches which fault: `npx tsx test/fault-table.ts [--seed N] [--bail] [--markdown] [FAULT...]`.
 *
 * The correct provider comes first and must pass; then each faulty one must be caught by at least one judge.
 */

import { parseArgs } from 'node:util'
import { judgePacts } from '../contracts/pact/index.js'
import { type Check, JUDGES, type Judge, type Report } from '../contracts/report.js'
import { verify } from '../contracts/verify.js'
import { flagship } from '../spec/home.js'
import type { ApiModel } from '../spec/index.js'
import { loadApi } from '../spec/load.js'
import { FAULTS } from './providers/faults/index.js'
import { startProvider } from './providers/provider.js'

const PACTS = 'contracts/pacts'

export type Row = {
  /** `none`: the correct provider. */
  readonly fault: string
  readonly kind: string
  readonly sentence: string
  /** How many checks of each judge failed. */
  readonly failed: { readonly [judge in Judge]: number }
  /** The first of them. */
  readonly first: Check | undefined
  readonly milliseconds: number
}

export type TableOptions = {
  readonly seed?: number
  readonly only?: readonly Judge[]
  readonly walks?: number
  /** Whether the first failure will do. */
  readonly bail?: boolean
}

/** Runs all judges against the provider with one fault; without a name: against the correct one. */
export async function judgeFault(
  model: ApiModel,
  name: string | undefined,
  { seed = 1, only = JUDGES, walks = 15, bail = false }: TableOptions = {},
): Promise<Row> {
  const fault = FAULTS.find((one) => one.name === name)
  const began = performance.now()
  const provider = await startProvider({ fault: name, deliveryDelay: 2000, decisionDelay: 5000 })
  try {
    const { url, statesUrl } = provider
    const report: Report = await verify({
      model,
      provider: url,
      states: statesUrl,
      only,
      seed,
      walks,
      bail,
      patience: 6000,
      timeout: 3000,
      judgePacts: (told) => judgePacts({ model, provider: url, states: statesUrl, pacts: PACTS, ...told }),
    })
    const failed = report.checks.filter(({ outcome }) => outcome === 'failed')
    const count = (judge: Judge) => failed.filter((check) => check.judge === judge).length
    return {
      fault: name ?? 'none',
      kind: fault?.kind ?? '',
      sentence: fault?.sentence ?? 'The correct provider.',
      failed: { pact: count('pact'), schema: count('schema'), walk: count('walk') },
      first: failed[0],
      milliseconds: performance.now() - began,
    }
  } finally {
    await provider.close()
  }
}

export function isCaught({ failed }: Row): boolean {
  return JUDGES.some((judge) => failed[judge] > 0)
}

const word = (count: number) => (count > 0 ? 'caught' : '–')

function markdown(rows: readonly Row[]): string {
  const head = ['| fault | kind | what is wrong | pact | schema | walk |', '|---|---|---|---|---|---|']
  const lines = rows.map(({ fault, kind, sentence, failed }) => {
    const cells = JUDGES.map((judge) => word(failed[judge]))
    return `| \`${fault}\` | ${kind} | ${sentence} | ${cells.join(' | ')} |`
  })
  return [...head, ...lines].join('\n')
}

function plain({ fault, kind, failed, milliseconds, first }: Row): string {
  const cells = JUDGES.map((judge) => `${judge} ${word(failed[judge])}`.padEnd(14))
  const why = first === undefined ? '' : `  ${first.operation}: ${first.reason}`
  return `${fault.padEnd(28)} ${kind.padEnd(12)} ${cells.join(' ')} ${(milliseconds / 1000).toFixed(1)} s${why.slice(0, 100)}`
}

async function main(argv: readonly string[]): Promise<number> {
  const { values, positionals } = parseArgs({
    args: [...argv],
    options: {
      seed: { type: 'string', default: '1' },
      walks: { type: 'string', default: '15' },
      only: { type: 'string', default: JUDGES.join() },
      bail: { type: 'boolean', default: false },
      markdown: { type: 'boolean', default: false },
    },
    allowPositionals: true,
  })
  const loaded = await loadApi(flagship)
  if (loaded.kind === 'faulty') throw new Error('The flagship document is broken.')
  const only = JUDGES.filter((judge) => values.only.split(',').includes(judge))
  const options = { seed: Number(values.seed), walks: Number(values.walks), only, bail: values.bail }
  const names = positionals.length > 0 ? positionals : FAULTS.map(({ name }) => name)
  const rows: Row[] = []
  for (const name of [undefined, ...names]) {
    const row = await judgeFault(loaded.model, name, options)
    rows.push(row)
    if (!values.markdown) process.stdout.write(`${plain(row)}\n`)
  }
  const [correct, ...faulty] = rows
  const missed = faulty.filter((row) => !isCaught(row)).map(({ fault }) => fault)
  if (values.markdown) process.stdout.write(`${markdown(faulty)}\n`)
  const alarms = correct !== undefined && isCaught(correct) ? 'FALSE ALARM on the correct provider' : 'no false alarm'
  const list = missed.length === 0 ? '' : `: ${missed.join(', ')}`
  process.stdout.write(
    `\n${faulty.length - missed.length} of ${faulty.length} faults caught, ${missed.length} missed${list}; ${alarms}\n`,
  )
  return missed.length > 0 || (correct !== undefined && isCaught(correct)) ? 1 : 0
}

if (process.argv[1]?.endsWith('fault-table.ts')) process.exit(await main(process.argv.slice(2)))
