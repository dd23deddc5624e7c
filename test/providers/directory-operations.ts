/** Lists of values, and the code of the day. */

import { createHash } from 'node:crypto'
import type { DirectoryName } from './directories.js'
import { answer, type Operation } from './exchange.js'
import type { House } from './house.js'
import { problemOf } from './problem.js'

const BY_CODE: { readonly [code: string]: DirectoryName } = {
  INDUSTRY_CODES: 'IndustryCodes',
  OCCUPATION_CODES: 'OccupationCodes',
  CORPORATE_TYPES: 'CorporateTypes',
}

export function directoryOperations(house: House): { readonly [operationId: string]: Operation } {
  const list =
    (name: DirectoryName): Operation =>
    async () =>
      answer(house.directories.list(name))

  return {
    listCountries: list('Countries'),
    listGenders: list('Genders'),
    listDocumentTypes: list('DocumentTypes'),
    async getDirectory(visit) {
      const name = Object.hasOwn(BY_CODE, visit.params['code'] ?? '') && BY_CODE[visit.params['code'] ?? '']
      if (name) return list(name)(visit)
      const message = `must be one of ${Object.keys(BY_CODE).join(', ')}`
      return house.refuse(problemOf([{ errorId: 'field.value', field: 'code', message }]))
    },
    async getIdentificationCode() {
      const day = house.writeMoment(house.now()).slice(0, 10)
      const number = createHash('sha256').update(day).digest().readUInt32BE() % 10_000
      return answer(String(number).padStart(4, '0'))
    },
  }
}
