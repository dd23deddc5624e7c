/** Documents as teams have them, without a word for us: each plays at once, and what is written is there. */

import { describe, expect, it } from 'vitest'
import { createMock, type Mock } from '../mock/index.js'
import { createRouter } from '../mock/routing/index.js'
import { createValidation } from '../mock/validation/index.js'
import { isObject, type JsonObject, type JsonValue } from '../spec/index.js'
import { judgeOf } from './judge.js'

type Collection = {
  readonly document: string
  readonly path: string
  /** After the key in an item's address. */
  readonly suffix?: string
  readonly key: string
  readonly post: JsonObject
  /** What a merge sends. */
  readonly patch?: JsonObject
  readonly patchType?: string
  readonly put?: JsonObject
  /** A body that the document does not allow, and the status and words that it gives for that. */
  readonly bad: readonly [body: JsonObject, status: number, words: string]
  /** An item's address that leads nowhere. */
  readonly unknown: string
  readonly headers?: { readonly [name: string]: string }
  /** From a body to the item in it, and to the items of a list. */
  readonly item?: (body: JsonObject) => JsonObject
  readonly items?: (body: JsonObject) => JsonValue | undefined
  /** The statuses of what is missing and what is gone. */
  readonly missing?: number
}

const COLLECTIONS: readonly Collection[] = [
  {
    document: 'pets',
    path: '/pets',
    key: 'id',
    post: { name: 'Mia', nickname: null, tags: [{ id: 1, name: 'quiet' }] },
    patch: { status: 'sold' },
    put: { name: 'Mia the Second' },
    bad: [{ name: 7 }, 400, 'name'],
    unknown: '/pets/987654',
    headers: { api_key: 'any' },
  },
  {
    document: 'articles',
    path: '/articles',
    key: 'id',
    post: { data: { type: 'article', attributes: { title: 'First words', body: 'Hello', published: false } } },
    patch: { data: { attributes: { published: true } } },
    bad: [{ data: { type: 'article', attributes: { title: 'x', published: false } } }, 400, 'title'],
    unknown: '/articles/00000000-0000-4000-8000-000000000000',
    item: (body) => body['data'] as JsonObject,
    items: (body) => body['data'],
  },
  {
    document: 'users',
    path: '/users',
    key: 'id',
    post: { name: 'Ada Sample', email: 'ada@example.com', address: { city: 'Cork', zip: 'T12' } },
    put: { name: 'Ada Example', email: 'ada@example.com' },
    bad: [{ name: 'Ada' }, 422, 'email'],
    unknown: '/users/987654',
  },
  {
    document: 'users',
    path: '/users/2/posts',
    key: 'id',
    post: { title: 'On mocks', text: 'They should remember.' },
    patch: { text: 'They do.' },
    patchType: 'application/merge-patch+json',
    bad: [{ text: 'no title' }, 422, 'title'],
    unknown: '/users/2/posts/987654',
    items: (body) => body['items'],
  },
  {
    document: 'recipes',
    path: '/recipes',
    key: 'slug',
    post: { slug: 'pea-soup', title: 'Pea soup', cuisine: 'plain', minutes: 90 },
    patch: { minutes: 60 },
    put: { title: 'Pea soup, again' },
    bad: [{ title: 'No slug' }, 400, 'slug'],
    unknown: '/recipes/nowhere',
  },
  {
    document: 'vehicles',
    path: '/vehicles',
    key: 'id',
    post: { kind: 'car', plate: 'SP-123', wheels: 4, labels: { colour: 'blue' } },
    put: { kind: 'bike', gears: 7 },
    bad: [{ kind: 'car', plate: 'nonsense' }, 400, 'plate'],
    unknown: '/vehicles/00000000-0000-4000-8000-000000000000',
  },
  {
    document: 'orders',
    path: '/orders',
    key: 'orderNumber',
    post: { state: 'open', lines: [{ sku: 'A-1', count: 2 }] },
    patch: { state: 'paid' },
    bad: [{ lines: [] }, 400, ''],
    unknown: '/orders/987654',
    headers: { cookie: 'theme=dark; sid=any' },
    items: (body) => body['content'],
  },
  {
    document: 'folders',
    path: '/folders',
    key: 'folder_id',
    post: { name: 'Top', owner: { name: 'Ada', friends: [{ name: 'Bob' }] }, children: [{ name: 'Below' }] },
    patch: { name: 'Renamed' },
    put: { name: 'Empty' },
    bad: [{ name: '' }, 422, 'name'],
    unknown: '/folders/nowhere',
    items: (body) => body['folders'],
  },
  {
    document: 'gadgets',
    path: '/api/2026-01/gadgets',
    suffix: '.json',
    key: 'serial',
    post: { serial: 'SPEC0001', colour: 'red', parts: ['cog', 'wheel'] },
    patch: { colour: 'green' },
    bad: [{ serial: 'SPEC0002', colour: 'mauve' }, 400, 'colour'],
    unknown: '/api/2026-01/gadgets/NONE0000.json',
    items: (body) => body['gadgets'],
  },
]

describe.each(COLLECTIONS.map((one) => [`${one.document}.yaml ${one.path}`, one] as const))('%s', (_, collection) => {
  const { path, suffix = '', key, patch, put, bad, unknown, headers = {}, missing = 404 } = collection
  const { item = (body: JsonObject) => body, items = (body: JsonObject): JsonValue | undefined => body } = collection

  async function start() {
    const { ask } = await play(collection.document)
    const send = async (method: string, at: string, body?: JsonValue, type = 'application/json') => {
      const init =
        body === undefined
          ? { method, headers }
          : { method, headers: { ...headers, 'content-type': type }, body: JSON.stringify(body) }
      return ask(at, init)
    }
    const posted = await send('POST', path + suffix, collection.post)
    const created = item(posted.body as JsonObject)
    const address = `${path}/${String(created[key])}${suffix}`
    const list = async () => items((await send('GET', path + suffix)).body as JsonObject) as readonly JsonObject[]
    return { send, posted, created, address, list }
  }

  it('what is posted can be read, and is in the list', async () => {
    const { send, posted, created, address, list } = await start()
    expect([200, 201]).toContain(posted.status)
    expect(created).toMatchObject(item(collection.post))
    const read = await send('GET', address)
    expect(read.status).toBe(200)
    expect(read.body).toEqual(posted.body)
    expect(await list()).toContainEqual(created)
  })

  it('what the list shows can be read one by one', async () => {
    const { send, list } = await start()
    const all = await list()
    expect(all.length).toBeGreaterThan(1)
    for (const one of all) {
      const { status, body } = await send('GET', `${path}/${String(one[key])}${suffix}`)
      expect(status).toBe(200)
      expect(item(body as JsonObject)).toEqual(one)
    }
  })

  if (patch !== undefined)
    it('PATCH keeps what it does not send', async () => {
      const { send, created, address } = await start()
      const { status } = await send('PATCH', address, patch, collection.patchType)
      expect(status).toBe(200)
      const { body } = await send('GET', address)
      expect(item(body as JsonObject)).toEqual(mergeOf(created, item(patch as JsonObject)))
    })

  if (put !== undefined)
    it('PUT drops what it does not send, and keeps the key', async () => {
      const { send, created, address } = await start()
      const { status } = await send('PUT', address, put)
      expect([200, 204]).toContain(status)
      const { body } = await send('GET', address)
      expect(body).toMatchObject({ ...put, [key]: created[key] })
      const dropped = Object.keys(collection.post).filter((name) => name !== key && !(name in (put ?? {})))
      for (const name of dropped.filter((one) => !(one in DEFAULTED))) expect(body).not.toHaveProperty(name)
    })

  it('what is deleted is gone, from the list too', async () => {
    const { send, created, address, list } = await start()
    const { status } = await send('DELETE', address)
    expect([200, 204]).toContain(status)
    expect((await send('GET', address)).status).toBe(missing)
    expect(await list()).not.toContainEqual(created)
  })

  it('a bad body gets the error that the document has, and changes nothing', async () => {
    const { send, list } = await start()
    const before = await list()
    const [body, status, words] = bad
    const refused = await send('POST', path + suffix, body)
    expect(refused.status).toBe(status)
    expect(JSON.stringify(refused.body)).toContain(words)
    expect(await list()).toEqual(before)
  })

  it('what was never there is not found', async () => {
    const { send } = await start()
    for (const [method, body] of [['GET'], ['DELETE'], ['PATCH', patch], ['PUT', put]] as const) {
      if ((method === 'PATCH' || method === 'PUT') && body === undefined) continue
      expect((await send(method, unknown, body, method === 'PATCH' ? collection.patchType : undefined)).status).toBe(
        missing,
      )
    }
  })
})

/** Properties that a document fills in where nothing was sent. */
const DEFAULTED = { status: 'available' }

describe('pets.yaml', () => {
  it('finds what the query asks for', async () => {
    const { ask } = await play('pets')
    await ask('/pets', json('POST', { name: 'Sold', status: 'sold' }, { api_key: 'any' }))
    const { body } = await ask('/pets/findByStatus?status=sold')
    expect(body).toContainEqual(expect.objectContaining({ name: 'Sold' }))
    expect((body as readonly JsonObject[]).every(({ status }) => status === 'sold')).toBe(true)
    expect((await ask('/pets?limit=2')).body).toHaveLength(2)
  })

  it('asks for the key, and plays below its server too', async () => {
    const { ask } = await play('pets')
    expect((await ask('/pets', json('POST', { name: 'Mia' }))).status).toBe(401)
    expect((await ask('/api/v3/pets/1')).body).toEqual((await ask('/pets/1')).body)
  })
})

describe('articles.yaml', () => {
  it('pages, and counts what there is', async () => {
    const { ask } = await play('articles')
    for (const title of ['One of them', 'Two of them', 'Three of them']) {
      await ask('/articles', json('POST', { data: { type: 'article', attributes: { title, published: true } } }))
    }
    const all = (await ask('/articles?limit=50')).body as JsonObject
    const total = (all['data'] as readonly JsonValue[]).length
    const second = (await ask('/articles?limit=2&page=2')).body as JsonObject
    expect(second['data']).toEqual((all['data'] as readonly JsonValue[]).slice(2, 4))
    expect(second['meta']).toEqual({ total, page: 2 })
  })

  it('keeps what a portion inside the envelope leaves out', async () => {
    const { ask } = await play('articles')
    const posted = (
      await ask(
        '/articles',
        json('POST', { data: { type: 'article', attributes: { title: 'Kept', body: 'Long', published: false } } }),
      )
    ).body as JsonObject
    const { id } = posted['data'] as JsonObject
    const patched = await ask(`/articles/${id}`, json('PATCH', { data: { attributes: { published: true } } }))
    expect(patched.body).toEqual({
      data: { id, type: 'article', attributes: { title: 'Kept', body: 'Long', published: true } },
    })
  })
})

describe('users.yaml', () => {
  it('keeps the posts of one user apart from those of another', async () => {
    const { ask } = await play('users')
    const posted = (await ask('/users/1/posts', json('POST', { title: 'Mine' }))).body as JsonObject
    expect(posted['userId']).toBe(1)
    expect((await ask('/users/1/posts')).body).toMatchObject({ items: expect.arrayContaining([posted]) })
    expect(JSON.stringify((await ask('/users/2/posts')).body)).not.toContain('Mine')
    expect((await ask(`/users/2/posts/${posted['id']}`)).status).toBe(404)
    expect((await ask(`/v1/users/1/posts/${posted['id']}`)).body).toEqual(posted)
  })

  it('has no posts of a user who is not there', async () => {
    const { ask } = await play('users')
    expect((await ask('/users/987654/posts')).status).toBe(404)
    expect((await ask('/users/987654/posts', json('POST', { title: 'Nobody' }))).status).toBe(404)
  })

  it('every post that a list shows is its user’s', async () => {
    const { ask } = await play('users')
    for (const user of [1, 2, 3]) {
      const { items, total } = (await ask(`/users/${user}/posts`)).body as {
        items: readonly JsonObject[]
        total: number
      }
      expect(total).toBe(items.length)
      expect(items.every(({ userId }) => userId === user)).toBe(true)
      for (const { id } of items) expect((await ask(`/users/${user}/posts/${id}`)).status).toBe(200)
    }
  })
})

describe('recipes.yaml', () => {
  it('says where a new one is, and refuses the same name twice', async () => {
    const { ask } = await play('recipes')
    const soup = { slug: 'soup', title: 'Soup', cuisine: 'plain' }
    const posted = await ask('/recipes', json('POST', soup))
    expect(posted.headers.get('location')).toBe('/recipes/soup')
    expect((await ask('/recipes/soup')).body).toEqual(soup)
    const again = await ask('/recipes', json('POST', soup))
    expect(again.status).toBe(409)
    expect(again.body).toEqual({ error: expect.stringContaining('soup') })
    expect((await ask('/recipes?cuisine=plain')).body).toEqual([soup])
  })
})

describe('vehicles.yaml', () => {
  it('tells the kinds apart', async () => {
    const { ask } = await play('vehicles')
    const bike = (await ask('/vehicles', json('POST', { kind: 'bike', gears: 3 }))).body
    expect(bike).toEqual({ id: expect.any(String), createdAt: expect.any(String), kind: 'bike', gears: 3 })
    expect((await ask('/vehicles', json('POST', { kind: 'bike', plate: 'SP-123' }))).status).toBe(400)
    expect((await ask('/vehicles', json('POST', { kind: 'boat' }))).status).toBe(400)
  })

  it('does not let the client choose what is read-only', async () => {
    const { ask } = await play('vehicles')
    const id = '11111111-1111-4111-8111-111111111111'
    const posted = (await ask('/vehicles', json('POST', { id, kind: 'bike', gears: 3 }))).body as JsonObject
    expect(posted['id']).not.toBe(id)
    expect((await ask(`/vehicles/${posted['id']}`)).status).toBe(200)
  })

  it('answers HEAD and OPTIONS as the document has them, and has a value for each format', async () => {
    const { ask } = await play('vehicles')
    const head = await ask('/vehicles', { method: 'HEAD' })
    expect([head.status, head.headers.get('x-total-count')]).toEqual([200, expect.stringMatching(/^\d+$/)])
    expect((await ask('/vehicles', { method: 'OPTIONS' })).status).toBe(204)
    expect((await ask('/formats')).body).toMatchObject({ nothing: null })
  })
})

describe('orders.yaml', () => {
  it('takes the key from the cookie or the query, and refuses who has neither', async () => {
    const { ask } = await play('orders')
    expect((await ask('/orders?key=any')).status).toBe(200)
    expect((await ask('/orders', { headers: { cookie: 'sid=any' } })).status).toBe(200)
    expect((await ask('/orders')).status).toBe(401)
  })

  it('pages from zero, filters and sorts', async () => {
    const { ask } = await play('orders')
    const lines = [{ sku: 'A', count: 1 }]
    for (const note of ['c', 'a', 'b']) await ask('/orders?key=any', json('POST', { state: 'shipped', note, lines }))
    const { body } = await ask('/orders?key=any&state=shipped&sort=note&size=50')
    const { content, totalElements } = body as { content: readonly JsonObject[]; totalElements: number }
    expect(totalElements).toBe(content.length)
    expect(content.every(({ state }) => state === 'shipped')).toBe(true)
    const notes = content.map(({ note }) => note).filter((note) => note !== undefined)
    expect(notes).toEqual(notes.toSorted())
    const first = (await ask('/orders?key=any&state=shipped&sort=note&size=2&page=0')).body as JsonObject
    expect(first).toMatchObject({ content: content.slice(0, 2), totalElements, page: 0, size: 2 })
  })
})

describe('tools.yaml', () => {
  it('remembers what has no id', async () => {
    const { ask } = await play('tools')
    const first = await ask('/settings')
    expect(first.status).toBe(200)
    expect((await ask('/settings')).body).toEqual(first.body)
    await ask('/settings', json('PUT', { theme: 'dark', size: 12, shortcuts: { save: 's' } }))
    expect((await ask('/settings')).body).toEqual({ theme: 'dark', size: 12, shortcuts: { save: 's' } })
    await ask('/settings', json('PATCH', { size: 14 }))
    expect((await ask('/settings')).body).toEqual({ theme: 'dark', size: 14, shortcuts: { save: 's' } })
    expect((await ask('/settings', json('PUT', { theme: 'pink', size: 12 }))).body).toEqual({
      type: 'about:blank',
      title: 'Invalid value',
      status: 400,
      detail: expect.stringContaining('theme'),
    })
    expect((await ask('/settings')).body).toMatchObject({ theme: 'dark' })
  })

  it('remembers what has neither an id nor a schema of its own', async () => {
    const { ask } = await play('tools')
    expect((await ask('/motd', json('PUT', { text: 'Good morning' }))).status).toBe(204)
    expect((await ask('/motd')).body).toEqual({ text: 'Good morning' })
  })

  it('answers what computes with something of the right shape, the same each time', async () => {
    const { ask } = await play('tools')
    const asked = () => ask('/convert', json('POST', { amount: 10, from: 'EUR', to: 'USD' }))
    const first = await asked()
    expect(first.body).toEqual({ result: expect.any(Number) })
    expect((await asked()).body).toEqual(first.body)
    expect((await ask('/convert', json('POST', { amount: 0, from: 'EUR', to: 'usd' }))).status).toBe(400)
  })

  it('takes forms', async () => {
    const { ask } = await play('tools')
    const form = new URLSearchParams({ email: 'ada@example.com', text: 'Hello', copies: '2' })
    expect((await ask('/contact', { method: 'POST', body: form })).status).toBe(202)
    const parts = new FormData()
    parts.set('email', 'ada@example.com')
    parts.set('text', 'Hello')
    parts.set('picture', new File(['SPECIMEN'], 'a.png'))
    expect((await ask('/contact', { method: 'POST', body: parts })).status).toBe(202)
    expect((await ask('/contact', { method: 'POST', body: new URLSearchParams({ text: 'x' }) })).status).toBe(400)
  })

  it('serves bytes, XML, plain text and nothing', async () => {
    const { mock } = await play('tools')
    const types = await Promise.all(
      ['/logo', '/feed', '/version', '/ping'].map(async (path) => {
        const reply = await mock.request(path)
        return [reply.status, reply.headers.get('content-type'), (await reply.text()).slice(0, 5)]
      }),
    )
    expect(types).toEqual([
      [200, 'image/png', expect.any(String)],
      [200, 'application/xml', '<?xml'],
      [200, expect.stringContaining('text/plain'), '7.0.1'],
      [204, null, ''],
    ])
  })
})

describe('folders.yaml', () => {
  it('gives an end to what contains itself', async () => {
    const { ask } = await play('folders')
    const { body } = await ask('/folders')
    expect(JSON.stringify(body).length).toBeLessThan(50_000)
  })
})

type Answer = { readonly status: number; readonly headers: Headers; readonly body: JsonValue | string | undefined }

/** A mock whose every reply is checked: by our own validation, and by a judge that is not ours where it can read the body. */
async function play(
  name: string,
): Promise<{ readonly mock: Mock; readonly ask: (path: string, init?: RequestInit) => Promise<Answer> }> {
  const document = `test/documents/${name}.yaml`
  const mock = await createMock({ document })
  const judge = await judgeOf(document)
  const router = createRouter(mock.model)
  const { checkReply } = createValidation(mock.model)
  return {
    mock,
    async ask(path, init = {}) {
      const reply = await mock.request(path, init)
      const answer = await read(reply)
      const method = init.method ?? 'GET'
      const { pathname } = new URL(path, 'http://plain.invalid')
      const operation = router(pathname)?.operations[method]
      expect(reply.status).toBeLessThan(500)
      if (operation !== undefined && !isOwnError(answer)) {
        const type = reply.headers.get('content-type') ?? undefined
        expect(checkReply(operation, reply.status, type, answer.body)).toEqual([])
        expect((await judge.faultsOf(method, pathname, reply)) ?? []).toEqual([])
      }
      return answer
    },
  }
}

async function read(reply: Response): Promise<Answer> {
  const text = await reply.clone().text()
  const isJson = /[/+]json/.test(reply.headers.get('content-type') ?? '')
  const body = text === '' ? undefined : isJson ? (JSON.parse(text) as JsonValue) : text
  return { status: reply.status, headers: reply.headers, body }
}

/** What a document has no error for is answered with problem details; that cannot be held against the document. */
function isOwnError({ status, body }: Answer): boolean {
  return status >= 400 && isObject(body as JsonValue) && typeof (body as JsonObject)['code'] === 'string'
}

function json(method: string, body: JsonValue, headers: { readonly [name: string]: string } = {}): RequestInit {
  return { method, headers: { 'content-type': 'application/json', ...headers }, body: JSON.stringify(body) }
}

function mergeOf(data: JsonObject, portion: JsonObject): JsonObject {
  const merged = Object.entries(portion).map(([name, value]) => {
    const old = data[name]
    return [name, isObject(old) && isObject(value) ? mergeOf(old, value) : value]
  })
  return { ...data, ...Object.fromEntries(merged) }
}
