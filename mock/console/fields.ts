/** A model as a form: the fields of an operation that changes it, with what they hold now; and back. */

import {
  type ApiModel,
  getPath,
  isObject,
  type JsonObject,
  type JsonValue,
  jsonEntry,
  type Operation,
  propertiesOf,
  setPath,
} from '../../spec/index.js'

export type Field = {
  /** Dotted. */
  readonly path: string
  readonly kind: 'text' | 'number' | 'choice'
  /** Of a choice: what is sent, and what people read. */
  readonly options: readonly { readonly value: string; readonly label: string }[]
  /** Empty: nothing. */
  readonly value: string
  readonly hint: string
}

/** The operation by which a subject's fields are changed one by one. */
export function editorOf(model: ApiModel, resource: string): Operation | undefined {
  const editors = model.operations.filter(({ subject, body, deprecated }) => {
    return subject?.resource === resource && subject.action === 'merge' && !deprecated && jsonEntry(body?.content ?? {})
  })
  const isPlain = ({ subject }: Operation) => subject?.key?.startsWith('$request.path.') === true
  return editors.find((one) => isPlain(one) && one.governedBy.length > 0) ?? editors.find(isPlain)
}

/** Fields that a form can hold: neither lists nor what only the server writes. */
export function fieldsOf(model: ApiModel, editor: Operation, data: JsonObject): readonly Field[] {
  const schema = jsonEntry(editor.body?.content ?? {})?.[1]
  if (schema === undefined) return []
  const properties = propertiesOf(model.document, schema)
  const isSet = (path: string) => properties.some((one) => one.path.startsWith(`${path}.`) || one.path === `${path}[]`)
  const referred = properties.filter(({ keywords }) => isObject(keywords['x-reference'])).map(({ path }) => path)
  return properties.flatMap(({ path, keywords }) => {
    const { readOnly, enum: allowed, const: only } = keywords
    const reference = isObject(keywords['x-reference']) ? keywords['x-reference'] : undefined
    if (path.includes('[') || readOnly === true || only !== undefined || keywords['x-immutable'] === true) return []
    if (referred.some((one) => path.startsWith(`${one}.`))) return []
    const current = getPath(data, path)
    if (reference !== undefined) {
      const entries = model.directories[String(reference.to)]
      if (entries === undefined) return []
      const by = String(reference.by)
      const options = entries.map((entry) => ({ value: String(entry[by]), label: labelOf(entry, by) }))
      const value = isObject(current) ? textOf(current[by]) : textOf(current)
      return [{ path, kind: 'choice' as const, options, value, hint: '' }]
    }
    if (isSet(path)) return []
    const types = [keywords.type].flat()
    const choices = Array.isArray(allowed) ? allowed : types.includes('boolean') ? [true, false] : undefined
    const options = (choices ?? [])
      .filter((one) => one !== null)
      .map((one) => ({ value: String(one), label: String(one) }))
    const number = types.includes('integer') || types.includes('number')
    const kind = choices !== undefined ? ('choice' as const) : number ? ('number' as const) : ('text' as const)
    const { format } = keywords
    return [{ path, kind, options, value: textOf(current), hint: typeof format === 'string' ? format : '' }]
  })
}

function labelOf(entry: JsonObject, by: string): string {
  const words = Object.entries(entry).find(([name, value]) => name !== by && typeof value === 'string' && value !== '')
  return words === undefined ? String(entry[by]) : `${words[1]} (${entry[by]})`
}

function textOf(value: JsonValue | undefined): string {
  return value === undefined || value === null ? '' : String(value)
}

/** What a filled form changes: a body for the editor, only of fields that are not what they were. */
export function changesOf(model: ApiModel, editor: Operation, data: JsonObject, form: URLSearchParams): JsonObject {
  const schema = jsonEntry(editor.body?.content ?? {})?.[1]
  const properties = schema === undefined ? [] : propertiesOf(model.document, schema)
  return fieldsOf(model, editor, data).reduce<JsonObject>((body, field) => {
    const text = form.get(field.path)
    if (text === null || text === field.value) return body
    const keywords = properties.find(({ path }) => path === field.path)?.keywords ?? {}
    return setPath(body, field.path, typed(model, keywords, text))
  }, {})
}

function typed({ directories }: ApiModel, keywords: JsonObject, text: string): JsonValue {
  const types = [keywords.type].flat()
  const reference = isObject(keywords['x-reference']) ? keywords['x-reference'] : undefined
  if (text === '' && !types.includes('string')) return null
  if (reference !== undefined) {
    const by = String(reference.by)
    const entry = directories[String(reference.to)]?.find((one) => String(one[by]) === text)
    return { [by]: entry?.[by] ?? text }
  }
  if (types.includes('boolean')) return text === 'true'
  if (types.includes('integer') || types.includes('number')) return Number.isFinite(Number(text)) ? Number(text) : text
  return text
}
