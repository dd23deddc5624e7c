import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { formatFault } from './fault.js'
import { loadApi } from './load.js'

let folder: string

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'scenarios-'))
  const document = await readFile('spec/parcels/openapi.yaml', 'utf8')
  await writeFile(join(folder, 'openapi.yaml'), document)
  await writeFile(join(folder, 'personas.yaml'), await readFile('spec/parcels/personas.yaml', 'utf8'))
})

afterAll(() => rm(folder, { recursive: true }))

async function faultsOf(scenarios: string): Promise<readonly string[]> {
  await writeFile(join(folder, 'scenarios.yaml'), scenarios)
  const loaded = await loadApi(join(folder, 'openapi.yaml'))
  return loaded.kind === 'loaded' ? [] : loaded.faults.map((fault) => formatFault(fault).slice(folder.length + 1))
}

const step = (text: string): string => `- name: story
  sentence: A story.
  personas: [announced]
  steps:
    - ${text}
`

describe('a scenario', () => {
  it.each([
    ['{ call: dispatchParcel, on: announced }'],
    ['{ event: COLLECT }'],
    ['{ advance: P7D }'],
    ['{ fault: { operation: dispatchParcel, count: 2, effect: { status: 503 } }, on: announced }'],
  ])('may say %s', async (text) => {
    expect(await faultsOf(step(text))).toEqual([])
  })

  it.each([
    [
      '{ call: launchParcel }',
      '5:9 error The scenario "story" names an operation "launchParcel" that the document does not have.',
    ],
    ['{ event: EXPLODE }', '5:9 error The scenario "story" names an event "EXPLODE" that Parcel does not know.'],
    ['{ advance: soon }', '5:9 error The scenario "story" advances by "soon", which is no ISO 8601 duration.'],
    [
      '{ event: COLLECT, on: nobody }',
      '5:25 error The scenario "story" has a step on "nobody", who is none of its personas.',
    ],
    ['{ fault: { status: 500 } }', '5:9 error The scenario "story" has a fault without an effect.'],
    ['{ advance: P7D, body: {} }', '5:23 error The scenario "story" says "body" in a step that takes advance.'],
    ['{ wait: PT1S }', '5:7 error The scenario "story" has a step that is not one of call, event, advance, fault.'],
  ])('may not say %s', async (text, fault) => {
    expect(await faultsOf(step(text))).toEqual([`scenarios.yaml:${fault}`])
  })

  it('names personas that there are, and a name of its own', async () => {
    const twice = `${step('{ advance: P7D }')}${step('{ advance: P7D }').replace('announced', 'nobody')}`
    expect(await faultsOf(twice)).toEqual([
      'scenarios.yaml:6:3 error There are two scenarios "story".',
      'scenarios.yaml:8:14 error The scenario "story" names a persona "nobody" that there is not.',
    ])
  })
})
