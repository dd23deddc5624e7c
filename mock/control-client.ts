/** Drives a mock from a test, in this process or over HTTP: the control API, typed. */

import type { components } from '../spec/control/types.generated.js'

type Schemas = components['schemas']

export type Beginning = Schemas['Beginning']
export type NewWorld = Schemas['NewWorld']
export type WorldInfo = Schemas['World']
export type Snapshot = Schemas['Snapshot']
export type ClockInfo = Schemas['Clock']
export type ClockMove = Schemas['ClockMove']
export type Placement = Schemas['Placement']
export type SubjectInfo = Schemas['Subject']
export type TransitionInfo = Schemas['Transition']
export type EventOutcome = Schemas['Outcome']
export type Allowed = Schemas['Allowed']
export type ScenarioInfo = Schemas['Scenario']
export type ScenarioRun = Schemas['ScenarioRun']
export type NewFault = Schemas['NewFault']
export type FaultInfo = Schemas['Fault']
export type ExchangeInfo = Schemas['Exchange']
export type HttpArchive = Schemas['HttpArchive']
export type LifecycleInfo = Schemas['Lifecycle']
export type Health = Schemas['Health']

/** What happened in a world; `id` is what a later stream goes on from. */
export type ControlEvent =
  | { readonly id: string; readonly kind: 'exchange'; readonly data: ExchangeInfo }
  | { readonly id: string; readonly kind: 'transition'; readonly data: TransitionInfo }
  | { readonly id: string; readonly kind: 'clock'; readonly data: Schemas['ClockNews'] }
  | { readonly id: string; readonly kind: 'reset'; readonly data: Record<string, never> }

/** Which exchanges are meant. */
export type ExchangeFilter = {
  readonly operation?: string
  readonly subject?: string | number
  readonly method?: string
  /** `409`, `'4XX'`; 0: the reply did not arrive. */
  readonly status?: number | string
  /** Only those with a greater number. */
  readonly after?: number
}

export type SubjectFilter = {
  readonly resource?: string
  readonly lifecycle?: string
  readonly state?: string
  readonly limit?: number
}

/** Absent: the document's first resource with a lifecycle. */
export type OfResource = { readonly resource?: string }

export type EventsOptions = {
  /** Begins after this event. @default what happens from now on */
  readonly after?: string
  /** Ends the stream. */
  readonly signal?: AbortSignal
}

/** The control API refused a call. */
export class ControlError extends Error {
  override readonly name = 'ControlError'
  /** `clock.backwards`; empty where the reply was none of the control API's. */
  readonly code: string
  readonly status: number
  /** One sentence about this very call. */
  readonly detail: string
  /** The problem as it came: the names that exist, the fields at fault, what is allowed instead. */
  readonly problem: Partial<Schemas['Problem']>

  constructor(call: string, status: number, problem: Partial<Schemas['Problem']>) {
    const { code = '', detail = 'The reply is none of the control API.' } = problem
    super(`Failed to ${call}: ${detail}${code === '' ? '' : ` (${code})`}`)
    this.code = code
    this.status = status
    this.detail = detail
    this.problem = problem
  }
}

/** Anything that answers a path as `fetch` does. */
export type ControlTarget = string | { readonly request: (path: string, init?: RequestInit) => Promise<Response> }

export type ControlOptions = {
  /** The world to drive. @default main */
  readonly world?: string
  /** What the mock was started with as control token. */
  readonly token?: string
}

export interface Control {
  health(): Promise<Health>
  lifecycles(): Promise<readonly LifecycleInfo[]>
  readonly worlds: {
    list(): Promise<readonly WorldInfo[]>
    get(name?: string): Promise<WorldInfo>
    create(world: NewWorld): Promise<WorldInfo>
    /** A new world that begins as a copy of this one. */
    fork(name: string, changes?: Omit<NewWorld, 'name' | 'from'>): Promise<WorldInfo>
    reset(beginning?: Beginning): Promise<WorldInfo>
    delete(name?: string): Promise<void>
    snapshot(): Promise<Snapshot>
    restore(snapshot: Snapshot): Promise<WorldInfo>
    /** Writes the snapshot to the file that the mock was started with. */
    save(): Promise<void>
  }
  readonly clock: {
    get(): Promise<ClockInfo>
    freeze(): Promise<ClockInfo>
    run(): Promise<ClockInfo>
    /** To a later time. */
    set(now: string | Date): Promise<ClockMove>
    /** By an ISO 8601 duration: `PT2S`, `P7D`. When it resolves, everything due has happened, in order. */
    advance(by: string): Promise<ClockMove>
  }
  readonly subjects: {
    find(filter?: SubjectFilter): Promise<readonly SubjectInfo[]>
    get(id: string | number, options?: OfResource): Promise<SubjectInfo>
    put(id: string | number, placement: Placement, options?: OfResource): Promise<SubjectInfo>
    /** An event in capitals, or the name of a delay, which is then over. */
    send(id: string | number, event: string, options?: OfResource): Promise<EventOutcome>
    allowed(id: string | number, options?: OfResource): Promise<Allowed>
    history(id: string | number, options?: OfResource): Promise<readonly TransitionInfo[]>
  }
  readonly scenarios: {
    list(): Promise<readonly ScenarioInfo[]>
    run(name: string): Promise<ScenarioRun>
  }
  readonly faults: {
    list(): Promise<readonly FaultInfo[]>
    add(fault: NewFault): Promise<FaultInfo>
    remove(id: string): Promise<void>
    clear(): Promise<void>
  }
  readonly journal: {
    /** The latest ones, oldest first; with `after`, the next ones. */
    list(filter?: ExchangeFilter & { readonly limit?: number }): Promise<readonly ExchangeInfo[]>
    count(filter?: ExchangeFilter): Promise<number>
    clear(): Promise<void>
    har(): Promise<HttpArchive>
  }
  /** What happens in the world, as it happens. It ends when the loop is left, or the world deleted. */
  events(options?: EventsOptions): AsyncIterableIterator<ControlEvent>
  /** Prepares what a contract expects; resolves to the values for its requests. */
  providerState(
    state: string,
    params?: { readonly [name: string]: unknown },
  ): Promise<{ readonly [name: string]: unknown }>
}

type Query = { readonly [name: string]: string | number | undefined }
type Ask = { readonly query?: Query; readonly body?: unknown }

/**
 * Makes a client of the control API.
 *
 * @example
 * const control = createControl('http://127.0.0.1:4010', { world: 'checkout' })
 * await control.clock.advance('PT2S')
 */
export function createControl(target: ControlTarget, { world = 'main', token }: ControlOptions = {}): Control {
  const send = sender(target)
  const own = { 'specimen-world': world, ...(token !== undefined && { authorization: `Bearer ${token}` }) }

  async function reach(
    method: string,
    path: string,
    { query = {}, body }: Ask = {},
    init: RequestInit = {},
  ): Promise<Response> {
    const wanted = Object.entries(query).flatMap(([name, value]) =>
      value === undefined ? [] : [[name, String(value)]],
    )
    const search = wanted.length === 0 ? '' : `?${new URLSearchParams(wanted)}`
    const headers = new Headers({ ...own, ...(body !== undefined && { 'content-type': 'application/json' }) })
    new Headers(init.headers).forEach((value, name) => {
      headers.set(name, value)
    })
    const sent = { ...init, method, headers, ...(body !== undefined && { body: JSON.stringify(body) }) }
    const reply = await send(`/_specimen${path}${search}`, sent)
    if (!reply.ok) throw new ControlError(`${method} /_specimen${path}`, reply.status, await problemOf(reply))
    return reply
  }

  async function ask<T>(method: string, path: string, about: Ask = {}): Promise<T> {
    return (await (await reach(method, path, about)).json()) as T
  }

  async function order(method: string, path: string): Promise<void> {
    await reach(method, path)
  }

  const worldAt = (name: string): string => `/worlds/${encodeURIComponent(name)}`
  const subjectAt = (id: string | number): string => `/subjects/${encodeURIComponent(id)}`

  return {
    health: () => ask('GET', '/health'),
    lifecycles: async () => (await ask<{ lifecycles: LifecycleInfo[] }>('GET', '/lifecycles')).lifecycles,
    worlds: {
      list: async () => (await ask<{ worlds: WorldInfo[] }>('GET', '/worlds')).worlds,
      get: (name = world) => ask('GET', worldAt(name)),
      create: (body) => ask('POST', '/worlds', { body }),
      fork: (name, changes = {}) => ask('POST', '/worlds', { body: { ...changes, name, from: world } }),
      reset: (body = {}) => ask('POST', `${worldAt(world)}/reset`, { body }),
      delete: (name = world) => order('DELETE', worldAt(name)),
      snapshot: () => ask('GET', `${worldAt(world)}/snapshot`),
      restore: (body) => ask('PUT', `${worldAt(world)}/snapshot`, { body }),
      save: () => order('POST', `${worldAt(world)}/snapshot`),
    },
    clock: {
      get: () => ask('GET', '/clock'),
      freeze: () => ask('POST', '/clock/freeze'),
      run: () => ask('POST', '/clock/run'),
      set: (now) => ask('PUT', '/clock', { body: { now: now instanceof Date ? now.toISOString() : now } }),
      advance: (by) => ask('POST', '/clock/advance', { body: { by } }),
    },
    subjects: {
      find: async (query = {}) => (await ask<{ subjects: SubjectInfo[] }>('GET', '/subjects', { query })).subjects,
      get: (id, query = {}) => ask('GET', subjectAt(id), { query }),
      put: (id, body, query = {}) => ask('PUT', subjectAt(id), { query, body }),
      send: (id, event, query = {}) => ask('POST', `${subjectAt(id)}/events`, { query, body: { event } }),
      allowed: (id, query = {}) => ask('GET', `${subjectAt(id)}/allowed`, { query }),
      history: async (id, query = {}) =>
        (await ask<{ transitions: TransitionInfo[] }>('GET', `${subjectAt(id)}/history`, { query })).transitions,
    },
    scenarios: {
      list: async () => (await ask<{ scenarios: ScenarioInfo[] }>('GET', '/scenarios')).scenarios,
      run: (name) => ask('POST', `/scenarios/${encodeURIComponent(name)}/run`),
    },
    faults: {
      list: async () => (await ask<{ faults: FaultInfo[] }>('GET', '/faults')).faults,
      add: (body) => ask('POST', '/faults', { body }),
      remove: (id) => order('DELETE', `/faults/${encodeURIComponent(id)}`),
      clear: () => order('DELETE', '/faults'),
    },
    journal: {
      list: async (query = {}) => (await ask<{ exchanges: ExchangeInfo[] }>('GET', '/journal', { query })).exchanges,
      count: async (query = {}) => (await ask<{ count: number }>('GET', '/journal/count', { query })).count,
      clear: () => order('DELETE', '/journal'),
      har: () => ask('GET', '/journal.har'),
    },
    events: ({ after, signal } = {}) =>
      readEvents(() =>
        reach(
          'GET',
          '/events',
          {},
          {
            headers: { accept: 'text/event-stream', ...(after !== undefined && { 'last-event-id': after }) },
            ...(signal && { signal }),
          },
        ),
      ),
    providerState: (state, params = {}) =>
      ask('POST', '/provider-states', { body: { state, params, action: 'setup' } }),
  }
}

function sender(target: ControlTarget): (path: string, init: RequestInit) => Promise<Response> {
  if (typeof target !== 'string') return (path, init) => target.request(path, init)
  const base = target.replace(/\/+$/, '')
  return (path, init) => fetch(`${base}${path}`, init)
}

async function problemOf(reply: Response): Promise<Partial<Schemas['Problem']>> {
  try {
    return (await reply.json()) as Partial<Schemas['Problem']>
  } catch {
    return {}
  }
}

/** Server-sent events (HTML, section 9.2), as far as the control API uses them. */
async function* readEvents(open: () => Promise<Response>): AsyncGenerator<ControlEvent, undefined> {
  const { body } = await open()
  if (body === null) return
  const reader = body.getReader()
  const decoder = new TextDecoder()
  let text = ''
  try {
    for (;;) {
      const { done, value } = await reader.read()
      if (done) return
      text += decoder.decode(value, { stream: true })
      const blocks = text.split('\n\n')
      text = blocks.pop() ?? ''
      for (const block of blocks) {
        const event = eventOf(block)
        if (event !== undefined) yield event
      }
    }
  } finally {
    await reader.cancel().catch(() => {})
  }
}

/** Undefined: a comment, or what is said of reconnecting. */
function eventOf(block: string): ControlEvent | undefined {
  const fields = new Map(
    block.split('\n').map((line) => {
      const colon = line.indexOf(':')
      return [line.slice(0, colon), line.slice(colon + 1).trimStart()] as const
    }),
  )
  const data = fields.get('data')
  if (data === undefined) return undefined
  return { id: fields.get('id') ?? '', kind: fields.get('event'), data: JSON.parse(data) } as ControlEvent
}
