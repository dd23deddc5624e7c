/** How replies look. */

export { type ProblemReply, renderProblem } from './problem.js'
