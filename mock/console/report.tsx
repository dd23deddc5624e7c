/** What `specimen verify` found, as a page: states × operations, and each failure with the steps that led there. */

import { isObject, type JsonObject, type JsonValue } from '../../spec/index.js'
import { raw, render } from './html.js'
import { Copy, Page } from './page.js'
import { STYLE } from './style.js'
import type { View } from './view.js'

const OUTCOMES = ['passed', 'failed', 'not-exercised'] as const
type Outcome = (typeof OUTCOMES)[number]

/** As in the schema of the report; another may write it. */
type Check = {
  readonly judge: string
  readonly operation: string
  readonly rule: string
  readonly outcome: Outcome
  readonly expected: string
  readonly got: string
  readonly reason: string
  readonly steps: readonly string[]
}

type Tally = { readonly exercised: number; readonly total: number; readonly missing: readonly JsonObject[] }

export async function verificationPage(view: View) {
  const { report } = view.host
  const found = await report?.()
  return (
    <Page view={view} title="Verification" tab="verification" follows={[]} wide>
      {found === undefined ? (
        <div class="empty">
          <p>There is no report yet. It tells where a real implementation does not do what the document says:</p>
          <pre tabindex={0}>specimen verify --provider URL --states URL --json report.json</pre>
          <p>Start the mock with --report report.json, and it is shown here.</p>
        </div>
      ) : (
        <Report report={found} />
      )}
    </Page>
  )
}

/**
 * The report of `specimen verify` as one HTML file that needs no other.
 *
 * @example
 * await writeFile('report.html', await renderReport(JSON.parse(text)))
 */
export function renderReport(report: JsonObject): Promise<string> {
  return render(
    <html lang="en">
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <meta name="color-scheme" content="light dark" />
        <title>{`Verification of ${report.provider}`}</title>
        <style>{raw(STYLE)}</style>
      </head>
      <body>
        <main id="main" class="wide">
          <h1>Verification</h1>
          <Report report={report} alone />
        </main>
      </body>
    </html>,
  )
}

function Report({ report, alone = false }: { readonly report: JsonObject; readonly alone?: boolean }) {
  const checks = listOf(report.checks).map(checkOf)
  const failed = checks.filter(({ outcome }) => outcome === 'failed')
  const count = (outcome: Outcome) => checks.filter((check) => check.outcome === outcome).length
  return (
    <>
      <p class="subject">
        <b>{String(report.provider)}</b>{' '}
        <span class="why">{`held against ${report.document}, seed ${report.seed}`}</span>
      </p>
      <ul class="figures">
        <li class="passed">
          <b>{String(count('passed'))}</b> passed
        </li>
        <li class="failed">
          <b>{String(count('failed'))}</b> failed
        </li>
        <li class="not-exercised">
          <b>{String(count('not-exercised'))}</b> not exercised
        </li>
      </ul>
      <Failures failed={failed} alone={alone} />
      {matricesOf(checks).map((matrix) => (
        <Matrix matrix={matrix} />
      ))}
      <Coverage coverage={isObject(report.coverage) ? report.coverage : {}} />
    </>
  )
}

function Failures({ failed, alone }: { readonly failed: readonly Check[]; readonly alone: boolean }) {
  if (failed.length === 0) return <p class="empty">Nothing that was exercised failed.</p>
  return (
    <section aria-labelledby="failures">
      <h2 id="failures">Failures</h2>
      {failed.map((check, index) => (
        <details class="card failure" id={`failure-${index + 1}`} open={index === 0}>
          <summary>
            <b>{check.operation || check.judge}</b> {check.reason}
          </summary>
          <dl class="facts">
            <dt>Expected</dt>
            <dd>{check.expected}</dd>
            <dt>Got</dt>
            <dd>{check.got || 'nothing'}</dd>
            <dt>Rule</dt>
            <dd class="key">{check.rule}</dd>
            <dt>Judge</dt>
            <dd>{check.judge}</dd>
          </dl>
          {check.steps.length > 0 && (
            <div class="line tall">
              <pre tabindex={0}>{check.steps.join('\n')}</pre>
              {!alone && <Copy text={check.steps.join('\n')} />}
            </div>
          )}
        </details>
      ))}
    </section>
  )
}

type Cell = { readonly outcome: Outcome; readonly checks: readonly Check[] }
type Table = {
  readonly name: string
  readonly states: readonly string[]
  readonly events: readonly string[]
  cell(state: string, event: string): Cell | undefined
}

/** `/components/schemas/Pet/x-lifecycle/1/states/Sold/on/buyPet/0` */
const RULE = /^(.*)\/x-lifecycle(?:\/(\d+))?\/states\/([^/]+)(?:\/(on|after|always)(?:\/([^/]+))?)?/

/** For each lifecycle: its states, what happens in them, and how that went. */
function matricesOf(checks: readonly Check[]): readonly Table[] {
  const tables = new Map<string, Map<string, Check[]>>()
  const order = new Map<string, { states: Set<string>; events: Set<string> }>()
  for (const check of checks) {
    const found = RULE.exec(check.rule)
    if (found === null) continue
    const [, owner = '', index, state = '', kind, event = ''] = found
    const name = `${readToken(owner.split('/').at(-1) ?? '')}${index === undefined ? '' : ` ${Number(index) + 1}`}`
    const column =
      kind === 'after' ? `after ${readToken(event)}` : kind === 'on' ? readToken(event) : (kind ?? check.operation)
    if (column === '') continue
    const seen = order.get(name) ?? { states: new Set<string>(), events: new Set<string>() }
    order.set(name, seen)
    seen.states.add(readToken(state))
    seen.events.add(column)
    const cells = tables.get(name) ?? new Map<string, Check[]>()
    tables.set(name, cells)
    const key = cellKey(readToken(state), column)
    cells.set(key, [...(cells.get(key) ?? []), check])
  }
  return [...tables].map(([name, cells]) => ({
    name,
    states: [...(order.get(name)?.states ?? [])],
    events: [...(order.get(name)?.events ?? [])],
    cell(state, event) {
      const found = cells.get(cellKey(state, event))
      return found && { outcome: worstOf(found), checks: found }
    },
  }))
}

function cellKey(state: string, event: string): string {
  return JSON.stringify([state, event])
}

function readToken(token: string): string {
  return token.replaceAll('~1', '/').replaceAll('~0', '~')
}

/** What was partly exercised is not called covered where anything failed; what nothing exercised is not covered. */
function worstOf(checks: readonly Check[]): Outcome {
  if (checks.some(({ outcome }) => outcome === 'failed')) return 'failed'
  return checks.some(({ outcome }) => outcome === 'passed') ? 'passed' : 'not-exercised'
}

const SIGNS: { readonly [outcome in Outcome]: string } = { passed: '✓', failed: '✗', 'not-exercised': '○' }
const WORDS: { readonly [outcome in Outcome]: string } = {
  passed: 'covered',
  failed: 'failed',
  'not-exercised': 'not exercised',
}

function Matrix({ matrix: { name, states, events, cell } }: { readonly matrix: Table }) {
  return (
    <section class="card" aria-label={`States and operations of ${name}`}>
      <h2>{name}</h2>
      <div class="scroll" tabindex={0}>
        <table class="matrix">
          <thead>
            <tr>
              <th scope="col">State</th>
              {events.map((event) => (
                <th scope="col">{event}</th>
              ))}
            </tr>
          </thead>
          <tbody>
            {states.map((state) => (
              <tr>
                <th scope="row">{state}</th>
                {events.map((event) => {
                  const found = cell(state, event)
                  if (found === undefined) return <td class="none">·</td>
                  const reasons = found.checks.map(({ reason }) => reason).join('\n')
                  return (
                    <td class={found.outcome} title={reasons}>
                      <span aria-hidden="true">{SIGNS[found.outcome]}</span>{' '}
                      <span class="word">{WORDS[found.outcome]}</span>
                    </td>
                  )
                })}
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </section>
  )
}

function Coverage({ coverage }: { readonly coverage: JsonObject }) {
  const tallies = Object.entries(coverage).map(([name, value]) => [name, tallyOf(value)] as const)
  return (
    <section class="card" aria-labelledby="coverage">
      <h2 id="coverage">Coverage</h2>
      {tallies.map(([name, { exercised, total, missing }]) => (
        <details>
          <summary>
            {name} <b>{`${exercised} of ${total}`}</b>
          </summary>
          {missing.length === 0 ? (
            <p>All of them were exercised.</p>
          ) : (
            <dl class="facts">
              {missing.map((one) => (
                <>
                  <dt>{String(one.name)}</dt>
                  <dd>{String(one.why)}</dd>
                </>
              ))}
            </dl>
          )}
        </details>
      ))}
    </section>
  )
}

function tallyOf(value: JsonValue): Tally {
  const { exercised, total, missing } = isObject(value) ? value : {}
  return { exercised: Number(exercised ?? 0), total: Number(total ?? 0), missing: listOf(missing) }
}

function checkOf({ judge, operation, rule, outcome, expected, got, reason, steps }: JsonObject): Check {
  const text = (value: JsonValue | undefined): string => (value === undefined || value === null ? '' : String(value))
  return {
    judge: text(judge),
    operation: text(operation),
    rule: text(rule),
    // What cannot be read is never called passed.
    outcome: OUTCOMES.find((one) => one === outcome) ?? 'not-exercised',
    expected: text(expected),
    got: text(got),
    reason: text(reason),
    steps: Array.isArray(steps) ? steps.map(String) : [],
  }
}

function listOf(value: JsonValue | undefined): readonly JsonObject[] {
  return Array.isArray(value) ? value.filter(isObject) : []
}
