/** The door to Ajv: one document, its schemas compiled when first needed. Nothing else imports Ajv. */

import { Ajv2020, type ErrorObject } from 'ajv/dist/2020.js'
import ajvFormats from 'ajv-formats'
import { type JsonObject, type JsonValue, type Pointer, resolveMoment } from '../../spec/index.js'
import { type Moment, momentOf } from './moment.js'

/** What Ajv says of one value; `parentSchema` is the very object of the document that was given. */
export type AjvError = Pick<ErrorObject, 'keyword' | 'instancePath' | 'schema' | 'data' | 'propertyName'> & {
  readonly params: { readonly [name: string]: unknown }
  readonly parentSchema?: unknown
}

/** What custom keywords need to know beyond the value. */
export type Circumstances = {
  /** Undefined: dates are not compared with the clock. */
  readonly now: number | undefined
  /** Only the first form of a timestamp, the one that goes out. */
  readonly outgoing: boolean
}

export type Schema =
  | { readonly kind: 'ready'; readonly test: (value: unknown, circumstances: Circumstances) => readonly AjvError[] }
  /** The document's own mistake, as one sentence. */
  | { readonly kind: 'broken'; readonly sentence: string }

export type Schemas = { readonly find: (pointer: Pointer) => Schema }

const ADDRESS = 'https://specimen.invalid/document'

/** Longer texts are not given to patterns: a pattern's time may grow with the square of the text. */
export const LONGEST_FOR_PATTERN = 65_536

const NO_ERRORS: readonly AjvError[] = []

/** @param document without dereferencing: Ajv resolves `$ref`s itself, so cycles are no matter */
export function createSchemas(document: JsonObject): Schemas {
  const compiled = new Map<Pointer, Schema>()
  let ajv: Ajv2020 | undefined
  return {
    find: (pointer) => {
      const known = compiled.get(pointer)
      if (known !== undefined) return known
      ajv ??= createAjv(document)
      const schema = compile(ajv, pointer)
      compiled.set(pointer, schema)
      return schema
    },
  }
}

function createAjv(document: JsonObject): Ajv2020 {
  const ajv = new Ajv2020({
    strict: false,
    strictNumbers: true,
    allErrors: true,
    verbose: true,
    validateSchema: false,
    logger: false,
    passContext: true,
    // Or `constructor` and `toString` would be fields of every object.
    ownProperties: true,
    // 19.99 is a multiple of 0.01, whatever binary fractions say.
    multipleOfPrecision: 6,
    code: { regExp: Object.assign(compilePattern, { code: 'new RegExp' }) },
  })
  ajvFormats.default(ajv)
  // A password may be anything, and Ajv's base64 pattern runs out of stack on long texts.
  ajv.addFormat('byte', { type: 'string', validate: isBase64 })
  ajv.addKeyword({
    keyword: 'x-timestamp',
    type: 'string',
    compile: (_: unknown, parent: object) => {
      const moment = momentOf(document, [parent as JsonObject])
      return function (this: Circumstances, value: string) {
        const at = this.outgoing ? moment?.parseOwn(value) : moment?.parse(value)
        return typeof at === 'number'
      }
    },
  })
  for (const [keyword, sign] of [
    ['x-before', 1],
    ['x-after', -1],
  ] as const) {
    ajv.addKeyword({
      keyword,
      type: ['string', 'number'],
      schemaType: 'string',
      compile: (bound: string, parent: object) => {
        const moment = momentOf(document, [parent as JsonObject])
        return function (this: Circumstances, value: JsonValue) {
          return isOnItsSide(value, moment, bound, sign, this.now)
        }
      },
    })
  }
  ajv.addKeyword({ keyword: 'x-safe-integer', type: 'number', validate: (_: true, value: number) => isSafe(value) })
  ajv.addSchema(document, ADDRESS, undefined, false)
  return ajv
}

/** What is no date, or has no bound, is another keyword's matter. */
function isOnItsSide(value: JsonValue, moment: Moment | undefined, bound: string, sign: 1 | -1, now?: number): boolean {
  if (now === undefined) return true
  const at = moment?.parse(value)
  const limit = resolveMoment(bound, now)
  if (typeof at !== 'number' || limit === undefined) return true
  return sign * (limit - at) > 0
}

function isSafe(value: number): boolean {
  return !Number.isInteger(value) || Number.isSafeInteger(value)
}

function isBase64(text: string): boolean {
  return text.length % 4 === 0 && !/[^A-Za-z0-9+/=]/.test(text) && !/=[^=]|={3}/.test(text)
}

function compile(ajv: Ajv2020, pointer: Pointer): Schema {
  try {
    const validate = ajv.compile({ $ref: `${ADDRESS}#${pointer.split('/').map(encodeURIComponent).join('/')}` })
    return {
      kind: 'ready',
      test: (value, circumstances) => {
        // Read at once: the next call of the same function overwrites them.
        if (validate.call(circumstances as never, value)) return NO_ERRORS
        return (validate.errors ?? []) as readonly AjvError[]
      },
    }
  } catch (reason) {
    const why = reason instanceof Error ? reason.message : String(reason)
    return { kind: 'broken', sentence: `the schema at ${pointer} cannot be used: ${why.replaceAll(ADDRESS, '')}` }
  }
}

/** Patterns are Unicode, as JSON Schema has it; those that only the older syntax allows are taken as they are. */
function compilePattern(pattern: string): { test: (text: string) => boolean; toString: () => string } {
  const expression = compileExpression(pattern)
  return {
    test: (text) => text.length <= LONGEST_FOR_PATTERN && expression.test(text),
    toString: () => expression.toString(),
  }
}

function compileExpression(pattern: string): RegExp {
  try {
    return new RegExp(pattern, 'u')
  } catch {
    return new RegExp(pattern)
  }
}
