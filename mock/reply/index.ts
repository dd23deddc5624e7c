/** How replies look. */

export { encode } from './encode.js'
export { type ProblemReply, renderProblem } from './problem.js'
