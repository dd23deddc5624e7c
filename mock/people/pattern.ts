/** Text that a regular expression matches: groups, alternatives, classes and repetitions; look-arounds are passed over. */

import type { Random } from '../ports.js'
import { integer, pick } from './random.js'

type Part = (random: Random, longest: number) => string

/** Repetitions without an upper bound go this far over their lower one. */
const OVER = 4
const PRINTABLE = Array.from({ length: 95 }, (_, index) => String.fromCharCode(32 + index))
const DIGITS = [...'0123456789']
const LETTERS = [...'abcdefghijklmnopqrstuvwxyz']
const CAPITALS = LETTERS.map((letter) => letter.toUpperCase())
const WORD = [...LETTERS, ...CAPITALS, ...DIGITS, '_']
/** Nicer to read, and taken where a class admits them. */
const PLAIN = [...LETTERS, ...CAPITALS, ...DIGITS]

/** Compiles a pattern once; the result may, in rare cases, not match: check it. Undefined: the pattern is beyond us. */
export function compilePattern(pattern: string): Part | undefined {
  const reader = new Reader(pattern)
  try {
    const part = alternatives(reader)
    return reader.done() ? part : undefined
  } catch {
    return undefined
  }
}

class Reader {
  private at = 0
  private readonly text: string
  constructor(text: string) {
    this.text = text
  }
  done(): boolean {
    return this.at >= this.text.length
  }
  peek(): string {
    return this.text[this.at] ?? ''
  }
  take(): string {
    if (this.done()) throw new Error('The pattern ends too early.')
    return this.text[this.at++] ?? ''
  }
  /** Takes what the expression matches here; undefined, and nothing taken, where it does not. */
  match(expression: RegExp): RegExpExecArray | undefined {
    const sticky = new RegExp(expression.source, 'y')
    sticky.lastIndex = this.at
    const found = sticky.exec(this.text)
    if (found === null) return undefined
    this.at = sticky.lastIndex
    return found
  }
}

function alternatives(reader: Reader): Part {
  const options: [Part, ...Part[]] = [sequence(reader)]
  while (reader.peek() === '|') {
    reader.take()
    options.push(sequence(reader))
  }
  return options.length === 1 ? options[0] : (random, longest) => pick(random, options)(random, longest)
}

function sequence(reader: Reader): Part {
  const parts: Part[] = []
  while (!reader.done() && reader.peek() !== '|' && reader.peek() !== ')') parts.push(repeated(reader, atom(reader)))
  return (random, longest) => {
    let text = ''
    for (const part of parts) text += part(random, longest)
    return text
  }
}

function repeated(reader: Reader, part: Part): Part {
  const bounds = reader.match(/\{(\d+)(?:(,)(\d*))?\}\??|([*+?])\??/)
  if (bounds === undefined) return part
  const [, least, comma, most, sign] = bounds
  const minimum = sign === undefined ? Number(least) : sign === '+' ? 1 : 0
  const given =
    sign === undefined ? (comma === undefined ? minimum : most === '' ? undefined : Number(most)) : undefined
  const maximum = sign === '?' ? 1 : (given ?? Math.max(minimum + OVER, 8))
  return (random, longest) => {
    // A bound of thousands is a limit, not a wish.
    const count = integer(random, minimum, Math.max(minimum, Math.min(maximum, minimum + 24, longest)))
    let text = ''
    for (let index = 0; index < count; index++) text += part(random, longest)
    return text
  }
}

function atom(reader: Reader): Part {
  const first = reader.take()
  if (first === '^' || first === '$') return () => ''
  if (first === '.') return oneOf(PLAIN)
  if (first === '[') return oneOf(classOf(reader))
  if (first === '(') return group(reader)
  if (first === '\\') return escaped(reader)
  return () => first
}

function group(reader: Reader): Part {
  const look = reader.match(/\?<?[=!]/)
  if (look === undefined) reader.match(/\?:|\?<[^>]+>/)
  const part = alternatives(reader)
  if (reader.take() !== ')') throw new Error('A group is not closed.')
  return look === undefined ? part : () => ''
}

function escaped(reader: Reader): Part {
  const letters = escapedClass(reader)
  return oneOf(letters)
}

/** What an escape stands for, inside a class or outside. */
function escapedClass(reader: Reader): readonly string[] {
  const code = reader.match(/u\{([0-9a-fA-F]+)\}|u([0-9a-fA-F]{4})|x([0-9a-fA-F]{2})/)
  if (code !== undefined) return [String.fromCodePoint(Number.parseInt(code[1] ?? code[2] ?? code[3] ?? '20', 16))]
  const property = reader.match(/[pP]\{([^}]+)\}/)
  if (property !== undefined) return propertyClass(property[0].startsWith('P'), property[1] ?? '')
  const letter = reader.take()
  if (letter === 'd') return DIGITS
  if (letter === 'w') return WORD
  if (letter === 's') return [' ']
  if (letter === 'D') return without(DIGITS)
  if (letter === 'W') return without(WORD)
  if (letter === 'S') return PLAIN
  if (letter === 'b' || letter === 'B') return ['']
  if (letter === 'n') return ['\n']
  if (letter === 't') return ['\t']
  if (letter === 'r') return ['\r']
  // A back-reference would need memory.
  if (/[0-9]/.test(letter)) throw new Error('Back-references are beyond us.')
  return [letter]
}

function propertyClass(negated: boolean, property: string): readonly string[] {
  const letters = /^(L|Letter|Alphabetic|Script=Latin)$/.test(property)
    ? [...LETTERS, ...CAPITALS]
    : /^(Lu|Uppercase)/.test(property)
      ? CAPITALS
      : /^(Ll|Lowercase)/.test(property)
        ? LETTERS
        : /^(N|Nd|Number)/.test(property)
          ? DIGITS
          : undefined
  if (letters === undefined) throw new Error(`The class ${property} is beyond us.`)
  return negated ? without(letters) : letters
}

function classOf(reader: Reader): readonly string[] {
  const negated = reader.match(/\^/) !== undefined
  const letters: string[] = []
  for (;;) {
    if (reader.peek() === ']') break
    const from = classLetter(reader)
    if (from.length !== 1 || reader.match(/-(?!\])/) === undefined) {
      letters.push(...from)
      continue
    }
    const to = classLetter(reader)
    letters.push(...range(from[0] ?? '', to[0] ?? ''))
  }
  reader.take()
  if (negated) return without(letters)
  const plain = letters.filter((letter) => PLAIN.includes(letter))
  return plain.length > 0 ? plain : letters
}

function classLetter(reader: Reader): readonly string[] {
  const letter = reader.take()
  return letter === '\\' ? escapedClass(reader) : [letter]
}

function range(from: string, to: string): readonly string[] {
  const first = from.codePointAt(0) ?? 0
  const last = Math.min(to.codePointAt(0) ?? 0, first + 400)
  return Array.from({ length: Math.max(0, last - first + 1) }, (_, index) => String.fromCodePoint(first + index))
}

function without(letters: readonly string[]): readonly string[] {
  const plain = PLAIN.filter((letter) => !letters.includes(letter))
  return plain.length > 0 ? plain : PRINTABLE.filter((letter) => !letters.includes(letter))
}

function oneOf(letters: readonly string[]): Part {
  if (letters.length === 1) return () => letters[0] ?? ''
  return (random) => pick(random, letters) ?? ''
}
