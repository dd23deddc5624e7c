import { Ajv2020, type ValidateFunction } from 'ajv/dist/2020.js'
import formats from 'ajv-formats'
import { expect, test } from 'vitest'
import type { JsonObject, JsonValue } from '../../spec/index.js'
import { createPeople } from './people.js'
import { standIn } from './stand-in.js'

const origin = Date.UTC(2026, 0, 1)

/** A document without annotations, and nothing in it is easy. */
const schemas: { readonly [name: string]: JsonObject } = {
  Pet: {
    type: 'object',
    required: ['name', 'photoUrls'],
    properties: {
      id: { type: 'integer', format: 'int64', example: 10 },
      name: { type: 'string' },
      category: { $ref: '#/components/schemas/Category' },
      photoUrls: { type: 'array', items: { type: 'string', format: 'uri' } },
      tags: { type: 'array', items: { $ref: '#/components/schemas/Category' } },
      status: { type: 'string', enum: ['available', 'pending', 'sold'] },
      owner: { $ref: '#/components/schemas/User' },
      price: { type: 'number', minimum: 0.5, multipleOf: 0.01 },
      createdAt: { type: 'string', format: 'date-time' },
      updated_at: { type: 'string', format: 'date-time' },
    },
  },
  Category: { type: 'object', properties: { id: { type: 'integer' }, name: { type: 'string', maxLength: 12 } } },
  User: {
    type: 'object',
    required: ['email'],
    properties: {
      firstName: { type: 'string' },
      last_name: { type: 'string' },
      email: { type: 'string', format: 'email', example: 'someone@company.com' },
      phone: { type: 'string' },
      gender: { enum: ['M', 'F'] },
      address: {
        type: 'object',
        properties: {
          city: { type: 'string' },
          country: { type: 'string' },
          countryCode: { type: 'string', pattern: '^[A-Z]{2}$' },
          zip: { type: 'string', maxLength: 10 },
        },
      },
      password: { type: 'string', writeOnly: true },
      website: { type: 'string', format: 'uri' },
      birthDate: { type: 'string', format: 'date' },
      friends: { type: 'array', items: { $ref: '#/components/schemas/User' } },
      manager: { $ref: '#/components/schemas/User' },
    },
  },
  Numbers: {
    type: 'object',
    required: [
      'over',
      'under',
      'between',
      'sevens',
      'both',
      'cents',
      'tight',
      'large',
      'negative',
      'price',
      'whole',
      'tiny',
      'bare',
    ],
    properties: {
      over: { type: 'number', exclusiveMinimum: 1000 },
      under: { type: 'integer', exclusiveMaximum: 0 },
      between: { type: 'number', exclusiveMinimum: 0, exclusiveMaximum: 1 },
      sevens: { type: 'integer', multipleOf: 7, minimum: 50 },
      both: {
        allOf: [
          { type: 'integer', multipleOf: 4 },
          { multipleOf: 6, maximum: 100 },
        ],
      },
      cents: { type: 'number', multipleOf: 0.01, minimum: 19.99, maximum: 20.05 },
      tight: { type: 'number', minimum: 3.14, maximum: 3.14 },
      large: { type: 'integer', minimum: 5_000_000_000 },
      negative: { type: 'integer', minimum: -10, maximum: -5 },
      price: { type: 'integer', maximum: 3 },
      whole: { type: ['integer', 'null'], minimum: 2, exclusiveMaximum: 4 },
      tiny: { type: 'number', maximum: 0.001, minimum: 0 },
      bare: { minimum: 7, exclusiveMaximum: 8 },
    },
  },
  Texts: {
    type: 'object',
    required: [
      'short',
      'long',
      'code',
      'plate',
      'optionalGroup',
      'name',
      'email',
      'description',
      'both',
      'open',
      'empty',
    ],
    properties: {
      short: { type: 'string', maxLength: 3 },
      long: { type: 'string', minLength: 80, maxLength: 90 },
      code: { type: 'string', pattern: '^[A-Z]{3}-\\d{4}$' },
      plate: { type: 'string', pattern: '^(?:[A-Z]{1,3}|\\d{2}) \\d+$', minLength: 6, maxLength: 7 },
      optionalGroup: { type: 'string', pattern: '^(\\+\\d{1,3})?[0-9]{5,}$' },
      name: { type: 'string', minLength: 2, maxLength: 5 },
      email: { type: 'string', minLength: 5 },
      description: { type: 'string', maxLength: 20 },
      both: { allOf: [{ pattern: '^[a-c]+$' }, { pattern: '^.{4}$' }], type: 'string' },
      open: { type: 'string', pattern: 'x', minLength: 10 },
      empty: { type: 'string', maxLength: 0 },
    },
  },
  Formats: {
    type: 'object',
    properties: Object.fromEntries(
      [
        ...[
          'email',
          'uri',
          'uri-reference',
          'uuid',
          'date',
          'date-time',
          'time',
          'duration',
          'ipv4',
          'ipv6',
          'hostname',
        ],
        ...['byte', 'json-pointer', 'relative-json-pointer', 'regex', 'uri-template', 'binary', 'password', 'int32'],
      ].map((format) => [format, { type: 'string', format }]),
    ),
  },
  Lists: {
    type: 'object',
    required: ['unique', 'all', 'pair', 'containing', 'counted', 'ids', 'empty', 'rows'],
    properties: {
      unique: { type: 'array', items: { type: 'string', example: 'one' }, uniqueItems: true, minItems: 3 },
      all: { type: 'array', items: { enum: ['a', 'b', 'c'] }, uniqueItems: true, minItems: 3 },
      pair: { type: 'array', prefixItems: [{ type: 'string' }, { type: 'integer' }], items: false, minItems: 2 },
      containing: { type: 'array', items: { type: 'integer' }, contains: { minimum: 5000 } },
      counted: { type: 'array', items: { type: 'integer' }, contains: { const: 5 }, minContains: 2, maxContains: 3 },
      ids: { type: 'array', items: { type: 'integer', minimum: 1, maximum: 4 }, uniqueItems: true, minItems: 4 },
      empty: { type: 'array', maxItems: 0, items: { type: 'string' } },
      rows: { type: 'array', minItems: 2, items: { type: 'array', minItems: 2, items: { type: 'boolean' } } },
    },
  },
  Tree: {
    type: 'object',
    required: ['children', 'next'],
    properties: {
      value: { type: 'integer' },
      children: { type: 'array', items: { $ref: '#/components/schemas/Tree' } },
      next: { anyOf: [{ $ref: '#/components/schemas/Tree' }, { type: 'null' }] },
      parent: { $ref: '#/components/schemas/Tree' },
      byName: { type: 'object', additionalProperties: { $ref: '#/components/schemas/Tree' } },
    },
  },
  Animal: {
    type: 'object',
    required: ['kind'],
    properties: { kind: { type: 'string' }, age: { type: 'integer' } },
    discriminator: { propertyName: 'kind', mapping: { kitty: '#/components/schemas/Cat' } },
  },
  Cat: {
    allOf: [{ $ref: '#/components/schemas/Animal' }, { required: ['lives'], properties: { lives: { const: 9 } } }],
  },
  Shape: {
    oneOf: [{ $ref: '#/components/schemas/Circle' }, { $ref: '#/components/schemas/Square' }],
    discriminator: { propertyName: 'type' },
  },
  Circle: {
    type: 'object',
    required: ['type', 'radius'],
    properties: { type: { type: 'string' }, radius: { type: 'number' } },
  },
  Square: {
    type: 'object',
    required: ['type', 'side'],
    properties: { type: { type: 'string' }, side: { type: 'number' } },
  },
  Choices: {
    type: 'object',
    required: ['number', 'either', 'nullFirst', 'tangled', 'notThis'],
    properties: {
      number: { oneOf: [{ type: 'integer' }, { type: 'number' }, { type: 'string' }] },
      either: { anyOf: [{ type: 'string', maxLength: 3 }, { type: 'integer' }] },
      nullFirst: { oneOf: [{ type: 'null' }, { type: 'string' }] },
      tangled: {
        oneOf: [{ anyOf: [{ const: 1 }, { const: 2 }] }, { const: 2 }],
        anyOf: [{ minimum: 2 }, { type: 'integer' }],
      },
      notThis: { type: 'string', enum: ['a', 'b', 'c'], not: { enum: ['a', 'c'] } },
    },
  },
  Conditions: {
    type: 'object',
    required: ['country'],
    properties: { country: { enum: ['US', 'NL'] }, postcode: { type: 'string' } },
    if: { properties: { country: { const: 'US' } } },
    // biome-ignore lint/suspicious/noThenProperty: the word of JSON Schema
    then: { required: ['postcode'], properties: { postcode: { pattern: '^\\d{5}$' } } },
    else: { required: ['postcode'], properties: { postcode: { pattern: '^\\d{4} [A-Z]{2}$' } } },
  },
  Dependent: {
    type: 'object',
    minProperties: 2,
    required: ['card'],
    properties: { card: { type: 'string' }, owner: { type: 'string' } },
    dependentRequired: { card: ['address'] },
    dependentSchemas: { card: { required: ['number'], properties: { number: { type: 'integer', minimum: 5 } } } },
  },
  Maps: {
    type: 'object',
    required: ['counts', 'closed', 'named', 'patterned', 'free', 'three'],
    properties: {
      counts: { type: 'object', additionalProperties: { type: 'integer' } },
      closed: { type: 'object', additionalProperties: false },
      named: {
        type: 'object',
        propertyNames: { pattern: '^[a-z]{2}$' },
        additionalProperties: { type: 'string' },
        minProperties: 3,
      },
      patterned: {
        type: 'object',
        required: ['x-one'],
        patternProperties: { '^x-': { type: 'integer', minimum: 3 } },
        additionalProperties: false,
      },
      free: { type: 'object', additionalProperties: true },
      three: {
        type: 'object',
        minProperties: 3,
        maxProperties: 3,
        properties: { a: { type: 'string' } },
        additionalProperties: { type: 'boolean' },
      },
    },
  },
  Merged: {
    allOf: [
      { type: 'object', required: ['a'], properties: { a: { type: 'integer', minimum: 5 } } },
      {
        type: 'object',
        required: ['b'],
        properties: { a: { maximum: 6 }, b: { $ref: '#/components/schemas/Category' } },
      },
    ],
    properties: { b: { required: ['id'] } },
  },
  Hints: {
    type: 'object',
    properties: {
      wrongExample: { type: 'integer', example: 'not a number' },
      rightExample: { type: 'string', examples: ['taken'] },
      standard: { type: 'string', default: 'usual' },
      nothing: { type: ['string', 'null'], default: null },
      whole: { type: 'object', properties: { a: { type: 'integer' } }, example: { a: 7 } },
      anything: {},
      never: false,
    },
  },
  Escaped: { type: 'object', properties: { link: { $ref: '#/components/schemas/Od~1d%20name' } }, required: ['link'] },
  'Od/d name': { type: 'integer', minimum: 3 },
}

const people = createPeople(standIn({ schemas, resources: { Pet: {}, User: { key: 'id' } } }), { seed: 1 })
const ajv = new Ajv2020({ strict: false, allErrors: true, validateFormats: true })
formats.default(ajv)
ajv.addSchema({ $id: 'https://specimen.example/document', components: { schemas } })

function validatorOf(name: string): ValidateFunction {
  const pointer = name.replaceAll('/', '~1').replaceAll(' ', '%20')
  return ajv.compile({ $ref: `https://specimen.example/document#/components/schemas/${pointer}` })
}

function sample(name: string, word: number): JsonValue {
  return people.sample(`/components/schemas/${name.replaceAll('/', '~1')}`, ['test', word], origin)
}

test.each(Object.keys(schemas))('samples of %s are valid', (name) => {
  const validate = validatorOf(name)
  for (let word = 0; word < 60; word++) {
    const value = sample(name, word)
    validate(value)
    expect({ value, errors: validate.errors }).toEqual({ value, errors: null })
  }
})

test.each(['Pet', 'User'])('an invented %s is valid and has its key', (name) => {
  const validate = validatorOf(name)
  for (let key = 1; key < 60; key++) {
    const value = people.invent(name, key, { satisfies: [], origin })
    validate(value)
    expect({ value, errors: validate.errors }).toEqual({ value, errors: null })
    expect(value.id).toBe(key)
  }
})

test('a plain document looks alive', () => {
  expect(people.invent('Pet', 3, { satisfies: [], origin })).toEqual({
    id: 3,
    name: expect.stringMatching(/^[A-Z]/),
    category: { id: expect.any(Number), name: expect.any(String) },
    photoUrls: expect.arrayContaining([expect.stringMatching(/^https:\/\/www\.example\.com\//)]),
    tags: expect.any(Array),
    status: expect.stringMatching(/^(available|pending|sold)$/),
    owner: expect.objectContaining({ email: expect.stringMatching(/^[a-z.]+\.3@example\.com$/) }),
    price: expect.any(Number),
    createdAt: expect.any(String),
    updated_at: expect.any(String),
  })
})

test('the names of a plain document tell one person', () => {
  const user = people.invent('User', 5, { satisfies: [], origin })
  expect(user.email).toBe(`${user.firstName}.${user.last_name}.5@example.com`.toLowerCase().replaceAll(' ', ''))
  expect(user.phone).toBe('+9990000000005')
  expect(user).not.toHaveProperty('password')
  expect(user).not.toHaveProperty('manager')
  expect(people.invent('User', 5, { satisfies: [], origin, fields: { firstName: 'Ada' } }).email).toMatch(/^ada\./)
})

test('what was created is not modified before', () => {
  for (let key = 1; key < 100; key++) {
    const { createdAt, updated_at } = people.invent('Pet', key, { satisfies: [], origin })
    expect(Date.parse(String(createdAt))).toBeLessThan(Date.parse(String(updated_at)))
  }
})

test('valid examples and defaults are taken, invalid ones are not', () => {
  expect(sample('Hints', 1)).toEqual({
    wrongExample: expect.any(Number),
    rightExample: 'taken',
    standard: 'usual',
    nothing: expect.any(String),
    whole: { a: 7 },
    anything: expect.anything(),
  })
})

test('a discriminator says which schema it is', () => {
  expect(sample('Shape', 1)).toMatchObject({ type: 'Circle' })
  expect(sample('Cat', 1)).toMatchObject({ kind: 'kitty', lives: 9 })
  expect(sample('Animal', 1)).toMatchObject({ kind: 'kitty', lives: 9 })
})

test('no text names a mailbox, a site or a phone that could be someone’s', () => {
  const text = Object.keys(schemas)
    .flatMap((name) => Array.from({ length: 40 }, (_, word) => JSON.stringify(sample(name, word))))
    .join('\n')
  expect(text.match(/@[a-z0-9-]+\.[a-z.]+/g)?.filter((domain) => domain !== '@example.com') ?? []).toEqual([])
  expect(text.match(/https?:\/\/[^/"]+/g)?.filter((site) => !/(^|[./])example\.com$/.test(site)) ?? []).toEqual([])
})

test('the same words give the same sample, other words another', () => {
  expect(sample('Pet', 1)).toEqual(sample('Pet', 1))
  expect(sample('Pet', 2)).not.toEqual(sample('Pet', 1))
})

test('a schema that requires itself for ever is cut off', () => {
  const endless = standIn({
    schemas: {
      Endless: { type: 'object', required: ['again'], properties: { again: { $ref: '#/components/schemas/Endless' } } },
    },
  })
  expect(
    JSON.stringify(createPeople(endless, { seed: 1 }).sample('/components/schemas/Endless', [], origin)).length,
  ).toBeLessThan(500)
})

test('a $ref to nothing is explained', () => {
  const broken = createPeople(standIn({ schemas: { Broken: { $ref: '#/components/schemas/Gone' } } }), { seed: 1 })
  expect(() => broken.sample('/components/schemas/Broken', [], origin)).toThrow(
    'There is nothing at "#/components/schemas/Gone". Is the $ref spelled as in the document?',
  )
})
