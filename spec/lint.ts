/** Everything that can be said against a document, by all judges, once each: what `specimen lint` prints. */

import { readBeside } from './beside.js'
import { findFaults } from './check.js'
import { type Fault, type PointerFault, placeFaults, sortFaults } from './fault.js'
import type { LoadOptions } from './load.js'
import type { JsonObject, JsonValue } from './model.js'
import { isObject, tokensOf } from './pointer.js'
import { readDocument } from './read.js'

/**
 * Lints a document: syntax, structure, annotations, and Redocly's recommended rules.
 *
 * @returns in the order in which a reader meets them; none: the document is clean
 *
 * @example
 * for (const fault of await lintDocument('openapi.yaml')) console.log(formatFault(fault))
 */
export async function lintDocument(file: string, options: LoadOptions = {}): Promise<readonly Fault[]> {
  const reading = await readDocument(file, options)
  if (reading.kind === 'faulty') return reading.faults

  const { document, locate } = reading
  const { findRuleFaults } = await import('./redocly.js')
  const found = findFaults(document)
  const own = [...found, ...withoutKnown(options.findMore?.(document) ?? [], found)]
  const others = withoutUsed(await findRuleFaults(document, file), document)
  const placed = placeFaults([...own, ...withoutKnown(others, own)], locate)
  if (own.some(({ severity }) => severity !== 'warning')) return placed
  const { faults } = await readBeside(document, file, locate)
  return sortFaults([...placed, ...faults])
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

/** A guard, a refusal, a directory is used, though no `$ref` says so. */
function withoutUsed(faults: readonly PointerFault[], document: JsonObject): readonly PointerFault[] {
  const words = new Set<string>()
  gather(document, false)
  return faults.filter(({ pointer, message }) => {
    const name = tokensOf(pointer).at(-1) ?? ''
    return !(message.endsWith('(no-unused-components)') && words.has(name))
  })

  function gather(value: JsonValue, ours: boolean): void {
    if (typeof value === 'string') {
      if (ours) words.add(value)
    } else if (Array.isArray(value)) for (const item of value) gather(item, ours)
    else if (isObject(value))
      for (const [name, inner] of Object.entries(value)) gather(inner, ours || name.startsWith('x-'))
  }
}
