/** Whose records are: the owner that a resource declares, the caller who is it, and the token by which they call. */

import {
  type ApiModel,
  getPath,
  type JsonObject,
  type JsonValue,
  type Persona,
  propertiesOf,
  type Resource,
  type SecurityScheme,
  setPath,
} from '../spec/index.js'
import type { Caller, Subject } from './exchange.js'
import { hashWord } from './people/index.js'

type Owned = Pick<Subject, 'data' | 'owner'>

/** The key of the caller whose it is; undefined: nobody's in particular. */
export function ownerOf({ owner }: Resource, subject: Owned): JsonValue | undefined {
  if (owner === undefined) return undefined
  return owner === '$caller' ? subject.owner : getPath(subject.data, owner)
}

/** Whether a subject is the caller's. Without a caller's key, or a declared owner, everything is everybody's. */
export function isTheirs(resource: Resource, subject: Owned, caller: Caller | undefined): boolean {
  if (resource.owner === undefined || caller?.key === undefined) return true
  return isSameKey(ownerOf(resource, subject), caller.key)
}

/** What a token says is text, whatever the model says. */
export function isSameKey(owner: JsonValue | undefined, key: string | number): boolean {
  return owner !== undefined && owner !== null && String(owner) === String(key)
}

/** Whether a new record would be somebody else's: its body says so. */
export function isForAnother({ owner, key }: Resource, body: JsonObject, caller: Caller | undefined): boolean {
  if (owner === undefined || owner === '$caller' || owner === key || caller?.key === undefined) return false
  const given = getPath(body, owner)
  return given !== undefined && given !== null && !isSameKey(given, caller.key)
}

/** The data of a new record with its owner, where the model says who that is. */
export function withOwner(
  model: ApiModel,
  resource: Resource,
  data: JsonObject,
  caller: Caller | undefined,
): JsonObject {
  const { owner, key, schema } = resource
  if (owner === undefined || owner === '$caller' || owner === key || caller?.key === undefined) return data
  const property = propertiesOf(model.document, schema).find(({ path }) => path === owner)
  const isNumber = [property?.keywords['type']].flat().some((type) => type === 'integer' || type === 'number')
  return setPath(data, owner, isNumber ? Number(caller.key) : caller.key)
}

/** A token that is always valid, for the caller whose the subject is; undefined: it is nobody's. */
export function tokenFor(
  model: ApiModel,
  resource: Resource,
  subject: Pick<Subject, 'key'> & Owned,
): string | undefined {
  const scheme = schemeOf(model, resource)
  const owner = scheme?.caller === resource.name ? subject.key : ownerOf(resource, subject)
  return owner === undefined || owner === null ? undefined : scheme?.tokens?.replace('{key}', String(owner))
}

/** A token of a caller who is nobody in particular; undefined: the document knows no tokens. */
export function anyToken(model: ApiModel): string | undefined {
  const scheme = Object.values(model.securitySchemes).find(({ tokens }) => tokens !== undefined)
  return scheme?.tokens?.replace('{key}', String(firstCaller(model, scheme)))
}

/** The owner of a persona that names none, where the resource belongs to whoever made it. */
export function personaOwner(model: ApiModel, resource: Resource, persona: Persona): string | number | undefined {
  if (resource.owner !== '$caller') return undefined
  return persona.owner ?? firstCaller(model, schemeOf(model, resource))
}

function firstCaller({ personas, resources }: ApiModel, scheme: SecurityScheme | undefined): string | number {
  const persona = personas.find(({ resource }) => resource === scheme?.caller)
  return persona?.key ?? resources[scheme?.caller ?? '']?.keys?.minimum ?? 1
}

/** For what a test puts into a world: each has an owner of its own, so that others can be turned away. */
export function madeOwner(model: ApiModel, resource: Resource, key: string | number): string | number | undefined {
  if (resource.owner !== '$caller') return undefined
  const caller = model.resources[schemeOf(model, resource)?.caller ?? '']
  if (caller?.numericKey === false) return `owner-of-${key}`
  const { minimum, maximum } = caller?.keys ?? { minimum: 1, maximum: 1_000_000 }
  return minimum + ((hashWord(hashWord(0, resource.name), key) >>> 0) % (maximum - minimum + 1))
}

/** Of several schemes the one by which such a resource itself calls. */
function schemeOf({ securitySchemes }: ApiModel, { name }: Resource): SecurityScheme | undefined {
  const schemes = Object.values(securitySchemes).filter(({ tokens }) => tokens !== undefined)
  return schemes.find(({ caller }) => caller === name) ?? schemes[0]
}
