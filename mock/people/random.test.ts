import { expect, test } from 'vitest'
import { fillIn, integer, pick, seeded } from './random.js'

test('the same seed and words give the same numbers', () => {
  const one = seeded(1, 'pet', 7)
  const other = seeded(1, 'pet', 7)
  expect([one.next(), one.next()]).toEqual([other.next(), other.next()])
})

test('another seed, another word, other bounds between words: other numbers', () => {
  const first = [
    seeded(1, 'ab', 'c'),
    seeded(2, 'ab', 'c'),
    seeded(1, 'ab', 'd'),
    seeded(1, 'a', 'bc'),
    seeded(1, 'abc'),
  ]
  expect(new Set(first.map((random) => random.next())).size).toBe(first.length)
})

test('a number and its text are the same word', () => {
  expect(seeded(1, 4711).next()).toBe(seeded(1, '4711').next())
})

test('neighbouring keys spread evenly over all tenths', () => {
  const tenths = new Array<number>(10).fill(0)
  for (let key = 0; key < 10_000; key++) {
    const tenth = Math.floor(seeded(1, 'person', key).next() * 10)
    tenths[tenth] = (tenths[tenth] ?? 0) + 1
  }
  expect(Math.min(...tenths)).toBeGreaterThan(850)
  expect(Math.max(...tenths)).toBeLessThan(1150)
})

test('integers reach both bounds, picks come from the list, forms are filled in', () => {
  const random = seeded(1)
  expect(new Set(Array.from({ length: 200 }, () => integer(random, 1, 3)))).toEqual(new Set([1, 2, 3]))
  expect(['a', 'b']).toContain(pick(random, ['a', 'b']))
  expect(fillIn(random, 'SW# #??')).toMatch(/^SW\d \d[A-Z]{2}$/)
})
