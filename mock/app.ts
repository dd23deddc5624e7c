/** A mock as a function from Request to Response. The one door to Hono. */

import { Hono } from 'hono'
import { cors } from 'hono/cors'

export type Respond = (request: Request) => Response | Promise<Response>

/** Reply headers that a page of another origin may read. */
const EXPOSED = [
  'X-Request-Id',
  'Specimen-Operation',
  'Specimen-Reason',
  'Specimen-One-Time-Password',
  'Retry-After',
  'Location',
]

/** Origins of the developer's own machine; `null` is a page opened from a file. */
const LOCAL_ORIGIN = /^(null|https?:\/\/(localhost|[a-z0-9-]+\.localhost|127(\.\d{1,3}){3}|\[::1\])(:\d+)?)$/

export function createApp(respond: Respond): Hono {
  const app = new Hono()
  const crossOrigin = cors({
    origin: (origin) => (LOCAL_ORIGIN.test(origin) ? origin : null),
    allowMethods: ['GET', 'HEAD', 'PUT', 'POST', 'PATCH', 'DELETE', 'OPTIONS'],
    credentials: true,
    exposeHeaders: EXPOSED,
    maxAge: 600,
  })
  app.use((context, next) => {
    // An OPTIONS that is no preflight is the API's own: it is answered with `Allow`.
    const asked = context.req.header('access-control-request-method') !== undefined
    if (context.req.method === 'OPTIONS' && !asked) return next()
    return context.req.header('origin') === undefined ? next() : crossOrigin(context, next)
  })
  app.all('*', (context) => respond(context.req.raw))
  // A connection that a fault cuts is an error to whoever calls in this process, as it is with `fetch`.
  app.onError((error) => {
    throw error
  })
  return app
}
