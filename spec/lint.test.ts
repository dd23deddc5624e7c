import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { expect, test } from 'vitest'
import { formatFault } from './fault.js'
import { lintDocument } from './lint.js'

async function lint(text: string): Promise<string[]> {
  const directory = mkdtempSync(join(tmpdir(), 'specimen-'))
  const file = join(directory, 'openapi.yaml')
  writeFileSync(file, text)
  const faults = await lintDocument(file)
  rmSync(directory, { recursive: true })
  return faults.map((fault) => formatFault(fault).replace(`${directory}/`, ''))
}

test.each(['kyc', 'parcels', 'control'])('the document of %s is clean', async (name) => {
  const faults = await lintDocument(fileURLToPath(new URL(`${name}/openapi.yaml`, import.meta.url)))
  expect(faults.map(formatFault)).toEqual([])
})

test('all judges are heard, each fault once, from top to bottom', async () => {
  const text = `openapi: 3.1.0
info: { title: Pets, version: '1', license: { name: MIT, identifier: MIT } }
servers: [{ url: / }]
security: []
paths:
  /pets:
    get:
      operationId: listPets
      summary: All pets
      responses:
        '200': { description: ok, content: { application/json: { schema: { $ref: '#/components/schemas/Pat' } } } }
        4XX: { description: no }
components:
  schemas:
    Pet:
      type: objet
      x-lifecycle: { initial: New, states: { New: { on: { lostPets: New } } } }
`
  expect(await lint(text)).toEqual([
    'openapi.yaml:11:76 error "#/components/schemas/Pat" leads nowhere. Did you mean "#/components/schemas/Pet"?',
    'openapi.yaml:15:5 warning Component: "Pet" is never used. (no-unused-components)',
    'openapi.yaml:16:7 error There is no type "objet"; there are null, boolean, object, array, number, string, integer. Did you mean "object"?',
    'openapi.yaml:17:59 error There is no operation "lostPets". Did you mean "listPets"?',
  ])
})

test('a document that Redocly gives up on is told of all the same', async () => {
  const text = `openapi: 3.1.0
paths: {}
components:
  schemas:
    A: { $ref: '#/components/schemas/B' }
    B: { $ref: '#/components/schemas/A' }
`
  expect((await lint(text)).filter((line) => line.includes('leads back'))).toEqual([
    'openapi.yaml:5:10 error "#/components/schemas/B" leads back to itself and never to a schema.',
    'openapi.yaml:6:10 error "#/components/schemas/A" leads back to itself and never to a schema.',
  ])
})

test('what stands beside a document is held against it, at its own lines', async () => {
  const directory = mkdtempSync(join(tmpdir(), 'specimen-'))
  const write = (name: string, text: string) => writeFileSync(join(directory, name), text)
  write(
    'openapi.yaml',
    `openapi: 3.1.0
info: { title: Pets, version: '1', license: { name: MIT, identifier: MIT } }
servers: [{ url: / }]
security: []
x-specimen: { personas: people.yaml, problems: { name: cod } }
paths:
  /pets/{id}:
    parameters: [{ name: id, in: path, required: true, schema: { type: string } }]
    get:
      operationId: getPet
      summary: A pet
      responses:
        '200': { description: ok, content: { application/json: { schema: { $ref: '#/components/schemas/Pet' } } } }
        4XX: { description: no, content: { application/json: { schema: { properties: { code: { type: string } } } } } }
components:
  schemas:
    Pet: { type: object, properties: { id: { type: string } }, x-lifecycle: { id: pet, initial: New, states: { New: {} } } }
`,
  )
  const told = async () =>
    (await lintDocument(join(directory, 'openapi.yaml'))).map((one) => formatFault(one).replace(`${directory}/`, ''))
  write(
    'people.yaml',
    `Pet:
  - { key: a, name: one, satisfies: [none], states: { pet: New } }
  - { key: b, name: two, satisfies: [Pat], states: { pet: Old } }
Pat: []
`,
  )
  const slip = 'openapi.yaml:5:50 warning No error body has a property "cod". Did you mean "code"?'
  expect(await told()).toEqual([
    slip,
    'people.yaml:3:38 error The persona "two" satisfies "Pat", which is no schema. Did you mean "Pet"?',
    'people.yaml:3:54 error The persona "two" is in a state "Old" that pet does not have.',
    'people.yaml:4:1 error The document has no resource "Pat" for these personas. Did you mean "Pet"?',
  ])
  write('people.yaml', 'Pet: [{ key: a, name: one, satisfies: [none] }]\n')
  expect(await told()).toEqual([slip])
  rmSync(directory, { recursive: true })
})
