/** Everybody who has a fixed id or was touched; everybody else is a jump away. */

import type { Lifecycle, Resource } from '../../spec/index.js'
import { Chips, hueOf, Page } from './page.js'
import { CONSOLE, HOME, type Notice, nameOf, personPath, type View } from './view.js'

const MOST_SHOWN = 200

export async function peoplePage(view: View, notice?: Notice) {
  const { model, url, desk } = view
  const resources = inOrder(Object.values(model.resources))
  const wanted = url.searchParams.get('resource')
  const resource = resources.find(({ name }) => name === wanted) ?? resources[0]
  if (resource === undefined) {
    return (
      <Page view={view} title="People" tab="people" {...(notice && { notice })}>
        <p>The document has no resource that could be listed.</p>
      </Page>
    )
  }
  const lifecycles = resource.lifecycles.flatMap((id) => model.lifecycles[id] ?? [])
  const lifecycle = lifecycles.find(({ id }) => id === url.searchParams.get('lifecycle'))
  const asked = url.searchParams.get('state')
  const state = asked !== null && lifecycle !== undefined && Object.hasOwn(lifecycle.states, asked) ? asked : undefined
  const subjects = await desk.subjects.find({
    resource: resource.name,
    limit: MOST_SHOWN,
    ...(state !== undefined && lifecycle && { state, lifecycle: lifecycle.id }),
  })
  const { keys } = resource
  return (
    <Page
      view={view}
      title={resources.length > 1 || lifecycles.length > 0 ? resource.name : 'People'}
      tab="people"
      {...(notice && { notice })}
    >
      {resources.length > 1 && (
        <nav class="tabs" aria-label="Resources">
          {resources.map(({ name }) => (
            <a
              href={`${HOME}?resource=${encodeURIComponent(name)}`}
              {...(name === resource.name && { 'aria-current': 'true' })}
            >
              {name}
            </a>
          ))}
        </nav>
      )}
      <div class="tools">
        <form method="get" action={`${CONSOLE}/jump`} class="jump">
          <input type="hidden" name="resource" value={resource.name} />
          <label>
            <span>Jump to</span>{' '}
            <input
              id="jump"
              name="id"
              required
              placeholder={keys === undefined ? 'id' : `${keys.minimum} … ${keys.maximum}`}
              autocomplete="off"
              {...(resource.numericKey && { inputmode: 'numeric' })}
            />
          </label>
          <button type="submit">Show</button>
        </form>
        {lifecycles.map((one) => (
          <Filter resource={resource} lifecycle={one} {...(one === lifecycle && state !== undefined && { state })} />
        ))}
      </div>
      {subjects.length === 0 ? (
        <p class="empty">{state === undefined ? 'Nobody is here yet.' : `Nobody is ${state}.`}</p>
      ) : (
        <div class="scroll">
          <table class="people">
            <thead>
              <tr>
                <th scope="col">Id</th>
                <th scope="col">Name</th>
                {lifecycles.map(({ id }) => (
                  <th scope="col">{id}</th>
                ))}
                <th scope="col">What for</th>
              </tr>
            </thead>
            <tbody>
              {subjects.map((subject) => (
                <tr>
                  <td class="key">
                    <a href={personPath(subject)}>{String(subject.id)}</a>
                  </td>
                  <td class="name" dir="auto">
                    <a href={personPath(subject)} tabindex={-1}>
                      {nameOf(subject) || subject.persona || '–'}
                    </a>
                  </td>
                  {lifecycles.map(({ id }) => (
                    <td>
                      <Chips states={{ [id]: String(subject.states[id] ?? '') }} />
                    </td>
                  ))}
                  <td class="sentence">
                    {subject.persona !== undefined && <b>{subject.persona}</b>} {subject.sentence ?? 'touched'}
                  </td>
                </tr>
              ))}
            </tbody>
          </table>
        </div>
      )}
      {keys !== undefined && (
        <p class="aside">
          {`Each other ${resource.name} from ${figure(keys.minimum)} to ${figure(keys.maximum)} exists as well: jump to any.`}
        </p>
      )}
    </Page>
  )
}

/** Those that people come for stand first: with a lifecycle, then with a population. */
function inOrder(resources: readonly Resource[]): readonly Resource[] {
  const rank = ({ lifecycles, keys }: Resource) => (lifecycles.length > 0 ? 0 : keys !== undefined ? 1 : 2)
  return [...resources].sort((a, b) => rank(a) - rank(b))
}

function Filter({ resource, lifecycle, state }: { resource: Resource; lifecycle: Lifecycle; state?: string }) {
  const all = `${HOME}?resource=${encodeURIComponent(resource.name)}`
  const one = (name: string) => `${all}&lifecycle=${encodeURIComponent(lifecycle.id)}&state=${encodeURIComponent(name)}`
  return (
    <nav class="filter" aria-label={`Filter by state of ${lifecycle.id}`}>
      <span class="label">{lifecycle.id}</span>
      <a class="chip" href={all} {...(state === undefined && { 'aria-current': 'true' })}>
        all
      </a>
      {Object.keys(lifecycle.states).map((name) => (
        <a class={`chip hue-${hueOf(name)}`} href={one(name)} {...(name === state && { 'aria-current': 'true' })}>
          {name}
        </a>
      ))}
    </nav>
  )
}

function figure(value: number): string {
  return value.toLocaleString('en-US')
}
