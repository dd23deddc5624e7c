/** A contract from a document's file: for consumers, who have no model at hand. */

import { formatFault } from '../../spec/fault.js'
import { flagship } from '../../spec/home.js'
import { loadApi } from '../../spec/load.js'
import { type Contract, contract } from './builder.js'

export type OpenContractOptions = {
  /** Who relies on the document. */
  readonly consumer: string
  /** The document's file. @default the flagship's */
  readonly document?: string
  /** What the provider is called in the pact. @default the document's title */
  readonly provider?: string
}

/**
 * Reads the document and opens a contract with whoever implements it.
 *
 * @throws Error if the document is broken; its message has every fault with its place
 *
 * @example
 * const app = await openContract({ consumer: 'app', document: 'openapi.yaml' })
 */
export async function openContract({
  consumer,
  document = flagship,
  provider,
}: OpenContractOptions): Promise<Contract> {
  const loaded = await loadApi(document)
  if (loaded.kind === 'faulty')
    throw new Error(`Failed to read ${document}:\n${loaded.faults.map(formatFault).join('\n')}`)
  return contract({ model: loaded.model, consumer, ...(provider !== undefined && { provider }) })
}
