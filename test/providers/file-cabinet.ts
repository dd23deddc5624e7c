import { setImmediate as turn } from 'node:timers/promises'

export type FileRow = {
  readonly id: number
  readonly ownerId: number
  readonly created: number
  readonly name: string
  readonly mimeType: string
  readonly bytes: Uint8Array
}

export interface FileCabinet {
  add(row: Omit<FileRow, 'id'>): Promise<FileRow>
  find(id: number): FileRow | undefined
  /** Oldest first. */
  ownedBy(ownerId: number): readonly FileRow[]
  remove(id: number): void
}

export function createFileCabinet(): FileCabinet {
  const rows = new Map<number, FileRow>()
  let last = 640_000
  return {
    async add(row) {
      last += 1
      const kept = { ...row, id: last }
      await turn()
      rows.set(kept.id, kept)
      return kept
    },
    find: (id) => rows.get(id),
    ownedBy: (ownerId) => [...rows.values()].filter((row) => row.ownerId === ownerId),
    remove: (id) => void rows.delete(id),
  }
}
