/** Whole numbers in addresses. */

import type { FieldFault } from './problem.js'

type Limits = { readonly least: number; readonly most?: number }

export function readInteger(text: string, field: string, { least, most = Infinity }: Limits): number | FieldFault {
  if (!/^[+-]?\d+$/.test(text)) return { errorId: 'field.type', field, message: 'must be an integer' }
  const number = Number(text)
  if (number < least) return { errorId: 'field.value', field, message: `must be at least ${least}` }
  if (number > most) return { errorId: 'field.value', field, message: `must be at most ${most}` }
  return number
}
