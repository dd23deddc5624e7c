/** What is created. */

import type { Operation } from '../../spec/index.js'
import { describeReply } from '../exchange.js'
import { Deviation } from './deviation.js'
import { expectLocation, keyIn } from './made.js'
import type { Plan } from './plan.js'
import { faultOf } from './refusals.js'
import { inputOf } from './requests.js'
import type { Walked } from './situation.js'
import { wishesFor } from './wishes.js'

/** What is created is there, at its beginning, with what was sent. */
export function created(walked: Walked, operation: Operation): Plan {
  return {
    operation: operation.id,
    rule: operation.pointer,
    expected: 'what is created is there, in its initial state, with what was sent',
    async run(journey) {
      const { situation } = journey
      const { subject: caller } = await journey.placeAndRead(walked)
      const input = inputOf(operation) ?? ''
      for (const only of [undefined, []]) {
        const sent = situation.inputs.body(input, wishesFor(journey, caller), only)
        const reply = await journey.on(caller, operation, { body: sent })
        journey.expectSuccess(reply)
        const id = keyIn(reply.body, walked.resource.key, reply)
        const subject = { ...caller, id }
        const written = { operation, before: {}, sent, action: 'create', reply } as const
        const initial = Object.fromEntries(walked.chart.lifecycles.map((one) => [one.id, one.initial]))
        const after = await journey.expectWritten(subject, { ...written, states: initial })
        expectLocation(situation.model, reply, walked.reader, { key: id })
        if (
          faultOf(reply, { statuses: ['200', '201', '202'], words: '' }) !== undefined ||
          Object.keys(after).length === 0
        )
          throw new Deviation('It was not created.', describeReply(reply))
      }
      return 'It is there, with what was sent.'
    },
  }
}
