/** Which path of the document a request goes to. The one door to Hono's routers. */

import { RegExpRouter } from 'hono/router/reg-exp-router'
import { SmartRouter } from 'hono/router/smart-router'
import { TrieRouter } from 'hono/router/trie-router'
import { type ApiModel, type Operation, parameterNames } from '../../spec/index.js'

export type Route = {
  /** By method. */
  readonly operations: { readonly [method: string]: Operation }
  /** Path parameters as they stand in the URL, decoded; malformed encoding stays as it is. */
  readonly parameters: { readonly [name: string]: string }
  /** Methods for `Allow`; HEAD goes with GET, OPTIONS always. */
  readonly allow: readonly string[]
}

export type Router = (path: string) => Route | undefined

type Target = {
  readonly operations: { readonly [method: string]: Operation }
  readonly allow: readonly string[]
  /** Template segment → how to read its parameters. */
  readonly segments: readonly Segment[]
}

type Segment = { readonly names: readonly string[]; readonly pattern: RegExp }

/** Concrete paths come before templated ones (OpenAPI 3.1, section 4.8.8.2). A prefix of `servers` may stand before them. */
export function createRouter(model: ApiModel): Router {
  const router = new SmartRouter<Target>({ routers: [new RegExpRouter(), new TrieRouter()] })
  const targets = new Map<string, { [method: string]: Operation }>()
  for (const operation of model.operations) {
    const operations = targets.get(operation.path) ?? {}
    operations[operation.method] = operation
    targets.set(operation.path, operations)
  }
  const paths = [...targets.keys()].sort((a, b) => compareTemplates(a, b))
  // One parameter's place has one name in Hono's routers: numbered here, named again by the template.
  for (const path of paths) {
    const operations = targets.get(path) ?? {}
    const target = { operations, allow: allowOf(operations), segments: segmentsOf(path) }
    for (const base of new Set([...model.bases, ''])) router.add('ALL', base + patternOf(path), target)
  }

  return (path) => {
    const [matches] = paths.length === 0 ? [[]] : router.match('ALL', path)
    for (const [target] of matches) {
      const parameters = readParameters(target.segments, path)
      if (parameters !== undefined) return { operations: target.operations, allow: target.allow, parameters }
    }
    return undefined
  }
}

/** More concrete segments first, from the left. */
function compareTemplates(a: string, b: string): number {
  const left = a.split('/')
  const right = b.split('/')
  for (let index = 0; index < Math.min(left.length, right.length); index++) {
    const difference = weight(left[index]) - weight(right[index])
    if (difference !== 0) return difference
  }
  return 0
}

/** 0: concrete; 1: partly a parameter; 2: all parameter. */
function weight(segment = ''): number {
  if (!segment.includes('{')) return 0
  return /^\{[^}]+\}$/.test(segment) ? 2 : 1
}

function patternOf(path: string): string {
  return path
    .split('/')
    .map((segment, index) => {
      if (weight(segment) === 0) return segment
      return weight(segment) === 2 ? `:p${index}` : `:p${index}{${sourceOf(segment, '[^/]+?')}}`
    })
    .join('/')
}

function segmentsOf(path: string): readonly Segment[] {
  return path.split('/').map((segment) => ({
    names: parameterNames(segment),
    pattern: new RegExp(`^${sourceOf(segment, '([^/]+?)')}$`),
  }))
}

/** `{id}.json` → `([^/]+?)\.json` */
function sourceOf(segment: string, parameter: string): string {
  return segment
    .split(/\{[^}]+\}/)
    .map((text) => text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&'))
    .join(parameter)
}

/** The template's segments are the path's last ones: what comes before them is a server's prefix. */
function readParameters(segments: readonly Segment[], path: string): { [name: string]: string } | undefined {
  const parts = path.split('/').slice(1 - segments.length)
  const parameters: { [name: string]: string } = {}
  for (const [index, { names, pattern }] of segments.slice(1).entries()) {
    if (names.length === 0) continue
    const match = pattern.exec(parts[index] ?? '')
    if (match === null) return undefined
    for (const [place, name] of names.entries()) parameters[name] = decode(match[place + 1] ?? '')
  }
  return parameters
}

function decode(text: string): string {
  try {
    return decodeURIComponent(text)
  } catch {
    return text
  }
}

function allowOf(operations: { readonly [method: string]: Operation }): readonly string[] {
  const methods = Object.keys(operations)
  const head = methods.includes('GET') && !methods.includes('HEAD') ? ['HEAD'] : []
  return [...new Set([...methods, ...head, 'OPTIONS'])].sort()
}
