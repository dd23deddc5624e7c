/** What a customer may do, what a submission needs, and what happens by itself. */

import { type Dossier, fold, fullNameOf } from './dossier.js'
import type { Stream } from './event-log.js'
import type { Event, Outcome, Portion } from './events.js'
import type { Delays, House } from './house.js'
import type { Problem } from './problem.js'

/** Submitted data count as verified; a refusal opens them again. */
export function isOpen(_operationId: string, { compliance }: Dossier): boolean {
  return compliance === 'Restricted' || compliance === 'Refused'
}

export const LOCKED: Problem = {
  errorId: 'profile.locked',
  description: 'The data have been submitted and count as verified. They cannot be changed.',
}

const NEEDED = [
  'birth_date',
  'gender',
  'nationality',
  'fatca',
  'pep',
  'document_type',
  'document_number',
  'document_issue_date',
  'document_expire_date',
  'current_address',
  'document_models',
  'residential_models',
  'photo_model',
] as const

export function missingIn(data: Portion): readonly { readonly field: string; readonly message: string }[] {
  const names: string[] = NEEDED.filter((name) => data[name] === undefined)
  if (fullNameOf(data) === undefined) names.unshift('full_name')
  for (const part of ['address', 'city', 'country'] as const) {
    if (data.current_address && data.current_address[part] === undefined) names.push(`current_address.${part}`)
  }
  const empty = (['document_models', 'residential_models'] as const).filter((name) => data[name]?.length === 0)
  return [
    ...names.map((field) => ({ field, message: 'is missing' })),
    ...empty.map((field) => ({ field, message: 'must have at least one file' })),
  ]
}

export function isExpired(house: House, { document_expire_date }: Portion): boolean {
  return document_expire_date !== undefined && document_expire_date <= house.now()
}

export function checkComplete(house: House, data: Portion): Problem | undefined {
  const missing = house.missingIn(data)
  const expired = house.isExpired(data) ? [{ field: 'document_expire_date', message: 'is in the past' }] : []
  const errors = [...missing, ...expired]
  if (errors.length === 0) return undefined
  return {
    errorId: missing.length > 0 ? 'identification.incomplete' : 'document.expired',
    description: `Before you can submit: ${errors.map(({ field, message }) => `${field} ${message}`).join(', ')}.`,
    errors,
  }
}

export function record(
  house: House,
  operationId: string,
  dossier: Dossier,
  portion: Portion,
): readonly Event[] | Problem {
  if (!house.isOpen(operationId, dossier, portion)) return LOCKED
  if (operationId === 'submitIdentification') {
    const problem = house.checkComplete(house.merge(dossier.data, portion))
    return problem ?? [{ type: 'Submitted', at: house.now(), portion }]
  }
  return Object.keys(portion).length === 0 ? [] : [{ type: 'PortionKept', at: house.now(), portion }]
}

/** Nobody watches a clock: what fell due in the meantime is found when the stream is read. */
export function due(house: House, { delivery, decision }: Delays, stream: Stream): readonly Event[] {
  const dossier = fold(stream, house.merge)
  const { compliance, submittedAt, deliveredAt, email } = dossier
  const passed = (since: number, delay: number) => since + delay <= house.now()
  if (compliance === 'Accepted' && passed(submittedAt, delivery) && isDeliverable(email)) {
    const delivered = house.deliver(submittedAt + delivery)
    return delivered.length === 0 ? [] : [...delivered, ...house.due([...stream, ...delivered])]
  }
  const arranged = arrangedFor(house, dossier)
  if (compliance === 'Pending' && arranged !== undefined && passed(deliveredAt, decision)) {
    return [{ type: 'Decided', at: deliveredAt + decision, outcome: arranged }]
  }
  return []
}

/** A word in the e-mail address holds a submission back for good. */
export function isDeliverable(email: string): boolean {
  return !email.includes('+undelivered@')
}

/** By a word in the e-mail address or in the name of a photograph; a refusal goes first. */
export function arrangedFor(house: House, { email, data }: Dossier): Outcome | undefined {
  const names = (data.document_models ?? []).map((id) => house.files.find(id)?.name ?? '')
  const isArranged = (word: string) =>
    email.includes(`+${word}@`) || names.some((name) => new RegExp(`(^|\\+)${word}(\\.|$)`).test(name))
  if (isArranged('refuse')) return 'Refused'
  return isArranged('pass') ? 'Passed' : undefined
}
