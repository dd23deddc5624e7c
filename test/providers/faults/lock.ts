/** The data are locked from the submission to a refusal, for every operation that changes them. */

import type { House, Replace } from '../house.js'
import { LOCKED } from '../rules.js'
import type { FaultOfKind } from './fault.js'
import { writeAnyway } from './write-anyway.js'

type IsOpen = House['isOpen']

/** Opens the lock where it should be shut. */
const alsoOpen =
  (isAlsoOpen: IsOpen): Replace =>
  ({ isOpen }) => ({ isOpen: (...given) => isOpen(...given) || isAlsoOpen(...given) })

export const lockFaults: readonly FaultOfKind[] = [
  {
    name: 'save-not-locked',
    sentence: 'Portions are saved after the submission too.',
    breaks: alsoOpen((operationId) => operationId === 'saveIdentification'),
  },
  {
    name: 'put-not-locked',
    sentence: 'The profile can be changed after the submission.',
    breaks: alsoOpen((operationId) => operationId === 'updateIndividual'),
  },
  {
    name: 'old-put-not-locked',
    sentence: 'The lock has been forgotten for PUT at the older address of the profile.',
    breaks: alsoOpen((operationId) => operationId === 'updateCurrentIndividual'),
  },
  {
    name: 'old-post-not-locked',
    sentence: 'The lock has been forgotten for POST at the older address of the profile.',
    breaks: alsoOpen((operationId) => operationId === 'postCurrentIndividual'),
  },
  {
    name: 'second-submit-allowed',
    sentence: 'Who has submitted may submit again.',
    breaks: alsoOpen((operationId) => operationId === 'submitIdentification'),
  },
  {
    name: 'accepted-not-locked',
    sentence: 'The lock begins with the delivery, not with the submission.',
    breaks: alsoOpen((_, { compliance }) => compliance === 'Accepted'),
  },
  {
    name: 'pending-unlocks',
    sentence: 'The delivery opens the lock.',
    breaks: alsoOpen((_, { compliance }) => compliance === 'Pending'),
  },
  {
    name: 'passed-unlocks',
    sentence: 'Who has passed may change everything again.',
    breaks: alsoOpen((_, { compliance }) => compliance === 'Passed'),
  },
  {
    name: 'refused-stays-locked',
    sentence: 'A refusal does not open the lock.',
    breaks: ({ isOpen }) => ({
      isOpen: (operationId, dossier, portion) =>
        dossier.compliance !== 'Refused' && isOpen(operationId, dossier, portion),
    }),
  },
  {
    name: 'empty-body-not-locked',
    sentence: 'The lock is asked only if the body has something.',
    breaks: alsoOpen((_, __, portion) => Object.keys(portion).length === 0),
  },
  {
    name: 'locked-but-written',
    sentence: 'The lock answers 400, and the change is written all the same.',
    breaks: writeAnyway(LOCKED.errorId),
  },
  {
    name: 'photo-alone-not-locked',
    sentence: 'A body with the photograph alone passes the lock.',
    breaks: alsoOpen((_, __, portion) => Object.keys(portion).join() === 'photo_model'),
  },
  {
    name: 'second-lock-forgotten',
    sentence: 'Who has been refused once is never locked again.',
    breaks: ({ isOpen }) => {
      const refused = new Set<number>()
      return {
        isOpen(operationId, dossier, portion) {
          if (dossier.compliance === 'Refused') refused.add(dossier.customerId)
          return refused.has(dossier.customerId) || isOpen(operationId, dossier, portion)
        },
      }
    },
  },
]
