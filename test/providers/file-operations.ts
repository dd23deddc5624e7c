/** Uploads, and what is done with them. */

import { readUpload } from './body.js'
import { answer, type Operation, type Reply, type Visit } from './exchange.js'
import type { FileRow } from './file-cabinet.js'
import { forbidden } from './handle.js'
import type { House } from './house.js'
import { filesUsedBy } from './individual-model.js'
import { readInteger } from './parameters.js'
import { type FieldFault, isProblem, problemOf } from './problem.js'

const PAGE_SIZE = 25

export function fileOperations(house: House): { readonly [operationId: string]: Operation } {
  const upload: Operation = async (visit) => {
    const read = readUpload(visit)
    if (isProblem(read)) return house.refuse(read)

    const faults: FieldFault[] = read.value
      .filter(({ name }) => name !== 'filex')
      .map(({ name }) => ({ errorId: 'field.unknown', field: name, message: 'is not a field' }))
    const files = read.value.filter(({ name }) => name === 'filex')
    const [file] = files
    if (file === undefined) faults.unshift({ errorId: 'field.missing', field: 'filex', message: 'is missing' })
    if (file !== undefined && file.fileName === undefined) {
      faults.unshift({ errorId: 'field.type', field: 'filex', message: 'must be a file' })
    }
    if (files.length > 1) faults.push({ errorId: 'field.value', field: 'filex', message: 'must be one file' })
    if (file?.fileName === undefined || faults.length > 0) return house.refuse(problemOf(faults))

    const row = await house.files.add({
      ownerId: visit.customerId,
      created: house.now(),
      name: file.fileName,
      mimeType: file.mimeType,
      bytes: file.bytes,
    })
    return answer({ code: 0, ...house.writeFile(row) })
  }

  /** Does something with one's own file. */
  const withFile =
    (use: (row: FileRow, visit: Visit) => Promise<Reply>): Operation =>
    async (visit) => {
      const row = house.files.find(Number(visit.params['id']))
      return row && house.isFileOf(row.id, visit.callerId) ? use(row, visit) : house.refuse(forbidden)
    }

  return {
    uploadFile: upload,
    addCustomerFile: upload,
    getFile: withFile(async (row, { headers }) => {
      if (!prefersBytes(headers.accept)) return answer({ code: 0, ...house.writeFile(row) })
      return { status: 200, headers: { 'content-type': 'application/octet-stream' }, body: row.bytes }
    }),
    getFileBase64: withFile(async (row) => answer(Buffer.from(row.bytes).toString('base64'))),
    deleteFile: withFile(async (row) => {
      const user = filesUsedBy((await house.read(row.ownerId)).data).get(row.id)
      if (user !== undefined) {
        return house.refuse({
          errorId: 'file.in_use',
          description: `The file is used by ${user} and cannot be deleted.`,
        })
      }
      house.files.remove(row.id)
      return answer({ code: 0 })
    }),
    async listCustomerFiles({ customerId, query }) {
      const page = readQuery(query)
      if (Array.isArray(page)) return house.refuse(problemOf(page))
      const { first, size, isKyc, isNewestFirst } = page as Page
      const used = filesUsedBy((await house.read(customerId)).data)
      const rows = house.files.ownedBy(customerId).filter(({ id }) => !isKyc || used.has(id))
      const ordered = isNewestFirst ? rows.toReversed() : rows
      return answer(ordered.slice(first, first + size).map((row) => ({ ...house.writeFile(row), total: rows.length })))
    },
  }
}

type Page = {
  readonly first: number
  readonly size: number
  readonly isKyc: boolean
  readonly isNewestFirst: boolean
}

function readQuery(query: URLSearchParams): Page | readonly FieldFault[] {
  const number = readInteger(query.get('page') ?? '0', 'page', { least: 0, most: 1_000_000 })
  const size = readInteger(query.get('per_page') ?? String(PAGE_SIZE), 'per_page', { least: 1, most: 100 })
  const subtype = query.get('subtype')
  const sort = query.get('sort') ?? '+created'
  const faults: FieldFault[] = [number, size].filter((read) => typeof read === 'object')
  for (const name of ['page', 'per_page', 'subtype', 'sort']) {
    if (query.getAll(name).length > 1) faults.push({ errorId: 'field.value', field: name, message: 'must come once' })
  }
  if (subtype !== null && subtype !== 'KYC') {
    faults.push({ errorId: 'field.value', field: 'subtype', message: 'must be KYC' })
  }
  if (!/^[-+ ]?created$/.test(sort)) {
    faults.push({ errorId: 'field.value', field: 'sort', message: 'must be created, +created or -created' })
  }
  if (faults.length > 0 || typeof number !== 'number' || typeof size !== 'number') return faults
  return { first: number * size, size, isKyc: subtype === 'KYC', isNewestFirst: sort.startsWith('-') }
}

/** `Accept` names the bytes, and nothing before them with at least their weight (RFC 9110, section 12.5.1). */
function prefersBytes(accept = ''): boolean {
  const weightOf = (type: string) => {
    const range = accept.split(',').find((one) => one.split(';')[0]?.trim().toLowerCase() === type)
    return range === undefined ? 0 : Number(/;\s*q=([\d.]+)/i.exec(range)?.[1] ?? 1)
  }
  return weightOf('application/octet-stream') > Math.max(weightOf('application/json'), 0)
}
