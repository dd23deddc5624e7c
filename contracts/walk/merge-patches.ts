/** `application/merge-patch+json`: a null takes a property away (RFC 7396). */

import { type JsonObject, keywordsOf, type Operation, type Pointer } from '../../spec/index.js'
import { bodyFor } from './bodies.js'
import { inputProperties, memberOf } from './compare.js'
import { NotExercised } from './deviation.js'
import { jsonAccept } from './journey.js'
import { mergersOf } from './mergers.js'
import type { Plan } from './plan.js'
import type { Situation, Walked } from './situation.js'

export function mergePatchPlans({ model }: Situation, walked: Walked): readonly Plan[] {
  const seen = new Set<string>()
  return mergersOf(walked).flatMap(({ operation, input, states, rule }): readonly Plan[] => {
    if (seen.has(operation.id) || !takesPatches(operation)) return []
    seen.add(operation.id)
    const names = Object.entries(inputProperties(model.document, input)).flatMap(([name, schema]) =>
      isNullable(model.document, schema) && !isRequired(name) ? [name] : [],
    )
    if (names.length === 0) return []
    return [
      {
        operation: operation.id,
        rule,
        expected: `null takes away ${names.join(', ')}`,
        state: Object.values(states)[0] ?? '',
        async run(journey) {
          let { subject, before } = await journey.placeAndRead(walked, { states })
          const full = await bodyFor(journey, subject, input, before)
          const filled = names.filter((name) => full[name] !== undefined && full[name] !== null)
          if (filled.length === 0) throw new NotExercised('No value could be made for what may be null.')
          journey.expectSuccess(await journey.on(subject, operation, { body: full }))
          before = await journey.read(subject)
          for (const name of filled) {
            const reply = await journey.on(subject, operation, { body: { [name]: null }, ...jsonAccept(operation) })
            journey.expectSuccess(reply)
            const { [name]: _, ...rest } = before
            before = await journey.expectWritten(subject, { operation, before: rest, sent: {}, action: 'merge', reply })
          }
          return `${filled.join(', ')} went by null, and nothing else did.`
        },
      },
    ]
  })

  function isRequired(name: string): boolean {
    return memberOf(model.document, walked.resource.schema, name).required
  }
}

function takesPatches({ body }: Operation): boolean {
  return Object.keys(body?.content ?? {}).some((type) => type.startsWith('application/merge-patch+json'))
}

function isNullable(document: JsonObject, schema: Pointer): boolean {
  const { type, anyOf, oneOf } = keywordsOf(document, schema)
  const forms = [anyOf, oneOf].flat().map((form) => JSON.stringify(form))
  return [type].flat().includes('null') || forms.includes('{"type":"null"}')
}
