/** Forms with files. */

import { isObject, type Operation, resolvePointer } from '../../spec/index.js'
import type { Upload } from '../exchange.js'
import { inputProperties } from './compare.js'
import { createRandom } from './random.js'
import type { Situation } from './situation.js'

/** A form that fills every field of a multipart body; those of `format: binary` with a file. */
export function uploadFor(
  { model, inputs, seed }: Situation,
  { body }: Operation,
  index: number,
  file?: Partial<Upload>,
): { readonly [field: string]: string | Upload } {
  const schema = body?.content['multipart/form-data']
  const form: { [field: string]: string | Upload } = {}
  for (const [name, place] of Object.entries(inputProperties(model.document, schema))) {
    form[name] = isBinary(resolvePointer(model.document, place))
      ? { name: `specimen-${index}.png`, mediaType: 'image/png', bytes: bytesFor(seed, index), ...file }
      : String(inputs.value(place, { random: createRandom(seed, 'upload', index), now: 0, keys: {} }) ?? '')
  }
  return form
}

function isBinary(schema: unknown): boolean {
  return isObject(schema) && (schema['format'] === 'binary' || typeof schema['contentMediaType'] === 'string')
}

/** Of different lengths, and not only text: careless code spoils what is no UTF-8. */
function bytesFor(seed: number, index: number): Uint8Array {
  const text = new TextEncoder().encode(`SPECIMEN ${seed}.${index} ${'n'.repeat(index + 1)}`)
  return new Uint8Array([...text, 0, 10, 13, 128, 195, 40, 255, 254])
}

/** Longer than what fits into one read, and with a name that is not ASCII. */
export function longFile(seed: number): Partial<Upload> {
  const bytes = new Uint8Array(150_000).map((_, index) => (index * 31 + (index >> 8) + seed) % 256)
  return { name: 'Фото – é 李.png', bytes }
}
