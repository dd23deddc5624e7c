/**
 * The package's own documents, read and checked once when it is built: a start pays for neither YAML nor checks. What
 * was prepared holds only for the very files that it was made of; with one letter changed they are read anew.
 */

import { createHash } from 'node:crypto'
import { mkdir, readFile, writeFile } from 'node:fs/promises'
import { dirname, join, relative } from 'node:path'
import type { Beside } from './compile.js'
import { builtTwin } from './home.js'
import type { JsonObject } from './model.js'

/** What a document and the files beside it say. */
export type Prepared = {
  /** Beside the document: by the word of `x-specimen` that names it. */
  readonly beside: Beside
  /** OpenAPI 3.1. */
  readonly document: JsonObject
  /** The files, the document first, as they are named from its folder → what they contained. */
  readonly digests: { readonly [file: string]: string }
}

/** Undefined: nothing was prepared for this file, or it has changed since. */
export async function readPrepared(file: string): Promise<Prepared | undefined> {
  const twin = twinOf(file)
  if (twin === undefined) return undefined
  try {
    const prepared = JSON.parse(await readFile(twin, 'utf8')) as Prepared
    const digests = await digestsOf(dirname(file), Object.keys(prepared.digests))
    return JSON.stringify(digests) === JSON.stringify(prepared.digests) ? prepared : undefined
  } catch {
    return undefined
  }
}

/** @param files those that it was made of */
export async function writePrepared(
  file: string,
  files: readonly string[],
  said: Omit<Prepared, 'digests'>,
): Promise<void> {
  const twin = twinOf(file)
  if (twin === undefined) throw new Error(`${file} is not of this package, or this package is not built.`)
  const names = files.map((one) => relative(dirname(file), one))
  await mkdir(dirname(twin), { recursive: true })
  await writeFile(twin, JSON.stringify({ ...said, digests: await digestsOf(dirname(file), names) }))
}

async function digestsOf(folder: string, names: readonly string[]): Promise<Prepared['digests']> {
  const entries = await Promise.all(
    names.map(async (name) => {
      const content = await readFile(join(folder, name))
      return [name, createHash('sha256').update(content).digest('hex')] as const
    }),
  )
  return Object.fromEntries(entries)
}

function twinOf(file: string): string | undefined {
  const twin = builtTwin(file)
  return twin === undefined ? undefined : `${twin}.json`
}
