import fc from 'fast-check'
import { expect, test } from 'vitest'
import { compileForm } from './timestamp-form.js'

const at = Date.UTC(2021, 7, 16, 15, 41, 7, 79)

test.each([
  ['YYYY-MM-DDTHH:mm:ss.SSSZZ', '2021-08-16T15:41:07.079+0000'],
  ['YYYY-MM-DDTHH:mm:ss.SSSZ', '2021-08-16T15:41:07.079+00:00'],
  ['DD.MM.YYYY', '16.08.2021'],
  ['YYYYMMDD HHmm', '20210816 1541'],
])('a date is written in the form %s', (form, want) => {
  expect(compileForm(form).format(at)).toBe(want)
})

test.each<[form: string, text: string, want: string | undefined]>([
  ['YYYY-MM-DD', '2020-02-29', '2020-02-29T00:00:00.000Z'],
  ['YYYY-MM-DD', '2021-02-29', 'impossible'],
  ['YYYY-MM-DD', '1900-02-29', 'impossible'],
  ['YYYY-MM-DD', '2021-13-01', 'impossible'],
  ['YYYY-MM-DD', '2021-04-31', 'impossible'],
  ['YYYY-MM-DD', '2021-00-01', 'impossible'],
  ['YYYY-MM-DD', '2021-01-00', 'impossible'],
  ['YYYY-MM-DD', '0000-02-29', '0000-02-29T00:00:00.000Z'],
  ['YYYY-MM-DD', '0050-01-01', '0050-01-01T00:00:00.000Z'],
  ['YYYY-MM-DD', '2021-1-1', undefined],
  ['YYYY-MM-DD', '２０２１-01-01', undefined],
  ['YYYY-MM-DD', '2021-01-01\n', undefined],
  ['YYYY-MM-DD HH:mm', '2021-01-01 24:00', 'impossible'],
  ['YYYY-MM-DD HH:mm', '2021-01-01 23:60', 'impossible'],
  ['YYYY-MM-DD HH:mm:ss', '2021-01-01 23:59:60', 'impossible'],
  ['YYYY-MM-DDZZ', '2021-01-01-0130', '2021-01-01T01:30:00.000Z'],
  ['YYYY-MM-DDZZ', '2021-01-01+2400', 'impossible'],
  ['YYYY-MM-DDZZ', '2021-01-01+01:30', undefined],
  ['YYYY-MM-DDZ', '2021-01-01+01:30', '2020-12-31T22:30:00.000Z'],
  ['YYYY-MM-DDZ', '2021-01-01Z', '2021-01-01T00:00:00.000Z'],
  ['YYYY-MM-DDZZ', '0000-01-01+0001', 'impossible'],
  ['YYYY-MM-DDZZ', '9999-12-31-0001', '9999-12-31T00:01:00.000Z'],
  ['(YYYY)', '(2021)', '2021-01-01T00:00:00.000Z'],
])('%s reads "%s"', (form, text, want) => {
  const read = compileForm(form).parse(text)
  expect(typeof read === 'number' ? new Date(read).toISOString() : read).toBe(want)
})

test('whatever is written can be read', () => {
  const form = compileForm('YYYY-MM-DDTHH:mm:ss.SSSZZ')
  const times = fc.integer({ min: Date.parse('0000-01-01T00:00:00Z'), max: Date.parse('9999-12-31T23:59:59.999Z') })
  fc.assert(fc.property(times, (time) => form.parse(form.format(time)) === time))
})
