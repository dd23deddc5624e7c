/** Reads an OpenAPI document from its text, wherever that came from. No file is touched. */

import type { Fault, Place } from './fault.js'
import type { JsonObject, JsonValue, Pointer } from './model.js'
import { isObject } from './pointer.js'
import { parseYaml } from './yaml.js'

export type Reading =
  | {
      readonly kind: 'read'
      readonly document: JsonObject
      /** Where in the files a pointer into this document, or into its upgrade to 3.1, leads. */
      readonly locate: (pointer: Pointer) => Place
    }
  | { readonly kind: 'faulty'; readonly faults: readonly Fault[] }

/**
 * Reads one self-contained document, YAML or JSON.
 *
 * @param name what messages call it
 *
 * @example
 * const reading = parseDocument('openapi: 3.1.0\ninfo: …', 'pets.yaml')
 * if (reading.kind === 'faulty') console.error(reading.faults.map(formatFault).join('\n'))
 */
export function parseDocument(text: string, name: string): Reading {
  const yaml = parseYaml(text)
  if (yaml.kind === 'broken') {
    return { kind: 'faulty', faults: [{ file: name, ...yaml.at, message: yaml.message, severity: 'error' }] }
  }

  const locate = (pointer: Pointer) => ({ file: name, ...yaml.locate(pointer) })
  const stranger = findStranger(yaml.value)
  if (stranger !== undefined) {
    const { pointer, message } = stranger
    return { kind: 'faulty', faults: [{ ...locate(pointer), pointer, message, severity: 'error' }] }
  }
  return { kind: 'read', document: yaml.value as JsonObject, locate }
}

/** Why it is no OpenAPI 3.0 or 3.1 document. */
function findStranger(value: JsonValue): { pointer: Pointer; message: string } | undefined {
  if (!isObject(value)) {
    return { pointer: '', message: `This is not an OpenAPI document: it is ${kindOf(value)}, not an object.` }
  }

  const version = value.openapi
  if (typeof version === 'string' && /^3\.[01](\.|$)/.test(version)) return undefined
  if (typeof version === 'number') {
    return { pointer: '/openapi', message: `The version is a text: write openapi: "3.1.0".` }
  }
  if (version !== undefined) {
    return { pointer: '/openapi', message: `OpenAPI ${JSON.stringify(version)} is not known here; 3.0 and 3.1 are.` }
  }
  if ('swagger' in value) {
    return {
      pointer: '/swagger',
      message: `This is Swagger ${value.swagger}; OpenAPI 3.0 and 3.1 are known here. Convert it first, e.g. with https://converter.swagger.io.`,
    }
  }
  if ('asyncapi' in value) return { pointer: '/asyncapi', message: 'This is an AsyncAPI document, not an OpenAPI one.' }
  if ('overlay' in value) {
    return {
      pointer: '/overlay',
      message: 'This is an Overlay; name the OpenAPI document that it is laid over as well.',
    }
  }
  return { pointer: '', message: 'This is not an OpenAPI document: it has no line like openapi: 3.1.0.' }
}

function kindOf(value: JsonValue): string {
  if (value === null) return 'nothing'
  if (Array.isArray(value)) return 'a list'
  return typeof value === 'string' ? 'plain text' : `a ${typeof value}`
}
