import type { Replace } from './create-house.js'
export type Fault = {
  readonly name: string
  readonly kind: string
  readonly sentence: string
  readonly breaks: Replace
}
export const FAULTS: readonly Fault[] = []
export function faultNamed(name: string): Fault {
  const fault = FAULTS.find((one) => one.name === name)
  if (fault === undefined) throw new Error(`There is no fault "${name}".`)
  return fault
}
