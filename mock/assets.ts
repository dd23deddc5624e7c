/** Files that other packages bring along for pages, read once. */

import { readFile } from 'node:fs/promises'
import { createRequire } from 'node:module'
import type { AssetName, AssetReader } from './console/index.js'

const { resolve } = createRequire(import.meta.url)

const PLACES: { readonly [name in AssetName]: () => string } = {
  'htmx.js': () => resolve('htmx.org/dist/htmx.min.js'),
  'hx-sse.js': () => resolve('htmx.org/dist/ext/hx-sse.min.js'),
  'swagger-ui.js': () => resolve('swagger-ui-dist/swagger-ui-bundle.js'),
  'swagger-ui.css': () => resolve('swagger-ui-dist/swagger-ui.css'),
}

const kept = new Map<AssetName, Promise<Uint8Array>>()

export const readAsset: AssetReader = (name) => {
  const known = kept.get(name)
  if (known !== undefined) return known
  const reading = readFile(PLACES[name]())
  kept.set(name, reading)
  return reading
}
