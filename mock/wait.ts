/** Waits before a reply goes out, unless the client leaves first. */

import type { Timer } from './ports.js'

export function waitFor(milliseconds: number, signal: AbortSignal, later: Timer): Promise<'over' | 'left'> {
  if (signal.aborted) return Promise.resolve('left')
  return new Promise((resolve) => {
    const leave = (): void => {
      cancel()
      resolve('left')
    }
    const end = (): void => {
      signal.removeEventListener('abort', leave)
      resolve('over')
    }
    const cancel = later(milliseconds, end, { hold: true })
    signal.addEventListener('abort', leave, { once: true })
  })
}
