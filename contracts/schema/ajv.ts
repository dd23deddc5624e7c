/**
 * The door to Ajv for contracts: one document, its schemas compiled when first needed. The mock has a door of its own;
 * a judge that shared it would share its mistakes.
 */

import { Ajv2020, type ErrorObject } from 'ajv/dist/2020.js'
import ajvFormats from 'ajv-formats'
import { isObject, type JsonObject, type JsonValue, keywordsOf, type Pointer, resolveMoment } from '../../spec/index.js'
import { formsOf, momentOf } from '../timestamps.js'

export type SchemaFault = {
  /** Dotted, items by index: `files[0].id`; empty: the value itself. */
  readonly path: string
  readonly keyword: string
  readonly message: string
  /** The entry of `components.examples` that the schema beside the keyword names (`x-refusal`). */
  readonly refusal?: string
}

export type Direction = 'request' | 'reply'

export type Schemas = {
  /** What a value has against a schema; empty: nothing. */
  faults(pointer: Pointer, value: JsonValue | undefined, direction: Direction, now: number): readonly SchemaFault[]
}

type Circumstances = { readonly now: number; readonly direction: Direction }

const ADDRESS = 'https://specimen.invalid/document'

export function createSchemas(document: JsonObject): Schemas {
  const ajv = createAjv(document)
  const compiled = new Map<Pointer, ReturnType<typeof ajv.compile> | string>()

  function find(pointer: Pointer) {
    const known = compiled.get(pointer)
    if (known !== undefined) return known
    const validate = compile(pointer)
    compiled.set(pointer, validate)
    return validate
  }

  function compile(pointer: Pointer) {
    try {
      return ajv.compile({ $ref: `${ADDRESS}#${pointer.split('/').map(encodeURIComponent).join('/')}` })
    } catch (reason) {
      const why = reason instanceof Error ? reason.message : String(reason)
      return `the schema at ${pointer} cannot be used: ${why.replaceAll(ADDRESS, '')}`
    }
  }

  return {
    faults(pointer, value, direction, now) {
      const validate = find(pointer)
      if (typeof validate === 'string') return [{ path: '', keyword: 'schema', message: validate }]
      const circumstances: Circumstances = { now, direction }
      if (validate.call(circumstances as never, value)) return []
      return (validate.errors ?? []).flatMap((error) => (isBranch(error) ? [] : [describe(error)]))
    },
  }
}

function createAjv(document: JsonObject): Ajv2020 {
  const ajv = new Ajv2020({
    strict: false,
    allErrors: true,
    verbose: true,
    validateSchema: false,
    logger: false,
    passContext: true,
    ownProperties: true,
    multipleOfPrecision: 6,
  })
  ajvFormats.default(ajv)
  ajv.addKeyword({
    keyword: 'x-timestamp',
    type: 'string',
    compile: (_: unknown, parent: object) => {
      const forms = formsOf(parent as JsonObject)
      return function (this: Circumstances, value: string) {
        const known = this.direction === 'reply' ? forms.slice(0, 1) : forms
        return known.some(({ parse }) => parse(value) !== undefined)
      }
    },
  })
  for (const [keyword, sign] of [
    ['x-before', 1],
    ['x-after', -1],
  ] as const) {
    ajv.addKeyword({
      keyword,
      type: 'string',
      schemaType: 'string',
      compile: (bound: string, parent: object) => {
        const keywords = siblingsOf(document, parent as JsonObject)
        return function (this: Circumstances, value: string) {
          const at = momentOf(value, keywords)
          const limit = resolveMoment(bound, this.now)
          return at === undefined || limit === undefined || sign * (limit - at) > 0
        }
      },
    })
  }
  ajv.addSchema(document as object, ADDRESS, undefined, false)
  return ajv
}

/** The keywords that hold beside one, by way of `$ref` too. */
function siblingsOf(document: JsonObject, parent: JsonObject): JsonObject {
  const { $ref } = parent
  const target = typeof $ref === 'string' && $ref.startsWith('#') ? keywordsOf(document, $ref.slice(1)) : {}
  return { ...target, ...parent }
}

/** One branch of a choice: that none of them fits is said by the choice itself. */
function isBranch({ schemaPath, keyword }: ErrorObject): boolean {
  return /\/(anyOf|oneOf|not|if)\/./.test(schemaPath) || keyword === 'if'
}

function describe({ instancePath, keyword, params, message = '', parentSchema }: ErrorObject): SchemaFault {
  const given = params as { readonly [name: string]: unknown }
  const name = given['missingProperty'] ?? given['additionalProperty'] ?? given['unevaluatedProperty']
  const path = dotted(instancePath, typeof name === 'string' ? name : undefined)
  const refusal = isObject(parentSchema) ? parentSchema['x-refusal'] : undefined
  const detail = given['allowedValues'] ?? given['allowedValue']
  return {
    path,
    keyword,
    message: `${path === '' ? 'the value' : path} ${message}${detail === undefined ? '' : ` (${JSON.stringify(detail)})`}`,
    ...(typeof refusal === 'string' && keyword !== 'required' && { refusal }),
  }
}

function dotted(instancePath: string, name: string | undefined): string {
  const tokens = instancePath.split('/').slice(1)
  const path = tokens.reduce((joined, token) => {
    const plain = token.replaceAll('~1', '/').replaceAll('~0', '~')
    if (/^\d+$/.test(plain)) return `${joined}[${plain}]`
    return joined === '' ? plain : `${joined}.${plain}`
  }, '')
  if (name === undefined) return path
  return path === '' ? name : `${path}.${name}`
}
