/** Every exchange with the served API, as it happens: what was asked, what was decided, and why. */

import type { JsonValue } from '../../spec/index.js'
import type { ExchangeInfo, FaultInfo } from './host.js'
import { SubjectLink } from './lifecycle.js'
import { curlOfExchange } from './operate.js'
import { Act, Copy, Form, Line, Page } from './page.js'
import { CONSOLE, type Notice, showTime, type View } from './view.js'

const MOST_SHOWN = 100

/** What a fault does, in a word. */
export const FAULTS = {
  broken: { label: 'answers 500', effect: { status: 500 } },
  busy: { label: 'answers 503', effect: { status: 503, retry_after: 5 } },
  slow: { label: 'takes 2 s', effect: { latency: 'PT2S' } },
  cut: { label: 'cuts the connection', effect: { connection: 'cut' } },
} as const

export async function trafficPage(view: View, notice?: Notice) {
  const { desk, url, model } = view
  const query = url.searchParams
  const operation = model.operations.find(({ id }) => id === query.get('operation'))?.id
  const status = /^([1-5]XX|\d{1,3})$/.test(query.get('status') ?? '') ? query.get('status') : null
  const subject = query.get('subject') ?? ''
  const [exchanges, faults] = await Promise.all([
    desk.journal.list({
      limit: MOST_SHOWN,
      ...(operation !== undefined && { operation }),
      ...(status !== null && { status }),
      ...(subject !== '' && { subject }),
    }),
    desk.faults.list(),
  ])
  return (
    <Page view={view} title="Traffic" tab="traffic" wide {...(notice && { notice })}>
      <div class="tools">
        <form method="get" action={`${CONSOLE}/traffic`} class="jump" aria-label="Filter">
          <label>
            <span>Operation</span>{' '}
            <select name="operation">
              <option value="">all</option>
              {model.operations.map(({ id }) => (
                <option value={id} selected={id === operation}>
                  {id}
                </option>
              ))}
            </select>
          </label>
          <label>
            <span>Status</span>{' '}
            <select name="status">
              <option value="">all</option>
              {['2XX', '4XX', '5XX', '0'].map((one) => (
                <option value={one} selected={one === status}>
                  {one === '0' ? 'cut' : one}
                </option>
              ))}
            </select>
          </label>
          <label>
            <span>Id</span> <input name="subject" value={subject} size={10} autocomplete="off" />
          </label>
          <button type="submit">Filter</button>
        </form>
        <Act action="clear">Empty the list</Act>
      </div>
      {exchanges.length === 0 ? (
        <p class="empty">No exchange yet. What the API is asked shows up here at once.</p>
      ) : (
        <div class="scroll">
          <table class="traffic">
            <thead>
              <tr>
                <th scope="col">#</th>
                <th scope="col">At</th>
                <th scope="col">Call</th>
                <th scope="col">Status</th>
                <th scope="col">Why</th>
                <th scope="col">
                  <span class="hidden">Copy</span>
                </th>
              </tr>
            </thead>
            <tbody>
              {[...exchanges].reverse().map((exchange) => (
                <Row view={view} exchange={exchange} />
              ))}
            </tbody>
          </table>
        </div>
      )}
      <Faults view={view} faults={faults} />
    </Page>
  )
}

function Row({ view, exchange }: { readonly view: View; readonly exchange: ExchangeInfo }) {
  const { number, at, method, path, status, why } = exchange
  return (
    <tr id={`exchange-${number}`}>
      <td class="key">
        <a href={`${CONSOLE}/traffic/${number}`} aria-label={`Exchange ${number}`}>
          {String(number)}
        </a>
      </td>
      <td class="key">
        <time datetime={at}>{showTime(at).slice(11)}</time>
      </td>
      <td class="call">
        <b>{method}</b> {path}
      </td>
      <td>
        <Status status={status} />
      </td>
      <td class="why">{why}</td>
      <td>
        <Copy text={curlOfExchange(view.url.origin, view.world, exchange)} label="curl" />
      </td>
    </tr>
  )
}

function Status({ status }: { readonly status: number }) {
  const kind = status === 0 ? 'cut' : `s${String(status)[0]}`
  return <span class={`status ${kind}`}>{status === 0 ? 'cut' : String(status)}</span>
}

export async function exchangePage(view: View, number: number) {
  const [exchange] = await view.desk.journal.list({ after: number - 1, limit: 1 })
  if (exchange === undefined || exchange.number !== number) {
    return (
      <Page view={view} title={`Exchange ${number}`} tab="traffic" follows={[]}>
        <p class="empty">It is not in the journal: it never was, or it is among the oldest, or the world began anew.</p>
        <p>
          <a href={`${CONSOLE}/traffic`}>To the traffic</a>
        </p>
      </Page>
    )
  }
  const { method, path, status, why, operation, resource, subject, transitions, at, duration_ms: duration } = exchange
  return (
    <Page view={view} title={`Exchange ${number}`} tab="traffic" follows={[]} wide>
      <p class="subject">
        <b>{method}</b> {path} <Status status={status} /> <span class="why">{why}</span>
      </p>
      <dl class="facts">
        <dt>At</dt>
        <dd>{`${showTime(at)}, ${duration} ms`}</dd>
        <dt>Operation</dt>
        <dd>{operation ?? 'none'}</dd>
        {resource !== undefined && subject !== undefined && (
          <>
            <dt>About</dt>
            <dd>
              <SubjectLink resource={resource} subject={subject} />
            </dd>
          </>
        )}
        {transitions.map(({ lifecycle, from, to }) => (
          <>
            <dt>{lifecycle}</dt>
            <dd>{`${from} → ${to}`}</dd>
          </>
        ))}
      </dl>
      <Line text={curlOfExchange(view.url.origin, view.world, exchange)} />
      <div class="columns">
        <Message title="Request" message={exchange.request} />
        <Message title="Reply" message={exchange.response} />
      </div>
    </Page>
  )
}

function Message({ title, message }: { readonly title: string; readonly message: ExchangeInfo['request'] }) {
  const { headers, body } = message as { readonly headers: { [name: string]: string }; readonly body?: JsonValue }
  return (
    <section class="card" aria-label={title}>
      <h2>{title}</h2>
      <pre tabindex={0}>
        {Object.entries(headers)
          .map(([name, value]) => `${name}: ${value}`)
          .join('\n')}
      </pre>
      {body !== undefined && (
        <pre tabindex={0} dir="auto">
          {typeof body === 'string' ? body : JSON.stringify(body, null, 2)}
        </pre>
      )}
    </section>
  )
}

function Faults({ view, faults }: { readonly view: View; readonly faults: readonly FaultInfo[] }) {
  const known = view.model.operations.filter(({ deprecated }) => !deprecated)
  return (
    <section class="card" aria-labelledby="faults">
      <h2 id="faults">Faults</h2>
      <Form action="fault" look="jump" label="Switch a fault on">
        <label>
          <span>Operation</span>{' '}
          <select name="operation">
            <option value="">every operation</option>
            {known.map(({ id }) => (
              <option value={id}>{id}</option>
            ))}
          </select>
        </label>
        <label>
          <span>Fault</span>{' '}
          <select name="kind">
            {Object.entries(FAULTS).map(([kind, { label }]) => (
              <option value={kind}>{label}</option>
            ))}
          </select>
        </label>
        <button type="submit">Switch on</button>
      </Form>
      {faults.length === 0 ? (
        <p class="empty">None: everything works.</p>
      ) : (
        <ul class="steps">
          {faults.map((fault) => (
            <li>
              <Act action="unfault" values={{ fault: fault.id }}>
                Switch off
              </Act>
              <span>
                <b>{fault.operation ?? 'every operation'}</b> {describe(fault)}
                {fault.subject !== undefined && `, for ${fault.subject}`}
              </span>
              <span class="why">{`struck ${fault.struck} times${fault.count === undefined ? '' : ` of ${fault.count}`}`}</span>
            </li>
          ))}
        </ul>
      )}
    </section>
  )
}

function describe({ effect }: FaultInfo): string {
  const { status, latency, connection } = effect as {
    readonly status?: number
    readonly latency?: string | { readonly from: string; readonly to: string }
    readonly connection?: 'cut' | 'truncate'
  }
  return [
    ...(status === undefined ? [] : [`answers ${status}`]),
    ...(latency === undefined
      ? []
      : [`takes ${typeof latency === 'string' ? latency : `${latency.from} to ${latency.to}`}`]),
    ...(connection === undefined ? [] : [connection === 'cut' ? 'cuts the connection' : 'breaks the reply off']),
  ].join(', ')
}
