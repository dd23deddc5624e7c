/** Pact files: what Specimen reads of them, and the form in which it keeps them. */

import { type Dirent, readdirSync, readFileSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { isObject, type JsonObject, type JsonValue } from '../../spec/index.js'
import { CouldNotRun } from '../could-not-run.js'

export type Pact = {
  readonly file: string
  readonly consumer: string
  readonly provider: string
  readonly interactions: readonly Interaction[]
  /** The whole file. */
  readonly content: JsonObject
}

export type Interaction = {
  readonly consumer: string
  readonly description: string
  readonly states: readonly StateGiven[]
  /** The operation that it names itself, by `.reference('openapi', 'operationId', …)`. */
  readonly operation?: string
  readonly request: JsonObject
  readonly response: JsonObject
  /** Not HTTP: what it is instead. */
  readonly kind?: string
  readonly content: JsonObject
}

export type StateGiven = { readonly name: string; readonly params: JsonObject }

/**
 * Reads one pact file, or all of a folder (`*.json`), in the order of their names.
 *
 * @throws CouldNotRun if there is none, or one that is no pact
 */
export function readPacts(path: string): readonly Pact[] {
  return readPactFiles(path).map(({ pact, fault }) => {
    if (pact === undefined) throw new CouldNotRun(fault)
    return pact
  })
}

/** A file that should be a pact: what it holds, or why it is none. */
export type PactFile =
  | { readonly file: string; readonly pact: Pact; readonly fault?: never }
  | { readonly file: string; readonly pact?: never; readonly fault: string }

/**
 * As `readPacts`, but a file that is no pact stops nobody.
 *
 * @throws CouldNotRun if there is no file at all
 */
export function readPactFiles(path: string): readonly PactFile[] {
  const files = filesOf(path)
  if (files.length === 0) throw new CouldNotRun(`There is no pact file (*.json) in ${path}.`)
  return files.map(readPact)
}

function filesOf(path: string): readonly string[] {
  try {
    if (statSync(path).isFile()) return [path]
    const entries: readonly Dirent[] = readdirSync(path, { withFileTypes: true })
    return entries
      .filter((entry) => entry.isFile() && entry.name.endsWith('.json'))
      .map(({ name }) => join(path, name))
      .sort()
  } catch {
    throw new CouldNotRun(`There is no file or folder ${path}.`)
  }
}

function readPact(file: string): PactFile {
  let content: JsonValue
  try {
    content = JSON.parse(readFileSync(file, 'utf8')) as JsonValue
  } catch (error) {
    return { file, fault: `${file} is not JSON: ${error instanceof Error ? error.message : error}.` }
  }
  const pact = isObject(content) ? pactOf(file, content) : undefined
  return pact === undefined ? { file, fault: `${file} is no pact: it names no consumer and provider.` } : { file, pact }
}

/** A pact of its content; undefined: it is none. */
export function pactOf(file: string, content: JsonObject): Pact | undefined {
  const consumer = nameOf(content['consumer'])
  const provider = nameOf(content['provider'])
  if (consumer === undefined || provider === undefined) return undefined
  const interactions = listOf(content['interactions']).filter(isObject)
  const messages = listOf(content['messages']).filter(isObject)
  return {
    file,
    consumer,
    provider,
    content,
    interactions: [
      ...interactions.map((one) => interactionOf(consumer, one)),
      ...messages.map((one) => ({ ...interactionOf(consumer, one), kind: 'message' })),
    ],
  }
}

function interactionOf(consumer: string, content: JsonObject): Interaction {
  const { description, type, request, response } = content
  const operation = referenceOf(content)
  return {
    consumer,
    description: typeof description === 'string' ? description : '(without a description)',
    states: statesOf(content),
    ...(operation !== undefined && { operation }),
    request: isObject(request) ? request : {},
    response: isObject(response) ? response : {},
    ...(typeof type === 'string' && type !== 'Synchronous/HTTP' && { kind: type }),
    content,
  }
}

/** Specification 3 and 4 have a list; 2 has one name, without parameters. */
function statesOf(content: JsonObject): readonly StateGiven[] {
  const single = content['providerState'] ?? content['provider_state']
  if (typeof single === 'string') return [{ name: single, params: {} }]
  return listOf(content['providerStates'])
    .filter(isObject)
    .map(({ name, params }) => ({ name: String(name), params: isObject(params) ? params : {} }))
}

function referenceOf({ comments }: JsonObject): string | undefined {
  const references = isObject(comments) ? comments['references'] : undefined
  const openapi = isObject(references) ? references['openapi'] : undefined
  const id = isObject(openapi) ? openapi['operationId'] : undefined
  return typeof id === 'string' ? id : undefined
}

/**
 * The form in which a pact is committed: interactions by description, names in alphabetical order, and nothing that
 * changes with the version of a library; so that a change of one contract is a change of a few lines.
 */
export function tidyPact(content: JsonObject): string {
  const { metadata } = content
  const specification = isObject(metadata) ? metadata['pactSpecification'] : undefined
  const interactions = listOf(content['interactions'])
    .filter(isObject)
    .map(({ key: _key, pending: _pending, ...kept }) => kept)
    .sort((a, b) => compare(sortName(a), sortName(b)))
  const tidy = {
    ...content,
    interactions,
    metadata: specification === undefined ? {} : { pactSpecification: specification },
  }
  return `${JSON.stringify(sorted(tidy), null, 2)}\n`
}

function sortName(interaction: JsonObject): string {
  return `${interaction['description']} ${JSON.stringify(interaction['providerStates'] ?? null)}`
}

function sorted(value: JsonValue): JsonValue {
  if (Array.isArray(value)) return value.map(sorted)
  if (!isObject(value)) return value
  const names = Object.keys(value).sort(compare)
  return Object.fromEntries(names.map((name) => [name, sorted(value[name] ?? null)]))
}

/** By code unit: the same on each machine, whatever its language. */
function compare(a: string, b: string): number {
  if (a === b) return 0
  return a < b ? -1 : 1
}

function nameOf(party: JsonValue | undefined): string | undefined {
  const name = isObject(party) ? party['name'] : undefined
  return typeof name === 'string' ? name : undefined
}

function listOf(value: JsonValue | undefined): readonly JsonValue[] {
  return Array.isArray(value) ? value : []
}
