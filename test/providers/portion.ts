/** Reads the fields that a body brings, and finds everything that is wrong with them. */

import type { DirectoryName } from './directories.js'
import type { Dossier } from './dossier.js'
import type { Portion } from './events.js'
import type { House } from './house.js'
import { isObject, type Json, type JsonObject } from './json.js'
import type { FieldErrorId, FieldFault } from './problem.js'

type Field =
  | { readonly kind: 'ignored' }
  | { readonly kind: 'individualId' }
  | { readonly kind: 'text'; readonly longest: number }
  | { readonly kind: 'choice'; readonly of: readonly string[] }
  | { readonly kind: 'flag' }
  | { readonly kind: 'moment'; readonly isPast: boolean }
  | { readonly kind: 'value' | 'code'; readonly directory: DirectoryName; readonly describedBy: readonly string[] }
  | { readonly kind: 'file' }
  | { readonly kind: 'files' }
  | { readonly kind: 'address' }

type Fields = { readonly [name: string]: Field }

const ignored: Field = { kind: 'ignored' }
const text = (longest: number): Field => ({ kind: 'text', longest })
const value = (directory: DirectoryName): Field => ({ kind: 'value', directory, describedBy: ['description'] })
const country: Field = { kind: 'value', directory: 'Countries', describedBy: ['description', 'not_operated'] }
const code = (directory: DirectoryName): Field => ({ kind: 'code', directory, describedBy: ['description'] })

const FIELDS: Fields = {
  code: ignored,
  id: { kind: 'individualId' },
  state: ignored,
  state_changed: ignored,
  customer: ignored,
  first_name: text(100),
  middle_name: text(100),
  last_name: text(100),
  full_name: text(300),
  nick_name: text(100),
  birth_date: { kind: 'moment', isPast: true },
  gender: value('Genders'),
  nationality: country,
  fatca: { kind: 'flag' },
  pep: { kind: 'flag' },
  email: ignored,
  document_type: value('DocumentTypes'),
  document_number: text(64),
  document_issue_date: { kind: 'moment', isPast: true },
  document_expire_date: { kind: 'moment', isPast: false },
  current_address: { kind: 'address' },
  industry: code('IndustryCodes'),
  occupation: code('OccupationCodes'),
  document_models: { kind: 'files' },
  residential_models: { kind: 'files' },
  photo_model: { kind: 'file' },
}

const ADDRESS: Fields = {
  id: ignored,
  address: text(200),
  city: text(100),
  country,
  postal_code: text(20),
  type: { kind: 'choice', of: ['Legal', 'Actual', 'Shipment'] },
}

const ABOUT_FILES = ['state', 'created', 'modified', 'mime_type', 'original_file_name', 'size']
const MOST_FILES = 20

export function readPortion(house: House, input: Json, dossier: Dossier): Portion | readonly FieldFault[] {
  const faults: FieldFault[] = []
  const portion = isObject(input) ? readFields(input, FIELDS, '') : wrong('field.type', 'body', 'must be an object')
  return faults.length > 0 ? faults : (portion as Portion)

  function wrong(errorId: FieldErrorId, field: string, message: string): undefined {
    faults.push({ errorId, field, message })
  }

  function readFields(object: JsonObject, fields: Fields, prefix: string): object {
    const entries = Object.entries(object).flatMap(([name, given]) => {
      const field = Object.hasOwn(fields, name) ? fields[name] : undefined
      if (field === undefined)
        return wrong('field.unknown', prefix + name, unknownAmong(Object.keys(fields), name)) ?? []
      const read = readField(field, given, prefix + name)
      return read === undefined ? [] : [[name, read]]
    })
    return Object.fromEntries(entries)
  }

  function readField(field: Field, given: Json, at: string): unknown {
    switch (field.kind) {
      case 'ignored':
        return undefined
      case 'individualId':
        if (!Number.isInteger(given)) return wrong('field.type', at, 'must be an integer')
        if (given !== dossier.individualId) return wrong('field.immutable', at, 'cannot be changed')
        return undefined
      case 'text':
        return readText(given, field.longest, at)
      case 'choice':
        if (typeof given !== 'string') return wrong('field.type', at, 'must be a string')
        return field.of.includes(given) ? given : wrong('field.value', at, `must be one of ${field.of.join(', ')}`)
      case 'flag':
        return typeof given === 'boolean' ? given : wrong('field.type', at, 'must be true or false')
      case 'moment':
        return readMoment(given, field.isPast, at)
      case 'value': {
        const key = readKey(given, 'value', field.describedBy, at)
        if (key === undefined || house.directories.find(field.directory, key)) return key
        return wrong('reference.unknown', `${at}.value`, `is none of ${field.directory}`)
      }
      case 'code': {
        const key = readKey(given, 'id', field.describedBy, at)
        if (key === undefined || house.directories.find(field.directory, key)) return key
        return wrong('reference.unknown', `${at}.id`, `is none of ${field.directory}`)
      }
      case 'file':
        return readFile(given, at)
      case 'files':
        if (!Array.isArray(given)) return wrong('field.type', at, 'must be an array')
        if (given.length > MOST_FILES) return wrong('field.value', at, `must have at most ${MOST_FILES} items`)
        return given.map((one, index) => readFile(one, `${at}[${index}]`))
      case 'address':
        if (!isObject(given)) return wrong('field.type', at, 'must be an object')
        return readFields(given, ADDRESS, `${at}.`)
    }
  }

  function readText(given: Json, longest: number, at: string): string | undefined {
    if (typeof given !== 'string') return wrong('field.type', at, 'must be a string')
    if (!/\S/.test(given)) return wrong('field.value', at, 'must not be empty')
    if ([...given].length > longest) return wrong('field.value', at, `must have at most ${longest} characters`)
    return given
  }

  function readMoment(given: Json, isPast: boolean, at: string): number | undefined {
    if (typeof given !== 'string') return wrong('field.type', at, 'must be a string')
    const moment = house.readMoment(given)
    if (typeof moment === 'string') return wrong('field.date', at, moment)
    if (isPast && moment >= house.now()) return wrong('field.value', at, 'must lie in the past')
    return moment
  }

  /** The key of an entry; what describes it is ignored. */
  function readKey(given: Json, key: 'value' | 'id', others: readonly string[], at: string): Json | undefined {
    if (!isObject(given)) return wrong('field.type', at, 'must be an object')
    const strangers = Object.keys(given).filter((name) => name !== key && !others.includes(name))
    for (const name of strangers) wrong('field.unknown', `${at}.${name}`, unknownAmong([key, ...others], name))
    const found = given[key]
    if (found === undefined) return wrong('field.missing', `${at}.${key}`, 'is missing')
    if (key === 'value') return readText(found, 64, `${at}.value`)
    return Number.isInteger(found) ? found : wrong('field.type', `${at}.id`, 'must be an integer')
  }

  function readFile(given: Json, at: string): number | undefined {
    const id = readKey(given, 'id', ABOUT_FILES, at)
    if (typeof id !== 'number') return undefined
    return house.isFileOf(id, dossier.customerId) ? id : wrong('reference.unknown', `${at}.id`, 'is none of your files')
  }
}

function unknownAmong(names: readonly string[], name: string): string {
  const meant = names.find((known) => isNear(known, name))
  return meant === undefined ? 'is not a field' : `is not a field; did you mean ${meant}?`
}

/** One letter more, less or other. */
function isNear(a: string, b: string): boolean {
  const [long, short] = a.length >= b.length ? [a, b] : [b, a]
  if (long.length - short.length > 1) return false
  let same = 0
  while (same < short.length && long[same] === short[same]) same++
  return long.slice(same + 1) === short.slice(long.length === short.length ? same + 1 : same)
}
