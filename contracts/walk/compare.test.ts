import { describe, expect, it } from 'vitest'
import type { ApiModel, JsonObject } from '../../spec/index.js'
import { differences, type Write } from './compare.js'

const DOCUMENT: JsonObject = {
  components: {
    schemas: {
      Pet: {
        type: 'object',
        required: ['id', 'changed'],
        properties: {
          id: { type: 'integer', readOnly: true },
          name: { type: 'string' },
          label: { type: 'string', 'x-compute': '{name} {kind.value}' },
          kind: { type: 'object', 'x-reference': { to: 'Kinds', by: 'value' } },
          home: { type: 'object', required: ['key'], properties: { key: {}, street: {}, city: {} } },
          tags: { type: 'array', items: { type: 'string' } },
          born: { type: 'string', 'x-timestamp': ['YYYY-MM-DDTHH:mm:ss.SSSZZ', 'YYYY-MM-DD'] },
          changed: { type: 'string', format: 'date-time', 'x-stamp': 'modified' },
          status: { type: 'string' },
        },
      },
      PetInput: {
        type: 'object',
        properties: { name: {}, kind: {}, home: {}, tags: { default: [] }, born: {}, status: { readOnly: true } },
      },
    },
  },
}
const MODEL = {
  document: DOCUMENT,
  directories: { Kinds: [{ value: 'dog', description: 'Dog' }] },
} as unknown as ApiModel

const BEFORE: JsonObject = {
  id: 1,
  name: 'Rex',
  label: 'Rex',
  home: { key: 5, street: 'A' },
  tags: ['x', 'y'],
  changed: '2024-01-01T00:00:00Z',
  status: 'New',
}

function found(sent: JsonObject, after: JsonObject, more: Partial<Write> = {}): readonly string[] {
  const input = '/components/schemas/PetInput'
  const write: Write = { before: BEFORE, sent, action: 'merge', input, moved: [], states: ['status'], ...more }
  return differences(MODEL, '/components/schemas/Pet', write, after)
}

describe('a write is as it should be', () => {
  it.each<[string, JsonObject, JsonObject]>([
    ['with nothing sent', {}, BEFORE],
    ['with a later stamp', {}, { ...BEFORE, changed: '2024-01-02T00:00:00Z' }],
    ['with objects merged', { home: { city: 'B' } }, { ...BEFORE, home: { key: 5, street: 'A', city: 'B' } }],
    ['with arrays replaced', { tags: ['z'] }, { ...BEFORE, tags: ['z'] }],
    ['with the same moment', { born: '2020-05-20' }, { ...BEFORE, born: '2020-05-20T00:00:00.000+0000' }],
    ['with what follows', { name: 'Ann' }, { ...BEFORE, name: 'Ann', label: 'Ann' }],
    [
      'with the whole entry of a directory',
      { kind: { value: 'dog' } },
      { ...BEFORE, kind: { value: 'dog', description: 'Dog' }, label: 'Rex dog' },
    ],
    ['with what is read-only ignored', { status: 'Sold', id: 2 }, BEFORE],
  ])('%s', (_, sent, after) => {
    expect(found(sent, after)).toEqual([])
  })

  it('where a replacement keeps only what no body can carry', () => {
    const after = { id: 1, changed: BEFORE['changed'] ?? '', status: 'New', name: 'Ann', label: 'Ann', tags: [] }
    expect(found({ name: 'Ann' }, after, { action: 'replace' })).toEqual([])
    expect(found({ name: 'Ann' }, { ...after, home: { key: 5 } }, { action: 'replace' })).toHaveLength(1)
  })
})

it.each<[string, JsonObject, JsonObject, string]>([
  ['what was sent is not there', { name: 'Ann' }, BEFORE, 'name: expected "Ann", got "Rex"'],
  [
    'something else is gone',
    {},
    { ...BEFORE, tags: [] },
    'tags was not sent and should be as before: expected ["x","y"], got []',
  ],
  [
    'an object is replaced',
    { home: { city: 'B' } },
    { ...BEFORE, home: { key: 5, city: 'B' } },
    'home.street was not sent',
  ],
  ['an array is added to', { tags: ['z'] }, { ...BEFORE, tags: ['x', 'y', 'z'] }, 'tags: expected ["z"]'],
  [
    'a moment is another',
    { born: '2020-05-20' },
    { ...BEFORE, born: '2020-05-19T23:00:00.000+0000' },
    'born: expected',
  ],
  ['a stamp goes back', {}, { ...BEFORE, changed: '2023-01-01T00:00:00Z' }, 'changed went back in time'],
  [
    'an entry is not whole',
    { kind: { value: 'dog' } },
    { ...BEFORE, kind: { value: 'dog' }, label: 'Rex dog' },
    'kind: expected',
  ],
  [
    'something appears',
    {},
    { ...BEFORE, kind: { value: 'dog', description: 'Dog' }, label: 'Rex dog' },
    'kind was not sent',
  ],
  ['what follows does not', { name: 'Ann' }, { ...BEFORE, name: 'Ann' }, 'label is composed as {name} {kind.value}'],
])('it is told when %s', (_, sent, after, sentence) => {
  expect(found(sent, after).join('\n')).toContain(sentence)
})
