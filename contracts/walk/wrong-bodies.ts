/** Bodies that are wrong as a whole, or in which something is missing or too much. */

import { isObject, type JsonObject, keywordsOf, layersOf, type Operation, type Pointer } from '../../spec/index.js'
import { bodyFor } from './bodies.js'
import { inputProperties, isReference, itemsOf, memberOf } from './compare.js'
import { NotExercised } from './deviation.js'
import type { Journey, Subject } from './journey.js'
import { inputOf, isMultipart, jsonTypeOf } from './requests.js'
import type { Situation, Walked } from './situation.js'
import { uploadFor } from './uploads.js'
import type { Wrong } from './wrong.js'
import { wrongFields } from './wrong-fields.js'

export function wrongBodies(situation: Situation, walked: Walked, operation: Operation): readonly Wrong[] {
  const input = inputOf(operation)
  if (isMultipart(operation)) return wrongForms(situation, operation)
  if (input === undefined) return []
  const isJson = /json/.test(jsonTypeOf(operation) ?? '')
  const { document } = situation.model
  return [
    ...wholeBodies(operation, input, isJson ? jsonTypeOf(operation) : undefined),
    ...unknownFields(document, input),
    ...(isJson
      ? [...wrongFields(situation, walked, input, ''), ...missing(document, input, '')]
      : // A form without fields is a body of no bytes.
        missing(document, input, '').map(({ field: _, ...wrong }) => ({
          ...wrong,
          problems: [...wrong.problems, 'missing-body'],
        }))),
  ]
}

/** The body as a whole. */
function wholeBodies({ body }: Operation, rule: Pointer, json: string | undefined): readonly Wrong[] {
  const found: Wrong[] = [
    {
      title: 'a body of a media type that it does not take',
      rule,
      problems: ['unsupported-media-type'],
      call: (valid) => ({ raw: { text: JSON.stringify(valid), mediaType: 'text/plain' } }),
    },
  ]
  if (json !== undefined) {
    for (const [title, text] of [
      ['a body that breaks off', '{"a": 1'],
      ['a body that is no JSON', 'hello'],
    ] as const) {
      const raw = { text, mediaType: json }
      found.push({ title, rule, problems: ['malformed-body'], call: () => ({ raw }) })
    }
    found.push({
      title: 'a body that something follows',
      rule,
      problems: ['malformed-body'],
      call: (valid) => ({ raw: { text: `${JSON.stringify(valid)} {}`, mediaType: json } }),
    })
    const list = { text: '[]', mediaType: json }
    const problems = ['wrong-type', 'malformed-body', 'invalid-request']
    found.push({ title: 'a list for an object', rule, problems, call: () => ({ raw: list }) })
  }
  if (body?.required === true)
    found.push({ title: 'no body', rule, problems: ['missing-body', 'malformed-body'], call: () => ({}) })
  return found
}

function unknownFields(document: JsonObject, input: Pointer): readonly Wrong[] {
  const isClosed = (schema: Pointer) =>
    layersOf(document, schema).some(
      ({ node }) => node['additionalProperties'] === false || node['unevaluatedProperties'] === false,
    )
  const found: Wrong[] = []
  const [name] = Object.keys(inputProperties(document, input)).filter((one) => one.length > 3)
  if (isClosed(input)) {
    for (const field of ['no_such_field', ...(name === undefined ? [] : [swapped(name), capital(name)])]) {
      found.push({
        title: `a field ${field} that there is not`,
        rule: input,
        problems: ['unknown-field'],
        field,
        call: (valid) => ({ body: { ...valid, [field]: 'x' } }),
      })
    }
    const field = 'no_such_field'
    const call: Wrong['call'] = (valid) => ({ body: { ...valid, [field]: null } })
    found.push({ title: `a null ${field}`, rule: input, problems: ['unknown-field'], field, call })
  }
  for (const [outer, schema] of Object.entries(inputProperties(document, input))) {
    const items = itemsOf(document, schema)
    if (items !== undefined && isClosed(items)) found.push(unknownInList(input, outer, items))
    if (!isClosed(schema)) continue
    found.push({
      title: `a field ${outer}.no_such_field that there is not`,
      rule: schema,
      problems: ['unknown-field'],
      field: `${outer}.no_such_field`,
      call: async (valid, journey, subject) => {
        const whole = await bodyFor(journey, subject, input, undefined, [outer])
        const held = whole[outer]
        return { body: { ...valid, ...whole, [outer]: { ...(isObject(held) ? held : {}), no_such_field: 'x' } } }
      },
    })
  }
  return found
}

function unknownInList(input: Pointer, outer: string, rule: Pointer): Wrong {
  return {
    title: `a field ${outer}[0].no_such_field that there is not`,
    rule,
    problems: ['unknown-field'],
    field: `${outer}[0].no_such_field`,
    call: async (valid, journey, subject) => {
      const whole = await bodyFor(journey, subject, input, undefined, [outer])
      const [first, ...rest] = Array.isArray(whole[outer]) ? whole[outer] : []
      if (!isObject(first)) throw new NotExercised(`No entry could be made for ${outer}.`)
      return { body: { ...valid, ...whole, [outer]: [{ ...first, no_such_field: 'x' }, ...rest] } }
    },
  }
}

function capital(name: string): string {
  return `${name.slice(0, 1).toUpperCase()}${name.slice(1)}`
}

/** Two letters in the wrong order, as people type. */
function swapped(name: string): string {
  return `${name.slice(0, 1)}${name.slice(2, 3)}${name.slice(1, 2)}${name.slice(3)}`
}

function missing(document: JsonObject, input: Pointer, path: string): readonly Wrong[] {
  return Object.entries(inputProperties(document, input)).flatMap(([name, schema]): readonly Wrong[] => {
    const at = path === '' ? name : `${path}.${name}`
    const own: readonly Wrong[] = memberOf(document, input, name).required
      ? [
          {
            title: `${at} left out`,
            rule: input,
            problems: ['missing-field'],
            field: at,
            call: async (valid, journey, subject) => {
              const whole = await wholeFor(journey, subject, input, path, valid)
              return { body: at.includes('.') ? without(whole, at) : without(valid, at) }
            },
          },
        ]
      : []
    return path === '' && isReference(keywordsOf(document, schema)['x-reference'])
      ? [...own, ...emptyReference(document, schema, at)]
      : own
  })
}

/** `{}` where `{value: …}` should be. */
function emptyReference(document: JsonObject, schema: Pointer, at: string): readonly Wrong[] {
  const reference = keywordsOf(document, schema)['x-reference']
  if (!isReference(reference) || !memberOf(document, schema, reference.by).required) return []
  const field = `${at}.${reference.by}`
  return [
    {
      title: `${field} left out`,
      rule: schema,
      problems: ['missing-field'],
      field,
      call: (valid) => ({ body: { ...valid, [at]: {} } }),
    },
  ]
}

async function wholeFor(
  journey: Journey,
  subject: Subject,
  input: Pointer,
  path: string,
  valid: JsonObject,
): Promise<JsonObject> {
  if (path === '') return valid
  return { ...valid, ...(await bodyFor(journey, subject, input, undefined, [path.split('.')[0] ?? ''])) }
}

function without(body: JsonObject, path: string): JsonObject {
  const [name = '', ...rest] = path.split('.')
  if (rest.length === 0) return Object.fromEntries(Object.entries(body).filter(([one]) => one !== name))
  const inner = body[name]
  return isObject(inner) ? { ...body, [name]: without(inner, rest.join('.')) } : body
}

/** A form without its file, and one with a field too many. */
function wrongForms({ model }: Situation, operation: Operation): readonly Wrong[] {
  const schema = operation.body?.content['multipart/form-data']
  if (schema === undefined) return []
  const required = Object.keys(inputProperties(model.document, schema)).filter(
    (name) => memberOf(model.document, schema, name).required,
  )
  return [
    ...required.map(
      (name): Wrong => ({
        title: `a form without ${name}`,
        rule: schema,
        problems: ['missing-field', 'missing-body', 'invalid-request', 'unknown-field'],
        // With something else in it: a form with nothing at all is no form.
        call: (_, { situation }) => {
          const { [name]: _left, ...rest } = uploadFor(situation, operation, 0)
          return { form: Object.keys(rest).length > 0 ? rest : { no_such_field: 'x' } }
        },
      }),
    ),
    {
      title: 'a body of a media type that it does not take',
      rule: schema,
      problems: ['unsupported-media-type'],
      call: () => ({ raw: { text: '{}', mediaType: 'text/plain' } }),
    },
  ]
}
