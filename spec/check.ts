/** All that Specimen itself has to say against a document. */

import type { PointerFault } from './fault.js'
import type { JsonObject } from './model.js'
import { findStructureFaults } from './structure.js'
import { findVocabularyFaults } from './vocabulary-faults.js'

/** Faults of the structure and of the annotations. One without errors can be compiled; it may have warnings. */
export function findFaults(document: JsonObject): PointerFault[] {
  return [...findStructureFaults(document), ...findVocabularyFaults(document)]
}
