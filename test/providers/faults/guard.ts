/** A submission needs everything, and a document that is valid. */

import type { Replace } from '../house.js'
import { isProblem } from '../problem.js'
import type { FaultOfKind } from './fault.js'
import { writeAnyway } from './write-anyway.js'

type Missing = { readonly field: string; readonly message: string }

/** Does not see some of what is missing. */
const overlook =
  (isOverlooked: (missing: Missing) => boolean): Replace =>
  ({ missingIn }) => ({ missingIn: (data) => missingIn(data).filter((missing) => !isOverlooked(missing)) })

const FORGOTTEN = [
  'full_name',
  'birth_date',
  'nationality',
  'pep',
  'document_type',
  'document_number',
  'document_issue_date',
  'document_expire_date',
  'current_address',
  'current_address.city',
  'document_models',
  'residential_models',
  'photo_model',
]

export const guardFaults: readonly FaultOfKind[] = [
  ...FORGOTTEN.map((name) => ({
    name: `guard-without-${name.replace(/[_.]/g, '-')}`,
    sentence: `A submission does not need ${name}.`,
    breaks: overlook(({ field, message }) => field === name && message === 'is missing'),
  })),
  {
    name: 'empty-list-suffices',
    sentence: 'A list of files without a file is enough for a submission.',
    breaks: overlook(({ message }) => message !== 'is missing'),
  },
  {
    name: 'expired-document-taken',
    sentence: 'An expired document can be submitted.',
    breaks: () => ({ isExpired: () => false }),
  },
  {
    name: 'guard-before-merge',
    sentence: 'A submission is measured by what was saved, not by what its body adds.',
    breaks: ({ record, checkComplete }) => ({
      record(operationId, dossier, portion) {
        const problem = operationId === 'submitIdentification' ? checkComplete(dossier.data) : undefined
        const outcome = record(operationId, dossier, portion)
        return Array.isArray(outcome) && problem !== undefined ? problem : outcome
      },
    }),
  },
  {
    name: 'incomplete-but-written',
    sentence: 'An incomplete submission answers 400, and its body is kept all the same.',
    breaks: writeAnyway('identification.incomplete'),
  },
  {
    name: 'expired-in-submission-taken',
    sentence: 'An expired date that comes with the submission itself is not looked at.',
    breaks: ({ record, now }) => ({
      record(operationId, dossier, portion) {
        const outcome = record(operationId, dossier, portion)
        const isExpired = isProblem(outcome) && outcome.errorId === 'document.expired'
        if (!isExpired || portion.document_expire_date === undefined) return outcome
        return [{ type: 'Submitted', at: now(), portion }]
      },
    }),
  },
  {
    name: 'expired-yesterday-taken',
    sentence: 'A document is good for a day longer than it is.',
    breaks: ({ now }) => ({ isExpired: (data) => (data.document_expire_date ?? now()) <= now() - 86_400_000 }),
  },
]
