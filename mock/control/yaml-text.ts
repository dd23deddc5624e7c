/** JSON → YAML 1.2 that a person can read: blocks, and text in the quotes of JSON, which are YAML's too. */

import { isObject, type JsonValue } from '../../spec/index.js'

/** @param indent before each line but the first */
export function yamlText(value: JsonValue, indent = ''): string {
  if (Array.isArray(value) && value.length > 0) {
    return value.map((item) => `- ${yamlText(item, `${indent}  `)}`).join(`\n${indent}`)
  }
  if (isObject(value) && Object.keys(value).length > 0) {
    return Object.entries(value)
      .map(
        ([name, inner]) =>
          `${keyText(name)}:${isBlock(inner) ? `\n${indent}  ` : ' '}${yamlText(inner, `${indent}  `)}`,
      )
      .join(`\n${indent}`)
  }
  return JSON.stringify(value)
}

function isBlock(value: JsonValue): boolean {
  return typeof value === 'object' && value !== null && Object.keys(value).length > 0
}

/** Words that YAML takes for something else are quoted, and everything that is no word. */
function keyText(name: string): string {
  const plain = /^[A-Za-z_$][\w.$-]*$/.test(name) && !/^(y|n|yes|no|on|off|true|false|null)$/i.test(name)
  return plain ? name : JSON.stringify(name)
}
