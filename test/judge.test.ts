import { describe, expect, test } from 'vitest'
import { flagship } from '../spec/home.js'
import { openFlagship, profileOf } from './client.js'
import { judged, judgeOf } from './judge.js'

const ERROR = { code: 1, message: 'Access denied', description: 'This is not yours.', error_id: 'access.forbidden' }

function reply(status: number, body: unknown, type = 'application/json'): Response {
  return new Response(JSON.stringify(body), { status, headers: { 'content-type': type } })
}

/** A body that the document allows, to be spoiled. */
async function goodIndividual(): Promise<{ [name: string]: unknown }> {
  const { as } = await openFlagship()
  return (await as(1003).get(profileOf(1003))).body as { [name: string]: unknown }
}

describe('the judge', () => {
  test('lets a reply pass that is as documented', async () => {
    const judge = await judgeOf(flagship)
    expect(await judge.faultsOf('GET', profileOf(1003), reply(200, await goodIndividual()))).toEqual([])
    expect(await judge.faultsOf('GET', profileOf(1003), reply(403, ERROR))).toEqual([])
  })

  const spoiled: readonly [string, (body: { [name: string]: unknown }) => Response, RegExp][] = [
    ['a status that is not documented', (body) => reply(201, body), /status code/],
    ['an error status that is not documented', () => reply(409, ERROR), /status code/],
    ['another media type', (body) => reply(200, body, 'text/plain'), /media type/],
    ['a missing field', ({ email: _, ...body }) => reply(200, body), /'email'/],
    [
      'a state that the document does not have',
      (body) => reply(200, { ...body, state: 'Lost' }),
      /state.*allowed values/,
    ],
    ['another timestamp', (body) => reply(200, { ...body, birth_date: '1990-01-01' }), /birth_date/],
    ['a wrong constant', (body) => reply(200, { ...body, code: 1 }), /code/],
    ['a fault deep inside', (body) => reply(200, { ...body, document_models: [{ id: 'x' }] }), /document_models/],
    ['an error without its name', () => reply(403, { ...ERROR, error_id: undefined }), /error_id/],
  ]
  test.each(spoiled)('finds %s', async (_, spoil, said) => {
    const judge = await judgeOf(flagship)
    const faults = await judge.faultsOf('GET', profileOf(1003), spoil(await goodIndividual()))
    expect(faults?.join('\n')).toMatch(said)
  })

  test('says nothing of what is no operation of the document', async () => {
    const judge = await judgeOf(flagship)
    expect(await judge.faultsOf('GET', '/elsewhere', reply(200, {}))).toBeUndefined()
    expect(await judge.faultsOf('DELETE', profileOf(1003), reply(405, ERROR))).toBeUndefined()
  })

  test('makes a request throw whose reply the document does not allow, and counts what it judged', async () => {
    const liar = judged({ request: async () => reply(200, { code: 0 }) })
    await expect(liar.request(profileOf(1003))).rejects.toThrow(
      /^GET \/api\/v1\/customers\/1003\/individual\/data got 200, which the document does not allow:/,
    )
    expect(liar.count).toBe(1)
    expect((await liar.request('/elsewhere')).status).toBe(200)
    expect(liar.count).toBe(1)
  })
})
