/** Requests in, replies out: both held against the document. */

import { type ApiModel, type JsonValue, type Operation, type Pointer, resolvePointer } from '../../spec/index.js'
import type { BodyValue, Call, Caller, Problem, Upload, Violation } from '../exchange.js'
import type { Maybe } from '../ports.js'
import { type Circumstances, createSchemas, type Schemas } from './ajv.js'
import { ANY_MOMENT, type Moment, momentOf } from './moment.js'
import { compileParameters, missingParameter, type ParameterReader } from './parameters.js'
import { problemOf } from './problem.js'
import { type BodyReader, type BodyReading, compileBody } from './read-body.js'
import { checkReply } from './reply.js'
import { createRuleBook, type RuleBook } from './rule-book.js'
import { createShape, type Shape } from './shape.js'
import { judge } from './violations.js'

export interface Validation {
  /**
   * Reads parameters and body of a request; everything wrong is found at once. Read-only fields are gone from the
   * body, and its dates have their first form. It promises its answer for multipart forms only.
   */
  readCall(operation: Operation, raw: RawCall): Maybe<Reading>
  /** What a value breaks of a schema, all at once; for guards. */
  check(schema: Pointer, value: JsonValue, now: number): readonly Violation[]
  /** What a reply breaks of the document, as sentences. A status or media type that is not documented is one, too. */
  checkReply(
    operation: Operation,
    status: number,
    mediaType: string | undefined,
    body: JsonValue | Uint8Array | undefined,
  ): readonly string[]
  /** What a reply by that schema may show: without what is `writeOnly`. The same value where there is nothing to hide. */
  conceal(schema: Pointer, value: JsonValue): JsonValue
  /** A moment as that schema writes it: by `x-timestamp`, by `format`, or as a number. */
  formatMoment(schema: Pointer, at: number): string | number
  /** Milliseconds since the epoch; undefined: not a moment as that schema writes it. */
  parseMoment(schema: Pointer, text: string): number | undefined
}

export type Reading =
  | { readonly kind: 'read'; readonly call: Call }
  | { readonly kind: 'refused'; readonly problem: Problem }

/** A request as the router has found it. */
export type RawCall = {
  readonly method: string
  /** As it came, without the query. */
  readonly path: string
  /** Decoded; malformed encoding stays as it is. */
  readonly pathParameters: { readonly [name: string]: string }
  readonly query: URLSearchParams
  readonly headers: Headers
  readonly body: Uint8Array | null
  /** Milliseconds since the epoch. */
  readonly now: number
  readonly caller?: Caller
}

/** An operation, made ready at its first call. */
type Reader = { readonly parameters: readonly ParameterReader[]; readonly body: BodyReader }

type Laws = { readonly book: RuleBook; readonly schemas: Schemas }

/** Nothing is compiled before it is needed: a document of a hundred operations starts as fast as one of three. */
export function createValidation({ document }: Pick<ApiModel, 'document'>): Validation {
  const readers = new WeakMap<Operation, Reader>()
  const shapes = new Map<Pointer, Shape | 'no schema' | undefined>()
  const concealing = new Map<Pointer, Shape | undefined>()
  const moments = new Map<Pointer, Moment>()
  let requestLaws: Laws | undefined
  let replyLaws: Laws | undefined
  let plainLaws: Laws | undefined

  return {
    readCall: (operation, raw) => {
      const reader = readerOf(operation)
      const body = reader.body(raw.body, raw.headers)
      return body instanceof Promise
        ? body.then((reading) => finish(operation, reader, raw, reading))
        : finish(operation, reader, raw, body)
    },
    check: (schema, value, now) => {
      plainLaws ??= createLaws('plain')
      return judge(schema, value, context(plainLaws, { now, outgoing: false }))
    },
    checkReply: (operation, status, mediaType, body) =>
      checkReply(operation, status, mediaType, body, (schema, value) => {
        replyLaws ??= createLaws('reply')
        return judge(schema, value, context(replyLaws, OUTGOING))
      }),
    conceal: (schema, value) => {
      const shape = concealingOf(schema)
      if (shape === undefined) return value
      const shown = structuredClone(value)
      shape.strip(shown)
      return shown
    },
    formatMoment: (schema, at) => momentAt(schema).format(at),
    parseMoment: (schema, text) => {
      const at = momentAt(schema).parse(text)
      return typeof at === 'number' ? at : undefined
    },
  }

  function readerOf(operation: Operation): Reader {
    const known = readers.get(operation)
    if (known !== undefined) return known
    const made = { parameters: compileParameters(document, operation), body: compileBody(document, operation.body) }
    readers.set(operation, made)
    return made
  }

  function createLaws(mode: 'request' | 'reply' | 'plain'): Laws {
    const book = createRuleBook(document, mode)
    return { book, schemas: createSchemas(book.document) }
  }

  function context({ book, schemas }: Laws, circumstances: Circumstances): Parameters<typeof judge>[2] {
    return { document, book, schemas, circumstances, in: 'body', field: '', isText: false, isRequest: false }
  }

  function finish(operation: Operation, reader: Reader, raw: RawCall, reading: BodyReading): Reading {
    const violations: Violation[] = []
    const parameters = readParameters(reader, raw, violations)
    // Who sent something unreadable hears of that first: its status is the one that helps (415, 400).
    if (reading.kind === 'unreadable' && reading.violation.code !== 'missing-body') {
      return { kind: 'refused', problem: problemOf([reading.violation]) }
    }
    const body = readBody(reading, raw.now, violations)
    if (violations.length > 0) return { kind: 'refused', problem: problemOf(violations) }
    const call: Call = {
      operation,
      method: raw.method,
      path: raw.path,
      parameters,
      headers: raw.headers,
      ...(body !== undefined && { body }),
      ...(raw.caller !== undefined && { caller: raw.caller }),
    }
    return { kind: 'read', call }
  }

  function readParameters(reader: Reader, raw: RawCall, violations: Violation[]): Call['parameters'] {
    const found: { [place in keyof Call['parameters']]: { [name: string]: JsonValue } } = {
      path: {},
      query: {},
      header: {},
      cookie: {},
    }
    for (const { parameter, assumed, read } of reader.parameters) {
      const { in: place, name, schema } = parameter
      const reading = read(raw)
      if (reading === undefined) {
        if (parameter.required) violations.push(missingParameter(parameter))
        else if (assumed !== undefined && isSound(schema, assumed, raw.now)) found[place][name] = assumed
      } else if (reading.kind === 'fault') {
        violations.push({ ...reading.clause, in: place, field: name, rule: parameter.pointer })
      } else {
        found[place][name] = judgeRequest(schema, reading.value, raw.now, violations, {
          in: place,
          field: name,
          isText: true,
        })
      }
    }
    return found
  }

  /** Nobody can be held to a default that the document itself does not allow. */
  function isSound(schema: Pointer, assumed: JsonValue, now: number): boolean {
    requestLaws ??= createLaws('request')
    return judge(schema, assumed, context(requestLaws, { now, outgoing: false })).length === 0
  }

  function readBody(reading: BodyReading, now: number, violations: Violation[]): BodyValue | undefined {
    switch (reading.kind) {
      case 'none':
        return undefined
      case 'unreadable':
        violations.push(reading.violation)
        return undefined
      case 'bytes':
        return reading.bytes
      case 'value': {
        const { value, schema, isText, uploads } = reading
        const found: Violation[] = []
        const about = { in: 'body', field: '', isText } as const
        const read = schema === undefined ? value : judgeRequest(schema, value, now, found, about)
        // A field that could not be read is not missing as well.
        const told = new Set(reading.violations.map(({ field }) => field))
        violations.push(...reading.violations, ...found.filter(({ field }) => !told.has(field)))
        return uploads === undefined ? read : withUploads(read, uploads)
      }
    }
  }

  function judgeRequest(
    schema: Pointer,
    value: JsonValue,
    now: number,
    violations: Violation[],
    about: Pick<Parameters<typeof judge>[2], 'in' | 'field' | 'isText'>,
  ): JsonValue {
    const shape = shapeOf(schema)
    if (shape === 'no schema') return value
    requestLaws ??= createLaws('request')
    shape?.strip(value)
    const { book, schemas } = requestLaws
    const circumstances = { now, outgoing: false }
    const found = judge(schema, value, { document, book, schemas, circumstances, isRequest: true, ...about })
    violations.push(...found)
    return found.length > 0 || shape === undefined ? value : shape.normalize(value)
  }

  function shapeOf(pointer: Pointer): Shape | 'no schema' | undefined {
    if (shapes.has(pointer)) return shapes.get(pointer)
    const schema = resolvePointer(document, pointer)
    const shape = schema === undefined ? 'no schema' : createShape(document, schema, 'in')
    shapes.set(pointer, shape)
    return shape
  }

  function concealingOf(pointer: Pointer): Shape | undefined {
    if (concealing.has(pointer)) return concealing.get(pointer)
    const schema = resolvePointer(document, pointer)
    const shape = schema === undefined ? undefined : createShape(document, schema, 'out')
    concealing.set(pointer, shape)
    return shape
  }

  function momentAt(schema: Pointer): Moment {
    const known = moments.get(schema)
    if (known !== undefined) return known
    const made = momentOf(document, [resolvePointer(document, schema) ?? {}]) ?? ANY_MOMENT
    moments.set(schema, made)
    return made
  }
}

/** Dates are not compared with the clock: what was true when it was written may be over. */
const OUTGOING: Circumstances = { now: undefined, outgoing: true }

/** Puts the files where their placeholders stood; those of fields that a request may not set are gone. */
function withUploads(value: JsonValue, uploads: { readonly [field: string]: Upload | readonly Upload[] }): BodyValue {
  const fields = value as { readonly [field: string]: JsonValue }
  const kept = Object.entries(uploads).filter(([name]) => Object.hasOwn(fields, name))
  return { ...fields, ...Object.fromEntries(kept) } as BodyValue
}
