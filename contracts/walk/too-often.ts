/** Whoever asks in vain too often is told when to come back, where the document has a header for it. */

import type { Operation } from '../../spec/index.js'
import { describeReply, type Exchange, isSuccess } from '../exchange.js'
import { responseFor } from '../schema/index.js'
import { isEqual } from './compare.js'
import { Deviation, NotExercised } from './deviation.js'
import { exampleKey, exampleOf } from './examples.js'
import type { Journey } from './journey.js'
import type { Plan } from './plan.js'
import { needsToken } from './requests.js'
import type { Situation, Walked } from './situation.js'

/** How often the same call is refused before it counts as never being too often. */
const MOST_ATTEMPTS = 6
const RETRY = 'retry-after'

export function tooOftenPlans(situation: Situation, walked: Walked): readonly Plan[] {
  const open = situation.model.operations.filter((operation) => !needsToken(situation.model, operation))
  const limited = open.filter(({ responses }) => responses.some(({ headers }) => headers[RETRY] !== undefined))
  const key = exampleKey(situation, walked.reader)
  if (limited.length === 0 || key === undefined) return []
  return [
    {
      operation: limited.at(-1)?.id ?? '',
      rule: limited.at(-1)?.pointer ?? '',
      expected: 'whoever is refused too often is told when to come back (Retry-After)',
      async run(journey) {
        // The document's examples go together: they are about this one.
        await journey.place(walked, { key })
        const replies: Exchange[] = []
        for (const operation of open) replies.push(await tell(journey, operation))
        const [last] = limited.slice(-1)
        if (last === undefined) throw new NotExercised('No call without a token is limited.')
        const blocked = await insist(journey, last, replies.at(-1))
        const documented = responseFor(last, blocked.status)?.headers[RETRY] !== undefined
        if (documented && !/^\d+$/.test(blocked.headers.get(RETRY) ?? ''))
          throw new Deviation(
            'It does not say when to come back.',
            describeReply(blocked),
            'a header Retry-After, in seconds',
          )
        return `After some attempts ${last.id} says when to come back.`
      },
    },
  ]
}

async function tell(journey: Journey, operation: Operation): Promise<Exchange> {
  const body = exampleOf(journey.situation, operation)
  return journey.call(operation, body === undefined ? {} : { body })
}

/** The first answer to the same call that is another refusal than the first one was. */
async function insist(journey: Journey, operation: Operation, first: Exchange | undefined): Promise<Exchange> {
  const { name } = journey.situation.model.problems
  const problem = (reply: Exchange | undefined) => {
    const body = reply?.body as { readonly [name: string]: Exchange['body'] } | undefined
    return name === undefined ? reply?.status : body?.[name]
  }
  for (let attempt = 0; attempt < MOST_ATTEMPTS; attempt++) {
    const reply = await tell(journey, operation)
    if (!isSuccess(reply) && first !== undefined && !isEqual(problem(reply), problem(first))) return reply
  }
  throw new NotExercised(`${operation.id} was refused ${MOST_ATTEMPTS} times, and never for being asked too often.`)
}
