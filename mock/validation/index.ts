/** What comes in and goes out, held against the document. */

export type { RawCall, Reading, Validation } from './validation.js'
export { createValidation } from './validation.js'
