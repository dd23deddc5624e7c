/** The flagship with its control API, at a moment that stands still. */

import { createMock, createMockOf, loadControl, type Mock, type MockOptions } from '../../mock/index.js'
import type { ApiModel } from '../../spec/index.js'
import * as handlers from '../../spec/kyc/handlers.js'
import { NOON } from '../client.js'

/** Reading documents is what takes time: once for each test file. */
let models: Promise<{ readonly served: ApiModel; readonly control: ApiModel }> | undefined

export async function openMock(options: MockOptions = {}): Promise<Mock> {
  models ??= Promise.all([createMock(), loadControl()]).then(([{ model }, control]) => ({ served: model, control }))
  const { served, control } = await models
  return createMockOf(served, { handlers, now: NOON, control: () => control, ...options })
}

/** What `fetch` takes, for a call of that customer. */
export function as(customer: number, method = 'GET', body?: unknown): RequestInit {
  return {
    method,
    headers: { authorization: `Bearer customer-${customer}`, 'content-type': 'application/json' },
    ...(body !== undefined && { body: JSON.stringify(body) }),
  }
}

/** Customers of the flagship, by what they are for. */
export const READY = 1003
export const PENDING = 1005
export const REFUSE = 1009
export const EXPIRING = 1014

/** A reply as text and headers, to be compared. */
export async function shown(reply: Response): Promise<string> {
  const headers = [...reply.headers].map(([name, value]) => `${name}: ${value}`)
  return [reply.status, ...headers, '', await reply.text()].join('\n')
}
