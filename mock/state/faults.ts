/** Faults that were arranged: which calls they strike, seeded, so that a red run repeats. */

import type { Fault, FaultBook, FaultDump, Latency, Random } from '../ports.js'

/**
 * @param chance numbers for the n-th question: the same n, the same number
 */
export function createFaultBook(
  chance: (question: number) => Random,
  dump: FaultDump = { faults: [], added: 0, asked: 0 },
): FaultBook {
  let faults: readonly Fault[] = dump.faults
  let { added, asked } = dump

  return {
    list: () => faults,
    add(wanted) {
      const fault = { ...wanted, id: `fault-${++added}`, struck: 0 }
      faults = [...faults, fault]
      return fault
    },
    remove(id) {
      const left = faults.filter((fault) => fault.id !== id)
      const removed = left.length < faults.length
      faults = left
      return removed
    },
    clear() {
      faults = []
    },
    strike(operation, subjects) {
      if (faults.length === 0) return undefined
      for (const fault of faults) {
        if (fault.operation !== undefined && fault.operation !== operation) continue
        if (fault.subject !== undefined && !subjects.some((subject) => String(subject) === fault.subject)) continue
        const random = chance(++asked)
        if (random.next() >= fault.probability) continue
        const struck = { ...fault, struck: fault.struck + 1 }
        const gone = fault.count !== undefined && struck.struck >= fault.count
        faults = gone
          ? faults.filter(({ id }) => id !== fault.id)
          : faults.map((one) => (one.id === fault.id ? struck : one))
        return { fault: struck, latency: latencyOf(fault.effect.latency, random) }
      }
      return undefined
    },
    dump: () => ({ faults, added, asked }),
  }
}

function latencyOf(latency: Latency | undefined, random: Random): number {
  if (latency === undefined) return 0
  if (typeof latency === 'number') return latency
  return Math.round(latency.from + random.next() * (latency.to - latency.from))
}
