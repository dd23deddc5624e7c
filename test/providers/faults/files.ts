/** Files come back as they were sent, and stay where a model uses them. */

import type { FileRow } from '../file-cabinet.js'
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
  {
    name: 'second-file-deleted',
    sentence: 'Of a list of files only the first one counts as used.',
    breaks: ({ operations, files, read }) => ({
      operations: {
        ...operations,
        async deleteFile(visit) {
          const id = Number(visit.params['id'])
          const { data } = await read(visit.callerId)
          const reply = await operations['deleteFile']?.(visit)
          if (![data.document_models, data.residential_models].some((ids) => (ids?.indexOf(id) ?? 0) > 0))
            return reply ?? notWritten()
          files.remove(id)
          return { status: 200, headers: { 'content-type': 'application/json' }, body: { code: 0 } }
        },
      },
    }),
  },
  {
    name: 'long-files-cut',
    sentence: 'What a file has beyond 64 KiB is lost.',
    breaks: ({ files }) => ({
      files: { ...files, add: (row) => files.add({ ...row, bytes: row.bytes.slice(0, 65_536) }) },
    }),
  },
  {
    name: 'file-names-in-ascii',
    sentence: 'Letters of a file name that are not ASCII become question marks.',
    breaks: ({ files }) => ({
      files: { ...files, add: (row) => files.add({ ...row, name: row.name.replace(/[^ -~]/g, '?') }) },
    }),
  },
  {
    name: 'deleted-still-listed',
    sentence: 'A file that has been deleted stays in the list.',
    breaks: ({ files }) => {
      const gone = new Map<number, FileRow>()
      return {
        files: {
          ...files,
          remove(id) {
            const row = files.find(id)
            if (row !== undefined) gone.set(id, row)
            files.remove(id)
          },
          ownedBy: (ownerId) => [
            ...[...gone.values()].filter((row) => row.ownerId === ownerId),
            ...files.ownedBy(ownerId),
          ],
        },
      }
    },
  },
]

function notWritten(): never {
  throw new Error('deleteFile is not written.')
}
