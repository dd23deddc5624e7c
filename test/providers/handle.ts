/** The life of a request. */

import type { Call, Reply, Visit } from './exchange.js'
import type { House } from './house.js'
import { readInteger } from './parameters.js'
import { PROBLEMS, type Problem, problemOf } from './problem.js'
import { matchRoute } from './routes.js'

export async function handle(house: House, call: Call): Promise<Reply> {
  const match = matchRoute(call.method, call.path)
  if (match.kind === 'no path') {
    return house.refuse({ errorId: 'path.not_found', description: `There is nothing at ${call.path}.` })
  }
  if (match.kind === 'no method') {
    const allow = match.allowed.join(', ')
    const description = `${call.path} does not take ${call.method}. It takes ${allow}.`
    return house.refuse({ errorId: 'method.not_allowed', description, headers: { allow } })
  }

  const { route, params } = match
  const callerId = route.isForAnybody ? 0 : house.authorize(call)
  if (typeof callerId !== 'number') return house.refuse(callerId)

  const id = route.of === undefined ? callerId : readInteger(params['id'] ?? '', 'id', { least: 1 })
  if (typeof id !== 'number') return house.refuse(problemOf([id]))

  if (call.body === undefined) {
    return house.refuse({ errorId: 'body.too_large', description: 'The body has more than 10 MiB.' })
  }

  const customerId = route.of === 'customer' ? id : callerId
  const visit: Visit = { ...call, body: call.body, operationId: route.operationId, params, callerId, customerId }
  if (!house.isOwn(visit)) return house.refuse(forbidden)
  const operation = house.operations[route.operationId]
  if (operation === undefined) throw new Error(`${route.operationId} is not written.`)
  return operation(visit)
}

/** Nobody learns whether what is not theirs exists. */
export const forbidden: Problem = { errorId: 'access.forbidden', description: 'This is not yours.' }

export function authorize(house: House, { headers }: Call): number | Problem {
  const token = /^bearer +(\S+)$/i.exec(headers.authorization ?? '')?.[1]
  if (token === undefined) {
    return unauthorized('auth.token_missing', 'The call carries no token. Send it as "Authorization: Bearer TOKEN".')
  }
  const callerId = house.sessions.callerOf(token)
  if (callerId === 'unknown') return unauthorized('auth.token_unknown', 'The token is not one that was given out.')
  if (callerId === 'expired') {
    return unauthorized('auth.token_expired', 'The token has expired. Renew it by its refresh token.')
  }
  return callerId
}

function unauthorized(errorId: Problem['errorId'], description: string): Problem {
  return { errorId, description, headers: { 'www-authenticate': 'Bearer realm="customers"' } }
}

export function refuse({ errorId, description, errors, headers }: Problem): Reply {
  const { status, code, message } = PROBLEMS[errorId]
  return {
    status,
    headers: { 'content-type': 'application/json', ...headers },
    body: { code, message, description, error_id: errorId, ...(errors && { errors }) },
  }
}
