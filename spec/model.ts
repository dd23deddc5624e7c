/**
 * What an API is, read from one OpenAPI document: frozen, plain data.
 *
 * Schemas stay where they are in the document; the model points at them with JSON pointers (`/components/schemas/Pet`),
 * so nothing is dereferenced and cycles are no matter.
 */

export type JsonObject = { readonly [name: string]: JsonValue }
export type JsonValue = null | boolean | number | string | readonly JsonValue[] | JsonObject

/** A JSON pointer into the document (RFC 6901), e.g. `/paths/~1pets/get`. */
export type Pointer = string

export const METHODS = ['GET', 'PUT', 'POST', 'DELETE', 'OPTIONS', 'HEAD', 'PATCH', 'TRACE'] as const
export type Method = (typeof METHODS)[number]

export type ApiModel = {
  /** The file it came from, as it was named to us; for messages. */
  readonly source: string
  readonly title: string
  readonly version: string
  /** The whole document, `$ref`s in place, upgraded to OpenAPI 3.1. */
  readonly document: JsonObject
  /** Path prefixes of `servers`; calls come with or without one. */
  readonly bases: readonly string[]
  /** In the document's order. */
  readonly operations: readonly Operation[]
  /** By schema name. */
  readonly resources: { readonly [name: string]: Resource }
  /** Each of all resources, by id. */
  readonly lifecycles: { readonly [id: string]: Lifecycle }
  /** Directories: arrays of `components.examples` that some `x-reference` names. */
  readonly directories: { readonly [name: string]: readonly JsonObject[] }
  readonly securitySchemes: { readonly [name: string]: SecurityScheme }
  readonly problems: ProblemStyle
  readonly personas: readonly Persona[]
  readonly scenarios: readonly Scenario[]
}

export type Operation = {
  /** `operationId`, or method and path where the document has none (`get /pets`). */
  readonly id: string
  readonly method: Method
  /** The template, e.g. `/pets/{petId}`. */
  readonly path: string
  readonly pointer: Pointer
  readonly deprecated: boolean
  readonly parameters: readonly Parameter[]
  readonly body?: RequestBody
  readonly responses: readonly Response[]
  /** Alternatives, each a list of scheme names that must all hold; empty: no one is asked. `[]` inside: anonymous is fine. */
  readonly security: readonly (readonly string[])[]
  readonly subject?: OperationSubject
  /** What must be there before anything else: `/users/{id}` of `/users/{id}/posts`. The key is a runtime expression. */
  readonly parents?: readonly { readonly resource: string; readonly key: string }[]
  /** Ids of the lifecycles that name this operation. */
  readonly governedBy: readonly string[]
}

export type Parameter = {
  readonly name: string
  readonly in: 'path' | 'query' | 'header' | 'cookie'
  readonly required: boolean
  readonly style: string
  readonly explode: boolean
  /** Where its schema is. */
  readonly schema: Pointer
  readonly pointer: Pointer
}

export type RequestBody = {
  readonly required: boolean
  /** Media type (`application/json`) → where its schema is; without a schema: undefined. */
  readonly content: { readonly [mediaType: string]: Pointer | undefined }
  readonly pointer: Pointer
}

export type Response = {
  /** `200`, `4XX` or `default`. */
  readonly status: string
  readonly content: { readonly [mediaType: string]: ResponseContent }
  /** Header name in lower case → where its schema is. */
  readonly headers: { readonly [name: string]: { readonly schema?: Pointer; readonly required: boolean } }
  readonly pointer: Pointer
}

export type ResponseContent = {
  readonly schema?: Pointer
  /** Names of examples → their values; a single `example` is named `example`. */
  readonly examples: { readonly [name: string]: JsonValue }
  /** Example names here that are `$ref`s → the entry of `components.examples` they point to. */
  readonly exampleRefs: { readonly [name: string]: string }
}

/** What an operation does to the resource it works on. */
export const ACTIONS = ['read', 'list', 'create', 'merge', 'replace', 'delete'] as const
export type Action = (typeof ACTIONS)[number]

export type OperationSubject = {
  readonly resource: string
  readonly action: Action
  /**
   * A runtime expression (OpenAPI, Links): `$request.path.id`, `$caller`, `$request.body#/id`; a constant where there is
   * only one. Absent for `list` and `create`.
   */
  readonly key?: string
  /** Path of the part of the model that the reply is made of, e.g. `customer`. */
  readonly at?: string
  /** For collections below another resource: property or path parameter → runtime expression. */
  readonly scope: { readonly [name: string]: string }
  /** Where a list sits in its reply: undefined: the reply is the array; else the name of the property that holds it. */
  readonly listProperty?: string
  /** The property of the reply that holds the model; undefined: the reply is the model. */
  readonly itemProperty?: string
  /** The same for the request's body. */
  readonly bodyProperty?: string
  /** Where the schema is that the reply shows the model by, if it is not the model's own: a summary. */
  readonly outline?: Pointer
}

export type Resource = {
  readonly name: string
  readonly schema: Pointer
  /** Dotted path of the property that the path's parameter takes; empty: no property holds it. */
  readonly key: string
  /** Whether keys are numbers. */
  readonly numericKey: boolean
  /** A free population: each key exists. */
  readonly keys?: { readonly minimum: number; readonly maximum: number }
  /** Each key exists, for nothing lists or creates them: who could know one? */
  readonly everyKey?: boolean
  readonly fresh: { readonly satisfies: readonly string[] }
  /** Dotted path of the property that says whose it is, or `$caller`. */
  readonly owner?: string
  /** Ids, in the document's order. */
  readonly lifecycles: readonly string[]
}

export type Lifecycle = {
  readonly id: string
  readonly resource: string
  readonly initial: string
  /** Dotted path of the property in which the state shows; undefined: nowhere. */
  readonly property?: string
  /** Delay name → milliseconds. */
  readonly delays: { readonly [name: string]: number }
  readonly states: { readonly [name: string]: State }
  /** Operation ids and capital events that it names anywhere. */
  readonly events: readonly string[]
  readonly pointer: Pointer
}

export type State = {
  readonly name: string
  readonly on: { readonly [event: string]: readonly Transition[] }
  readonly after: { readonly [delay: string]: readonly Transition[] }
  readonly always: readonly Transition[]
  /** The entry of `components.examples` that a call gets which this state does not list. */
  readonly refusal?: string
  readonly pointer: Pointer
}

export type Transition = {
  /** Absent: the state stays. */
  readonly target?: string
  /** The name of a schema. */
  readonly guard?: string
  readonly actions: readonly Action[]
  readonly pointer: Pointer
}

export type SecurityScheme = {
  readonly name: string
  readonly type: 'http' | 'apiKey' | 'oauth2' | 'openIdConnect' | 'mutualTLS'
  /** For `http`: `bearer`, `basic`, … in lower case. */
  readonly scheme?: string
  /** For `apiKey`. */
  readonly in?: 'query' | 'header' | 'cookie'
  readonly parameter?: string
  /** `customer-{key}`: tokens that are always valid. */
  readonly tokens?: string
  /** The resource that a caller is. */
  readonly caller?: string
}

export type ProblemStyle = {
  /** The property of an error body that names the problem. */
  readonly name?: string
  readonly detail?: string
  readonly fields?: string
  /** Problem → an entry of `components.examples`. */
  readonly examples: { readonly [problem: string]: string }
}

export type Persona = {
  readonly resource: string
  readonly key: string | number
  readonly name: string
  readonly sentence: string
  readonly states: { readonly [lifecycle: string]: string }
  readonly satisfies: readonly string[]
  readonly fields: JsonObject
  /** The caller whose it is, where the resource's owner is `$caller`. */
  readonly owner?: string | number
}

/** A story to play: personas and steps; see spec/README.md. */
export type Scenario = {
  readonly name: string
  readonly sentence: string
  readonly personas: readonly string[]
  readonly steps: readonly JsonObject[]
}
