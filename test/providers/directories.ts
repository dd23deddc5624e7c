import { readFileSync } from 'node:fs'
import { parse } from 'yaml'
import type { Json, JsonObject } from './json.js'

/** Kept as a table is: what it says comes from the document's own lists. */
const DOCUMENT = new URL('../../spec/kyc/openapi.yaml', import.meta.url)

const NAMES = ['Countries', 'Genders', 'DocumentTypes', 'IndustryCodes', 'OccupationCodes', 'CorporateTypes'] as const
export type DirectoryName = (typeof NAMES)[number]

export interface Directories {
  list(name: DirectoryName): readonly JsonObject[]
  /** By `value`, or by `id`. */
  find(name: DirectoryName, key: Json): JsonObject | undefined
}

export const directories = read()

function read(): Directories {
  const { components } = parse(readFileSync(DOCUMENT, 'utf8')) as {
    components: { examples: { [name: string]: { value: readonly JsonObject[] } } }
  }
  const lists = new Map(NAMES.map((name) => [name, components.examples[name]?.value ?? []]))
  const tables = new Map(
    NAMES.map((name) => [name, new Map(lists.get(name)?.map((entry) => [entry['value'] ?? entry['id'], entry]))]),
  )
  return {
    list: (name) => lists.get(name) ?? [],
    find: (name, key) => tables.get(name)?.get(key),
  }
}
