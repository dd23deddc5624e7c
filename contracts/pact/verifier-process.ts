/**
 * Pact's verifier in a process of its own: its native part can take the process down with it (a provider that is not
 * listening did), and a verdict must come all the same.
 */

import { loadPactLibrary } from './pact-library.js'
import type { Job, Verdict } from './verifier-jobs.js'

process.on('message', async ({ id, options }: Job) => {
  process.send?.({ id, ...(await verdictOn(options)) })
})

// Whoever started this is gone: there is nobody to work for.
process.on('disconnect', () => process.exit())

async function verdictOn(options: Job['options']): Promise<Omit<Verdict, 'id'>> {
  try {
    const { Verifier } = await loadPactLibrary()
    return { passed: true, text: await new Verifier(options).verifyProvider() }
  } catch (error) {
    // A failed verification comes as an Error whose message is the report.
    return { passed: false, text: error instanceof Error ? error.message : String(error) }
  }
}
