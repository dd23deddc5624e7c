/** Two writers at once: one wins, the other decides again. No acknowledged write is lost, none comes after the lock. */

import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import { getPath, type JsonValue } from '../../spec/index.js'
import { createAsyncStore, type Schedule } from '../async-store.js'
import { profileOf, saveOf, submitOf } from '../client.js'
import { as, openMock } from './open.js'

const CUSTOMERS = 1000
const AT_ONCE = 10

type Reply = { readonly name: string; readonly status: number; readonly body: JsonValue }

test('for 1,000 customers PUT, save and submit are fired at once', { timeout: 180_000 }, async () => {
  let customer = 100_000
  let contended = 0
  let schedule: Schedule = async (task) => task()
  const shared = await openMock({ store: (dump) => createAsyncStore((task) => schedule(task), dump) })
  await fc.assert(
    fc.asyncProperty(fc.scheduler(), fc.infiniteStream(fc.nat({ max: 5 })), async (scheduler, orders) => {
      const mock = shared.inWorld(`race-${customer}`)
      const customers = Array.from({ length: AT_ONCE }, () => ++customer)
      for (const id of customers) await mock.control.subjects.put(id, { satisfies: ['IdentificationComplete'] })

      schedule = <T>(task: () => T | Promise<T>) => scheduler.schedule(Promise.resolve()).then(task)
      const replies = customers.map((id) => {
        const calls = [
          () => call('put', profileOf(id), { nick_name: `put-${id}` }),
          () => call('save', saveOf(id), { middle_name: `save-${id}` }),
          () => call('submit', submitOf(id)),
        ]
        const { value: order = 0 } = orders.next()
        return Promise.all(permute(calls, order).map((one) => one()))

        async function call(name: string, path: string, body?: unknown): Promise<Reply> {
          const reply = await mock.request(path, as(id, 'PUT', body))
          return { name, status: reply.status, body: (await reply.json()) as JsonValue }
        }
      })
      const all = await scheduler.waitFor(Promise.all(replies))
      schedule = async (task) => task()

      for (const [index, id] of customers.entries()) {
        const answered = Object.fromEntries((all[index] ?? []).map((reply) => [reply.name, reply]))
        const { put, save, submit } = answered
        const after = (await (await mock.request(profileOf(id), as(id))).json()) as JsonValue
        expect(submit?.status, JSON.stringify(submit?.body)).toBe(200)
        expect(getPath(after, 'customer.compliance_state')).toBe('Accepted')
        for (const [reply, field, sent] of [
          [put, 'nick_name', `put-${id}`],
          [save, 'middle_name', `save-${id}`],
        ] as const) {
          const kept = getPath(after, field)
          // Acknowledged: it is there, and it was there when the lock fell. Refused: it came after, and left no trace.
          expect(kept === sent, `${field} of ${id}: ${reply?.status}`).toBe(reply?.status === 200)
          expect(getPath(submit?.body, field) === sent).toBe(reply?.status === 200)
          if (reply?.status === 200) continue
          contended++
          expect([reply?.status, getPath(reply?.body, 'error_id')]).toEqual([400, 'profile.locked'])
        }
        const transitions = await mock.control.subjects.history(id)
        expect(transitions.filter(({ to }) => to === 'Accepted')).toHaveLength(1)
      }
    }),
    { numRuns: CUSTOMERS / AT_ONCE, seed: 20_261_122 },
  )
  // The race is one: some came too late.
  expect(contended).toBeGreaterThan(CUSTOMERS / 10)
})

function permute<T>(items: readonly T[], order: number): readonly T[] {
  const [a, b, c] = items as [T, T, T]
  return [
    [a, b, c],
    [a, c, b],
    [b, a, c],
    [b, c, a],
    [c, a, b],
    [c, b, a],
  ][order] as T[]
}
