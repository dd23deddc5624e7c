/**
 * Writes the TypeScript types of each document beside it, as `types.generated.ts`: `npx tsx spec/generate-types.ts`.
 *
 * A test generates them again and compares, so that they cannot drift from the document.
 */

import { writeFile } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { fileURLToPath, pathToFileURL } from 'node:url'
import openapiTypescript, { astToString } from 'openapi-typescript'

const here = dirname(fileURLToPath(import.meta.url))

/** Document → the file with its types. */
export const TYPED: readonly { readonly document: string; readonly types: string }[] = [
  'kyc',
  'parcels',
  'control',
].map((name) => ({ document: join(here, name, 'openapi.yaml'), types: join(here, name, 'types.generated.ts') }))

const HEAD = `/**
 * Written by spec/generate-types.ts from openapi.yaml; change that instead.
 */

`

/** The types of a document: `paths`, `operations` and `components`. */
export async function typesOf(document: string): Promise<string> {
  return HEAD + astToString(await openapiTypescript(pathToFileURL(document), { alphabetize: false, silent: true }))
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  for (const { document, types } of TYPED) await writeFile(types, await typesOf(document))
}
