/** What is wrong with the statecharts of a document (`x-lifecycle`). Nothing is taken for granted: it is read as it came. */

import { andList, describe, orList } from './describe.js'
import { parseDuration } from './duration.js'
import type { PointerFault } from './fault.js'
import type { JsonObject, JsonValue, Pointer } from './model.js'
import { componentsOf, type Names, namesOf } from './names.js'
import { follow, isObject, join, resolvePointer, tokensOf } from './pointer.js'
import { layersOf } from './properties.js'
import { createScene, type Scene } from './scene.js'
import { didYouMean, meant } from './suggest.js'

/** One statechart, as far as it can be read. */
type Chart = {
  readonly scene: Scene
  readonly names: Names
  readonly resource: string
  readonly config: JsonObject
  readonly id: string
  readonly states: JsonObject
  readonly delays: JsonObject
}

/**
 * Checks every lifecycle of a document, raw or upgraded.
 *
 * @example
 * findLifecycleFaults(document)
 * // [{ pointer: '/components/schemas/Pet/x-lifecycle/states/New/on/approv',
 * //    message: 'There is no operation "approv". Did you mean "approve"?' }]
 */
export function findLifecycleFaults(document: JsonObject, names: Names = namesOf(document)): PointerFault[] {
  const faults: PointerFault[] = []
  const ids = new Map<string, string>()
  for (const { resource, config, pointer } of lifecyclesOf(document)) {
    const scene = createScene(document, faults, pointer)
    if (!isObject(config)) {
      scene.report(`A lifecycle is an object with an initial state and states; it is ${describe(config)}.`)
      continue
    }
    checkChart(chartOf(resource, config, scene, names))
    const id = idOf(resource, config)
    const taken = ids.get(id)
    if (taken !== undefined) {
      scene.report(`There is a lifecycle "${id}" already, on ${taken}; give this one an id of its own.`)
    }
    ids.set(id, resource)
  }
  return faults
}

/** The ids of all lifecycles that can be read. */
export function lifecycleIdsOf(document: JsonObject): readonly string[] {
  return lifecyclesOf(document).flatMap(({ resource, config }) => (isObject(config) ? [idOf(resource, config)] : []))
}

type Declared = { readonly resource: string; readonly config: JsonValue; readonly pointer: Pointer }

function lifecyclesOf(document: JsonObject): readonly Declared[] {
  return Object.entries(componentsOf(document, 'schemas')).flatMap(([resource, schema]): readonly Declared[] => {
    const declared = isObject(schema) ? schema['x-lifecycle'] : undefined
    if (declared === undefined) return []
    const pointer = join('/components/schemas', resource, 'x-lifecycle')
    if (!Array.isArray(declared)) return [{ resource, config: declared, pointer }]
    return declared.map((config, index) => ({ resource, config, pointer: join(pointer, index) }))
  })
}

function idOf(resource: string, { id }: JsonObject): string {
  return typeof id === 'string' ? id : resource
}

const CHART_WORDS = ['id', 'initial', 'property', 'delays', 'states', 'description']
const STATE_WORDS = ['on', 'after', 'always', 'meta', 'type', 'description', 'tags']
const TRANSITION_WORDS = ['target', 'guard', 'actions', 'description', 'meta']
const META_WORDS = ['refusal']
const ACTION_WORDS = ['merge', 'replace', 'delete']

function chartOf(resource: string, config: JsonObject, scene: Scene, names: Names): Chart {
  const states = isObject(config.states) ? config.states : {}
  const delays = isObject(config.delays) ? config.delays : {}
  return { scene, names, resource, config, id: idOf(resource, config), states, delays }
}

function checkChart(chart: Chart): void {
  const { config, scene, states, delays } = chart
  const { report } = scene
  checkWords(config, CHART_WORDS, 'A lifecycle', scene)
  if (config.id !== undefined && typeof config.id !== 'string') {
    report(`The id of a lifecycle is a word; it is ${describe(config.id)}.`, 'id')
  }
  if (config.delays !== undefined && !isObject(config.delays)) {
    report(`"delays" is an object like {delivery: PT2S}; it is ${describe(config.delays)}.`, 'delays')
  }
  for (const [name, delay] of Object.entries(delays)) checkDelay(name, delay, scene)
  if (Object.keys(states).length === 0) {
    report(`A lifecycle needs states, an object with at least one; it is ${describe(config.states)}.`, 'states')
    return
  }

  checkInitial(chart)
  for (const [name, state] of Object.entries(states)) checkState(chart, name, state)
  checkProperty(chart)
  checkReachable(chart)
  checkEndless(chart)
  checkRefusals(chart)
}

function checkWords(value: JsonObject, words: readonly string[], noun: string, { report }: Scene): void {
  for (const word of Object.keys(value)) {
    if (words.includes(word) || word.startsWith('x-')) continue
    report(`${noun} has no "${word}"; it may have ${words.join(', ')}.${didYouMean(word, words)}`, word)
  }
}

function checkDelay(name: string, delay: JsonValue, { report }: Scene): void {
  if (typeof delay === 'string' && parseDuration(delay) !== undefined) return
  report(`The delay "${name}" is an ISO 8601 duration like PT2S or P7D; it is ${describe(delay)}.`, 'delays', name)
}

function checkInitial({ config: { initial }, states, scene: { report } }: Chart): void {
  const names = Object.keys(states)
  if (initial === undefined) {
    report(`A lifecycle needs an initial state: ${orList(names)}.`)
    return
  }
  if (typeof initial === 'string' && names.includes(initial)) return
  report(`The initial state is one of the states; it is ${describe(initial)}.${meant(initial, names)}`, 'initial')
}

function checkState(chart: Chart, name: string, state: JsonValue): void {
  const scene = chart.scene.at('states', name)
  // `Active:` with nothing behind it reads as null in YAML; the state does nothing.
  if (state === null) return
  if (!isObject(state)) {
    scene.report(`A state is an object; "${name}" is ${describe(state)}.`)
    return
  }
  checkWords(state, STATE_WORDS, 'A state', scene)
  checkOn(chart, state.on, scene.at('on'))
  checkAfter(chart, state.after, scene.at('after'))
  checkTransitions(chart, state.always, scene.at('always'))
  checkMeta(chart, state.meta, scene.at('meta'))
}

function checkOn(chart: Chart, on: JsonValue | undefined, scene: Scene): void {
  if (on === undefined || on === null) return
  if (!isObject(on)) {
    scene.report(`"on" is an object of events and what they do; it is ${describe(on)}.`)
    return
  }
  const { operations } = chart.names
  for (const [event, transitions] of Object.entries(on)) {
    if (!operations.has(event) && !isOutsideEvent(event)) {
      const hint = didYouMean(event, operations.keys()) || ' Events that no operation sends are written in capitals.'
      scene.report(`There is no operation "${event}".${hint}`, event)
    }
    checkTransitions(chart, transitions, scene.at(event), !isOutsideEvent(event))
  }
}

/** Sent by the control API only. */
function isOutsideEvent(event: string): boolean {
  return /^[A-Z][A-Z0-9_.-]*$/.test(event)
}

function checkAfter(chart: Chart, after: JsonValue | undefined, scene: Scene): void {
  if (after === undefined || after === null) return
  if (!isObject(after)) {
    scene.report(`"after" is an object of delays and what follows them; it is ${describe(after)}.`)
    return
  }
  const delays = Object.keys(chart.delays)
  for (const [delay, transitions] of Object.entries(after)) {
    if (!delays.includes(delay)) {
      scene.report(`There is no delay "${delay}" among the delays of ${chart.id}.${didYouMean(delay, delays)}`, delay)
    }
    checkTransitions(chart, transitions, scene.at(delay))
  }
}

/** XState's three forms: the target's name, a transition, a list of either. */
function checkTransitions(chart: Chart, value: JsonValue | undefined, scene: Scene, mayStay = false): void {
  if (value === undefined) return
  if (Array.isArray(value)) {
    for (const [index, one] of value.entries()) checkTransition(chart, one, scene.at(index), mayStay)
    return
  }
  checkTransition(chart, value, scene, mayStay)
}

function checkTransition(chart: Chart, value: JsonValue, scene: Scene, mayStay: boolean): void {
  if (typeof value === 'string') {
    checkTarget(chart, value, scene)
    return
  }
  if (!isObject(value)) {
    scene.report(
      `A transition is a state's name, or an object with target, guard and actions; it is ${describe(value)}.`,
    )
    return
  }
  checkWords(value, TRANSITION_WORDS, 'A transition', scene)
  const { target, guard, actions } = value
  if (target !== undefined) checkTarget(chart, target, scene.at('target'))
  if (target === undefined && actions === undefined && !mayStay) scene.report('This transition needs a target.')
  if (guard !== undefined) checkGuard(chart, guard, scene.at('guard'))
  if (actions !== undefined) checkActions(actions, scene.at('actions'))
}

function checkTarget({ states, id }: Chart, target: JsonValue, { report }: Scene): void {
  const names = Object.keys(states)
  if (typeof target === 'string' && names.includes(target)) return
  report(`${id} has no state ${describe(target)}.${meant(target, names)}`)
}

function checkGuard({ names: { schemas } }: Chart, guard: JsonValue, { report }: Scene): void {
  if (typeof guard === 'string' && schemas.includes(guard)) return
  report(`A guard is the name of a schema; components.schemas has no ${describe(guard)}.${meant(guard, schemas)}`)
}

function checkActions(actions: JsonValue, { report }: Scene): void {
  for (const action of Array.isArray(actions) ? actions : [actions]) {
    if (typeof action === 'string' && ACTION_WORDS.includes(action)) continue
    report(`An action is ${orList(ACTION_WORDS)}; it is ${describe(action)}.${meant(action, ACTION_WORDS)}`)
  }
}

function checkMeta({ names: { examples } }: Chart, meta: JsonValue | undefined, scene: Scene): void {
  if (meta === undefined) return
  if (!isObject(meta)) {
    scene.report(`"meta" is an object like {refusal: Locked}; it is ${describe(meta)}.`)
    return
  }
  checkWords(meta, META_WORDS, 'The meta of a state', scene)
  checkExampleName(meta.refusal, examples, scene.at('refusal'))
}

/** A refusal is the name of an entry of `components.examples`. */
export function checkExampleName(refusal: JsonValue | undefined, examples: readonly string[], { report }: Scene): void {
  if (refusal === undefined || (typeof refusal === 'string' && examples.includes(refusal))) return
  report(
    `A refusal is the name of an example; components.examples has no ${describe(refusal)}.${meant(refusal, examples)}`,
  )
}

/** The property in which the state shows can show each of them. */
function checkProperty({ config: { property }, names, resource, states, scene }: Chart): void {
  if (property === undefined) return
  const properties = names.propertiesOf(resource)
  const paths = properties.map(({ path }) => path)
  const shown = properties.find(({ path }) => path === property)
  if (shown === undefined) {
    scene.report(`${resource} has no property ${describe(property)}.${meant(property, paths)}`, 'property')
    return
  }
  const { enum: values } = shown.keywords
  if (!Array.isArray(values)) return
  for (const name of Object.keys(states)) {
    if (values.includes(name)) continue
    const message = `The state "${name}" cannot show: the enum of ${property} does not have it.`
    scene.report(
      `${message}${didYouMean(
        name,
        values.filter((value) => typeof value === 'string'),
      )}`,
      'states',
      name,
    )
  }
}

function checkReachable({ config: { initial }, states, scene, id }: Chart): void {
  if (typeof initial !== 'string' || !Object.hasOwn(states, initial)) return
  const reached = new Set([initial])
  for (const name of reached) for (const target of targetsOf(states[name])) reached.add(target)
  for (const name of Object.keys(states)) {
    if (!reached.has(name))
      scene.warn(`No way leads from "${initial}" to the state "${name}" of ${id}.`, 'states', name)
  }
}

function targetsOf(state: JsonValue | undefined): readonly string[] {
  if (!isObject(state)) return []
  const { on, after, always } = state
  const groups = [on, after].flatMap((group) => (isObject(group) ? Object.values(group) : []))
  return [...groups, always ?? null].flatMap(transitionsOf).flatMap(({ target }) => target ?? [])
}

type Arrow = { readonly target?: string; readonly guard?: string }

function transitionsOf(value: JsonValue | undefined): readonly Arrow[] {
  if (Array.isArray(value)) return value.flatMap(transitionsOf)
  if (typeof value === 'string') return [{ target: value }]
  if (!isObject(value)) return []
  const { target, guard } = value
  return [{ ...(typeof target === 'string' && { target }), ...(typeof guard === 'string' && { guard }) }]
}

/** `always` without a guard is taken at once: a circle of them would never come to rest. */
function checkEndless({ states, scene }: Chart): void {
  const told = new Set<string>()
  for (const start of Object.keys(states)) {
    const way = [start]
    let next = leavesAtOnceFor(states[start])
    while (next !== undefined && !way.includes(next)) {
      way.push(next)
      next = leavesAtOnceFor(states[next])
    }
    if (next !== start || told.has(start)) continue
    for (const name of way) told.add(name)
    scene.report(
      `This never comes to rest: ${[...way, start].join(' → ')}, each by always without a guard.`,
      'states',
      start,
      'always',
    )
  }
}

function leavesAtOnceFor(state: JsonValue | undefined): string | undefined {
  const always = isObject(state) ? transitionsOf(state.always) : []
  return always.find(({ guard }) => guard === undefined)?.target
}

/** The status of a refusal is that of the response that lists it, so each operation that can get it must have one. */
function checkRefusals(chart: Chart): void {
  const { states, scene } = chart
  const governed = [...chart.names.operations.keys()].filter((id) =>
    Object.values(states).some((state) => eventsOf(state).includes(id)),
  )
  for (const [name, state] of Object.entries(states)) {
    if (!isObject(state)) continue
    const events = eventsOf(state)
    const refused = governed.filter((id) => !events.includes(id))
    const refusal = isObject(state.meta) ? state.meta.refusal : undefined
    checkDocumented(chart, refused, refusal, `in the state "${name}"`, scene.at('states', name, 'meta', 'refusal'))

    for (const id of events.filter((event) => governed.includes(event))) {
      const arrows = transitionsOf(isObject(state.on) ? state.on[id] : undefined)
      if (arrows.some(({ guard }) => guard === undefined)) continue
      for (const guard of new Set(arrows.flatMap(({ guard }) => guard ?? []))) {
        for (const own of refusalsOf(chart, guard)) {
          checkDocumented(chart, [id], own, `where ${guard} does not hold`, scene.at('states', name, 'on', id))
        }
      }
    }
  }
}

function checkDocumented(
  { names }: Chart,
  operations: readonly string[],
  refusal: JsonValue | undefined,
  when: string,
  { document, report }: Scene,
): void {
  if (typeof refusal !== 'string' || !names.examples.includes(refusal)) return
  const silent = operations.filter((id) => !examplesOf(document, names.operations.get(id) ?? '').includes(refusal))
  if (silent.length === 0) return
  const [who, whose] = silent.length === 1 ? [`${silent[0]} gets`, 'its'] : [`${andList(silent)} get`, 'their']
  report(`${who} "${refusal}" ${when}, but none of ${whose} responses lists that example, so the status is unknown.`)
}

/** What a guard's schema and its properties name as refusals. */
function refusalsOf({ names, scene: { document } }: Chart, guard: string): readonly string[] {
  const named = [
    ...layersOf(document, join('/components/schemas', guard)).map(({ node }) => node['x-refusal']),
    ...names.propertiesOf(guard).map(({ keywords }) => keywords['x-refusal']),
  ]
  return [...new Set(named)].filter((refusal) => typeof refusal === 'string')
}

/** The entries of `components.examples` that an operation's responses list. */
function examplesOf(document: JsonObject, operation: Pointer): readonly string[] {
  return childrenOf(document, join(operation, 'responses')).flatMap((response) =>
    childrenOf(document, join(response, 'content')).flatMap((media) =>
      childrenOf(document, join(media, 'examples'), false).flatMap((example) => {
        const { $ref: ref } = objectAt(document, example)
        const [root, section, name] = typeof ref === 'string' ? tokensOf(ref) : []
        return root === 'components' && section === 'examples' && name !== undefined ? [name] : []
      }),
    ),
  )
}

/** Where the entries of an object are, references followed. */
function childrenOf(document: JsonObject, pointer: Pointer, deep = true): readonly Pointer[] {
  return Object.keys(objectAt(document, pointer)).flatMap((name) => {
    const place = join(pointer, name)
    return deep ? (follow(document, place)?.pointer ?? []) : [place]
  })
}

function objectAt(document: JsonObject, pointer: Pointer): JsonObject {
  const value = resolvePointer(document, pointer)
  return isObject(value) ? value : {}
}

function eventsOf(state: JsonValue | undefined): readonly string[] {
  return isObject(state) && isObject(state.on) ? Object.keys(state.on) : []
}
