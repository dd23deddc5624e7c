/** Every error that the control API's document lists is provoked at every operation that lists it, and changes nothing. */

import { beforeAll, describe, expect, it } from 'vitest'
import { loadControl, type Mock, type MockOptions } from '../../mock/index.js'
import type { ApiModel, JsonObject, Operation } from '../../spec/index.js'
import { openMock, READY } from './open.js'

type Provocation = {
  readonly path?: string
  readonly body?: unknown
  readonly headers?: { readonly [name: string]: string }
  readonly options?: MockOptions
  readonly origin?: string
  /** Sent as it is. */
  readonly text?: string
}

const VALUES: { readonly [parameter: string]: string } = {
  world: 'main',
  id: String(READY),
  scenario: 'happy-path',
  fault: 'fault-1',
  lifecycle: 'kyc',
}

/** Errors that any operation meets in the same way. */
const everywhere: { readonly [example: string]: Provocation } = {
  TokenMissing: { options: { controlToken: 'secret' } },
  TokenUnknown: { options: { controlToken: 'secret' }, headers: { authorization: 'Bearer guess' } },
  HostForeign: { origin: 'http://evil.example' },
  OriginForeign: { headers: { origin: 'https://evil.example' } },
  WorldMissing: { options: { strictWorlds: true } },
  RequestInvalid: { headers: { 'specimen-world': 'no name!' } },
  BodyUnreadable: { text: '{"a":' },
  BodyTooLarge: { text: '{}', headers: { 'content-length': String(2 ** 40) } },
  MediaTypeUnsupported: { text: '{}', headers: { 'content-type': 'text/plain' } },
  WorldUnknown: { path: '/nowhere' },
  ResourceUnknown: { path: '?resource=constructor' },
  SubjectUnknown: { path: '/0' },
  ScenarioUnknown: { path: '/no-story' },
  FaultUnknown: {},
  LifecycleUnknown: { path: '/constructor' },
  EventUnknown: { body: { event: 'toString' } },
  EventNotAllowed: { body: { event: 'PASS' } },
  DurationMalformed: { body: { by: '2 seconds' } },
  ClockBackwards: { body: { now: '2001-01-01T00:00:00Z' } },
  OperationUnknown: { path: '?operation=constructor' },
  SnapshotNoFile: {},
}

/** Errors that are met otherwise at some operation. */
const here: { readonly [operationAndExample: string]: Provocation } = {
  'createWorld WorldUnknown': { body: { name: 'copy', from: 'nowhere' } },
  'createWorld ScenarioUnknown': { body: { name: 'fresh', scenario: 'no-story' } },
  'createWorld WorldExists': { body: { name: 'main' } },
  'createWorld ClockBackwards': { body: { name: 'copy', from: 'main', now: '2001-01-01T00:00:00Z' } },
  'resetWorld ScenarioUnknown': { body: { scenario: 'no-story' } },
  'restoreSnapshot SnapshotMismatch': {
    body: { format: 'other', version: 1, document: { title: '', version: '', digest: '' }, digest: '', world: {} },
  },
  'listSubjects StateUnknown': { path: '?state=Asleep' },
  'listSubjects LifecycleUnknownHere': { path: '?lifecycle=constructor' },
  'putSubject StateUnknown': { body: { states: { kyc: 'constructor' } } },
  'putSubject LifecycleUnknownHere': { body: { states: { weather: 'Fine' } } },
  'putSubject SchemaUnknown': { body: { satisfies: ['toString'] } },
  'putSubject FieldsInvalid': { body: { fields: { fist_name: 'x' } } },
  'putSubject SubjectUnknown': { path: '/0', body: { states: { kyc: 'Pending' } } },
  'putSubject ResourceUnknown': { path: '?resource=constructor', body: { states: { kyc: 'Pending' } } },
  'sendEvent SubjectUnknown': { path: '/0', body: { event: 'PASS' } },
  'sendEvent ResourceUnknown': { path: '?resource=constructor', body: { event: 'PASS' } },
  'addFault OperationUnknown': { body: { operation: 'constructor', effect: { status: 500 } } },
  'addFault ExampleUnknown': { body: { operation: 'getRoles', effect: { status: 401, example: 'ProfileLocked' } } },
  'addFault DurationMalformed': { body: { effect: { latency: { from: 'PT2S', to: 'PT1S' } } } },
  'changeProviderState SubjectUnknown': {
    body: { state: 'individual receives event', params: { id: 0, event: 'PASS' } },
  },
  'changeProviderState EventNotAllowed': {
    body: { state: 'individual receives event', params: { id: READY, event: 'PASS' } },
  },
  'changeProviderState EventUnknown': {
    body: { state: 'individual receives event', params: { customerId: READY, event: 'JUMP' } },
  },
  'changeProviderState ProviderStateUnknown': { body: { state: 'the moon is full' } },
  'changeProviderState StateUnknown': {
    body: { state: 'individual exists', params: { compliance_state: 'Asleep' } },
  },
  'changeProviderState SchemaUnknown': { body: { state: 'individual exists', params: { satisfies: 'Everything' } } },
  'changeProviderState FieldsInvalid': { body: { state: 'individual exists', params: { fist_name: 'x' } } },
  'drawLifecycle SubjectUnknown': { path: '?subject=0' },
  'drawLifecycle WorldMissing': { path: `?subject=${READY}`, options: { strictWorlds: true } },
}

let control: ApiModel

beforeAll(async () => {
  control = await loadControl()
})

function pathOf({ path }: Operation, added = ''): string {
  if (added.startsWith('?') || added === '') return fill(path) + added
  // The last parameter takes the value.
  const last = path.lastIndexOf('{')
  return fill(path.slice(0, last)) + added.slice(1) + path.slice(path.indexOf('}', last) + 1)
}

function fill(path: string): string {
  return path.replace(/\{(\w+)\}/g, (_, name: string) => VALUES[name] ?? '')
}

function documentedErrors(): readonly (readonly [Operation, string, number])[] {
  return control.operations.flatMap((operation) =>
    operation.responses
      .filter(({ status }) => Number(status) >= 400)
      .flatMap(({ status, content }) =>
        Object.values(content).flatMap(({ exampleRefs }) =>
          Object.values(exampleRefs).map((example) => [operation, example, Number(status)] as const),
        ),
      ),
  )
}

/** What changes nothing leaves a mock as good as new. */
const mocks = new Map<string, Promise<Mock>>()

function mockWith(options: MockOptions = {}): Promise<Mock> {
  const name = JSON.stringify(options)
  const known = mocks.get(name) ?? openMock(options)
  mocks.set(name, known)
  return known
}

async function provoke(
  operation: Operation,
  provocation: Provocation,
): Promise<{ mock: Mock; before: unknown; reply: Response }> {
  const mock = await mockWith(provocation.options)
  const before = await stateOf(mock)
  const {
    origin = 'http://localhost',
    body,
    text = body === undefined ? undefined : JSON.stringify(body),
  } = provocation
  const url = `${origin}${pathOf(operation, provocation.path)}`
  const headers = { ...(text !== undefined && { 'content-type': 'application/json' }), ...provocation.headers }
  const reply = await mock.fetch(url, { method: operation.method, headers, ...(text !== undefined && { body: text }) })
  return { mock, before, reply }
}

async function stateOf(mock: Mock): Promise<unknown> {
  return { worlds: mock.worlds.list().map(({ name }) => name), main: JSON.parse(await mock.snapshot()) }
}

describe('errors', () => {
  it('that are documented are met, with the document’s code and status, and change nothing', {
    timeout: 60_000,
  }, async () => {
    const unmet: string[] = []
    for (const [operation, example, status] of documentedErrors()) {
      const name = `${operation.id} ${example}`
      const provocation = here[name] ?? everywhere[example]
      if (provocation === undefined) {
        unmet.push(`${name}: nothing here provokes it`)
        continue
      }
      const { mock, before, reply } = await provoke(operation, provocation)
      const body = (await reply.json()) as JsonObject
      const components = control.document['components'] as {
        readonly examples: { readonly [name: string]: { value: JsonObject } }
      }
      const expected = components.examples[example]?.value
      const got = `${reply.status} ${body['code']}`
      if (got !== `${status} ${expected?.['code']}`) unmet.push(`${name}: ${got} ${body['detail']}`)
      expect(await stateOf(mock), name).toEqual(before)
    }
    expect(unmet).toEqual([])
  })

  it('name what exists, and what is allowed instead', async () => {
    const mock = await openMock()
    await expect(mock.control.subjects.send(READY, 'PASS')).rejects.toMatchObject({
      code: 'event.not_allowed',
      status: 409,
      detail: 'PASS is not allowed while kyc is Restricted; it is while kyc is Pending.',
      problem: { allowed: expect.arrayContaining(['submitIdentification']) },
    })
    await expect(mock.control.faults.add({ operation: 'submit', effect: { status: 503 } })).rejects.toMatchObject({
      code: 'operation.unknown',
      problem: { known: expect.arrayContaining(['submitIdentification']) },
    })
    await expect(mock.control.clock.advance('PT2')).rejects.toThrow(
      'Failed to POST /_specimen/clock/advance: "PT2" is no ISO 8601 duration; write PT2S, PT1H, P7D or P1M. (duration.malformed)',
    )
  })

  it('meet moments that no calendar has', async () => {
    const mock = await openMock()
    await expect(mock.control.clock.set('2027-02-30T00:00:00Z')).rejects.toMatchObject({ code: 'request.invalid' })
    const { clock } = await mock.control.clock.set('2026-12-31t23:59:60z')
    expect(clock.now).toBe('2027-01-01T00:00:00.000Z')
    await expect(mock.control.clock.advance('P9000Y')).rejects.toMatchObject({ code: 'duration.malformed' })
  })
})
