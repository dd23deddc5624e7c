/** The plainest text that fits a regular expression: an example where a document gives none. */

/**
 * Understands what documents use: literals, classes, groups, alternatives and quantifiers. Where it does not understand,
 * or its text would not fit after all: undefined.
 *
 * @example
 * textForPattern('^PX[0-9]{4}$') // 'PX0000'
 */
export function textForPattern(pattern: string): string | undefined {
  let rest = pattern
  try {
    const text = alternatives()
    return rest === '' && new RegExp(pattern).test(text) ? text : undefined
  } catch {
    return undefined
  }

  /** The first alternative; the others are read over. */
  function alternatives(): string {
    const text = sequence()
    while (rest.startsWith('|')) {
      take(1)
      sequence()
    }
    return text
  }

  function sequence(): string {
    let text = ''
    while (rest !== '' && !/^[|)]/.test(rest)) {
      if (/^[$^]/.test(rest)) take(1)
      else text += repeated(atom())
    }
    return text
  }

  function atom(): string {
    if (rest.startsWith('(')) {
      take(rest.match(/^\((?:\?:|\?<\w+>)?/)?.[0].length ?? 1)
      const text = alternatives()
      take(1)
      return text
    }
    const set = rest.match(/^\[(\^?)((?:\\.|[^\]\\])+)\]/)
    if (set !== null) {
      take(set[0].length)
      return oneOf(new RegExp(`^${set[0]}$`))
    }
    const literal = rest.match(/^\\?[\s\S]/)?.[0] ?? ''
    take(literal.length)
    return literal === '.' || /^\\[a-zA-Z]/.test(literal) ? oneOf(new RegExp(`^${literal}$`)) : literal.slice(-1)
  }

  function repeated(text: string): string {
    const quantifier = rest.match(/^(?:\{(\d+)(?:,\d*)?\}|[*+?])\??/)
    if (quantifier === null) return text
    take(quantifier[0].length)
    if (quantifier[1] !== undefined) return text.repeat(Number(quantifier[1]))
    return quantifier[0].startsWith('+') ? text : ''
  }

  function take(length: number): void {
    rest = rest.slice(length)
  }
}

function oneOf(set: RegExp): string {
  const printable = Array.from({ length: 95 }, (_, index) => String.fromCharCode(32 + index))
  const found = ['0', 'A', 'a', ...printable].find((character) => set.test(character))
  if (found === undefined) throw new Error('a set of characters that are not printable')
  return found
}
