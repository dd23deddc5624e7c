import { describe, expect, it } from 'vitest'
import { compileForm, formsOf, momentOf } from './timestamps.js'

const AT = Date.UTC(2021, 7, 16, 15, 41, 7, 79)

describe('a form of timestamps', () => {
  it.each([
    ['YYYY-MM-DDTHH:mm:ss.SSSZZ', '2021-08-16T15:41:07.079+0000', AT],
    ['YYYY-MM-DDTHH:mm:ss', '2021-08-16T15:41:07', AT - 79],
    ['YYYY-MM-DD', '2021-08-16', Date.UTC(2021, 7, 16)],
    ['DD.MM.YYYY', '16.08.2021', Date.UTC(2021, 7, 16)],
  ])('%s is written as %s and read back', (form, text, at) => {
    expect(compileForm(form).format(AT)).toBe(text)
    expect(compileForm(form).parse(text)).toBe(at)
  })

  it('takes the offset into account', () => {
    expect(compileForm('YYYY-MM-DDTHH:mm:ss.SSSZZ').parse('2021-08-16T18:41:07.079+0300')).toBe(AT)
    expect(compileForm('YYYY-MM-DDTHH:mm:ssZ').parse('2021-08-16T15:41:07Z')).toBe(AT - 79)
  })

  it.each(['2021-02-30', '2021-13-01', '2021-8-16', 'soon', ''])('does not take %j for a date', (text) => {
    expect(compileForm('YYYY-MM-DD').parse(text)).toBeUndefined()
  })
})

it('a schema says how its moments are written', () => {
  expect(formsOf({ 'x-timestamp': ['YYYY', 'YYYY-MM'] }).map(({ form }) => form)).toEqual(['YYYY', 'YYYY-MM'])
  expect(formsOf({ format: 'date' }).map(({ form }) => form)).toEqual(['YYYY-MM-DD'])
  expect(formsOf({ type: 'string' })).toEqual([])
  expect(momentOf('2021-08-16T15:41:07.079Z', { format: 'date-time' })).toBe(AT)
  expect(momentOf('2021-02-30T15:41:07Z', { format: 'date-time' })).toBeUndefined()
  expect(momentOf(17, { format: 'date-time' })).toBeUndefined()
})
