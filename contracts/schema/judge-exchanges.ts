/** Every exchange of the run against the document: status, media type, headers, body. */

import type { JsonValue, Operation, Pointer, Response } from '../../spec/index.js'
import { describeReply, type Exchange } from '../exchange.js'
import type { Check } from '../report.js'
import type { Schemas } from './ajv.js'

export type Finding = { readonly rule: Pointer; readonly expected: string; readonly message: string }

/** One check for each kind of reply that was seen, or for each kind of fault in it. */
export function judgeExchanges(
  exchanges: readonly Exchange[],
  findings: (exchange: Exchange) => readonly Finding[],
): readonly Check[] {
  const kinds = new Map<string, { readonly first: Exchange; count: number }>()
  const faults = new Map<string, { readonly first: Exchange; readonly finding: Finding; count: number }>()
  for (const exchange of exchanges) {
    const { operation, status } = exchange
    if (operation === undefined) continue
    const found = findings(exchange)
    const kind = `${operation.id} ${status}`
    const known = kinds.get(kind)
    if (known === undefined) kinds.set(kind, { first: exchange, count: 1 })
    else known.count++
    for (const finding of found) {
      const name = `${kind} ${finding.rule} ${finding.message.replaceAll(/\d+/g, '#')}`
      const same = faults.get(name)
      if (same === undefined) faults.set(name, { first: exchange, finding, count: 1 })
      else same.count++
    }
  }
  const failed = [...faults.values()].map(({ first, finding, count }) => failure(first, finding, count))
  const wrong = new Set([...faults.values()].map(({ first }) => `${first.operation?.id} ${first.status}`))
  const passed = [...kinds].flatMap(([kind, { first, count }]) => (wrong.has(kind) ? [] : [success(first, count)]))
  return [...failed, ...passed]
}

function failure(exchange: Exchange, { rule, expected, message }: Finding, count: number): Check {
  return {
    judge: 'schema',
    operation: exchange.operation?.id ?? '',
    rule,
    outcome: 'failed',
    expected,
    got: describeReply(exchange),
    reason: count === 1 ? message : `${message} (${count} times)`,
    steps: exchange.steps ?? [exchange.step],
  }
}

function success({ operation, status, step }: Exchange, count: number): Check {
  return {
    judge: 'schema',
    operation: operation?.id ?? '',
    rule: responseFor(operation, status)?.pointer ?? operation?.pointer ?? '',
    outcome: 'passed',
    expected: `${status} as documented`,
    got: `${count} ${count === 1 ? 'reply' : 'replies'}`,
    reason: 'Status, media type, headers and body are as the document says.',
    steps: [step],
  }
}

/** The response that documents a status: itself, `4XX`, or `default`. */
export function responseFor(operation: Operation | undefined, status: number): Response | undefined {
  const responses = operation?.responses ?? []
  const named = (name: string) => responses.find((one) => one.status.toUpperCase() === name)
  return named(String(status)) ?? named(`${String(status)[0]}XX`) ?? named('DEFAULT')
}

/** What our own reading of the document has against an exchange. */
export function findingsOf(schemas: Schemas, exchange: Exchange, now: number): readonly Finding[] {
  const { operation, status, headers } = exchange
  if (operation === undefined) return []
  const response = responseFor(operation, status)
  if (response === undefined) {
    const known = operation.responses.map((one) => one.status).join(', ')
    return [
      { rule: operation.pointer, expected: `a status of ${known}`, message: `The status ${status} is not documented.` },
    ]
  }
  return [...headerFindings(), ...bodyFindings()]

  function headerFindings(): readonly Finding[] {
    return Object.entries(response?.headers ?? {}).flatMap(([name, { schema, required }]): readonly Finding[] => {
      const rule = schema ?? response?.pointer ?? ''
      const value = headers.get(name)
      if (value === null)
        return required || MUST[status] === name
          ? [{ rule, expected: `a header ${name}`, message: `The header ${name} is missing.` }]
          : []
      if (schema === undefined) return []
      const faults = schemas.faults(schema, value, 'reply', now)
      if (faults.length === 0 || schemas.faults(schema, fromText(value), 'reply', now).length === 0) return []
      return [
        {
          rule,
          expected: `a header ${name} as documented`,
          message: `The header ${name} is "${value}": ${faults[0]?.message}.`,
        },
      ]
    })
  }

  function bodyFindings(): readonly Finding[] {
    const rule = response?.pointer ?? ''
    const types = Object.keys(response?.content ?? {})
    if (types.length === 0) {
      if (exchange.bytes.length === 0) return []
      return [{ rule, expected: 'no body', message: `A body came with ${status}, for which none is documented.` }]
    }
    const type = headers.get('content-type')?.split(';')[0]?.trim().toLowerCase() ?? ''
    const documented = types.find((one) => fits(type, one))
    if (documented === undefined) {
      const got = type === '' ? 'no media type' : type
      return [
        { rule, expected: types.join(' or '), message: `The body is ${got}, which is not documented for ${status}.` },
      ]
    }
    const schema = response?.content[documented]?.schema
    if (!/[/+]json$/.test(type)) return []
    if (exchange.body === undefined)
      return [{ rule, expected: 'JSON', message: `The body says ${type} and is not JSON.` }]
    if (schema === undefined) return []
    const faults = schemas.faults(schema, exchange.body, 'reply', now)
    return faults.map(({ message }) => ({
      rule: schema,
      expected: 'a body that fits the schema',
      message: `${capital(message)}.`,
    }))
  }
}

/** Headers that HTTP itself asks for (RFC 9110, sections 15.5.2 and 15.5.6); told only where the document has them too. */
const MUST: { readonly [status: number]: string } = { 401: 'www-authenticate', 405: 'allow' }

/** `text/plain` and `text/*`, parameters aside. */
function fits(type: string, documented: string): boolean {
  const plain = documented.split(';')[0]?.trim().toLowerCase() ?? ''
  return plain === type || plain === '*/*' || (plain.endsWith('/*') && type.startsWith(plain.slice(0, -1)))
}

function fromText(text: string): JsonValue {
  if (/^-?\d+(\.\d+)?$/.test(text)) return Number(text)
  return text === 'true' || text === 'false' ? text === 'true' : text
}

function capital(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1)
}
