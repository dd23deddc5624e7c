/** Portions add up, in any order; what cannot be taken is refused whole. */

import { fullNameOf, type Merge } from '../dossier.js'
import type { Portion } from '../events.js'
import type { House, Replace } from '../house.js'
import { isObject, type Json, type JsonObject } from '../json.js'
import { type FieldFault, isProblem } from '../problem.js'
import { type FaultOfKind, without } from './fault.js'

/** Exchanges how portions add up; without anything to add nothing changes. */
const mergeBy =
  (change: (merged: Portion, data: Portion, portion: Portion) => Portion): Replace =>
  ({ merge }: House) => {
    const changed: Merge = (data, portion) =>
      Object.keys(portion).length === 0 ? data : change(merge(data, portion), data, portion)
    return { merge: changed }
  }

/** Takes a body in spite of some of its faults, without the fields that have them. */
const forgive =
  (
    isForgiven: (fault: FieldFault, input: Json) => boolean,
    add: (input: JsonObject, house: House) => object,
  ): Replace =>
  (house) => ({
    readPortion(input, dossier) {
      const read = house.readPortion(input, dossier)
      if (!Array.isArray(read) || !isObject(input)) return read
      const forgiven = (read as readonly FieldFault[]).filter((fault) => isForgiven(fault, input))
      if (forgiven.length < read.length) return read
      const rest = forgiven.reduce((object, { field }) => withoutPath(object, field.split('.')), input)
      return { ...(house.readPortion(rest, dossier) as Portion), ...add(input, house) }
    },
  })

function withoutPath(object: JsonObject, [name = '', ...rest]: readonly string[]): JsonObject {
  const inner = object[name]
  if (rest.length === 0 || !isObject(inner)) return without(object, name)
  return { ...object, [name]: withoutPath(inner, rest) }
}

export const dataFaults: readonly FaultOfKind[] = [
  {
    name: 'portions-overwrite',
    sentence: 'A portion takes the place of all that came before it.',
    breaks: mergeBy((_, __, portion) => portion),
  },
  {
    name: 'address-replaced',
    sentence: 'Part of an address takes the place of the whole address.',
    breaks: mergeBy((_, data, portion) => ({ ...data, ...portion })),
  },
  {
    name: 'files-appended',
    sentence: 'An array of files is added to the one that is there instead of replacing it.',
    breaks: mergeBy((merged, data, portion) => ({
      ...merged,
      ...(portion.document_models && {
        document_models: [...(data.document_models ?? []), ...portion.document_models],
      }),
      ...(portion.residential_models && {
        residential_models: [...(data.residential_models ?? []), ...portion.residential_models],
      }),
    })),
  },
  {
    name: 'first-value-stays',
    sentence: 'A field that has a value keeps it, whatever comes later.',
    breaks: mergeBy((merged, data) => ({ ...merged, ...data })),
  },
  {
    name: 'order-matters',
    sentence: 'The document is taken before the address only; after it, it is lost.',
    breaks: mergeBy((merged, data, portion) => {
      if (data.current_address === undefined || portion.current_address !== undefined) return merged
      const { document_type: _, document_number: __, document_issue_date: ___, ...taken } = portion
      return { ...data, ...taken }
    }),
  },
  {
    name: 'refused-portion-undoes',
    sentence: 'A portion that is refused takes the one before it with it.',
    breaks: ({ change, log }) => ({
      async change(customerId, decide) {
        const outcome = await change(customerId, decide)
        const isFieldFault = isProblem(outcome) && /^(field|reference|request)\./.test(outcome.errorId)
        const stream = isFieldFault ? await log.read(customerId) : undefined
        const last = stream?.findLastIndex(({ type }) => type === 'PortionKept') ?? -1
        if (stream === undefined || last === -1) return outcome
        await log.begin(customerId, [stream[0], ...stream.slice(1, last), ...stream.slice(last + 1)])
        return outcome
      },
    }),
  },
  {
    name: 'submit-drops-body',
    sentence: 'The body of a submission helps it to be complete, and is not kept.',
    breaks: ({ record }) => ({
      record(operationId, dossier, portion) {
        const outcome = record(operationId, dossier, portion)
        return isProblem(outcome)
          ? outcome
          : outcome.map((event) => (event.type === 'Submitted' ? { ...event, portion: {} } : event))
      },
    }),
  },
  {
    name: 'submit-drops-optional',
    sentence: 'With the submission the fields that it does not need are lost.',
    breaks: mergeOnSubmit({ industry: undefined, occupation: undefined, nick_name: undefined, middle_name: undefined }),
  },
  {
    name: 'repeat-refused',
    sentence: 'What is there already cannot be sent again.',
    breaks: ({ merge, record }) => ({
      record(operationId, dossier, portion) {
        const merged = merge(dossier.data, portion)
        const isRepeated = Object.keys(portion).length > 0 && JSON.stringify(merged) === JSON.stringify(dossier.data)
        if (!isRepeated) return record(operationId, dossier, portion)
        return { errorId: 'request.conflict', description: 'These data are there already.' }
      },
    }),
  },
  {
    name: 'unknown-fields-swallowed',
    sentence: 'A field that the model does not have is ignored.',
    breaks: forgive(
      ({ errorId }) => errorId === 'field.unknown',
      () => ({}),
    ),
  },
  {
    name: 'null-deletes',
    sentence: 'Null is taken, and deletes the field.',
    breaks: forgive(
      ({ field }, input) => isObject(input) && input[field] === null,
      (input) => Object.fromEntries(Object.entries(input).flatMap(([name, one]) => (one === null ? [[name]] : []))),
    ),
  },
  {
    name: 'birth-to-come',
    sentence: 'A birth date may lie in the future.',
    breaks: forgive(
      ({ errorId, field }) => errorId === 'field.value' && field === 'birth_date',
      (input, { readMoment }) => ({ birth_date: readMoment(String(input['birth_date'])) }),
    ),
  },
  {
    name: 'blank-names-taken',
    sentence: 'A name may be empty.',
    breaks: forgive(
      ({ errorId, field }) => errorId === 'field.value' && field.endsWith('_name'),
      (input) =>
        Object.fromEntries(
          Object.entries(input).filter(([name, text]) => name.endsWith('_name') && !/\S/.test(String(text))),
        ),
    ),
  },
  {
    name: 'directory-unchecked',
    sentence: 'A value that its directory does not have is kept.',
    breaks: ({ directories }) => ({
      directories: {
        ...directories,
        find: (name, key) =>
          directories.find(name, key) ?? {
            [typeof key === 'string' ? 'value' : 'id']: key,
            description: String(key),
          },
      },
    }),
  },
  {
    name: 'false-is-lost',
    sentence: 'False counts as nothing, and is not kept.',
    breaks: ({ readPortion }) => ({
      readPortion(input, dossier) {
        const read = readPortion(input, dossier)
        if (Array.isArray(read)) return read
        return Object.fromEntries(Object.entries(read).filter(([, value]) => value !== false)) as Portion
      },
    }),
  },
  {
    name: 'full-name-stays',
    sentence: 'The full name is composed once, and does not follow the other names.',
    breaks: mergeBy((merged, data) => {
      const composed = data.full_name === undefined ? fullNameOf(data) : undefined
      return composed === undefined ? merged : { full_name: composed, ...merged }
    }),
  },
  {
    name: 'customer-name-stays',
    sentence: 'The name of the customer stays what it was when it was first read.',
    breaks: ({ writeCustomer }) => {
      const names = new Map<number, Json>()
      return {
        writeCustomer(dossier) {
          const customer = writeCustomer(dossier)
          const name = names.get(dossier.customerId) ?? customer['name']
          if (name === undefined) return customer
          names.set(dossier.customerId, name)
          return { ...customer, name }
        },
      }
    },
  },
  {
    name: 'email-writable',
    sentence: 'The e-mail address, which is read-only, can be written.',
    breaks: ({ readPortion, writeIndividual }) => {
      const emails = new Map<number, JsonObject>()
      return {
        readPortion(input, dossier) {
          const email = isObject(input) ? input['email'] : undefined
          if (isObject(email)) emails.set(dossier.customerId, email)
          return readPortion(input, dossier)
        },
        writeIndividual(dossier) {
          const model = writeIndividual(dossier)
          return { ...model, email: { ...(model['email'] as JsonObject), ...emails.get(dossier.customerId) } }
        },
      }
    },
  },
  {
    name: 'submit-replaces-address',
    sentence: 'Part of an address that comes with the submission takes the place of the whole address.',
    breaks: ({ record }) => ({
      record(operationId, dossier, portion) {
        const outcome = record(operationId, dossier, portion)
        if (isProblem(outcome) || portion.current_address === undefined) return outcome
        const nothing = { address: undefined, city: undefined, country: undefined, postal_code: undefined }
        const whole = { ...portion, current_address: { ...nothing, ...portion.current_address } } as Portion
        return outcome.map((event) => (event.type === 'Submitted' ? { ...event, portion: whole } : event))
      },
    }),
  },
  {
    name: 'blanks-collapsed',
    sentence: 'Several blanks in a text become one.',
    breaks: mergeTexts((text) => text.replace(/ +/g, ' ')),
  },
  {
    name: 'texts-normalized',
    sentence: 'Letters and their marks are put together (NFC).',
    breaks: mergeTexts((text) => text.normalize('NFC')),
  },
  {
    name: 'names-cut',
    sentence: 'A text is cut after 255 letters.',
    breaks: mergeTexts((text) => text.slice(0, 255)),
  },
  {
    name: 'zeros-lost',
    sentence: 'The zeros at the beginning of a number that is a text are lost.',
    breaks: mergeTexts((text) => (/^\d+$/.test(text) ? String(Number(text)) : text)),
  },
  {
    name: 'unknown-null-swallowed',
    sentence: 'A field that the model does not have is ignored where it is null.',
    breaks: forgive(
      ({ errorId, field }, input) => errorId === 'field.unknown' && isObject(input) && input[field] === null,
      () => ({}),
    ),
  },
  {
    name: 'names-in-any-case',
    sentence: 'The names of fields are taken in capitals too.',
    breaks: ({ readPortion }) => ({
      readPortion(input, dossier) {
        if (!isObject(input)) return readPortion(input, dossier)
        const small = Object.entries(input).map(([name, value]) => [name.toLowerCase(), value] as const)
        return readPortion(Object.fromEntries(small), dossier)
      },
    }),
  },
  {
    name: 'lists-unlimited',
    sentence: 'A list may have more than twenty files.',
    breaks: ({ readPortion }) => ({
      readPortion(input, dossier) {
        const files = isObject(input) ? input['residential_models'] : undefined
        if (!isObject(input) || !Array.isArray(files) || files.length <= 20) return readPortion(input, dossier)
        return readPortion({ ...input, residential_models: files.slice(0, 20) }, dossier)
      },
    }),
  },
  {
    name: 'directories-mixed-up',
    sentence: 'An industry may be an occupation.',
    breaks: ({ directories }) => ({
      directories: {
        ...directories,
        find: (name, key) =>
          directories.find(name, key) ??
          (name === 'IndustryCodes' ? directories.find('OccupationCodes', key) : undefined),
      },
    }),
  },
  {
    name: 'passing-masks-number',
    sentence: 'Who passes has the number of the document masked.',
    breaks: ({ writeIndividual }) => ({
      writeIndividual(dossier) {
        const model = writeIndividual(dossier)
        return dossier.compliance === 'Passed' ? { ...model, document_number: '********' } : model
      },
    }),
  },
]

function mergeOnSubmit(lost: { readonly [name: string]: undefined }): Replace {
  return ({ record }) => ({
    record(operationId, dossier, portion) {
      const outcome = record(operationId, dossier, portion)
      if (isProblem(outcome)) return outcome
      return outcome.map((event) =>
        event.type === 'Submitted' ? { ...event, portion: { ...event.portion, ...lost } as Portion } : event,
      )
    },
  })
}

/** Exchanges the texts that come in. */
function mergeTexts(change: (text: string) => string): Replace {
  const dates = /date$|^(gender|nationality|document_type)$/
  return ({ readPortion }) => ({
    readPortion(input, dossier) {
      const read = readPortion(input, dossier)
      if (Array.isArray(read)) return read
      return Object.fromEntries(
        Object.entries(read).map(([name, value]) => [
          name,
          typeof value === 'string' && !dates.test(name) ? change(value) : value,
        ]),
      ) as Portion
    },
  })
}
