/** Of which type a value is made, where the schemas leave a choice or say nothing. */

import type { Shape } from './shape.js'

export function typeOf({ types, keywords, properties, required, items, prefix, contains }: Shape): string {
  const type = types?.find((entry) => entry !== 'null') ?? types?.[0]
  if (type !== undefined) return type
  const says = (...words: readonly string[]): boolean => words.some((word) => word in keywords)
  if (properties.size > 0 || required.size > 0) return 'object'
  if (says('additionalProperties', 'minProperties', 'propertyNames')) return 'object'
  if (items.length > 0 || prefix.length > 0 || contains.length > 0 || says('minItems')) return 'array'
  return says('minimum', 'maximum', 'exclusiveMinimum', 'exclusiveMaximum', 'multipleOf') ? 'number' : 'string'
}

/** Whether it is made of parts. */
export function isCompound(shape: Shape): boolean {
  const type = typeOf(shape)
  return type === 'object' || type === 'array'
}
