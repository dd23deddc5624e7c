/** Which operation a request calls. */

export { createRouter, type Route, type Router } from './router.js'
