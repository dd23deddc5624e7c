/** Text for a schema: by its format, by its name, by its pattern, and at the end just words. */

import type { Random } from '../ports.js'
import { compileDate } from './date.js'
import { compileFaker, fromPattern } from './faker.js'
import { type DateHint, dateHint, textHints } from './hints.js'
import { matches } from './holds.js'
import { type Maker, type Making, randomAt } from './making.js'
import { compilePattern } from './pattern.js'
import { between, FACETS, REFERENCE_DATE } from './person.js'
import { integer } from './random.js'
import type { Shape } from './shape.js'
import type { Place, Site } from './site.js'
import { FORMATS, STOCK, word } from './stock.js'
import { dateForm } from './timestamp.js'

type Candidate = (making: Making, random: Random) => string

/** How often a pattern's text is made anew when it does not fit the bounds. */
const TRIES = 64
const DAY = 86_400_000

export function compileText({ shape, site, place }: Place): Maker {
  const { keywords, patterns } = shape
  const least = typeof keywords.minLength === 'number' ? keywords.minLength : 0
  const most = typeof keywords.maxLength === 'number' ? keywords.maxLength : Number.POSITIVE_INFINITY
  const format = typeof keywords.format === 'string' ? keywords.format : ''
  const fixed = byFormat(shape, site, format)
  const named = fixed === undefined && !(format in FORMATS) ? byName(site) : []
  const [pattern] = patterns
  const parts = patterns.flatMap((source) => compilePattern(source) ?? [])

  const isGood = (text: string): boolean =>
    text.length >= least && text.length <= most && patterns.every((expression) => matches(expression, text))

  return (making) => {
    const random = randomAt(making, place)
    const usual = fixed === undefined ? named : [fixed]
    // What a person has does not change from try to try: further tries must not insist on it.
    for (const candidate of making.attempt === 0 || fixed !== undefined ? usual : []) {
      const text = candidate(making, random)
      if (isGood(text)) return text
    }
    if (pattern !== undefined) return byPattern(pattern, random)
    if (fixed !== undefined) return fixed(making, random)
    return words(random)
  }

  function byPattern(source: string, random: Random): string {
    // Where several patterns hold, text for one may by chance match the others too.
    for (let attempt = 0; attempt < TRIES; attempt++) {
      const part = parts[attempt % parts.length]
      if (part === undefined) break
      // Repetitions of all lengths, the bounds' own among them.
      const longest =
        attempt < 4 ? Math.min(most, Math.max(least, 8)) : integer(random, least, Math.min(most, least + 16))
      const text = lengthened(part(random, longest))
      if (isGood(text)) return text
    }
    return fromPattern(source.replace(/^\^|\$$/g, ''), random)
  }

  /** An open pattern says nothing of what stands around it. */
  function lengthened(text: string): string {
    return text.length < least && pattern !== undefined && !pattern.endsWith('$')
      ? text.padEnd(least, text || 'a')
      : text
  }

  function words(random: Random): string {
    let text = word(random)
    if (most > 16) text += ` ${word(random)}`
    while (text.length < least) text += ` ${word(random)}`
    const cut = text.length > most ? text.slice(0, most) : text
    // A blank at the end would be hard to see.
    return cut.endsWith(' ') ? `${cut.slice(0, -1)}s` : cut
  }
}

/** What the format, or a word about dates, leaves no choice about. */
function byFormat(shape: Shape, site: Site, format: string): Candidate | undefined {
  if (format === 'email' || format === 'idn-email')
    return (making) => String(FACETS['internet.email']?.(making.person()))
  const isDate = dateForm(shape.keywords) !== undefined && format !== 'time'
  const hint = dateHint(site.name)
  if (
    isDate ||
    (format === '' && hint !== undefined && shape.patterns.length === 0 && !('maxLength' in shape.keywords))
  ) {
    const write = compileDate(shape, site.name)
    return (making, random) => String(write(momentOf(hint ?? 'past', making, random), making.origin, random))
  }
  const stock = FORMATS[format]
  // `image`, `avatar`: an address that looks like one.
  const named = format === 'uri' || format === 'url' ? STOCK[textHints(site.name, site.parent)[0] ?? ''] : undefined
  if (stock === undefined) return undefined
  return (_, random) => (named ?? stock)(random)
}

function byName(site: Site): readonly Candidate[] {
  return textHints(site.name, site.parent).map((method): Candidate => {
    const facet = FACETS[method]
    if (facet !== undefined) return (making) => String(facet(making.person()))
    const stock = STOCK[method]
    if (stock !== undefined) return (_, random) => stock(random)
    const call = compileFaker({ method, arguments: [] })
    return (making, random) => String(call(random, making.origin))
  })
}

/** Created before modified, modified before today. */
export function momentOf(hint: DateHint, making: Making, random: Random): number {
  if (hint === 'birth') return making.person().birthdate
  if (hint === 'ahead') return between(random, making.origin + DAY, making.origin + 365 * DAY)
  if (hint === 'created') return between(random, REFERENCE_DATE - 730 * DAY, REFERENCE_DATE - 365 * DAY)
  if (hint === 'modified') return between(random, REFERENCE_DATE - 364 * DAY, REFERENCE_DATE)
  return between(random, REFERENCE_DATE - 730 * DAY, REFERENCE_DATE)
}
