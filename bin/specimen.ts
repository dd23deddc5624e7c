#!/usr/bin/env node
/** `specimen`: one command for what the parts of the house can do. Each is loaded when it is asked for. */

import { existsSync } from 'node:fs'

const HELP = `specimen COMMAND: turns an OpenAPI document into a living API

  serve [DOCUMENT]      a stateful mock; also without the word: specimen [DOCUMENT]
  scenarios [DOCUMENT]  the stories that a document brings along
  lint DOCUMENT         all that can be said against a document and its annotations
  verify                whether a real implementation behaves as the document says
  check-pacts DIR       whether contracts fit the document, without running anything

  specimen COMMAND --help tells more; specimen --version tells which one this is.
`

const COMMANDS = ['serve', 'scenarios', 'lint', 'verify', 'check-pacts'] as const

const terminal = {
  out: (text: string) => void process.stdout.write(text),
  err: (text: string) => void process.stderr.write(text),
  ended: new Promise((resolve) => {
    for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, resolve)
  }),
}

// Whoever reads our lines may have read enough: `specimen lint | head`.
process.stdout.on('error', (error: NodeJS.ErrnoException) => {
  if (error.code === 'EPIPE') process.exit(0)
  throw error
})

const code = await run(process.argv.slice(2))
// A pipe takes what was written bit by bit: whoever leaves earlier cuts it off.
for (const stream of [process.stdout, process.stderr]) await new Promise((resolve) => stream.write('', resolve))
process.exit(code)

async function run([first, ...rest]: readonly string[]): Promise<number> {
  if (first === undefined) return serve([])
  if (first === 'help' || first === '--help' || first === '-h') return print(HELP)
  if (first === 'serve') return serve(rest)
  if (first === 'scenarios') return (await import('../spec/cli.js')).runScenarios(rest, terminal)
  if (first === 'lint') return lint(rest)
  if (first === 'verify') return verify(rest)
  if (first === 'check-pacts') return (await import('../contracts/pact/cli.js')).runCheckPacts(rest)
  // A document or an option: what is meant is serve.
  if (first.startsWith('-') || /[./\\]/.test(first) || existsSync(first)) return serve([first, ...rest])
  const { didYouMean } = await import('../spec/suggest.js')
  terminal.err(`There is no command "${first}".${didYouMean(first, COMMANDS)}\nTry: specimen --help\n`)
  return 2
}

async function serve(argv: readonly string[]): Promise<number> {
  const { runServe } = await import('../mock/cli.js')
  return runServe(argv, terminal)
}

/** Whether Faker has what a document asks of it, the mock knows. */
async function lint(argv: readonly string[]): Promise<number> {
  const [{ runLint }, { findFakeFaults }] = await Promise.all([
    import('../spec/cli.js'),
    import('../mock/people/index.js'),
  ])
  return runLint(argv, terminal, findFakeFaults)
}

/** The one place that knows both who verifies and who draws pages. */
async function verify(argv: readonly string[]): Promise<number> {
  const { runVerify } = await import('../contracts/cli.js')
  return runVerify(argv, undefined, async (report) => {
    const { renderReport } = await import('../mock/console/index.js')
    return renderReport(JSON.parse(JSON.stringify(report)))
  })
}

function print(text: string): number {
  terminal.out(text)
  return 0
}
