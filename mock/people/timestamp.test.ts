import { expect, test } from 'vitest'
import { compileForm, dateForm, ISO, writeRelative } from './timestamp.js'

const at = Date.UTC(2021, 7, 6, 5, 4, 3, 79)
const origin = Date.UTC(2026, 0, 31)

test.each([
  ['YYYY-MM-DDTHH:mm:ss.SSSZZ', '2021-08-06T05:04:03.079+0000'],
  ['YYYY-MM-DDTHH:mm:ssZ', '2021-08-06T05:04:03+00:00'],
  ['DD.MM.YYYY', '06.08.2021'],
  [ISO, '2021-08-06T05:04:03.079Z'],
])('%s is written %s', (form, text) => {
  expect(compileForm(form)(at)).toBe(text)
})

test.each([
  [{ 'x-timestamp': ['DD.MM.YYYY', 'YYYY'] }, 'DD.MM.YYYY'],
  [{ format: 'date' }, 'YYYY-MM-DD'],
  [{ format: 'date-time' }, ISO],
  [{ 'x-faker': { 'date.past': { years: 5 } } }, ISO],
  [{ 'x-faker': 'date.weekday' }, undefined],
  [{ type: 'string' }, undefined],
])('a property with %j is a date of the form %s', (keywords, form) => {
  expect(dateForm(keywords)).toBe(form)
})

test.each([
  ['now+P7D', { format: 'date' }, '2026-02-07'],
  ['now-P1Y', { 'x-timestamp': ['DD.MM.YYYY'] }, '31.01.2025'],
  ['now', { format: 'date-time' }, '2026-01-31T00:00:00.000Z'],
  ['now', { type: 'string' }, 'now'],
  ['now-P1M', {}, '2025-12-31T00:00:00.000Z'],
  ['nowhere', { format: 'date' }, 'nowhere'],
])('%s for a property with %j is %s', (text, keywords, written) => {
  expect(writeRelative(text, keywords, origin)).toBe(written)
})
