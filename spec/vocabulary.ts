/** The words that Specimen adds to OpenAPI; README.md says what they mean. */

import type { Kind } from './walk.js'

/** Each annotation, and what it stands on. */
export const ANNOTATIONS = {
  'x-specimen': 'document',
  'x-lifecycle': 'schema',
  'x-resource': 'schema',
  'x-refusal': 'schema',
  'x-faker': 'schema',
  'x-compute': 'schema',
  'x-stamp': 'schema',
  'x-reference': 'schema',
  'x-timestamp': 'schema',
  'x-after': 'schema',
  'x-before': 'schema',
  'x-immutable': 'schema',
  'x-subject': 'operation',
  'x-tokens': 'securityScheme',
  'x-caller': 'securityScheme',
} as const satisfies { readonly [name: string]: Kind }

export type Annotation = keyof typeof ANNOTATIONS

/** Why a call can be refused: what `x-specimen.problems.examples` may name. */
export const PROBLEMS = [
  'token-missing',
  'token-unknown',
  'token-expired',
  'forbidden',
  'conflict',
  'path-not-found',
  'resource-not-found',
  'method-not-allowed',
  'body-too-large',
  'unsupported-media-type',
  'malformed-body',
  'missing-body',
  'invalid-request',
  'missing-field',
  'unknown-field',
  'wrong-type',
  'invalid-value',
  'unreadable-date',
  'unknown-reference',
  'immutable-field',
  'illegal-transition',
  'guard-failed',
  'internal-error',
] as const
