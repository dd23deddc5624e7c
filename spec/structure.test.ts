import { describe, expect, test } from 'vitest'
import { formatFault, placeFaults } from './fault.js'
import { parseDocument } from './parse.js'
import { findStructureFaults } from './structure.js'

/** `line:column message` of each fault. */
function faultsIn(text: string): string[] {
  const reading = parseDocument(text, '')
  if (reading.kind === 'faulty') throw new Error(reading.faults.map(formatFault).join('\n'))
  return placeFaults(findStructureFaults(reading.document), reading.locate).map(
    ({ line, column, message }) => `${line}:${column} ${message}`,
  )
}

function operation(text: string): string {
  return `openapi: 3.1.0
paths:
  /pets/{id}:
    get:
${indent(text, 6)}`
}

function schema(text: string): string {
  return `openapi: 3.1.0
paths: {}
components:
  schemas:
    Pet:
${indent(text, 6)}`
}

function indent(text: string, by: number): string {
  return text.replace(/^/gm, ' '.repeat(by))
}

const ID = 'parameters: [{ name: id, in: path, required: true, schema: { type: string } }]'

test('nothing is wrong with a document that uses much of OpenAPI', () => {
  expect(
    faultsIn(`openapi: 3.1.0
info: { title: Pets, version: '1' }
servers: [{ url: / }]
security: [{ token: [] }, {}]
paths:
  x-extension: anything
  /pets/{id}:
    summary: A pet
    parameters: [{ $ref: '#/components/parameters/Id' }]
    get:
      operationId: getPet
      responses:
        '200': { description: ok, content: { application/json: { schema: { $ref: '#/components/schemas/Pet' } } } }
        4XX: { $ref: '#/components/responses/Problem' }
        default: { description: otherwise }
    put:
      requestBody: { content: { '*/*': {} } }
      responses: { '204': { description: done } }
components:
  parameters:
    Id: { name: id, in: path, required: true, schema: { type: [integer, 'null'] } }
  responses:
    Problem: { description: no, headers: { X: { schema: true } } }
  securitySchemes:
    token: { type: http, scheme: bearer }
  schemas:
    Pet:
      type: object
      required: [id]
      properties:
        id: { type: integer, minimum: 1, readOnly: true }
        parent: { $ref: '#/components/schemas/Pet' }
        type: { enum: [cat, null] }
        $ref: { type: string }
      example: { $ref: '#/not/a/reference' }
`),
  ).toEqual([])
})

describe('a broken document', () => {
  test.each([
    ['no paths', 'openapi: 3.1.0', ['1:1 The document has no paths, so there is nothing to serve.']],
    [
      'paths misspelt',
      'openapi: 3.1.0\npath: {}',
      ['1:1 The document has no paths, so there is nothing to serve. Did you mean "path"?'],
    ],
    ['empty paths', 'openapi: 3.1.0\npaths:', ['2:1 "paths" must be an object; it is empty.']],
    ['a list of paths', 'openapi: 3.1.0\npaths: [a]', ['2:1 "paths" must be an object; it is a list.']],
    ['a path without a slash', 'openapi: 3.1.0\npaths:\n  pets: {}', ['3:3 A path begins with "/"; write "/pets".']],
    [
      'a path that is text',
      'openapi: 3.1.0\npaths:\n  /pets: list',
      ['3:3 Here belongs a path with its methods, an object; it is "list".'],
    ],
    [
      'a method misspelt',
      'openapi: 3.1.0\npaths:\n  /pets:\n    gte: {}',
      ['4:5 "gte" is no method that OpenAPI knows. Did you mean "get"?'],
    ],
    [
      'an empty operation',
      'openapi: 3.1.0\npaths:\n  /pets:\n    get:',
      ['4:5 Here belongs an operation, an object; it is empty.'],
    ],
    [
      'components that are a list',
      'openapi: 3.1.0\npaths: {}\ncomponents: []',
      ['3:1 Here belongs the components, an object; it is an empty list.'],
    ],
    [
      'servers that are text',
      'openapi: 3.1.0\npaths: {}\nservers: /v1',
      ['3:1 "servers" must be a list; it is "/v1".'],
    ],
    [
      'a security scheme that is not there',
      `openapi: 3.1.0
security: [{ tokn: [] }]
paths: {}
components: { securitySchemes: { token: { type: http, scheme: bearer } } }`,
      ['2:14 components.securitySchemes has no "tokn". Did you mean "token"?'],
    ],
    [
      'a security scheme of no type',
      'openapi: 3.1.0\npaths: {}\ncomponents:\n  securitySchemes:\n    token: { type: htp }\n    key: { type: apiKey }',
      [
        `5:14 A security scheme's type is one of http, apiKey, oauth2, openIdConnect, mutualTLS. Did you mean "http"?`,
        '6:5 A security scheme of type apiKey needs a name: of a header, query or cookie.',
        '6:5 A security scheme of type apiKey needs an in: query, header or cookie.',
      ],
    ],
  ])('%s', (_name, text, faults) => {
    expect(faultsIn(text)).toEqual(faults)
  })
})

describe('a broken operation', () => {
  test.each([
    ['no responses', ID, ['4:5 The operation has no responses.']],
    ['responses misspelt', `${ID}\nresponse: {}`, ['4:5 The operation has no responses. Did you mean "response"?']],
    ['empty responses', `${ID}\nresponses: {}`, ['6:7 The operation needs at least one response.']],
    [
      'a status that is none',
      `${ID}\nresponses: { 20: { description: x } }`,
      ['6:20 "20" is no status; write one like 200, 4XX or default.'],
    ],
    [
      'an operationId that is no word',
      `operationId: [a]\n${ID}\nresponses: { 200: { description: x } }`,
      ['5:7 An operationId is a word; it is a list.'],
    ],
    [
      'a path parameter that is not declared',
      'responses: { 200: { description: x } }',
      ['4:5 The path has {id}, and no parameter of that name is declared in: path.'],
    ],
    [
      'a path parameter of another name',
      'parameters: [{ name: ids, in: path, required: true, schema: {} }]\nresponses: { 200: { description: x } }',
      [
        '4:5 The path has {id}, and no parameter of that name is declared in: path. Did you mean "ids"?',
        '5:20 The path "/pets/{id}" has no {ids}. Did you mean "id"?',
      ],
    ],
    [
      'parameters that are an object',
      'parameters: { name: id }\nresponses: { 200: { description: x } }',
      [
        '4:5 The path has {id}, and no parameter of that name is declared in: path.',
        '5:7 "parameters" must be a list; it is an object.',
      ],
    ],
    [
      'parameters without name, place and schema',
      `parameters:
  - { name: id, in: path, required: true, schema: {} }
  - { in: query, schema: {} }
  - { name: a, schema: {} }
  - { name: b, in: querry, schema: {} }
  - { name: c, in: query }
responses: { 200: { description: x } }`,
      [
        '7:11 A parameter needs a name.',
        '8:11 The parameter "a" needs an in: path, query, header or cookie.',
        '9:22 A parameter is in: path, query, header or cookie; it is "querry". Did you mean "query"?',
        '10:11 The parameter "c" needs a schema, or content.',
      ],
    ],
    [
      'a body without content',
      `${ID}\nrequestBody: { required: true }\nresponses: { 200: { description: x } }`,
      ['6:7 A request body needs content: its media types and their schemas.'],
    ],
    [
      'a list of examples',
      `${ID}\nresponses: { 200: { description: x, content: { text/plain: { examples: [1] } } } }`,
      ['6:68 "examples" must be an object; it is a list.'],
    ],
  ])('%s', (_name, text, faults) => {
    expect(faultsIn(operation(text))).toEqual(faults)
  })

  test('an operationId that another has', () => {
    const text = `openapi: 3.1.0
paths:
  /a: { get: { operationId: read, responses: { 200: { description: x } } } }
  /b: { put: { operationId: read, responses: { 200: { description: x } } } }`
    expect(faultsIn(text)).toEqual(['4:16 The operationId "read" is taken already, by GET /a.'])
  })
})

describe('a broken schema', () => {
  test.each([
    [
      'a type that is none',
      'type: strng',
      [
        '6:7 There is no type "strng"; there are null, boolean, object, array, number, string, integer. Did you mean "string"?',
      ],
    ],
    [
      'one of several types',
      'type: [string, text]',
      ['6:22 There is no type "text"; there are null, boolean, object, array, number, string, integer.'],
    ],
    ['null without quotes', 'type: [string, null]', ['6:22 The type of null is written in quotes: "null".']],
    ['a type that is an object', 'type: { a: 1 }', ['6:7 "type" is a word; it is an object.']],
    ['required: true', 'required: true', ['6:7 "required" lists names of properties, like [id, name]; it is true.']],
    [
      'required with numbers',
      'required: [1]',
      ['6:7 "required" lists names of properties, like [id, name]; it is a list.'],
    ],
    ['properties that are a list', 'properties: [a]', ['6:7 "properties" must be an object; it is a list.']],
    ['empty properties', 'properties:', ['6:7 "properties" must be an object; it is empty.']],
    [
      'a property that is a word',
      'properties: { a: string }',
      ['6:21 Here belongs a schema, an object; it is "string".'],
    ],
    ['an enum that is text', 'enum: a', ['6:7 "enum" is a list of at least one value; it is "a".']],
    ['an empty enum', 'enum: []', ['6:7 "enum" is a list of at least one value; it is an empty list.']],
    [
      'a pattern that is no regular expression',
      'pattern: "[a"',
      ['6:7 "pattern" is no regular expression: /[a/: Unterminated character class.'],
    ],
    ['a pattern that is a number', 'pattern: 7', ['6:7 "pattern" is a text; it is 7.']],
    ['a bound in quotes', 'minimum: "1"', ['6:7 "minimum" must be a number; it is "1".']],
    ['a boolean bound in 3.1', 'exclusiveMinimum: true', ['6:7 "exclusiveMinimum" must be a number; it is true.']],
    ['a negative length', 'maxLength: -1', ['6:7 "maxLength" must be a whole number from 0 on; it is -1.']],
    ['readOnly in words', 'readOnly: "yes"', ['6:7 "readOnly" must be true or false; it is "yes".']],
    [
      'a discriminator that is a word',
      'discriminator: kind',
      ['6:7 "discriminator" must be an object with a propertyName; it is "kind".'],
    ],
    ['allOf that is an object', 'allOf: { type: object }', ['6:7 "allOf" must be a list; it is an object.']],
    ['oneOf nothing', 'oneOf: []', ['6:7 "oneOf" needs at least one schema.']],
    ['items that are a list', 'items: [{ type: string }]', ['6:7 Here belongs a schema, an object; it is a list.']],
  ])('%s', (_name, text, faults) => {
    expect(faultsIn(schema(text))).toEqual(faults)
  })
})

describe('a broken reference', () => {
  test.each([
    ['to nothing', "$ref: '#/components/schemas/Dog'", ['6:7 "#/components/schemas/Dog" leads nowhere.']],
    [
      'to a name misspelt',
      "$ref: '#/components/schemas/Pett'",
      ['6:7 "#/components/schemas/Pett" leads nowhere. Did you mean "#/components/schemas/Pet"?'],
    ],
    [
      'on a way misspelt',
      "$ref: '#/component/schemas/Pet'",
      ['6:7 "#/component/schemas/Pet" leads nowhere. Did you mean "#/components/schemas/Pet"?'],
    ],
    [
      'to something else',
      "$ref: '#/components/responses/Pet'",
      ['6:7 Here belongs a schema, to be found under #/components/schemas/; this is "#/components/responses/Pet".'],
    ],
    ['that is no text', '$ref: 7', ['6:7 "$ref" is a text like "#/components/schemas/Pet"; it is 7.']],
    ['of an older kind', "$ref: '#Pet'", ['6:7 A reference looks like "#/components/schemas/Pet"; this is "#Pet".']],
    [
      'to a file, where only text was read',
      '$ref: pet.yaml',
      ['6:7 "pet.yaml" is in another file, which is not read here.'],
    ],
    [
      'to itself',
      "$ref: '#/components/schemas/Pet'",
      ['6:7 "#/components/schemas/Pet" leads back to itself and never to a schema.'],
    ],
  ])('%s', (_name, text, faults) => {
    expect(faultsIn(schema(text))).toEqual(faults)
  })

  test('a circle of references is told at each of them, a chain that breaks at its last', () => {
    const text = `openapi: 3.1.0
paths: {}
components:
  schemas:
    A: { $ref: '#/components/schemas/B' }
    B: { $ref: '#/components/schemas/A' }
    C: { $ref: '#/components/schemas/D' }
    D: { $ref: '#/components/schemas/None' }`
    expect(faultsIn(text)).toEqual([
      '5:10 "#/components/schemas/B" leads back to itself and never to a schema.',
      '6:10 "#/components/schemas/A" leads back to itself and never to a schema.',
      '8:10 "#/components/schemas/None" leads nowhere.',
    ])
  })

  test('a schema that consists of itself is told, one that contains itself is fine', () => {
    const text = `openapi: 3.1.0
paths: {}
components:
  schemas:
    A: { allOf: [{ $ref: '#/components/schemas/B' }] }
    B: { oneOf: [{ $ref: '#/components/schemas/A' }, { type: string }] }
    Tree: { anyOf: [{ type: string }, { type: array, items: { $ref: '#/components/schemas/Tree' } }] }`
    expect(faultsIn(text)).toEqual(['5:5 This schema consists of itself: A → B → A.'])
  })
})

test('every fault is told at once', () => {
  const text = operation(`operationId: 7
parameters: 7
responses: 7`)
  expect(faultsIn(text)).toEqual([
    '4:5 The path has {id}, and no parameter of that name is declared in: path.',
    '5:7 An operationId is a word; it is 7.',
    '6:7 "parameters" must be a list; it is 7.',
    '7:7 "responses" must be an object; it is 7.',
  ])
})
