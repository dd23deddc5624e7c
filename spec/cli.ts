/** `specimen lint` and `specimen scenarios`: what can be said of a document without serving it. */

import { stat } from 'node:fs/promises'
import { parseArgs } from 'node:util'
import { formatFault } from './fault.js'
import { flagship } from './home.js'
import { lintDocument } from './lint.js'
import { loadApi } from './load.js'
import type { MoreFaults } from './read.js'

type Write = { readonly out: (text: string) => void; readonly err: (text: string) => void }

const LINT_HELP = `specimen lint DOCUMENT... [--overlay FILE]: all that can be said against documents

  Syntax, structure, annotations, and Redocly's recommended rules, each with file, line and column.
  Exit 0: nothing, or warnings only. 1: at least one error. 2: it could not be read.
`

const SCENARIOS_HELP = `specimen scenarios [DOCUMENT]: the stories that a document brings along

  Run one: curl -X POST http://127.0.0.1:4010/_specimen/scenarios/NAME/run
`

export async function runLint(argv: readonly string[], { out, err }: Write, findMore?: MoreFaults): Promise<number> {
  const read = readArguments(argv, { overlay: { type: 'string' } })
  if (typeof read === 'string') return fail(err, `${read}\nTry: specimen lint --help\n`)
  if (read.help) return print(out, LINT_HELP)
  if (read.files.length === 0) return fail(err, 'Name a document to lint.\nTry: specimen lint --help\n')
  let errors = 0
  let warnings = 0
  for (const file of read.files) {
    if (!(await isReadable(file))) return fail(err, `${(await lintDocument(file)).map(formatFault).join('\n')}\n`)
    const overlay = read.values['overlay']
    for (const fault of await lintDocument(file, {
      ...(typeof overlay === 'string' && { overlay }),
      ...(findMore && { findMore }),
    })) {
      out(`${formatFault(fault)}\n`)
      if (fault.severity === 'error') errors++
      else warnings++
    }
  }
  out(`${read.files.join(', ')}: ${count(errors, 'error')}, ${count(warnings, 'warning')}\n`)
  return errors > 0 ? 1 : 0
}

export async function runScenarios(argv: readonly string[], { out, err }: Write): Promise<number> {
  const read = readArguments(argv, {})
  if (typeof read === 'string') return fail(err, `${read}\nTry: specimen scenarios --help\n`)
  if (read.help) return print(out, SCENARIOS_HELP)
  const loaded = await loadApi(read.files[0] ?? flagship)
  if (loaded.kind === 'faulty') return fail(err, `${loaded.faults.map(formatFault).join('\n')}\n`)
  const { scenarios } = loaded.model
  const width = Math.max(0, ...scenarios.map(({ name }) => name.length))
  for (const { name, sentence } of scenarios) out(`${name.padEnd(width)}  ${sentence}\n`)
  if (scenarios.length === 0) out('The document brings no scenarios along.\n')
  return 0
}

async function isReadable(file: string): Promise<boolean> {
  return (await stat(file).catch(() => undefined))?.isFile() === true
}

function readArguments(argv: readonly string[], options: { readonly [name: string]: { readonly type: 'string' } }) {
  try {
    const { values, positionals } = parseArgs({
      args: [...argv],
      options: { ...options, help: { type: 'boolean' } },
      allowPositionals: true,
    })
    return { help: values.help === true, values: values as { readonly [name: string]: unknown }, files: positionals }
  } catch (error) {
    return error instanceof Error ? error.message : String(error)
  }
}

function count(number: number, noun: string): string {
  return `${number} ${noun}${number === 1 ? '' : 's'}`
}

function fail(err: Write['err'], text: string): number {
  err(text)
  return 2
}

function print(out: Write['out'], text: string): number {
  out(text)
  return 0
}
