/** The door to Redocly, which joins files and knows OpenAPI's good manners. Loading it takes long: only when asked for. */

import { dirname, join as joinPath, relative, resolve } from 'node:path'
import {
  BaseResolver,
  bundle,
  createConfig,
  type Document,
  lintDocument,
  type NormalizedProblem,
  ResolveError,
  Source,
} from '@redocly/openapi-core'
import { type Fault, type Place, type PointerFault, sortFaults } from './fault.js'
import type { JsonObject, JsonValue, Pointer } from './model.js'
import type { Reading } from './parse.js'
import { isObject, join, resolvePointer, tokensOf } from './pointer.js'
import { rememberPlaces, traceBack } from './trace.js'
import { parseYaml, type Yaml } from './yaml.js'

type Parsed = Yaml & { readonly kind: 'parsed' }
type Origin = { readonly file: string; readonly pointer: Pointer }
type ReadText = (
  file: string,
) => Promise<
  { readonly kind: 'text'; readonly text: string } | { readonly kind: 'faulty'; readonly faults: readonly Fault[] }
>

/** One document of many files: what the first one refers to becomes components of its own. */
export async function bundleFiles(file: string, readText: ReadText): Promise<Reading> {
  const files = new Map<string, Parsed>()
  const origins = new Map<object, Origin>()
  const broken: Fault[] = []
  const nameOf = (absolute: string) => joinPath(dirname(file), relative(dirname(resolve(file)), absolute))

  const resolver = new BaseResolver()
  resolver.loadExternalRef = async (absolute) => {
    if (isAddress(absolute)) throw new ResolveError(new Error('an address'))
    const text = await readText(nameOf(absolute))
    if (text.kind === 'faulty') throw new ResolveError(new Error('no such file'))
    return new Source(absolute, text.text)
  }
  resolver.parseDocument = (source) => {
    const name = nameOf(source.absoluteRef)
    const yaml = parseYaml(source.body)
    if (yaml.kind === 'broken') {
      broken.push({ file: name, ...yaml.at, message: yaml.message, severity: 'error' })
      throw new ResolveError(new Error(yaml.message))
    }
    files.set(name, yaml)
    rememberPlaces(yaml.value, (pointer) => ({ file: name, pointer }), origins)
    return { source, parsed: yaml.value }
  }

  const placeOf = (name: string, pointer: Pointer): Place => ({
    file: name,
    ...(files.get(name)?.locate(pointer) ?? { line: 1, column: 1 }),
  })
  const place = ({ location: [location] }: NormalizedProblem): Fault => {
    const name = location === undefined ? file : nameOf(location.source.absoluteRef)
    const pointer = plainPointer(location?.pointer ?? '')
    const node = resolvePointer(files.get(name)?.value ?? null, pointer)
    return { ...placeOf(name, pointer), message: whyUnresolved(node, name, broken), severity: 'error' }
  }

  const config = await createConfig({})
  try {
    const { bundle: bundled, problems } = await bundle({
      ref: file,
      config,
      externalRefResolver: resolver,
      componentRenamingConflicts: 'off',
    })
    const faults = [...broken, ...problems.filter(({ severity }) => severity === 'error').map(place)]
    if (faults.length > 0) return { kind: 'faulty', faults: sortFaults(onceEach(faults)) }

    const document = bundled.parsed as JsonObject
    const locate = (pointer: Pointer) => {
      const { from, rest } = traceBack(document, pointer, origins)
      return placeOf(from?.file ?? file, `${from?.pointer ?? ''}${rest}`)
    }
    return { kind: 'read', document, locate }
  } catch (error) {
    const message = `These files cannot be joined: ${(error as Error).message}.`
    return { kind: 'faulty', faults: [{ ...placeOf(file, ''), message, severity: 'error' }] }
  }
}

/** What Redocly's recommended rules have against a document of one file. */
export async function findRuleFaults(document: JsonObject, file: string): Promise<readonly PointerFault[]> {
  const config = await createConfig({ extends: ['recommended'] })
  const root: Document = { source: new Source(resolve(file), ''), parsed: document }
  try {
    const problems = await lintDocument({ document: root, config, externalRefResolver: new BaseResolver() })
    return problems.map(({ location: [location], message, severity, ruleId }) => ({
      pointer: plainPointer(location?.pointer ?? ''),
      message: `${oneLine(message)} (${ruleId})`,
      severity: severity === 'error' && !isTaste(ruleId) ? 'error' : 'warning',
    }))
  } catch (error) {
    return [{ pointer: '', message: `Redocly gave up on this document: ${(error as Error).message}.` }]
  }
}

/** What is wrong keeps tools from reading the document; the rest is advice. */
function isTaste(ruleId: string): boolean {
  return !/^(struct|spec.*|no-unresolved-refs|no-identical-paths|path-.*|operation-operationId-unique)$/.test(ruleId)
}

function whyUnresolved(node: JsonValue | undefined, file: string, broken: readonly Fault[]): string {
  const ref = isObject(node) ? node.$ref : node
  if (typeof ref !== 'string') return 'This reference leads nowhere.'
  if (isAddress(ref)) return `"${ref}" is an address; save the file beside this one and refer to that.`
  const [target = '', pointer] = ref.split('#')
  const name = joinPath(dirname(file), target)
  if (broken.some((fault) => fault.file === name)) return `"${target}" cannot be read.`
  if (pointer === undefined || pointer === '') return `There is no file "${target}" to refer to.`
  return `"${ref}" leads nowhere: there is no such file, or nothing at ${pointer} in it.`
}

function isAddress(ref: string): boolean {
  return /^[a-z][a-z0-9+.-]+:\/\//i.test(ref)
}

/** Redocly's `#/paths/~1pets` → `/paths/~1pets` */
function plainPointer(pointer: string): Pointer {
  return join('', ...tokensOf(pointer).filter((token, index) => index > 0 || token !== ''))
}

function oneLine(message: string): string {
  return message.replace(/\s*\n\s*/g, ' ').trim()
}

function onceEach(faults: readonly Fault[]): Fault[] {
  const seen = new Map(faults.map((fault) => [`${fault.file}:${fault.line}:${fault.column}:${fault.message}`, fault]))
  return [...seen.values()]
}
