/** Reads and changes one customer. Writers do not wait for each other: who comes second decides again. */

import { type Dossier, fold } from './dossier.js'
import type { Stream } from './event-log.js'
import type { Decide, House } from './house.js'
import { isProblem, type Problem } from './problem.js'

const MOST_ATTEMPTS = 100

export async function read(house: House, customerId: number): Promise<Dossier> {
  const stream = await streamOf(house, customerId)
  return fold([...stream, ...house.due(stream)], house.merge)
}

export async function change(house: House, customerId: number, decide: Decide): Promise<Dossier | Problem> {
  for (let attempt = 0; attempt < MOST_ATTEMPTS; attempt++) {
    const stream = await streamOf(house, customerId)
    const due = house.due(stream)
    const dossier = fold([...stream, ...due], house.merge)
    const decision = decide(dossier)
    if (isProblem(decision)) return decision
    if (decision.length === 0) return dossier

    const events = [...due, ...decision]
    const isFirst = await house.log.append(customerId, stream.length, events)
    if (isFirst) return fold([...stream, ...events], house.merge)
  }
  return { errorId: 'request.conflict', description: 'Others kept changing the data at the same time. Try again.' }
}

async function streamOf(house: House, customerId: number): Promise<Stream> {
  const stream = await house.log.read(customerId)
  if (stream === undefined) throw new Error(`There is no stream of customer ${customerId}.`)
  return stream
}
