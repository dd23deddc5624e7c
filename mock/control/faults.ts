/** Faults: arranged for tests, listed, called off. */

import { type ApiModel, durationToMs, isObject, type JsonObject, type JsonValue } from '../../spec/index.js'
import type { Decision } from '../exchange.js'
import type { Fault, FaultEffect, Handler, Latency } from '../ports.js'
import type { Host } from './host.js'
import { accept, bodyOf, done, refuse } from './view.js'

export function faultHandlers(host: Host): { readonly [operation: string]: Handler } {
  return {
    listFaults: (_, { world }) => accept({ faults: world.faults.list().map(showFault) }, 'faults'),

    addFault(call, { world }) {
      const fault = faultOf(host.model(), bodyOf(call.body))
      if ('kind' in fault) return fault
      return { ...accept(showFault(world.faults.add(fault)), 'arranged'), status: 201 } as Decision
    },

    clearFaults(_, { world }) {
      world.faults.clear()
      return done('no faults')
    },

    removeFault(call, { world }) {
      const id = String(call.parameters.path['fault'])
      if (world.faults.remove(id)) return done('called off')
      const known = world.faults.list().map((fault) => fault.id)
      return refuse('FaultUnknown', `There is no fault "${id}"; it may have struck as often as it should.`, { known })
    },
  }
}

/** A fault as the control API takes it; a refusal where the document does not know what it names. */
export function faultOf(model: ApiModel, body: JsonObject): Omit<Fault, 'id' | 'struck'> | Decision {
  const { operation, subject, count, probability = 1 } = body
  const effect = bodyOf(body['effect'])
  if (operation !== undefined && !model.operations.some(({ id }) => id === operation)) {
    const known = model.operations.map(({ id }) => id)
    return refuse('OperationUnknown', `The document has no operation "${operation}".`, { known })
  }
  const { status, example, retry_after: retryAfter, connection } = effect
  if (typeof example === 'string') {
    const known = examplesOf(model, operation, Number(status))
    if (!known.includes(example)) {
      return refuse(
        'ExampleUnknown',
        operation === undefined
          ? `No operation documents an example "${example}" for ${status}.`
          : `${operation} documents no example "${example}" for ${status}.`,
        { known },
      )
    }
  }
  const latency = latencyOf(effect['latency'])
  if (latency !== undefined && !isLatency(latency)) {
    const written = JSON.stringify(effect['latency'])
    const errors = [{ field: 'effect.latency', message: 'is not an ISO 8601 duration, nor a range of two' }]
    const detail = `The latency ${written} is no ISO 8601 duration, or no range of two; write PT0.5S.`
    return refuse('DurationMalformed', detail, { errors })
  }
  return {
    ...(typeof operation === 'string' && { operation }),
    ...(typeof subject === 'string' && { subject }),
    ...(typeof count === 'number' && { count }),
    probability: Number(probability),
    effect: {
      ...(typeof status === 'number' && { status }),
      ...(typeof example === 'string' && { example }),
      ...(typeof retryAfter === 'number' && { retryAfter }),
      ...((connection === 'cut' || connection === 'truncate') && { connection }),
      ...(latency !== undefined && { latency }),
    },
  }
}

/** Names of the bodies that an operation, or any of them, documents for a status. */
function examplesOf({ operations }: ApiModel, operation: unknown, status: number): readonly string[] {
  const concerned = operations.filter(({ id }) => operation === undefined || id === operation)
  const responses = concerned.flatMap((one) => one.responses.filter((response) => answers(response.status, status)))
  return [
    ...new Set(
      responses.flatMap(({ content }) => Object.values(content).flatMap(({ examples }) => Object.keys(examples))),
    ),
  ]
}

/** `409`, `4XX` and `default` answer 409. */
function answers(documented: string, status: number): boolean {
  return [String(status), `${String(status)[0]}XX`, 'default'].includes(documented)
}

function latencyOf(value: JsonValue | undefined): Latency | undefined {
  if (value === undefined) return undefined
  if (isObject(value)) return { from: durationToMs(String(value['from'])), to: durationToMs(String(value['to'])) }
  return durationToMs(String(value))
}

function isLatency(latency: Latency): boolean {
  if (typeof latency === 'number') return Number.isFinite(latency)
  return Number.isFinite(latency.from) && latency.to >= latency.from
}

function showFault({ id, operation, subject, count, probability, effect, struck }: Fault): JsonObject {
  return {
    id,
    struck,
    ...(operation !== undefined && { operation }),
    ...(subject !== undefined && { subject }),
    ...(count !== undefined && { count }),
    probability,
    effect: showEffect(effect),
  }
}

function showEffect({ status, example, retryAfter, connection, latency }: FaultEffect): JsonObject {
  return {
    ...(status !== undefined && { status }),
    ...(example !== undefined && { example }),
    ...(retryAfter !== undefined && { retry_after: retryAfter }),
    ...(connection !== undefined && { connection }),
    ...(latency !== undefined && { latency: showLatency(latency) }),
  }
}

function showLatency(latency: Latency): JsonValue {
  const duration = (milliseconds: number): string => `PT${milliseconds / 1000}S`
  return typeof latency === 'number' ? duration(latency) : { from: duration(latency.from), to: duration(latency.to) }
}
