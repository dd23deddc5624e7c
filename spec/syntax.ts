/** The door to `yaml`, which goes on after a fault. It takes long to load: only for a text that `yaml.ts` cannot read. */

import { LineCounter, parseDocument } from 'yaml'
import type { Position } from './yaml.js'

/** All that is wrong with the syntax of a YAML text, in its order. */
export function findSyntaxFaults(text: string): { readonly at: Position; readonly message: string }[] {
  const lines = new LineCounter()
  const { errors } = parseDocument(text, { merge: true, prettyErrors: false, lineCounter: lines })
  return errors.map(({ pos, message }) => {
    const { line, col } = lines.linePos(pos[0])
    return { at: { line, column: col }, message: /[.!?]$/.test(message) ? message : `${message}.` }
  })
}
