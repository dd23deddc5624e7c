/** `npm run verify`: the mock is the first provider that must pass, with both documents. */

import { runVerify } from '../contracts/cli.js'
import { createMock, serve } from '../mock/index.js'

const DOCUMENTS = [
  ['spec/kyc/openapi.yaml', ['--pacts', 'contracts/pacts']],
  ['spec/parcels/openapi.yaml', []],
] as const

process.exit(await verifyAll(process.argv.slice(2)))

/** The worst exit code of all runs. */
async function verifyAll(more: readonly string[]): Promise<number> {
  let worst = 0
  for (const [document, options] of DOCUMENTS) {
    const listening = await serve(await createMock({ document }), { port: 0 })
    if (listening.kind === 'failed') throw new Error(listening.message)
    const { url } = listening
    const argv = ['--provider', url, '--states', `${url}/_specimen/provider-states`, '--spec', document]
    worst = Math.max(worst, await runVerify([...argv, ...options, ...more]))
    await listening.close()
  }
  return worst
}
