/** The journal: what was asked, what was answered, and why; as a list, a count, an archive, a stream. */

import type { ApiModel, JsonObject } from '../../spec/index.js'
import type { Call, Decision, Entry, Exchange, Message } from '../exchange.js'
import { chain, type Handler, type Told, type World } from '../ports.js'
import type { Host } from './host.js'
import { accept, done, readBody, refuse, showExchange, showTransition, time } from './view.js'

export function journalHandlers(host: Host): { readonly [operation: string]: Handler } {
  return {
    listExchanges: (call, { world }) =>
      withFilter(host, call, (wanted) => {
        const { limit = 100, after } = call.parameters.query
        const found = exchangesOf(world).filter(wanted)
        // The latest, unless somebody reads on from where they were.
        const shown = after === undefined ? found.slice(-Number(limit)) : found.slice(0, Number(limit))
        const exchanges = shown.map((exchange) => showExchange(host.model(), exchange))
        return accept({ exchanges, dropped: world.journal.dropped }, `${exchanges.length} exchanges`)
      }),

    countExchanges: (call, { world }) =>
      withFilter(host, call, (wanted) => accept({ count: exchangesOf(world).filter(wanted).length }, 'count')),

    clearJournal(_, { world }) {
      world.journal.clear()
      return done('empty')
    },

    exportJournal: (_, { world }) => accept(archive(exchangesOf(world), host.version), 'archive'),

    streamEvents: (call, { world }) => ({
      kind: 'accepted',
      mediaType: 'text/event-stream',
      headers: { 'cache-control': 'no-store', 'x-accel-buffering': 'no' },
      body: stream(host, world, Number(call.parameters.header['Last-Event-ID'] ?? Number.NaN)),
      effects: [],
      reason: 'events',
    }),
  }
}

export function exchangesOf({ journal }: World): readonly Exchange[] {
  return journal.held().flatMap(({ entry }) => (entry.kind === 'exchange' ? [entry] : []))
}

type Filter = (exchange: Exchange) => boolean

function withFilter(host: Host, call: Call, next: (wanted: Filter) => Decision): Decision {
  const { operation, subject, method, status, after } = call.parameters.query
  const known = host.model().operations.map(({ id }) => id)
  if (operation !== undefined && !known.includes(String(operation))) {
    return refuse('OperationUnknown', `The document has no operation "${operation}".`, { known })
  }
  return next(
    (exchange) =>
      (operation === undefined || exchange.operation === operation) &&
      (subject === undefined || String(exchange.subject) === subject) &&
      (method === undefined || exchange.method === method) &&
      (status === undefined || isStatus(exchange.status, String(status))) &&
      (after === undefined || exchange.number > Number(after)),
  )
}

/** `409`, `4XX` */
function isStatus(status: number, wanted: string): boolean {
  return wanted.endsWith('XX') ? String(status)[0] === wanted[0] : String(status) === wanted
}

/** HTTP Archive 1.2. */
function archive(exchanges: readonly Exchange[], version: string): JsonObject {
  const entries = exchanges.map(({ at, duration, method, path, status, why, request, response }) => {
    const sent = readBody(request.body)
    const got = readBody(response.body)
    const mimeType = typeOf(response)
    return {
      startedDateTime: time(at),
      time: duration,
      request: {
        method,
        url: `http://localhost${path}`,
        httpVersion: 'HTTP/1.1',
        cookies: [],
        headers: pairs(request.headers),
        queryString: [...new URLSearchParams(path.split('?')[1] ?? '')].map(([name, value]) => ({ name, value })),
        headersSize: -1,
        bodySize: sent.size,
        ...(request.body !== null && { postData: { mimeType: typeOf(request), text: sent.text } }),
      },
      response: {
        status,
        statusText: '',
        httpVersion: 'HTTP/1.1',
        cookies: [],
        headers: pairs(response.headers),
        content: { size: got.size, mimeType, text: got.text, ...(got.encoding && { encoding: got.encoding }) },
        redirectURL: '',
        headersSize: -1,
        bodySize: got.size,
      },
      cache: {},
      timings: { send: 0, wait: duration, receive: 0 },
      comment: why,
    }
  })
  return { log: { version: '1.2', creator: { name: 'specimen', version }, entries } }
}

function pairs(headers: Message['headers']): readonly JsonObject[] {
  return [...headers].map(([name, value]) => ({ name, value }))
}

function typeOf({ headers }: Message): string {
  return [...headers].find(([name]) => name.toLowerCase() === 'content-type')?.[1] ?? ''
}

/** How long a quiet stream waits before it says that it is still there. */
const HEARTBEAT = 15_000
/** Events that wait for somebody who does not read them; then the stream ends, and can be resumed. */
const MOST_BEHIND = 10_000

/**
 * Server-sent events of a world: what is missing since `last`, then what happens. While somebody listens, what falls
 * due is looked for when it does, not at the next read.
 */
function stream(host: Host, world: World, last: number): ReadableStream<Uint8Array> {
  const encoder = new TextEncoder()
  let end = (): void => {}
  return new ReadableStream<Uint8Array>({
    start(controller) {
      let open = true
      let cancelDue = (): void => {}
      let cancelBeat = (): void => {}
      const write = (text: string): void => {
        controller.enqueue(encoder.encode(text))
        if ((controller.desiredSize ?? 0) < -MOST_BEHIND) close()
      }
      const unlisten = world.journal.listen({
        onTold(told) {
          if (!open) return
          write(format(host.model(), told))
          watch()
        },
        onEnd: () => close(),
      })
      const beat = (): void => {
        cancelBeat = host.later(HEARTBEAT, () => {
          write(': still here\n\n')
          if (open) beat()
        })
      }
      end = () => {
        open = false
        unlisten()
        cancelDue()
        cancelBeat()
      }
      write('retry: 1000\n\n')
      if (Number.isFinite(last)) for (const told of world.journal.since(last)) write(format(host.model(), told))
      beat()
      watch()

      function close(): void {
        if (!open) return
        end()
        controller.close()
      }

      function watch(): void {
        cancelDue()
        cancelDue = () => {}
        const current = host.worlds.find(world.name) ?? world
        void chain(host.nextDue(current), (due) => {
          if (!open || due === undefined || current.clock.frozen) return
          cancelDue()
          cancelDue = host.later(due - current.clock.now(), () => {
            void chain(host.settle(current), () => open && watch())
          })
        })
      }
    },
    cancel: () => end(),
  })
}

function format(model: ApiModel, { id, entry }: Told): string {
  return `id: ${id}\nevent: ${entry.kind}\ndata: ${JSON.stringify(showEntry(model, entry))}\n\n`
}

function showEntry(model: ApiModel, entry: Entry): JsonObject {
  switch (entry.kind) {
    case 'exchange':
      return showExchange(model, entry)
    case 'transition':
      return showTransition(model, entry)
    case 'clock':
      return { now: time(entry.now), running: entry.running }
    case 'reset':
      return {}
  }
}
