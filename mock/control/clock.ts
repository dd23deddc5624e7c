/** The clock of a world. When a move answers, everything that fell due has happened, in order. */

import { addDuration, parseDuration } from '../../spec/index.js'
import type { Decision, Transition } from '../exchange.js'
import { chain, type Handler, type Maybe, type World } from '../ports.js'
import type { Host } from './host.js'
import { accept, bodyOf, momentOf, refuse, showClock, showTransition, time } from './view.js'

export function clockHandlers(host: Host): { readonly [operation: string]: Handler } {
  return {
    getClock: (_, { world }) => show(host, world),
    freezeClock: (_, { world }) => {
      world.clock.freeze()
      tellClock(world)
      return show(host, world)
    },
    runClock: (_, { world }) => {
      world.clock.run()
      tellClock(world)
      return show(host, world)
    },
    setClock(call, { world }) {
      const { now: written } = bodyOf(call.body)
      const wanted = momentOf(written)
      const now = world.clock.now()
      if (wanted === undefined) return refuseMoment('now')
      if (wanted < now) {
        return refuse('ClockBackwards', `It is ${time(now)}; only a reset sets the clock back to ${time(wanted)}.`)
      }
      return move(host, world, wanted)
    },
    advanceClock(call, { world }) {
      const by = String(bodyOf(call.body)['by'])
      const wanted = later(world.clock.now(), by)
      if (wanted !== undefined) return move(host, world, wanted)
      const errors = [{ field: 'by', message: 'is not an ISO 8601 duration within the calendar' }]
      const detail =
        parseDuration(by) === undefined
          ? `"${by}" is no ISO 8601 duration; write PT2S, PT1H, P7D or P1M.`
          : `"${by}" leads beyond ${time(LATEST)}, where the calendar ends.`
      return refuse('DurationMalformed', detail, { errors })
    },
  }
}

/** 31 December 9999: years have four digits in every format that goes out. */
const LATEST = Date.UTC(9999, 11, 31)

/** The moment so much later; undefined: the text is no duration, or leads beyond the calendar. */
export function later(now: number, by: string): number | undefined {
  const duration = parseDuration(by)
  const at = duration === undefined ? Number.NaN : addDuration(now, duration)
  return at <= LATEST ? at : undefined
}

/** Text that has the form of a time, of which there is none. */
export function refuseMoment(field: string): Decision {
  const errors = [{ field, message: 'is no time in the calendar' }]
  return refuse('RequestInvalid', `${field} is no time in the calendar.`, { errors })
}

/** Moves the clock; what fell due has happened then. */
export function moveClock(host: Host, world: World, at: number): Maybe<readonly Transition[]> {
  const moved: Transition[] = []
  world.clock.set(at)
  tellClock(world)
  const stop = world.journal.listen({
    onTold({ entry }) {
      // What another call brings about meanwhile did not fall due.
      if (entry.kind === 'transition' && entry.exchange === undefined) moved.push(entry)
    },
    onEnd: () => {},
  })
  return chain(host.settle(world), () => {
    stop()
    return moved
  })
}

function tellClock({ clock, journal }: World): void {
  journal.add({ kind: 'clock', now: clock.now(), running: !clock.frozen })
}

function show(host: Host, world: World): Maybe<Decision> {
  return chain(showClock(host, world), (clock) => accept(clock, 'clock'))
}

function move(host: Host, world: World, at: number): Maybe<Decision> {
  return chain(moveClock(host, world, at), (moved) => {
    const transitions = moved.map((transition) => showTransition(host.model(), transition))
    return chain(showClock(host, world), (clock) => accept({ clock, transitions }, `${transitions.length} fell due`))
  })
}
