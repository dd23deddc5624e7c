/** The laws of the house (which room may know which), and that each of them would notice who breaks it. */

import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { dirname, join, normalize } from 'node:path'
import ts from 'typescript'
import { describe, expect, it } from 'vitest'
import { isObject, type JsonValue } from '../../spec/index.js'
import { parseYaml } from '../../spec/yaml.js'

/** Path → text. */
type Files = { readonly [path: string]: string }
/** Sentences about whoever breaks it. */
type Law = (files: Files) => readonly string[]

const SIBLINGS = ['routing', 'validation', 'lifecycle', 'people', 'state', 'reply', 'control', 'console']
/** What siblings share. */
const SHARED = ['mock/exchange.ts', 'mock/ports.ts']

/** Outside library → the one file of each room that imports it. A longer name goes before a shorter one. */
const DOORS: { readonly [library: string]: readonly string[] } = {
  'hono/html': ['mock/console/html.ts'],
  'hono/router': ['mock/routing/router.ts'],
  hono: ['mock/app.ts'],
  '@hono/node-server': ['mock/server.ts'],
  '@viz-js/viz': ['mock/console/draw.ts'],
  ajv: ['mock/validation/ajv.ts', 'contracts/schema/ajv.ts'],
  'ajv-formats': ['mock/validation/ajv.ts', 'contracts/schema/ajv.ts'],
  '@faker-js/faker': ['mock/people/faker.ts'],
  '@pact-foundation/pact': ['contracts/pact/pact-library.ts'],
  '@pactflow/openapi-pact-comparator': ['contracts/pact/comparator.ts'],
  'fast-check': ['contracts/walk/fast-check.ts'],
  'js-yaml': ['spec/yaml.ts'],
  'jsonpath-rfc9535': ['spec/json-path.ts'],
  'openapi-typescript': ['spec/generate-types.ts'],
  yaml: ['spec/syntax.ts'],
  '@redocly/openapi-core': ['spec/redocly.ts'],
}

/** What only those need who work on this house, or follow its example. */
const isAside = (path: string): boolean => /^contracts\/consumers\/|^spec\/generate-types\.ts$/.test(path)

const DEPENDENCIES = Object.keys(JSON.parse(readFileSync('package.json', 'utf8')).dependencies)

/** Files of the mock that know they run in Node; its core runs wherever `fetch` does. The contract kit runs in Node only. */
const NODE = [
  'spec/beside.ts',
  'spec/cli.ts',
  'spec/home.ts',
  'spec/load.ts',
  'spec/prepare.ts',
  'spec/prepared.ts',
  'spec/read.ts',
  'spec/redocly.ts',
  'spec/generate-types.ts',
  'mock/assets.ts',
  'mock/handlers.ts',
  'mock/server.ts',
]
const CORE = 'mock/mock.ts'

/** Time and chance come from outside, by the default ports; what runs in a browser is outside. */
const CLOCKS = ['mock/state/clock.ts', 'contracts/clock.ts', 'mock/console/browser.ts']
const CHANCE = /\b(Date\.now|new Date\(\)|setTimeout|setInterval|Math\.random|randomUUID|performance\.now)\b/

/** Files that talk to a person at a terminal. */
const TERMINAL = /^mock\/cli(\/.*|-[a-z-]+)?\.ts$|^bin\//

/** Words of the flagship that any document has: a person's names and dates. */
const ORDINARY = ['first_name', 'last_name', 'birth_date']

const files = sources(['spec', 'mock', 'contracts', 'test', 'bin'])

const laws: { readonly [sentence: string]: Law } = {
  'mock/ and contracts/ do not know each other': forbid((from, to) => {
    const [room, other] = [from, to].map((path) => path.split('/')[0])
    return (room === 'mock' && other === 'contracts') || (room === 'contracts' && other === 'mock')
  }),
  'siblings share only exchange.ts, ports.ts and spec/': forbid((from, to) => {
    const room = siblingOf(from)
    return room !== undefined && to.startsWith('mock/') && siblingOf(to) !== room && !SHARED.includes(to)
  }),
  'nothing imports test/': forbid((from, to) => !from.startsWith('test/') && to.startsWith('test/')),
  'spec/ does not know mock/ and contracts/, handlers beside a document aside': forbid((from, to) => {
    const handlers = /^spec\/[^/]+\/handlers\.ts$/.test(from)
    const helpers = [...SHARED, 'mock/people/index.ts'].includes(to)
    return from.startsWith('spec/') && /^(mock|contracts)\//.test(to) && !(handlers && helpers)
  }),
  'nothing imports in a circle': circles,
  'each outside library has one door': forbid((from, to) => {
    if (isOwn(to) || to.startsWith('node:') || from.startsWith('contracts/consumers/')) return false
    const library = Object.keys(DOORS).find((name) => to === name || to.startsWith(`${name}/`)) ?? ''
    return DOORS[library]?.includes(from) !== true
  }, needsOf),
  'what is imported is a dependency': forbid((from, to) => {
    const name = to
      .split('/')
      .slice(0, to.startsWith('@') ? 2 : 1)
      .join('/')
    return !isOwn(to) && !to.startsWith('node:') && !isAside(from) && !DEPENDENCIES.includes(name)
  }, needsOf),
  'Node has its doors': forbid((from, to) => {
    const concerns = /^(spec|mock)\//.test(from) && !TERMINAL.test(from)
    return to.startsWith('node:') && concerns && !NODE.includes(from)
  }, needsOf),
  'the core runs wherever fetch does': (all) =>
    reachable(all, CORE).flatMap((path) => {
      const outside = importsOf(path, all[path] ?? '').filter((one) => one.startsWith('node:'))
      return outside.map((one) => `${CORE} needs ${path}, which imports ${one}`)
    }),
  'time and chance come from outside': search(
    CHANCE,
    (path) => !CLOCKS.includes(path) && !TERMINAL.test(path) && !isAside(path),
  ),
  'only a terminal is talked to': search(/\bconsole\.\w+\(/, (path) => !TERMINAL.test(path)),
  'no word of the flagship is in the engine': search(wordsOfFlagship(), isEngine, true),
}

/** Law → a file that breaks it. */
const planted: { readonly [sentence: string]: Files } = {
  'mock/ and contracts/ do not know each other': { 'contracts/x.ts': "import '../mock/index.js'" },
  'siblings share only exchange.ts, ports.ts and spec/': { 'mock/reply/x.ts': "import '../people/index.js'" },
  'nothing imports test/': { 'mock/x.ts': "export { judge } from '../test/judge.js'" },
  'spec/ does not know mock/ and contracts/, handlers beside a document aside': {
    'spec/kyc/handlers.ts': "import { handle } from '../../mock/handle.js'",
  },
  'nothing imports in a circle': { 'spec/a.ts': "import './b.js'", 'spec/b.ts': "import type { A } from './a.js'" },
  'each outside library has one door': { 'mock/x.ts': "import { Hono } from 'hono'" },
  'what is imported is a dependency': { 'spec/x.ts': "import { z } from 'zod'" },
  'Node has its doors': { 'mock/x.ts': "const fs = await import('node:fs')" },
  'the core runs wherever fetch does': { [CORE]: "import './deep.js'", 'mock/deep.ts': "import 'node:path'" },
  'time and chance come from outside': { 'mock/x.ts': 'export const at = Date.now()' },
  'only a terminal is talked to': { 'spec/x.ts': "console.log('hello')" },
  'no word of the flagship is in the engine': { 'mock/x.ts': '// as compliance_state does' },
}

describe.each(Object.entries(laws))('%s', (sentence, law) => {
  it('holds', () => {
    expect(law(files)).toEqual([])
  })

  it('would be noticed if it did not', () => {
    const broken = planted[sentence] ?? {}
    expect(law({ ...files, ...broken }).join('\n')).toContain(Object.keys(broken)[0])
  })
})

describe('the lists above', () => {
  it('name nothing that is not there', () => {
    const imports = (path: string, name: string) =>
      importsOf(path, files[path] ?? '').some((one) => one.startsWith(name))
    const doors = Object.entries(DOORS).flatMap(([library, paths]) => paths.map((path) => [path, library] as const))
    expect(doors.filter(([path, library]) => !imports(path, library))).toEqual([])
    expect(NODE.filter((path) => !imports(path, 'node:'))).toEqual([])
    expect(CLOCKS.filter((path) => !CHANCE.test(files[path] ?? ''))).toEqual([])
    const engine = Object.entries(files).flatMap(([path, text]) => (isEngine(path) ? text : []))
    expect(ORDINARY.filter((word) => !engine.some((text) => text.includes(word)))).toEqual([])
  })
})

describe('tables of READMEs', () => {
  it('name files that exist', () => {
    const found = readmes().flatMap((path) => missingFiles(path, readFileSync(path, 'utf8')))
    expect(found).toEqual([])
    expect(missingFiles('spec/README.md', '| `compile.ts` | reads |\n| `gone.ts` | nothing |')).toEqual([
      'spec/README.md names gone.ts',
    ])
  })
})

/** The files of those folders, tests beside the code left out: they may look into each room. */
function sources(folders: readonly string[]): Files {
  const paths = folders
    .filter((folder) => existsSync(folder))
    .flatMap((folder) => readdirSync(folder, { recursive: true }).map((name) => `${folder}/${String(name)}`))
    .filter((path) => /\.tsx?$/.test(path) && !/\.test\.ts$|\.generated\.ts$/.test(path))
  return Object.fromEntries(paths.map((path) => [path, readFileSync(path, 'utf8')]))
}

/** Files of the house by path, others by name; types count too, for they are knowledge. */
function importsOf(path: string, text: string): readonly string[] {
  return ts.preProcessFile(text).importedFiles.map(({ fileName }) => {
    if (!fileName.startsWith('.')) return fileName
    const target = normalize(join(dirname(path), fileName)).replace(/\.js$/, '.ts')
    return existsSync(`${target}x`) ? `${target}x` : target
  })
}

/** The same without what is gone when the types are. */
function needsOf(path: string, text: string): readonly string[] {
  return importsOf(path, text.replace(/^(import|export) type [^']*'[^']*'/gm, ''))
}

function isOwn(path: string): boolean {
  return /\.tsx?$|\.json$/.test(path)
}

function forbid(isForbidden: (from: string, to: string) => boolean, imports = importsOf): Law {
  return (all) =>
    Object.entries(all).flatMap(([path, text]) =>
      path.startsWith('test/')
        ? []
        : imports(path, text)
            .filter((to) => isForbidden(path, to))
            .map((to) => `${path} imports ${to}`),
    )
}

/** A pattern in the code, or in its comments too. */
function search(pattern: RegExp, concerns: (path: string) => boolean, comments = false): Law {
  return (all) =>
    Object.entries(all).flatMap(([path, text]) => {
      if (path.startsWith('test/') || !concerns(path)) return []
      const lines = (comments ? text : text.replace(/\/\*[\s\S]*?\*\/|(?<!:)\/\/.*/g, '')).split('\n')
      return lines.flatMap((line) => (pattern.test(line) ? [`${path}: ${line.trim()}`] : []))
    })
}

function siblingOf(path: string): string | undefined {
  return SIBLINGS.find((room) => path.startsWith(`mock/${room}/`))
}

function isEngine(path: string): boolean {
  return /^(mock|contracts)\//.test(path) && !isAside(path)
}

function circles(all: Files): readonly string[] {
  const done = new Set<string>()
  const found: string[] = []
  for (const path of Object.keys(all)) visit(path, [])
  return found

  function visit(path: string, trail: readonly string[]): void {
    if (trail.includes(path)) found.push([...trail.slice(trail.indexOf(path)), path].join(' → '))
    if (done.has(path) || trail.includes(path)) return
    for (const next of importsOf(path, all[path] ?? '')) if (next in all) visit(next, [...trail, path])
    done.add(path)
  }
}

function reachable(all: Files, from: string): readonly string[] {
  const seen = new Set([from])
  for (const path of seen) for (const next of importsOf(path, all[path] ?? '')) if (next in all) seen.add(next)
  return [...seen]
}

/** What only the flagship's document says: names made of several words, and the domain's own. */
function wordsOfFlagship(): RegExp {
  const own = namesOf('spec/kyc/openapi.yaml')
  const others = new Set([
    ...namesOf('spec/parcels/openapi.yaml'),
    ...namesOf('spec/control/openapi.yaml'),
    ...ORDINARY,
  ])
  const words = own.filter((name) => !others.has(name) && /[a-z0-9][A-Z]|_/.test(name))
  return new RegExp(`\\b(${words.join('|')})\\b|[Kk][Yy][Cc]|[Cc]ompliance|\\b[Ii]ndividual|[Ii]dentification`)
}

/** Operation ids and the names of schemas, properties, examples and lifecycles. */
function namesOf(file: string): readonly string[] {
  const parsed = parseYaml(readFileSync(file, 'utf8'))
  const names = new Set<string>()
  if (parsed.kind === 'parsed') visit(parsed.value)
  return [...names]

  function visit(value: JsonValue | undefined): void {
    if (Array.isArray(value)) value.forEach(visit)
    if (!isObject(value)) return
    if (typeof value.operationId === 'string') names.add(value.operationId)
    for (const section of ['properties', 'schemas', 'examples', 'states']) {
      const named = value[section]
      if (isObject(named)) for (const name of Object.keys(named)) names.add(name)
    }
    Object.values(value).forEach(visit)
  }
}

function readmes(): readonly string[] {
  return ['.', 'spec', 'mock', 'contracts', 'test']
    .map((folder) => join(folder, 'README.md'))
    .filter((path) => existsSync(path))
}

/** Files that the first cell of a table's row names, from where the README is or from the top. */
function missingFiles(readme: string, text: string): readonly string[] {
  const cells = [...text.matchAll(/^\|([^|]*)\|/gm)].map(([, cell = '']) => cell)
  const names = cells.flatMap((cell) =>
    [...cell.matchAll(/`([\w./-]+(?:\.(?:ts|md|ya?ml|json)|\/))`/g)].map(([, name = '']) => name),
  )
  return names
    .filter((name) => !existsSync(join(dirname(readme), name)) && !existsSync(name))
    .map((name) => `${readme} names ${name}`)
}
