/** Whose is what: what a caller made, what names a caller, and what is nobody's in particular. */

import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { runVerify } from '../contracts/cli.js'
import type { Report } from '../contracts/report.js'
import { createMock, type Mock, serve } from '../mock/index.js'

const DOCUMENT = 'test/documents/notes.yaml'
const [FIRST, PRIVATE, LOCKED] = [1, 2, 3].map((digit) => `00000000-0000-4000-8000-00000000000${digit}`)

let mock: Mock
beforeAll(async () => {
  mock = await createMock({ document: DOCUMENT })
})

/** A member asks. */
async function ask(
  member: number,
  method: string,
  path: string,
  body?: object,
  world = expect.getState().currentTestName ?? '',
) {
  const name = world.replaceAll(/[^a-z]/gi, '').slice(0, 100)
  const reply = await mock.inWorld(name).request(path, {
    method,
    headers: { authorization: `Bearer member-${member}`, 'content-type': 'application/json' },
    ...(body && { body: JSON.stringify(body) }),
  })
  return { status: reply.status, reason: reply.headers.get('specimen-reason'), body: await reply.json() }
}

describe('what belongs to whoever made it', () => {
  it('is theirs alone', async () => {
    const { body: note } = await ask(1, 'POST', '/notes', { text: 'mine' })
    expect(await ask(1, 'GET', `/notes/${note.id}`)).toMatchObject({ status: 200, body: { text: 'mine' } })
    const refused = await ask(2, 'PATCH', `/notes/${note.id}`, { text: 'yours' })
    expect(refused).toMatchObject({ status: 403, reason: `forbidden: Note ${note.id} is another's` })
    expect((await ask(1, 'GET', `/notes/${note.id}`)).body.text).toBe('mine')
    const lists = await Promise.all([1, 2].map((member) => ask(member, 'GET', '/notes')))
    expect(lists.map(({ body }) => body.some(({ id }: { id: string }) => id === note.id))).toEqual([true, false])
  })

  it('may be a persona: its owner’s, else the first caller’s', async () => {
    const first = await Promise.all([1, 7].map((member) => ask(member, 'GET', `/notes/${FIRST}`)))
    expect(first.map(({ status }) => status)).toEqual([200, 403])
    const seen = await Promise.all([7, 8].map((member) => ask(member, 'GET', `/notes/${PRIVATE}`)))
    expect(seen.map(({ status }) => status)).toEqual([200, 403])
    const listed = (await ask(8, 'GET', '/notes')).body.map(({ id }: { id: string }) => id)
    expect(listed).toEqual([LOCKED])
    expect((await ask(8, 'PATCH', `/notes/${LOCKED}`, { text: 'new' })).status).toBe(409)
  })

  it('that a test puts there has an owner of its own, whose token it is told', async () => {
    const { control } = mock.inWorld('states')
    const made = [0, 1].map(() => control.providerState('note exists', {}))
    const [one, other] = (await Promise.all(made)) as { id: string; token: string }[]
    expect(one?.token).not.toBe(other?.token)
    const status = async (token = '') => {
      const headers = { authorization: `Bearer ${token}`, 'specimen-world': 'states' }
      return (await mock.request(`/notes/${one?.id}`, { headers })).status
    }
    expect([await status(one?.token), await status(other?.token)]).toEqual([200, 403])
  })
})

describe('what names the member whose it is', () => {
  it('is the caller’s when it is made, whether it says so or not', async () => {
    const { body: silent } = await ask(3, 'POST', '/reminders', { about: 'tea' })
    const { body: told } = await ask(3, 'POST', '/reminders', { about: 'milk', member_id: 3 })
    expect([silent.member_id, told.member_id]).toEqual([3, 3])
    expect((await ask(3, 'GET', `/reminders/${silent.id}`)).status).toBe(200)
    expect(await ask(4, 'GET', `/reminders/${silent.id}`)).toMatchObject({
      status: 403,
      reason: `forbidden: Reminder ${silent.id} is another's`,
    })
  })

  it('cannot be made for somebody else', async () => {
    const refused = await ask(3, 'POST', '/reminders', { about: 'tea', member_id: 4 })
    expect(refused).toMatchObject({ status: 403, reason: "forbidden: member_id is another's" })
    for (const member of [3, 4]) expect((await ask(member, 'GET', '/reminders')).body).toEqual([])
  })
})

describe('verify', () => {
  const folder = mkdtempSync(join(tmpdir(), 'specimen-ownership-'))
  const closing: (() => unknown)[] = [() => rmSync(folder, { recursive: true })]
  afterAll(() => Promise.all(closing.map((close) => close())))

  const ANOTHERS = /^another's token/

  it('tries a stranger on everything that has an owner', { timeout: 60_000 }, async () => {
    const listening = await serve(await createMock({ document: DOCUMENT }), { port: 0 })
    if (listening.kind === 'failed') throw new Error(listening.message)
    closing.push(listening.close)
    const states = `${listening.url}/_specimen/provider-states`
    const json = join(folder, 'report.json')
    const argv = ['--provider', listening.url, '--states', states, '--spec', DOCUMENT, '--only', 'schema,walk']
    const said: string[] = []
    const write = (text: string) => said.push(text)
    const code = await runVerify([...argv, '--json', json], { out: write, err: () => {} })
    expect([code, said.join('')]).toEqual([0, expect.stringContaining('HOLDS')])
    const { checks } = JSON.parse(readFileSync(json, 'utf8')) as Report
    const tried = checks.filter(({ expected, outcome }) => ANOTHERS.test(expected) && outcome === 'passed')
    expect(tried.map(({ operation }) => operation).sort()).toEqual(['editNote', 'lockNote', 'readNote', 'readReminder'])
  })
})
