/** Contracts between consumers and whoever implements the document: written, checked, replayed. */

export { type Contract, type ContractServer, contract, type InteractionOptions } from './builder.js'
export { checkPacts } from './check-pacts.js'
export { type OpenContractOptions, openContract } from './open-contract.js'
export type { Broker, PactOptions } from './pact-options.js'
export { judgePacts } from './verifier.js'
