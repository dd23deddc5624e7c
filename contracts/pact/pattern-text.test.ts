import { expect, it } from 'vitest'
import { textForPattern } from './pattern-text.js'

it.each([
  ['^PX[0-9]{9}$', 'PX000000000'],
  ['^[A-Z]{2}$', 'AA'],
  ['\\S', '0'],
  ['^(cat|dog)s?$', 'cat'],
  ['^\\d{4}-\\d{2}$', '0000-00'],
  ['^[a-z_]+(\\.[a-z_]+)+$', 'a.a'],
  ['^[^/]*/.{3,}$', '/000'],
  ['^(?=a)b$', undefined],
  ['[', undefined],
])('%s is %s', (pattern, text) => {
  expect(textForPattern(pattern)).toBe(text)
})
