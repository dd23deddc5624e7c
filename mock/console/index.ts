/** Pages for people: a presenter's stage, a developer's window. Server-rendered; nothing in them knows the document. */

export { type Console, createConsole, signInPage } from './console.js'
export { drawLifecycle } from './draw.js'
export type { AssetName, AssetReader, ConsoleHost } from './host.js'
export { renderReport } from './report.js'
