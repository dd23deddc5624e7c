import { expect, test } from 'vitest'
import { compilePattern } from './pattern.js'
import { seeded } from './random.js'

test.each([
  '^[A-Z]{2}$',
  '^[0-9]{4}-[0-9]{2}$',
  '^(\\+\\d{1,3})?\\d{5}$',
  '^(?:red|green|blue)-[a-f]+$',
  '^[^a-z]{3,5}$',
  '^\\w+@\\w+\\.example$',
  '^a?b*c+d{2,}$',
  '^[\\w.\\-+]{3}$',
  '^(a|(b|c)d)\\s\\S$',
  '^\\p{Lu}\\p{L}*$',
  '^\\u0041[\\u0042-\\u0044]\\x45$',
  '^$',
  'SPECIMEN-[0-9]{7}',
  '^(?<year>\\d{4})\\/\\d\\d$',
  '^.{3,10}$',
  '^[A-Z]{1,100000}$',
])('text for %s matches it', (pattern) => {
  const part = compilePattern(pattern)
  for (let key = 0; key < 50; key++) {
    expect(part?.(seeded(1, key), Number.POSITIVE_INFINITY)).toMatch(new RegExp(pattern, 'u'))
  }
})

test.each(['(a', '[a', 'a)', '(a)\\1'])('%s is beyond it', (pattern) => {
  expect(compilePattern(pattern)).toBeUndefined()
})
