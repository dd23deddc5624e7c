/**
 * What runs in the browser, besides htmx: clipboard, ticking clocks, and what is said of a lost connection. Functions
 * here are served as text: they use nothing from outside themselves.
 */

/** A bundler may wrap inner functions in a helper of this name, which the browser does not have. */
const PROLOGUE = 'var __name=(f)=>f;'

export const CONSOLE_SCRIPT = `${PROLOGUE}(${String(runPage)})()`
export const DOCS_SCRIPT = `${PROLOGUE}(${String(runReference)})()`

function runPage(): void {
  document.addEventListener('click', (event) => {
    const target = event.target as Element | null
    const copy = target?.closest<HTMLElement>('[data-copy]')
    if (copy) {
      const before = copy.textContent
      navigator.clipboard.writeText(copy.dataset['copy'] ?? '').then(
        () => {
          copy.textContent = 'Copied'
        },
        () => {
          copy.textContent = 'Not copied'
        },
      )
      setTimeout(() => {
        copy.textContent = before
      }, 1500)
    }
    const close = target?.closest<HTMLElement>('[data-close]')
    if (close) document.getElementById(close.dataset['close'] ?? '')?.replaceChildren()
  })

  // Escape closes what has just been said; a slash leads to the field for an id.
  document.addEventListener('keydown', (event) => {
    const field = document.getElementById('jump')
    const typing = (event.target as Element | null)?.closest('input, textarea, select') !== null
    if (event.key === 'Escape') document.getElementById('notice')?.replaceChildren()
    if (event.key === '/' && !typing && field) {
      event.preventDefault()
      field.focus()
    }
  })

  // A clock that runs is shown running: from what the server said, on by the machine's time since.
  const told = new WeakMap<Element, { readonly said: string; readonly at: number }>()
  setInterval(() => {
    for (const clock of document.querySelectorAll<HTMLElement>('time[data-now]')) {
      const said = clock.dataset['now'] ?? ''
      const known = told.get(clock)
      const at = known?.said === said ? known.at : performance.now()
      if (known?.said !== said) told.set(clock, { said, at })
      const now = new Date(Number(said) + performance.now() - at).toISOString()
      clock.textContent = now.replace('T', ' ').slice(0, 19)
    }
  }, 500)

  // Where a picture is wider than the screen, the state that something is in is what people look for.
  const center = (): void => {
    for (const picture of document.querySelectorAll('.picture')) {
      const lit = picture.querySelector('.lit')?.getBoundingClientRect()
      const frame = picture.getBoundingClientRect()
      if (lit) picture.scrollLeft += lit.left + lit.width / 2 - frame.left - frame.width / 2
    }
  }
  center()
  document.addEventListener('htmx:after:swap', center)

  const say = (lost: boolean): void => {
    const line = document.getElementById('connection')
    if (line) line.hidden = !lost
  }
  const refresh = (): void => {
    document.body.dispatchEvent(new CustomEvent('refresh'))
  }
  let lost = false
  document.addEventListener('htmx:sse:before:connection', (event) => {
    const { attempt } = (event as CustomEvent<{ connection: { attempt: number } }>).detail.connection
    if (attempt > 0) lost = true
    // A stream that is back in no time is not worth a word.
    if (lost) setTimeout(() => say(lost), 700)
  })
  document.addEventListener('htmx:sse:error', (event) => {
    const { status } = (event as CustomEvent<{ status?: number }>).detail
    // The world is gone: the page says so.
    if (status === 410) location.reload()
    lost = true
    say(true)
  })
  document.addEventListener('htmx:sse:after:connection', () => {
    const again = lost
    lost = false
    say(false)
    // What happened meanwhile was not told.
    if (again) refresh()
  })
  // A first connection that fails is not tried again by itself.
  document.addEventListener('htmx:error', (event) => {
    const target = event.target as HTMLElement | null
    if (target?.id !== 'live') return
    lost = true
    say(true)
    setTimeout(() => target.dispatchEvent(new CustomEvent('retry')), 1000)
  })
}

declare const SwaggerUIBundle: (settings: object) => { preauthorizeApiKey(scheme: string, token: string): void }

function runReference(): void {
  const place = document.getElementById('reference')
  const { world, base, tokens } = JSON.parse(place?.dataset['settings'] ?? '{}')
  fetch('/_specimen/openapi.json')
    .then((reply) => reply.json())
    .then((spec) => {
      const ui = SwaggerUIBundle({
        // Tried out here is the mock, wherever else the document says that it is served.
        spec: { ...spec, servers: [{ url: location.origin + base }] },
        domNode: place,
        deepLinking: true,
        docExpansion: 'list',
        defaultModelsExpandDepth: 0,
        tryItOutEnabled: true,
        validatorUrl: null,
        requestInterceptor: (request: { headers: { [name: string]: string } }) => {
          request.headers['Specimen-World'] = world
          return request
        },
        onComplete: () => {
          for (const [scheme, token] of Object.entries(tokens)) ui.preauthorizeApiKey(scheme, String(token))
        },
      })
    })
    .catch(() => {
      if (place) place.textContent = 'The document could not be read.'
    })
}
