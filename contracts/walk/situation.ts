/** All that the plans share: the document, and what can be derived from it once. */

import type { ApiModel, Operation, Resource } from '../../spec/index.js'
import { createSchemas, type Schemas } from '../schema/ajv.js'
import { createInputs, type Inputs } from './inputs.js'
import { inputOf } from './requests.js'
import { createStatechart, type Statechart } from './statechart.js'

export type Situation = {
  readonly model: ApiModel
  readonly schemas: Schemas
  readonly inputs: Inputs
  readonly seed: number
  /** Milliseconds that may be spent on waiting for what is due; 0: none. */
  readonly patience: number
  readonly walks: number
  operation(id: string): Operation
}

/** A resource that has lifecycles and can be read back: what the walk walks on. */
export type Walked = {
  readonly resource: Resource
  readonly chart: Statechart
  /** Reads one back. */
  readonly reader: Operation
  /** Operations that some lifecycle names. */
  readonly governed: readonly Operation[]
  /** Dotted paths in which states show. */
  readonly shown: readonly string[]
  /** Creates one by a JSON body, where the document has such an operation. */
  readonly creator?: Operation
}

export type SituationOptions = { readonly seed: number; readonly patience: number; readonly walks: number }

export function createSituation(model: ApiModel, options: SituationOptions): Situation {
  const schemas = createSchemas(model.document)
  return {
    model,
    schemas,
    inputs: createInputs(model, schemas),
    ...options,
    operation(id) {
      const found = model.operations.find((one) => one.id === id)
      if (found === undefined) throw new Error(`There is no operation "${id}".`)
      return found
    },
  }
}

/** Every resource with a lifecycle; without a reader nothing can be seen of it. */
export function walkedOf({ model, schemas }: Situation): readonly (Walked | { readonly unreadable: Resource })[] {
  const resources = Object.values(model.resources).filter(({ lifecycles }) => lifecycles.length > 0)
  return resources.map((resource) => {
    const reader = readerOf(model, resource.name)
    if (reader === undefined) return { unreadable: resource }
    const chart = createStatechart(model, resource, schemas)
    const governed = model.operations.filter(({ governedBy }) =>
      governedBy.some((id) => resource.lifecycles.includes(id)),
    )
    const creator = model.operations.find(
      (one) => one.subject?.resource === resource.name && one.subject.action === 'create' && inputOf(one) !== undefined,
    )
    return {
      resource,
      chart,
      reader,
      governed,
      shown: chart.lifecycles.flatMap(({ property }) => property ?? []),
      ...(creator !== undefined && { creator }),
    }
  })
}

/** The plainest way to read one: by its key if that can be, the whole model, not deprecated. */
export function readerOf({ operations }: ApiModel, resource: string): Operation | undefined {
  const readers = operations.filter(
    ({ method, subject, governedBy }) =>
      method === 'GET' &&
      subject?.resource === resource &&
      subject.action === 'read' &&
      subject.at === undefined &&
      governedBy.length === 0,
  )
  const byKey = readers.filter(({ subject }) => subject?.key?.startsWith('$request.path.') === true)
  return byKey.find(({ deprecated }) => !deprecated) ?? byKey[0] ?? readers[0]
}
