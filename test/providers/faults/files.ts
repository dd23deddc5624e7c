/** Files come back as they were sent, and stay where a model uses them. */

import type { Replace } from '../house.js'
import type { Json, JsonObject } from '../json.js'
import { type FaultOfKind, onReply } from './fault.js'

/** Exchanges the query of a list of files. */
const onListQuery =
  (change: (query: URLSearchParams) => void): Replace =>
  ({ handle }) => ({
    handle(call) {
      const query = new URLSearchParams(call.query)
      if (isList(call.path)) change(query)
      return handle({ ...call, query })
    },
  })

function isList(path: string): boolean {
  return /\/customers\/\d+\/files$/.test(path)
}

export const fileFaults: readonly FaultOfKind[] = [
  {
    name: 'bytes-as-text',
    sentence: 'The bytes of a file are kept as text, and what is no UTF-8 is lost.',
    breaks: ({ files }) => ({
      files: {
        ...files,
        add: (row) => files.add({ ...row, bytes: new TextEncoder().encode(new TextDecoder().decode(row.bytes)) }),
      },
    }),
  },
  {
    name: 'size-in-kilobytes',
    sentence: 'The size of a file is given in kilobytes.',
    breaks: ({ writeFile }) => ({
      writeFile: (row) => ({ ...writeFile(row), size: Math.ceil(row.bytes.length / 1024) }),
    }),
  },
  {
    name: 'used-file-deleted',
    sentence: 'A file that the model uses can be deleted.',
    breaks: ({ operations, files, isFileOf }) => ({
      operations: {
        ...operations,
        async deleteFile(visit) {
          const id = Number(visit.params['id'])
          const reply = await operations['deleteFile']?.(visit)
          if (isFileOf(id, visit.callerId)) files.remove(id)
          if (reply === undefined || reply.status === 403) return reply ?? notWritten()
          return { status: 200, headers: { 'content-type': 'application/json' }, body: { code: 0 } }
        },
      },
    }),
  },
  {
    name: 'pages-from-one',
    sentence: 'Pages are counted from 1, so the second one repeats the first.',
    breaks: onListQuery((query) => {
      const page = Number(query.get('page') ?? 0)
      if (page > 0) query.set('page', String(page - 1))
    }),
  },
  {
    name: 'total-of-page',
    sentence: 'The total of a list of files counts the page only.',
    breaks: onReply((reply, { path }) => {
      if (!isList(path) || !Array.isArray(reply.body)) return reply
      const page = reply.body as readonly Json[]
      return { ...reply, body: page.map((one) => ({ ...(one as JsonObject), total: page.length })) }
    }),
  },
  {
    name: 'sort-ignored',
    sentence: 'Files always come oldest first.',
    breaks: onListQuery((query) => {
      if (/^[-+ ]?created$/.test(query.get('sort') ?? '')) query.delete('sort')
    }),
  },
  {
    name: 'subtype-ignored',
    sentence: 'A list of KYC files has those that nothing uses too.',
    breaks: onListQuery((query) => {
      if (query.get('subtype') === 'KYC') query.delete('subtype')
    }),
  },
]

function notWritten(): never {
  throw new Error('deleteFile is not written.')
}
