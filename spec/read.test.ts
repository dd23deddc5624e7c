import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { formatFault } from './fault.js'
import { parseDocument, type Reading } from './parse.js'
import { readDocument } from './read.js'

let directory = ''

beforeEach(() => {
  directory = mkdtempSync(join(tmpdir(), 'specimen-'))
})

afterEach(() => {
  rmSync(directory, { recursive: true })
})

function write(files: { readonly [name: string]: string }): void {
  for (const [name, text] of Object.entries(files)) {
    mkdirSync(dirname(join(directory, name)), { recursive: true })
    writeFileSync(join(directory, name), text)
  }
}

async function read(name: string, overlay?: string): Promise<Reading> {
  return readDocument(join(directory, name), overlay === undefined ? {} : { overlay: join(directory, overlay) })
}

/** Faults as they are printed, without the directory of the test. */
async function faultsOf(name: string, overlay?: string): Promise<string[]> {
  const reading = await read(name, overlay)
  if (reading.kind === 'read') return []
  return reading.faults.map((fault) => formatFault(fault).replaceAll(`${directory}/`, ''))
}

async function placesOf(reading: Reading, ...pointers: string[]): Promise<string[]> {
  if (reading.kind === 'faulty') throw new Error(reading.faults.map(formatFault).join('\n'))
  return pointers.map((pointer) => {
    const { file, line, column } = reading.locate(pointer)
    return `${file.replace(`${directory}/`, '')}:${line}:${column}`
  })
}

test('a document is read with the places of what is in it', async () => {
  write({ 'openapi.yaml': 'openapi: 3.1.0\ninfo: &i\n  title: Pets\npaths: {}\nx-more: { <<: *i }\n' })
  const reading = await read('openapi.yaml')
  expect(reading).toMatchObject({
    kind: 'read',
    document: { openapi: '3.1.0', info: { title: 'Pets' }, 'x-more': { title: 'Pets' } },
  })
  expect(await placesOf(reading, '/info/title', '/paths')).toEqual(['openapi.yaml:3:3', 'openapi.yaml:4:1'])
})

test('JSON is read as well', async () => {
  write({ 'openapi.json': '{\n  "openapi": "3.0.3",\n  "paths": {}\n}\n' })
  const reading = await read('openapi.json')
  expect(reading).toMatchObject({ kind: 'read', document: { openapi: '3.0.3', paths: {} } })
  expect(await placesOf(reading, '/paths')).toEqual(['openapi.json:3:3'])
})

describe('a file that is no document gets one sentence', () => {
  test.each([
    ['a wrong name', 'opanapi.yaml', 'opanapi.yaml:1:1 error There is no such file. Did you mean "openapi.yaml"?'],
    ['a file far from any', 'z/x.yaml', 'z/x.yaml:1:1 error There is no such file.'],
    [
      'a directory with a document',
      'shop',
      'shop:1:1 error This is a directory; name the document in it. Did you mean "shop/openapi.yml"?',
    ],
    ['a directory without', 'empty', 'empty:1:1 error This is a directory; name the document in it.'],
    ['an empty file', 'empty.yaml', 'empty.yaml:1:1 error The file is empty.'],
    ['no text', 'picture.png', 'picture.png:1:1 error This is not a text file.'],
    ['plain text', 'text.txt', 'text.txt:1:1 error This is not an OpenAPI document: it is plain text, not an object.'],
    ['a list', 'list.yaml', 'list.yaml:1:1 error This is not an OpenAPI document: it is a list, not an object.'],
    [
      'some other YAML',
      'other.yaml',
      'other.yaml:1:1 error This is not an OpenAPI document: it has no line like openapi: 3.1.0.',
    ],
    [
      'Swagger',
      'swagger.yaml',
      'swagger.yaml:2:1 error This is Swagger 2.0; OpenAPI 3.0 and 3.1 are known here. Convert it first, e.g. with https://converter.swagger.io.',
    ],
    ['AsyncAPI', 'async.yaml', 'async.yaml:1:1 error This is an AsyncAPI document, not an OpenAPI one.'],
    [
      'an Overlay',
      'overlay.yaml',
      'overlay.yaml:1:1 error This is an Overlay; name the OpenAPI document that it is laid over as well.',
    ],
    ['a version to come', 'next.yaml', 'next.yaml:1:1 error OpenAPI "4.0.0" is not known here; 3.0 and 3.1 are.'],
    [
      'a version that is a number',
      'number.yaml',
      'number.yaml:1:1 error The version is a text: write openapi: "3.1.0".',
    ],
  ])('%s', async (_name, file, fault) => {
    mkdirSync(join(directory, 'empty'))
    write({
      'openapi.yaml': 'openapi: 3.1.0',
      'shop/openapi.yml': 'openapi: 3.1.0',
      'empty.yaml': '',
      'picture.png': '\u0089PNG\0\0',
      'text.txt': 'just a note',
      'list.yaml': '- a\n- b',
      'other.yaml': 'version: 3',
      'swagger.yaml': 'info: {}\nswagger: "2.0"',
      'async.yaml': 'asyncapi: 3.0.0',
      'overlay.yaml': 'overlay: 1.0.0',
      'next.yaml': 'openapi: 4.0.0',
      'number.yaml': 'openapi: 3.1',
    })
    expect(await faultsOf(file)).toEqual([fault])
  })

  test('an address', async () => {
    expect(await readDocument('https://example.com/openapi.yaml')).toEqual({
      kind: 'faulty',
      faults: [
        {
          file: 'https://example.com/openapi.yaml',
          line: 1,
          column: 1,
          message: 'This is an address; save the document to a file first.',
          severity: 'error',
        },
      ],
    })
  })
})

test('all faults of the syntax are told at once', async () => {
  write({ 'openapi.yaml': 'openapi: 3.1.0\ninfo: {title: a, title: b}\npaths: *nothing\nx: "\\q"\n' })
  expect(await faultsOf('openapi.yaml')).toEqual([
    'openapi.yaml:2:18 error Map keys must be unique.',
    'openapi.yaml:3:8 error Unidentified alias "nothing".',
    'openapi.yaml:4:5 error Invalid escape sequence \\q.',
  ])
})

test('nesting without end is told, not died of', async () => {
  write({ 'openapi.yaml': `openapi: ${'['.repeat(100_000)}` })
  expect(await faultsOf('openapi.yaml')).toEqual(['openapi.yaml:1:109 error This is nested more than 100 deep.'])
})

describe('a document of several files', () => {
  const files = {
    'openapi.yaml': `openapi: 3.1.0
paths:
  /pets:
    $ref: paths/pets.yaml
components:
  schemas:
    Owner: { type: object, properties: { pet: { $ref: schemas.yaml#/Pet } } }
`,
    'paths/pets.yaml': `get:
  operationId: listPets
  responses:
    '200':
      description: ok
      content:
        application/json:
          schema:
            type: array
            items: { $ref: '../schemas.yaml#/Pet' }
`,
    'schemas.yaml': `Pet:
  type: object
  x-resource: { key: name }
  properties:
    name: { type: string }
    friend: { $ref: '#/Pet' }
`,
  }

  test('becomes one, in which each thing knows its own file', async () => {
    write(files)
    const reading = await read('openapi.yaml')
    expect(reading).toMatchObject({
      kind: 'read',
      document: {
        paths: { '/pets': { get: { operationId: 'listPets' } } },
        components: {
          schemas: {
            Owner: { properties: { pet: { $ref: '#/components/schemas/Pet' } } },
            Pet: { 'x-resource': { key: 'name' }, properties: { friend: { $ref: '#/components/schemas/Pet' } } },
          },
        },
      },
    })
    expect(
      await placesOf(
        reading,
        '/components/schemas/Owner',
        '/components/schemas/Pet/properties/name/type',
        '/paths/~1pets/get/responses/200/content/application~1json/schema/items',
      ),
    ).toEqual(['openapi.yaml:7:5', 'schemas.yaml:5:13', 'paths/pets.yaml:10:13'])
  })

  test.each([
    [
      'a file that is not there',
      { 'openapi.yaml': files['openapi.yaml'].replace('schemas.yaml', 'schema.yaml'), ...rest(files) },
      ['openapi.yaml:7:42 error "schema.yaml#/Pet" leads nowhere: there is no such file, or nothing at /Pet in it.'],
    ],
    [
      'nothing at the place',
      { ...files, 'schemas.yaml': 'Dog: { type: object }' },
      [
        'openapi.yaml:7:42 error "schemas.yaml#/Pet" leads nowhere: there is no such file, or nothing at /Pet in it.',
        'paths/pets.yaml:10:13 error "../schemas.yaml#/Pet" leads nowhere: there is no such file, or nothing at /Pet in it.',
      ],
    ],
    [
      'an address',
      { 'openapi.yaml': 'openapi: 3.1.0\npaths:\n  /pets: { $ref: https://example.com/pets.yaml }' },
      [
        'openapi.yaml:3:3 error "https://example.com/pets.yaml" is an address; save the file beside this one and refer to that.',
      ],
    ],
    [
      'broken syntax in one of them',
      { ...files, 'schemas.yaml': 'Pet: [' },
      [
        'openapi.yaml:7:42 error "schemas.yaml" cannot be read.',
        'paths/pets.yaml:10:13 error "../schemas.yaml" cannot be read.',
        'schemas.yaml:1:7 error Unexpected end of the stream within a flow collection.',
      ],
    ],
  ])('tells of %s', async (_name, broken, faults) => {
    write(broken)
    expect(await faultsOf('openapi.yaml')).toEqual(faults)
  })

  function rest({ 'openapi.yaml': _, ...others }: typeof files): { readonly [name: string]: string } {
    return others
  }
})

describe('an overlay', () => {
  const document = 'openapi: 3.1.0\ninfo: { title: Pets }\ntags:\n  - name: a\n  - name: b\npaths: {}\n'

  test('is laid over the document; each place is in the file that it was written in', async () => {
    write({
      'openapi.yaml': document,
      'overlay.yaml': `overlay: 1.0.0
actions:
  - target: $.tags[0]
    remove: true
  - target: $
    update:
      components: { schemas: { Pet: { x-resource: { key: id } } } }
`,
    })
    const reading = await read('openapi.yaml', 'overlay.yaml')
    expect(reading).toMatchObject({
      kind: 'read',
      document: { tags: [{ name: 'b' }], components: { schemas: { Pet: { 'x-resource': { key: 'id' } } } } },
    })
    expect(await placesOf(reading, '/info/title', '/tags/0/name', '/components/schemas/Pet/x-resource/key')).toEqual([
      'openapi.yaml:2:9',
      'openapi.yaml:5:5',
      'overlay.yaml:7:53',
    ])
  })

  test.each([
    [
      'matches nothing',
      'overlay: 1.0.0\nactions:\n  - { target: $.servers, update: {} }',
      ['overlay.yaml:3:7 error "$.servers" matches nothing in the document.'],
    ],
    [
      'is no overlay',
      'openapi: 3.1.0',
      ['overlay.yaml:1:1 error This is not an Overlay: it has no line like overlay: 1.0.0.'],
    ],
    [
      'is broken',
      'overlay: [',
      ['overlay.yaml:1:11 error Flow sequence in block collection must be sufficiently indented and end with a ].'],
    ],
  ])('that %s is told of', async (_name, overlay, faults) => {
    write({ 'openapi.yaml': document, 'overlay.yaml': overlay })
    expect(await faultsOf('openapi.yaml', 'overlay.yaml')).toEqual(faults)
  })

  test('that is not there is told of', async () => {
    write({ 'openapi.yaml': document })
    expect(await faultsOf('openapi.yaml', 'overlay.yaml')).toEqual(['overlay.yaml:1:1 error There is no such file.'])
  })
})

test('a text is read without any file', () => {
  const reading = parseDocument('openapi: 3.1.0\npaths: {}', 'pets.yaml')
  expect(reading.kind === 'read' && reading.locate('/paths')).toEqual({ file: 'pets.yaml', line: 2, column: 1 })
  expect(parseDocument('a: [', 'pets.yaml')).toEqual({
    kind: 'faulty',
    faults: [
      {
        file: 'pets.yaml',
        line: 1,
        column: 5,
        message: 'Unexpected end of the stream within a flow collection.',
        severity: 'error',
      },
    ],
  })
})
