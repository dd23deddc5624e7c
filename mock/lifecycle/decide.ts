/**
 * Decides what one call does to one record, without doing it. Pure: the same call on the same record at the same time
 * gives the same decision, so that a lifecycle can be walked in a test without a server.
 */

import {
  type Action,
  getPath,
  isObject,
  type JsonObject,
  type JsonValue,
  type Lifecycle,
  type Operation,
  type Resource,
} from '../../spec/index.js'
import type { Decision, Problem, ProblemCode, Subject, Violation } from '../exchange.js'
import { fire, type Machine, type Objection, objection } from './machine.js'

export type Question = {
  readonly operation: Operation
  readonly action: Action
  readonly resource: Resource
  /** Settled: what fell due has happened. */
  readonly subject: Subject
  /** The call's body, its references resolved. */
  readonly body: JsonValue | undefined
  readonly rules: BodyRules
  /** Whether the body is a merge patch (RFC 7396), in which null removes. */
  readonly removes: boolean
  readonly now: number
}

/** What the document says of an operation's body, besides its schema. Dotted paths. */
export type BodyRules = {
  /** Must be what they are (`x-immutable`). */
  readonly immutable: readonly string[]
  /** Taken whole, never merged: entries that were referred to. */
  readonly whole: readonly string[]
  /** Properties of the model that the body cannot carry, and a replacement therefore keeps. */
  readonly kept: readonly string[]
  /** Properties of the model that cannot be removed: of those that may be null, null is the value. */
  readonly required: ReadonlyMap<string, { readonly nullable: boolean }>
  /** What a body that makes or replaces the whole is taken to say where it says nothing (JSON Schema, `default`). */
  readonly defaults: JsonObject
}

/** Decides about an operation on a record that exists. */
export function decide(question: Question, machine: Machine): Decision {
  const { operation, subject, now } = question
  const changed = immutableFaults(question)
  if (changed.length > 0) return { kind: 'refused', problem: bodyProblem('immutable-field', changed) }

  const action = actionNow(question, machine.lifecycles)
  const removed = question.removes && action === 'merge' ? removalFaults(question) : []
  if (removed.length > 0) return { kind: 'refused', problem: bodyProblem('missing-field', removed) }
  const data = act(action, question)
  const wanted = data === subject.data ? subject : machine.present({ ...subject, data, modified: now }, subject.data)
  const objected = objection(machine, subject, operation.id, wanted.data, now)
  if (objected !== undefined) return { kind: 'refused', problem: objectionProblem(operation.id, objected) }

  // What nobody governs moves nothing by itself, but what it writes may make an `always` true.
  const fired =
    wanted === subject && operation.governedBy.length === 0 ? subject : fire(machine, wanted, operation.id, now)
  const reason = reasonOf(subject, fired, operation)
  if (action === 'delete') {
    return {
      kind: 'accepted',
      subject: fired,
      effects: [{ kind: 'delete', subject, version: subject.version }],
      reason,
    }
  }
  if (fired === subject) return { kind: 'accepted', subject, effects: [], reason }
  const next = machine.present({ ...fired, modified: now, version: subject.version + 1 }, wanted.data)
  return {
    kind: 'accepted',
    subject: next,
    effects: [{ kind: 'put', subject: next, version: subject.version }],
    reason,
  }
}

/** What an event makes of a record; the objection where it is not allowed now. */
export function send(machine: Machine, subject: Subject, event: string, now: number): Subject | Objection {
  const objected = objection(machine, subject, event, subject.data, now)
  if (objected !== undefined) return objected
  const fired = fire(machine, subject, event, now)
  return machine.present({ ...fired, modified: now, version: subject.version + 1 })
}

/** The statechart's word for what an operation does in this state, else the operation's own. */
function actionNow({ operation, action, subject }: Question, lifecycles: readonly Lifecycle[]): Action {
  for (const { id, initial, states } of lifecycles) {
    const said = states[subject.states[id] ?? initial]?.on[operation.id]?.flatMap(({ actions }) => actions)[0]
    if (said !== undefined) return said
  }
  return action
}

function act(action: Action, { subject, body, rules, removes }: Question): JsonObject {
  if (!isObject(body)) return subject.data
  const mayGo = removes ? (path: string) => !rules.required.has(path) : undefined
  if (action === 'merge') return merge(subject.data, body, rules.whole, mayGo)
  if (action === 'replace') return replace(subject.data, { ...rules.defaults, ...body }, rules.kept)
  return subject.data
}

/**
 * Nested objects are merged, arrays and plain values replaced. The same object where nothing changes.
 *
 * @param mayGo whether null removes what is at a path; undefined: it never does
 */
export function merge(
  data: JsonObject,
  portion: JsonObject,
  whole: readonly string[] = [],
  mayGo?: (path: string) => boolean,
  path = '',
): JsonObject {
  let merged: { [name: string]: JsonValue } | undefined
  for (const [name, value] of Object.entries(portion)) {
    if (name === '__proto__') continue
    const old = Object.hasOwn(data, name) ? data[name] : undefined
    const at = path === '' ? name : `${path}.${name}`
    if (value === null && mayGo?.(at) === true) {
      if (old === undefined) continue
      merged ??= { ...data }
      delete merged[name]
      continue
    }
    // Nothing is removed from what is new, but the nulls in it are no values either.
    const base = isObject(old) ? old : mayGo && {}
    const next = isObject(value) && base && !whole.includes(at) ? merge(base, value, whole, mayGo, at) : value
    if (next === old) continue
    merged ??= { ...data }
    merged[name] = next
  }
  return merged ?? data
}

/** The body instead of the model; what a body cannot carry stays. */
function replace(data: JsonObject, body: JsonObject, kept: readonly string[]): JsonObject {
  const own = kept.flatMap((name) => (data[name] === undefined ? [] : [[name, data[name]] as const]))
  return { ...body, ...Object.fromEntries(own) }
}

function immutableFaults({ rules: { immutable }, body, subject }: Question): readonly Violation[] {
  return immutable.flatMap((field): Violation[] => {
    const sent = getPath(body, field)
    const own = getPath(subject.data, field)
    if (sent === undefined || sent === own) return []
    return [{ code: 'immutable-field', in: 'body', field, message: `cannot be changed: it is ${JSON.stringify(own)}` }]
  })
}

/** What a merge patch removes although the model requires it. */
function removalFaults({ rules: { required }, body, subject }: Question): readonly Violation[] {
  return [...required].flatMap(([field, { nullable }]): Violation[] => {
    // What holds it may not be there: then nothing requires it.
    const holder = field.includes('.') ? getPath(subject.data, field.slice(0, field.lastIndexOf('.'))) : subject.data
    if (nullable || getPath(body, field) !== null || !isObject(holder)) return []
    return [{ code: 'missing-field', in: 'body', field, message: 'cannot be removed: the model requires it' }]
  })
}

function bodyProblem(code: ProblemCode, violations: readonly Violation[]): Problem {
  const detail = violations.map(({ field, message }) => `${field} ${message}`).join('; ')
  return { code, detail: `${detail}.`, violations, reason: detail }
}

/** A call that a lifecycle refuses: the state's refusal, or all that the guard lacks. */
export function objectionProblem(event: string, { lifecycle, state, guard, violations, refusal }: Objection): Problem {
  const where = `${lifecycle.id} is ${state}`
  if (guard === undefined) {
    const allowed = Object.values(lifecycle.states).filter(({ on }) => on[event] !== undefined)
    const when = allowed.map(({ name }) => name).join(' or ')
    return {
      code: 'illegal-transition',
      ...(refusal !== undefined && { example: refusal }),
      detail: `${event} is not allowed while ${where}${when === '' ? '' : `; it is while ${lifecycle.id} is ${when}`}.`,
      reason: where,
    }
  }
  const lacks = violations.map(({ field, message }) => `${field} ${message}`.trim()).join('; ')
  return {
    code: 'guard-failed',
    ...(refusal !== undefined && { example: refusal }),
    detail: `${guard} does not hold: ${lacks}.`,
    violations,
    reason: `${guard}: ${lacks}`,
  }
}

function reasonOf(before: Subject, after: Subject, { governedBy, subject }: Operation): string {
  const moves = after.history.slice(before.history.length)
  const told = moves.map(({ lifecycle, from, to }) => `${lifecycle}: ${from} → ${to}`)
  if (told.length > 0) return told.join(', ')
  const states = governedBy.map((id) => `${id} is ${after.states[id] ?? ''}`)
  return states.length > 0 ? states.join(', ') : (subject?.action ?? '')
}
