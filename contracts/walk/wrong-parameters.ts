/** Parameters that are not as their schemas say. */

import { type JsonObject, keywordsOf, type Operation, type Parameter } from '../../spec/index.js'
import { actionOf } from './cells.js'
import { typeOf } from './inputs.js'
import type { Journey, Subject } from './journey.js'
import { parametersFor } from './owned.js'
import { type Call, inputOf, isMultipart } from './requests.js'
import type { Situation } from './situation.js'
import { uploadFor } from './uploads.js'
import type { Wrong } from './wrong.js'

/** Path and query parameters that are not as their schemas say. */
export function wrongParameters(situation: Situation, operation: Operation): readonly Wrong[] {
  const { document } = situation.model
  const known = parametersFor(situation.model, operation)
  return operation.parameters.flatMap((parameter) => {
    if (parameter.in !== 'path' && parameter.in !== 'query') return []
    const keywords = keywordsOf(document, parameter.schema)
    const isKey = parameter.in === 'path' && known[parameter.name] !== undefined
    // A key that there cannot be is one that nobody has.
    const nobodys = isKey ? ['forbidden', 'resource-not-found'] : []
    return textsFor(keywords, isKey).map(
      (text): Wrong => ({
        title: `the ${parameter.in} parameter ${parameter.name} as ${JSON.stringify(text)}`,
        rule: parameter.pointer,
        problems: ['wrong-type', 'invalid-value', 'invalid-request', ...nobodys],
        ...(nobodys.length === 0 && { field: parameter.name }),
        call: async (valid, journey, subject) => ({
          ...(await bodyOf(operation, valid, journey, subject)),
          ...placed(parameter, text),
        }),
      }),
    )
  })
}

async function bodyOf(operation: Operation, valid: JsonObject, journey: Journey, _: Subject): Promise<Call> {
  if (isMultipart(operation)) return { form: uploadFor(journey.situation, operation, 0) }
  return inputOf(operation) === undefined || actionOf({ actions: [] }, operation) === 'delete' ? {} : { body: valid }
}

function placed({ in: where, name }: Parameter, text: string): Call {
  return where === 'path' ? { path: { [name]: text } } : { query: { [name]: text } }
}

function textsFor(keywords: JsonObject, isKey: boolean): readonly string[] {
  const type = typeOf(keywords)
  if (Array.isArray(keywords['enum'])) return ['NoSuchValue']
  if (type === 'integer' || type === 'number') {
    const { minimum, maximum } = keywords
    return [
      'abc',
      '1.5',
      ...(typeof minimum === 'number' ? [String(minimum - 1)] : []),
      ...(typeof maximum === 'number' && !isKey ? [String(maximum + 1)] : []),
    ]
  }
  if (type === 'boolean') return ['perhaps']
  if (keywords['format'] === 'uuid') return ['no-uuid']
  if (typeof keywords['pattern'] === 'string' && !new RegExp(keywords['pattern'], 'u').test('###')) return ['###']
  return []
}
