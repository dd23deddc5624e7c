/** Scenarios that name what the document, or the personas beside it, do not have. */

import { parseDuration } from './duration.js'
import type { PointerFault } from './fault.js'
import type { ApiModel, JsonObject, JsonValue, Persona } from './model.js'
import { isObject } from './pointer.js'
import { createScene, type Scene } from './scene.js'

const STEP_KINDS = ['call', 'event', 'advance', 'fault'] as const
/** Step → what else it may say. */
const STEP_WORDS = { call: ['on', 'body'], event: ['on'], advance: [], fault: ['on'] } as const
const FAULT_WORDS = ['operation', 'count', 'probability', 'effect']

/** @param value the list as it was read; pointers of the faults lead into it */
export function scenarioFaults(value: JsonValue | undefined, model: ApiModel): readonly PointerFault[] {
  const faults: PointerFault[] = []
  const scene = createScene({}, faults)
  if (!Array.isArray(value)) {
    if (value !== undefined) scene.report('must be a list of scenarios')
    return faults
  }
  const names = new Set<JsonValue>()
  for (const [index, scenario] of value.entries()) {
    const here = scene.at(index)
    if (!isObject(scenario)) {
      here.report('The scenario must be an object with name, sentence, personas and steps.')
      continue
    }
    const { name } = scenario
    if (typeof name !== 'string' || name === '') here.report('The scenario has no name.')
    else if (names.has(name)) here.report(`There are two scenarios "${name}".`, 'name')
    if (typeof scenario['sentence'] !== 'string') here.report(`The scenario "${name}" has no sentence.`)
    names.add(name ?? '')
    checkScenario(scenario, here, model)
  }
  return faults
}

function checkScenario({ name, personas, steps }: JsonObject, scene: Scene, model: ApiModel): void {
  const title = `The scenario "${name}"`
  const people: Persona[] = []
  if (!Array.isArray(personas)) scene.report(`${title} has no list of personas.`)
  else {
    for (const [index, wanted] of personas.entries()) {
      const persona = model.personas.find((one) => one.name === wanted)
      if (persona !== undefined) people.push(persona)
      else scene.report(`${title} names a persona "${wanted}" that there is not.`, 'personas', index)
    }
  }
  if (!Array.isArray(steps)) {
    scene.report(`${title} has no list of steps.`)
    return
  }
  for (const [index, step] of steps.entries()) {
    const here = scene.at('steps', index)
    const kinds = isObject(step) ? STEP_KINDS.filter((kind) => kind in step) : []
    const [kind] = kinds
    if (!isObject(step) || kind === undefined || kinds.length > 1) {
      here.report(`${title} has a step that is not one of ${STEP_KINDS.join(', ')}.`)
      continue
    }
    const words: readonly string[] = [kind, ...STEP_WORDS[kind]]
    for (const word of Object.keys(step)) {
      if (!words.includes(word)) here.report(`${title} says "${word}" in a step that takes ${words.join(', ')}.`, word)
    }
    const { on } = step
    if (on !== undefined && !people.some((one) => one.name === on)) {
      here.report(`${title} has a step on "${on}", who is none of its personas.`, 'on')
      continue
    }
    const persona = people.find((one) => one.name === on) ?? people[0]
    checkStep(kind, step[kind], persona, title, here, model)
  }
}

function checkStep(
  kind: (typeof STEP_KINDS)[number],
  value: JsonValue | undefined,
  persona: Persona | undefined,
  title: string,
  scene: Scene,
  model: ApiModel,
): void {
  switch (kind) {
    case 'call':
      checkOperation(value, title, scene, model, kind)
      return
    case 'event': {
      const resource = persona?.resource
      const lifecycles = Object.values(model.lifecycles).filter((one) => one.resource === resource)
      const known = lifecycles.flatMap(({ events, delays }) => [...events, ...Object.keys(delays)])
      if (persona === undefined) scene.report(`${title} sends an event to nobody.`, kind)
      else if (!known.includes(String(value))) {
        scene.report(`${title} names an event "${value}" that ${resource} does not know.`, kind)
      }
      return
    }
    case 'advance':
      if (typeof value === 'string' && parseDuration(value) !== undefined) return
      scene.report(`${title} advances by "${value}", which is no ISO 8601 duration.`, kind)
      return
    case 'fault': {
      if (!isObject(value) || !isObject(value['effect'])) {
        scene.report(`${title} has a fault without an effect.`, kind)
        return
      }
      if (value['operation'] !== undefined) checkOperation(value['operation'], title, scene, model, kind, 'operation')
      for (const word of Object.keys(value)) {
        if (FAULT_WORDS.includes(word)) continue
        scene.report(`${title} says "${word}" in a fault that takes ${FAULT_WORDS.join(', ')}.`, kind, word)
      }
    }
  }
}

function checkOperation(
  value: JsonValue | undefined,
  title: string,
  scene: Scene,
  { operations }: ApiModel,
  ...below: readonly string[]
): void {
  if (operations.some(({ id }) => id === value)) return
  scene.report(`${title} names an operation "${value}" that the document does not have.`, ...below)
}
