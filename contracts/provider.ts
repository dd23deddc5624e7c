/** A provider, met over HTTP and in no other way. Whatever is sent is recorded. */

import { isObject, type JsonObject, type JsonValue, type Operation } from '../spec/index.js'
import { now } from './clock.js'
import { CouldNotRun } from './could-not-run.js'
import { curlLine } from './curl.js'
import type { Exchange, Sending } from './exchange.js'

export type ProviderOptions = {
  readonly url: string
  /** Where provider states are asked for; undefined: nowhere. */
  readonly statesUrl?: string
  /** Milliseconds that one request may take. @default 10000 */
  readonly timeout?: number
}

export type Values = { readonly id: string | number; readonly token: string }

/** There was no answer: too late, or the connection was cut. */
export class NoAnswer extends Error {
  override readonly name = 'NoAnswer'
}

/** The state endpoint refused, or did not keep to its protocol. */
export class StateRefused extends Error {
  override readonly name = 'StateRefused'
}

export type Provider = {
  readonly url: string
  readonly hasStates: boolean
  /** Every exchange with the API itself, in order. */
  readonly exchanges: readonly Exchange[]
  /** @throws CouldNotRun where nothing listens */
  probe(): Promise<void>
  /** @throws NoAnswer */
  send(sending: Sending, operation?: Operation, steps?: string[]): Promise<Exchange>
  /** @throws StateRefused, NoAnswer */
  setState(state: string, params: JsonObject, steps?: string[]): Promise<JsonObject>
}

/** A connection that has rested so long, in milliseconds, may have been given up by the other side meanwhile. */
const RESTED = 500

/** Requests in a row, or to one operation, that may stay without an answer before nothing is sent any more. */
const MOST_SILENCE = 3

export function createProvider({ url, statesUrl, timeout = 10_000 }: ProviderOptions): Provider {
  const base = addressOf(url, 'provider')
  const states = statesUrl === undefined ? undefined : addressOf(statesUrl, 'states')
  const exchanges: Exchange[] = []
  const silent = new Map<string, number>()
  let lastAnswer = 0

  async function answer(target: string, sending: Sending): Promise<Response> {
    if ((silent.get('') ?? 0) >= MOST_SILENCE) throw new NoAnswer('the provider has stopped answering')
    const rested = now() - lastAnswer > RESTED
    try {
      const reply = await call(target, sending).catch((reason) => {
        // Nobody read it: the connection had been closed while nothing was sent.
        if (rested && wasCut(reason)) return call(target, sending)
        throw reason
      })
      lastAnswer = now()
      return reply
    } catch (reason) {
      throw new NoAnswer(whyNoAnswer(reason, timeout))
    }
  }

  function call(target: string, { method, headers, body, form }: Sending): Promise<Response> {
    const data = form === undefined ? body : multipart(form)
    return fetch(target, {
      method,
      headers,
      ...(data !== undefined && { body: data }),
      redirect: 'manual',
      signal: AbortSignal.timeout(timeout),
    })
  }

  return {
    url: base,
    hasStates: states !== undefined,
    exchanges,

    async probe() {
      try {
        await fetch(base, { redirect: 'manual', signal: AbortSignal.timeout(timeout) }).then((reply) =>
          reply.arrayBuffer(),
        )
      } catch (reason) {
        throw new CouldNotRun(`The provider at ${base} cannot be reached: ${whyNoAnswer(reason, timeout)}.`)
      }
    },

    async send(sending, operation, steps) {
      const step = curlLine(base, sending)
      steps?.push(step)
      const id = operation?.id ?? sending.path
      if ((silent.get(id) ?? 0) >= MOST_SILENCE)
        throw new NoAnswer(`${id} did not answer ${MOST_SILENCE} times and is not asked again`)
      try {
        const reply = await answer(`${base}${sending.path}`, sending)
        const bytes = new Uint8Array(await reply.arrayBuffer())
        const text = new TextDecoder().decode(bytes)
        const { status, headers } = reply
        const trail = steps === undefined ? [step] : [...steps]
        const exchange = {
          operation,
          sent: sending,
          status,
          headers,
          bytes,
          text,
          body: parse(text),
          step,
          steps: trail,
        }
        exchanges.push(exchange)
        silent.delete(id)
        silent.delete('')
        return exchange
      } catch (reason) {
        silent.set(id, (silent.get(id) ?? 0) + 1)
        silent.set('', (silent.get('') ?? 0) + 1)
        throw reason instanceof NoAnswer ? reason : new NoAnswer(whyNoAnswer(reason, timeout))
      }
    },

    async setState(state, params, steps) {
      if (states === undefined) throw new StateRefused('there is no state endpoint (--states URL)')
      const body = JSON.stringify({ state, params, action: 'setup' })
      const sending = { method: 'POST', path: '', headers: { 'Content-Type': 'application/json' }, body }
      steps?.push(curlLine(states, sending))
      const reply = await answer(states, sending)
      const text = await reply.text().catch(() => '')
      const shown = text.length > 300 ? `${text.slice(0, 300)} …` : text
      if (reply.status < 200 || reply.status >= 300)
        throw new StateRefused(`the state endpoint answered ${reply.status} to "${state}": ${shown || 'no body'}`)
      const values = parse(text)
      if (!isObject(values))
        throw new StateRefused(
          `the state endpoint answered ${reply.status} to "${state}", but not with a JSON object: ${shown || 'no body'}`,
        )
      return values
    },
  }
}

/** The id and the token that a state returned. Where nobody is asked for a token, it may be left out. */
export function valuesOf(values: JsonObject, state: string, needsToken: boolean): Values {
  const { id, token = needsToken ? undefined : '' } = values
  const got = `it returned ${JSON.stringify(values).slice(0, 200)}`
  if (typeof id !== 'string' && typeof id !== 'number')
    throw new StateRefused(`the state endpoint returned no "id" for "${state}": ${got}`)
  if (typeof token !== 'string') throw new StateRefused(`the state endpoint returned no "token" for "${state}": ${got}`)
  return { id, token }
}

function addressOf(url: string, option: string): string {
  if (!URL.canParse(url) || !/^https?:$/.test(new URL(url).protocol))
    throw new CouldNotRun(`--${option} "${url}" is no address; it should look like http://127.0.0.1:4010.`)
  return url.replace(/\/+$/, '')
}

function multipart(form: NonNullable<Sending['form']>): FormData {
  const data = new FormData()
  for (const [field, value] of Object.entries(form)) {
    if (typeof value === 'string') data.set(field, value)
    else data.set(field, new File([value.bytes as Uint8Array<ArrayBuffer>], value.name, { type: value.mediaType }))
  }
  return data
}

const CAUSES: { readonly [code: string]: string } = {
  ECONNREFUSED: 'nothing listens there',
  ENOTFOUND: 'there is no host of that name',
  EAI_AGAIN: 'there is no host of that name',
  ECONNRESET: 'the connection was cut',
  UND_ERR_SOCKET: 'the connection was cut',
}

function whyNoAnswer(reason: unknown, timeout: number): string {
  if (reason instanceof DOMException && reason.name === 'TimeoutError') return `no answer within ${timeout / 1000} s`
  const { cause, code } = causeOf(reason)
  return CAUSES[code ?? ''] ?? (cause instanceof Error ? cause.message || String(code) : String(cause))
}

function wasCut(reason: unknown): boolean {
  return ['ECONNRESET', 'EPIPE', 'UND_ERR_SOCKET'].includes(causeOf(reason).code ?? '')
}

function causeOf(reason: unknown): { readonly cause: unknown; readonly code: string | undefined } {
  const cause = reason instanceof Error ? (reason.cause ?? reason) : reason
  const code = isObject(cause) || cause instanceof Error ? (cause as { code?: string }).code : undefined
  return { cause, code }
}

function parse(text: string): JsonValue | undefined {
  try {
    return JSON.parse(text) as JsonValue
  } catch {
    return undefined
  }
}
