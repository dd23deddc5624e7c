/** What a request is called in logs: by its client, or by its number in the world, so that a run repeats. */

/** @param number of the exchange in its world */
export function requestIdOf(headers: Headers, number: number): string {
  const given = headers.get('x-request-id')
  if (given !== null && /^[\w=-]{1,128}$/.test(given)) return given
  return `specimen-${String(number).padStart(6, '0')}`
}
