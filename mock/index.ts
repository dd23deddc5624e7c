/** A stateful mock of any OpenAPI document. */

import { formatFault } from '../spec/fault.js'
import { controlDocument, flagship } from '../spec/home.js'
import type { ApiModel } from '../spec/index.js'
import { loadApi } from '../spec/load.js'
import { readAsset } from './assets.js'
import { loadHandlers } from './handlers.js'
import { createMockOf, type Mock, type MockOptions } from './mock.js'
import { findFakeFaults } from './people/index.js'

export {
  type Control,
  ControlError,
  type ControlEvent,
  type ControlOptions,
  type ControlTarget,
  createControl,
} from './control-client.js'
export type { Exchange } from './exchange.js'
export type { Mock, MockInWorld, MockOptions } from './mock.js'
export { createMockOf } from './mock.js'
export type { MovableClock, Store, StoreDump, Timer } from './ports.js'
export { type Listening, type ServeOptions, serve } from './server.js'
export { createClock } from './state/index.js'

export type DocumentOptions = Omit<MockOptions, 'control'> & {
  /** Whether the control API is served, under `/_specimen`. @default true */
  readonly control?: boolean
  /** The file of the document. @default the flagship's */
  readonly document?: string
  /** A file with an OpenAPI Overlay. */
  readonly overlay?: string
}

/**
 * Makes a mock of a document, with the personas and handlers beside it. No port is opened.
 *
 * @throws Error if the document is broken; its message has every fault with its place
 *
 * @example
 * const mock = await createMock({ document: 'spec/parcels/openapi.yaml' })
 * const reply = await mock.request('/parcels', { headers: { 'X-Api-Key': 'merchant-1' } })
 */
export async function createMock(given: DocumentOptions = {}): Promise<Mock> {
  const { document = flagship, overlay, control = true, ...options } = given
  const loaded = await loadApi(document, { findMore: findFakeFaults, ...(overlay !== undefined && { overlay }) })
  if (loaded.kind === 'faulty')
    throw new Error(`Failed to mock ${document}:\n${loaded.faults.map(formatFault).join('\n')}`)
  const handlers = options.handlers ?? (await handlersOf(loaded.model))
  return createMockOf(loaded.model, {
    assets: readAsset,
    ...options,
    handlers,
    ...(control && { control: loadControl }),
  })
}

/** The control API's own document. */
export async function loadControl(): Promise<ApiModel> {
  const loaded = await loadApi(controlDocument)
  if (loaded.kind === 'loaded') return loaded.model
  throw new Error(`Failed to load the control API:\n${loaded.faults.map(formatFault).join('\n')}`)
}

async function handlersOf(model: Mock['model']) {
  const loaded = await loadHandlers(model)
  if (loaded.kind === 'faulty') throw new Error(`Failed to mock ${model.source}: ${loaded.message}`)
  return loaded.handlers
}
