/** What every page of the console is made for: one request in one world, and what is known of both. */

import type { ApiModel } from '../../spec/index.js'
import { CONSOLE, HOME } from './address.js'
import type { Clock, ConsoleHost, Desk, SubjectInfo } from './host.js'

export type View = {
  readonly host: ConsoleHost
  readonly model: ApiModel
  readonly desk: Desk
  readonly world: string
  readonly url: URL
  readonly clock: Clock
  /** Where pages, scripts and styles lie: the address changes with their content. */
  readonly assets: string
}

/** What happened to what was asked for, in sentences. */
export type Notice = {
  readonly tone: 'good' | 'bad'
  readonly text: string
  readonly lines?: readonly string[]
}

export { CONSOLE, HOME }

export function personPath({ resource, id }: Pick<SubjectInfo, 'resource' | 'id'>): string {
  return `${CONSOLE}/people/${encodeURIComponent(resource)}/${encodeURIComponent(String(id))}`
}

/** `2026-01-15 09:00:00`, in UTC, as every time of a world is shown. */
export function showTime(text: string): string {
  return text.replace('T', ' ').replace(/(\.\d+)?Z$/, '')
}

/** `in 2 s`, `in 7 d 3 h`: how long until a moment. */
export function showWait(now: string, at: string): string {
  const seconds = Math.max(0, Math.ceil((Date.parse(at) - Date.parse(now)) / 1000))
  const parts = [
    [Math.floor(seconds / 86_400), 'd'],
    [Math.floor((seconds % 86_400) / 3600), 'h'],
    [Math.floor((seconds % 3600) / 60), 'min'],
    [seconds % 60, 's'],
  ] as const
  const shown = parts.filter(([count]) => count > 0).slice(0, 2)
  return shown.length === 0 ? 'now' : `in ${shown.map(([count, unit]) => `${count} ${unit}`).join(' ')}`
}

/** `sendLetter` → `send letter`; capitals stay: `PASS`. */
export function inWords(name: string): string {
  return /^[A-Z_]+$/.test(name) ? name : name.replace(/([a-z])([A-Z])/g, '$1 $2').toLowerCase()
}

/** What a subject is called: what its persona or its model says, else nothing. */
export function nameOf({ model }: Pick<SubjectInfo, 'model'>): string {
  const texts = Object.entries(model as { readonly [name: string]: unknown }).flatMap(([name, value]) =>
    typeof value === 'string' && value !== '' ? [[name, value] as const] : [],
  )
  const find = (pattern: RegExp) => texts.find(([name]) => pattern.test(name))?.[1]
  return find(/^full.?name$/i) ?? find(/^(name|title|label|subject|reference)$/i) ?? find(/name$/i) ?? ''
}
