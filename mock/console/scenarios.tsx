/** Stories to play, and worlds to play them in. */

import type { JsonObject, Scenario } from '../../spec/index.js'
import { Act, Form, Page } from './page.js'
import { inWords, type Notice, personPath, showTime, type View } from './view.js'

export async function scenariosPage(view: View, notice?: Notice) {
  const { model, desk, world } = view
  const worlds = await desk.worlds.list()
  return (
    <Page view={view} title="Scenarios" tab="scenarios" {...(notice && { notice })}>
      {model.scenarios.length === 0 && <p class="empty">The document brings no scenario along.</p>}
      <ul class="cards">
        {model.scenarios.map((scenario) => (
          <li class="card">
            <h2>{scenario.name.replaceAll('-', ' ')}</h2>
            <p>{scenario.sentence}</p>
            <p class="why">{scenario.steps.map(describe).join(' · ')}</p>
            <div class="tools">
              <Act action="play" values={{ scenario: scenario.name }} look="strong">
                Start
              </Act>
              <People view={view} scenario={scenario} />
            </div>
          </li>
        ))}
      </ul>
      <section class="card" aria-labelledby="worlds">
        <h2 id="worlds">Worlds</h2>
        <p class="why">
          Each has its own people, clock, faults and traffic. What happens in one is not seen in another.
        </p>
        <div class="scroll">
          <table>
            <thead>
              <tr>
                <th scope="col">World</th>
                <th scope="col">Clock</th>
                <th scope="col">Written</th>
                <th scope="col">Exchanges</th>
                <th scope="col">
                  <span class="hidden">Do</span>
                </th>
              </tr>
            </thead>
            <tbody>
              {worlds.map(({ name, from, clock, records, exchanges }) => (
                <tr {...(name === world && { 'aria-current': 'true' })}>
                  <th scope="row">
                    {name} {from !== undefined && <span class="why">{`from ${from}`}</span>}
                  </th>
                  <td class="key">{showTime(clock.now)}</td>
                  <td>{String(records)}</td>
                  <td>{String(exchanges)}</td>
                  <td class="tools">
                    {name === world ? (
                      <span class="why">you are here</span>
                    ) : (
                      <>
                        <Act action="world" values={{ world: name }}>
                          Go there
                        </Act>
                        {name !== 'main' && (
                          <Act action="drop" values={{ world: name }}>
                            Drop
                          </Act>
                        )}
                      </>
                    )}
                  </td>
                </tr>
              ))}
            </tbody>
          </table>
        </div>
        <Form action="fork" look="jump" label="Fork this world">
          <label>
            <span>{`Copy ${world} as`}</span>{' '}
            <input
              name="world"
              required
              pattern="[A-Za-z0-9_\-][A-Za-z0-9._\-]{0,99}"
              title="Letters, digits, dots, dashes and underscores"
              autocomplete="off"
            />
          </label>
          <button type="submit">Fork</button>
        </Form>
      </section>
    </Page>
  )
}

function People({ view, scenario }: { readonly view: View; readonly scenario: Scenario }) {
  const people = scenario.personas.flatMap((name) => view.model.personas.find((one) => one.name === name) ?? [])
  return (
    <>
      {people.map(({ resource, key, name }) => (
        <a href={personPath({ resource, id: key })}>{name}</a>
      ))}
    </>
  )
}

/** A step in a few words. */
export function describe({ call, event, advance, fault }: JsonObject): string {
  if (typeof call === 'string') return inWords(call)
  if (typeof event === 'string') return event
  if (typeof advance === 'string') return `${advance} later`
  return fault === undefined ? '…' : 'a fault'
}
