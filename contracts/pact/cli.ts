/** `specimen check-pacts`: whether contracts fit the document, without running anything. */

import { parseArgs } from 'node:util'
import { formatFault } from '../../spec/fault.js'
import { flagship } from '../../spec/home.js'
import { loadApi } from '../../spec/load.js'
import { CouldNotRun } from '../could-not-run.js'
import { type Check, summarize } from '../report.js'
import { checkPacts } from './check-pacts.js'

const HELP = `specimen check-pacts DIR [--spec FILE] [--overlay FILE] [--provider-name NAME]: whether contracts fit the document

  DIR                   a folder of pact files, or one of them
  --spec FILE           the document; left out: the flagship's
  --overlay FILE        an OpenAPI Overlay for it
  --provider-name NAME  what the provider is called in the pacts; left out: the document's title

  Compares paths, bodies and headers; and what only Specimen knows: provider states and their parameters, operations that
  contracts name, and matchers that would let through what the document does not allow.
  Exit 0: all fit. 1: at least one does not. 2: they could not be checked.
`

export type Terminal = { readonly out: (text: string) => void; readonly err: (text: string) => void }

const TERMINAL: Terminal = {
  out: (text) => void process.stdout.write(text),
  err: (text) => void process.stderr.write(text),
}

export async function runCheckPacts(argv: readonly string[], { out, err }: Terminal = TERMINAL): Promise<number> {
  const read = readArguments(argv)
  if (typeof read === 'string') {
    err(`${read}\nTry: specimen check-pacts --help\n`)
    return 2
  }
  if (read.help) {
    out(HELP)
    return 0
  }
  const loaded = await loadApi(read.spec, read.overlay === undefined ? {} : { overlay: read.overlay })
  if (loaded.kind === 'faulty') {
    err(`${loaded.faults.map(formatFault).join('\n')}\n`)
    return 2
  }
  try {
    const { providerName } = read
    const checks = await checkPacts(read.folder, loaded.model, providerName === undefined ? {} : { providerName })
    out(textOf(checks, loaded.model.source))
    return checks.every(({ outcome }) => outcome === 'passed') ? 0 : 1
  } catch (error) {
    if (!(error instanceof CouldNotRun)) throw error
    err(`${error.message}\n`)
    return 2
  }
}

function textOf(checks: readonly Check[], document: string): string {
  const lines = checks.map(({ outcome, reason, rule }) =>
    outcome === 'passed' ? `  ✓ ${reason}` : `  ✗ ${reason}${rule === '' ? '' : `\n      rule: ${rule}`}`,
  )
  const { passed, failed } = summarize(checks)
  const fit = `${passed} ${passed === 1 ? 'interaction fits' : 'interactions fit'} ${document}`
  return `${lines.join('\n')}\n\n${fit}${failed === 0 ? '' : `; ${failed} ${failed === 1 ? 'fault' : 'faults'}`}.\n`
}

type Arguments = {
  readonly help: boolean
  readonly folder: string
  readonly spec: string
  readonly overlay?: string
  readonly providerName?: string
}

function readArguments(argv: readonly string[]): Arguments | string {
  try {
    const { values, positionals } = parseArgs({
      args: [...argv],
      options: {
        spec: { type: 'string' },
        overlay: { type: 'string' },
        'provider-name': { type: 'string' },
        help: { type: 'boolean', short: 'h' },
      },
      allowPositionals: true,
    })
    const [folder, another] = positionals
    const { spec = flagship, overlay, help = false, 'provider-name': providerName } = values
    if (folder === undefined && !help) return 'Name a folder of pact files to check.'
    if (another !== undefined) return `One folder at a time: ${positionals.join(', ')}.`
    return {
      help,
      folder: folder ?? '',
      spec,
      ...(overlay !== undefined && { overlay }),
      ...(providerName !== undefined && { providerName }),
    }
  } catch (error) {
    return error instanceof Error ? error.message : String(error)
  }
}
