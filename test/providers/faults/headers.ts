/** What a body is stands in its header, and what is asked for by a header is given. */

import type { Replace } from '../house.js'
import { type FaultOfKind, onReply, without } from './fault.js'

export const headerFaults: readonly FaultOfKind[] = [
  {
    name: 'json-as-text',
    sentence: 'JSON is labelled as plain text.',
    breaks: onReply((reply) =>
      reply.headers['content-type'] === 'application/json'
        ? { ...reply, headers: { ...reply.headers, 'content-type': 'text/plain' } }
        : reply,
    ),
  },
  {
    name: 'no-content-type',
    sentence: 'Replies do not say what they are.',
    breaks: onReply((reply) => ({ ...reply, headers: without(reply.headers, 'content-type') as typeof reply.headers })),
  },
  {
    name: 'no-challenge',
    sentence: 'A 401 has no WWW-Authenticate.',
    breaks: onReply((reply) => ({
      ...reply,
      headers: without(reply.headers, 'www-authenticate') as typeof reply.headers,
    })),
  },
  {
    name: 'no-retry-after',
    sentence: 'Whoever is blocked is not told for how long.',
    breaks: onReply((reply) => ({ ...reply, headers: without(reply.headers, 'retry-after') as typeof reply.headers })),
  },
  {
    name: 'bytes-as-json',
    sentence: 'The bytes of a file are labelled as JSON.',
    breaks: onReply((reply) =>
      reply.status === 200 && reply.body instanceof Uint8Array
        ? { ...reply, headers: { ...reply.headers, 'content-type': 'application/json' } }
        : reply,
    ),
  },
  {
    name: 'accept-ignored',
    sentence: 'A file is always answered by its model, whatever is asked for.',
    breaks: ({ handle }) => ({
      handle: (call) => handle({ ...call, headers: { ...call.headers, accept: 'application/json' } }),
    }),
  },
  {
    name: 'curl-label-refused',
    sentence: 'JSON that curl labels as a form is refused.',
    breaks: ({ handle, refuse }) => ({
      async handle(call) {
        const isForm = call.headers['content-type']?.startsWith('application/x-www-form-urlencoded') ?? false
        if (!isForm || call.path.endsWith('/token')) return handle(call)
        return refuse({ errorId: 'body.media_type', description: 'The body should be application/json.' })
      },
    }),
  },
  {
    name: 'charset-refused',
    sentence: 'JSON whose label names its charset is refused.',
    breaks: ({ handle, refuse }) => ({
      async handle(call) {
        if (!/json\s*;/.test(call.headers['content-type'] ?? '')) return handle(call)
        return refuse({ errorId: 'body.media_type', description: 'The body is not application/json.' })
      },
    }),
  },
  {
    name: 'text-after-json-taken',
    sentence: 'What follows the JSON of a body is ignored.',
    breaks: onBody((text) => {
      const end = text.indexOf('} {}')
      return end < 0 ? text : text.slice(0, end + 1)
    }),
  },
]

/** Exchanges the text of JSON that comes in, whatever its bytes are. */
function onBody(change: (text: string) => string): Replace {
  return ({ handle }) => ({
    handle(call) {
      const isJson = /json/.test(call.headers['content-type'] ?? '')
      if (!isJson || call.body === undefined) return handle(call)
      return handle({ ...call, body: new TextEncoder().encode(change(new TextDecoder().decode(call.body))) })
    },
  })
}
