/** What a body for a subject should be made of. */

import type { ApiModel } from '../../spec/index.js'
import type { Wishes } from './inputs.js'
import type { Journey, Subject } from './journey.js'

type Known = Pick<Subject, 'walked' | 'token'> & { readonly id?: string | number }

export function wishesFor(journey: Journey, subject: Known): Wishes {
  const caller = callerOf(journey.situation.model, subject)
  return { random: journey.random, now: journey.now(), keys: {}, ...(caller !== undefined && { caller }) }
}

/** The key of whoever calls with the subject's token; undefined: the token does not tell. */
function callerOf({ securitySchemes }: ApiModel, { walked, id, token }: Known): string | number | undefined {
  for (const { caller, tokens } of Object.values(securitySchemes)) {
    if (id !== undefined && caller === walked.resource.name) return id
    const [before = '', after = ''] = tokens?.split('{key}') ?? []
    const tells = tokens?.includes('{key}') === true && token.startsWith(before) && token.endsWith(after)
    if (tells) return token.slice(before.length, token.length - after.length)
  }
  return undefined
}
