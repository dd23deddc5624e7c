/** Collections below another resource: `/users/{userId}/posts` holds the posts of one user. */

import { type JsonObject, type OperationSubject, ownPropertiesOf, type Resource } from '../spec/index.js'
import type { Api } from './api.js'
import type { Call, Subject } from './exchange.js'

/** The path's parameters that say whose collection it is. */
export type Scope = JsonObject

export function scopeOf({ scope }: OperationSubject, { parameters: { path } }: Call): Scope {
  return Object.fromEntries(Object.keys(scope).map((name) => [name, path[name] ?? null]))
}

/** The properties of a model that say the same as its scope: `user_id` is `{userId}`. */
export function scopedFields({ model }: Api, resource: Resource, scope: Scope): JsonObject {
  const names = Object.keys(scope)
  if (names.length === 0) return {}
  const properties = ownPropertiesOf(model.document, resource.schema).map(({ path }) => path)
  return Object.fromEntries(
    names.flatMap((name) => {
      const property = properties.find((one) => wordOf(one) === wordOf(name))
      return property === undefined ? [] : [[property, scope[name] ?? null]]
    }),
  )
}

/** Whether a record lives in that collection. */
export function isInScope(api: Api, resource: Resource, subject: Subject, scope: Scope): boolean {
  const fields = Object.entries(scopedFields(api, resource, scope))
  if (subject.scope === undefined) return fields.every(([name, value]) => isSame(subject.data[name], value))
  return Object.entries(scope).every(([name, value]) => isSame(subject.scope?.[name], value))
}

/** What nobody has written is everywhere: in each collection it says that it belongs there. */
export function placeIn(api: Api, resource: Resource, subject: Subject, scope: Scope): Subject {
  const isFree = subject.version === 0 && subject.scope === undefined && Object.keys(scope).length > 0
  if (!isFree || api.model.personas.some((one) => one.resource === resource.name)) return subject
  return { ...subject, scope, data: { ...subject.data, ...scopedFields(api, resource, scope) } }
}

function isSame(own: unknown, wanted: unknown): boolean {
  return own === undefined || String(own) === String(wanted)
}

function wordOf(name: string): string {
  return name.replace(/[^a-z0-9]/gi, '').toLowerCase()
}
