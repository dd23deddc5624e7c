/** What is due happens, and nothing before it is due. */

import { fold } from '../dossier.js'
import { isProblem } from '../problem.js'
import type { FaultOfKind } from './fault.js'

export const timeFaults: readonly FaultOfKind[] = [
  {
    name: 'never-delivered',
    sentence: 'The officers never receive a submission.',
    breaks: () => ({ deliver: () => [] }),
  },
  {
    name: 'delivered-at-once',
    sentence: 'The officers receive a submission before the delay is over.',
    breaks: ({ due, deliver, merge }) => ({
      due(stream) {
        const { compliance, submittedAt } = fold(stream, merge)
        return compliance === 'Accepted' ? deliver(submittedAt) : due(stream)
      },
    }),
  },
  {
    name: 'reading-delays',
    sentence: 'The delay until the delivery begins again with every call.',
    breaks: ({ now, due, merge }) => {
      const calls = new Map<number, number>()
      return {
        due(stream) {
          const { customerId, submittedAt } = fold(stream, merge)
          const last = Math.max(calls.get(customerId) ?? 0, submittedAt)
          calls.set(customerId, now())
          const events = due(stream)
          const [first] = events
          return first?.type === 'Delivered' && last + (first.at - submittedAt) > now() ? [] : events
        },
      }
    },
  },
  {
    name: 'refusal-delivers',
    sentence: 'A call that the lock refuses makes the delivery happen.',
    breaks: ({ now, change, deliver }) => ({
      async change(customerId, decide) {
        const outcome = await change(customerId, decide)
        if (isProblem(outcome) && outcome.errorId === 'profile.locked') {
          await change(customerId, ({ compliance }) => (compliance === 'Accepted' ? deliver(now()) : []))
        }
        return outcome
      },
    }),
  },
  {
    name: 'created-moves',
    sentence: 'The moment of creation is the moment of reading.',
    breaks: ({ now, writeMoment, writeCustomer }) => ({
      writeCustomer: (dossier) => ({ ...writeCustomer(dossier), created: writeMoment(now()) }),
    }),
  },
]
