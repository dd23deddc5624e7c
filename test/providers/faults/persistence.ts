/** What was acknowledged is kept, and is read by whoever reads next. */

import { type Dossier, fold } from '../dossier.js'
import type { Reply } from '../exchange.js'
import { isProblem } from '../problem.js'
import type { FaultOfKind } from './fault.js'

export const persistenceFaults: readonly FaultOfKind[] = [
  {
    name: 'every-second-write-lost',
    sentence: 'Every second change of a customer is acknowledged and not kept.',
    breaks: ({ log, due, merge, change }) => {
      const writes = new Map<number, number>()
      return {
        async change(customerId, decide) {
          const stream = await log.read(customerId)
          if (stream === undefined) return change(customerId, decide)
          const events = [...stream.slice(1), ...due(stream)]
          const decision = decide(fold([stream[0], ...events], merge))
          if (isProblem(decision) || decision.length === 0) return change(customerId, decide)
          const count = (writes.get(customerId) ?? 0) + 1
          writes.set(customerId, count)
          return count % 2 === 1 ? change(customerId, decide) : fold([stream[0], ...events, ...decision], merge)
        },
      }
    },
  },
  {
    name: 'read-behind-write',
    sentence: 'The first read after a change gives what was before it.',
    breaks: ({ read, change }) => {
      const behind = new Map<number, Dossier>()
      return {
        async change(customerId, decide) {
          const before = await read(customerId)
          const outcome = await change(customerId, decide)
          if (!isProblem(outcome)) behind.set(customerId, before)
          return outcome
        },
        async read(customerId) {
          const before = behind.get(customerId)
          behind.delete(customerId)
          return before ?? read(customerId)
        },
      }
    },
  },
  {
    name: 'change-answers-old',
    sentence: 'A change is kept, and answered with the model as it was before.',
    breaks: ({ read, change }) => ({
      async change(customerId, decide) {
        const before = await read(customerId)
        const outcome = await change(customerId, decide)
        return isProblem(outcome) ? outcome : before
      },
    }),
  },
  {
    name: 'stale-process',
    sentence: 'Every second read is answered by a process that remembers what it has seen first.',
    breaks: ({ read }) => {
      const seen = new Map<number, Dossier>()
      let reads = 0
      return {
        async read(customerId) {
          const dossier = await read(customerId)
          const first = seen.get(customerId) ?? dossier
          seen.set(customerId, first)
          reads += 1
          return reads % 2 === 0 ? first : dossier
        },
      }
    },
  },
  {
    name: 'decision-forgotten',
    sentence: 'A decision of the officers is gone when it has been read once.',
    breaks: ({ read }) => {
      const told = new Set<number>()
      return {
        async read(customerId) {
          const dossier = await read(customerId)
          if (dossier.compliance !== 'Passed' && dossier.compliance !== 'Refused') return dossier
          if (told.has(customerId)) return { ...dossier, compliance: 'Pending' as const }
          told.add(customerId)
          return dossier
        },
      }
    },
  },
  {
    name: 'uploads-forgotten',
    sentence: 'An upload is acknowledged and not kept.',
    breaks: ({ operations, files }) => ({
      operations: {
        ...operations,
        async uploadFile(visit) {
          const reply = await operations['uploadFile']?.(visit)
          if (reply === undefined) throw new Error('uploadFile is not written.')
          if (reply.status === 200) files.remove((reply.body as { id: number }).id)
          return reply
        },
      },
    }),
  },
  {
    name: 'old-address-cached',
    sentence: 'The older address of the profile answers what it has answered first.',
    breaks: ({ operations }) => {
      const answered = new Map<number, Reply>()
      return {
        operations: {
          ...operations,
          async getCurrentIndividual(visit) {
            const reply = answered.get(visit.callerId) ?? (await operations['getCurrentIndividual']?.(visit))
            if (reply === undefined) throw new Error('getCurrentIndividual is not written.')
            answered.set(visit.callerId, reply)
            return reply
          },
        },
      }
    },
  },
]
