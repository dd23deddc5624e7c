/** Everybody sees and changes what is theirs, and nothing else. */

import { answer, type Visit } from '../exchange.js'
import type { House, Replace } from '../house.js'
import { isObject } from '../json.js'
import { type FaultOfKind, watchCustomers, without } from './fault.js'

/** Lets strangers in. */
const admit =
  (operationIds: readonly string[]): Replace =>
  (house) => {
    const { log, individualIds } = watchCustomers(house)
    return {
      log,
      isOwn: (visit) =>
        house.isOwn(visit) || (operationIds.includes(visit.operationId) && individualIds.has(visit.customerId)),
    }
  }

/** Takes whoever the path names for the caller. */
const trustPath =
  (isTrusted: (call: Parameters<House['authorize']>[0], errorId: string) => boolean): Replace =>
  (house) => {
    const { log, individualIds } = watchCustomers(house)
    return {
      log,
      authorize(call) {
        const caller = house.authorize(call)
        const named = Number(/\/(?:customers|individuals)\/(\d+)/.exec(call.path)?.[1])
        if (typeof caller === 'number' || !individualIds.has(named)) return caller
        return isTrusted(call, caller.errorId) ? named : caller
      },
    }
  }

/** Does not look whose file it is. */
const anybodysFile = (operationId: string): Replace => {
  return ({ operations, files }) => ({
    operations: {
      ...operations,
      [operationId]: async (visit: Visit) => {
        const callerId = files.find(Number(visit.params['id']))?.ownerId ?? visit.callerId
        const operation = operations[operationId]
        if (operation === undefined) throw new Error(`${operationId} is not written.`)
        return operation({ ...visit, callerId })
      },
    },
  })
}

export const identityFaults: readonly FaultOfKind[] = [
  {
    name: 'others-readable',
    sentence: 'Anybody who is signed in can read every profile.',
    breaks: admit(['getIndividual']),
  },
  {
    name: 'others-writable',
    sentence: 'Anybody who is signed in can change every profile.',
    breaks: admit(['updateIndividual']),
  },
  {
    name: 'others-savable',
    sentence: 'Anybody who is signed in can save portions for everybody.',
    breaks: admit(['saveIdentification']),
  },
  {
    name: 'others-submittable',
    sentence: 'Anybody who is signed in can submit for everybody.',
    breaks: admit(['submitIdentification']),
  },
  {
    name: 'others-files-listed',
    sentence: 'Anybody who is signed in can list the files of everybody.',
    breaks: admit(['listCustomerFiles']),
  },
  {
    name: 'others-file-readable',
    sentence: 'Anybody who is signed in can read every file.',
    breaks: anybodysFile('getFile'),
  },
  {
    name: 'others-file-deletable',
    sentence: 'Anybody who is signed in can delete every file that is not used.',
    breaks: anybodysFile('deleteFile'),
  },
  {
    name: 'others-file-taken',
    sentence: "A model takes another customer's file.",
    breaks: ({ files, isFileOf, readPortion }) => {
      let isReading = false
      return {
        readPortion(input, dossier) {
          isReading = true
          const read = readPortion(input, dossier)
          isReading = false
          return read
        },
        isFileOf: (id, customerId) => (isReading ? files.find(id) !== undefined : isFileOf(id, customerId)),
      }
    },
  },
  {
    name: 'unknown-id-not-found',
    sentence: 'A customer who does not exist is 404, which tells who does.',
    breaks: (house) => {
      const { log, individualIds } = watchCustomers(house)
      return {
        log,
        async handle(call) {
          const reply = await house.handle(call)
          const named = /\/(?:customers|individuals)\/(\d+)/.exec(call.path)?.[1]
          if (reply.status !== 403 || named === undefined || individualIds.has(Number(named))) return reply
          return house.refuse({ errorId: 'path.not_found', description: `There is no customer ${named}.` })
        },
      }
    },
  },
  {
    name: 'reads-without-token',
    sentence: 'Nobody needs a token to read.',
    breaks: trustPath(({ method }, errorId) => method === 'GET' && errorId === 'auth.token_missing'),
  },
  {
    name: 'writes-without-token',
    sentence: 'Nobody needs a token to change a profile or to submit.',
    breaks: trustPath(({ method }, errorId) => method === 'PUT' && errorId === 'auth.token_missing'),
  },
  {
    name: 'any-token-taken',
    sentence: 'A token that nobody gave out is as good as any.',
    breaks: trustPath((_, errorId) => errorId === 'auth.token_unknown'),
  },
  {
    name: 'id-changes',
    sentence: "The individual's id can be changed by sending another.",
    breaks: ({ readPortion, writeIndividual }) => {
      const ids = new Map<number, number>()
      return {
        readPortion(input, dossier) {
          if (!isObject(input) || typeof input['id'] !== 'number') return readPortion(input, dossier)
          ids.set(dossier.customerId, input['id'])
          return readPortion(without(input, 'id'), dossier)
        },
        writeIndividual: (dossier) =>
          writeIndividual({ ...dossier, individualId: ids.get(dossier.customerId) ?? dossier.individualId }),
      }
    },
  },
  {
    name: 'id-ignored',
    sentence: "An id that is not the individual's is ignored.",
    breaks: ({ readPortion }) => ({
      readPortion: (input, dossier) => readPortion(isObject(input) ? without(input, 'id') : input, dossier),
    }),
  },
  {
    name: 'path-takes-individual-id',
    sentence: "Paths take the individual's id instead of the customer's.",
    breaks: (house) => {
      const { log, individualIds } = watchCustomers(house)
      return {
        log,
        handle: (call) =>
          house.handle({
            ...call,
            path: call.path.replace(/(?<=\/(?:customers|individuals)\/)\d+/, (text) => {
              const found = [...individualIds].find(([, individualId]) => individualId === Number(text))
              return String(found?.[0] ?? Number.MAX_SAFE_INTEGER)
            }),
          }),
      }
    },
  },
  {
    name: 'current-is-newest',
    sentence: 'The current customer is whoever has registered last.',
    breaks: (house) => {
      const { log, individualIds } = watchCustomers(house)
      const { operations } = house
      return {
        log,
        operations: {
          ...operations,
          async getCurrentCustomer() {
            const newest = [...individualIds.keys()].at(-1) ?? 0
            return answer({ code: 0, ...house.writeCustomer(await house.read(newest)) })
          },
        },
      }
    },
  },
  {
    name: 'everybody-listed',
    sentence: 'The list of customers has those of other users too.',
    breaks: (house) => {
      const { log, individualIds } = watchCustomers(house)
      return {
        log,
        operations: {
          ...house.operations,
          async listCustomers() {
            const dossiers = await Promise.all([...individualIds.keys()].map((id) => house.read(id)))
            return answer(dossiers.map((dossier) => house.writeCustomer(dossier)))
          },
        },
      }
    },
  },
  {
    name: 'token-beginning-suffices',
    sentence: 'A valid token is valid whatever follows it.',
    breaks: ({ sessions }) => ({
      sessions: { ...sessions, callerOf: (token) => sessions.callerOf(token.slice(0, 36)) },
    }),
  },
  {
    name: 'any-scheme-taken',
    sentence: 'A token is taken in the words of any scheme.',
    breaks: ({ authorize }) => ({
      authorize(call) {
        const { authorization } = call.headers
        if (authorization === undefined) return authorize(call)
        const headers = { ...call.headers, authorization: authorization.replace(/^\S+/, 'Bearer') }
        return authorize({ ...call, headers })
      },
    }),
  },
  {
    name: 'passed-readable',
    sentence: 'Anybody who is signed in can read the profile of who has passed.',
    breaks: (house) => {
      const { log, individualIds } = watchCustomers(house)
      const passed = new Set<number>()
      return {
        log,
        async handle(call) {
          const named = Number(/\/customers\/(\d+)\/individual/.exec(call.path)?.[1])
          if (individualIds.has(named) && (await house.read(named)).compliance === 'Passed') passed.add(named)
          return house.handle(call)
        },
        isOwn: (visit) => house.isOwn(visit) || (visit.operationId === 'getIndividual' && passed.has(visit.customerId)),
      }
    },
  },
]
