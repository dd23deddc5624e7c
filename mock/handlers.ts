/** The module beside a document with what no declaration can say. */

import { existsSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { builtTwin } from '../spec/home.js'
import type { ApiModel } from '../spec/index.js'
import { isObject } from '../spec/index.js'
import type { Handlers } from './ports.js'

export type LoadedHandlers =
  | { readonly kind: 'loaded'; readonly handlers: Handlers }
  | { readonly kind: 'faulty'; readonly message: string }

const NONE: LoadedHandlers = { kind: 'loaded', handlers: { handlers: {} } }

/** Imports what `x-specimen.handlers` names; a handler for an operation that the document does not have is a fault. */
export async function loadHandlers(model: ApiModel): Promise<LoadedHandlers> {
  const extension = model.document['x-specimen']
  const name = isObject(extension) ? extension['handlers'] : undefined
  if (typeof name !== 'string') return NONE
  const stem = join(dirname(model.source), name)
  const twin = builtTwin(`${stem}.ts`)
  const candidates = [...(twin === undefined ? [] : [twin]), `${stem}.js`, `${stem}.mjs`, `${stem}.ts`, stem]
  const file = candidates.find((candidate) => existsSync(candidate))
  if (file === undefined) {
    return { kind: 'faulty', message: `There is no ${stem}.js, .mjs or .ts, but x-specimen.handlers names it.` }
  }
  try {
    const module = (await import(pathToFileURL(file).href)) as Partial<Handlers>
    if (module.handlers === undefined) {
      return { kind: 'faulty', message: `${file} must export "handlers", an object from operation id to function.` }
    }
    const ids = new Set(model.operations.map(({ id }) => id))
    const stranger = Object.keys(module.handlers).find((id) => !ids.has(id))
    if (stranger !== undefined && ids.size > 0 && [...ids].every((id) => module.handlers?.[id] === undefined)) {
      return { kind: 'faulty', message: `${file} handles "${stranger}", which is no operation of ${model.source}.` }
    }
    return { kind: 'loaded', handlers: { handlers: module.handlers, ...(module.fakes && { fakes: module.fakes }) } }
  } catch (error) {
    return { kind: 'faulty', message: `${file} cannot be loaded: ${error instanceof Error ? error.message : error}` }
  }
}
