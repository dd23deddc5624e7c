/** A mock as a function from Request to Response. The one door to Hono. */

import { Hono } from 'hono'
import { cors } from 'hono/cors'

export type Respond = (request: Request) => Response | Promise<Response>

/** Origins of the developer's own machine; `null` is a page opened from a file. */
const LOCAL_ORIGIN = /^(null|https?:\/\/(localhost|[a-z0-9-]+\.localhost|127(\.\d{1,3}){3}|\[::1\])(:\d+)?)$/

/** @param origins of other pages that may call; `*`: all may */
export function createApp(respond: Respond, origins: readonly string[] = []): Hono {
  const app = new Hono()
  const isWelcome = (origin: string) => LOCAL_ORIGIN.test(origin) || origins.includes(origin) || origins.includes('*')
  const crossOrigin = cors({
    origin: (origin) => (isWelcome(origin) ? origin : null),
    allowMethods: ['GET', 'HEAD', 'PUT', 'POST', 'PATCH', 'DELETE', 'OPTIONS'],
    credentials: true,
    maxAge: 600,
  })
  app.use(async (context, next) => {
    // An OPTIONS that is no preflight is the API's own: it is answered with `Allow`.
    const asked = context.req.header('access-control-request-method') !== undefined
    if (context.req.method === 'OPTIONS' && !asked) return next()
    if (context.req.header('origin') === undefined) return next()
    const preflight = await crossOrigin(context, next)
    if (preflight !== undefined) return preflight
    // Which headers a page needs is in the document: it may read all that there are.
    const names = [...context.res.headers.keys()].filter((name) => !name.startsWith('access-control-'))
    context.res.headers.set('Access-Control-Expose-Headers', names.join(', '))
  })
  app.all('*', (context) => respond(context.req.raw))
  // A connection that a fault cuts is an error to whoever calls in this process, as it is with `fetch`.
  app.onError((error) => {
    throw error
  })
  return app
}
