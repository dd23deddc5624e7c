import fc from 'fast-check'
import { expect, test } from 'vitest'
import { COUNTRIES, findCountry } from './countries.js'
import { birthday, composePerson, keyOfPhone, phoneOf, REFERENCE_DATE } from './person.js'
import { seeded } from './random.js'

const personOf = (key: string | number, known = {}) => composePerson(seeded(1, key), key, undefined, known)
const keys = fc.oneof(fc.integer({ min: 1, max: 1_000_000_000 }), fc.string({ minLength: 1, maxLength: 30 }))

test('a person is all of a piece', () => {
  fc.assert(
    fc.property(keys, (key) => {
      const person = personOf(key)
      expect(person.country[person.sex]).toContain(person.firstName)
      expect(person.country[person.sex]).toContain(person.middleName)
      expect(person.middleName).not.toBe(person.firstName)
      expect(person.country.family.flatMap((name) => name.split('/'))).toContain(person.lastName)
      const [, form = ''] = person.country.cities.find(([name]) => name === person.city) ?? []
      expect(person.zipCode).toMatch(new RegExp(`^${form.replaceAll('#', '\\d').replaceAll('?', '[A-Z]')}$`))
      expect(person.email).toMatch(/^[a-z0-9.]+@example\.com$/)
      expect(person.birthdate).toBeLessThanOrEqual(birthday(REFERENCE_DATE, -21))
      expect(person.birthdate).toBeGreaterThanOrEqual(birthday(REFERENCE_DATE, -75))
    }),
  )
})

test('family names with two forms agree with the sex', () => {
  const poland = COUNTRIES.filter(({ code }) => code === 'PL')
  for (let key = 0; key < 200; key++) {
    const { sex, lastName } = composePerson(seeded(1, key), key, poland)
    expect(lastName).not.toMatch(sex === 'female' ? /ski$/ : /ska$/)
  }
})

test('what is known beforehand is kept, and the rest agrees with it', () => {
  const person = personOf(7, { firstName: 'Zoë', lastName: "O'Hara Łuk", sex: 'Female', country: 'pl' })
  expect(person).toMatchObject({ firstName: 'Zoë', sex: 'female', country: { code: 'PL' } })
  expect(person.email).toBe('zoe.oharauk.7@example.com')
  expect(findCountry('poland')?.cities.map(([name]) => name)).toContain(person.city)
})

test('what is known beforehand changes nothing that does not follow from it', () => {
  const { birthdate, streetAddress, country } = personOf(7)
  expect(personOf(7, { firstName: 'Zoë' })).toMatchObject({ birthdate, streetAddress, country })
})

test('a name without Latin letters leaves the key as mailbox', () => {
  expect(personOf(7, { firstName: '小明', lastName: '王' }).email).toBe('7@example.com')
})

test('a phone has a country code that no country has, and leads back to its key', () => {
  expect(phoneOf(4711)).toBe('+9990000004711')
  fc.assert(fc.property(fc.nat(), (key) => keyOfPhone(phoneOf(key)) === key))
  expect(keyOfPhone('999 000-000-4711')).toBe(4711)
  expect(keyOfPhone('+380501234567')).toBeUndefined()
  expect(phoneOf('parcel-7')).toMatch(/^\+999\d{10}$/)
})

test('the table of countries has codes and names once, and ASCII only', () => {
  expect(new Set(COUNTRIES.map(({ code }) => code)).size).toBe(COUNTRIES.length)
  for (const { code, female, male, family, cities } of COUNTRIES) {
    expect(code).toMatch(/^[A-Z]{2}$/)
    for (const name of [...female, ...male, ...family, ...cities.map(([city]) => city)]) {
      expect(name).toMatch(/^[A-Za-z /]+$/)
    }
  }
})
