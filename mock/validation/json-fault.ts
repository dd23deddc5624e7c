/** Where a text stops being JSON. JSON.parse words it differently in each version of the engine, and often says no place. */

type JsonFault = {
  /** `line 1, column 17: "," or "}" is expected, but there is "x"`. */
  readonly sentence: string
  /** Whether the text ends before the value does. */
  readonly cut: boolean
}

/**
 * The first fault of a text in the grammar of RFC 8259; undefined: it is JSON.
 * Recursive: the caller has made sure that the nesting is shallow.
 */
export function findJsonFault(text: string): JsonFault | undefined {
  let at = 0
  try {
    readValue('a value')
    skipSpace()
    if (at < text.length) fail('the end of the body')
    return undefined
  } catch (stop) {
    if (stop instanceof Stop)
      return { sentence: `${placeOf(text, stop.at)}: ${stop.sentence}`, cut: stop.at >= text.length }
    throw stop
  }

  function readValue(wanted: string): void {
    skipSpace()
    const start = text[at]
    if (start === '{') readObject()
    else if (start === '[') readArray()
    else if (start === '"') readString()
    else if (start === '-' || isDigit(start)) readNumber()
    else readWord(wanted)
  }

  function readWord(wanted: string): void {
    const word = ['true', 'false', 'null'].find((one) => text.startsWith(one, at))
    if (word === undefined) fail(wanted)
    at += word.length
  }

  function readObject(): void {
    at += 1
    skipSpace()
    if (take('}')) return
    for (;;) {
      skipSpace()
      if (text[at] !== '"') fail('a name in double quotes')
      readString()
      skipSpace()
      if (!take(':')) fail('":"')
      readValue('a value')
      skipSpace()
      if (take('}')) return
      if (!take(',')) fail('"," or "}"')
    }
  }

  function readArray(): void {
    at += 1
    skipSpace()
    if (take(']')) return
    for (;;) {
      readValue('a value')
      skipSpace()
      if (take(']')) return
      if (!take(',')) fail('"," or "]"')
    }
  }

  function readString(): void {
    at += 1
    for (;;) {
      const code = text.charCodeAt(at)
      if (Number.isNaN(code)) fail("the string's closing double quote")
      if (take('"')) return
      if (code < 0x20)
        throw new Stop(at, 'a string holds a line break or another control character; write it as \\n or \\u…')
      if (code !== 0x5c) {
        at += 1
        continue
      }
      const sequence = /^\\(?:["\\/bfnrt]|u[0-9a-fA-F]{4})/.exec(text.slice(at, at + 6))
      if (sequence === null) fail('\\", \\\\, \\n or another escape of JSON')
      at += sequence[0].length
    }
  }

  function readNumber(): void {
    take('-')
    if (!take('0')) readDigits()
    if (take('.')) readDigits()
    if (!take('e') && !take('E')) return
    if (!take('+')) take('-')
    readDigits()
  }

  function readDigits(): void {
    if (!isDigit(text[at])) fail('a digit')
    while (isDigit(text[at])) at += 1
  }

  /** Whether the character stands here; if so, it is behind us now. */
  function take(character: string): boolean {
    if (text[at] !== character) return false
    at += 1
    return true
  }

  function skipSpace(): void {
    while (text[at] === ' ' || text[at] === '\n' || text[at] === '\r' || text[at] === '\t') at += 1
  }

  function fail(wanted: string): never {
    const found = text.codePointAt(at)
    if (found === undefined) throw new Stop(at, `${wanted} is expected, but the body ends`)
    throw new Stop(at, `${wanted} is expected, but there is ${JSON.stringify(String.fromCodePoint(found))}`)
  }
}

/** Carries a fault out of the recursion; never leaves this file. */
class Stop extends Error {
  readonly at: number
  readonly sentence: string
  constructor(at: number, sentence: string) {
    super(sentence)
    this.at = at
    this.sentence = sentence
  }
}

function isDigit(character: string | undefined): boolean {
  return character !== undefined && character >= '0' && character <= '9'
}

function placeOf(text: string, at: number): string {
  const lines = text.slice(0, at).split('\n')
  return `line ${lines.length}, column ${(lines.at(-1)?.length ?? 0) + 1}`
}
