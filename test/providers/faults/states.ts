/** Restricted → Accepted → Pending → Passed or Refused, and from Refused on again. */

import type { Event, Outcome } from '../events.js'
import type { House, Replace } from '../house.js'
import { isObject, type Json } from '../json.js'
import { isProblem } from '../problem.js'
import type { FaultOfKind } from './fault.js'

/** Exchanges the events of a portion that is not refused. */
const onRecord =
  (change: (events: readonly Event[], given: Parameters<House['record']>, house: House) => readonly Event[]): Replace =>
  (house) => ({
    record(...given) {
      const outcome = house.record(...given)
      return isProblem(outcome) ? outcome : change(outcome, given, house)
    },
  })

/** Puts the customer into any state. */
function place(state: string, at: number): Event {
  return { type: 'Decided', at, outcome: state as Outcome }
}

export const stateFaults: readonly FaultOfKind[] = [
  {
    name: 'save-submits',
    sentence: 'The save that makes the form complete submits it.',
    breaks: onRecord((events, [operationId, { data }, portion], house) => {
      if (operationId !== 'saveIdentification' || house.checkComplete(house.merge(data, portion))) return events
      return [{ type: 'Submitted', at: house.now(), portion }]
    }),
  },
  {
    name: 'submit-skips-accepted',
    sentence: 'A submission leads to Pending straight away.',
    breaks: onRecord((events) =>
      events.flatMap((event): readonly Event[] =>
        event.type === 'Submitted' ? [event, { type: 'Delivered', at: event.at }] : [event],
      ),
    ),
  },
  {
    name: 'submit-stays-restricted',
    sentence: 'A submission is answered and kept, and the state stays what it was.',
    breaks: onRecord((events) => events.map((event) => ({ ...event, type: 'PortionKept' }) as Event)),
  },
  {
    name: 'resubmission-stays-refused',
    sentence: 'Who has been refused and submits again stays Refused.',
    breaks: onRecord((events, [, { compliance }]) =>
      compliance === 'Refused' ? events.map((event) => ({ ...event, type: 'PortionKept' }) as Event) : events,
    ),
  },
  {
    name: 'change-after-refusal-restricts',
    sentence: 'A change after a refusal sets the state back to Restricted.',
    breaks: onRecord((events, [operationId, { compliance }], { now }) =>
      compliance === 'Refused' && operationId !== 'submitIdentification'
        ? [...events, place('Restricted', now())]
        : events,
    ),
  },
  {
    name: 'delivery-decides',
    sentence: 'The delivery leads to Passed, without the officers.',
    breaks: ({ deliver }) => ({ deliver: (at) => [...deliver(at), place('Passed', at)] }),
  },
  {
    name: 'decisions-swapped',
    sentence: 'Who passes is Refused, and the other way round.',
    breaks: ({ decide }) => ({ decide: (event, at) => decide(event === 'PASS' ? 'REFUSE' : 'PASS', at) }),
  },
  {
    name: 'refusal-restricts',
    sentence: 'A refusal by the officers leads to Restricted.',
    breaks: ({ decide }) => ({
      decide: (event, at) => (event === 'REFUSE' ? place('Restricted', at) : decide(event, at)),
    }),
  },
  {
    name: 'state-writable',
    sentence: 'The compliance state can be set by whoever sends it.',
    breaks: ({ now, readPortion, record }) => {
      let sent: Json | undefined
      return {
        readPortion(input, dossier) {
          const customer = isObject(input) ? input['customer'] : undefined
          sent = isObject(customer) ? customer['compliance_state'] : undefined
          return readPortion(input, dossier)
        },
        record(operationId, dossier, portion) {
          const outcome = record(operationId, dossier, portion)
          return isProblem(outcome) || typeof sent !== 'string' ? outcome : [...outcome, place(sent, now())]
        },
      }
    },
  },
  {
    name: 'never-active',
    sentence: 'A complete profile leaves the customer Confirmed.',
    breaks: ({ writeIndividual, writeCustomer }) => ({
      writeIndividual: (dossier) => writeIndividual(dormant(dossier)),
      writeCustomer: (dossier) => writeCustomer(dormant(dossier)),
    }),
  },
]

function dormant(dossier: Parameters<House['writeCustomer']>[0]) {
  return dossier.state === 'Active' ? { ...dossier, state: 'Confirmed' as const } : dossier
}
