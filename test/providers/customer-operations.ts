/** Profiles, identification and customers. */

import { missing, readJson } from './body.js'
import type { Dossier } from './dossier.js'
import { answer, type Operation, type Visit } from './exchange.js'
import type { House } from './house.js'
import type { JsonObject } from './json.js'
import { isProblem, problemOf } from './problem.js'

export function customerOperations(house: House): { readonly [operationId: string]: Operation } {
  const readIndividual: Operation = async ({ customerId }) =>
    answer(house.writeIndividual(await house.read(customerId)))

  const readCustomer: Operation = async ({ customerId }) =>
    answer({ code: 0, ...house.writeCustomer(await house.read(customerId)) })

  /** Takes a portion; where a body is not needed, none is an empty one. */
  const takePortion =
    (isBodyNeeded: boolean): Operation =>
    async (visit: Visit) => {
      const read = readJson(visit)
      if (isProblem(read)) return house.refuse(read)
      if (read.value === undefined && isBodyNeeded) return house.refuse(missing)
      const input = read.value === undefined ? {} : read.value

      const changed = await house.change(visit.customerId, (dossier: Dossier) => {
        const portion = house.readPortion(input, dossier)
        if (Array.isArray(portion)) return problemOf(portion)
        return house.record(visit.operationId, dossier, portion as Exclude<typeof portion, readonly unknown[]>)
      })
      return isProblem(changed) ? house.refuse(changed) : answer(house.writeIndividual(changed))
    }

  return {
    getCurrentCustomer: readCustomer,
    setCurrentCustomer: readCustomer,
    async listCustomers({ customerId }) {
      return answer([house.writeCustomer(await house.read(customerId))] satisfies JsonObject[])
    },
    getIndividual: readIndividual,
    getCurrentIndividual: readIndividual,
    updateIndividual: takePortion(true),
    updateCurrentIndividual: takePortion(true),
    postCurrentIndividual: takePortion(true),
    saveIdentification: takePortion(false),
    submitIdentification: takePortion(false),
  }
}
