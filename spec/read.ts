/** Reads an OpenAPI document from its file, with the files that it refers to and the overlay that is laid over it. */

import { readdir, readFile } from 'node:fs/promises'
import { basename, dirname, join } from 'node:path'
import { type Fault, type PointerFault, placeFaults, sortFaults } from './fault.js'
import type { JsonObject, Pointer } from './model.js'
import { parseDocument, type Reading } from './parse.js'
import { nearest } from './suggest.js'
import { rememberPlaces, traceBack } from './trace.js'
import { hasExternalReferences } from './walk.js'
import { parseYaml } from './yaml.js'

export type { Reading } from './parse.js'

export type ReadOptions = {
  /** A file with an OpenAPI Overlay. */
  readonly overlay?: string
}

/** What others have to say against a document, in which this room finds no fault. */
export type MoreFaults = (document: JsonObject) => readonly PointerFault[]

/**
 * Reads a document, YAML or JSON. What is wrong with it is returned, all at once, never thrown.
 *
 * @example
 * const reading = await readDocument('openapi.yaml')
 * if (reading.kind === 'faulty') console.error(reading.faults.map(formatFault).join('\n'))
 */
export async function readDocument(file: string, { overlay }: ReadOptions = {}): Promise<Reading> {
  const text = await readText(file)
  if (text.kind === 'faulty') return text

  const reading = parseDocument(text.text, file)
  if (reading.kind === 'faulty') return { kind: 'faulty', faults: await explain(text.text, reading.faults) }

  const whole = hasExternalReferences(reading.document) ? await bundle(file) : reading
  if (whole.kind === 'faulty' || overlay === undefined) return whole
  return layOver(whole, overlay)
}

type Text = { readonly kind: 'text'; readonly text: string } | { readonly kind: 'faulty'; readonly faults: Fault[] }

/** The text of a file, or the one sentence that says why there is none. */
async function readText(file: string): Promise<Text> {
  if (/^https?:\/\//.test(file)) return unreadable(file, 'This is an address; save the document to a file first.')
  try {
    const text = await readFile(file, 'utf8')
    return text.includes('\0') ? unreadable(file, 'This is not a text file.') : { kind: 'text', text }
  } catch (error) {
    return unreadable(file, await whyUnreadable(file, (error as NodeJS.ErrnoException).code))
  }
}

function unreadable(file: string, message: string): Text {
  return { kind: 'faulty', faults: [{ file, line: 1, column: 1, message, severity: 'error' }] }
}

async function whyUnreadable(file: string, code: string | undefined): Promise<string> {
  if (code === 'ENOENT') return `There is no such file.${await likelyFile(file)}`
  if (code === 'EISDIR') return `This is a directory; name the document in it.${await documentIn(file)}`
  if (code === 'EACCES' || code === 'EPERM') return 'This file may not be read; check its permissions.'
  return `This file cannot be read (${code ?? 'unknown reason'}).`
}

async function likelyFile(file: string): Promise<string> {
  const name = nearest(basename(file), await namesIn(dirname(file)))
  return name === undefined ? '' : ` Did you mean "${join(dirname(file), name)}"?`
}

async function documentIn(directory: string): Promise<string> {
  const name = (await namesIn(directory)).find((entry) => /^(openapi|index|api)\.(ya?ml|json)$/.test(entry))
  return name === undefined ? '' : ` Did you mean "${join(directory, name)}"?`
}

async function namesIn(directory: string): Promise<readonly string[]> {
  try {
    return await readdir(directory)
  } catch {
    return []
  }
}

/** The first fault is certain; for the others a second parser is asked, which goes on after it. */
async function explain(text: string, faults: readonly Fault[]): Promise<readonly Fault[]> {
  const [first] = faults
  if (first === undefined || first.pointer !== undefined) return faults
  const { findSyntaxFaults } = await import('./syntax.js')
  const all = findSyntaxFaults(text).map(({ at, message }) => ({ ...first, ...at, message }))
  return all.length === 0 ? faults : sortFaults(all)
}

/** Loading the bundler costs more than all the rest: only for documents of several files. */
async function bundle(file: string): Promise<Reading> {
  const { bundleFiles } = await import('./redocly.js')
  return bundleFiles(file, readText)
}

async function layOver(base: Reading & { kind: 'read' }, file: string): Promise<Reading> {
  const text = await readText(file)
  if (text.kind === 'faulty') return text
  const yaml = parseYaml(text.text)
  if (yaml.kind === 'broken') {
    const fault: Fault = { file, ...yaml.at, message: yaml.message, severity: 'error' }
    return { kind: 'faulty', faults: await explain(text.text, [fault]) }
  }

  const { applyOverlay } = await import('./overlay.js')
  const { document, written, faults } = applyOverlay(base.document, yaml.value)
  const locateHere = (pointer: Pointer) => ({ file, ...yaml.locate(pointer) })
  if (faults.length > 0) return { kind: 'faulty', faults: placeFaults(faults, locateHere) }

  let known: Map<object, Pointer> | undefined
  const locate = (pointer: Pointer) => {
    const origin = originIn(written, pointer)
    if (origin !== undefined) return locateHere(origin)
    // An overlay moves the entries of lists: what it left alone is found by what it is.
    known ??= rememberPlaces(base.document, String)
    const { from = '', rest } = traceBack(document, pointer, known)
    return base.locate(`${from}${rest}`)
  }
  return { kind: 'read', document, locate }
}

/** Where in the overlay it was written, if the overlay wrote it or something around it. */
function originIn(written: ReadonlyMap<Pointer, Pointer>, pointer: Pointer): Pointer | undefined {
  for (let end = pointer.length; end > 0; end = pointer.lastIndexOf('/', end - 1)) {
    const origin = written.get(pointer.slice(0, end))
    if (origin !== undefined) return `${origin}${pointer.slice(end)}`
  }
  return undefined
}
