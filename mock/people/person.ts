/** One person, all of a piece: the name agrees with the sex, the city with the country, the e-mail with the name. */

import type { Random } from '../ports.js'
import { COUNTRIES, type Country, findCountry } from './countries.js'
import { fillIn, integer, pick } from './random.js'

export type Person = {
  readonly sex: 'female' | 'male'
  readonly firstName: string
  readonly middleName: string
  readonly lastName: string
  readonly email: string
  readonly username: string
  readonly phone: string
  readonly country: Country
  readonly city: string
  readonly zipCode: string
  readonly streetAddress: string
  /** Midnight UTC, ms since the epoch. */
  readonly birthdate: number
}

/** What is known of a person beforehand; the rest agrees with it. */
export type Known = {
  readonly sex?: string
  readonly firstName?: string
  readonly middleName?: string
  readonly lastName?: string
  readonly country?: string
  readonly birthdate?: number
}

/** What past dates refer to. Not the clock: a person must not grow younger from day to day. */
export const REFERENCE_DATE = Date.UTC(2025, 0, 1)

const DAY = 86_400_000
/** 21 to 75 years before the reference date. */
const YOUNGEST = Date.UTC(2004, 0, 1)
const OLDEST = Date.UTC(1950, 0, 1)
const STREETS = [
  'Park',
  'Station',
  'Mill',
  'Church',
  'Garden',
  'Harbour',
  'Linden',
  'School',
  'Bridge',
  'Orchard',
] as const
const ROADS = ['Street', 'Road', 'Lane', 'Avenue'] as const

/** Facets of `x-faker` that the composed person serves, so that they agree with each other. */
export const FACETS: { readonly [method: string]: (person: Person) => string | number } = {
  'person.firstName': (person) => person.firstName,
  'person.lastName': (person) => person.lastName,
  'person.middleName': (person) => person.middleName,
  'person.fullName': (person) => `${person.firstName} ${person.lastName}`,
  'person.sex': (person) => person.sex,
  'internet.email': (person) => person.email,
  'internet.exampleEmail': (person) => person.email,
  'internet.username': (person) => person.username,
  'phone.number': (person) => person.phone,
  'location.countryCode': (person) => person.country.code,
  'location.country': (person) => person.country.name,
  'location.city': (person) => person.city,
  'location.streetAddress': (person) => person.streetAddress,
  'location.zipCode': (person) => person.zipCode,
  'date.birthdate': (person) => person.birthdate,
}

/**
 * The person behind a key.
 *
 * @param countries the countries to choose from
 */
export function composePerson(
  random: Random,
  key: string | number,
  countries: readonly Country[] = COUNTRIES,
  known: Known = {},
): Person {
  // Always the same draws in the same order: what is known beforehand must not change the rest.
  const drawnSex = pick(random, ['female', 'male'] as const)
  const drawnCountry = at(countries, random.next())
  const first = random.next()
  const middle = random.next()
  const family = random.next()
  const place = random.next()
  const street = `${integer(random, 1, 180)} ${pick(random, STREETS)} ${pick(random, ROADS)}`
  const drawnBirthdate = OLDEST + Math.floor((random.next() * (YOUNGEST - OLDEST)) / DAY) * DAY

  const country = (known.country === undefined ? undefined : findCountry(known.country)) ?? drawnCountry
  const sex = known.sex === undefined ? drawnSex : sexOf(known.sex, drawnSex)
  const givenNames = country[sex]
  const firstIndex = Math.floor(first * givenNames.length)
  // Another one of the same list, never the first name again.
  const middleIndex = (firstIndex + 1 + Math.floor(middle * (givenNames.length - 1))) % givenNames.length
  const firstName = known.firstName ?? at(givenNames, first)
  const lastName = known.lastName ?? familyName(at(country.family, family), sex)
  const [city, postalCode] = at(country.cities, place)
  const words = [asciiWord(firstName), asciiWord(lastName), asciiWord(String(key))].filter((word) => word !== '')
  const mailbox = words.length > 0 ? words.join('.') : 'someone'

  return {
    sex,
    firstName,
    middleName: known.middleName ?? givenNames[middleIndex] ?? '',
    lastName,
    email: `${mailbox}@example.com`,
    username: mailbox.replaceAll('.', '_'),
    phone: phoneOf(key),
    country,
    city,
    zipCode: fillIn(random, postalCode),
    streetAddress: street,
    birthdate: known.birthdate ?? drawnBirthdate,
  }
}

/** The phone of a key: +999 is a country code that no country has, and the digits lead back to the key. */
export function phoneOf(key: string | number): string {
  return `+999${digitsOf(key).padStart(10, '0')}`
}

/** The numeric key behind a phone of ours, with or without `+`; undefined: the phone is not one. */
export function keyOfPhone(phone: string): number | undefined {
  const digits = /^\+?999(\d{10,})$/.exec(phone.replace(/[ ()-]/g, ''))?.[1]
  return digits === undefined ? undefined : Number(digits)
}

function digitsOf(key: string | number): string {
  const text = String(key)
  if (/^\d+$/.test(text)) return text
  let sum = 0
  for (const letter of text) sum = (sum * 131 + (letter.codePointAt(0) ?? 0)) % 9_999_999_967
  return String(sum)
}

function sexOf(text: string, otherwise: 'female' | 'male'): 'female' | 'male' {
  if (/^(f|female|woman)$/i.test(text)) return 'female'
  if (/^(m|male|man)$/i.test(text)) return 'male'
  return otherwise
}

function familyName(forms: string, sex: 'female' | 'male'): string {
  const [male, female] = forms.split('/')
  return (sex === 'female' ? female : male) ?? forms
}

/** The tables are not empty, but types cannot say so. */
function at<T>(values: readonly T[], chance: number): T {
  return values[Math.floor(chance * values.length)] as T
}

/** `Anna-Łucja` → `annaucja`: what an e-mail address can hold without doubt. */
function asciiWord(text: string): string {
  if (/^[A-Za-z0-9]+$/.test(text)) return text.toLowerCase()
  return text
    .normalize('NFKD')
    .toLowerCase()
    .replace(/[^a-z0-9]/g, '')
}

/** Midnight UTC of somebody's 16th, 18th, … birthday. */
export function birthday(birth: number, years: number): number {
  const date = new Date(birth)
  return Date.UTC(date.getUTCFullYear() + years, date.getUTCMonth(), date.getUTCDate())
}

/** A moment between two others. */
export function between(random: Random, from: number, to: number): number {
  return from + integer(random, 0, Math.max(0, to - from))
}
