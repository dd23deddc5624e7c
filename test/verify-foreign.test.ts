/**
 * What the flagship and the parcels cannot show: a provider of the tasks, through a gateway that spoils one thing.
 *
 * Behind it the mock answers, which is right; each fault must be found, and without one nothing.
 */

import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { getRequestListener } from '@hono/node-server'
import { expect, it } from 'vitest'
import { verify } from '../contracts/verify.js'
import { createMock, type Mock } from '../mock/index.js'
import { isObject, type JsonObject, type JsonValue } from '../spec/index.js'
import { loadApi } from '../spec/load.js'

const DOCUMENT = 'test/documents/tasks.yaml'
const loaded = await loadApi(DOCUMENT)
if (loaded.kind === 'faulty') throw new Error('The document cannot be read.')
const { model } = loaded

type Asked = {
  readonly method: string
  readonly url: URL
  readonly headers: Headers
  readonly body: JsonValue | undefined
}
type Ask = (changes?: Partial<Asked>) => Promise<Response>
/** Answers instead of the provider, which it may ask; undefined: it does not concern it. */
type Spoil = (asked: Asked, ask: Ask) => Promise<Response> | undefined

const isList = ({ method, url }: Asked) => method === 'GET' && url.pathname === '/tasks'
const isTask = ({ url }: Asked) => /^\/tasks\/[^/]+$/.test(url.pathname)
const isComment = ({ url }: Asked) => /^\/tasks\/[^/]+\/comments\/\d+$/.test(url.pathname)

/** The same address with another query. */
function queried({ url }: Asked, change: (query: URLSearchParams) => void): Partial<Asked> {
  const next = new URL(url)
  change(next.searchParams)
  return { url: next }
}

async function changed(reply: Response, change: (body: JsonObject) => JsonValue): Promise<Response> {
  const body: JsonValue = await reply.json()
  const headers = new Headers(reply.headers)
  headers.delete('content-length')
  return Response.json(isObject(body) ? change(body) : body, { status: reply.status, headers })
}

const objectIn = ({ body }: Asked): JsonObject => (isObject(body) ? body : {})
const task = async (ask: Ask): Promise<JsonObject> => (await ask({ method: 'GET' })).json()

/** Each spoils from the beginning: what it remembers is its own. */
const FAULTS: readonly (readonly [name: string, reason: RegExp, spoil: () => Spoil])[] = [
  [
    'the default of the page size is ignored',
    /^A page without per_page has another number/,
    () => (asked, ask) =>
      isList(asked) && !asked.url.searchParams.has('per_page')
        ? ask(queried(asked, (query) => query.set('per_page', '50')))
        : undefined,
  ],
  [
    'pages overlap',
    /^An entry comes on two pages/,
    () => (asked, ask) => (isList(asked) ? ask(queried(asked, (query) => query.delete('page'))) : undefined),
  ],
  [
    'the order is ignored',
    /does not put them in order/,
    () => (asked, ask) => (isList(asked) ? ask(queried(asked, (query) => query.delete('sort'))) : undefined),
  ],
  [
    'the filter is ignored',
    /^kind=\w+ lists others too/,
    () => (asked, ask) => (isList(asked) ? ask(queried(asked, (query) => query.delete('kind'))) : undefined),
  ],
  [
    'the total is that of the page',
    /^The total is not the number of all/,
    () => (asked, ask) =>
      isList(asked)
        ? ask().then(async (reply) => {
            const items = await reply.clone().json()
            if (Array.isArray(items)) reply.headers.set('x-total-count', String(items.length))
            return reply
          })
        : undefined,
  ],
  [
    'what is deleted is still listed',
    /^It is listed although it was deleted/,
    () => {
      const gone = new Map<string | null, JsonObject>()
      return (asked, ask) => {
        const caller = asked.headers.get('authorization')
        if (asked.method === 'DELETE' && isTask(asked))
          return task(ask).then(async (one) => {
            const reply = await ask()
            if (reply.status === 204) gone.set(caller, one)
            return reply
          })
        if (!isList(asked)) return undefined
        return ask().then(async (reply) => {
          const items = await reply.clone().json()
          const own = gone.get(caller)
          if (own === undefined || !Array.isArray(items)) return reply
          return Response.json([...items, own], { headers: reply.headers })
        })
      }
    },
  ],
  [
    'the list is stale',
    /^The list tells something else than reading it/,
    () => (asked, ask) =>
      isList(asked)
        ? ask().then(async (reply) => {
            const items = await reply.clone().json()
            if (!Array.isArray(items)) return reply
            return Response.json(
              items.map((item) => ({ ...item, state: 'Open' })),
              { headers: reply.headers },
            )
          })
        : undefined,
  ],
  [
    'a replacement keeps what is left out',
    /is not what it should be/,
    () => (asked, ask) =>
      asked.method === 'PUT'
        ? task(ask).then(({ note }) => ask(note === undefined ? {} : { body: { note, ...objectIn(asked) } }))
        : undefined,
  ],
  [
    'a replacement forgets the default',
    /is not what it should be/,
    () => (asked, ask) => (asked.method === 'PUT' ? ask({ body: { priority: 9, ...objectIn(asked) } }) : undefined),
  ],
  [
    'null removes nothing',
    /is not what it should be/,
    () => (asked, ask) =>
      asked.method === 'PATCH' && objectIn(asked)['note'] === null
        ? task(ask).then(({ title }) => ask({ body: { title: title ?? '' } }))
        : undefined,
  ],
  [
    'what is only written is shown',
    /is not what it should be|Prism/,
    () => (asked, ask) =>
      isTask(asked)
        ? ask().then((reply) =>
            reply.ok && reply.status === 200 ? changed(reply, (one) => ({ ...one, pin: '1234' })) : reply,
          )
        : undefined,
  ],
  [
    'a guard that no state can fill is not asked',
    /^It was accepted/,
    () => (asked, ask) =>
      asked.url.pathname.endsWith('/finish')
        ? ask({
            method: 'PATCH',
            url: new URL(asked.url.href.replace('/finish', '')),
            headers: new Headers([...asked.headers, ['content-type', 'application/merge-patch+json']]),
            body: { ready: true },
          }).then(() => ask())
        : undefined,
  ],
  [
    'what is created has another default',
    /is not what it should be/,
    () => (asked, ask) =>
      asked.method === 'POST' && asked.url.pathname === '/tasks'
        ? ask({ body: { priority: 1, ...objectIn(asked) } })
        : undefined,
  ],
  [
    'the valid half of what is refused is stored',
    /has changed it|is not what it should be/,
    () => (asked, ask) =>
      asked.method === 'PATCH'
        ? ask().then(async (reply) => {
            const { title } = objectIn(asked)
            if (reply.status === 400 && typeof title === 'string') await ask({ body: { title } })
            return reply
          })
        : undefined,
  ],
  [
    'a body of no form is taken',
    /^It was accepted/,
    () => (asked, ask) => {
      const { place, ...rest } = objectIn(asked)
      return isObject(place) && 'no_such_field' in place ? ask({ body: rest }) : undefined
    },
  ],
  [
    'the same twice is taken',
    /^It was accepted/,
    () => (asked, ask) => {
      const { tags, ...rest } = objectIn(asked)
      return Array.isArray(tags) ? ask({ body: { ...rest, tags: [...new Set(tags)] } }) : undefined
    },
  ],
  [
    'a thing is found below another',
    /^It is found below another Task too/,
    () => {
      const homes = new Map<string, URL>()
      return (asked, ask) => {
        const key = asked.url.pathname.split('/').at(-1) ?? ''
        if (!isComment(asked) || asked.method !== 'GET') return undefined
        return ask().then(async (reply) => {
          if (reply.status === 200) homes.set(key, asked.url)
          const home = homes.get(key)
          return reply.status === 200 || home === undefined
            ? reply
            : Response.json({ id: Number(key), text: 'of another' }, { status: 200 })
        })
      }
    },
  ],
  [
    'Location leads elsewhere',
    /^Location does not lead there/,
    () => (asked, ask) =>
      asked.method === 'POST' && asked.url.pathname.endsWith('/comments')
        ? ask().then((reply) => {
            const location = reply.headers.get('location')
            if (location !== null) reply.headers.set('location', location.replace('/comments/', '/'))
            return reply
          })
        : undefined,
  ],
  [
    'one deletion takes its neighbours',
    /^It was refused/,
    () => {
      const made = new Map<string, string[]>()
      return (asked, ask) => {
        const home = asked.url.pathname.replace(/\/comments.*/, '/comments')
        if (asked.method === 'POST' && asked.url.pathname.endsWith('/comments'))
          return ask().then(async (reply) => {
            const { id } = await reply.clone().json()
            made.set(home, [...(made.get(home) ?? []), `${home}/${id}`])
            return reply
          })
        if (asked.method !== 'DELETE' || !isComment(asked)) return undefined
        return ask().then(async (reply) => {
          for (const path of made.get(home) ?? []) await ask({ url: new URL(path, asked.url) })
          return reply
        })
      }
    },
  ],
  [
    'what is somebody else’s can be read',
    /^It was accepted/,
    () => {
      const tokens = new Map<string, string>()
      return (asked, ask) => {
        if (asked.method !== 'GET' || !isTask(asked)) return undefined
        return ask().then(async (reply) => {
          const own = asked.headers.get('authorization') ?? ''
          if (reply.status === 200) tokens.set(asked.url.pathname, own)
          const known = tokens.get(asked.url.pathname)
          if (reply.status === 200 || known === undefined || !own.startsWith('Bearer member-')) return reply
          return ask({ headers: new Headers({ authorization: known }) })
        })
      }
    },
  ],
]

it('finds nothing where nothing is spoilt', { timeout: 60_000 }, async () => {
  expect(await failures(undefined, false)).toEqual([])
})

it.each(FAULTS)('finds that %s', { timeout: 60_000 }, async (_, reason, spoil) => {
  const found = await failures(spoil(), true)
  expect(found).not.toEqual([])
  expect(found.join('\n')).toMatch(reason)
})

async function failures(spoil: Spoil | undefined, bail: boolean): Promise<readonly string[]> {
  const mock = await createMock({ document: DOCUMENT })
  const server = createServer(getRequestListener((request) => answer(mock, spoil, request)))
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
  try {
    const options = { provider: url, states: `${url}/_specimen/provider-states`, walks: bail ? 0 : 10, bail }
    const { checks } = await verify({ model, ...options, only: ['walk', 'schema'] })
    return checks.filter(({ outcome }) => outcome === 'failed').map(({ reason, got }) => `${reason} ${got}`)
  } finally {
    server.closeAllConnections()
    server.close()
  }
}

async function answer(mock: Mock, spoil: Spoil | undefined, request: Request): Promise<Response> {
  const bytes = new Uint8Array(await request.arrayBuffer())
  const asked: Asked = {
    method: request.method,
    url: new URL(request.url),
    headers: request.headers,
    body: parse(bytes),
  }
  const ask: Ask = (changes = {}) => {
    const { method, url, headers } = { ...asked, ...changes }
    const body = changes.body === undefined ? bytes : JSON.stringify(changes.body)
    return mock.fetch(new Request(url, { method, headers, ...(method !== 'GET' && body.length > 0 && { body }) }))
  }
  return (asked.url.pathname.startsWith('/_specimen') ? undefined : spoil?.(asked, ask)) ?? ask()
}

function parse(bytes: Uint8Array): JsonValue | undefined {
  try {
    return JSON.parse(new TextDecoder().decode(bytes)) as JsonValue
  } catch {
    return undefined
  }
}
