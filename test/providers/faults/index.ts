/** The faulty versions of the provider, one at a time. */

import { concurrencyFaults } from './concurrency.js'
import { dataFaults } from './data.js'
import { errorFaults } from './errors.js'
import type { Fault, FaultKind, FaultOfKind } from './fault.js'
import { fileFaults } from './files.js'
import { formatFaults } from './formats.js'
import { guardFaults } from './guard.js'
import { headerFaults } from './headers.js'
import { identityFaults } from './identity.js'
import { lockFaults } from './lock.js'
import { persistenceFaults } from './persistence.js'
import { stateFaults } from './states.js'
import { timeFaults } from './time.js'

export type { Fault, FaultKind } from './fault.js'

export const FAULTS: readonly Fault[] = [
  ...ofKind('lock', lockFaults),
  ...ofKind('states', stateFaults),
  ...ofKind('data', [...dataFaults, ...guardFaults, ...fileFaults]),
  ...ofKind('identity', identityFaults),
  ...ofKind('errors', errorFaults),
  ...ofKind('headers', headerFaults),
  ...ofKind('formats', formatFaults),
  ...ofKind('time', timeFaults),
  ...ofKind('concurrency', concurrencyFaults),
  ...ofKind('persistence', persistenceFaults),
]

export function faultNamed(name: string): Fault {
  const fault = FAULTS.find((one) => one.name === name)
  if (fault === undefined) throw new Error(`There is no fault "${name}". FAULTS names them all.`)
  return fault
}

function ofKind(kind: FaultKind, faults: readonly FaultOfKind[]): readonly Fault[] {
  return faults.map((fault) => ({ ...fault, kind }))
}
