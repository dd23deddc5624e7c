/** A file → the model that the rest of the house works with, and what stands beside the file. */

import { dirname, join } from 'node:path'
import { readBeside } from './beside.js'
import { findFaults } from './check.js'
import { type Beside, compile } from './compile.js'
import { type Fault, placeFaults } from './fault.js'
import type { ApiModel } from './model.js'
import { readPrepared } from './prepared.js'
import { type MoreFaults, type ReadOptions, readDocument } from './read.js'

export type Loaded =
  | {
      readonly kind: 'loaded'
      readonly model: ApiModel
      readonly warnings: readonly Fault[]
      /** The files that were read, for `--watch`. */
      readonly files: readonly string[]
      /** What the files beside it say. */
      readonly beside: Beside
    }
  | { readonly kind: 'faulty'; readonly faults: readonly Fault[] }

export type LoadOptions = ReadOptions & {
  /** Looks for more faults, once ours are none. */
  readonly findMore?: MoreFaults
}

/**
 * Reads, checks and compiles a document, its personas and its scenarios.
 *
 * @example
 * const loaded = await loadApi('spec/parcels/openapi.yaml')
 * if (loaded.kind === 'loaded') console.log(loaded.model.operations.length)
 */
export async function loadApi(file: string, options: LoadOptions = {}): Promise<Loaded> {
  const prepared = options.overlay === undefined ? await readPrepared(file) : undefined
  if (prepared !== undefined) {
    const { document, beside, digests } = prepared
    const files = Object.keys(digests).map((name) => join(dirname(file), name))
    return { kind: 'loaded', model: compile(document, file, beside), warnings: [], files, beside }
  }
  const reading = await readDocument(file, options)
  if (reading.kind === 'faulty') return reading
  const { document, locate } = reading
  const placed = placeFaults(findFaults(document), locate)
  const errors = placed.filter(({ severity }) => severity === 'error')
  if (errors.length > 0) return { kind: 'faulty', faults: errors }
  const more = placeFaults(options.findMore?.(document) ?? [], locate)
  if (more.length > 0) return { kind: 'faulty', faults: more }

  const { faults, model, beside, files } = await readBeside(document, file, locate)
  if (faults.length > 0 || model === undefined) return { kind: 'faulty', faults }
  const read = [file, ...(options.overlay === undefined ? [] : [options.overlay]), ...files]
  return { kind: 'loaded', model, warnings: placed, files: read, beside }
}
