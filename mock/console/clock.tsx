/** The time of a world: seen, stopped, moved; and what it brings next. */

import type { SubjectInfo } from './host.js'
import { Act, Form, Page } from './page.js'
import { type Notice, nameOf, personPath, showTime, showWait, type View } from './view.js'

const STEPS = [
  ['An hour', 'PT1H'],
  ['A day', 'P1D'],
  ['A week', 'P7D'],
] as const

const MOST_DUE = 50

export async function clockPage(view: View, notice?: Notice) {
  const { clock } = view
  const due = await dueOf(view)
  return (
    <Page view={view} title="Clock" tab="clock" {...(notice && { notice })}>
      <section class="card clock" aria-labelledby="now">
        <h2 id="now">Now</h2>
        <p class="big">
          <time datetime={clock.now} {...(clock.running && { 'data-now': String(Date.parse(clock.now)) })}>
            {showTime(clock.now)}
          </time>{' '}
          <small>UTC</small>
        </p>
        <p class="why">{clock.running ? 'It runs.' : 'It stands still until it is moved or runs.'}</p>
        <div class="tools">
          {clock.running ? <Act action="freeze">Freeze</Act> : <Act action="run">Run</Act>}
          {STEPS.map(([label, by]) => (
            <Act action="advance" values={{ by }} title={by}>
              {`+ ${label}`}
            </Act>
          ))}
          <Act
            action="next"
            look="strong"
            disabled={due.length === 0}
            title={due[0] === undefined ? 'Nothing is due.' : showTime(due[0].at)}
          >
            To the next due
          </Act>
        </div>
        <Form action="advance" look="jump" label="Advance by a duration">
          <label>
            <span>Advance by</span> <input name="by" required placeholder="PT2S, PT90M, P1M" autocomplete="off" />
          </label>
          <button type="submit">Advance</button>
        </Form>
      </section>
      <section class="card" aria-labelledby="due">
        <h2 id="due">Due next</h2>
        {due.length === 0 ? (
          <p class="empty">Nothing is on its way.</p>
        ) : (
          <table>
            <thead>
              <tr>
                <th scope="col">When</th>
                <th scope="col">What</th>
                <th scope="col">Who</th>
              </tr>
            </thead>
            <tbody>
              {due.map(({ subject, lifecycle, delay, at }) => (
                <tr>
                  <td>
                    <time datetime={at}>{showTime(at)}</time> <span class="why">{showWait(clock.now, at)}</span>
                  </td>
                  <td>{`${lifecycle}: ${delay}`}</td>
                  <td>
                    <a href={personPath(subject)}>{nameOf(subject) || String(subject.id)}</a>{' '}
                    <span class="key">{String(subject.id)}</span>
                  </td>
                </tr>
              ))}
            </tbody>
          </table>
        )}
      </section>
    </Page>
  )
}

type Due = SubjectInfo['due'][number] & { readonly subject: SubjectInfo }

/** Earliest first. */
export async function dueOf({ model, desk, clock }: View): Promise<readonly Due[]> {
  const alive = Object.values(model.resources).filter(({ lifecycles }) => lifecycles.length > 0)
  const lists = await Promise.all(alive.map(({ name }) => desk.subjects.find({ resource: name, limit: 1000 })))
  return (
    lists
      .flat()
      .flatMap((subject) => subject.due.map((one) => ({ ...one, subject })))
      // What was due and led nowhere stays on record.
      .filter(({ at }) => at > clock.now)
      .sort((a, b) => (a.at < b.at ? -1 : 1))
      .slice(0, MOST_DUE)
  )
}
