/** Proves that a provider behaves as its document says. */

export { CouldNotRun } from './could-not-run.js'
export { toJunit } from './junit.js'
export {
  type Broker,
  type Contract,
  type ContractServer,
  checkPacts,
  contract,
  type InteractionOptions,
  judgePacts,
  type OpenContractOptions,
  openContract,
  type PactOptions,
} from './pact/index.js'
export type { Check, Coverage, Judge, Missing, Outcome, Report, Summary, Tally } from './report.js'
export { reportText } from './report-text.js'
export { type Progress, type VerifyOptions, verify } from './verify.js'
