/** A refused call says why, in the one form, with the right status. */

import type { Reply } from '../exchange.js'
import type { Replace } from '../house.js'
import { isObject, type JsonObject } from '../json.js'
import { type ErrorId, isProblem } from '../problem.js'
import { type FaultOfKind, mapProperties, onReply, onSuccess, without } from './fault.js'

/** Exchanges the reply of refusals. */
const onRefusal = (
  isMeant: (errorId: ErrorId) => boolean,
  change: (reply: Reply, body: JsonObject) => Partial<Reply>,
): Replace => {
  return ({ refuse }) => ({
    refuse(problem) {
      const reply = refuse(problem)
      return isMeant(problem.errorId) ? { ...reply, ...change(reply, reply.body as JsonObject) } : reply
    },
  })
}

const any = () => true
const isLock = (errorId: ErrorId) => errorId === 'profile.locked'
const isField = (errorId: ErrorId) => /^(field|reference)\./.test(errorId)

export const errorFaults: readonly FaultOfKind[] = [
  {
    name: 'first-missing-only',
    sentence: 'An incomplete form is told of the first field that is missing only.',
    breaks: ({ checkComplete }) => ({
      checkComplete(data) {
        const problem = checkComplete(data)
        const [first] = problem?.errors ?? []
        return problem && first && { ...problem, description: `${first.field} ${first.message}.`, errors: [first] }
      },
    }),
  },
  {
    name: 'lock-renamed',
    sentence: 'The lock has an error_id of its own invention.',
    breaks: onRefusal(isLock, (_, body) => ({ body: { ...body, error_id: 'profile.read_only' } })),
  },
  {
    name: 'lock-called-conflict',
    sentence: 'The lock calls itself a conflict, which is another error of the document.',
    breaks: onRefusal(isLock, (_, body) => ({ body: { ...body, error_id: 'request.conflict' } })),
  },
  {
    name: 'lock-409',
    sentence: 'The lock answers with status 409.',
    breaks: onRefusal(isLock, () => ({ status: 409 })),
  },
  {
    name: 'lock-answers-200',
    sentence: 'The lock answers with status 200 and the unchanged model.',
    breaks: ({ change, read }) => ({
      async change(customerId, decide) {
        const outcome = await change(customerId, decide)
        return isProblem(outcome) && isLock(outcome.errorId) ? read(customerId) : outcome
      },
    }),
  },
  {
    name: 'incomplete-called-missing',
    sentence: 'An incomplete form is called a missing field, which is another error of the document.',
    breaks: onRefusal(
      (errorId) => errorId === 'identification.incomplete',
      (_, body) => ({ body: { ...body, error_id: 'field.missing' } }),
    ),
  },
  {
    name: 'incomplete-403',
    sentence: 'An incomplete form answers with status 403.',
    breaks: onRefusal(
      (errorId) => errorId === 'identification.incomplete',
      () => ({ status: 403 }),
    ),
  },
  {
    name: 'expired-called-incomplete',
    sentence: 'An expired document is called an incomplete form.',
    breaks: ({ checkComplete }) => ({
      checkComplete(data) {
        const problem = checkComplete(data)
        return problem && { ...problem, errorId: 'identification.incomplete' }
      },
    }),
  },
  {
    name: 'fields-422',
    sentence: 'A field that cannot be taken answers with status 422.',
    breaks: onRefusal(isField, () => ({ status: 422 })),
  },
  {
    name: 'no-error-id',
    sentence: 'Error bodies have no error_id.',
    breaks: onRefusal(any, (_, body) => ({ body: without(body, 'error_id') })),
  },
  {
    name: 'errors-as-html',
    sentence: 'Errors are pages in HTML.',
    breaks: onRefusal(any, (_, body) => ({
      headers: { 'content-type': 'text/html' },
      body: new TextEncoder().encode(`<h1>${String(body['message'])}</h1>`),
    })),
  },
  {
    name: 'errors-with-code-0',
    sentence: 'Error bodies carry the code of success.',
    breaks: onRefusal(any, (_, body) => ({ body: { ...body, code: 0 } })),
  },
  {
    name: 'success-without-code',
    sentence: 'Objects of success carry no code.',
    breaks: onSuccess((body) => (isObject(body) ? without(body, 'code') : body)),
  },
  {
    name: 'forbidden-400',
    sentence: "What is another's answers with status 400.",
    breaks: onRefusal(
      (errorId) => errorId === 'access.forbidden',
      () => ({ status: 400 }),
    ),
  },
  {
    name: 'unauthorized-403',
    sentence: 'A call without a token answers with status 403.',
    breaks: onRefusal(
      (errorId) => errorId.startsWith('auth.token'),
      () => ({ status: 403 }),
    ),
  },
  {
    name: 'unknown-value-fails',
    sentence: 'A value that its directory does not have makes the server fail.',
    breaks: ({ refuse }) => ({
      refuse(problem) {
        if (problem.errorId !== 'reference.unknown') return refuse(problem)
        return refuse({ errorId: 'server.failed', description: 'The server has failed. Try again later.' })
      },
    }),
  },
  {
    name: 'upload-201',
    sentence: 'An upload answers with status 201.',
    breaks: onReply((reply, { method, path }) =>
      reply.status === 200 && method === 'POST' && path.endsWith('/files') ? { ...reply, status: 201 } : reply,
    ),
  },
  {
    name: 'entries-from-one',
    sentence: 'Errors count the entries of a list from 1.',
    breaks: onRefusal(isField, (_, body) => ({
      body: mapProperties(body, (name, value) =>
        name === 'field' ? String(value).replace(/\[(\d+)\]/g, (__, index) => `[${Number(index) + 1}]`) : value,
      ),
    })),
  },
]
