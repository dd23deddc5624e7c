/** What was got, in words. */

import { isObject, type JsonObject, type JsonValue } from '../../spec/index.js'
import type { Relayed } from './relay.js'
import type { Mismatch } from './verifier-report.js'

export function gotOf({ status, body, received }: Relayed): string {
  if (status === 0) return 'no answer'
  const contentType = received.find(([name]) => name.toLowerCase() === 'content-type')?.[1] ?? ''
  const text = /json|text|xml/.test(contentType) ? excerpt(body) : body.length === 0 ? '' : `${body.length} bytes`
  return `status ${status}${text === '' ? '' : ` ${text}`}`
}

export function sentenceOf(mismatches: readonly Mismatch[]): string {
  const sentences = mismatches.map(({ place, sentence }) =>
    place === '' || sentence.includes(place) || place === 'status' ? sentence : `${place}: ${sentence}`,
  )
  return `${[...new Set(sentences)].join('; ') || "Pact's verifier gives no reason"}.`
}

const LONGEST = 300

export function excerpt(body: Buffer): string {
  const text = body.toString('utf8').trim()
  return text.length > LONGEST ? `${text.slice(0, LONGEST)}…` : text
}

export function firstLine(text: string): string {
  return (
    text
      .split('\n')
      .find((line) => line.trim() !== '')
      ?.trim() ?? "Pact's verifier said nothing."
  )
}

export function objectOf(body: Buffer): JsonObject | undefined {
  try {
    const value = JSON.parse(body.toString('utf8')) as JsonValue
    return isObject(value) ? value : undefined
  } catch {
    return undefined
  }
}
