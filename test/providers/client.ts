/** Talks to a provider from outside, as any client would. */

import type { Json, JsonObject } from './json.js'
import type { Provider } from './provider.js'

export type Answer = {
  readonly status: number
  readonly headers: Headers
  readonly bytes: Uint8Array
  readonly text: string
  /** Undefined: it is not JSON. */
  readonly body: Json | undefined
  /** A value of the body, by its dotted path. */
  readonly get: (path: string) => Json | undefined
}

export type Sent = Json | FormData | URLSearchParams | Blob | undefined
export type SentHeaders = { readonly [name: string]: string }
export type Send = (method: string, path: string, body?: Sent, headers?: SentHeaders) => Promise<Answer>

export type Person = {
  readonly id: number
  readonly individualId: number
  readonly token: string
  readonly login: string
  readonly send: Send
  /** A file of theirs. */
  readonly upload: (name?: string, bytes?: Uint8Array<ArrayBuffer>) => Promise<number>
  readonly model: () => Promise<JsonObject>
  readonly save: (portion?: Sent) => Promise<Answer>
  readonly put: (portion: Sent) => Promise<Answer>
  readonly submit: (portion?: Sent) => Promise<Answer>
  readonly receive: (event: string) => Promise<Answer>
}

export type Client = {
  readonly send: Send
  readonly state: (state: string, params?: JsonObject) => Promise<Answer>
  readonly person: (params?: JsonObject) => Promise<Person>
}

export function clientOf({ url, statesUrl }: Provider): Client {
  const send: Send = (method, path, body, headers = {}) => exchange(method, url + path, body, headers)
  const state = (name: string, params: JsonObject = {}) =>
    exchange('POST', statesUrl, { state: name, params, action: 'setup' }, {})

  async function person(params: JsonObject = {}): Promise<Person> {
    const made = await state('individual exists', params)
    if (made.status !== 200) throw new Error(made.text)
    const { id, individualId, token, login } = made.body as Pick<Person, 'id' | 'individualId' | 'token' | 'login'>
    const sendAs: Send = (method, path, body, headers = {}) =>
      send(method, path, body, { authorization: `Bearer ${token}`, ...headers })
    return {
      id,
      individualId,
      token,
      login,
      send: sendAs,
      upload: async (name = 'front.png', bytes = new Uint8Array([1, 2, 3])) =>
        Number((await sendAs('POST', '/api/v1/files', formWith(bytes, name))).get('id')),
      model: async () => (await sendAs('GET', profileOf(id))).body as JsonObject,
      save: (portion) => sendAs('PUT', `${submitOf(id)}/save`, portion),
      put: (portion) => sendAs('PUT', profileOf(id), portion),
      submit: (portion) => sendAs('PUT', submitOf(id), portion),
      receive: (event) => state('individual receives event', { id, event }),
    }
  }

  return { send, state, person }
}

export function profileOf(id: number): string {
  return `/api/v1/customers/${id}/individual/data`
}

export function submitOf(id: number): string {
  return `/api/v1/identification/individuals/${id}`
}

export function formWith(bytes: Uint8Array<ArrayBuffer>, name: string): FormData {
  const form = new FormData()
  form.set('filex', new File([bytes], name, { type: 'image/png' }))
  return form
}

async function exchange(method: string, url: string, body: Sent, headers: SentHeaders): Promise<Answer> {
  const isForm = body instanceof FormData || body instanceof URLSearchParams || body instanceof Blob
  const response = await fetch(url, {
    method,
    headers: { ...(body !== undefined && !isForm && { 'content-type': 'application/json' }), ...headers },
    body: isForm ? body : body === undefined ? null : JSON.stringify(body),
  })
  const bytes = new Uint8Array(await response.arrayBuffer())
  const text = new TextDecoder().decode(bytes)
  const json = parse(text)
  return { status: response.status, headers: response.headers, bytes, text, body: json, get: (path) => at(json, path) }
}

function at(value: Json | undefined, path: string): Json | undefined {
  return path.split('.').reduce<Json | undefined>((inner, name) => (inner as JsonObject | undefined)?.[name], value)
}

function parse(text: string): Json | undefined {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}
