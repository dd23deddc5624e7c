/** Contracts of another domain: what the builder takes from the document, and what it refuses. */

import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, describe, expect, it } from 'vitest'
import { loadApi } from '../../spec/load.js'
import { contract } from './builder.js'
import { checkPacts } from './check-pacts.js'
import type { InteractionOptions } from './plan.js'

const loaded = await loadApi('spec/parcels/openapi.yaml')
if (loaded.kind === 'faulty') throw new Error('The document cannot be read.')
const { model } = loaded
const folder = mkdtempSync(join(tmpdir(), 'specimen-builder-test-'))

afterAll(() => rmSync(folder, { recursive: true, force: true }))

const held = ['parcel exists', { status: 'Held' }] as const

describe('a contract', () => {
  it('takes path, key, body and matchers from the document, and fits it', async () => {
    const shop = contract({ model, consumer: 'shop' })
    const read = shop.interaction({ operation: 'getParcel', given: held, reads: ['recipient.city'] })
    expect(read.description).toBe('getParcel responds 200')
    await read.test(async ({ url, id, token }) => {
      const reply = await fetch(`${url}/parcels/${id}`, { headers: { 'X-Api-Key': token } })
      expect(await reply.json()).toMatchObject({ status: 'Announced', recipient: { city: 'text' } })
    })
    const cancel = { operation: 'cancelParcel', given: held, responds: 409, example: 'held' } as const
    await shop.interaction(cancel).test(async ({ url, id, token }) => {
      const reply = await fetch(`${url}/parcels/${id}`, { method: 'DELETE', headers: { 'X-Api-Key': token } })
      expect(reply.headers.get('content-type')).toBe('application/problem+json')
      expect(await reply.json()).toMatchObject({ status: 409 })
    })

    const file = shop.write(folder)
    expect(file).toBe(join(folder, 'shop--parcels.json'))
    const pact = JSON.parse(readFileSync(file, 'utf8'))
    expect(pact.metadata).toEqual({ pactSpecification: { version: '4.0' } })
    expect(pact.interactions.map(({ description }: { description: string }) => description)).toEqual([
      'cancelParcel responds 409 held',
      'getParcel responds 200',
    ])
    const [refused, done] = pact.interactions
    expect(refused.response.matchingRules.body['$.type'].matchers).toEqual([{ match: 'equality' }])
    expect(done.comments.references.openapi.operationId).toBe('getParcel')
    expect(done.request.generators).toEqual({
      header: { 'X-Api-Key': { expression: '${token}', type: 'ProviderState' } },
      path: { expression: '/parcels/${id}', type: 'ProviderState' },
    })
    const rules = done.response.matchingRules.body
    expect(rules['$.tracking_code'].matchers).toEqual([{ match: 'type' }, { match: 'regex', regex: '^PX[0-9]{9}$' }])
    expect(rules['$.items'].matchers).toEqual([{ match: 'type', min: 1, max: 50 }])
    expect(rules['$.items[*].quantity'].matchers).toEqual([
      { match: 'integer' },
      { match: 'regex', regex: '^[1-9][0-9]*$' },
    ])
    expect(rules['$.status'].matchers[1].regex).toBe(
      '^(?:Announced|Dispatched|Collected|InTransit|Held|Delivered|Returned)$',
    )
    expect(done.response.body.content).not.toHaveProperty('reference')

    const checks = await checkPacts(file, model)
    expect(checks.map(({ outcome, reason }) => [outcome, reason])).toEqual([
      ['passed', 'shop\'s contract "cancelParcel responds 409 held" fits the document.'],
      ['passed', 'shop\'s contract "getParcel responds 200" fits the document.'],
    ])
  })

  it('is not written when a test failed, or none ran', async () => {
    const shop = contract({ model, consumer: 'shop' })
    expect(() => shop.write(folder)).toThrow('The contract of shop was not written: 0 of 0 interactions held.')
    const read = shop.interaction({ operation: 'getParcel', given: held })
    await expect(read.test(async () => 'nothing was asked')).rejects.toThrow('expected but not received')
    expect(() => shop.write(folder)).toThrow('The contract of shop was not written: 0 of 1 interactions held.')
  })
})

describe('a contract is refused', () => {
  it.each<[string, InteractionOptions, string]>([
    [
      'for an operation that is not there',
      { operation: 'getParcles' },
      'The document has no operation "getParcles". Did you mean "getParcel"?',
    ],
    [
      'for a state that is not there',
      { operation: 'getParcel', given: ['parcel exist'] },
      'There is no provider state "parcel exist"; there are parcel exists, parcel receives event. Did you mean "parcel exists"?',
    ],
    [
      'for a status that is not there',
      { operation: 'getParcel', given: held, responds: 418 },
      '"getParcel" does not respond 418; the document has 200, 401, 404 or 422.',
    ],
    [
      'for an example that is not there',
      { operation: 'cancelParcel', given: held, responds: 409, example: 'late' },
      '"cancelParcel" has no example "late" for 409; it has awaiting, collected, held, delivered or returned.',
    ],
    [
      'for a property that is not there',
      { operation: 'getParcel', given: held, reads: ['recipient.town'] },
      '/components/responses/Parcel/content/application~1json/schema has no "recipient.town" to read.',
    ],
    [
      'without a token',
      { operation: 'listParcels' },
      '"listParcels" needs a token, which a provider state returns: say who is given, or anonymous: true.',
    ],
    [
      'without a value for its path',
      { operation: 'getParcel', anonymous: true, responds: 401 },
      'The path of "getParcel" has "{id}": say which, as in path: { id: … }.',
    ],
  ])('%s', (_, options, sentence) => {
    expect(() => contract({ model, consumer: 'shop' }).interaction(options)).toThrow(sentence)
  })
})
