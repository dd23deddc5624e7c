/** Whatever comes to any operation of any of our documents: an answer that the document has, and nothing harmed. */

import { readdirSync } from 'node:fs'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { createClock, createMock, type Mock } from '../mock/index.js'
import { createPeople, type People } from '../mock/people/index.js'
import { createRouter } from '../mock/routing/index.js'
import { createValidation } from '../mock/validation/index.js'
import {
  type ApiModel,
  isObject,
  type JsonObject,
  type JsonValue,
  jsonEntry,
  type Operation,
  type Parameter,
  responseFor,
  successOf,
} from '../spec/index.js'
import { loadApi } from '../spec/load.js'

const NOON = Date.UTC(2026, 10, 22, 12)

/** How often an event stream without events says that it is there. */
const KEEP_ALIVE = 15_000

/** One request, as plain data, so that a failure can be read and sent again. */
type Attempt = {
  readonly method: string
  readonly path: string
  readonly headers: { readonly [name: string]: string }
  readonly body?: string | readonly number[]
}

type Target = {
  readonly name: string
  readonly document: string
  /** The document that is served, where it is not the one that is called. */
  readonly served: string
  readonly headers: readonly { readonly [name: string]: string }[]
  readonly keys: readonly string[]
}

const BEARERS = ['customer-1003', 'customer-1004', 'customer-0', 'customer-', 'nonsense', ''].map((token) => ({
  authorization: `Bearer ${token}`,
}))

const TARGETS: readonly Target[] = [
  {
    name: 'the flagship',
    document: 'spec/kyc/openapi.yaml',
    served: 'spec/kyc/openapi.yaml',
    headers: [
      ...BEARERS,
      {},
      { authorization: 'Basic YTpi' },
      { authorization: 'Basic %%%' },
      { accept: 'application/octet-stream', authorization: 'Bearer customer-1003' },
    ],
    keys: ['1003', '1004', '1000000100300', '1000000100310'],
  },
  {
    name: 'parcels',
    document: 'spec/parcels/openapi.yaml',
    served: 'spec/parcels/openapi.yaml',
    headers: [{ 'x-api-key': 'merchant-1' }, { 'x-api-key': 'merchant-' }, { 'x-api-key': '' }, {}],
    keys: [1, 2, 4, 6, 9].map((number) => `7d3c1f50-0000-4000-8000-00000000000${number}`),
  },
  {
    name: 'the control API',
    document: 'spec/control/openapi.yaml',
    served: 'spec/parcels/openapi.yaml',
    headers: [{}, {}, { 'specimen-world': 'other' }, { 'specimen-world': '../x' }, { origin: 'https://evil.example' }],
    keys: ['main', 'other', 'parcel', 'Parcel', '7d3c1f50-0000-4000-8000-000000000001', 'to-the-door'],
  },
]

/** Documents that say nothing to us, and often nothing of errors. */
const PLAIN: readonly Target[] = readdirSync('test/documents')
  .filter((name) => name.endsWith('.yaml'))
  .map((file) => ({
    name: file,
    document: `test/documents/${file}`,
    served: `test/documents/${file}`,
    headers: [{ api_key: 'any', cookie: 'sid=any' }, {}],
    keys: ['1', '2', 'soup', '00000000-0000-4000-8000-000000000000'],
  }))

/** What people put into addresses, and what those do who mean harm. */
const WORDS = [
  '0',
  '-1',
  '1e3',
  '9007199254740993',
  'null',
  '..',
  '%2e%2e',
  '%00',
  '%',
  '%zz',
  '%F0%9F%98%80',
  "'--",
  '__proto__',
  'constructor',
  ' ',
  '{id}',
  'a'.repeat(500),
]

const junk = fc.oneof(
  fc.jsonValue({ maxDepth: 2 }),
  fc.constantFrom<JsonValue>({ constructor: 1 }, 1e308, '\u0000', [], [[]], '__proto__'),
) as fc.Arbitrary<JsonValue>

/** A value as the schema wants it, and what is done to it. */
type Change = (value: JsonValue) => JsonValue

const changes: fc.Arbitrary<Change> = fc.oneof(
  { weight: 3, arbitrary: fc.constant<Change>((value) => value) },
  {
    weight: 4,
    arbitrary: fc.nat().map(
      (at): Change =>
        (value) =>
          portionOf(value, at),
    ),
  },
  fc.tuple(fc.nat(), junk).map(
    ([at, put]): Change =>
      (value) =>
        changeAt(value, at, () => put),
  ),
  fc.nat().map(
    (at): Change =>
      (value) =>
        changeAt(value, at, () => undefined),
  ),
  fc.tuple(fc.string(), junk).map(
    ([name, put]): Change =>
      (value) =>
        isObject(value) ? { ...value, [name]: put } : [value, put],
  ),
  junk.map(
    (put): Change =>
      () =>
        put,
  ),
)

/** One property of many, and the next: what is all there is seldom right in all. */
function portionOf(value: JsonValue, at: number): JsonValue {
  if (!isObject(value)) return value
  const entries = Object.entries(value)
  return Object.fromEntries([0, 1].flatMap((next) => entries.slice((at + next) % entries.length).slice(0, 1)))
}

/** The property number `at`, counted through the whole value; undefined takes it away. */
function changeAt(value: JsonValue, at: number, change: (value: JsonValue) => JsonValue | undefined): JsonValue {
  if (!isObject(value)) return change(value) ?? null
  const names = Object.keys(value)
  const chosen = names[at % Math.max(names.length, 1)]
  if (chosen === undefined) return value
  const inner = value[chosen] ?? null
  const next =
    isObject(inner) && at >= names.length ? changeAt(inner, Math.floor(at / names.length), change) : change(inner)
  const others = names.filter((name) => name !== chosen || next !== undefined)
  return Object.fromEntries(others.map((name) => [name, name === chosen ? (next ?? null) : (value[name] ?? null)]))
}

function attempts(model: ApiModel, people: People, target: Target): fc.Arbitrary<Attempt> {
  return fc.constantFrom(...model.operations).chain((operation) => attemptsAt(operation, people, target))
}

function attemptsAt(operation: Operation, people: People, { headers, keys }: Target): fc.Arbitrary<Attempt> {
  const sampled = (schema: string) => fc.integer({ min: 0, max: 30 }).map((word) => people.sample(schema, [word], NOON))
  const inPath = ({ schema }: Parameter) =>
    fc.oneof(
      { weight: 8, arbitrary: mostly(keys) },
      sampled(schema).map(text),
      fc.constantFrom(...WORDS),
      fc.string().map(encodeURIComponent),
    )
  const inQuery = ({ schema }: Parameter) =>
    fc.option(fc.oneof({ weight: 3, arbitrary: sampled(schema).map(text) }, fc.constantFrom(...WORDS), fc.string()), {
      nil: undefined,
    })
  const named = (place: Parameter['in'], value: (parameter: Parameter) => fc.Arbitrary<string | undefined>) =>
    fc.record(
      Object.fromEntries(operation.parameters.filter((one) => one.in === place).map((one) => [one.name, value(one)])),
    )
  const contents = Object.entries(operation.body?.content ?? {})
  const bodies = contents.map(([type, schema]) =>
    fc
      .tuple(schema === undefined ? junk : sampled(schema), changes)
      .map(([value, change]) => bodyOf(type, change(value))),
  )
  const raw = fc.tuple(
    fc.constantFrom('application/json', 'text/plain', 'nonsense', 'multipart/form-data; boundary=x', ''),
    fc.oneof(fc.string(), fc.array(fc.nat(255)), fc.constantFrom('{', '{"a":', '[1,]', '{"a":1}{', '﻿{}')),
  )
  const body = fc.oneof(...bodies.map((arbitrary) => ({ weight: 4, arbitrary })), raw, fc.constant(undefined))
  return fc
    .record({
      path: named('path', inPath),
      query: named('query', inQuery),
      stranger: fc.option(fc.tuple(fc.string(), fc.string()), { nil: undefined, freq: 8 }),
      caller: mostly(headers),
      method: fc.oneof(
        { weight: 12, arbitrary: fc.constant<string>(operation.method) },
        fc.constantFrom('GET', 'HEAD', 'OPTIONS', 'POST', 'PUT', 'PATCH', 'DELETE', 'BREW'),
      ),
      body,
    })
    .map(({ path, query, stranger, caller, method, body }) => {
      const search = new URLSearchParams()
      for (const [name, value] of Object.entries(query)) if (value !== undefined) search.append(name, value)
      if (stranger !== undefined) search.append(...stranger)
      const filled = operation.path.replace(/\{([^}]+)\}/g, (_, name: string) => String(path[name] ?? ''))
      const sent = method === 'GET' || method === 'HEAD' ? undefined : body
      return {
        method,
        path: search.size === 0 ? filled : `${filled}?${search}`,
        headers: { ...caller, ...(sent?.[0] && { 'content-type': sent[0] }) },
        ...(sent !== undefined && { body: sent[1] }),
      }
    })
}

/** The first one mostly: what always fails for the same reason tries nothing else. */
function mostly<T>(values: readonly T[]): fc.Arbitrary<T> {
  return fc.oneof(
    { weight: 2, arbitrary: fc.constant(values[0] as T) },
    { weight: 1, arbitrary: fc.constantFrom(...values) },
  )
}

function text(value: JsonValue): string {
  return encodeURIComponent(typeof value === 'string' ? value : JSON.stringify(value))
}

function bodyOf(type: string, value: JsonValue): readonly [string, string] {
  const isForm = type === 'application/x-www-form-urlencoded' && isObject(value)
  if (!isForm)
    return [
      type === 'multipart/form-data' ? 'multipart/form-data; boundary=x' : type,
      type.startsWith('multipart/') ? formOf(value) : JSON.stringify(value),
    ]
  const fields = Object.entries(value).map(([name, part]): [string, string] => [
    name,
    typeof part === 'string' ? part : JSON.stringify(part),
  ])
  return [type, new URLSearchParams(fields).toString()]
}

function formOf(value: JsonValue): string {
  const parts = Object.entries(isObject(value) ? value : { filex: value }).map(
    ([name, part]) =>
      `--x\r\ncontent-disposition: form-data; name="${encodeURIComponent(name)}"; filename="a.png"\r\n\r\n${JSON.stringify(part)}\r\n`,
  )
  return `${parts.join('')}--x--\r\n`
}

describe.each([...TARGETS, ...PLAIN].map((target) => [target.name, target] as const))('%s', (_, target) => {
  it('answers whatever comes with what its document has, and a refusal changes nothing', async () => {
    const loaded = await loadApi(target.document)
    if (loaded.kind === 'faulty') throw new Error(target.document)
    const { model } = loaded
    const mistakes: unknown[] = []
    const mock = await createMock({
      document: target.served,
      // Running or not, it stays where it is put.
      clock: createClock({ now: () => NOON }, NOON),
      onMistake: (error) => mistakes.push(error),
      // No fault holds an answer up, and no stream is kept awake.
      later: (milliseconds, callback) => {
        if (milliseconds !== KEEP_ALIVE) setTimeout(callback)
        return () => {}
      },
    })
    const court = createCourt(model)
    const people = createPeople(model, { seed: 1 })

    await fc.assert(
      fc.asyncProperty(fc.array(attempts(model, people, target), { minLength: 1, maxLength: 8 }), async (sequence) => {
        mistakes.length = 0
        await mock.request('/_specimen/worlds/main/reset', { method: 'POST' })
        for (const attempt of sequence) {
          const before = await stateOf(mock)
          const { status, faults } = await court(mock, attempt)
          expect(mistakes).toEqual([])
          expect(faults).toEqual([])
          expect(status).toBeLessThan(500)
          if (status >= 400) expect(await stateOf(mock)).toEqual(before)
        }
      }),
      { numRuns: PLAIN.includes(target) ? 40 : 120 },
    )
  }, 120_000)
})

/** Sends an attempt and holds its reply against the document. */
function createCourt(model: ApiModel) {
  const router = createRouter(model)
  const { checkReply } = createValidation(model)
  return async (mock: Mock, { method, path, headers, body }: Attempt) => {
    const sent = typeof body === 'string' ? body : body && new Uint8Array(body)
    const reply = await mock.request(path, { method, headers, body: sent ?? null } as RequestInit)
    const { pathname } = new URL(path, 'http://localhost')
    const operation = router(pathname)?.operations[method]
    const type = reply.headers.get('content-type') ?? undefined
    if (type?.startsWith('text/event-stream')) {
      await reply.body?.cancel()
      return { status: reply.status, faults: [] }
    }
    const bytes = new Uint8Array(await reply.arrayBuffer())
    const read = bytes.length === 0 ? undefined : bytes
    // Refused because of what we would have answered, not of what came: that is our own mistake.
    if (new TextDecoder().decode(bytes).includes('does not allow the reply')) {
      return { status: reply.status, faults: [new TextDecoder().decode(bytes)] }
    }
    if (type === 'application/problem+json' && isSilent(operation, reply.status))
      return { status: reply.status, faults: [] }
    return {
      status: reply.status,
      faults: operation === undefined ? [] : checkReply(operation, reply.status, type, read),
    }
  }
}

/** Whether the document has no JSON for such an error: then it gets problem details. */
function isSilent(operation: Operation | undefined, status: number): boolean {
  if (operation === undefined || status < 400) return false
  const response = responseFor(operation.responses, status)
  return (
    response === undefined || response === successOf(operation.responses) || jsonEntry(response.content) === undefined
  )
}

/** All that a world keeps; what is counted because a call is refused (wrong passwords) and its journal aside. */
async function stateOf(mock: Mock): Promise<JsonObject> {
  const { world } = JSON.parse(await mock.snapshot()) as { readonly world: JsonObject }
  const { journal: _, ...rest } = world
  return JSON.parse(JSON.stringify(rest, (name, value) => (name === 'subjects' ? value.filter(isPublic) : value)))
}

function isPublic({ resource }: { readonly resource: string }): boolean {
  return !resource.startsWith('$')
}
