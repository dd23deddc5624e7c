/** The control API: what its own document (spec/control) says, done to the mock. */

import type { ApiModel, JsonObject, Lifecycle } from '../../spec/index.js'
import type { Handlers } from '../ports.js'
import { clockHandlers } from './clock.js'
import { faultHandlers } from './faults.js'
import type { Host } from './host.js'
import { journalHandlers } from './journal.js'
import { providerStateHandlers } from './provider-states.js'
import { scenarioHandlers } from './scenarios.js'
import { subjectHandlers } from './subjects.js'
import { accept, named, refuse } from './view.js'
import { worldHandlers } from './worlds.js'

export type { Hindrance, Host, Placed, Placement, Sent } from './host.js'
export { tokenOf } from './view.js'

export function createControlHandlers(host: Host, control: ApiModel): Handlers {
  return {
    handlers: {
      getHealth: () => {
        const { title, version } = host.model()
        return accept({ status: 'ok', version: host.version, document: { title, version } }, 'up')
      },
      getControlDocument: () => accept(control.document, 'document'),
      listLifecycles: () =>
        accept({ lifecycles: Object.values(host.model().lifecycles).map(showLifecycle) }, 'lifecycles'),
      getLifecycle: (call) => {
        const { lifecycles } = host.model()
        const id = String(call.parameters.path['lifecycle'])
        const lifecycle = named(lifecycles, id)
        if (lifecycle !== undefined) return accept(showLifecycle(lifecycle), 'lifecycle')
        return refuse('LifecycleUnknown', `There is no lifecycle "${id}".`, { known: Object.keys(lifecycles) })
      },
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

function showLifecycle({ pointer: _, ...lifecycle }: Lifecycle): JsonObject {
  return lifecycle as unknown as JsonObject
}
