/**
 * The door to js-yaml: YAML 1.2 with the merge keys (`<<`) of 1.1; JSON is a part of it.
 *
 * Places cost nothing until one is asked for.
 */

import {
  CORE_SCHEMA,
  constructFromEvents,
  EVENT_ALIAS,
  EVENT_DOCUMENT,
  EVENT_MAPPING,
  EVENT_POP,
  EVENT_SCALAR,
  EVENT_SEQUENCE,
  type Event,
  getScalarValue,
  mergeTag,
  parseEvents,
  YAMLException,
} from 'js-yaml'
import type { JsonValue, Pointer } from './model.js'
import { tokensOf } from './pointer.js'

/** Counted from 1. */
export type Position = { readonly line: number; readonly column: number }

export type Yaml =
  | {
      readonly kind: 'parsed'
      /** Aliases are the very object that their anchor is. */
      readonly value: JsonValue
      /** Where the key (or the list's entry) at a pointer stands, or the nearest thing above that is there. */
      readonly locate: (pointer: Pointer) => Position
    }
  | { readonly kind: 'broken'; readonly at: Position; readonly message: string }

/** More than this, aliases written out, and no document means it: the aliases multiply each other. */
const MAX_NODES = 2_000_000

const SCHEMA = CORE_SCHEMA.withTags(mergeTag)

const START: Position = { line: 1, column: 1 }

/**
 * Reads the text of one YAML or JSON document.
 *
 * @example
 * const yaml = parseYaml('a: 1\nb: [2]')
 * // { kind: 'parsed', value: { a: 1, b: [2] }, … }; yaml.locate('/b/0') is { line: 2, column: 5 }
 */
export function parseYaml(text: string): Yaml {
  const source = text.startsWith('\uFEFF') ? text.slice(1) : text
  const json = parseJson(source)
  if (json !== undefined) return { kind: 'parsed', value: json, locate: locator(source) }

  let value: JsonValue
  let events: Event[]
  try {
    events = parseEvents(source, {})
    const documents = constructFromEvents(events, { source, schema: SCHEMA }) as JsonValue[]
    if (documents.length === 0) return broken(START, 'The file is empty.')
    if (documents.length > 1)
      return broken(secondDocument(events, source), 'A second document begins here; one is read.')
    value = documents[0] ?? null
  } catch (error) {
    if (!(error instanceof YAMLException)) throw error
    const at = error.mark === undefined ? START : { line: error.mark.line + 1, column: error.mark.column + 1 }
    return broken(at, sentence(error.reason))
  }

  const size = countNodes(value)
  if (size === 'endless') return broken(START, 'An alias here contains itself, so the document has no end.')
  if (size > MAX_NODES) return broken(START, `The aliases multiply each other to more than ${MAX_NODES} values.`)
  return { kind: 'parsed', value, locate: locator(source, events) }
}

/** Much faster than YAML, where it is JSON. What is wrong with it, YAML's parser says with a place. */
function parseJson(source: string): JsonValue | undefined {
  if (!/^\s*\{/.test(source)) return undefined
  try {
    return JSON.parse(source)
  } catch {
    return undefined
  }
}

function broken(at: Position, message: string): Yaml {
  return { kind: 'broken', at, message }
}

function sentence(reason: string): string {
  const depth = reason.match(/^nesting exceeded maxDepth \((\d+)\)/)?.[1]
  if (depth !== undefined) return `This is nested more than ${depth} deep.`
  return `${reason.charAt(0).toUpperCase()}${reason.slice(1)}.`
}

function secondDocument(events: readonly Event[], source: string): Position {
  const second = events.findLastIndex((event) => event.type === EVENT_DOCUMENT)
  return positionAt(source, startIn(source, events[second + 1]) ?? 0)
}

/** How many values there are with the aliases written out, without writing them out. */
function countNodes(root: JsonValue): number | 'endless' {
  const sizes = new Map<object, number>()
  const open = new Set<object>()
  let endless = false

  const count = (value: JsonValue): number => {
    if (typeof value !== 'object' || value === null) return 1
    const known = sizes.get(value)
    if (known !== undefined) return known
    if (open.has(value)) {
      endless = true
      return 1
    }
    open.add(value)
    let size = 1
    for (const child of Object.values(value)) size += count(child)
    open.delete(value)
    sizes.set(value, size)
    return size
  }

  const size = count(root)
  return endless ? 'endless' : size
}

function locator(source: string, parsed?: readonly Event[]): (pointer: Pointer) => Position {
  let tree: Tree | undefined
  return (pointer) => {
    tree ??= createTree(source, parsed ?? parseEvents(source, {}))
    return positionAt(source, tree.offsetOf(tokensOf(pointer)))
  }
}

type Tree = { readonly offsetOf: (tokens: readonly string[]) => number }

/** js-yaml's events are a flat list; `ends[i]` is where the value that begins at `i` is over. */
function createTree(source: string, events: readonly Event[]): Tree {
  const ends: number[] = []
  const anchors = new Map<number, number>()
  index()

  const startOf = (event: Event | undefined) => startIn(source, event)

  return {
    offsetOf: (tokens) => {
      let node = events.findIndex((event) => event.type !== EVENT_DOCUMENT)
      let offset = startOf(events[node]) ?? 0
      for (const token of tokens) {
        const child = childOf(node, token)
        if (child === undefined) return offset
        offset = child.offset
        node = child.node
      }
      return offset
    },
  }

  function index(): void {
    const open: number[] = []
    const named = new Map<string, number>()
    events.forEach((event, at) => {
      if (event.type === EVENT_POP) {
        const begun = open.pop()
        if (begun !== undefined) ends[begun] = at
        return
      }
      if (event.type === EVENT_ALIAS) {
        const target = named.get(source.slice(event.anchorStart, event.anchorEnd))
        if (target !== undefined) anchors.set(at, target)
        ends[at] = at
        return
      }
      if (event.type === EVENT_SCALAR) ends[at] = at
      else open.push(at)
      if (event.type !== EVENT_DOCUMENT && event.anchorStart >= 0) {
        named.set(source.slice(event.anchorStart, event.anchorEnd), at)
      }
    })
  }

  function childOf(node: number, token: string): { node: number; offset: number } | undefined {
    const at = anchors.get(node) ?? node
    const event = events[at]
    if (event?.type === EVENT_SEQUENCE) {
      const entry = childrenOf(at)[Number(token)]
      return entry === undefined ? undefined : { node: entry, offset: startOf(events[entry]) ?? event.start }
    }
    if (event?.type !== EVENT_MAPPING) return undefined

    const merged: number[] = []
    const children = childrenOf(at)
    for (let pair = 0; pair + 1 < children.length; pair += 2) {
      const [key, value] = [children[pair] ?? 0, children[pair + 1] ?? 0]
      const name = keyOf(key)
      if (name === token) return { node: value, offset: startOf(events[key]) ?? event.start }
      if (name === '<<') merged.push(value)
    }
    for (const value of merged) {
      const target = anchors.get(value) ?? value
      const sources = events[target]?.type === EVENT_SEQUENCE ? childrenOf(target) : [target]
      for (const one of sources) {
        const child = childOf(one, token)
        if (child !== undefined) return child
      }
    }
    return undefined
  }

  function childrenOf(at: number): number[] {
    const children: number[] = []
    const end = ends[at] ?? at
    for (let child = at + 1; child < end; child = (ends[child] ?? child) + 1) children.push(child)
    return children
  }

  function keyOf(at: number): string | undefined {
    const event = events[anchors.get(at) ?? at]
    return event?.type === EVENT_SCALAR ? getScalarValue(source, event) : undefined
  }
}

function startIn(source: string, event: Event | undefined): number | undefined {
  if (event === undefined) return undefined
  if (event.type === EVENT_SCALAR) return event.valueStart - (/["']/.test(source[event.valueStart - 1] ?? '') ? 1 : 0)
  if (event.type === EVENT_ALIAS) return event.anchorStart - 1
  if (event.type === EVENT_MAPPING || event.type === EVENT_SEQUENCE) return event.start
  return undefined
}

function positionAt(source: string, offset: number): Position {
  const before = source.slice(0, Math.max(0, offset))
  const lineStart = before.lastIndexOf('\n') + 1
  return { line: before.split('\n').length, column: offset - lineStart + 1 }
}
