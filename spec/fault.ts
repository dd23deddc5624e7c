/** What is wrong with a document, and where. */

import type { Pointer } from './model.js'

export type Severity = 'error' | 'warning'

/** Where a reader finds it. Lines and columns count from 1. */
export type Place = { readonly file: string; readonly line: number; readonly column: number }

/** One thing that is wrong, as a person is told of it. */
export type Fault = Place & {
  readonly pointer?: Pointer
  readonly message: string
  readonly severity: Severity
}

/** One thing that is wrong, as a check finds it: it knows the document, not the file. No severity: an error. */
export type PointerFault = {
  readonly pointer: Pointer
  readonly message: string
  readonly severity?: Severity
}

/** Gives faults the places that their pointers have in the files, in the order in which a reader meets them. */
export function placeFaults(faults: readonly PointerFault[], locate: (pointer: Pointer) => Place): Fault[] {
  const placed = faults.map(
    ({ pointer, message, severity = 'error' }): Fault => ({ ...locate(pointer), pointer, message, severity }),
  )
  // What a YAML alias repeats is wrong at several pointers, and in one place.
  const once = new Map(placed.toReversed().map((fault) => [formatFault(fault), fault]))
  return sortFaults([...once.values()].toReversed())
}

/** File by file, from top to bottom. */
export function sortFaults(faults: readonly Fault[]): Fault[] {
  return faults.toSorted((a, b) => compare(a.file, b.file) || a.line - b.line || a.column - b.column)
}

/** One line of it: `spec/x.yaml:12:7 error There is no operation "save".` */
export function formatFault({ file, line, column, severity, message }: Fault): string {
  return `${file}:${line}:${column} ${severity} ${message}`
}

function compare(a: string, b: string): number {
  if (a === b) return 0
  return a < b ? -1 : 1
}
