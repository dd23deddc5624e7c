/** What the buttons of the console do. Each says in a sentence what came of it. */

import type { JsonObject, JsonValue } from '../../spec/index.js'
import { dueOf } from './clock.js'
import { changesOf, editorOf } from './fields.js'
import type { SubjectInfo, TransitionInfo } from './host.js'
import { callOf } from './operate.js'
import { describe } from './scenarios.js'
import { FAULTS } from './traffic.js'
import { inWords, type Notice, nameOf, showTime, type View } from './view.js'

/** What came of it, and where to go on where it is another world. */
export type Deed = { readonly notice: Notice; readonly world?: string }

type Doing = (view: View, form: URLSearchParams) => Promise<Deed>

/** By the last part of their address. */
const DEEDS: { readonly [action: string]: Doing } = {
  async reset({ desk, world }) {
    await desk.worlds.reset()
    return said(`${world} is back at the start.`)
  },

  async freeze({ desk }) {
    const { now } = await desk.clock.freeze()
    return said(`The clock stands at ${showTime(now)}.`)
  },
  async run({ desk }) {
    await desk.clock.run()
    return said('The clock runs.')
  },
  async advance({ desk }, form) {
    const { clock, transitions } = await desk.clock.advance(form.get('by') ?? '')
    return moved(clock.now, transitions)
  },
  async next(view) {
    const [due] = await dueOf(view)
    if (due === undefined) return refused('Nothing is due.')
    const { clock, transitions } = await view.desk.clock.set(due.at)
    return moved(clock.now, transitions)
  },

  async event(view, form) {
    const subject = await subjectOf(view, form)
    const event = form.get('name') ?? ''
    const { transitions } = await view.desk.subjects.send(subject.id, event, { resource: subject.resource })
    const changes = transitions.map(({ lifecycle, from, to }) => `${lifecycle}: ${from} → ${to}`)
    return said([`${titleOf(subject)}: ${event}.`, ...changes].join(' '))
  },
  async call(view, form) {
    const body = readBody(form.get('body'))
    if (body === 'unreadable') return refused('The body is no JSON.')
    return operate(view, await subjectOf(view, form), form.get('name') ?? '', body)
  },
  async edit(view, form) {
    const resource = form.get('$resource') ?? ''
    const subject = await view.desk.subjects.get(form.get('$id') ?? '', { resource })
    const editor = editorOf(view.model, resource)
    if (editor === undefined) return refused(`The document has no operation that changes ${resource}.`)
    const changes = changesOf(view.model, editor, subject.model as JsonObject, form)
    if (Object.keys(changes).length === 0) return said('Nothing is different, so nothing was sent.')
    return operate(view, subject, editor.id, changes)
  },

  async fault({ desk, model }, form) {
    const kind = Object.entries(FAULTS).find(([name]) => name === form.get('kind'))?.[1]
    const operation = form.get('operation') ?? ''
    if (kind === undefined) return refused('There is no such fault.')
    if (operation !== '' && !model.operations.some(({ id }) => id === operation)) {
      return refused(`The document has no operation "${operation}".`)
    }
    await desk.faults.add({ effect: kind.effect, ...(operation !== '' && { operation }) })
    return said(`${operation === '' ? 'Every operation' : operation} ${kind.label} from now on.`)
  },
  async unfault({ desk }, form) {
    await desk.faults.remove(form.get('fault') ?? '')
    return said('The fault is switched off.')
  },
  async clear({ desk }) {
    await desk.journal.clear()
    return said('The list is empty.')
  },

  async play({ desk }, form) {
    const { scenario, steps, subjects } = await desk.scenarios.run(form.get('scenario') ?? '')
    const people = subjects.map((subject) => `${titleOf(subject)} is ${Object.values(subject.states).join(', ')}`)
    const text = `${scenario.replaceAll('-', ' ')} was played. ${people.join('; ')}.`
    const lines = steps.map(({ step, outcome }) => `${describe(step as JsonObject)}: ${outcome}`)
    return { notice: { tone: 'good', text, lines } }
  },
  async world({ host }, form) {
    const name = form.get('world') ?? ''
    if (!host.hasWorld(name)) return refused(`There is no world "${name}" any more.`)
    return { ...said(`This is ${name}.`), world: name }
  },
  async fork({ desk, world }, form) {
    const { name } = await desk.worlds.fork(form.get('world') ?? '')
    return { ...said(`This is ${name}, a copy of ${world}.`), world: name }
  },
  async drop({ desk }, form) {
    const name = form.get('world') ?? ''
    await desk.worlds.delete(name)
    return said(`${name} is gone.`)
  },
}

/** Undefined: there is no such deed. */
export async function perform(view: View, action: string, form: URLSearchParams): Promise<Deed | undefined> {
  const doing = Object.hasOwn(DEEDS, action) ? DEEDS[action] : undefined
  try {
    return await doing?.(view, form)
  } catch (error) {
    const detail = detailOf(error)
    if (detail === undefined) throw error
    return refused(detail)
  }
}

/** The sentence by which the control API refused a call; undefined: the error is no refusal. */
export function detailOf(error: unknown): string | undefined {
  if (!(error instanceof Error) || error.name !== 'ControlError') return undefined
  return 'detail' in error ? String(error.detail) : error.message
}

function said(text: string): Deed {
  return { notice: { tone: 'good', text } }
}

function refused(text: string): Deed {
  return { notice: { tone: 'bad', text } }
}

function moved(now: string, transitions: readonly TransitionInfo[]): Deed {
  const lines = transitions.map(({ resource, subject, lifecycle, from, to }) => {
    return `${resource} ${subject}: ${lifecycle} ${from} → ${to}`
  })
  return { notice: { tone: 'good', text: `It is ${showTime(now)}.`, lines } }
}

function subjectOf({ desk }: View, form: URLSearchParams): Promise<SubjectInfo> {
  return desk.subjects.get(form.get('id') ?? '', { resource: form.get('resource') ?? '' })
}

function titleOf(subject: SubjectInfo): string {
  return nameOf(subject) || subject.persona || `${subject.resource} ${subject.id}`
}

/** Calls the served API as that subject: it is in the traffic, with all that can be said of it. */
async function operate(view: View, subject: SubjectInfo, id: string, body: JsonValue | undefined): Promise<Deed> {
  const { model, host, world } = view
  const operation = model.operations.find((one) => one.id === id)
  if (operation === undefined) return refused(`The document has no operation "${id}".`)
  const { method, path, headers, body: sent } = callOf(model, operation, subject, body)
  try {
    const reply = await host.call(path, {
      method,
      headers: { ...headers, 'specimen-world': world },
      ...(sent !== undefined && { body: sent }),
    })
    const why = reply.headers.get('specimen-reason')?.replaceAll('->', '→') ?? ''
    const text = `${titleOf(subject)}: ${inWords(id)} got ${reply.status}${why === '' ? '' : `, ${why}`}.`
    return { notice: { tone: reply.ok ? 'good' : 'bad', text } }
  } catch {
    return refused(`${inWords(id)} got no reply: a fault cut the connection.`)
  }
}

function readBody(text: string | null): JsonValue | undefined {
  if (text === null || text.trim() === '') return undefined
  try {
    return JSON.parse(text) as JsonValue
  } catch {
    return 'unreadable'
  }
}
