/** The frame of every page: where one is, what time it is in this world, and the way back to the start. */

import type { Child } from './html.js'
import { CONSOLE, HOME, type Notice, showTime, type View } from './view.js'

export type Tab = 'people' | 'lifecycles' | 'clock' | 'traffic' | 'scenarios' | 'verification' | 'reference'

const TABS: readonly { readonly tab: Tab; readonly label: string; readonly path: string }[] = [
  { tab: 'people', label: 'People', path: HOME },
  { tab: 'lifecycles', label: 'Lifecycle', path: `${CONSOLE}/lifecycles` },
  { tab: 'clock', label: 'Clock', path: `${CONSOLE}/clock` },
  { tab: 'traffic', label: 'Traffic', path: `${CONSOLE}/traffic` },
  { tab: 'scenarios', label: 'Scenarios', path: `${CONSOLE}/scenarios` },
  { tab: 'verification', label: 'Verification', path: `${CONSOLE}/verification` },
  { tab: 'reference', label: 'Reference', path: `${HOME}/docs` },
]

export type PageProps = {
  readonly view: View
  readonly title: string
  readonly tab?: Tab
  /** What has just happened. */
  readonly notice?: Notice
  /** Events of the world after which the page is read again. @default what changes people and the clock */
  readonly follows?: readonly string[]
  readonly wide?: boolean
  /** Where a page's own styles and scripts lie. */
  readonly styles?: readonly string[]
  readonly scripts?: readonly string[]
  readonly children: Child
}

const FOLLOWED = ['transition', 'clock', 'reset', 'exchange']

export function Page({
  view,
  title,
  tab,
  notice,
  follows = FOLLOWED,
  wide,
  styles = [],
  scripts = [],
  children,
}: PageProps) {
  const { model, url, assets, world } = view
  const live = follows.length > 0
  const triggers = [...follows, 'refresh'].map((name) => `${name} from:body throttle:200ms`).join(', ')
  return (
    <html lang="en">
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <meta name="color-scheme" content="light dark" />
        <title>{`${title} · ${model.title}`}</title>
        <link rel="icon" href="data:," />
        {[`${assets}/console.css`, ...styles].map((href) => (
          <link rel="stylesheet" href={href} />
        ))}
        <meta name="htmx-config" content={HTMX_CONFIG} />
        {/* Not deferred: it then waits for the whole page, and so for its extension. */}
        <script src={`${assets}/htmx.js`}></script>
        {[`${assets}/hx-sse.js`, `${assets}/console.js`, ...scripts].map((src) => (
          <script src={src} defer></script>
        ))}
      </head>
      <body>
        <a class="skip" href="#main">
          Skip to the content
        </a>
        <div
          id="page"
          {...(live && {
            'hx-get': url.pathname + url.search,
            'hx-select': '#page',
            'hx-swap': 'outerMorph',
            'hx-trigger': triggers,
            'hx-target': '#page',
          })}
        >
          <Header view={view} {...(tab && { tab })} />
          <main id="main" class={wide === true ? 'wide' : ''} tabindex={-1}>
            <h1>{title}</h1>
            {children}
          </main>
        </div>
        <div id="notice" aria-live="polite">
          {notice && <NoticeBox notice={notice} />}
        </div>
        <p id="connection" role="status" hidden>
          The connection to the mock is lost. Trying again…
        </p>
        {live && (
          <div
            id="live"
            hidden
            hx-sse:connect={`${CONSOLE}/events?world=${world}`}
            hx-trigger="load, retry"
            hx-swap="none"
          />
        )}
      </body>
    </html>
  )
}

/** Nothing here may evaluate text as code: the pages' policy forbids it. `open` is what people unfold: it stays theirs. */
const HTMX_CONFIG = JSON.stringify({
  includeIndicatorCSS: false,
  history: false,
  morphIgnore: ['data-htmx-powered', 'open', 'data-kept'],
})

function Header({ view, tab }: { readonly view: View; readonly tab?: Tab }) {
  const { model, clock, world } = view
  return (
    <header>
      <a class="brand" href={HOME}>
        <b>Specimen</b> <span class="title">{model.title}</span>
      </a>
      <nav aria-label="Views">
        {TABS.map(({ tab: one, label, path }) => (
          <a href={path} {...(one === tab && { 'aria-current': 'page' })}>
            {label}
          </a>
        ))}
      </nav>
      <div class="now">
        <a href={`${CONSOLE}/clock`} title={clock.running ? 'The clock runs' : 'The clock stands'}>
          <span class="label">{clock.running ? 'runs' : 'stands'}</span>{' '}
          <time datetime={clock.now} {...(clock.running && { 'data-now': String(Date.parse(clock.now)) })}>
            {showTime(clock.now)}
          </time>
        </a>
        <a href={`${CONSOLE}/scenarios#worlds`} title="Worlds">
          <span class="label">world</span> <b>{world}</b>
        </a>
        <Act action="reset" title="Everybody is as they were, the clock as it was; nothing is in the journal.">
          Back to the start
        </Act>
      </div>
    </header>
  )
}

export function NoticeBox({ notice: { tone, text, lines = [] } }: { readonly notice: Notice }) {
  return (
    <div class={`notice ${tone}`} role={tone === 'bad' ? 'alert' : 'status'}>
      <p>{text}</p>
      {lines.length > 0 && (
        <ol>
          {lines.map((line) => (
            <li>{line}</li>
          ))}
        </ol>
      )}
      <button type="button" class="plain" data-close="notice" aria-label="Close this notice">
        ×
      </button>
    </div>
  )
}

export type ActProps = {
  /** The last part of its address. */
  readonly action: string
  readonly values?: { readonly [name: string]: string }
  readonly title?: string
  readonly look?: string
  readonly disabled?: boolean
  readonly describedBy?: string
  readonly children: Child
}

/** One button that does one thing; it works without scripts, too. */
export function Act({ action, values = {}, title, look = '', disabled = false, describedBy, children }: ActProps) {
  return (
    <Form action={action} look="act">
      {Object.entries(values).map(([name, value]) => (
        <input type="hidden" name={name} value={value} />
      ))}
      <button
        type="submit"
        class={look}
        disabled={disabled}
        {...(title !== undefined && { title })}
        {...(describedBy !== undefined && { 'aria-describedby': describedBy })}
      >
        {children}
      </button>
    </Form>
  )
}

export type FormProps = {
  readonly action: string
  readonly look?: string
  readonly label?: string
  readonly children: Child
}

/** A form that tells what came of it in the notice; the page follows by itself. */
export function Form({ action, look = '', label, children }: FormProps) {
  const address = `${CONSOLE}/do/${action}`
  return (
    <form
      method="post"
      action={address}
      class={look}
      hx-post={address}
      hx-target="#notice"
      hx-swap="innerHTML"
      {...(label !== undefined && { 'aria-label': label })}
    >
      {children}
    </form>
  )
}

export function Copy({ text, label = 'Copy' }: { readonly text: string; readonly label?: string }) {
  return (
    <button type="button" class="plain copy" data-copy={text} aria-label={`${label}: ${text.slice(0, 80)}`}>
      {label}
    </button>
  )
}

/** A line for a shell, to be copied. */
export function Line({ text }: { readonly text: string }) {
  return (
    <div class="line">
      <code tabindex={0}>{text}</code>
      <Copy text={text} />
    </div>
  )
}

/** State chips: one for each lifecycle. */
export function Chips({ states }: { readonly states: { readonly [lifecycle: string]: string } }) {
  return (
    <span class="chips">
      {Object.entries(states).map(([lifecycle, state]) => (
        <span class={`chip hue-${hueOf(state)}`} title={lifecycle}>
          {state}
        </span>
      ))}
    </span>
  )
}

const HUES = 8

/** A state has the same colour everywhere; which one does not matter. */
export function hueOf(state: string): number {
  let sum = 7
  for (const sign of state) sum = (sum * 31 + (sign.codePointAt(0) ?? 0)) % 1_000_003
  return sum % HUES
}
