/** What Faker has to say against a document: methods that it lacks, and arguments that it does not take. */

import type { PointerFault } from '../../spec/fault.js'
import { isObject, type JsonObject, type JsonValue, join } from '../../spec/index.js'
import { walk } from '../../spec/walk.js'
import { compileFaker, readFake } from './faker.js'
import { FACETS } from './person.js'
import { seeded } from './random.js'

/** Each `x-faker` is tried once: who writes a document is told there, not whoever sends the first request. */
export function findFakeFaults(document: JsonObject): readonly PointerFault[] {
  const faults: PointerFault[] = []
  walk(document, (kind, value, pointer) => {
    if (kind !== 'schema' || !isObject(value)) return
    const annotation = value['x-faker']
    if (annotation === undefined) return
    const message = faultOf(annotation)
    if (message !== undefined) faults.push({ pointer: join(pointer, 'x-faker'), message })
  })
  return faults
}

function faultOf(annotation: JsonValue): string | undefined {
  let method = ''
  try {
    const fake = readFake(annotation)
    if (FACETS[fake.method] !== undefined) return undefined
    method = fake.method
    compileFaker(fake)(seeded(1, 'x-faker'), 0)
    return undefined
  } catch (error) {
    const [message = ''] = String(error instanceof Error ? error.message : error).split('\n')
    return method === '' ? message : `Faker's ${method} does not take that: ${message}`
  }
}
