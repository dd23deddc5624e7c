/** Values are written as the document says, and read in every form that it allows. */

import type { House, Replace } from '../house.js'
import { isObject, type Json, type JsonObject } from '../json.js'
import { type FaultOfKind, mapProperties, onSuccess } from './fault.js'

const HOUR = 3_600_000

const momentsAs =
  (write: (text: string) => string): Replace =>
  ({ writeMoment }) => ({ writeMoment: (at) => write(writeMoment(at)) })

/** Exchanges values of that name, wherever they stand. */
const everyValue = (names: readonly string[], change: (value: Json) => Json): Replace =>
  onSuccess((body) => mapProperties(body, (name, value) => (names.includes(name) ? change(value) : value)))

const FIELDS = ['middle_name', 'nick_name', 'industry', 'occupation', 'document_number', 'current_address']

export const formatFaults: readonly FaultOfKind[] = [
  {
    name: 'offset-with-colon',
    sentence: 'Timestamps go out with a colon in their offset.',
    breaks: momentsAs((text) => text.replace('+0000', '+00:00')),
  },
  {
    name: 'no-milliseconds',
    sentence: 'Timestamps go out without milliseconds.',
    breaks: momentsAs((text) => text.replace(/\.\d{3}/, '')),
  },
  {
    name: 'dates-without-time',
    sentence: 'Birth date and dates of the document go out as a date alone.',
    breaks: everyValue(['birth_date', 'document_issue_date', 'document_expire_date'], (text) =>
      String(text).slice(0, 10),
    ),
  },
  {
    name: 'day-early',
    sentence: 'A date without an offset is read in the time zone of the server, and lands on the day before.',
    breaks: ({ readMoment }: House) => ({
      readMoment(text) {
        const moment = readMoment(text)
        return typeof moment === 'number' && !/[+-]\d{4}$/.test(text) ? moment - 3 * HOUR : moment
      },
    }),
  },
  {
    name: 'offset-unread',
    sentence: 'The offset of a timestamp that comes in is not read.',
    breaks: ({ readMoment }: House) => ({
      readMoment(text) {
        const moment = readMoment(text)
        return typeof moment === 'number' ? readMoment(text.replace(/[+-]\d{4}$/, '+0000')) : moment
      },
    }),
  },
  {
    name: 'short-date-refused',
    sentence: 'A date alone is refused.',
    breaks: ({ readMoment }: House) => ({
      readMoment: (text) => (text.length === 10 ? 'is not a date in one of the three forms' : readMoment(text)),
    }),
  },
  {
    name: 'local-time-refused',
    sentence: 'A timestamp without an offset is refused.',
    breaks: ({ readMoment }: House) => ({
      readMoment: (text) => (text.length === 19 ? 'is not a date in one of the three forms' : readMoment(text)),
    }),
  },
  {
    name: 'ids-as-text',
    sentence: 'Ids go out as strings.',
    breaks: everyValue(['id'], String),
  },
  {
    name: 'flags-as-text',
    sentence: 'True and false go out as strings.',
    breaks: everyValue(['fatca', 'pep'], String),
  },
  {
    name: 'state-in-lower-case',
    sentence: 'The compliance state is written in lower case.',
    breaks: everyValue(['compliance_state'], (state) => String(state).toLowerCase()),
  },
  {
    name: 'absent-as-null',
    sentence: 'What a person has not told goes out as null.',
    breaks: ({ writeIndividual }) => ({
      writeIndividual: (dossier) => ({
        ...Object.fromEntries(FIELDS.map((name) => [name, null])),
        ...writeIndividual(dossier),
      }),
    }),
  },
  {
    name: 'entries-as-values',
    sentence: 'An entry of a directory goes out as its bare value.',
    breaks: ({ writeEntry }) => ({
      writeEntry: (directory, key) => (directory === 'Genders' ? key : writeEntry(directory, key)),
    }),
  },
  {
    name: 'entries-without-description',
    sentence: 'An entry of a directory goes out without its description.',
    breaks: ({ writeEntry }) => ({
      writeEntry(directory, key) {
        const entry = writeEntry(directory, key)
        return isObject(entry) ? { value: entry['value'] ?? entry['id'] ?? null } : entry
      },
    }),
  },
  {
    name: 'files-as-ids',
    sentence: 'The files of a model go out as their bare ids.',
    breaks: everyValue(['document_models', 'residential_models'], (files) =>
      Array.isArray(files) ? files.map((file: JsonObject) => file['id'] ?? null) : files,
    ),
  },
  {
    name: 'lists-in-envelope',
    sentence: 'An array goes out inside an object.',
    breaks: onSuccess((body) => (Array.isArray(body) ? { code: 0, items: body } : body)),
  },
  {
    name: 'day-code-as-number',
    sentence: 'The identification code goes out as a number.',
    breaks: ({ operations }) => ({
      operations: {
        ...operations,
        async getIdentificationCode(visit) {
          const reply = await operations['getIdentificationCode']?.(visit)
          if (reply === undefined) throw new Error('getIdentificationCode is not written.')
          return { ...reply, body: Number(reply.body) }
        },
      },
    }),
  },
  {
    name: 'offset-minutes-unread',
    sentence: 'The minutes of an offset are not read.',
    breaks: ({ readMoment }: House) => ({
      readMoment: (text) => readMoment(text.replace(/([+-]\d\d)\d\d$/, '$100')),
    }),
  },
  {
    name: 'before-epoch-clamped',
    sentence: 'A date before 1970 becomes the first of January 1970.',
    breaks: ({ readMoment }: House) => ({
      readMoment(text) {
        const moment = readMoment(text)
        return typeof moment === 'number' ? Math.max(0, moment) : moment
      },
    }),
  },
]
