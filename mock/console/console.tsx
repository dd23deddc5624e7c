/** Which page an address shows, and who may press its buttons. Read this file first. */

import { isConsole } from './address.js'
import { CONSOLE_SCRIPT, DOCS_SCRIPT } from './browser.js'
import { clockPage } from './clock.js'
import { type Deed, detailOf, perform } from './deeds.js'
import { ASSETS, type AssetName, type ConsoleHost } from './host.js'
import { type Markup, render } from './html.js'
import { lifecyclesPage } from './lifecycle.js'
import { callOf } from './operate.js'
import { NoticeBox, Page } from './page.js'
import { peoplePage } from './people.js'
import { personPage, readerOf } from './person.js'
import { referencePage } from './reference.js'
import { verificationPage } from './report.js'
import { scenariosPage } from './scenarios.js'
import { STYLE } from './style.js'
import { exchangePage, trafficPage } from './traffic.js'
import { CONSOLE, HOME, type Notice, personPath, type View } from './view.js'

export type Console = (request: Request, url: URL, world: string) => Promise<Response>

/** Nothing but what comes from here is loaded, and no text is run. */
const POLICY = {
  'default-src': "'none'",
  'script-src': "'self'",
  'style-src': "'self'",
  'img-src': "'self' data:",
  'connect-src': "'self'",
  'form-action': "'self'",
  'frame-ancestors': "'none'",
  'base-uri': "'none'",
}

/** Swagger UI writes styles into its markup. */
const REFERENCE_POLICY = { ...POLICY, 'style-src': "'self' 'unsafe-inline'" }

const MAIN = 'main'

export function createConsole(host: ConsoleHost): Console {
  const own: { readonly [name: string]: readonly [type: string, text: string] } = {
    'console.css': ['text/css; charset=utf-8', STYLE],
    'console.js': ['text/javascript; charset=utf-8', CONSOLE_SCRIPT],
    'docs.js': ['text/javascript; charset=utf-8', DOCS_SCRIPT],
  }
  const edition = `${host.version}-${digestOf(STYLE + CONSOLE_SCRIPT + DOCS_SCRIPT)}`
  const assets = `${CONSOLE}/assets/${edition}`

  return async (request, url, world) => {
    const path = url.pathname
    if (path.startsWith(`${CONSOLE}/assets/`)) return serveAsset(request, path.split('/').at(-1) ?? '')
    const isRead = request.method === 'GET' || request.method === 'HEAD'
    if (!isRead && request.method !== 'POST') return text(405, 'This page takes GET.', { allow: 'GET, HEAD' })

    // Events name their world: a page of a world that was dropped must not make it anew.
    const named = path === `${CONSOLE}/events` ? (url.searchParams.get('world') ?? world) : world
    const isGone = named !== MAIN && !host.hasWorld(named)
    if (path === `${CONSOLE}/events`) {
      if (isGone) return text(410, `There is no world "${named}" any more.`)
      return host.events(named, request.headers)
    }
    if (!isRead) return act(request, url, named, isGone)
    if (isGone) return gonePage(url, world)
    host.useWorld(world)
    return show(await viewOf(url, world))
  }

  async function viewOf(url: URL, world: string): Promise<View> {
    const desk = host.desk(world)
    return { host, model: host.model(), desk, world, url, assets, clock: await desk.clock.get() }
  }

  async function show(view: View): Promise<Response> {
    try {
      return await pageAt(view)
    } catch (error) {
      const detail = detailOf(error)
      if (detail === undefined) throw error
      return page(
        <Page view={view} title="Not here" follows={[]}>
          <p class="empty">{detail}</p>
          <p>
            <a href={HOME}>To the people</a>
          </p>
        </Page>,
        404,
      )
    }
  }

  async function pageAt(view: View): Promise<Response> {
    const { url } = view
    const [place, ...rest] = segmentsOf(url.pathname)
    const [first = '', second = ''] = rest
    if (place === undefined || (place === 'people' && rest.length === 0)) return page(await peoplePage(view))
    if (place === 'people' && rest.length === 2) return page(await personPage(view, first, second))
    if (place === 'jump') return jump(view)
    if (place === 'file') return file(view)
    if (place === 'traffic' && /^\d{1,15}$/.test(first)) return page(await exchangePage(view, Number(first)))
    if (rest.length === 0) {
      if (place === 'lifecycles') return page(await lifecyclesPage(view))
      if (place === 'clock') return page(await clockPage(view))
      if (place === 'traffic') return page(await trafficPage(view))
      if (place === 'scenarios') return page(await scenariosPage(view))
      if (place === 'verification') return page(await verificationPage(view))
      if (place === 'docs') return page(await referencePage(view), 200, REFERENCE_POLICY)
    }
    return page(
      <Page view={view} title="Not here" follows={[]}>
        <p class="empty">{`There is no page ${url.pathname}.`}</p>
        <p>
          <a href={HOME}>To the people</a>
        </p>
      </Page>,
      404,
    )
  }

  /** A button was pressed: by htmx, which shows what came of it; or without scripts, which goes back to the page. */
  async function act(request: Request, url: URL, world: string, isGone: boolean): Promise<Response> {
    const stranger = strangerOf(request, url)
    if (stranger !== undefined) return text(403, stranger)
    const form = new URLSearchParams(await request.text())
    const action = url.pathname.slice(`${CONSOLE}/do/`.length)
    const scripted = request.headers.get('hx-request') === 'true'
    if (action === 'begin') {
      const name = form.get('world') === world ? world : MAIN
      host.useWorld(name)
      return redirect(HOME, cookieOf(name))
    }
    if (isGone)
      return scripted ? new Response(null, { status: 200, headers: { 'hx-refresh': 'true' } }) : gonePage(url, world)
    host.useWorld(world)
    const view = await viewOf(url, world)
    const deed = url.pathname.startsWith(`${CONSOLE}/do/`) ? await perform(view, action, form) : undefined
    if (deed === undefined) return text(404, `There is nothing to do at ${url.pathname}.`)
    return scripted ? told(deed) : settled(request, view, deed)
  }

  async function told({ notice, world }: Deed): Promise<Response> {
    // Everything on the page is of the old world.
    if (world !== undefined)
      return new Response('', { headers: { 'hx-redirect': HOME, 'set-cookie': cookieOf(world) } })
    const body = await (<NoticeBox notice={notice} />).toString()
    return new Response(body, { headers: { ...headersOf(POLICY), 'hx-trigger': 'refresh' } })
  }

  async function settled(request: Request, view: View, { notice, world }: Deed): Promise<Response> {
    if (notice.tone === 'bad') return page(refusal(view, notice), 409)
    const from = new URL(request.headers.get('referer') ?? HOME, view.url)
    const back = isConsole(from) ? from.pathname + from.search : HOME
    return redirect(world === undefined ? back : HOME, world === undefined ? undefined : cookieOf(world))
  }

  async function jump({ desk, url }: View): Promise<Response> {
    const resource = url.searchParams.get('resource') ?? ''
    const id = (url.searchParams.get('id') ?? '').trim()
    const subject = await desk.subjects.get(id, { resource })
    return redirect(personPath(subject))
  }

  /** The bytes of a file of somebody, read as they would, without a trace in the traffic. */
  async function file({ desk, model, url }: View): Promise<Response> {
    const query = url.searchParams
    const world = query.get('world') ?? MAIN
    const reader = readerOf(model.operations, query.get('kind') ?? '')
    const holder = await desk.subjects.get(query.get('id') ?? '', { resource: query.get('of') ?? '' })
    if (reader === undefined || !host.hasWorld(world)) return text(404, 'There is no such file.')
    const token = holder.token === undefined ? {} : { token: holder.token }
    const { path, headers } = callOf(model, reader.operation, { id: query.get('key') ?? '', ...token })
    const reply = await host.peek(world, path, new Headers({ ...headers, accept: reader.mediaType }))
    if (!reply.ok) return text(404, 'There is no such file.')
    const bytes = new Uint8Array(await reply.arrayBuffer())
    return new Response(bytes, {
      headers: {
        'content-type': typeOf(bytes),
        'cache-control': 'no-store',
        'x-content-type-options': 'nosniff',
        // A drawing that somebody uploaded may hold scripts: opened by itself it runs none.
        'content-security-policy': "default-src 'none'; style-src 'unsafe-inline'; sandbox",
      },
    })
  }

  async function gonePage(url: URL, world: string): Promise<Response> {
    const view = { ...(await viewOf(url, MAIN)), world: MAIN }
    return page(
      <Page view={view} title="This world is gone" follows={[]}>
        <p>{`There is no world "${world}" any more: somebody dropped it, or nobody used it for long.`}</p>
        <div class="tools">
          {[world, MAIN].map((name) => (
            <form method="post" action={`${CONSOLE}/do/begin`}>
              <input type="hidden" name="world" value={name} />
              <button type="submit" class={name === MAIN ? 'strong' : ''}>
                {name === MAIN ? 'Go to main' : `Begin ${name} anew`}
              </button>
            </form>
          ))}
        </div>
      </Page>,
      410,
    )
  }

  async function serveAsset(request: Request, name: string): Promise<Response> {
    const known = ASSETS.find((one): one is AssetName => one === name)
    const [type, content] = own[name] ?? [
      name.endsWith('.css') ? 'text/css; charset=utf-8' : 'text/javascript; charset=utf-8',
      known && (await host.asset(known)),
    ]
    if (content === undefined) return text(404, `There is no file ${name}.`)
    const headers = {
      'content-type': type,
      'cache-control': 'public, max-age=31536000, immutable',
      'x-content-type-options': 'nosniff',
    }
    return new Response(request.method === 'HEAD' ? null : (content as BodyInit), { headers })
  }
}

function refusal(view: View, notice: Notice) {
  return (
    <Page view={view} title="Not done" follows={[]} notice={notice}>
      <p>{notice.text}</p>
      <p>
        <a href={HOME}>To the people</a>
      </p>
    </Page>
  )
}

/** `/_specimen/console/people/Pet/7` → people, Pet, 7. */
function segmentsOf(pathname: string): readonly string[] {
  const below = pathname === `${HOME}/docs` ? 'docs' : pathname.slice(CONSOLE.length + 1)
  return below
    .split('/')
    .filter((part) => part !== '')
    .map(decode)
}

function decode(text: string): string {
  try {
    return decodeURIComponent(text)
  } catch {
    return text
  }
}

/**
 * Why a button was not pressed on a page of ours: browsers tell with each form from which page it comes. Pages of this
 * machine may call the control API, but not press buttons in somebody's name.
 */
function strangerOf(request: Request, url: URL): string | undefined {
  const origin = request.headers.get('origin')
  const site = request.headers.get('sec-fetch-site')
  const host = request.headers.get('host') ?? url.host
  const isOurs = origin === null || origin.replace(/^https?:\/\//, '') === host
  if (isOurs && (site === null || site === 'same-origin' || site === 'none')) return undefined
  return `This may only be asked by a page of ${host}, not by one of ${(origin ?? 'another site').slice(0, 60)}.`
}

function cookieOf(world: string): string {
  return `Specimen-World=${world}; Path=/; SameSite=Lax`
}

async function page(markup: Markup, status = 200, policy: typeof POLICY = POLICY): Promise<Response> {
  return new Response(await render(markup), { status, headers: headersOf(policy) })
}

function headersOf(policy: typeof POLICY): { readonly [name: string]: string } {
  return {
    'content-type': 'text/html; charset=utf-8',
    'cache-control': 'no-store',
    'content-security-policy': Object.entries(policy)
      .map(([name, value]) => `${name} ${value}`)
      .join('; '),
    'x-content-type-options': 'nosniff',
    'referrer-policy': 'same-origin',
    vary: 'Cookie',
  }
}

function redirect(to: string, cookie?: string): Response {
  return new Response(null, {
    status: 303,
    headers: { location: to, 'cache-control': 'no-store', ...(cookie !== undefined && { 'set-cookie': cookie }) },
  })
}

function text(status: number, sentence: string, headers: { readonly [name: string]: string } = {}): Response {
  return new Response(`${sentence}\n`, {
    status,
    headers: { 'content-type': 'text/plain; charset=utf-8', 'x-content-type-options': 'nosniff', ...headers },
  })
}

const SIGNATURES: readonly (readonly [type: string, beginning: RegExp])[] = [
  ['image/svg+xml', /^\s*(<\?xml[^>]*>\s*)?(<!--[\s\S]*?-->\s*)?<svg[\s>]/],
  ['image/png', /^\x89PNG/],
  ['image/jpeg', /^\xff\xd8\xff/],
  ['image/gif', /^GIF8/],
  ['image/webp', /^RIFF[\s\S]{4}WEBP/],
]

/** What bytes are, by how they begin: what a client said of them is not believed. */
function typeOf(bytes: Uint8Array): string {
  const beginning = Array.from(bytes.subarray(0, 400), (byte) => String.fromCharCode(byte)).join('')
  return SIGNATURES.find(([, pattern]) => pattern.test(beginning))?.[0] ?? 'application/octet-stream'
}

/** FNV-1a: enough to tell two editions apart. */
function digestOf(content: string): string {
  let hash = 0x811c9dc5
  for (let index = 0; index < content.length; index++) {
    hash = Math.imul(hash ^ content.charCodeAt(index), 0x01000193)
  }
  return (hash >>> 0).toString(16)
}

/** Asks for the control token, which a browser then sends as a cookie. */
export function signInPage(why: string): Promise<Response> {
  return page(
    <html lang="en">
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <meta name="color-scheme" content="light dark" />
        <title>Specimen</title>
      </head>
      <body>
        <main>
          <h1>Specimen</h1>
          <p>{why}</p>
          <form method="post" action={`${CONSOLE}/sign-in`}>
            <label>
              Control token <input type="password" name="token" required autocomplete="off" />
            </label>{' '}
            <button type="submit">Sign in</button>
          </form>
        </main>
      </body>
    </html>,
    401,
  )
}
