/** The control API: what its own document (spec/control) says, done to the mock. */

import type { ApiModel, JsonObject, Lifecycle } from '../../spec/index.js'
import type { Call, Decision } from '../exchange.js'
import { chain, type Handlers, type Maybe } from '../ports.js'
import { clockHandlers } from './clock.js'
import { faultHandlers } from './faults.js'
import type { Host } from './host.js'
import { journalHandlers } from './journal.js'
import { providerStateHandlers } from './provider-states.js'
import { scenarioHandlers } from './scenarios.js'
import { keyOf, subjectHandlers } from './subjects.js'
import { accept, acceptText, named, refuse } from './view.js'
import { worldHandlers } from './worlds.js'
import { yamlText } from './yaml-text.js'

export type { Hindrance, Host, Placed, Placement, Sent } from './host.js'

export function createControlHandlers(host: Host, control: ApiModel): Handlers {
  return {
    handlers: {
      getHealth: () => {
        const { title, version } = host.model()
        return accept({ status: 'ok', version: host.version, document: { title, version } }, 'up')
      },
      getDocument: () => accept(host.model().document, 'document'),
      getDocumentAsYaml: () => acceptText(`${yamlText(host.model().document)}\n`, 'document'),
      getControlDocument: () => accept(control.document, 'document'),
      listLifecycles: () =>
        accept({ lifecycles: Object.values(host.model().lifecycles).map(showLifecycle) }, 'lifecycles'),
      getControlDocumentAsYaml: () => acceptText(`${yamlText(control.document)}\n`, 'document'),
      getLifecycle: (call) => withLifecycle(host, call, (lifecycle) => accept(showLifecycle(lifecycle), 'lifecycle')),
      drawLifecycle: (call, { world }) =>
        withLifecycle(host, call, (lifecycle) => {
          const { subject: wanted } = call.parameters.query
          const draw = (state?: string) => chain(host.draw(lifecycle, state), (svg) => acceptText(svg, 'picture'))
          if (wanted === undefined) return draw()
          const resource = host.model().resources[lifecycle.resource]
          const key = resource && keyOf(resource, wanted)
          const found = key === undefined ? undefined : host.find(world, lifecycle.resource, key)
          return chain(found, (subject) => {
            if (subject !== undefined) return draw(subject.states[lifecycle.id])
            return refuse('SubjectUnknown', `There is no ${lifecycle.resource} "${wanted}".`)
          })
        }),
      ...worldHandlers(host),
      ...clockHandlers(host),
      ...subjectHandlers(host),
      ...scenarioHandlers(host),
      ...faultHandlers(host),
      ...journalHandlers(host),
      ...providerStateHandlers(host),
    },
  }
}

function withLifecycle(host: Host, call: Call, next: (lifecycle: Lifecycle) => Maybe<Decision>): Maybe<Decision> {
  const { lifecycles } = host.model()
  const id = String(call.parameters.path['lifecycle'])
  const lifecycle = named(lifecycles, id)
  if (lifecycle !== undefined) return next(lifecycle)
  return refuse('LifecycleUnknown', `There is no lifecycle "${id}".`, { known: Object.keys(lifecycles) })
}

function showLifecycle({ pointer: _, ...lifecycle }: Lifecycle): JsonObject {
  return lifecycle as unknown as JsonObject
}
