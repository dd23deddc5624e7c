import type { Portion } from '../events.js'
import type { Replace } from '../house.js'
import { type ErrorId, isProblem } from '../problem.js'

/** Refuses for that reason as it should, and writes what it has refused. */
export function writeAnyway(errorId: ErrorId): Replace {
  return ({ now, record, change }) => {
    const refused = new Map<number, Portion>()
    return {
      record(operationId, dossier, portion) {
        const outcome = record(operationId, dossier, portion)
        if (isProblem(outcome) && outcome.errorId === errorId) refused.set(dossier.customerId, portion)
        return outcome
      },
      async change(customerId, decide) {
        const outcome = await change(customerId, decide)
        const portion = refused.get(customerId)
        refused.delete(customerId)
        if (portion !== undefined) await change(customerId, () => [{ type: 'PortionKept', at: now(), portion }])
        return outcome
      },
    }
  }
}
