/** Everything that can be said against a document, by all judges, once each: what `specimen lint` prints. */

import { findFaults } from './check.js'
import { type Fault, type PointerFault, placeFaults } from './fault.js'
import { type ReadOptions, readDocument } from './read.js'

export type LintOptions = ReadOptions

/**
 * Lints a document: syntax, structure, annotations, and Redocly's recommended rules.
 *
 * @returns in the order in which a reader meets them; none: the document is clean
 *
 * @example
 * for (const fault of await lintDocument('openapi.yaml')) console.log(formatFault(fault))
 */
export async function lintDocument(file: string, options: LintOptions = {}): Promise<readonly Fault[]> {
  const reading = await readDocument(file, options)
  if (reading.kind === 'faulty') return reading.faults

  const { document, locate } = reading
  const { findRuleFaults } = await import('./redocly.js')
  const own = findFaults(document)
  return placeFaults([...own, ...withoutKnown(await findRuleFaults(document, file), own)], locate)
}

/** Two judges see one fault: ours says it with help. */
function withoutKnown(others: readonly PointerFault[], own: readonly PointerFault[]): readonly PointerFault[] {
  const known = new Set(own.map(({ pointer }) => bare(pointer)))
  return others.filter(({ pointer }) => !known.has(bare(pointer)))
}

/** Some judges point at the reference, some at the `$ref` in it. */
function bare(pointer: string): string {
  return pointer.replace(/\/\$ref$/, '')
}
