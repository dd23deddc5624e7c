/** A lifecycle as a picture (SVG): states from left to right, in the order in which they can be reached. */

import type { Lifecycle, Transition } from '../../spec/index.js'

const WIDTH = 150
const HEIGHT = 44
const GAP_X = 190
const GAP_Y = 90
const MARGIN = 30

type Spot = { readonly x: number; readonly y: number }
type Edge = { readonly from: string; readonly to: string; readonly labels: readonly string[] }

/** @param marked the state that something is in */
export function drawLifecycle(lifecycle: Lifecycle, marked?: string): string {
  const spots = placeStates(lifecycle)
  const all = Object.values(spots)
  const width = Math.max(...all.map(({ x }) => x)) + WIDTH + MARGIN
  const height = Math.max(...all.map(({ y }) => y)) + HEIGHT + MARGIN
  const parts = [
    `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${width} ${height}" width="${width}" height="${height}" font-family="system-ui, sans-serif" font-size="12" role="img">`,
    `<title>${escaped(lifecycle.id)}</title>`,
    '<defs><marker id="tip" viewBox="0 0 8 8" refX="7" refY="4" markerWidth="8" markerHeight="8" orient="auto"><path d="M0 0 8 4 0 8z"/></marker></defs>',
    ...edgesOf(lifecycle).map((edge) => drawEdge(edge, spots)),
    ...Object.entries(spots).map(([name, spot]) => drawState(name, spot, name === lifecycle.initial, name === marked)),
    '</svg>',
  ]
  return parts.join('\n')
}

function exitsOf(lifecycle: Lifecycle, name: string): readonly (readonly [string, Transition])[] {
  const state = lifecycle.states[name]
  if (state === undefined) return []
  const { on, after, always } = state
  return [
    ...Object.entries(on).flatMap(([event, list]) => list.map((one) => [event, one] as const)),
    ...Object.entries(after).flatMap(([delay, list]) => list.map((one) => [`after ${delay}`, one] as const)),
    ...always.map((one) => ['always', one] as const),
  ]
}

/** Columns by the number of steps from the initial state; what cannot be reached stands last. */
function placeStates(lifecycle: Lifecycle): { readonly [state: string]: Spot } {
  const steps = new Map([[lifecycle.initial, 0]])
  // A Map is walked in the order of insertion: breadth first.
  for (const [name, distance] of steps) {
    for (const [, { target }] of exitsOf(lifecycle, name)) {
      if (target !== undefined && !steps.has(target)) steps.set(target, distance + 1)
    }
  }
  const last = Math.max(...steps.values()) + 1
  const rows = new Map<number, number>()
  return Object.fromEntries(
    Object.keys(lifecycle.states).map((name) => {
      const column = steps.get(name) ?? last
      const row = rows.get(column) ?? 0
      rows.set(column, row + 1)
      return [name, { x: MARGIN + column * GAP_X, y: MARGIN + row * GAP_Y }]
    }),
  )
}

function edgesOf(lifecycle: Lifecycle): readonly Edge[] {
  const edges = new Map<string, Edge>()
  for (const from of Object.keys(lifecycle.states)) {
    for (const [label, { target, guard }] of exitsOf(lifecycle, from)) {
      if (target === undefined || target === from) continue
      const id = `${from} ${target}`
      const text = guard === undefined ? label : `${label} [${guard}]`
      edges.set(id, { from, to: target, labels: [...(edges.get(id)?.labels ?? []), text] })
    }
  }
  return [...edges.values()]
}

function drawEdge({ from, to, labels }: Edge, spots: { readonly [state: string]: Spot }): string {
  const start = spots[from]
  const end = spots[to]
  if (start === undefined || end === undefined) return ''
  const forwards = end.x > start.x
  const [x1, x2] = forwards ? [start.x + WIDTH, end.x] : [start.x + WIDTH / 2, end.x + WIDTH / 2]
  const [y1, y2] = forwards
    ? [start.y + HEIGHT / 2, end.y + HEIGHT / 2]
    : [start.y + HEIGHT, end.y + (end.y > start.y ? 0 : HEIGHT)]
  const bend = forwards ? 0 : GAP_Y - HEIGHT
  const [middleX, middleY] = [(x1 + x2) / 2, (y1 + y2) / 2 + bend]
  const label = labels.map((text, line) => `<tspan x="${middleX}" dy="${line === 0 ? 0 : 13}">${escaped(text)}</tspan>`)
  return [
    `<path d="M${x1} ${y1} Q${middleX} ${middleY} ${x2} ${y2}" fill="none" stroke="currentColor" marker-end="url(#tip)"/>`,
    `<text x="${middleX}" y="${middleY - 6}" text-anchor="middle" font-size="10">${label.join('')}</text>`,
  ].join('')
}

function drawState(name: string, { x, y }: Spot, initial: boolean, marked: boolean): string {
  const look = marked ? 'fill="#ffd54a" stroke="#8a6d00" stroke-width="3"' : 'fill="#fff" stroke="#444"'
  const outline = initial
    ? `<rect x="${x - 4}" y="${y - 4}" width="${WIDTH + 8}" height="${HEIGHT + 8}" rx="14" fill="none" stroke="#444"/>`
    : ''
  const text = `<text x="${x + WIDTH / 2}" y="${y + HEIGHT / 2 + 4}" text-anchor="middle" fill="#111">${escaped(name)}</text>`
  return `<g${marked ? ' class="marked"' : ''}>${outline}<rect x="${x}" y="${y}" width="${WIDTH}" height="${HEIGHT}" rx="10" ${look}/>${text}</g>`
}

function escaped(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;')
}
