/** The report that Pact's verifier gives: what it says of one interaction. */

import { isObject, type JsonObject, type JsonValue } from '../../spec/index.js'

export type Mismatch = {
  /** Where it is: `$.customer.id`, a header's name, or `status`. */
  readonly place: string
  readonly expected: string
  readonly got: string
  readonly sentence: string
}

export type VerifierReport = {
  readonly held: boolean
  /** How many interactions it is about. */
  readonly count: number
  readonly errors: readonly { readonly interaction: string; readonly mismatches: readonly Mismatch[] }[]
}

/** Reads the report; undefined: the text is none, but a message. */
export function readVerifierReport(text: string): VerifierReport | undefined {
  const report = parse(text)
  if (!isObject(report) || !Array.isArray(report['interactionResults'])) return undefined
  const errors = [...listOf(report['errors']), ...listOf(report['pendingErrors'])].filter(isObject)
  const results = report['interactionResults']
  return {
    held:
      report['result'] === true &&
      errors.length === 0 &&
      results.every((one) => isObject(one) && one['result'] === 'OK'),
    count: results.length,
    errors: errors.map(({ interaction, mismatch }) => ({
      interaction: String(interaction ?? ''),
      mismatches: mismatchesOf(mismatch),
    })),
  }
}

function mismatchesOf(mismatch: JsonValue | undefined): readonly Mismatch[] {
  if (!isObject(mismatch)) return []
  const list = listOf(mismatch['mismatches']).filter(isObject)
  if (list.length > 0) return list.map(mismatchOf)
  return [{ place: '', expected: '', got: '', sentence: String(mismatch['message'] ?? JSON.stringify(mismatch)) }]
}

function mismatchOf({ type, path, key, expected, actual, mismatch }: JsonObject): Mismatch {
  const place = type === 'StatusMismatch' ? 'status' : String(path ?? key ?? '')
  const sentence = String(mismatch ?? `expected ${expected} but got ${actual}`)
  return { place, expected: textOf(expected), got: textOf(actual), sentence }
}

function textOf(value: JsonValue | undefined): string {
  if (value === undefined || value === null) return ''
  return typeof value === 'string' ? value : JSON.stringify(value)
}

function parse(text: string): JsonValue | undefined {
  try {
    return JSON.parse(text) as JsonValue
  } catch {
    return undefined
  }
}

function listOf(value: JsonValue | undefined): readonly JsonValue[] {
  return Array.isArray(value) ? value : []
}
