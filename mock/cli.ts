/** `specimen serve`: the mock on a port, for people. */

import { access, constants, readFile, rename, watch, writeFile } from 'node:fs/promises'
import { basename, dirname, resolve } from 'node:path'
import { parseArgs } from 'node:util'
import { type Fault, formatFault } from '../spec/fault.js'
import { flagship } from '../spec/home.js'
import { type ApiModel, durationToMs, isObject, type JsonObject, type JsonValue } from '../spec/index.js'
import { loadApi } from '../spec/load.js'
import { readAsset } from './assets.js'
import { describeApi, describeExchange } from './cli-text.js'
import { loadHandlers } from './handlers.js'
import { createMockOf, loadControl, type Mock, type MockOptions, serve } from './index.js'
import { findFakeFaults } from './people/index.js'
import type { Handlers } from './ports.js'
import { VERSION } from './version.js'

const HELP = `specimen serve [DOCUMENT]: a stateful mock of an OpenAPI document

  DOCUMENT              an OpenAPI 3.0 or 3.1 file; without it, the one that comes along

  --spec DOCUMENT       the same, as "specimen verify" has it
  --port N              listen there (4010); 0 takes any port that is free
  --host NAME           listen there (127.0.0.1)
  --seed N              other people, the same each time (1)
  --delay NAME=TIME     a delay of the document, in seconds or as PT1M; repeatable
  --clock TIME          the clock stands at TIME, e.g. 2026-01-15T09:00:00Z, until it is moved
  --overlay FILE        annotations in an OpenAPI Overlay, for a document that may not be touched
  --watch               follow changes of the document; the state stays
  --quiet               print no line for each request
  --body-limit BYTES    the largest body that is taken (10485760)
  --cors ORIGIN         let pages of that origin call the API, besides this machine's; repeatable; '*' lets all
  --strict-worlds       refuse requests that do not name their world
  --report FILE         what "specimen verify --json FILE" found, as a page of the console
  --snapshot FILE       begin as the file says; write it at the end
  --no-control          no control API under /_specimen
  --control-token TEXT  whoever has it may use the control API, also from elsewhere
  --help, --version
`

const OPTIONS = {
  spec: { type: 'string' },
  port: { type: 'string' },
  host: { type: 'string' },
  seed: { type: 'string' },
  delay: { type: 'string', multiple: true },
  clock: { type: 'string' },
  overlay: { type: 'string' },
  watch: { type: 'boolean' },
  quiet: { type: 'boolean' },
  'body-limit': { type: 'string' },
  cors: { type: 'string', multiple: true },
  'strict-worlds': { type: 'boolean' },
  report: { type: 'string' },
  snapshot: { type: 'string' },
  control: { type: 'boolean' },
  'control-token': { type: 'string' },
  help: { type: 'boolean' },
  version: { type: 'boolean' },
} as const

/** What the options came to. */
type Settings = {
  readonly document: string
  readonly overlay?: string
  readonly port: number
  readonly host: string
  readonly watch: boolean
  readonly quiet: boolean
  readonly control: boolean
  readonly report?: string
  readonly snapshot?: string
  readonly mock: MockOptions
}

/** Where lines go: the terminal, or a test. */
export type Terminal = {
  readonly out: (text: string) => void
  readonly err: (text: string) => void
  /** Resolves when the run shall end. */
  readonly ended: Promise<unknown>
}

/**
 * Runs `specimen serve` until it is told to end.
 *
 * @returns 0: ended as asked; 2: could not run, and said why
 */
export async function runServe(argv: readonly string[], terminal: Terminal): Promise<number> {
  const settings = readSettings(argv)
  if (typeof settings === 'string') return say(terminal.out, settings, 0)
  if ('mistake' in settings) return say(terminal.err, `${settings.mistake}\nTry: specimen serve --help\n`, 2)

  const ready = await prepare(settings)
  if (ready.kind === 'faulty') return say(terminal.err, ready.message, 2)
  const mock = createMockOf(ready.model, {
    ...settings.mock,
    handlers: ready.handlers,
    ...(settings.control && { control: loadControl, assets: readAsset }),
    ...(settings.report !== undefined && { report: () => readReport(String(settings.report)) }),
    ...(settings.snapshot !== undefined && {
      saveSnapshot: (text: string) => writeWhole(String(settings.snapshot), text),
    }),
    onExchange: (exchange, world) => {
      if (!settings.quiet) terminal.out(describeExchange(exchange, world.name))
    },
    onTell: (line) => terminal.out(`${line}\n`),
    onMistake: (error) => terminal.err(`${error instanceof Error ? error.stack : error}\n`),
  })
  const unwritable = await unwritableFolder(settings.snapshot)
  if (unwritable !== undefined) return say(terminal.err, `${unwritable}\n`, 2)
  const unreadable = await restoreFrom(mock, settings.snapshot)
  if (unreadable !== undefined) return say(terminal.err, `${unreadable}\n`, 2)

  const listening = await serve(mock, settings)
  if (listening.kind === 'failed') return say(terminal.err, `${listening.message}\n`, 2)
  terminal.out(describeApi(mock, listening.url, settings.control))
  if (settings.report !== undefined && (await readReport(settings.report)) === undefined)
    terminal.err(`There is no report in ${settings.report} yet; the console shows it as soon as there is.\n`)
  for (const { message, ...place } of ready.warnings) terminal.err(`${formatFault({ ...place, message })}\n`)

  // Whoever opens the console finds it loaded; whoever does not has lost nothing.
  if (settings.control) void mock.request('/_specimen').catch(() => undefined)

  const stop = new AbortController()
  if (settings.watch) void follow(mock, settings, ready.files, terminal, stop.signal)
  await terminal.ended
  stop.abort()
  await listening.close()
  if (settings.snapshot !== undefined) await writeWhole(settings.snapshot, await mock.snapshot())
  return 0
}

function say(write: (text: string) => void, text: string, code: number): number {
  write(text)
  return code
}

/** Text: what was asked for, to be printed. */
function readSettings(argv: readonly string[]): Settings | string | { readonly mistake: string } {
  let parsed: ReturnType<typeof parse>
  try {
    parsed = parse(argv)
  } catch (error) {
    return {
      mistake:
        error instanceof Error ? `${error.message.split(/[.?]?\s+(?:To specify|Did you forget)/)[0]}.` : String(error),
    }
  }
  const { values, positionals } = parsed
  if (values.help === true) return HELP
  if (values.version === true) return `${VERSION}\n`
  const documents = [...(values.spec === undefined ? [] : [values.spec]), ...positionals]
  if (documents.length > 1) return { mistake: `One document is served at a time; these are ${documents.join(', ')}.` }

  const host = values.host ?? '127.0.0.1'
  const port = number(values.port ?? '4010', 0, 65_535)
  if (port === undefined) return { mistake: `--port is "${values.port}"; it must be a number from 0 to 65535.` }
  const seed = number(values.seed ?? '1', 0, 4_294_967_295)
  if (seed === undefined) return { mistake: `--seed is "${values.seed}"; it must be a number from 0 to 4294967295.` }
  const limit = number(values['body-limit'] ?? '10485760', 0, 2_147_483_647)
  if (limit === undefined)
    return { mistake: `--body-limit is "${values['body-limit']}"; it must be a number of bytes.` }
  const now = values.clock === undefined ? undefined : momentOf(values.clock)
  if (Number.isNaN(now)) {
    return { mistake: `--clock is "${values.clock}"; it must be a time, e.g. 2026-01-15T09:00:00Z.` }
  }
  const delays: { [delay: string]: number } = {}
  for (const text of values.delay ?? []) {
    const [name = '', length = ''] = text.split('=')
    const milliseconds = /^\d+(\.\d+)?$/.test(length) ? Number(length) * 1000 : durationToMs(length)
    if (name === '' || Number.isNaN(milliseconds)) {
      return {
        mistake: `--delay is "${text}"; it must be NAME=TIME, seconds or an ISO 8601 duration: NAME=0, NAME=PT1M.`,
      }
    }
    delays[name] = milliseconds
  }
  const stranger = values.cors?.find((origin) => origin !== '*' && !isOrigin(origin))
  if (stranger !== undefined)
    return { mistake: `--cors is "${stranger}"; it must be an origin, e.g. https://app.example, or '*'.` }
  const token = values['control-token']
  return {
    document: documents[0] ?? flagship,
    ...(values.overlay !== undefined && { overlay: values.overlay }),
    port,
    host,
    watch: values.watch === true,
    quiet: values.quiet === true,
    // Whoever can reach another address can reach the control API there: it takes a token to be served at all.
    control: values.control !== false && (isLoopback(host) || token !== undefined),
    ...(values.report !== undefined && { report: values.report }),
    ...(values.snapshot !== undefined && { snapshot: values.snapshot }),
    mock: {
      seed,
      delays,
      bodyLimit: limit,
      ...(now !== undefined && { now, running: false }),
      ...(values.cors !== undefined && { origins: values.cors }),
      ...(values['strict-worlds'] === true && { strictWorlds: true }),
      ...(token !== undefined && { controlToken: token }),
    },
  }
}

function parse(argv: readonly string[]) {
  return parseArgs({ args: [...argv], options: OPTIONS, allowPositionals: true, allowNegative: true, strict: true })
}

/** As browsers send it: scheme, host and port, and nothing behind them. */
function isOrigin(text: string): boolean {
  return URL.canParse(text) && new URL(text).origin === text
}

function number(text: string, least: number, most: number): number | undefined {
  const value = Number(text)
  return /^\d+$/.test(text) && value >= least && value <= most ? value : undefined
}

/** A time without an offset is in UTC, so that a run is the same on each machine. */
function momentOf(text: string): number {
  const bare = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}(:\d{2}(\.\d+)?)?$/.test(text)
  return Date.parse(bare ? `${text}Z` : text)
}

function isLoopback(host: string): boolean {
  return /^(localhost|127(\.\d{1,3}){3}|::1)$/.test(host)
}

type Prepared =
  | {
      readonly kind: 'ready'
      readonly model: ApiModel
      readonly handlers: Handlers
      readonly warnings: readonly Fault[]
      readonly files: readonly string[]
    }
  | { readonly kind: 'faulty'; readonly message: string }

async function prepare({ document, overlay, mock: { delays = {} } }: Settings): Promise<Prepared> {
  const loaded = await loadApi(document, { findMore: findFakeFaults, ...(overlay !== undefined && { overlay }) })
  if (loaded.kind === 'faulty') return { kind: 'faulty', message: `${loaded.faults.map(formatFault).join('\n')}\n` }
  const { model, warnings, files } = loaded
  const known = new Set(Object.values(model.lifecycles).flatMap((lifecycle) => Object.keys(lifecycle.delays)))
  const stranger = Object.keys(delays).find((name) => !known.has(name))
  if (stranger !== undefined) {
    const names = known.size === 0 ? 'It has none.' : `It has ${[...known].join(', ')}.`
    return { kind: 'faulty', message: `The document has no delay "${stranger}". ${names}\n` }
  }
  const handlers = await loadHandlers(model)
  if (handlers.kind === 'faulty') return { kind: 'faulty', message: `${handlers.message}\n` }
  return { kind: 'ready', model, handlers: handlers.handlers, warnings, files }
}

/** Read at each look, for verification writes it anew; undefined: it is not there yet, or is being written. */
async function readReport(file: string): Promise<JsonObject | undefined> {
  try {
    const report: JsonValue = JSON.parse(await readFile(file, 'utf8'))
    return isObject(report) ? report : undefined
  } catch {
    return undefined
  }
}

/** The sentence that says why the snapshot cannot be restored; nothing is overwritten then. */
async function restoreFrom(mock: Mock, file: string | undefined): Promise<string | undefined> {
  if (file === undefined) return undefined
  let text: string
  try {
    text = await readFile(file, 'utf8')
  } catch (error) {
    // The first run has none yet.
    return (error as NodeJS.ErrnoException).code === 'ENOENT' ? undefined : `${file} cannot be read: ${error}`
  }
  const why = mock.restore(text)
  return why === undefined ? undefined : `${file}: ${why}`
}

/** Told at the start: at the end it would be too late. */
async function unwritableFolder(file: string | undefined): Promise<string | undefined> {
  if (file === undefined) return undefined
  const folder = dirname(resolve(file))
  try {
    await access(folder, constants.W_OK)
    return undefined
  } catch {
    return `The snapshot cannot be kept in ${file}: there is no folder ${folder}, or it may not be written to.`
  }
}

/** Written aside and then moved, so that a broken run leaves the old one. */
async function writeWhole(file: string, text: string): Promise<void> {
  await writeFile(`${file}.tmp`, text)
  await rename(`${file}.tmp`, file)
}

/** Editors replace files: so their folders are watched, not they. */
async function follow(
  mock: Mock,
  settings: Settings,
  files: readonly string[],
  { out, err }: Terminal,
  signal: AbortSignal,
): Promise<void> {
  const names = new Set(files.map((file) => basename(file)))
  const folders = new Set(files.map((file) => resolve(dirname(file))))
  await Promise.all([...folders].map((folder) => followFolder(folder)))

  async function followFolder(folder: string): Promise<void> {
    try {
      for await (const { filename } of watch(folder, { signal })) {
        if (filename === null || names.has(filename)) await reload()
      }
    } catch (error) {
      if (!signal.aborted) err(`Changes of ${folder} can no longer be followed: ${error}\n`)
    }
  }

  async function reload(): Promise<void> {
    const ready = await prepare(settings)
    if (ready.kind === 'faulty') {
      err(`${ready.message}The document is broken; the one before it goes on.\n`)
      return
    }
    if (JSON.stringify(ready.model) === JSON.stringify(mock.model)) return
    mock.replace(ready.model, ready.handlers)
    out(`${settings.document} has changed: ${ready.model.operations.length} operations. The state stays.\n`)
  }
}
