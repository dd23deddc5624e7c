/** Who may use the control API, and which of its calls are about one world. */

import { cookie } from './authorize.js'
import type { Problem } from './exchange.js'

/** The reserved prefix of the control API. */
const CONTROL = '/_specimen'

/** Whether a call is for the control API. */
export function isControl({ pathname }: URL): boolean {
  return pathname === CONTROL || pathname.startsWith(`${CONTROL}/`)
}

/** Whether a call is about one world; the others are about the mock itself. */
export function needsWorld({ pathname, searchParams }: URL): boolean {
  // The picture of a lifecycle is, where a subject shall be marked in it.
  if (pathname.endsWith('.svg')) return searchParams.has('subject')
  return !ABOUT_THE_MOCK.test(pathname)
}

const ABOUT_THE_MOCK =
  /^\/_specimen(\/(health|(openapi|control)\.(json|yaml)|worlds(\/.*)?|lifecycles(\/.*)?|docs(\/.*)?|scenarios))?$/

/** Whether a call brings a snapshot, which may be larger than other bodies. */
export function restoresSnapshot({ method }: Request, { pathname }: URL): boolean {
  return method === 'PUT' && /^\/_specimen\/worlds\/[^/]+\/snapshot$/.test(pathname)
}

const LOCAL_NAME = /^(localhost|[a-z0-9-]+\.localhost|127(\.\d{1,3}){3}|\[::1\])$/i

/**
 * Whether a call to the control API comes from elsewhere: under a name that is not this machine's (DNS rebinding), or
 * from a page of another site. With a token, whoever has it may call.
 */
export function foreignOf(request: Request, url: URL, token: string | undefined): Problem | undefined {
  const given =
    /^bearer\s+(.+)$/i.exec(request.headers.get('authorization') ?? '')?.[1] ?? cookieTokenOf(request, url, token)
  if (token !== undefined) {
    if (given === token || url.pathname === `${CONTROL}/health`) return undefined
    const challenge = { 'www-authenticate': 'Bearer realm="specimen"' }
    if (given === undefined) {
      const detail = 'This mock was started with a control token: send it as "Authorization: Bearer TOKEN".'
      return { code: 'token-missing', detail, headers: challenge }
    }
    return { code: 'token-unknown', detail: 'The control token is wrong.', headers: challenge }
  }
  const host = request.headers.get('host')
  const name = (host ?? url.host).replace(/:\d+$/, '')
  if (!LOCAL_NAME.test(name)) {
    const detail = `The control API is for this machine only; it was called as "${name.slice(0, 60)}".`
    return { code: 'forbidden', example: 'HostForeign', detail }
  }
  const origin = request.headers.get('origin')
  // A page's `null` may be anybody's: a frame of any site can be made to send it.
  if (origin === null) return undefined
  const from = /^https?:\/\/([^/:]+|\[[^\]]+\])(:\d+)?$/.exec(origin)?.[1]
  if (from !== undefined && LOCAL_NAME.test(from)) return undefined
  const detail = `The control API may not be called from pages of ${origin.slice(0, 60)}.`
  return { code: 'forbidden', example: 'OriginForeign', detail }
}

const TOKEN_COOKIE = 'Specimen-Token'

/** The token of somebody who signed in with a browser: counts only for pages of our own. */
function cookieTokenOf({ headers }: Request, url: URL, token: string | undefined): string | undefined {
  const origin = headers.get('origin')
  const isOurs = origin === null || origin.replace(/^https?:\/\//, '') === (headers.get('host') ?? url.host)
  const kept = isOurs ? cookie(headers, TOKEN_COOKIE) : undefined
  return token !== undefined && kept === encodeURIComponent(token) ? token : kept
}

/** Lets a browser keep the token, and leads it to the pages. */
export function admitted(token: string): Response {
  const kept = `${TOKEN_COOKIE}=${encodeURIComponent(token)}; Path=/_specimen; HttpOnly; SameSite=Strict`
  return new Response(null, { status: 303, headers: { location: CONTROL, 'set-cookie': kept } })
}
