/** Which addresses are the console's: asked of every call below the prefix, so that nothing else of it is loaded. */

export const HOME = '/_specimen'
export const CONSOLE = '/_specimen/console'

/** Whether an address is a page's; the others below the prefix are the control API's. */
export function isConsole({ pathname }: Pick<URL, 'pathname'>): boolean {
  if (pathname === CONSOLE || pathname.startsWith(`${CONSOLE}/`)) return true
  return pathname === HOME || pathname === `${HOME}/` || pathname === `${HOME}/docs`
}
