import { readFileSync } from 'node:fs'
import { Ajv2020 } from 'ajv/dist/2020.js'
import { describe, expect, test } from 'vitest'
import type { JsonObject, JsonValue } from './model.js'
import { ANNOTATIONS, PROBLEMS } from './vocabulary.js'
import { parseYaml } from './yaml.js'

const readme = textOf('README.md')
const schema: { readonly $defs: { readonly [name: string]: JsonObject } } = JSON.parse(textOf('vocabulary.schema.json'))
const validate = new Ajv2020({ allErrors: true, allowUnionTypes: true, strictTypes: false }).compile(schema)

function textOf(name: string): string {
  return readFileSync(new URL(name, import.meta.url), 'utf8')
}

function documentOf(name: string): JsonValue {
  const yaml = parseYaml(textOf(name))
  if (yaml.kind === 'broken') throw new Error(yaml.message)
  return yaml.value
}

function wrong(value: JsonValue): string[] {
  validate(value)
  return [...new Set((validate.errors ?? []).map(({ instancePath }) => instancePath))]
}

test.each(['kyc', 'parcels', 'control'])('the JSON Schema has nothing against the document of %s', (name) => {
  expect(wrong(documentOf(`${name}/openapi.yaml`))).toEqual([])
})

describe('the JSON Schema refuses', () => {
  test.each<[string, JsonObject, string]>([
    ['a lifecycle without states', { 'x-lifecycle': { initial: 'A' } }, '/components/schemas/Pet/x-lifecycle'],
    [
      'a word that a state does not have',
      { 'x-lifecycle': [{ initial: 'A', states: { A: { onn: {} } } }] },
      '/components/schemas/Pet/x-lifecycle/0/states/A',
    ],
    [
      'a delay that is no duration',
      { 'x-lifecycle': { initial: 'A', delays: { d: '2s' }, states: { A: null } } },
      '/components/schemas/Pet/x-lifecycle/delays/d',
    ],
    ['a resource that is a word', { 'x-resource': 'Pet' }, '/components/schemas/Pet/x-resource'],
    ['a moment that is none', { items: { 'x-after': 'soon' } }, '/components/schemas/Pet/items/x-after'],
    [
      'a stamp that is a number',
      { properties: { a: { 'x-stamp': 1 } } },
      '/components/schemas/Pet/properties/a/x-stamp',
    ],
  ])('%s', (_name, pet, place) => {
    expect(wrong({ components: { schemas: { Pet: pet } } })).toContain(place)
  })
})

test('the page, the JSON Schema and the checks know the same annotations', () => {
  const inPage = new Set(readme.match(/\bx-[a-z]+/g))
  const inSchema = Object.keys((schema.$defs.anything as { then: { properties: JsonObject } }).then.properties)
  expect([...inPage].sort()).toEqual(Object.keys(ANNOTATIONS).sort())
  expect(inSchema.sort()).toEqual(Object.keys(ANNOTATIONS).sort())
})

test('the page, the JSON Schema and the checks know the same problems', () => {
  const rows = readme.split('\n').filter((line) => /^\|.*\| (\d{3}|status)/.test(line))
  const inPage = rows.flatMap((row) => [...(row.split('|')[1] ?? '').matchAll(/`([a-z-]+)`/g)].map(([, name]) => name))
  const specimen = schema.$defs.specimen as {
    properties: { problems: { properties: { examples: { properties: JsonObject } } } }
  }
  const inSchema = Object.keys(specimen.properties.problems.properties.examples.properties)
  expect(inPage.sort()).toEqual([...PROBLEMS].sort())
  expect(inSchema.sort()).toEqual([...PROBLEMS].sort())
})
