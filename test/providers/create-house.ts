/** The correct provider, as parts that ask each other by the house. */

import { customerOperations } from './customer-operations.js'
import { directories } from './directories.js'
import { directoryOperations } from './directory-operations.js'
import { merge } from './dossier.js'
import { createEventLog } from './event-log.js'
import { createFileCabinet } from './file-cabinet.js'
import { fileOperations } from './file-operations.js'
import { authorize, handle, refuse } from './handle.js'
import type { Delays, House, Replace } from './house.js'
import { writeCustomer, writeEntry, writeFile, writeIndividual } from './individual-model.js'
import { readPortion } from './portion.js'
import { change, read } from './registry.js'
import { checkComplete, due, isExpired, isOpen, missingIn, record } from './rules.js'
import { createSessions } from './sessions.js'
import { signInOperations } from './sign-in-operations.js'
import { readMoment, writeMoment } from './timestamp.js'

export type HouseOptions = {
  readonly delays: Delays
  readonly sendSms: House['sendSms']
  readonly replace?: Replace | undefined
}

export function createHouse({ delays, sendSms, replace = () => ({}) }: HouseOptions): House {
  const now = Date.now
  const house: House = {
    now,
    log: createEventLog(),
    files: createFileCabinet(),
    sessions: createSessions(now),
    directories,
    sendSms,

    isOpen,
    missingIn,
    isExpired: (data) => isExpired(house, data),
    checkComplete: (data) => checkComplete(house, data),
    isFileOf: (id, customerId) => house.files.find(id)?.ownerId === customerId,
    isOwn: ({ customerId, callerId }) => customerId === callerId,
    authorize: (call) => authorize(house, call),

    merge,
    record: (operationId, dossier, portion) => record(house, operationId, dossier, portion),
    due: (stream) => due(house, delays, stream),
    deliver: (at) => [{ type: 'Delivered', at }],
    decide: (event, at) => ({ type: 'Decided', at, outcome: event === 'PASS' ? 'Passed' : 'Refused' }),
    read: (customerId) => read(house, customerId),
    change: (customerId, decide) => change(house, customerId, decide),

    readMoment,
    readPortion: (input, dossier) => readPortion(house, input, dossier),

    writeMoment,
    writeIndividual: (dossier) => writeIndividual(house, dossier),
    writeCustomer: (dossier) => writeCustomer(house, dossier),
    writeEntry: (directory, key) => writeEntry(house, directory, key),
    writeFile: (row) => writeFile(house, row),
    refuse,

    operations: {},
    handle: (call) => handle(house, call),
  }
  const operations = {
    ...signInOperations(house),
    ...customerOperations(house),
    ...fileOperations(house),
    ...directoryOperations(house),
  }
  Object.assign(house, { operations })
  return Object.assign(house, replace({ ...house }))
}
