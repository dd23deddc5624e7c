/** A file → the model that the rest of the house works with, and what stands beside the file. */

import { access, readFile } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { findFaults } from './check.js'
import { type Beside, compile } from './compile.js'
import { type Fault, type Place, placeFaults } from './fault.js'
import type { ApiModel, JsonObject, JsonValue, Pointer } from './model.js'
import { isObject } from './pointer.js'
import { readPrepared } from './prepared.js'
import { type MoreFaults, type ReadOptions, readDocument } from './read.js'
import { scenarioFaults } from './scenario-faults.js'
import { upgradeDocument } from './upgrade.js'
import { type Position, parseYaml } from './yaml.js'

export type Loaded =
  | {
      readonly kind: 'loaded'
      readonly model: ApiModel
      readonly warnings: readonly Fault[]
      /** The files that were read, for `--watch`. */
      readonly files: readonly string[]
      /** What the files beside it say. */
      readonly beside: Beside
    }
  | { readonly kind: 'faulty'; readonly faults: readonly Fault[] }

export type LoadOptions = ReadOptions & {
  /** Looks for more faults, once ours are none. */
  readonly findMore?: MoreFaults
}

/**
 * Reads, checks and compiles a document, its personas and its scenarios.
 *
 * @example
 * const loaded = await loadApi('spec/parcels/openapi.yaml')
 * if (loaded.kind === 'loaded') console.log(loaded.model.operations.length)
 */
export async function loadApi(file: string, options: LoadOptions = {}): Promise<Loaded> {
  const prepared = options.overlay === undefined ? await readPrepared(file) : undefined
  if (prepared !== undefined) {
    const { document, beside, digests } = prepared
    const files = Object.keys(digests).map((name) => join(dirname(file), name))
    return { kind: 'loaded', model: compile(document, file, beside), warnings: [], files, beside }
  }
  const reading = await readDocument(file, options)
  if (reading.kind === 'faulty') return reading
  const { document, locate } = reading
  const placed = placeFaults(findFaults(document), locate)
  const errors = placed.filter(({ severity }) => severity === 'error')
  if (errors.length > 0) return { kind: 'faulty', faults: errors }
  const more = placeFaults(options.findMore?.(document) ?? [], locate)
  if (more.length > 0) return { kind: 'faulty', faults: more }

  const extension = isObject(document['x-specimen']) ? document['x-specimen'] : {}
  const files = [file, ...(options.overlay === undefined ? [] : [options.overlay])]
  const faults: Fault[] = []
  const beside: { [name: string]: JsonValue } = {}
  // What is not in a file of its own is in the document.
  const places: { [name: string]: (pointer: Pointer) => Place } = {}
  for (const name of ['personas', 'scenarios'] as const) {
    const relative = extension[name]
    if (typeof relative !== 'string') continue
    const path = join(dirname(file), relative)
    files.push(path)
    const read = await readBeside(path)
    if ('fault' in read) faults.push(read.fault)
    else {
      beside[name] = read.value
      places[name] = (pointer) => ({ file: path, ...read.locate(pointer) })
    }
  }
  if (faults.length > 0) return { kind: 'faulty', faults }
  const model = compile(upgradeDocument(document), file, beside)
  const strangers = personaFaults(model, join(dirname(file), String(extension['personas'])))
  if (strangers.length > 0) return { kind: 'faulty', faults: strangers }
  const inDocument = (pointer: Pointer): Place => locate(`/x-specimen/scenarios${pointer}`)
  const stories = placeFaults(
    scenarioFaults(beside['scenarios'] ?? extension['scenarios'], model),
    places['scenarios'] ?? inDocument,
  )
  if (stories.length > 0) return { kind: 'faulty', faults: stories }
  return { kind: 'loaded', model, warnings: placed, files, beside }
}

type ReadBeside = { readonly value: JsonValue; readonly locate: (pointer: Pointer) => Position }

async function readBeside(path: string): Promise<ReadBeside | { readonly fault: Fault }> {
  const nowhere = { file: path, line: 1, column: 1, severity: 'error' } as const
  try {
    await access(path)
  } catch {
    return { fault: { ...nowhere, message: 'There is no such file, but x-specimen names it.' } }
  }
  const parsed = parseYaml(await readFile(path, 'utf8'))
  if (parsed.kind === 'broken') return { fault: { ...nowhere, ...parsed.at, message: parsed.message } }
  return parsed
}

/** Personas of a resource, in states and with guards, that the document does not have. */
function personaFaults(model: ApiModel, file: string): readonly Fault[] {
  const schemas = (model.document['components'] as JsonObject | undefined)?.['schemas']
  return model.personas.flatMap(({ resource, name, states, satisfies }) => {
    const faults: string[] = []
    if (model.resources[resource] === undefined)
      faults.push(`is of a resource "${resource}" that the document does not have`)
    for (const [id, state] of Object.entries(states)) {
      const lifecycle = model.lifecycles[id]
      if (lifecycle === undefined) faults.push(`names a lifecycle "${id}" that the document does not have`)
      else if (lifecycle.states[state] === undefined) faults.push(`is in a state "${state}" that ${id} does not have`)
    }
    for (const schema of satisfies) {
      if (!isObject(schemas) || schemas[schema] === undefined) faults.push(`satisfies "${schema}", which is no schema`)
    }
    return faults.map(
      (message): Fault => ({
        file,
        line: 1,
        column: 1,
        severity: 'error',
        message: `The persona "${name}" ${message}.`,
      }),
    )
  })
}
