/** The one door to Pact's library: loaded when it is needed, for its native part takes its time. */

import { CouldNotRun } from '../could-not-run.js'

type PactLibrary = typeof import('@pact-foundation/pact')

/**
 * Loads Pact's library.
 *
 * @throws CouldNotRun if it is not installed, or has no native part for this machine
 */
export async function loadPactLibrary(): Promise<PactLibrary> {
  try {
    return await import('@pact-foundation/pact')
  } catch (error) {
    const why = error instanceof Error ? error.message.split('\n')[0] : String(error)
    throw new CouldNotRun(`Pact's library cannot be loaded: ${why} Is it installed (npm i -D @pact-foundation/pact)?`)
  }
}
