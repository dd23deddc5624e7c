/** Where Specimen itself lies: its documents are in the package, its code may be built. */

import { existsSync } from 'node:fs'
import { dirname, join, relative, resolve } from 'node:path'
import { fileURLToPath } from 'node:url'

/** The folder that holds the code that runs: the package itself, or its `dist`. */
const running = dirname(dirname(fileURLToPath(import.meta.url)))

/** The package's own folder. */
export const home = existsSync(join(running, 'package.json')) ? running : dirname(running)

/** The document that is served when none is named. */
export const flagship = join(home, 'spec', 'kyc', 'openapi.yaml')

/** The control API's own document. */
export const controlDocument = join(home, 'spec', 'control', 'openapi.yaml')

/** A module of this package by its path in the source, as it stands in the code that runs: `x/y.ts` may be `dist/x/y.js`. */
export function builtTwin(module: string): string | undefined {
  const path = relative(home, resolve(module))
  if (path.startsWith('..') || running === home) return undefined
  return join(running, path.replace(/\.ts$/, '.js'))
}
