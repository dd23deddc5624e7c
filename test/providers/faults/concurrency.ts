/** Two calls at once come out as one after the other would. */

import { fold } from '../dossier.js'
import type { FileRow } from '../file-cabinet.js'
import { isProblem } from '../problem.js'
import { type FaultOfKind, hesitate } from './fault.js'

export const concurrencyFaults: readonly FaultOfKind[] = [
  {
    name: 'lost-update',
    sentence: 'Of two changes at once one is lost, for each writes the whole of what it has read.',
    breaks: ({ log, due, merge, change }) => ({
      async change(customerId, decide) {
        const stream = await log.read(customerId)
        if (stream === undefined) return change(customerId, decide)
        const events = due(stream)
        const decision = decide(fold([...stream, ...events], merge))
        if (isProblem(decision) || decision.length === 0 || decision.some(({ type }) => type === 'Submitted')) {
          return change(customerId, decide)
        }
        await hesitate()
        await log.begin(customerId, [...stream, ...events, ...decision])
        return fold([...stream, ...events, ...decision], merge)
      },
    }),
  },
  {
    name: 'double-submit',
    sentence: 'Of two submissions at once both are taken.',
    breaks: ({ log, due, merge, change }) => ({
      async change(customerId, decide) {
        const stream = await log.read(customerId)
        if (stream === undefined) return change(customerId, decide)
        const decision = decide(fold([...stream, ...due(stream)], merge))
        const isSubmission = !isProblem(decision) && decision.some(({ type }) => type === 'Submitted')
        if (!isSubmission) return change(customerId, decide)
        await hesitate()
        return change(customerId, () => decision)
      },
    }),
  },
  {
    name: 'callers-mixed-up',
    sentence: 'Of two customers who read at once one gets the data of the other.',
    breaks: ({ read }) => {
      let current = 0
      return {
        async read(customerId) {
          current = customerId
          await hesitate()
          return read(current)
        },
      }
    },
  },
  {
    name: 'uploads-collide',
    sentence: 'Two uploads at once become one file.',
    breaks: ({ files }) => {
      let running: Promise<FileRow> | undefined
      return {
        files: {
          ...files,
          async add(row) {
            running ??= hesitate()
              .then(() => files.add(row))
              .finally(() => {
                running = undefined
              })
            return running
          },
        },
      }
    },
  },
  {
    name: 'second-writer-fails',
    sentence: 'Who changes something while another does makes the server fail.',
    breaks: ({ change }) => {
      const busy = new Set<number>()
      return {
        async change(customerId, decide) {
          if (busy.has(customerId)) throw new Error('The row is locked.')
          busy.add(customerId)
          await hesitate()
          return change(customerId, decide).finally(() => busy.delete(customerId))
        },
      }
    },
  },
]
