/** The door to `yaml`, which goes on after a fault. It takes long to load: only for a text that `yaml.ts` cannot read. */

import { LineCounter, parseDocument, visit } from 'yaml'
import type { Position } from './yaml.js'

/** One slip can make all that follows look wrong; nobody reads more than this. */
const MOST = 20

/** What is wrong with the syntax of a YAML text, in its order; nothing where the parser gave up. */
export function findSyntaxFaults(text: string): { readonly at: Position; readonly message: string }[] {
  const lines = new LineCounter()
  const document = parseDocument(text, { merge: true, prettyErrors: false, lineCounter: lines })
  const faults = document.errors.map(({ pos: [offset], message }) => ({ offset, message }))
  if (faults.some(({ message }) => message.includes('call stack'))) return []

  visit(document, {
    Alias: (_key, alias) => {
      if (alias.resolve(document) !== undefined) return
      faults.push({ offset: alias.range?.[0] ?? 0, message: `Unidentified alias "${alias.source}"` })
    },
  })
  return faults
    .toSorted((a, b) => a.offset - b.offset)
    .slice(0, MOST)
    .map(({ offset, message }) => {
      const { line, col } = lines.linePos(offset)
      return { at: { line, column: col }, message: /[.!?]$/.test(message) ? message : `${message}.` }
    })
}
