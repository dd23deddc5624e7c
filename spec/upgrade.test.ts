import { describe, expect, test } from 'vitest'
import type { JsonObject } from './model.js'
import { upgradeDocument } from './upgrade.js'

function withSchema(schema: JsonObject, openapi = '3.0.3'): JsonObject {
  return { openapi, paths: {}, components: { schemas: { Pet: schema } } }
}

describe('upgrades a schema of 3.0', () => {
  test.each<[string, JsonObject, JsonObject]>([
    ['nullable becomes a type', { type: 'string', nullable: true }, { type: ['string', 'null'] }],
    ['nullable: false goes', { type: 'string', nullable: false }, { type: 'string' }],
    [
      'null joins the enum',
      { type: 'string', nullable: true, enum: ['a'] },
      { type: ['string', 'null'], enum: ['a', null] },
    ],
    [
      'nullable beside anyOf is one more of them',
      { nullable: true, anyOf: [{ type: 'string' }] },
      { anyOf: [{ type: 'string' }, { type: 'null' }] },
    ],
    [
      'nullable beside allOf goes around it',
      { nullable: true, description: 'x', allOf: [{ $ref: '#/components/schemas/Owner' }] },
      { description: 'x', anyOf: [{ allOf: [{ $ref: '#/components/schemas/Owner' }] }, { type: 'null' }] },
    ],
    ['an exclusive minimum becomes the number', { minimum: 5, exclusiveMinimum: true }, { exclusiveMinimum: 5 }],
    ['an inclusive maximum stays', { maximum: 5, exclusiveMaximum: false }, { maximum: 5 }],
    ['an exclusive bound of nothing goes', { exclusiveMaximum: true }, {}],
    ['the example becomes one of the examples', { example: 7 }, { examples: [7] }],
    ['bytes are encoded text', { type: 'string', format: 'byte' }, { type: 'string', contentEncoding: 'base64' }],
    [
      'binary is content of any type',
      { type: 'string', format: 'binary' },
      { type: 'string', contentMediaType: 'application/octet-stream' },
    ],
    [
      'what 3.0 ignored beside a reference goes, annotations stay',
      { $ref: '#/components/schemas/Pet', nullable: true, minLength: 3, 'x-stamp': 'created' },
      { $ref: '#/components/schemas/Pet', 'x-stamp': 'created' },
    ],
    [
      'deep inside',
      { properties: { tags: { items: { allOf: [{ type: 'string', nullable: true }] } } } },
      { properties: { tags: { items: { allOf: [{ type: ['string', 'null'] }] } } } },
    ],
    [
      'a property that is called like a keyword is a property',
      { properties: { example: { type: 'string' }, nullable: { type: 'boolean' } } },
      { properties: { example: { type: 'string' }, nullable: { type: 'boolean' } } },
    ],
    ['data is left alone', { default: { nullable: true, example: 1 } }, { default: { nullable: true, example: 1 } }],
  ])('%s', (_name, before, after) => {
    expect(upgradeDocument(withSchema(before))).toEqual(withSchema(after, '3.1.0'))
  })
})

test('a document of 3.1 is returned as it is', () => {
  const document = withSchema({ type: 'string', example: 1 }, '3.1.1')
  expect(upgradeDocument(document)).toBe(document)
})

test('nothing is written to, and what does not change is shared', () => {
  const document = withSchema({ type: 'string', nullable: true })
  const before = structuredClone(document)
  const after = upgradeDocument(document)
  expect(document).toEqual(before)
  expect(after.paths).toBe(document.paths)
})

test('malformed schemas are left for the check of the structure', () => {
  const document = withSchema({ properties: null, allOf: 7, items: 'x', required: {} })
  expect(upgradeDocument(document)).toEqual({ ...document, openapi: '3.1.0' })
})
