/**
 * A second opinion that is not ours: the validator of Prism's validation proxy, asked about every exchange of the run.
 *
 * It is asked directly, not by way of a proxy: a proxy parses requests and writes them anew, so what was sent would not
 * be what arrives. Prism is optional; without it that is said, and nothing counts as passed.
 */

import { createRequire } from 'node:module'
import type { ApiModel } from '../../spec/index.js'
import type { Exchange } from '../exchange.js'

export type SecondOpinion = {
  /** What it has against a reply; undefined: it cannot say. */
  faultsOf(exchange: Exchange): readonly string[] | undefined
}

type Either<T> =
  | {
      readonly _tag: 'Left'
      readonly left: readonly { readonly message: string; readonly path?: readonly (string | number)[] }[]
    }
  | { readonly _tag: 'Right'; readonly right: T }
type PrismOperation = {
  readonly method: string
  readonly path: string
  readonly responses: readonly {
    readonly code: string
    readonly contents?: readonly { readonly mediaType: string }[]
  }[]
}
type Element = { readonly statusCode: number; readonly headers: object; readonly body: unknown }
type Validate = (question: { resource: PrismOperation; element: Element }) => Either<unknown>

/** OpenAPI 3.1 means this dialect; Prism takes draft-07 unless it is said (prism #2797). */
const DIALECT = 'https://json-schema.org/draft/2020-12/schema'

/** Undefined: Prism is not installed here. */
export async function askPrism({ document }: ApiModel): Promise<SecondOpinion | undefined> {
  const library = load()
  if (library === undefined) return undefined
  const { getHttpOperationsFromSpec, validateOutput } = library
  // A copy, for Prism writes into what it is given.
  const operations = await getHttpOperationsFromSpec({ ...structuredClone(document), jsonSchemaDialect: DIALECT })
  const sharp = new Map<string, boolean>()
  return {
    faultsOf({ operation, status, headers, text, body }) {
      const resource = operations.find(
        ({ method, path }) => method.toUpperCase() === operation?.method && path === operation.path,
      )
      if (resource === undefined) return undefined
      const type = headers.get('content-type')?.split(';')[0]?.trim() ?? ''
      const kind = `${operation?.id} ${status} ${type}`
      if (!sharp.has(kind)) sharp.set(kind, isSharp(validateOutput, resource, status, type))
      if (sharp.get(kind) === false) return undefined
      const element = { statusCode: status, headers: Object.fromEntries(headers), body: body ?? text }
      const verdict = validateOutput({ resource, element })
      if (verdict._tag === 'Right') return []
      return verdict.left
        .filter(({ message }) => !BINARY_FRACTION.test(message))
        .map(({ message, path = [] }) => (path.length === 0 ? message : `${path.join('.')}: ${message}`))
    },
  }
}

/** It divides without rounding: 16756.71 is no multiple of 0.01 to it. Ours rounds. */
const BINARY_FRACTION = /must be (a )?multiple of \d*\.\d/

/** No JSON value is all of these: a schema that lets each of them pass has not been understood, and its yes is worth nothing. */
const EVERY_KIND = [null, true, -1.5, '\u0000', [[]], { '': null }]

function isSharp(validate: Validate, resource: PrismOperation, statusCode: number, type: string): boolean {
  if (!/[/+]json$/.test(type)) return true
  return EVERY_KIND.some((body) => {
    const element = { statusCode, headers: { 'content-type': type }, body }
    return validate({ resource, element })._tag === 'Left'
  })
}

function load():
  | { getHttpOperationsFromSpec(document: object): Promise<readonly PrismOperation[]>; validateOutput: Validate }
  | undefined {
  try {
    const prism = createRequire(createRequire(import.meta.url).resolve('@stoplight/prism-cli/package.json'))
    return {
      ...prism('@stoplight/prism-http/dist/utils/operations'),
      ...prism('@stoplight/prism-http/dist/validator'),
    }
  } catch {
    return undefined
  }
}
