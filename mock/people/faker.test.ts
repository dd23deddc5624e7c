import { expect, test } from 'vitest'
import { compileFaker, readFake } from './faker.js'
import { seeded } from './random.js'

const origin = Date.UTC(2030, 5, 1)
const fake = (annotation: Parameters<typeof readFake>[0], key = 1) =>
  compileFaker(readFake(annotation, 'Pet.name: '))(seeded(1, key), origin)

test('a method is called by its name, with one argument or a list of them', () => {
  expect(fake('animal.dog')).toEqual(expect.any(String))
  expect(fake({ 'string.numeric': 8 })).toMatch(/^\d{8}$/)
  expect(fake({ 'number.int': { min: 6, max: 6 } })).toBe(6)
  expect(fake({ 'helpers.arrayElement': [['only']] })).toBe('only')
  expect(fake({ 'helpers.fromRegExp': 'SPECIMEN-[0-9]{7}' })).toMatch(/^SPECIMEN-\d{7}$/)
})

test('the same numbers give the same value', () => {
  expect(fake('lorem.sentence')).toBe(fake('lorem.sentence'))
  expect(fake('lorem.sentence', 2)).not.toBe(fake('lorem.sentence'))
})

test('future dates refer to the origin, all others to a fixed date', () => {
  const year = (value: unknown) => (value instanceof Date ? value.getTime() : Number.NaN)
  expect(year(fake('date.future'))).toBeGreaterThan(origin)
  expect(year(fake({ 'date.soon': { days: 3 } }))).toBeLessThanOrEqual(origin + 3 * 86_400_000)
  expect(year(fake('date.past'))).toBeLessThan(Date.UTC(2025, 0, 1))
  expect(year(fake({ 'date.between': { from: 'now-P2D', to: 'now' } }))).toBeGreaterThanOrEqual(origin - 2 * 86_400_000)
})

test.each([
  [
    'person.fistName',
    'Pet.name: Faker has no method "person.fistName". Did you mean "person.firstName"? See https://fakerjs.dev/api/.',
  ],
  [
    'name.firstName',
    'Pet.name: Faker has no method "name.firstName". Did you mean "person.firstName"? See https://fakerjs.dev/api/.',
  ],
  [
    { 'person.constructor': 1 },
    expect.stringContaining('Pet.name: Faker has no method "person.constructor". Did you mean "'),
  ],
  [7, 'Pet.name: x-faker must be the name of a Faker method or {method: argument}, but is 7.'],
  [{ a: 1, b: 2 }, 'Pet.name: x-faker must be the name of a Faker method or {method: argument}, but is {"a":1,"b":2}.'],
])('%j is refused with help', (annotation, message) => {
  expect(() => fake(annotation)).toThrow(expect.objectContaining({ message }))
})
