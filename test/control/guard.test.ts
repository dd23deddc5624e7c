/** Who may drive the mock: whoever is on this machine, or has the token; nobody where the control API is off. */

import { describe, expect, it } from 'vitest'
import { createControl, serve } from '../../mock/index.js'
import { profileOf } from '../client.js'
import { as, openMock, READY } from './open.js'

describe('the control API', () => {
  it.each([
    ['http://localhost/', {}, 200],
    ['http://127.0.0.1:4010/', {}, 200],
    ['http://[::1]:4010/', {}, 200],
    ['http://app.localhost:4010/', {}, 200],
    ['http://localhost/', { origin: 'http://localhost:3000' }, 200],
    ['http://localhost/', { host: 'evil.example' }, 403],
    ['http://localhost/', { host: 'localhost.evil.example:4010' }, 403],
    ['http://192.168.1.7:4010/', {}, 403],
    ['http://localhost/', { origin: 'https://evil.example' }, 403],
    ['http://localhost/', { origin: 'https://localhost.evil.example' }, 403],
    // A frame of any site can be made to send it.
    ['http://localhost/', { origin: 'null' }, 403],
  ])('called as %s with %j answers %d', async (base, headers, status) => {
    const mock = await openMock()
    expect((await mock.fetch(`${base}_specimen/clock`, { headers })).status).toBe(status)
  })

  it('makes no world for whoever may not call', async () => {
    const mock = await openMock()
    const headers = { origin: 'https://evil.example', 'specimen-world': 'planted' }
    await mock.request('/_specimen/clock', { headers })
    expect(mock.worlds.find('planted')).toBeUndefined()
  })

  it('asks for its token where it has one, on any address', async () => {
    const mock = await openMock({ controlToken: 'let-me-in' })
    const call = (authorization?: string) =>
      mock.fetch(
        'http://mock.example/_specimen/clock',
        authorization === undefined ? {} : { headers: { authorization } },
      )
    expect((await call()).headers.get('www-authenticate')).toBe('Bearer realm="specimen"')
    expect([
      (await call()).status,
      (await call('Bearer guess')).status,
      (await call('Bearer let-me-in')).status,
    ]).toEqual([401, 401, 200])
    expect((await mock.fetch('http://mock.example/_specimen/health')).status).toBe(200)
    expect((await mock.request(profileOf(READY), as(READY))).status).toBe(200)
    // The mock's own client has it.
    expect(await mock.control.clock.get()).toMatchObject({ running: false })
  })

  it('does not mind the served API’s tokens', async () => {
    const mock = await openMock()
    expect((await mock.request('/_specimen/clock', as(READY))).status).toBe(200)
  })

  it('is switched off as a whole', async () => {
    const { model, ...mock } = await openMock()
    const { createMockOf } = await import('../../mock/index.js')
    const bare = createMockOf(model)
    expect((await mock.request('/_specimen/health')).status).toBe(200)
    expect((await bare.request('/_specimen/health')).status).toBe(404)
    await expect(bare.control.clock.get()).rejects.toMatchObject({ name: 'ControlError', status: 404 })
  })

  it('is the same over HTTP', async () => {
    const mock = await openMock({ controlToken: 'let-me-in' })
    const listening = await serve(mock, { port: 0 })
    if (listening.kind === 'failed') throw new Error(listening.message)
    try {
      const control = createControl(listening.url, { world: 'wire', token: 'let-me-in' })
      await control.clock.advance('PT2S')
      const events = control.events({ after: '0' })
      expect((await events.next()).value).toMatchObject({ kind: 'clock', data: { now: '2026-11-22T12:00:02.000Z' } })
      await events.return?.()
      await expect(createControl(listening.url).clock.get()).rejects.toMatchObject({ code: 'control.token_missing' })
    } finally {
      await listening.close()
    }
  })

  it('serves its own document and the mocked one, and lifecycles as data and as pictures', async () => {
    const { request, control } = await openMock()
    const { parseYaml } = await import('../../spec/yaml.js')
    for (const [name, title] of [
      ['control', 'Specimen control'],
      ['openapi', 'Individual customers and KYC'],
    ]) {
      const json = await (await request(`/_specimen/${name}.json`)).json()
      const yaml = await request(`/_specimen/${name}.yaml`)
      expect(json).toMatchObject({ info: { title } })
      expect(yaml.headers.get('content-type')).toBe('application/yaml')
      expect(parseYaml(await yaml.text())).toMatchObject({ kind: 'parsed', value: json })
    }
    expect((await control.lifecycles()).map(({ id }) => id)).toEqual(['kyc', 'customer'])
    const picture = await request(`/_specimen/lifecycles/kyc.svg?subject=${READY}`)
    expect(picture.headers.get('content-type')).toBe('image/svg+xml')
    const svg = await picture.text()
    expect(svg).toMatch(/^<svg [\s\S]*<\/svg>\s*$/)
    expect(/<g class="node state initial lit">[\s\S]*?<\/g>/.exec(svg)?.[0]).toContain('Restricted')
  })
})
