/** What the mock prints: what it serves, and a line for each exchange. */

import type { Lifecycle } from '../spec/index.js'
import type { Exchange } from './exchange.js'
import type { Mock } from './mock.js'
import { personaOwner, tokenFor } from './ownership.js'
import { MAIN } from './worlds.js'

/** Address, personas, lifecycles, and a line to paste. */
export function describeApi({ model }: Mock, url: string, control: boolean): string {
  const lines = [`${model.title} ${model.version} on ${url}`, '']
  const people = model.personas.map((persona) => {
    const lifecycles = model.resources[persona.resource]?.lifecycles ?? []
    const states = lifecycles.map((id) => persona.states[id] ?? model.lifecycles[id]?.initial ?? '')
    const resource = model.resources[persona.resource]
    const owner = resource && personaOwner(model, resource, persona)
    const subject = { key: persona.key, data: persona.fields, ...(owner !== undefined && { owner }) }
    const token = (resource && tokenFor(model, resource, subject)) ?? ''
    return [String(persona.key), persona.name, states.join(' '), token]
  })
  if (people.length > 0) lines.push(...table(['id', 'name', 'state', 'token'], people), '')
  for (const { name, keys } of Object.values(model.resources)) {
    if (keys !== undefined) lines.push(`Each other ${name} from ${keys.minimum} to ${keys.maximum} exists as well.`)
  }
  for (const lifecycle of Object.values(model.lifecycles))
    lines.push(`${lifecycle.id}: ${describeLifecycle(lifecycle)}`)
  if (control) lines.push(`control: ${url}/_specimen`)
  const [, , , token = ''] = people[0] ?? []
  lines.push('', `export ${token === '' ? '' : `TOKEN=${token} `}API_HOST=${url}`, '')
  return `${lines.join('\n')}\n`
}

/** `Restricted → Accepted → Pending → Passed | Refused`: state by state, as far from the first as they are. */
export function describeLifecycle({ initial, states }: Lifecycle): string {
  const distances = new Map([[initial, 0]])
  for (const [name, distance] of distances) {
    const state = states[name]
    const exits = [...Object.values(state?.on ?? {}), ...Object.values(state?.after ?? {}), state?.always ?? []].flat()
    for (const { target } of exits) {
      if (target !== undefined && !distances.has(target)) distances.set(target, distance + 1)
    }
  }
  const far = Math.max(...distances.values())
  const steps = Array.from({ length: far + 1 }, (_, step) => [...distances].filter(([, distance]) => distance === step))
  return steps.map((names) => names.map(([name]) => name).join(' | ')).join(' → ')
}

/** `PUT /pets/1 409 updatePet profile.locked: pet is Sold` */
export function describeExchange({ method, path, status, operation, why }: Exchange, world: string): string {
  const where = world === MAIN ? '' : `[${world}] `
  return `${where}${method} ${printable(path)} ${status === 0 ? 'cut' : status} ${operation ?? '-'} ${printable(why)}\n`
}

/** What a client sent is shown, not obeyed: no control characters reach the terminal. */
function printable(text: string): string {
  // biome-ignore lint/suspicious/noControlCharactersInRegex: these are what is looked for
  return text.replace(/[\u0000-\u001f\u007f-\u009f]/g, '?').slice(0, 500)
}

function table(head: readonly string[], rows: readonly (readonly string[])[]): readonly string[] {
  const widths = head.map((title, column) => Math.max(title.length, ...rows.map((row) => (row[column] ?? '').length)))
  return [head, ...rows].map((row) =>
    `  ${row.map((cell, column) => cell.padEnd(widths[column] ?? 0)).join('  ')}`.trimEnd(),
  )
}
