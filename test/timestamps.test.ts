/** Timestamps: three forms come in, one goes out; what is in no calendar stays out. */

import { beforeAll, describe, expect, test } from 'vitest'
import { type Client, DAY, openFlagship, profileOf, SECOND, saveOf, submitOf } from './client.js'

const READY = 1003

let customer: Client
beforeAll(async () => {
  customer = (await openFlagship()).as(READY)
})

describe('a birth date comes in as', () => {
  const taken: readonly [sent: string, kept: string][] = [
    ['1978-11-14T15:41:07.079+0000', '1978-11-14T15:41:07.079+0000'],
    ['1978-11-14T00:00:00', '1978-11-14T00:00:00.000+0000'],
    ['1978-11-14', '1978-11-14T00:00:00.000+0000'],
    ['1978-11-14T02:00:00.000+0300', '1978-11-13T23:00:00.000+0000'],
    ['1978-11-14T23:30:00.000-0930', '1978-11-15T09:00:00.000+0000'],
    ['1996-02-29', '1996-02-29T00:00:00.000+0000'],
    ['2000-02-29T12:00:00', '2000-02-29T12:00:00.000+0000'],
    ['1969-12-31', '1969-12-31T00:00:00.000+0000'],
    ['1899-01-01', '1899-01-01T00:00:00.000+0000'],
    ['0001-01-01', '0001-01-01T00:00:00.000+0000'],
    ['2026-11-22T11:59:59', '2026-11-22T11:59:59.000+0000'],
  ]
  test.each(taken)('%s and goes out as %s', async (sent, kept) => {
    for (const path of [profileOf(READY), saveOf(READY)]) {
      const answer = await customer.put(path, { birth_date: sent })
      expect(answer.status, answer.text).toBe(200)
      expect(answer.get('birth_date')).toBe(kept)
    }
    expect((await customer.get(profileOf(READY))).get('birth_date')).toBe(kept)
  })

  test('what goes out, which comes in as it is', async () => {
    const out = (await customer.get(profileOf(READY))).get('birth_date') ?? ''
    expect((await customer.put(profileOf(READY), { birth_date: out })).get('birth_date')).toBe(out)
  })
})

describe('a birth date does not come in as', () => {
  const NO_CALENDAR = 'is in no calendar'
  const NO_FORM = 'is not written as YYYY-MM-DDTHH:mm:ss.SSSZZ, YYYY-MM-DDTHH:mm:ss or YYYY-MM-DD'
  const refused: readonly [sent: string, errorId: string, says: string][] = [
    ['1978-02-30', 'field.date', NO_CALENDAR],
    ['1978-02-30T00:00:00', 'field.date', NO_CALENDAR],
    ['1978-02-30T00:00:00.000+0000', 'field.date', NO_CALENDAR],
    ['1900-02-29', 'field.date', NO_CALENDAR],
    ['1995-02-29', 'field.date', NO_CALENDAR],
    ['1978-13-01', 'field.date', NO_CALENDAR],
    ['1978-00-10', 'field.date', NO_CALENDAR],
    ['1978-04-31', 'field.date', NO_CALENDAR],
    ['1978-11-14T24:00:00', 'field.date', NO_CALENDAR],
    ['1978-11-14T12:60:00', 'field.date', NO_CALENDAR],
    ['1978-11-14T12:00:00.000+9900', 'field.date', NO_CALENDAR],
    ['14.11.1978', 'field.date', NO_FORM],
    ['1978-11-14T00:00:00Z', 'field.date', NO_FORM],
    ['1978-11-14T00:00:00.000+00:00', 'field.date', NO_FORM],
    ['1978-11-14T00:00:00.000', 'field.date', NO_FORM],
    ['1978-11-14 00:00:00', 'field.date', NO_FORM],
    ['1978-11-14T00:00', 'field.date', NO_FORM],
    [' 1978-11-14', 'field.date', NO_FORM],
    ['1978-11-14\n', 'field.date', NO_FORM],
    ['١٩٧٨-١١-١٤', 'field.date', NO_FORM],
    ['yesterday', 'field.date', NO_FORM],
    ['', 'field.date', NO_FORM],
    ['2026-11-22T12:00:00', 'field.value', 'must lie in the past'],
    ['2026-11-23', 'field.value', 'must lie in the past'],
    ['9999-12-31', 'field.value', 'must lie in the past'],
  ]
  test.each(refused)('%j', async (sent, errorId, says) => {
    const before = await customer.get(profileOf(READY))
    for (const path of [profileOf(READY), saveOf(READY)]) {
      const answer = await customer.put(path, { nick_name: 'Changed', birth_date: sent })
      expect(answer.get('error_id'), answer.text).toBe(errorId)
      expect(answer.status).toBe(400)
      expect(answer.get('description')).toContain('birth_date')
      expect(answer.get('description')).toContain(says)
    }
    expect((await customer.get(profileOf(READY))).text).toBe(before.text)
  })

  test('a number', async () => {
    const answer = await customer.put(profileOf(READY), { birth_date: 279_849_600_000 })
    expect(answer.get('error_id')).toBe('field.type')
    expect(answer.get('description')).toContain('birth_date must be a string')
  })
})

test('every moment that goes out has the one form', async () => {
  const { as, clock } = await openFlagship()
  const someone = as(READY)
  await someone.put(saveOf(READY), { document_issue_date: '2020-01-01', document_expire_date: '2031-01-01T08:30:00' })
  clock.advance(1234)
  const { text } = await someone.put(submitOf(READY))
  const moments = text.match(/"\d{4}-\d\d-\d\d[^"]*"/g) ?? []
  expect(moments.length).toBeGreaterThan(10)
  for (const moment of moments) expect(moment).toMatch(/^"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}\+0000"$/)
})

test('stamps follow the clock: created stays, modified and state_changed move', async () => {
  const { as, clock } = await openFlagship()
  const someone = as(1001)
  const start = '2026-11-22T12:00:00.000+0000'
  expect((await someone.get(profileOf(1001))).get('customer')).toMatchObject({ created: start, modified: start })

  clock.advance(90 * SECOND)
  const written = await someone.put(profileOf(1001), { nick_name: 'x' })
  expect(written.get('customer')).toMatchObject({
    created: start,
    modified: '2026-11-22T12:01:30.000+0000',
    state_changed: start,
    state: 'New',
  })

  clock.advance(SECOND)
  await someone.put(profileOf(1001), { nick_name: 'x', pep: 'wrong' })
  expect((await someone.get(profileOf(1001))).get('customer.modified')).toBe('2026-11-22T12:01:30.000+0000')
})

test('a document expires while the clock goes on', async () => {
  const { as, clock } = await openFlagship()
  const soon = as(1014)
  const expires = (await soon.get(profileOf(1014))).get('document_expire_date')
  expect(expires).toBe('2026-11-29T12:00:00.000+0000')
  clock.advance(7 * DAY)
  const late = await soon.put(submitOf(1014))
  expect(late.get('error_id')).toBe('document.expired')
  const renewed = await soon.put(submitOf(1014), { document_expire_date: '2036-01-01' })
  expect(renewed.get('customer.compliance_state'), renewed.text).toBe('Accepted')
})
