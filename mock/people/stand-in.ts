/** A stand-in for a compiled document, for the tests of this room. */

import type { ApiModel, JsonObject, Lifecycle, Resource } from '../../spec/index.js'

type Parts = {
  readonly schemas: { readonly [name: string]: JsonObject }
  readonly directories?: { readonly [name: string]: readonly JsonObject[] }
  readonly resources?: { readonly [name: string]: Partial<Resource> }
  /** Lifecycle id → the property in which it shows. */
  readonly lifecycles?: { readonly [id: string]: string }
}

export function standIn({ schemas, directories = {}, resources = {}, lifecycles = {} }: Parts): ApiModel {
  return {
    source: 'stand-in.yaml',
    title: 'Stand-in',
    version: '1',
    bases: [],
    document: { openapi: '3.1.0', components: { schemas } },
    operations: [],
    resources: Object.fromEntries(
      Object.entries(resources).map(([name, resource]) => [
        name,
        {
          name,
          schema: `/components/schemas/${name}`,
          key: 'id',
          numericKey: true,
          fresh: { satisfies: [] },
          lifecycles: Object.keys(lifecycles),
          ...resource,
        },
      ]),
    ),
    lifecycles: Object.fromEntries(
      Object.entries(lifecycles).map(([id, property]) => [id, { id, property } as Lifecycle]),
    ),
    directories,
    securitySchemes: {},
    problems: { examples: {} },
    personas: [],
    scenarios: [],
  }
}
