/** What a check works with: a place, the document around it, and a way to say what is wrong. */

import type { PointerFault } from './fault.js'
import type { JsonObject, Pointer } from './model.js'
import { join } from './pointer.js'

export type Scene = {
  readonly document: JsonObject
  readonly pointer: Pointer
  /** Says what is wrong with the place, or with what is at `below` in it. */
  readonly report: (message: string, ...below: readonly (string | number)[]) => void
  /** The same, where the document can be compiled all the same. */
  readonly warn: (message: string, ...below: readonly (string | number)[]) => void
  /** The scene of a place below. */
  readonly at: (...below: readonly (string | number)[]) => Scene
}

/** @param faults the list that faults are added to */
export function createScene(document: JsonObject, faults: PointerFault[], pointer: Pointer = ''): Scene {
  return {
    document,
    pointer,
    report: (message, ...below) => {
      faults.push({ pointer: join(pointer, ...below), message })
    },
    warn: (message, ...below) => {
      faults.push({ pointer: join(pointer, ...below), message, severity: 'warning' })
    },
    at: (...below) => createScene(document, faults, join(pointer, ...below)),
  }
}
