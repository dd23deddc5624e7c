/** Markup → text. The one file that names the JSX runtime's own parts. */

import { raw } from 'hono/html'
import type { Child } from 'hono/jsx'

export type { Child }
export { raw }

/** What JSX makes: text at once, or later where a part of it is promised. */
export type Markup = { toString(): string | Promise<string> }

export async function render(markup: Markup): Promise<string> {
  return `<!doctype html>${await markup.toString()}`
}
