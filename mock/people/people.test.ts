import fc from 'fast-check'
import { expect, test } from 'vitest'
import { getPath, type JsonObject, type JsonValue } from '../../spec/index.js'
import { COUNTRIES } from './countries.js'
import { createPeople } from './people.js'
import { standIn } from './stand-in.js'

const origin = Date.UTC(2026, 0, 1)
const fresh = { satisfies: [], origin }
const whole = { satisfies: ['Complete'], origin }
const form = 'YYYY-MM-DDTHH:mm:ss.SSSZZ'

const document = {
  schemas: {
    Member: {
      type: 'object',
      required: ['id', 'club', 'contact', 'joined', 'title', 'tags'],
      properties: {
        id: { type: 'integer', 'x-faker': { 'number.int': { min: 1, max: 9 } } },
        joined: { type: 'string', 'x-stamp': 'created' },
        club: {
          type: 'object',
          required: ['key', 'level', 'kind'],
          properties: {
            key: { type: 'integer' },
            level: { type: 'string', enum: ['Guest', 'Full'] },
            kind: { const: 'club' },
            motto: { type: 'string' },
          },
        },
        title: { type: 'string', 'x-compute': '{last} {first}' },
        first: { type: 'string', 'x-faker': 'person.firstName' },
        middle: { type: 'string', 'x-faker': 'person.middleName' },
        last: { type: 'string', 'x-faker': 'person.lastName' },
        sex: {
          $ref: '#/components/schemas/Entry',
          'x-reference': { to: 'Sexes', by: 'value' },
          'x-faker': 'person.sex',
        },
        land: {
          $ref: '#/components/schemas/Entry',
          'x-reference': { to: 'Lands', by: 'value' },
          'x-faker': 'location.countryCode',
        },
        landCode: { type: 'string', 'x-reference': { to: 'Lands', by: 'value' }, 'x-faker': 'location.countryCode' },
        city: { type: 'string', 'x-faker': 'location.city' },
        born: { type: 'string', 'x-timestamp': [form], 'x-faker': 'date.birthdate' },
        issued: { type: 'string', 'x-timestamp': [form], 'x-faker': { 'date.past': { years: 40 } } },
        expires: { type: 'string', 'x-timestamp': [form], 'x-faker': 'date.future' },
        sport: { $ref: '#/components/schemas/Entry', 'x-reference': { to: 'Sports', by: 'value' } },
        contact: {
          type: 'object',
          required: ['mail', 'state'],
          properties: {
            mail: { type: 'string', 'x-faker': 'internet.email' },
            phone: { type: 'string', 'x-faker': 'phone.number' },
            state: { type: 'string', enum: ['Open', 'Confirmed'], default: 'Open' },
          },
        },
        tags: { type: 'array', items: { type: 'string' } },
        photos: {
          type: 'array',
          items: { $ref: '#/components/schemas/Photo', 'x-reference': { to: 'Photo', by: 'id' } },
        },
        photoId: { type: 'integer', 'x-reference': { to: 'Photo', by: 'id' } },
        nick: { type: 'string', maxLength: 4, 'x-faker': 'internet.username' },
      },
    },
    Entry: {
      type: 'object',
      properties: { value: { type: 'string' }, text: { type: 'string' } },
    },
    Photo: {
      type: 'object',
      required: ['id', 'size'],
      properties: { id: { type: 'integer' }, size: { type: 'integer', minimum: 10, 'x-faker': 'number.int' } },
    },
    Complete: {
      required: [
        'first',
        'middle',
        'last',
        'sex',
        'land',
        'landCode',
        'city',
        'born',
        'issued',
        'expires',
        'sport',
        'photos',
      ],
      properties: {
        contact: { required: ['phone'], properties: { state: { const: 'Confirmed' } } },
        photos: { minItems: 2 },
        expires: { 'x-after': 'now+P1Y' },
      },
    },
    Misspelt: { required: ['x'], properties: { x: { 'x-faker': 'person.fistName' } } },
  },
  directories: {
    Sexes: [
      { value: 'Male', text: 'he' },
      { value: 'Female', text: 'she' },
    ],
    Lands: ['UA', 'PL', 'JP'].map((value) => ({ value, text: `The country of ${value}` })),
    Sports: ['Chess', 'Rowing', 'Judo'].map((value) => ({ value, text: value })),
  },
  resources: { Member: { key: 'club.key' }, Photo: {} },
  lifecycles: { level: 'club.level' },
} satisfies Parameters<typeof standIn>[0]
const model = standIn(document)
const people = createPeople(model, { seed: 1 })

test('a fresh subject has what its schema requires, and nothing that others fill', () => {
  expect(people.invent('Member', 4711, fresh)).toEqual({
    id: expect.any(Number),
    club: { key: 4711, kind: 'club' },
    contact: { mail: expect.stringMatching(/^[a-z]+\.[a-z]+\.4711@example\.com$/), state: 'Open' },
    tags: [],
  })
})

test('a schema that shall be satisfied adds what it requires, and its own constants', () => {
  const data = people.invent('Member', 4711, whole)
  expect(Object.keys(data)).toEqual(
    'id club first middle last sex land landCode city born issued expires sport contact tags photos'.split(' '),
  )
  expect(data.contact).toEqual({ mail: expect.any(String), phone: '+9990000004711', state: 'Confirmed' })
  expect(data.photos).toHaveLength(2)
})

test('what is wished changes nothing else', () => {
  const { id, tags } = people.invent('Member', 4711, fresh)
  expect(people.invent('Member', 4711, whole)).toMatchObject({ id, tags })
})

test('the same seed and key give the same bytes, in any order', () => {
  fc.assert(
    fc.property(fc.integer(), fc.array(fc.nat(), { minLength: 1, maxLength: 8 }), (seed, keys) => {
      const forwards = createPeople(model, { seed })
      const backwards = createPeople(model, { seed })
      const one = new Map(keys.map((key) => [key, JSON.stringify(forwards.invent('Member', key, whole))]))
      const other = new Map(
        keys.toReversed().map((key) => [key, JSON.stringify(backwards.invent('Member', key, whole))]),
      )
      for (const key of keys) expect(other.get(key)).toBe(one.get(key))
    }),
    { numRuns: 30 },
  )
})

test('another seed gives another person', () => {
  const names = [1, 2, 3, 4, 5].map((seed) => createPeople(model, { seed }).invent('Member', 1, whole).born)
  expect(new Set(names).size).toBe(5)
})

test('name, sex, country, city and dates agree with each other', () => {
  fc.assert(
    fc.property(fc.nat(), (key) => {
      const data = people.invent('Member', key, whole)
      const country = COUNTRIES.find(({ code }) => code === data.landCode)
      expect(['UA', 'PL', 'JP']).toContain(country?.code)
      expect(data.land).toEqual({ value: country?.code, text: `The country of ${country?.code}` })
      expect(country?.cities.map(([name]) => name)).toContain(data.city)
      const sex = getPath(data, 'sex.value') === 'Male' ? 'male' : 'female'
      expect(country?.[sex]).toContain(data.first)
      expect(country?.[sex]).toContain(data.middle)
      expect(data.contact).toMatchObject({ mail: `${data.first}.${data.last}.${key}@example.com`.toLowerCase() })
      const [born, issued, expires] = [data.born, data.issued, data.expires].map((text) => Date.parse(String(text)))
      expect(issued).toBeGreaterThan(Number(born) + 16 * 365 * 86_400_000)
      expect(expires).toBeGreaterThan(Date.UTC(2027, 0, 1))
      expect(data.born).toMatch(/^\d{4}-\d\d-\d\dT00:00:00\.000\+0000$/)
    }),
  )
})

test('the clock moves future dates and nothing else', () => {
  const { expires: before, ...rest } = people.invent('Member', 4711, whole)
  const { expires: after, ...same } = people.invent('Member', 4711, { ...whole, origin: Date.UTC(2040, 0, 1) })
  expect(same).toEqual(rest)
  expect(Date.parse(String(after))).toBeGreaterThan(Date.parse(String(before)))
})

test('an entry without a hint is picked by the seed, and there whole', () => {
  const sports = new Set(
    Array.from({ length: 50 }, (_, key) => getPath(people.invent('Member', key, whole), 'sport.text')),
  )
  expect(sports).toEqual(new Set(['Chess', 'Rowing', 'Judo']))
})

test('a reference to another resource is asked for, each with its own path', () => {
  const asked: (readonly JsonValue[])[] = []
  const data = people.invent('Member', 7, {
    ...whole,
    refer(resource, owner, path) {
      asked.push([resource, owner, path])
      return { id: asked.length, size: 1 }
    },
  })
  expect(asked).toEqual([
    ['Photo', 7, 'photos[0]'],
    ['Photo', 7, 'photos[1]'],
  ])
  expect(data.photos).toEqual([
    { id: 1, size: 1 },
    { id: 2, size: 1 },
  ])
})

test('a reference whose property is no object takes only the property that finds it', () => {
  const schemas = { ...document.schemas, WithPhotoId: { required: ['photoId'] } }
  const data = createPeople(standIn({ ...document, schemas }), { seed: 1 }).invent('Member', 7, {
    satisfies: ['WithPhotoId'],
    origin,
    refer: () => ({ id: 99, size: 1 }),
  })
  expect(data.photoId).toBe(99)
})

test('given fields are laid over deeply, lists replaced, dates and entries written out', () => {
  const data = people.invent('Member', 4711, {
    ...whole,
    fields: {
      contact: { state: 'Open' },
      tags: ['vip'],
      expires: 'now+P7D',
      land: { value: 'jp' },
      landCode: 'jp',
      extra: 'now',
    },
  })
  expect(data).toMatchObject({
    contact: { phone: '+9990000004711', state: 'Open' },
    tags: ['vip'],
    expires: '2026-01-08T00:00:00.000+0000',
    land: { value: 'JP', text: 'The country of JP' },
    landCode: 'JP',
    extra: 'now',
  })
})

test('the rest agrees with the given fields', () => {
  const fields: JsonObject = { first: 'Zoë', sex: 'Female', land: { value: 'JP' } }
  const data = people.invent('Member', 4711, { ...whole, fields })
  const japan = COUNTRIES.find(({ code }) => code === 'JP')
  expect(japan?.cities.map(([name]) => name)).toContain(data.city)
  expect(japan?.female).toContain(data.middle)
  expect(data.landCode).toBe('JP')
  expect(getPath(data, 'contact.mail')).toBe(`zoe.${String(data.last).toLowerCase()}.4711@example.com`)
})

test('a faked value is made to fit the schema', () => {
  const schemas = { ...document.schemas, Nicked: { required: ['nick'], properties: { nick: { minLength: 2 } } } }
  const own = createPeople(standIn({ ...document, schemas }), { seed: 1 })
  const { nick } = own.invent('Member', 1, { satisfies: ['Nicked'], origin })
  expect(String(nick)).toMatch(/^.{2,4}$/)
})

test('a key that the schema does not declare is added', () => {
  const own = standIn({
    schemas: { Thing: { type: 'object', 'x-resource': {} } },
    resources: { Thing: { key: 'thingId' } },
  })
  expect(createPeople(own, { seed: 1 }).invent('Thing', 'a', fresh)).toEqual({ thingId: 'a' })
})

test.each([
  [() => people.invent('Memeber', 1, fresh), 'There is no resource "Memeber". The document has: Member, Photo.'],
  [
    () => people.invent('Photo', 1, { satisfies: ['Whole'], origin }),
    '"Photo" cannot satisfy "Whole": there is no such schema. The document has: Member, Entry, Photo, Complete, Misspelt.',
  ],
  [
    () => people.invent('Photo', 1, { satisfies: ['Misspelt'], origin }),
    'Photo.x: Faker has no method "person.fistName". Did you mean "person.firstName"? See https://fakerjs.dev/api/.',
  ],
])('a mistake in the document or the call is explained: %#', (call, message) => {
  expect(call).toThrow(expect.objectContaining({ message }))
})
