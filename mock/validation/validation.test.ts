import { expect, test } from 'vitest'
import { bodyOf, createExample, NOON, summarize } from './example-api.js'

const { read, send, validation } = createExample()

test('a call is read: parameters have their types, the body its fields', () => {
  const reading = send('putMember', '{"first_name":"Ann","loans":3}')
  expect(reading).toMatchObject({
    kind: 'read',
    call: {
      method: 'GET',
      path: '/members/7',
      parameters: { path: { id: 7 }, query: {}, header: {}, cookie: {} },
      body: { first_name: 'Ann', loans: 3 },
    },
  })
})

test('read-only fields of a request are ignored and required of nobody, however deep', () => {
  const body = JSON.stringify({
    first_name: 'Ann',
    created: 'nonsense',
    card: { number: 'nonsense' },
    shelf: { value: 'Poetry', label: 4 },
    friends: [{ first_name: 'Bo', created: 5, shelves: [{ value: 'Fiction', label: null }] }],
  })
  expect(bodyOf(send('putMember', body))).toEqual({
    first_name: 'Ann',
    shelf: { value: 'Poetry' },
    friends: [{ first_name: 'Bo', shelves: [{ value: 'Fiction' }] }],
  })
})

test('a read-only field that must not change stays, so that it can be compared', () => {
  expect(bodyOf(send('putMember', '{"first_name":"Ann","id":7}'))).toEqual({ first_name: 'Ann', id: 7 })
  expect(bodyOf(send('putMember', '{"first_name":"Ann","id":"x"}'))).toBe(
    'wrong-type: id must be an integer, not a string.',
  )
})

test.each([
  ['a whole one', '1978-11-14T15:41:07.079+0000', '1978-11-14T15:41:07.079+0000'],
  ['one with an offset', '1978-11-14T01:30:00.000+0530', '1978-11-13T20:00:00.000+0000'],
  ['one without an offset', '1978-11-14T00:00:00', '1978-11-14T00:00:00.000+0000'],
  ['a day', '1978-11-14', '1978-11-14T00:00:00.000+0000'],
  ['29 February of a leap year', '2000-02-29', '2000-02-29T00:00:00.000+0000'],
])('a date comes in in any of its forms and gets the first one: %s', (_, given, want) => {
  expect(bodyOf(send('putMember', JSON.stringify({ first_name: 'Ann', birth_date: given })))).toEqual({
    first_name: 'Ann',
    birth_date: want,
  })
})

const FORMS = 'YYYY-MM-DDTHH:mm:ss.SSSZZ, YYYY-MM-DDTHH:mm:ss or YYYY-MM-DD, for example 2024-08-16T15:41:07.079+0000'

test.each<[name: string, given: object, want: string]>([
  [
    '30 February',
    { birth_date: '2001-02-30' },
    `unreadable-date: birth_date is no date: "2001-02-30" is in no calendar; write ${FORMS}.`,
  ],
  [
    "25 o'clock",
    { birth_date: '2001-02-03T25:00:00' },
    `unreadable-date: birth_date is no date: "2001-02-03T25:00:00" is in no calendar; write ${FORMS}.`,
  ],
  [
    'a word',
    { birth_date: 'tomorrow' },
    `unreadable-date: birth_date is no date: "tomorrow" is not written as ${FORMS}.`,
  ],
  ['no text', { birth_date: 5 }, 'wrong-type: birth_date must be a string, not a number.'],
  ['too young', { birth_date: '2008-11-23' }, 'invalid-value: birth_date must lie before 2008-11-22 (now-P18Y).'],
  ['over', { expires: '2026-11-22' }, 'invalid-value: expires must lie in the future.'],
  [
    'a date by format, and two rules against it',
    { joined: '21-02-30' },
    'unreadable-date: joined is no date: "21-02-30" is not written as YYYY-MM-DD, for example 2024-08-16.',
  ],
  [
    'an impossible one by format',
    { joined: '2021-02-30' },
    'unreadable-date: joined is no date: "2021-02-30" is in no calendar; write YYYY-MM-DD, for example 2024-08-16.',
  ],
  ['a typo', { frist_name: 'x' }, 'unknown-field: frist_name is not a field of the model; did you mean "first_name"?'],
  [
    'another spelling',
    { birthDate: 'x' },
    'unknown-field: birthDate is not a field of the model; did you mean "birth_date"?',
  ],
  ['a stranger', { wings: 2 }, 'unknown-field: wings is not a field of the model.'],
  [
    'a nested stranger',
    { shelf: { value: 'Poetry', valu: 1 } },
    'unknown-field: shelf.valu is not a field of the model; did you mean "value"?',
  ],
  ['missing, in an item', { shelves: [{ value: 'Poetry' }, {}] }, 'missing-field: shelves[1].value is missing.'],
  ['a number for text', { email: 5 }, 'wrong-type: email must be a string, not a number.'],
  ['null', { email: null }, 'wrong-type: email must be a string, not null.'],
  ['text for a number', { loans: '3' }, 'wrong-type: loans must be an integer, not a string.'],
  ['a fraction', { loans: 1.5 }, 'wrong-type: loans must be an integer, not a number with a fraction.'],
  ['an array', { vegetarian: [] }, 'wrong-type: vegetarian must be true or false, not an array.'],
  ['one of two types', { fee: 'x' }, 'wrong-type: fee must be a number or null, not a string.'],
  [
    'an unsafe integer',
    { loans: 2 ** 53 },
    'invalid-value: loans must be at most 20; loans must lie between -9007199254740991 and 9007199254740991.',
  ],
  ['too small', { loans: -1 }, 'invalid-value: loans must be at least 0.'],
  ['cents', { fee: 1.234 }, 'invalid-value: fee must be a multiple of 0.01.'],
  ['empty', { first_name: '' }, 'invalid-value: first_name must not be empty.'],
  ['too long', { first_name: 'a'.repeat(21) }, 'invalid-value: first_name must have at most 20 characters.'],
  ['a pattern', { first_name: 'R2D2' }, 'invalid-value: first_name must match ^[\\p{L} -]+$, and "R2D2" does not.'],
  ['a format', { email: 'ann' }, 'invalid-value: email must be an e-mail address, not "ann".'],
  [
    'an enum, or nothing',
    { shelf: { value: 'Cooking' } },
    'invalid-value: shelf.value must be "Fiction" or "Poetry", not "Cooking".',
  ],
  ['no object, or nothing', { shelf: 'Poetry' }, 'wrong-type: shelf must be an object or null, not a string.'],
  ['a constant', { kind: 'Guest' }, 'invalid-value: kind must be "Member", not "Guest".'],
  [
    'too many',
    { shelves: [{ value: 'Poetry' }, { value: 'Fiction' }, { value: 'Poetry' }] },
    'invalid-value: shelves must have at most 2 items; shelves must not have the same item twice (0 and 2).',
  ],
  ['a discriminated branch', { contact: { type: 'mail', number: '1' } }, 'missing-field: contact.address is missing.'],
  ['no discriminator', { contact: { number: '1' } }, 'missing-field: contact.type is missing.'],
  [
    'an unknown discriminator',
    { contact: { type: 'fax' } },
    'invalid-value: contact.type must be "phone" or "mail", not "fax".',
  ],
  [
    'none of two forms',
    { payment: { coins: 1 } },
    'invalid-value: payment fits none of the forms that the document allows: cash or cheque (the nearest: notes is missing).',
  ],
  [
    'both forms',
    { payment: { coins: 1, notes: 1, bank: 'x', sum: 1 } },
    'invalid-value: payment fits cash and cheque, and may fit only one.',
  ],
  ['the one form of its type', { note: 'much too long' }, 'invalid-value: note must have at most 5 characters.'],
  ['no form of its type', { note: 5 }, 'wrong-type: note must be a string or an array, not a number.'],
  [
    'several kinds',
    { loans: 'x', frist_name: 1 },
    'invalid-request: loans must be an integer, not a string; frist_name is not a field of the model; did you mean "first_name"?',
  ],
])('a body with a fault gets one clear sentence: %s', (_, given, want) => {
  expect(summarize(send('putMember', JSON.stringify({ first_name: 'Ann', ...given })))).toBe(want)
})

test('parameters and body are judged together, and each violation says where its rule stands', () => {
  const reading = read('putMember', {
    pathParameters: { id: 'x' },
    headers: new Headers({ 'content-type': 'application/json' }),
    body: new TextEncoder().encode('{"shelf":{"value":"Cooking"}}'),
  })
  expect(reading).toEqual({
    kind: 'refused',
    problem: {
      code: 'invalid-request',
      detail:
        'The path parameter id must be an integer, not "x"; first_name is missing; shelf.value must be "Fiction" or "Poetry", not "Cooking".',
      reason: 'path parameter id must be an integer, not "x", and 2 more',
      violations: [
        {
          code: 'wrong-type',
          in: 'path',
          field: 'id',
          message: 'must be an integer, not "x"',
          rule: '/paths/~1members~1{id}/put/parameters/0/schema/type',
        },
        {
          code: 'missing-field',
          in: 'body',
          field: 'first_name',
          message: 'is missing',
          rule: '/components/schemas/Member/required',
        },
        {
          code: 'invalid-value',
          in: 'body',
          field: 'shelf.value',
          message: 'must be "Fiction" or "Poetry", not "Cooking"',
          rule: '/components/schemas/Shelf/properties/value/enum',
        },
      ],
    },
  })
})

test('a sentence names twenty faults and counts the rest', () => {
  const body = Object.fromEntries(Array.from({ length: 27 }, (_, index) => [`x${index}x`, 1]))
  const named = Array.from({ length: 20 }, (_, index) => `x${index}x is not a field of the model`).join('; ')
  expect(summarize(send('putMember', JSON.stringify({ first_name: 'Ann', ...body })))).toBe(
    `unknown-field: ${named}; and 7 more.`,
  )
})

test('no more than sixty characters of what a client wrote are repeated', () => {
  const long = '😀'.repeat(100)
  const reading = send('putMember', JSON.stringify({ first_name: 'Ann', email: long, [long]: 1 }))
  expect(summarize(reading)).toBe(
    `invalid-request: email must be an e-mail address, not "${'😀'.repeat(59)}…"; ${'😀'.repeat(59)}… is not a field of the model.`,
  )
})

test('prototype keys are unknown fields and change nothing', () => {
  const body =
    '{"first_name":"Ann","__proto__":{"polluted":1},"friends":[{"first_name":"B","\\u005f_proto__":1}],"constructor":1}'
  expect(summarize(send('putMember', body))).toBe(
    'unknown-field: __proto__ is not a field of the model; friends[0].__proto__ is not a field of the model; constructor is not a field of the model.',
  )
  expect({}).not.toHaveProperty('polluted')
})

test('a field may have the name of a method that every object has', () => {
  const schema = '/components/schemas/toString'
  expect(validation.check(schema, {}, NOON)).toEqual([])
  expect(validation.check(schema, { constructor: 1 } as never, NOON)).toMatchObject([{ field: 'constructor' }])
})

test('what a guard finds missing is told all at once, each with the refusal nearest to it', () => {
  const found = validation.check('/components/schemas/Complete', { expires: '2020-01-01', card: {} }, NOON)
  expect(found.map(({ field, message, refusal }) => [field, message, refusal])).toEqual([
    ['first_name', 'is missing', 'Incomplete'],
    ['birth_date', 'is missing', 'Incomplete'],
    ['expires', 'must lie in the future', 'Expired'],
    ['card.number', 'is missing', 'CardMissing'],
  ])
  expect(validation.check('/components/schemas/Complete', {}, NOON).map(({ refusal }) => refusal)).toEqual([
    'Incomplete',
    'Incomplete',
    'Incomplete',
  ])
})

test('a guard sees read-only fields', () => {
  const data = { first_name: 'Ann', birth_date: '2000-01-01T00:00:00.000+0000', card: { number: 1 } }
  expect(validation.check('/components/schemas/Complete', data, NOON)).toEqual([])
})

test.each([
  [
    'BrokenReference',
    "the schema at /components/schemas/BrokenReference cannot be used: can't resolve reference #/components/schemas/Nowhere from id ",
  ],
  [
    'BrokenPattern',
    'the schema at /components/schemas/BrokenPattern cannot be used: Invalid regular expression: /(/: Unterminated group',
  ],
])('a schema that cannot be used is one sentence, not a crash: %s', (name, want) => {
  const rule = `/components/schemas/${name}`
  const message = `cannot be checked: ${want}`
  expect(validation.check(rule, 'x', NOON)).toEqual([{ code: 'invalid-request', in: 'body', field: '', message, rule }])
})

test('a pattern that only the older syntax allows is used as it is', () => {
  expect(validation.check('/components/schemas/OldPattern', 'a.b-', NOON)).toEqual([])
  expect(validation.check('/components/schemas/OldPattern', 'a b', NOON)).toHaveLength(1)
})

test('a text too long for a pattern is refused untried', () => {
  expect(validation.check('/components/schemas/OldPattern', 'a'.repeat(70_000), NOON)).toMatchObject([
    { message: 'is longer than the 65536 characters that a pattern is tried on' },
  ])
})

test('a deep choice of choices is told in a moment, at its end', () => {
  const body = `${'{"child":'.repeat(150)}{"child":5}${'}'.repeat(150)}`
  const found = validation.check('/components/schemas/Tree', JSON.parse(body), NOON)
  expect(found).toMatchObject([{ code: 'wrong-type', message: 'must be an object or null, not a number' }])
  expect(found[0]?.field.split('.')).toHaveLength(151)
})

test('operations are found in the document whatever their paths look like', () => {
  expect(summarize(send('odd', '{}', 'application/vnd.odd+json'))).toBe('missing-field: x is missing.')
})

test.each<[name: string, schema: string, want: string | number]>([
  ['timestamp', '/components/schemas/Moment', '2026-11-22T12:00:00.000+0000'],
  ['by reference', '/components/schemas/Member/properties/birth_date', '2026-11-22T12:00:00.000+0000'],
  ['format', '/components/schemas/Member/properties/joined', '2026-11-22'],
  ['number', '/components/schemas/Member/properties/loans', NOON],
  ['nothing said', '/components/schemas/Member/properties/email', '2026-11-22T12:00:00.000Z'],
])('a moment is written as its schema says, and can be read again: %s', (_, schema, want) => {
  expect(validation.formatMoment(schema, NOON)).toBe(want)
  const again = validation.parseMoment(schema, String(want))
  expect(again).toBe(want === '2026-11-22' ? NOON - 12 * 3_600_000 : NOON)
  expect(validation.parseMoment(schema, 'tomorrow')).toBeUndefined()
})
