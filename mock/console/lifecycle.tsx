/** Lifecycles as pictures, and what somebody in them may do now. */

import type { Lifecycle, Operation } from '../../spec/index.js'
import { drawLifecycle } from './draw.js'
import type { Allowed, SubjectInfo, TransitionInfo } from './host.js'
import { raw } from './html.js'
import { Act, Form, Page } from './page.js'
import { CONSOLE, inWords, personPath, showTime, showWait, type View } from './view.js'

export async function lifecyclesPage(view: View) {
  const { model } = view
  const lifecycles = Object.values(model.lifecycles)
  const pictures = await Promise.all(lifecycles.map((one) => drawLifecycle(one)))
  return (
    <Page view={view} title="Lifecycle" tab="lifecycles" follows={[]}>
      {lifecycles.length === 0 && <p class="empty">The document declares no lifecycle.</p>}
      {lifecycles.map((lifecycle, index) => (
        <section class="card" aria-labelledby={`lifecycle-${index}`}>
          <h2 id={`lifecycle-${index}`}>
            {lifecycle.id} <small>{lifecycle.resource}</small>
          </h2>
          <Picture svg={pictures[index] ?? ''} label={lifecycle.id} />
          <States lifecycle={lifecycle} />
        </section>
      ))}
    </Page>
  )
}

function Picture({ svg, label }: { readonly svg: string; readonly label: string }) {
  return (
    <section class="picture scroll" tabindex={0} aria-label={`Diagram of ${label}`}>
      {raw(svg)}
    </section>
  )
}

function States({ lifecycle }: { readonly lifecycle: Lifecycle }) {
  const link = (state: string) => {
    const query = new URLSearchParams({ resource: lifecycle.resource, lifecycle: lifecycle.id, state })
    return `/_specimen?${query}`
  }
  return (
    <div class="scroll">
      <table>
        <thead>
          <tr>
            <th scope="col">State</th>
            <th scope="col">Takes</th>
            <th scope="col">Goes on by itself</th>
            <th scope="col">Refuses the rest with</th>
          </tr>
        </thead>
        <tbody>
          {Object.values(lifecycle.states).map(({ name, on, after, always, refusal }) => (
            <tr>
              <th scope="row">
                <a href={link(name)}>{name}</a>
              </th>
              <td>{Object.keys(on).join(', ') || '–'}</td>
              <td>
                {[
                  ...Object.entries(after).map(([delay, list]) => `after ${delay} → ${list[0]?.target ?? name}`),
                  ...always.map(
                    ({ target, guard }) => `→ ${target ?? name}${guard === undefined ? '' : ` as soon as ${guard}`}`,
                  ),
                ].join(', ') || '–'}
              </td>
              <td>{refusal ?? '–'}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  )
}

type Step = { readonly name: string; readonly kind: string }
type Now = {
  readonly view: View
  readonly subject: SubjectInfo
  readonly allowed: Allowed
}

/** Each lifecycle of a subject with its state lit, and beside it what may happen now. */
export async function Situation({ view, subject, allowed }: Now) {
  const lifecycles = (view.model.resources[subject.resource]?.lifecycles ?? []).flatMap(
    (id) => view.model.lifecycles[id] ?? [],
  )
  const pictures = await Promise.all(lifecycles.map((one) => drawLifecycle(one, stateOf(subject, one))))
  const parts = lifecycles.map((lifecycle, index) => {
    const own = ({ name }: Step) => lifecycle.events.includes(name) || isDelayOf(lifecycle, name)
    const steps = [
      ...allowed.allowed.filter(own).map((step) => ({ ...step, why: undefined, missing: [], unlock: [] })),
      ...allowed.refused.filter((step) => step.lifecycle === lifecycle.id),
    ]
    return { lifecycle, svg: pictures[index] ?? '', steps: inRank(steps) }
  })
  // What people press stands first.
  const ordered = [...parts].sort((a, b) => eventsOf(b.steps) - eventsOf(a.steps))
  return (
    <>
      {ordered.map(({ lifecycle, svg, steps }, index) => (
        <section class="card lifecycle" aria-labelledby={`situation-${index}`}>
          <h2 id={`situation-${index}`}>
            {lifecycle.id} <small>is</small> {stateOf(subject, lifecycle)}
            <Due view={view} subject={subject} lifecycle={lifecycle} />
          </h2>
          <Picture svg={svg} label={lifecycle.id} />
          <ul class="steps">
            {steps.map((step) => (
              <StepRow view={view} subject={subject} step={step} id={`why-${index}-${step.name}`} />
            ))}
          </ul>
        </section>
      ))}
    </>
  )
}

function eventsOf(steps: readonly Step[]): number {
  return steps.filter(({ kind }) => kind === 'event').length
}

const RANK = ['event', 'delay', 'operation']

function inRank<T extends Step>(steps: readonly T[]): readonly T[] {
  return [...steps].sort((a, b) => RANK.indexOf(a.kind) - RANK.indexOf(b.kind))
}

function stateOf({ states }: SubjectInfo, { id, initial }: Lifecycle): string {
  return String(states[id] ?? initial)
}

function isDelayOf({ states }: Lifecycle, name: string): boolean {
  return Object.values(states).some(({ after }) => Object.hasOwn(after, name))
}

function Due({ view, subject, lifecycle }: { view: View; subject: SubjectInfo; lifecycle: Lifecycle }) {
  const due = subject.due.filter((one) => one.lifecycle === lifecycle.id)
  return (
    <>
      {due.map(({ delay, at }) => (
        <small class="due">{` ${delay} ${showWait(view.clock.now, at)}`}</small>
      ))}
    </>
  )
}

type Shown = Step & {
  readonly why: string | undefined
  readonly missing: readonly { readonly field: string; readonly message: string }[]
  readonly unlock: readonly Step[]
}

function StepRow({ view, subject, step, id }: { view: View; subject: SubjectInfo; step: Shown; id: string }) {
  const { model } = view
  const { name, kind, why, missing, unlock } = step
  const operation = model.operations.find((one) => one.id === name)
  const values = { resource: subject.resource, id: String(subject.id), name }
  const refused = why !== undefined
  const bare = operation === undefined || !needsBody(operation)
  return (
    <li class={refused ? 'refused' : 'allowed'}>
      {bare || refused ? (
        <Act
          action={operation === undefined ? 'event' : 'call'}
          values={values}
          look={kind === 'event' ? 'strong' : ''}
          disabled={refused}
          {...(refused && { describedBy: id })}
          title={kind === 'delay' ? `The delay ${name} is over` : name}
        >
          {kind === 'delay' ? `${name} is over` : kind === 'event' ? name : inWords(name)}
        </Act>
      ) : (
        <details class="body">
          <summary>{inWords(name)} …</summary>
          <Form action="call" label={name}>
            {Object.entries(values).map(([field, value]) => (
              <input type="hidden" name={field} value={value} />
            ))}
            <label>
              <span>Body (JSON)</span>
              <textarea name="body" rows={4} spellcheck={false}>
                {'{}'}
              </textarea>
            </label>
            <button type="submit">Send</button>
          </Form>
        </details>
      )}
      {refused ? (
        <span id={id} class="why">
          {shorten(name, why)}
          {missing.length > 0 && ` Missing: ${missing.map(({ field, message }) => `${field} ${message}`).join('; ')}.`}
          {unlock.length > 0 && ` First: ${unlock.map((one) => one.name).join(', then ')}.`}
        </span>
      ) : (
        <span class="why">{leadsTo(step)}</span>
      )}
    </li>
  )
}

/** The button beside it says already what is not allowed. */
function shorten(name: string, why: string | undefined): string {
  return why?.startsWith(`${name} is `) === true ? why.slice(name.length + 4) : (why ?? '')
}

function needsBody({ body }: Operation): boolean {
  return body?.required === true
}

function leadsTo(step: Step & { readonly leads_to?: { readonly [lifecycle: string]: string } }): string {
  const targets = Object.values(step.leads_to ?? {})
  return targets.length === 0 ? 'stays here' : `→ ${targets.join(', ')}`
}

/** What has happened to somebody, the latest first. */
export function Timeline({ history }: { readonly history: readonly TransitionInfo[] }) {
  if (history.length === 0) return <p class="empty">Nothing has happened yet.</p>
  return (
    <ol class="timeline">
      {[...history].reverse().map(({ at, lifecycle, from, to, cause }) => (
        <li>
          <time datetime={at}>{showTime(at)}</time>
          <span>
            {lifecycle}: {from} → <b>{to}</b>
          </span>
          <span class="why">
            {`${cause.kind} ${cause.name === cause.kind ? '' : cause.name}`}
            {cause.exchange !== undefined && (
              <>
                {' '}
                <a href={`${CONSOLE}/traffic/${cause.exchange}`}>#{String(cause.exchange)}</a>
              </>
            )}
          </span>
        </li>
      ))}
    </ol>
  )
}

/** Where a subject of an exchange or transition is shown. */
export function SubjectLink({ resource, subject }: { resource: string; subject: string | number }) {
  return <a href={personPath({ resource, id: subject })}>{`${resource} ${subject}`}</a>
}
