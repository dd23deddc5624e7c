/** The console's pages as text: what they say, to whom, and that nothing in them knows the document. */

import { readFile } from 'node:fs/promises'
import { describe, expect, it } from 'vitest'
import { renderReport } from '../../mock/console/index.js'
import { createMock, type DocumentOptions, type Mock } from '../../mock/index.js'
import { type JsonObject, METHODS } from '../../spec/index.js'
import { NOON } from '../client.js'

const open = (options: DocumentOptions = {}): Promise<Mock> => createMock({ now: NOON, ...options })

const PEOPLE = '/_specimen/console/people'
const DO = '/_specimen/console/do'

async function read(mock: Mock, path: string, init: RequestInit = {}): Promise<string> {
  return (await mock.request(path, init)).text()
}

function form(
  values: { readonly [name: string]: string },
  headers: { readonly [name: string]: string } = {},
): RequestInit {
  return { method: 'POST', body: new URLSearchParams(values), headers }
}

/** As a page with scripts asks. */
const SCRIPTED = { 'hx-request': 'true' }

describe('pages', () => {
  it('show any annotated document', async () => {
    const mock = await open({ document: 'spec/parcels/openapi.yaml' })
    const page = await read(mock, '/_specimen')
    expect(page).toContain('Announced with a complete address, may be dispatched.')
    const parcel = '7d3c1f50-0000-4000-8000-000000000007'
    const one = await read(mock, `${PEOPLE}/Parcel/${parcel}`)
    expect(one).toContain('<small>is</small> Held')
    const sent = await read(mock, `${DO}/event`, form({ resource: 'Parcel', id: parcel, name: 'DELIVER' }, SCRIPTED))
    expect(sent).toContain('Held → Delivered')
  })

  it.each(['test/documents/pets.yaml', 'test/documents/tools.yaml', 'test/documents/users.yaml'])(
    'show %s, which says nothing',
    async (document) => {
      const mock = await open({ document })
      for (const view of [
        '',
        '/console/lifecycles',
        '/console/clock',
        '/console/traffic',
        '/console/scenarios',
        '/docs',
      ]) {
        expect([view, (await mock.request(`/_specimen${view}`)).status]).toEqual([view, 200])
      }
    },
  )

  it('filter people by state, and jump to any', async () => {
    const mock = await open()
    const passed = await read(mock, '/_specimen?resource=Individual&lifecycle=kyc&state=Passed')
    expect(passed).toContain('Wierzbowicz Tomasz')
    expect(passed).not.toContain('Koskela Mira')
    const jump = await mock.request('/_specimen/console/jump?resource=Individual&id=4711')
    expect([jump.status, jump.headers.get('location')]).toEqual([303, `${PEOPLE}/Individual/4711`])
    expect((await mock.request(`${PEOPLE}/Individual/4711`)).status).toBe(200)
    expect(await read(mock, '/_specimen/console/jump?resource=Individual&id=0')).toContain(
      'There is no Individual &quot;0&quot;.',
    )
  })

  it('say that somebody does not exist', async () => {
    const mock = await open()
    const reply = await mock.request(`${PEOPLE}/Individual/0`)
    expect(reply.status).toBe(404)
    expect(await reply.text()).toContain('There is no Individual &quot;0&quot;.')
    expect((await mock.request(`${PEOPLE}/Nobody/1`)).status).toBe(404)
    expect((await mock.request('/_specimen/console/nowhere')).status).toBe(404)
  })

  it('draw the files of a person, without a trace in the traffic', async () => {
    const mock = await open()
    const page = await read(mock, `${PEOPLE}/Individual/1003`)
    const [, source = ''] = /<img src="([^"]+)"/.exec(page) ?? []
    const file = await mock.request(source.replaceAll('&amp;', '&'))
    expect(file.headers.get('content-type')).toBe('image/svg+xml')
    expect(file.headers.get('content-security-policy')).toContain('sandbox')
    expect(await file.text()).toContain('SPECIMEN')
    expect(await mock.control.journal.count()).toBe(0)
  })

  it('cost nobody: whoever is looked at is not written', async () => {
    const mock = await open()
    await read(mock, `${PEOPLE}/Individual/999999999`)
    await read(mock, '/_specimen')
    expect((await mock.control.worlds.get()).records).toBe(0)
  })

  it('carry a policy under which no text is run', async () => {
    const mock = await open()
    for (const path of ['/_specimen', '/_specimen/docs', `${PEOPLE}/Individual/1003`]) {
      const reply = await mock.request(path)
      const policy = reply.headers.get('content-security-policy') ?? ''
      expect(policy).toContain("default-src 'none'")
      expect(policy).toMatch(/script-src 'self'(;|$)/)
      expect(policy).toContain("frame-ancestors 'none'")
      const page = await reply.text()
      expect(page).not.toMatch(
        /<script(?![^>]*\bsrc=)|\son\w+=|javascript:|https?:\/\/(?!127|localhost)[^"]*\.(js|css)/,
      )
    }
  })
})

describe('files of pages', () => {
  it('come from here, and are kept by browsers', async () => {
    const mock = await open()
    const page = (await read(mock, '/_specimen')) + (await read(mock, '/_specimen/docs'))
    const files = [...page.matchAll(/(?:src|href)="([^"]*\/assets\/[^"]*)"/g)].map(([, path = '']) => path)
    expect(files.length).toBeGreaterThan(5)
    for (const path of files) {
      const reply = await mock.request(path)
      expect([path, reply.status]).toEqual([path, 200])
      expect(reply.headers.get('cache-control')).toContain('immutable')
      expect(reply.headers.get('content-type')).toMatch(/^text\/(css|javascript); charset=utf-8$/)
    }
    expect((await mock.request('/_specimen/console/assets/1/package.json')).status).toBe(404)
  })
})

describe('buttons', () => {
  it.each([
    [{ origin: 'http://localhost' }, 200],
    [{}, 200],
    [{ origin: 'http://localhost:3000' }, 403],
    [{ origin: 'https://evil.example' }, 403],
    [{ origin: 'null' }, 403],
    [{ 'sec-fetch-site': 'cross-site' }, 403],
  ])('pressed with %j answer %i', async (headers, status) => {
    const mock = await open()
    const reply = await mock.request(`${DO}/advance`, form({ by: 'P1D' }, { ...SCRIPTED, ...(headers as object) }))
    expect(reply.status).toBe(status)
    const { now } = await mock.control.clock.get()
    expect(now).toBe(status === 200 ? '2026-11-23T12:00:00.000Z' : '2026-11-22T12:00:00.000Z')
  })

  it('work without scripts: they lead back to the page', async () => {
    const mock = await open()
    const referer = 'http://localhost/_specimen/console/clock'
    const done = await mock.request(`${DO}/advance`, form({ by: 'P1D' }, { referer }))
    expect([done.status, done.headers.get('location')]).toEqual([303, '/_specimen/console/clock'])
    const away = await mock.request(`${DO}/run`, form({}, { referer: 'http://localhost/elsewhere' }))
    expect(away.headers.get('location')).toBe('/_specimen')
    const wrong = await mock.request(`${DO}/advance`, form({ by: 'soon' }, { referer }))
    expect(wrong.status).toBe(409)
    expect(await wrong.text()).toContain('&quot;soon&quot; is no ISO 8601 duration')
  })

  it('do nothing when they are read, or unknown', async () => {
    const mock = await open()
    expect((await mock.request(`${DO}/reset`)).status).toBe(404)
    expect((await mock.request(`${DO}/constructor`, form({}))).status).toBe(404)
    for (const method of METHODS.filter((one) => !['GET', 'HEAD', 'POST', 'OPTIONS', 'TRACE'].includes(one))) {
      expect((await mock.request('/_specimen', { method })).status).toBe(405)
    }
  })

  it('say why an event is no longer allowed', async () => {
    const mock = await open()
    const pass = form({ resource: 'Individual', id: '1005', name: 'PASS' }, SCRIPTED)
    expect(await read(mock, `${DO}/event`, pass)).toContain('Pending → Passed')
    expect(await read(mock, `${DO}/event`, pass)).toMatch(/role="alert".*PASS is not allowed while kyc is Passed/)
  })

  it.each([
    ['call', { resource: 'Individual', id: '1003', name: 'updateIndividual', body: '{' }, 'The body is no JSON.'],
    ['call', { resource: 'Individual', id: '1003', name: 'nothing' }, 'no operation'],
    ['edit', { $resource: 'Individual', $id: '0' }, 'There is no Individual'],
    ['event', { resource: 'Individual', id: '1003', name: 'NOTHING' }, 'knows no event'],
    ['fault', { operation: 'nothing', kind: 'slow' }, 'no operation'],
    ['fault', { kind: 'constructor' }, 'no such fault'],
    ['unfault', { fault: 'fault-9' }, 'There is no fault'],
    ['play', { scenario: 'nothing' }, 'There is no scenario'],
    ['world', { world: 'nowhere' }, 'There is no world'],
    ['fork', { world: '.no' }, 'name'],
    ['drop', { world: 'nowhere' }, 'There is no world'],
  ])('%s with %j is refused in a sentence', async (action, values, sentence) => {
    const mock = await open()
    const page = await read(mock, `${DO}/${action}`, form(values as { [name: string]: string }, SCRIPTED))
    expect(page).toContain('role="alert"')
    expect(page).toContain(sentence)
  })
})

describe('worlds', () => {
  it('are chosen by the cookie', async () => {
    const mock = await open()
    const reply = await mock.request(`${DO}/fork`, form({ world: 'copy' }, SCRIPTED))
    expect(reply.headers.get('set-cookie')).toBe('Specimen-World=copy; Path=/; SameSite=Lax')
    await mock.inWorld('copy').control.subjects.send(1005, 'PASS')
    const there = await read(mock, `${PEOPLE}/Individual/1005`, { headers: { cookie: 'Specimen-World=copy' } })
    expect(there).toContain('<small>is</small> Passed')
    expect(await read(mock, `${PEOPLE}/Individual/1005`)).toContain('<small>is</small> Pending')
  })

  it('that were dropped are said to be gone, and made by nobody’s look', async () => {
    const mock = await open()
    const headers = { cookie: 'Specimen-World=dropped' }
    const page = await mock.request('/_specimen', { headers })
    expect([page.status, await page.text()]).toEqual([
      410,
      expect.stringContaining('There is no world &quot;dropped&quot;'),
    ])
    expect((await mock.request('/_specimen/console/events?world=dropped', { headers })).status).toBe(410)
    const act = await mock.request(`${DO}/reset`, form({}, { ...SCRIPTED, ...headers }))
    expect(act.headers.get('hx-refresh')).toBe('true')
    expect((await mock.control.worlds.list()).map(({ name }) => name)).toEqual(['main'])
    const begun = await mock.request(`${DO}/begin`, form({ world: 'dropped' }, headers))
    expect([begun.status, begun.headers.get('set-cookie')]).toEqual([
      303,
      'Specimen-World=dropped; Path=/; SameSite=Lax',
    ])
    expect((await mock.request('/_specimen', { headers })).status).toBe(200)
  })
})

describe('a mock with a control token', () => {
  it('asks for it, and keeps it as a cookie for its own pages', async () => {
    const mock = await open({ controlToken: 'se;cret' })
    const asked = await mock.request('/_specimen')
    expect([asked.status, await asked.text()]).toEqual([401, expect.stringContaining('Control token')])
    expect((await mock.request('/_specimen/console/sign-in', form({ token: 'guess' }))).status).toBe(401)
    const reply = await mock.request('/_specimen/console/sign-in', form({ token: 'se;cret' }))
    const cookie = reply.headers.get('set-cookie')?.split(';')[0] ?? ''
    expect(reply.headers.get('set-cookie')).toContain('HttpOnly; SameSite=Strict')
    expect((await mock.request('/_specimen', { headers: { cookie } })).status).toBe(200)
    const foreign = { ...SCRIPTED, cookie, origin: 'https://evil.example' }
    expect((await mock.request(`${DO}/reset`, form({}, foreign))).status).toBe(401)
    expect((await mock.request('/_specimen/worlds', { headers: { cookie: 'Specimen-Token=%' } })).status).toBe(401)
  })
})

describe('the report', () => {
  it('is a page of its own, and the console’s', async () => {
    const text = await readFile(new URL('report.example.json', import.meta.url), 'utf8')
    const report = JSON.parse(text) as JsonObject
    const page = await renderReport(report)
    expect(page).toMatch(/^<!doctype html><html lang="en">/)
    expect(page).not.toMatch(/<script|<link/)
    expect(page).toContain('changed current_address.city all the same.')
    expect(page).toMatch(/<th scope="row">Pending<\/th>.*?✗/)
    const mock = await open({ report: () => report })
    expect(await read(mock, '/_specimen/console/verification')).toContain('changed current_address.city all the same.')
    expect(await read(await open(), '/_specimen/console/verification')).toContain('There is no report yet.')
  })

  it('of any other shape is shown as far as it can be read', async () => {
    const odd = { checks: [{ outcome: 'great' }, 7, { rule: '/x/x-lifecycle/states/A', operation: 'b' }], coverage: 3 }
    const page = await renderReport(odd)
    expect(page).toContain('<b>0</b> passed')
    expect(page).toContain('<b>2</b> not exercised')
  })
})
