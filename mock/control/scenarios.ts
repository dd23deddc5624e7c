/** Scenarios: stories of personas, played step by step. */

import { authorizationOf, isObject, type JsonObject, type Persona, type Scenario } from '../../spec/index.js'
import type { Subject } from '../exchange.js'
import { chain, type Handler, type World } from '../ports.js'
import { later, moveClock } from './clock.js'
import { faultOf } from './faults.js'
import type { Host } from './host.js'
import { accept, refuse, showSubject } from './view.js'

export function scenarioHandlers(host: Host): { readonly [operation: string]: Handler } {
  return {
    listScenarios: () => accept({ scenarios: host.model().scenarios as unknown as readonly JsonObject[] }, 'scenarios'),

    runScenario(call, { world }) {
      const name = String(call.parameters.path['scenario'])
      const scenario = host.model().scenarios.find((one) => one.name === name)
      if (scenario === undefined) {
        const known = host.model().scenarios.map((one) => one.name)
        return refuse('ScenarioUnknown', `There is no scenario "${name}".`, { known })
      }
      return chain(playScenario(host, world, scenario), (run) => accept(run, name))
    },
  }
}

/** Puts its personas where they begin, then takes one step after the other. */
export async function playScenario(host: Host, world: World, { name, personas, steps }: Scenario): Promise<JsonObject> {
  const people = personas.flatMap((persona) => host.model().personas.find((one) => one.name === persona) ?? [])
  for (const { resource, key, ...placement } of people) await host.place(world, resource, key, placement)
  const told: JsonObject[] = []
  for (const step of steps) told.push({ step, ...(await take(host, world, people, step)) })
  const subjects: Subject[] = []
  for (const { resource, key } of people) {
    const subject = await host.find(world, resource, key)
    if (subject !== undefined) subjects.push(subject)
  }
  return { scenario: name, steps: told, subjects: subjects.map((subject) => showSubject(host, subject)) }
}

type StepOutcome = { readonly outcome: string; readonly status?: number }

async function take(host: Host, world: World, people: readonly Persona[], step: JsonObject): Promise<StepOutcome> {
  const { call, event, advance, fault, on } = step
  const persona = people.find(({ name }) => name === on) ?? people[0]
  if (typeof call === 'string') return callStep(host, world, persona, call, step['body'])
  if (typeof event === 'string') return eventStep(host, world, persona, event)
  if (typeof advance === 'string') return advanceStep(host, world, advance)
  if (isObject(fault)) {
    const subject = persona !== undefined && on !== undefined ? { subject: String(persona.key) } : {}
    const arranged = faultOf(host.model(), { ...subject, ...fault })
    if ('kind' in arranged) return { outcome: 'The document does not know what the fault names.' }
    return { outcome: `${world.faults.add(arranged).id} arranged` }
  }
  return { outcome: `No step: ${JSON.stringify(step)}` }
}

async function callStep(
  host: Host,
  world: World,
  persona: Persona | undefined,
  id: string,
  body: unknown,
): Promise<StepOutcome> {
  const operation = host.model().operations.find((one) => one.id === id)
  if (operation === undefined) return { outcome: `The document has no operation "${id}".` }
  const path = operation.path.replace(/\{[^}]+\}/g, encodeURIComponent(String(persona?.key ?? '')))
  const headers = new Headers({ 'specimen-world': world.name, ...(await credentials(host, world, persona)) })
  if (body !== undefined) headers.set('content-type', 'application/json')
  try {
    const reply = await host.call(path, {
      method: operation.method,
      headers,
      ...(body !== undefined && { body: JSON.stringify(body) }),
    })
    return { outcome: reply.headers.get('specimen-reason') ?? '', status: reply.status }
  } catch (error) {
    return { outcome: error instanceof Error ? error.message : String(error), status: 0 }
  }
}

/** What shows a call as that persona's. */
async function credentials(
  host: Host,
  world: World,
  persona: Persona | undefined,
): Promise<{ readonly [header: string]: string }> {
  const scheme = Object.values(host.model().securitySchemes).find(({ tokens }) => tokens !== undefined)
  if (scheme === undefined) return {}
  const subject = persona && (await host.find(world, persona.resource, persona.key))
  const token = (subject && host.tokenFor(subject)) ?? host.anyToken() ?? ''
  if (scheme.type === 'apiKey') return scheme.in === 'header' ? { [scheme.parameter ?? 'x-api-key']: token } : {}
  return { authorization: authorizationOf(scheme, token) }
}

async function eventStep(host: Host, world: World, persona: Persona | undefined, event: string): Promise<StepOutcome> {
  const subject = persona && (await host.find(world, persona.resource, persona.key))
  if (subject === undefined) return { outcome: 'Nobody is there to receive it.' }
  const sent = await host.send(world, subject, event)
  if (sent.kind === 'unknown') return { outcome: `There is no event "${event}".` }
  if (sent.kind === 'hindered') return { outcome: sent.hindrance.why }
  return { outcome: sent.transitions.map(({ lifecycle, from, to }) => `${lifecycle}: ${from} → ${to}`).join(', ') }
}

async function advanceStep(host: Host, world: World, by: string): Promise<StepOutcome> {
  const wanted = later(world.clock.now(), by)
  if (wanted === undefined) return { outcome: `"${by}" is no ISO 8601 duration within the calendar.` }
  const moved = await moveClock(host, world, wanted)
  return {
    outcome: [`${by} later`, ...moved.map(({ lifecycle, from, to }) => `${lifecycle}: ${from} → ${to}`)].join(', '),
  }
}
