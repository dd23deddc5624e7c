/** The recipes of mock/RECIPES.md are the files in test/recipes/, which run as tests. */

import { readdirSync, readFileSync } from 'node:fs'
import { expect, test } from 'vitest'

const page = readFileSync('mock/RECIPES.md', 'utf8')
const blocks = [...page.matchAll(/<!-- (test\/recipes\/[\w.-]+) -->\n```ts\n([\s\S]*?)```/g)]

test('each block of the page is the file that it names', () => {
  for (const [, file = '', block = ''] of blocks) {
    const text = readFileSync(file, 'utf8')
      .replaceAll("'../../mock/index.js'", "'specimen-kit'")
      .replaceAll("'../../spec/kyc/types.generated.js'", "'./types.generated.js'")
    expect(block, file).toBe(text)
  }
})

test('each block has a file, and each recipe a block', () => {
  expect(page.match(/```ts/g)?.length).toBe(blocks.length)
  const shown = blocks.map(([, file]) => file)
  const recipes = readdirSync('test/recipes').map((name) => `test/recipes/${name}`)
  expect(recipes.filter((file) => !shown.includes(file))).toEqual(['test/recipes/playwright.test.ts'])
})
