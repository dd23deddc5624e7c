import { describe, expect, test } from 'vitest'
import type { JsonObject, JsonValue } from './model.js'
import { applyOverlay } from './overlay.js'

const pets: JsonObject = {
  openapi: '3.1.0',
  info: { title: 'Pets', version: '1' },
  tags: [{ name: 'a' }, { name: 'b' }, { name: 'c' }],
  paths: { '/pets': { get: { operationId: 'listPets' } }, '/pets/{id}': { get: { operationId: 'getPet' } } },
}

function overlay(...actions: JsonValue[]): JsonObject {
  return { overlay: '1.0.0', info: { title: 'More', version: '1' }, actions }
}

describe('an overlay', () => {
  test.each<[string, JsonObject, Partial<Record<string, JsonValue>>]>([
    [
      'merges objects',
      { target: '$.info', update: { version: '2', contact: { name: 'x' } } },
      { info: { title: 'Pets', version: '2', contact: { name: 'x' } } },
    ],
    [
      'adds to the end of a list',
      { target: '$.tags', update: { name: 'd' } },
      { tags: [{ name: 'a' }, { name: 'b' }, { name: 'c' }, { name: 'd' }] },
    ],
    [
      'makes lists in an update longer',
      { target: '$', update: { tags: [{ name: 'd' }] } },
      { tags: [{ name: 'a' }, { name: 'b' }, { name: 'c' }, { name: 'd' }] },
    ],
    [
      'reaches many places at once',
      { target: '$.paths.*.get', update: { 'x-subject': { action: 'read' } } },
      {
        paths: {
          '/pets': { get: { operationId: 'listPets', 'x-subject': { action: 'read' } } },
          '/pets/{id}': { get: { operationId: 'getPet', 'x-subject': { action: 'read' } } },
        },
      },
    ],
    [
      'finds by a filter',
      { target: "$.tags[?@.name=='b']", update: { x: 1 } },
      { tags: [{ name: 'a' }, { name: 'b', x: 1 }, { name: 'c' }] },
    ],
    ['removes from lists, several at once', { target: '$.tags[0,1]', remove: true }, { tags: [{ name: 'c' }] }],
    ['removes from objects', { target: '$.tags', remove: true }, { tags: undefined }],
  ])('%s', (_name, action, changed) => {
    const { document, faults } = applyOverlay(pets, overlay(action))
    expect(faults).toEqual([])
    expect(document).toEqual(JSON.parse(JSON.stringify({ ...pets, ...changed })))
  })

  test('leaves the original alone, also where YAML aliases make one object stand in two places', () => {
    const shared = { type: 'string' }
    const document = { a: shared, b: shared }
    const { document: changed } = applyOverlay(document, overlay({ target: '$.a', update: { minLength: 1 } }))
    expect(changed).toEqual({ a: { type: 'string', minLength: 1 }, b: { type: 'string' } })
    expect(shared).toEqual({ type: 'string' })
  })

  test('applies its actions one after the other', () => {
    const actions = [
      { target: '$.info', update: { 'x-a': {} } },
      { target: "$.info['x-a']", update: { b: 1 } },
    ]
    expect(applyOverlay(pets, overlay(...actions)).document.info).toEqual({
      title: 'Pets',
      version: '1',
      'x-a': { b: 1 },
    })
  })

  test('remembers where what it wrote came from', () => {
    const { written } = applyOverlay(pets, overlay({ target: '$.info', update: { version: '2', 'x-a/b': { c: 1 } } }))
    expect([...written]).toEqual([
      ['/info/version', '/actions/0/update/version'],
      ['/info/x-a~1b', '/actions/0/update/x-a~1b'],
    ])
  })
})

describe('says what is wrong with an overlay', () => {
  test.each<[string, JsonValue, string, string]>([
    ['another document', { openapi: '3.1.0' }, '', 'This is not an Overlay: it has no line like overlay: 1.0.0.'],
    ['a list', [], '', 'This is not an Overlay: it has no line like overlay: 1.0.0.'],
    ['another version', { overlay: '2.0.0' }, '/overlay', 'Overlay 2.0.0 is not known here; 1.0 is.'],
    ['no actions', { overlay: '1.0.0', actions: [] }, '/actions', 'An Overlay needs a list of actions.'],
    ['an action that is none', overlay('x'), '/actions/0', 'An action is an object with a target.'],
    [
      'a misspelt word',
      overlay({ target: '$', updat: {} }),
      '/actions/0/updat',
      'An action has no "updat". Did you mean "update"?',
    ],
    ['no target', overlay({ update: {} }), '/actions/0', 'An action needs a target, a JSONPath such as $.paths.'],
    ['nothing to do', overlay({ target: '$' }), '/actions/0', 'An action needs an update, or remove: true.'],
    [
      'a target that matches nothing',
      overlay({ target: "$.paths['/pet']", update: {} }),
      '/actions/0/target',
      '"$.paths[\'/pet\']" matches nothing in the document.',
    ],
    [
      'a plain value to update',
      overlay({ target: '$.info.title', update: {} }),
      '/actions/0/target',
      '"$.info.title" matches a plain value; an update needs an object or a list, such as the one around it.',
    ],
    [
      'an object updated by a plain value',
      overlay({ target: '$.info', update: 'x' }),
      '/actions/0/target',
      '"$.info" matches an object, so the update must be one as well.',
    ],
    [
      'all of it removed',
      overlay({ target: '$', remove: true }),
      '/actions/0/target',
      'The whole document cannot be removed.',
    ],
  ])('%s', (_name, value, pointer, message) => {
    expect(applyOverlay(pets, value).faults).toEqual([{ pointer, message }])
  })

  test('a malformed JSONPath', () => {
    const { faults } = applyOverlay(pets, overlay({ target: '$.paths[', update: {} }))
    expect(faults).toEqual([
      { pointer: '/actions/0/target', message: expect.stringMatching(/^"\$\.paths\[" is no JSONPath \(RFC 9535\): /) },
    ])
  })
})
