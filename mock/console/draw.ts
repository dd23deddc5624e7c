/** A lifecycle as a picture (SVG), laid out by Graphviz. The one door to it; loaded at the first picture. */

import type { Lifecycle, Transition } from '../../spec/index.js'

type Exit = { readonly label: string; readonly transition: Transition }

/** @param marked the state that something is in */
export async function drawLifecycle(lifecycle: Lifecycle, marked?: string): Promise<string> {
  const known = kept.get(lifecycle)?.get(marked)
  if (known !== undefined) return known
  const { instance } = await import('@viz-js/viz')
  viz ??= instance()
  const drawn = (await viz).renderString(graphOf(lifecycle, marked), { format: 'svg' })
  // The XML declaration and document type have no place within a page.
  const picture = nameIt(drawn.slice(drawn.indexOf('<svg')), lifecycle, marked)
  const pictures = kept.get(lifecycle) ?? new Map<string | undefined, string>()
  kept.set(lifecycle, pictures.set(marked, picture))
  return picture
}

let viz: ReturnType<typeof import('@viz-js/viz').instance> | undefined

/** A lifecycle has as many pictures as states. */
const kept = new WeakMap<Lifecycle, Map<string | undefined, string>>()

function graphOf(lifecycle: Lifecycle, marked: string | undefined) {
  const { states, initial } = lifecycle
  const edges = new Map<string, { readonly from: string; readonly to: string; readonly labels: string[] }>()
  for (const from of Object.keys(states)) {
    for (const { label, transition } of exitsOf(lifecycle, from)) {
      const { target, guard } = transition
      if (target === undefined || target === from) continue
      const id = JSON.stringify([from, target])
      const edge = edges.get(id) ?? { from, to: target, labels: [] }
      edge.labels.push(label, ...(guard === undefined ? [] : [`[${guard}]`]))
      edges.set(id, edge)
    }
  }
  return {
    graphAttributes: { rankdir: 'LR', bgcolor: 'transparent', ranksep: 0.3, nodesep: 0.4, pad: 0.1 },
    nodeAttributes: {
      shape: 'box',
      style: 'rounded,filled',
      fontname: 'Helvetica',
      fontsize: 15,
      fillcolor: '#ffffff',
      color: '#5b6672',
      height: 0.45,
      margin: '0.2,0.08',
    },
    edgeAttributes: { fontname: 'Helvetica', fontsize: 11, color: '#5b6672', fontcolor: '#39424d', arrowsize: 0.7 },
    nodes: Object.keys(states).map((name) => ({
      name,
      attributes: {
        label: name,
        class: ['state', ...(name === initial ? ['initial'] : []), ...(name === marked ? ['lit'] : [])].join(' '),
        ...(name === initial && { penwidth: 2 }),
        ...(name === marked && { fillcolor: '#ffd54a', color: '#8a6d00', penwidth: 3, fontname: 'Helvetica-Bold' }),
      },
    })),
    edges: [...edges.values()].map(({ from, to, labels }) => ({
      tail: from,
      head: to,
      attributes: { label: labels.map((text) => ` ${text} `).join('\n'), class: from === marked ? 'open' : 'shut' },
    })),
  }
}

function exitsOf({ states }: Lifecycle, name: string): readonly Exit[] {
  const { on = {}, after = {}, always = [] } = states[name] ?? {}
  return [
    ...Object.entries(on).flatMap(([label, list]) => list.map((transition) => ({ label, transition }))),
    ...Object.entries(after).flatMap(([delay, list]) =>
      list.map((transition) => ({ label: `after ${delay}`, transition })),
    ),
    ...always.map((transition) => ({ label: 'always', transition })),
  ]
}

/** What a screen reader says of the picture; Graphviz titles each part for tooltips, which would be read one by one. */
function nameIt(svg: string, { id, states }: Lifecycle, marked: string | undefined): string {
  const now = marked === undefined ? '' : `, now ${marked}`
  const name = escapeXml(`${id}: ${Object.keys(states).join(', ')}${now}`)
  return svg
    .replace(/<title>[\s\S]*?<\/title>\n?/g, '')
    .replace(/<!--[\s\S]*?-->\n?/g, '')
    .replace(/ id="[^"]*"/g, '')
    .replace(/(<svg [^>]*)>/, `$1 role="img"><title>${name}</title>`)
}

function escapeXml(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;')
}
