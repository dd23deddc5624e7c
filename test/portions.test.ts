/** Portions add up: however a form is cut and in whatever order its pieces come, the model is the same. */

import * as fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { isObject, type JsonObject, type JsonValue } from '../spec/index.js'
import { type Client, formWith, openWorld, profileOf, saveOf, submitOf } from './client.js'

/** Has registered, and nothing else: the whole form is still to be filled in. */
const NEWCOMER = 1001

/** Each leaf of the form, to be sent in any portion. Arrays and references are leaves: they come whole. */
type Leaf = { readonly path: readonly string[]; readonly value: JsonValue }

const RUNS = { numRuns: 25 }

/** A complete form; the files are those that were uploaded. */
function formOf([front, back, bill, selfie]: readonly number[]): JsonObject {
  return {
    first_name: 'Alma',
    middle_name: 'Beata',
    last_name: 'Exemplar',
    nick_name: 'al',
    birth_date: '1990-05-17',
    gender: { value: 'Female' },
    nationality: { value: 'PT' },
    fatca: false,
    pep: true,
    document_type: { value: 'NRIC' },
    document_number: 'SPECIMEN-0012345',
    document_issue_date: '2019-05-20T10:00:00',
    document_expire_date: '2031-05-20',
    current_address: {
      address: '5 Example Street',
      city: 'Braga',
      country: { value: 'PT' },
      postal_code: '4700-001',
      type: 'Actual',
    },
    industry: { id: 230189 },
    occupation: { id: 240162 },
    document_models: [{ id: front ?? 0 }, { id: back ?? 0 }],
    residential_models: [{ id: bill ?? 0 }],
    photo_model: { id: selfie ?? 0 },
  }
}

/** Of the form's objects only the address has parts that can come one by one. */
function leavesOf(form: JsonObject): readonly Leaf[] {
  return Object.entries(form).flatMap(([name, value]): Leaf[] => {
    if (name !== 'current_address' || !isObject(value)) return [{ path: [name], value }]
    return Object.entries(value).map(([part, inner]) => ({ path: [name, part], value: inner }))
  })
}

function assemble(leaves: readonly Leaf[]): JsonObject {
  const portion: { [name: string]: JsonValue } = {}
  for (const { path, value } of leaves) {
    const [name = '', part] = path
    portion[name] = part === undefined ? value : { ...(portion[name] as JsonObject | undefined), [part]: value }
  }
  return portion
}

type Newcomer = { readonly client: Client; readonly form: JsonObject }

async function openNewcomer(): Promise<Newcomer> {
  const client = (await openWorld()).as(NEWCOMER)
  const ids: number[] = []
  for (const name of ['front.jpg', 'back.jpg', 'bill.jpg', 'selfie.jpg']) {
    ids.push(Number((await client.post('/api/v1/files', formWith(new Uint8Array([1, 2, 3]), name))).get('id')))
  }
  return { client, form: formOf(ids) }
}

async function modelOf(client: Client): Promise<JsonValue | undefined> {
  return (await client.get(profileOf(NEWCOMER))).body
}

/** The form is the same in each run; where its leaves go is not. */
const LEAVES = leavesOf(formOf([])).length
const splits = fc.array(fc.nat({ max: 7 }), { minLength: LEAVES, maxLength: LEAVES })
const orders = fc.shuffledSubarray([0, 1, 2, 3, 4, 5, 6, 7], { minLength: 8, maxLength: 8 })

function portionsOf(form: JsonObject, split: readonly number[], order: readonly number[]): readonly JsonObject[] {
  const leaves = leavesOf(form)
  return order
    .map((portion) => assemble(leaves.filter((_, index) => split[index] === portion)))
    .filter((portion) => Object.keys(portion).length > 0)
}

describe('portions', () => {
  test('in any number and order give the same model as the whole form at once', async () => {
    const { client, form } = await openNewcomer()
    const whole = await client.put(saveOf(NEWCOMER), form)
    expect(whole.status, whole.text).toBe(200)
    expect(whole.body).toMatchObject({ full_name: 'Exemplar Alma', current_address: { city: 'Braga' } })

    await fc.assert(
      fc.asyncProperty(splits, orders, async (split, order) => {
        const newcomer = await openNewcomer()
        for (const portion of portionsOf(newcomer.form, split, order)) {
          const saved = await newcomer.client.put(saveOf(NEWCOMER), portion)
          expect(saved.status, saved.text).toBe(200)
          expect(saved.body).toEqual(await modelOf(newcomer.client))
        }
        expect(await modelOf(newcomer.client)).toEqual(whole.body)
      }),
      RUNS,
    )
  })

  test('may come by the profile, by save, and with the submission itself', async () => {
    const { client, form } = await openNewcomer()
    await client.put(saveOf(NEWCOMER), form)
    const submitted = (await client.put(submitOf(NEWCOMER))).body

    await fc.assert(
      fc.asyncProperty(splits, orders, fc.array(fc.boolean(), { minLength: 8 }), async (split, order, doors) => {
        const newcomer = await openNewcomer()
        const portions = portionsOf(newcomer.form, split, order)
        for (const [index, portion] of portions.slice(0, -1).entries()) {
          const path = doors[index] === true ? profileOf(NEWCOMER) : saveOf(NEWCOMER)
          expect((await newcomer.client.put(path, portion)).status).toBe(200)
        }
        const last = await newcomer.client.put(submitOf(NEWCOMER), portions.at(-1))
        expect(last.body).toEqual(submitted)
      }),
      RUNS,
    )
  })

  test('lose nothing when one between them is refused, and keep nothing of that one', async () => {
    const { client, form } = await openNewcomer()
    const whole = (await client.put(saveOf(NEWCOMER), form)).body
    const spoilers: readonly JsonObject[] = [
      { fist_name: 'x' },
      { pep: 'x' },
      { birth_date: '1978-02-30' },
      { gender: { value: 'None' } },
      { photo_model: { id: 77 } },
      { current_address: { country: { value: 'XX' } } },
      { id: 1 },
    ]

    await fc.assert(
      fc.asyncProperty(
        splits,
        orders,
        fc.array(fc.constantFrom(...spoilers), { minLength: 8, maxLength: 8 }),
        async (split, order, spoiled) => {
          const newcomer = await openNewcomer()
          for (const [index, portion] of portionsOf(newcomer.form, split, order).entries()) {
            const before = await newcomer.client.get(profileOf(NEWCOMER))
            const refused = await newcomer.client.put(saveOf(NEWCOMER), {
              ...portion,
              nick_name: 'must not be kept',
              ...spoiled[index],
            })
            expect(refused.status, refused.text).toBe(400)
            expect(refused.get('error_id')).toMatch(/^(field|reference|request)\./)
            expect((await newcomer.client.get(profileOf(NEWCOMER))).text).toBe(before.text)
            expect((await newcomer.client.put(saveOf(NEWCOMER), portion)).status).toBe(200)
          }
          expect(await modelOf(newcomer.client)).toEqual(whole)
        },
      ),
      RUNS,
    )
  })

  test('sent twice change nothing the second time', async () => {
    await fc.assert(
      fc.asyncProperty(splits, orders, async (split, order) => {
        const { client, form } = await openNewcomer()
        for (const portion of portionsOf(form, split, order)) {
          const first = await client.put(saveOf(NEWCOMER), portion)
          expect((await client.put(saveOf(NEWCOMER), portion)).body).toEqual(first.body)
        }
      }),
      { numRuns: 10 },
    )
  })
})

describe('a portion', () => {
  test('merges objects and replaces arrays', async () => {
    const { client, form } = await openNewcomer()
    const [front, back] = form['document_models'] as readonly [JsonObject, JsonObject]
    await client.put(saveOf(NEWCOMER), {
      current_address: { city: 'Braga', postal_code: '1' },
      document_models: [front],
    })
    const answer = await client.put(saveOf(NEWCOMER), { current_address: { city: 'Porto' }, document_models: [back] })
    expect(answer.get('current_address')).toMatchObject({ city: 'Porto', postal_code: '1' })
    expect(answer.get('document_models')).toMatchObject([{ id: back['id'], original_file_name: 'back.jpg' }])
    const emptied = await client.put(saveOf(NEWCOMER), { document_models: [] })
    expect(emptied.get('document_models')).toEqual([])
  })

  test('replaces an entry of a directory whole', async () => {
    const { client } = await openNewcomer()
    await client.put(saveOf(NEWCOMER), { nationality: { value: 'IR' }, current_address: { country: { value: 'CU' } } })
    const answer = await client.put(saveOf(NEWCOMER), {
      nationality: { value: 'PT' },
      current_address: { country: { value: 'ES' } },
    })
    expect(answer.get('nationality')).toEqual({ value: 'PT', description: 'Portugal' })
    expect(answer.get('current_address.country')).toEqual({ value: 'ES', description: 'Spain' })
  })

  test('may be the whole model that was read, changed: what is read-only in it is ignored', async () => {
    const client = (await openWorld()).as(1003)
    const model = (await client.get(profileOf(1003))).body as JsonObject
    const customer = { ...(model['customer'] as JsonObject), compliance_state: 'Passed', name: 'x' }
    const sent = { ...model, nick_name: 'Changed', state: 'New', customer, email: { value: 'x@example.org' } }
    const answer = await client.put(profileOf(1003), sent)
    expect(answer.body).toEqual({ ...model, nick_name: 'Changed' })
  })

  test('leaves the stamps of the files that it sends back as they are, however late it comes', async () => {
    const { clock, ...world } = await openWorld()
    const client = world.as(1003)
    const photo = (await client.get(profileOf(1003))).get('photo_model')
    clock.advance(3_600_000)
    const answer = await client.put(profileOf(1003), { photo_model: photo ?? null })
    expect(answer.get('photo_model')).toEqual(photo)
    expect((await client.get(profileOf(1003))).get('photo_model')).toEqual(photo)
  })

  test('that is empty, or absent, changes nothing', async () => {
    const client = (await openWorld()).as(1003)
    const before = await client.get(profileOf(1003))
    expect((await client.put(saveOf(1003), {})).text).toBe(before.text)
    expect((await client.put(saveOf(1003))).text).toBe(before.text)
  })

  test('composes the full name until one is sent', async () => {
    const client = (await openWorld()).as(NEWCOMER)
    const name = async (portion: JsonObject) => {
      const answer = await client.put(profileOf(NEWCOMER), portion)
      expect(answer.get('customer.name')).toBe(answer.get('full_name'))
      return answer.get('full_name')
    }
    expect(await name({ first_name: 'Alma' })).toBe('Alma')
    expect(await name({ last_name: 'Exemplar' })).toBe('Exemplar Alma')
    expect(await name({ full_name: 'Dr. Alma Exemplar' })).toBe('Dr. Alma Exemplar')
    expect(await name({ last_name: 'Sample' })).toBe('Dr. Alma Exemplar')
  })
})
