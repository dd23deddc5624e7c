/** What a stranger's document asks of the mock: secrets, defaults, pages, parts below a whole, merge patches. */

import { describe, expect, it } from 'vitest'
import { createMock, type Mock } from '../mock/index.js'

const mock = await createMock({ document: 'test/documents/loans.yaml' })

/** A clerk asks, each test in a world of its own. */
async function ask(clerk: number, method: string, path: string, body?: unknown, type = 'application/json') {
  const reply = await own().request(path, {
    method,
    headers: { authorization: `Basic ${btoa(`clerk-${clerk}:secret`)}`, 'content-type': type },
    ...(body !== undefined && { body: JSON.stringify(body) }),
  })
  const text = await reply.text()
  return { status: reply.status, reason: reply.headers.get('specimen-reason'), body: JSON.parse(text || 'null') }
}

function own(): ReturnType<Mock['inWorld']> {
  return mock.inWorld((expect.getState().currentTestName ?? '').replaceAll(/[^a-z]/gi, '').slice(0, 100))
}

describe('basic credentials', () => {
  const status = async (credentials: string) => {
    const headers = { authorization: `Basic ${credentials}` }
    return (await own().request('/loans', { headers })).status
  }

  it('are those that the document names, as base64', async () => {
    expect(await status(btoa('clerk-1:secret'))).toBe(200)
    expect(await status(btoa('clerk-1:guess'))).toBe(401)
    expect(await status('clerk-1:secret')).toBe(401)
    const reply = await own().request('/loans')
    expect((await reply.json()).detail).toContain(`"Basic ${btoa('clerk-1:secret')}" for "clerk-1:secret"`)
  })

  it('are what a scenario sends', async () => {
    const told = await own().control.scenarios.run('lent')
    expect(told.steps.map(({ status: code }) => code)).toEqual([201, 200])
  })
})

describe('what is only ever written', () => {
  const PARCEL = { weight: 2, lock: { code: 'open sesame' }, label: { text: 'books', seal: 'sesame' } }

  it('is in no reply, at any depth', async () => {
    const posted = await ask(1, 'POST', '/loans', { title: 'Ulysses', pickup_pin: '1234', parcels: [PARCEL] })
    expect(posted).toMatchObject({ status: 201, body: { parcels: [{ weight: 2, label: { text: 'books' } }] } })
    const path = `/loans/${posted.body.id}`
    const replies = [
      posted,
      await ask(1, 'GET', path),
      await ask(1, 'GET', '/loans'),
      await ask(1, 'PATCH', path, { pickup_pin: '4321' }),
      await ask(1, 'PUT', path, { title: 'Dubliners', pickup_pin: '1234', parcels: [PARCEL] }),
    ]
    expect(replies.map(({ status }) => status)).toEqual([201, 200, 200, 200, 200])
    for (const { body } of replies) expect(JSON.stringify(body)).not.toMatch(/pickup_pin|1234|4321|sesame/)
  })

  it('is kept for whatever asks for it later', async () => {
    const fetched = async (pin: string) => {
      const { body: loan } = await ask(1, 'POST', '/loans', { title: 'Ulysses', pickup_pin: pin })
      return ask(1, 'POST', `/loans/${loan.id}/fetch`)
    }
    expect(await fetched('1234')).toMatchObject({ status: 200, body: { status: 'fetched' } })
    expect(await fetched('4321')).toMatchObject({ status: 409, reason: expect.stringContaining('Opened: pickup_pin') })
  })
})

describe('a default', () => {
  it('is what a call without the parameter means, and what the reply tells', async () => {
    for (const title of ['a', 'b', 'c', 'd', 'e']) await ask(2, 'POST', '/loans', { title })
    const titles = async (query: string) => {
      const { body } = await ask(2, 'GET', `/loans${query}`)
      return [body.page, body.per_page, body.total, body.items.map(({ title }: { title: string }) => title).join('')]
    }
    expect(await titles('')).toEqual([1, 3, 5, 'edc'])
    expect(await titles('?page=2')).toEqual([2, 3, 5, 'ba'])
    expect(await titles('?per_page=2&sort=title')).toEqual([1, 2, 5, 'ab'])
    expect(await titles('?sort=-title&per_page=50')).toEqual([1, 50, 5, 'edcba'])
  })
})

describe('a cursor', () => {
  it('leads from page to page, to the end', async () => {
    const names = ['a', 'b', 'c', 'd', 'e']
    for (const name of names) await ask(1, 'POST', '/customers', { name })
    const pages: string[][] = []
    for (let query = ''; pages.length < 10; ) {
      const { body } = await ask(1, 'GET', `/customers${query}`)
      pages.push(body.data.map(({ name }: { name: string }) => name))
      if (body.next_cursor === null) break
      query = `?cursor=${body.next_cursor}`
    }
    expect(pages.slice(-5).flat()).toEqual(expect.arrayContaining(names))
    expect(pages.map(({ length }) => length).slice(0, -1)).toEqual(pages.slice(0, -1).map(() => 2))
    expect(pages.flat()).toEqual(
      (await ask(1, 'GET', '/customers?limit=50')).body.data.map((one: { name: string }) => one.name),
    )
  })

  it('that was never given out is refused', async () => {
    const reason = 'invalid-value: cursor is no cursor that was given out here'
    expect(await ask(1, 'GET', '/customers?cursor=nonsense')).toMatchObject({ status: 422, reason })
  })
})

describe('what lies below something', () => {
  it('is there only with it, and only for whose it is', async () => {
    const { body: loan } = await ask(1, 'POST', '/loans', { title: 'Ulysses' })
    const notes = `/loans/${loan.id}/notes`
    const { body: note } = await ask(1, 'POST', notes, { text: 'Is it there?' })
    expect((await ask(1, 'GET', notes)).body).toEqual([note])
    const calls = [
      ['GET', notes],
      ['POST', notes, { text: 'Mine?' }],
      ['GET', `${notes}/${note.id}`],
      ['PATCH', `${notes}/${note.id}`, { text: 'Mine!' }],
      ['DELETE', `${notes}/${note.id}`],
    ] as const
    for (const [method, path, sent] of calls) {
      const foreign = await ask(2, method, path, sent)
      const body = { title: 'Not found', detail: `There is no Loan "${loan.id}".` }
      expect(foreign).toMatchObject({ status: 404, reason: `forbidden: Loan ${loan.id} is another's`, body })
      const unknown = await ask(1, method, path.replace(loan.id, '00000000-0000-4000-8000-00000000000f'), sent)
      expect(unknown).toMatchObject({ status: 404, body: { title: 'Not found' } })
    }
    expect((await ask(1, 'GET', notes)).body).toEqual([note])
    expect((await ask(1, 'DELETE', `/loans/${loan.id}`)).status).toBe(204)
    for (const [method, path, body] of calls) expect((await ask(1, method, path, body)).status).toBe(404)
  })
})

describe('what is gone', () => {
  it('is so for whoever had it, and another’s for everybody else, as what never was', async () => {
    const { body: receipt } = await ask(1, 'POST', '/receipts')
    const path = `/receipts/${receipt.id}`
    const status = async (clerk: number, method: string, at = path) => (await ask(clerk, method, at)).status
    expect(await status(2, 'GET')).toBe(403)
    expect(await status(1, 'DELETE')).toBe(204)
    expect(await ask(1, 'GET', path)).toMatchObject({ status: 404, body: { detail: 'There is no Receipt 1.' } })
    expect([await status(2, 'GET'), await status(1, 'GET', '/receipts/999')]).toEqual([403, 403])
    // Deleting has no 404 in this document.
    expect(await status(1, 'DELETE')).toBe(403)
  })
})

describe('a merge patch', () => {
  const patch = async (body: object, type = 'application/merge-patch+json') => {
    const { body: loan } = await ask(1, 'POST', '/loans', {
      title: 'Ulysses',
      author: 'Joyce',
      tags: ['long'],
      delivery: { street: 'Eccles Street', floor: 2 },
    })
    const patched = await ask(1, 'PATCH', `/loans/${loan.id}`, body, type)
    return { ...patched, read: (await ask(1, 'GET', `/loans/${loan.id}`)).body }
  }

  it('removes what is null, at any depth', async () => {
    const { status, body, read } = await patch({
      author: null,
      tags: null,
      delivery: { street: 'Eccles Street', floor: null },
    })
    expect([status, body]).toEqual([200, read])
    expect(read).not.toHaveProperty('author')
    expect(read).not.toHaveProperty('tags')
    expect(read).toMatchObject({ title: 'Ulysses', delivery: { street: 'Eccles Street' } })
    expect(read.delivery).not.toHaveProperty('floor')
  })

  it('cannot remove what the model requires', async () => {
    const reason = 'missing-field: title cannot be removed: the model requires it'
    expect(await patch({ title: null, author: null })).toMatchObject({ status: 422, reason, read: { author: 'Joyce' } })
  })

  it('is one by its media type alone', async () => {
    expect((await patch({ author: null }, 'application/json')).read).toMatchObject({ author: null })
  })
})

describe('a reference among alternatives', () => {
  const post = (branch: object) => ask(1, 'POST', '/loans', { title: 'Ulysses', delivery: { branch } })

  it('comes in by what finds it, and goes out whole', async () => {
    const whole = { branch: { code: 'CEN', name: 'Central' } }
    expect(await post({ code: 'CEN' })).toMatchObject({ status: 201, body: { delivery: whole } })
    expect(await post({ code: 'CEN', name: 'Elsewhere' })).toMatchObject({ status: 201, body: { delivery: whole } })
  })

  it('leads somewhere', async () => {
    const reason = 'unknown-reference: delivery.branch.code is "ZZZ", but Branches has no such code'
    expect(await post({ code: 'ZZZ' })).toMatchObject({ status: 422, reason })
    expect(await post({ code: 'CEN', colour: 'red' })).toMatchObject({ status: 422 })
    expect(await post({ name: 'Central' })).toMatchObject({ status: 422 })
  })
})

describe('what a body may have and the model has not', () => {
  it('is not stored, and keeps nothing from being done', async () => {
    const { body: loan } = await ask(1, 'POST', '/loans', { title: 'Ulysses', pickup_pin: '1234' })
    const fetched = await ask(1, 'POST', `/loans/${loan.id}/fetch`, { condition: 'good', mood: 'hasty' })
    expect(fetched).toMatchObject({ status: 200, body: { status: 'fetched', condition: 'good' } })
    expect(fetched.body).not.toHaveProperty('mood')
    expect((await ask(1, 'GET', `/loans/${loan.id}`)).body).toEqual(fetched.body)
  })
})
