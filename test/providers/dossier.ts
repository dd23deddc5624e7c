/** What the events of a customer come to. */

import type { Stream } from './event-log.js'
import type { Event, Portion } from './events.js'

export type ComplianceState = 'Restricted' | 'Accepted' | 'Pending' | 'Passed' | 'Refused'

export type Dossier = {
  readonly customerId: number
  readonly individualId: number
  readonly addressId: number
  readonly businessCode: string
  readonly phone: string
  readonly email: string
  readonly isEmailConfirmed: boolean
  readonly created: number
  readonly modified: number
  readonly state: 'New' | 'Confirmed' | 'Active'
  readonly stateChanged: number
  readonly compliance: ComplianceState
  readonly submittedAt: number
  readonly deliveredAt: number
  readonly data: Portion
}

export type Merge = (data: Portion, portion: Portion) => Portion

/** Fields that come replace what is there; of an address only the parts that come. */
export function merge(data: Portion, portion: Portion): Portion {
  if (portion.current_address === undefined) return { ...data, ...portion }
  return { ...data, ...portion, current_address: { ...data.current_address, ...portion.current_address } }
}

/** Composed of the other names unless it was sent; a person may have only one name. */
export function fullNameOf({ first_name, last_name, full_name }: Portion): string | undefined {
  return full_name ?? ([last_name, first_name].filter((name) => name !== undefined).join(' ') || undefined)
}

export function isProfileComplete(data: Portion): boolean {
  const { birth_date, gender, nationality, fatca, pep } = data
  return [fullNameOf(data), birth_date, gender, nationality, fatca, pep].every((value) => value !== undefined)
}

export function fold([registered, ...events]: Stream, mergeBy: Merge = merge): Dossier {
  const { at, type: _, ...identity } = registered
  const dossier: Dossier = {
    ...identity,
    created: at,
    modified: at,
    state: registered.isEmailConfirmed ? 'Confirmed' : 'New',
    stateChanged: at,
    compliance: 'Restricted',
    submittedAt: 0,
    deliveredAt: 0,
    data: {},
  }
  return events.reduce((now, event) => activate(apply(now, event, mergeBy), event.at), dossier)
}

function apply(dossier: Dossier, event: Event, mergeBy: Merge): Dossier {
  const touched = { ...dossier, modified: event.at }
  switch (event.type) {
    case 'Registered':
      return dossier
    case 'ContactConfirmed':
      return dossier.state === 'New' ? { ...touched, state: 'Confirmed', stateChanged: event.at } : dossier
    case 'PortionKept':
      return { ...touched, data: mergeBy(dossier.data, event.portion) }
    case 'Submitted':
      return {
        ...touched,
        data: mergeBy(dossier.data, event.portion),
        compliance: 'Accepted',
        submittedAt: event.at,
      }
    case 'Delivered':
      return { ...touched, compliance: 'Pending', deliveredAt: event.at }
    case 'Decided':
      return { ...touched, compliance: event.outcome }
  }
}

function activate(dossier: Dossier, at: number): Dossier {
  const isDue = dossier.state === 'Confirmed' && isProfileComplete(dossier.data)
  return isDue ? { ...dossier, state: 'Active', stateChanged: at } : dossier
}
