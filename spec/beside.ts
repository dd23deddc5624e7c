/** What stands beside a document: the files that `x-specimen` names, read and held against it. */

import { access, readFile } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { type Beside, compile } from './compile.js'
import { type Fault, type Place, placeFaults } from './fault.js'
import type { ApiModel, JsonObject, JsonValue, Pointer } from './model.js'
import { personaFaults } from './persona-faults.js'
import { isObject } from './pointer.js'
import { scenarioFaults } from './scenario-faults.js'
import { upgradeDocument } from './upgrade.js'
import { type Position, parseYaml } from './yaml.js'

export type ReadBeside = {
  /** None: the model is sound. */
  readonly faults: readonly Fault[]
  /** Undefined where a file could not be read. */
  readonly model?: ApiModel
  readonly beside: Beside
  readonly files: readonly string[]
}

/** @param document one that nothing is said against */
export async function readBeside(
  document: JsonObject,
  file: string,
  locate: (pointer: Pointer) => Place,
): Promise<ReadBeside> {
  const extension = isObject(document['x-specimen']) ? document['x-specimen'] : {}
  const files: string[] = []
  const faults: Fault[] = []
  const beside: { [name: string]: JsonValue } = {}
  // What is not in a file of its own is in the document.
  const places: { [name: string]: (pointer: Pointer) => Place } = {}
  for (const name of ['personas', 'scenarios'] as const) {
    const relative = extension[name]
    if (typeof relative !== 'string') continue
    const path = join(dirname(file), relative)
    files.push(path)
    const read = await readYaml(path)
    if ('fault' in read) faults.push(read.fault)
    else {
      beside[name] = read.value
      places[name] = (pointer) => ({ file: path, ...read.locate(pointer) })
    }
  }
  if (faults.length > 0) return { faults, beside, files }
  const model = compile(upgradeDocument(document), file, beside)
  const placed = (name: 'personas' | 'scenarios', find: typeof personaFaults) =>
    placeFaults(
      find(beside[name] ?? extension[name], model),
      places[name] ?? ((pointer) => locate(`/x-specimen/${name}${pointer}`)),
    )
  const people = placed('personas', personaFaults)
  // Scenarios of personas that are wrong would be told as well.
  return { faults: people.length > 0 ? people : placed('scenarios', scenarioFaults), model, beside, files }
}

async function readYaml(
  path: string,
): Promise<{ readonly value: JsonValue; readonly locate: (pointer: Pointer) => Position } | { readonly fault: Fault }> {
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
