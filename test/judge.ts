/**
 * A judge that is not ours: Prism reads the document from its file, finds the operation and validates the reply. Nothing
 * of `spec/` or `mock/` takes part.
 */

import { readFile } from 'node:fs/promises'
import { createRequire } from 'node:module'
import { flagship } from '../spec/home.js'

/** Prism's packages, as its command line sees them: it is the one that package.json names. */
const prism = createRequire(createRequire(import.meta.url).resolve('@stoplight/prism-cli/package.json'))

type Diagnostic = { readonly message: string; readonly path?: readonly (string | number)[] }
type Either<T> =
  | { readonly _tag: 'Left'; readonly left: readonly Diagnostic[] }
  | { readonly _tag: 'Right'; readonly right: T }
type PrismContent = { readonly mediaType: string; readonly schema?: { readonly $schema?: string } }
type PrismOperation = {
  readonly method: string
  readonly path: string
  readonly responses: readonly { readonly code: string; readonly contents?: readonly PrismContent[] }[]
}
type PrismReply = { readonly statusCode: number; readonly headers: object; readonly body: unknown }

const { getHttpOperationsFromSpec } = prism('@stoplight/prism-http/dist/utils/operations') as {
  getHttpOperationsFromSpec(document: object): Promise<PrismOperation[]>
}
const { default: route } = prism('@stoplight/prism-http/dist/router') as {
  default(question: { resources: readonly PrismOperation[]; input: object }): Either<PrismOperation>
}
const { validateOutput } = prism('@stoplight/prism-http/dist/validator') as {
  validateOutput(question: { resource: PrismOperation; element: PrismReply }): Either<PrismReply>
}
const { parse } = prism('@stoplight/yaml') as { parse(text: string): object }

/** OpenAPI 3.1 means this dialect; Prism takes draft-07 unless it is said (prism #2797). */
const DIALECT = 'https://json-schema.org/draft/2020-12/schema'

export type Judge = {
  /** What the document has against a reply; undefined: the request is for none of its operations. */
  faultsOf(method: string, path: string, reply: Response): Promise<readonly string[] | undefined>
}

const judges = new Map<string, Promise<Judge>>()

/** The judge of a document, made once. */
export function judgeOf(document: string): Promise<Judge> {
  const known = judges.get(document) ?? createJudge(document)
  judges.set(document, known)
  return known
}

async function createJudge(document: string): Promise<Judge> {
  const parsed = parse(await readFile(document, 'utf8')) as { readonly openapi?: string }
  const dialect = parsed.openapi?.startsWith('3.0') === true ? {} : { jsonSchemaDialect: DIALECT }
  const operations = await getHttpOperationsFromSpec({ ...parsed, ...dialect })
  const tried = new Set<PrismOperation>()
  return {
    async faultsOf(method, path, reply) {
      const input = { method: method.toLowerCase(), url: { path } }
      const found = route({ resources: operations, input })
      if (found._tag === 'Left') return undefined
      const resource = found.right
      if (!tried.has(resource)) assertSharp(resource)
      tried.add(resource)
      const verdict = validateOutput({ resource, element: await read(reply) })
      return verdict._tag === 'Right' ? [] : verdict.left.map(describe)
    },
  }
}

async function read(reply: Response): Promise<PrismReply> {
  const headers = Object.fromEntries(reply.headers)
  const text = await reply.text()
  const isJson = /[/+]json\b/.test(headers['content-type'] ?? '')
  return { statusCode: reply.status, headers, body: isJson ? JSON.parse(text) : text }
}

function describe({ message, path = [] }: Diagnostic): string {
  return path.length === 0 ? message : `${path.join('.')}: ${message}`
}

/** No JSON value is all of these at once: a schema that takes each of them has not been understood. */
const EVERY_KIND = [null, true, -1.5, '\u0000', [[]], { '': null }]

/** Prism takes every body under a schema that it fails to compile; a judge that lets everything pass is none. */
function assertSharp(operation: PrismOperation): void {
  for (const { code, contents = [] } of operation.responses) {
    for (const { mediaType } of contents) {
      const refused = EVERY_KIND.some((body) => {
        const element = { statusCode: Number(code), headers: { 'content-type': mediaType }, body }
        return validateOutput({ resource: operation, element })._tag === 'Left'
      })
      if (refused) continue
      throw new Error(`Prism lets every body pass for ${operation.method} ${operation.path} ${code} ${mediaType}.`)
    }
  }
}

/** Whatever answers requests: a mock in this process, or one on a port. */
export type Requesting = { readonly request: (path: string, init?: RequestInit) => Promise<Response> }

export type Judged = Requesting & {
  /** How many replies were judged. */
  readonly count: number
}

/**
 * The same, every reply judged: one that the document does not allow makes the request throw. Replies to what is no
 * operation of the document are let through.
 *
 * @example
 * const { request } = judged(await createMock())
 * await request('/api/v1/genders', { headers: { authorization: 'Bearer customer-1' } })
 */
export function judged(target: Requesting, document: string = flagship): Judged {
  let count = 0
  return {
    get count() {
      return count
    },
    async request(path, init = {}) {
      const reply = await target.request(path, init)
      const { method = 'GET' } = init
      const judge = await judgeOf(document)
      const { pathname } = new URL(path, 'http://judge.invalid')
      const faults = await judge.faultsOf(method, pathname, reply.clone())
      if (faults === undefined) return reply
      count += 1
      if (faults.length === 0) return reply
      const text = (await reply.clone().text()).slice(0, 2000)
      throw new Error(
        `${method} ${path} got ${reply.status}, which the document does not allow:\n${faults.join('\n')}\n${text}`,
      )
    },
  }
}
