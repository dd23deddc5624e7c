/** The committed types are those of the documents. */

import { readFile } from 'node:fs/promises'
import { expect, it } from 'vitest'
import { TYPED, typesOf } from '../spec/generate-types.js'

it.each(TYPED)('$types is what $document says', async ({ document, types }) => {
  const committed = await readFile(types, 'utf8')
  expect(
    committed === (await typesOf(document)),
    'Run npx tsx spec/generate-types.ts, and commit what it writes.',
  ).toBe(true)
})
