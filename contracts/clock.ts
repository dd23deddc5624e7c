/** Real time, for the run meets a provider that lives in it: the one door. */

/** Milliseconds since the epoch. */
export function now(): number {
  return Date.now()
}

export function sleep(milliseconds: number): Promise<void> {
  return new Promise((resolve) => {
    setTimeout(resolve, milliseconds)
  })
}
