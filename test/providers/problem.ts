/** Why a call is refused. */

export type ErrorId = keyof typeof PROBLEMS

/** Faults of single fields. */
export type FieldErrorId =
  | 'field.missing'
  | 'field.unknown'
  | 'field.type'
  | 'field.value'
  | 'field.date'
  | 'field.immutable'
  | 'reference.unknown'

export type FieldFault = { readonly errorId: FieldErrorId; readonly field: string; readonly message: string }

export type Problem = {
  readonly errorId: ErrorId
  readonly description: string
  readonly errors?: readonly { readonly field: string; readonly message: string }[]
  readonly headers?: { readonly [name: string]: string }
}

export const PROBLEMS = {
  'auth.token_missing': { status: 401, code: 1, message: 'Not signed in' },
  'auth.token_unknown': { status: 401, code: 1, message: 'Not signed in' },
  'auth.token_expired': { status: 401, code: 1, message: 'Not signed in' },
  'auth.client_unknown': { status: 401, code: 1, message: 'Unknown application' },
  'access.forbidden': { status: 403, code: 1, message: 'Access denied' },
  'path.not_found': { status: 404, code: 1, message: 'Not found' },
  'method.not_allowed': { status: 405, code: 1, message: 'Method not allowed' },
  'body.too_large': { status: 413, code: -1, message: 'Body too large' },
  'body.media_type': { status: 400, code: -1, message: 'Wrong media type' },
  'body.malformed': { status: 400, code: -1, message: 'Unreadable body' },
  'body.missing': { status: 400, code: -1, message: 'Body missing' },
  'request.invalid': { status: 400, code: -1, message: 'Invalid request' },
  'field.missing': { status: 400, code: -1, message: 'Field missing' },
  'field.unknown': { status: 400, code: -1, message: 'Unknown field' },
  'field.type': { status: 400, code: -1, message: 'Wrong type' },
  'field.value': { status: 400, code: -1, message: 'Invalid value' },
  'field.date': { status: 400, code: -1, message: 'Unreadable date' },
  'field.immutable': { status: 400, code: -1, message: 'Field cannot be changed' },
  'reference.unknown': { status: 400, code: -1, message: 'Unknown reference' },
  'profile.locked': { status: 400, code: 1, message: 'Profile locked' },
  'request.conflict': { status: 400, code: 1, message: 'Conflict' },
  'identification.incomplete': { status: 400, code: -1, message: 'Identification incomplete' },
  'document.expired': { status: 400, code: -1, message: 'Document expired' },
  'file.in_use': { status: 400, code: 1, message: 'File in use' },
  'login.unknown': { status: 400, code: 1, message: 'Unknown login' },
  'otp.wrong': { status: 400, code: 1, message: 'Wrong password' },
  'otp.expired': { status: 400, code: 1, message: 'Password expired' },
  'otp.blocked': { status: 400, code: 1, message: 'Blocked' },
  'grant.unsupported': { status: 400, code: -1, message: 'Unsupported grant' },
  'refresh_token.unknown': { status: 400, code: 1, message: 'Unknown refresh token' },
  'server.failed': { status: 500, code: 1, message: 'Server error' },
} as const

export function isProblem(value: object): value is Problem {
  return 'errorId' in value && 'description' in value
}

/** Faults of one kind keep its name; of several kinds, they are an invalid request. */
export function problemOf(faults: readonly FieldFault[]): Problem {
  const [first, ...others] = faults
  const isOneKind = first !== undefined && others.every(({ errorId }) => errorId === first.errorId)
  return {
    errorId: isOneKind ? first.errorId : 'request.invalid',
    description: `${faults.map(({ field, message }) => `${field} ${message}`).join('; ')}.`,
    errors: faults.map(({ field, message }) => ({ field, message })),
  }
}
