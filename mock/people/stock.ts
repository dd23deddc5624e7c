/** Values that belong to nobody: reserved names, addresses and ranges only. */

import type { Random } from '../ports.js'
import { fillIn, integer, pick } from './random.js'

const WORDS = [
  'amber',
  'birch',
  'cedar',
  'delta',
  'ember',
  'fjord',
  'grove',
  'harbor',
  'iris',
  'juniper',
  'linden',
  'maple',
] as const

/** By the name that `hints.ts` gives them, and by JSON Schema's name of a format. */
export const STOCK: { readonly [name: string]: (random: Random) => string } = {
  'specimen.image': (random) => `https://www.example.com/images/${word(random)}-${integer(random, 1, 999)}.png`,
  'specimen.url': (random) => `https://www.example.com/${word(random)}/${word(random)}`,
  'specimen.title': (random) => title(random),
  'specimen.token': (random) => hex(random, 32),
  'specimen.password': (random) => `Specimen-${hex(random, 8)}`,
  'specimen.code': (random) => fillIn(random, '??-######'),
  'specimen.mediaType': (random) => pick(random, ['application/pdf', 'image/png', 'image/jpeg', 'text/plain'] as const),
  'specimen.fileName': (random) => `${word(random)}-${integer(random, 1, 999)}.pdf`,
  'specimen.language': (random) => pick(random, ['en', 'de', 'fr', 'es', 'uk', 'pl'] as const),
  'specimen.timeZone': (random) =>
    pick(random, ['Europe/Kyiv', 'Europe/London', 'Asia/Tokyo', 'America/New_York'] as const),
  'specimen.ip': (random) => ipv4(random),
  'specimen.host': (random) => `${word(random)}.example.com`,
  // Faker's own may belong to someone.
  'internet.url': (random) => `https://${word(random)}.example.com/`,
  'internet.domainName': (random) => `${word(random)}.example.com`,
  // Faker's own draws 32 times.
  'string.uuid': (random) => uuid(random),
  'internet.ip': (random) => ipv4(random),
  'internet.ipv4': (random) => ipv4(random),
  'internet.ipv6': (random) => ipv6(random),
}

export const FORMATS: { readonly [format: string]: (random: Random) => string } = {
  uri: (random) => `https://www.example.com/${word(random)}/${word(random)}`,
  url: (random) => `https://www.example.com/${word(random)}/${word(random)}`,
  iri: (random) => `https://www.example.com/${word(random)}/${word(random)}`,
  'uri-reference': (random) => `/${word(random)}/${word(random)}`,
  'iri-reference': (random) => `/${word(random)}/${word(random)}`,
  'uri-template': (random) => `https://www.example.com/${word(random)}/{id}`,
  uuid: (random) => uuid(random),
  time: (random) => fillIn(random, '1#:4#:3#Z'),
  duration: (random) => `P${integer(random, 1, 30)}D`,
  ipv4: (random) => ipv4(random),
  ipv6: (random) => ipv6(random),
  hostname: (random) => `${word(random)}.example.com`,
  'idn-hostname': (random) => `${word(random)}.example.com`,
  byte: (random) => BASE64[integer(random, 0, BASE64.length - 1)] ?? '',
  base64: (random) => BASE64[integer(random, 0, BASE64.length - 1)] ?? '',
  binary: () => 'SPECIMEN',
  password: (random) => `Specimen-${hex(random, 8)}`,
  'json-pointer': (random) => `/${word(random)}/${integer(random, 0, 9)}`,
  'relative-json-pointer': (random) => `${integer(random, 0, 3)}/${word(random)}`,
  regex: (random) => `^${word(random)}$`,
}

/** `SPECIMEN`, `SPECIMEN 1`, `SPECIMEN 2` in base64. */
const BASE64 = ['U1BFQ0lNRU4=', 'U1BFQ0lNRU4gMQ==', 'U1BFQ0lNRU4gMg==']

function title(random: Random): string {
  const text = `${word(random)} ${word(random)}`
  return `${text.slice(0, 1).toUpperCase()}${text.slice(1)}`
}

export function word(random: Random): string {
  return pick(random, WORDS)
}

function hex(random: Random, length: number): string {
  let text = ''
  // 28 bits at a time: more than a number of our Random holds would end in zeros.
  for (let left = length; left > 0; left -= 7) {
    const digits = Math.min(left, 7)
    text += Math.floor(random.next() * 16 ** digits)
      .toString(16)
      .padStart(digits, '0')
  }
  return text
}

/** Version 4, RFC 9562. */
function uuid(random: Random): string {
  const variant = pick(random, ['8', '9', 'a', 'b'] as const)
  return `${hex(random, 8)}-${hex(random, 4)}-4${hex(random, 3)}-${variant}${hex(random, 3)}-${hex(random, 12)}`
}

/** RFC 5737: for documentation. */
function ipv4(random: Random): string {
  return `192.0.2.${integer(random, 1, 254)}`
}

/** RFC 3849: for documentation. */
function ipv6(random: Random): string {
  return `2001:db8::${integer(random, 1, 9999)}`
}
