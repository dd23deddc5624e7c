/** The clock of a world. When a move answers, everything that fell due has happened, in order. */

import { addDuration, parseDuration } from '../../spec/index.js'
import type { Decision, Transition } from '../exchange.js'
import { chain, type Handler, type Maybe, type World } from '../ports.js'
import type { Host } from './host.js'
import { accept, bodyOf, refuse, showClock, showTransition, time } from './view.js'

export function clockHandlers(host: Host): { readonly [operation: string]: Handler } {
  return {
    getClock: (_, { world }) => show(host, world),
    freezeClock: (_, { world }) => {
      world.clock.freeze()
      return show(host, world)
    },
    runClock: (_, { world }) => {
      world.clock.run()
      return show(host, world)
    },
    setClock(call, { world }) {
      const wanted = Date.parse(String(bodyOf(call.body)['now']))
      const now = world.clock.now()
      if (wanted < now) {
        return refuse('ClockBackwards', `It is ${time(now)}; only a reset sets the clock back to ${time(wanted)}.`)
      }
      return move(host, world, wanted)
    },
    advanceClock(call, { world }) {
      const by = String(bodyOf(call.body)['by'])
      const duration = parseDuration(by)
      if (duration === undefined) {
        return refuse('DurationMalformed', `"${by}" is no ISO 8601 duration; write PT2S, PT1H, P7D or P1M.`)
      }
      const wanted = addDuration(world.clock.now(), duration)
      if (!Number.isFinite(wanted) || wanted > LATEST) {
        return refuse('DurationMalformed', `"${by}" leads beyond ${time(LATEST)}, where the calendar ends.`)
      }
      return move(host, world, wanted)
    },
  }
}

/** 31 December 9999: years have four digits in every format that goes out. */
const LATEST = Date.UTC(9999, 11, 31)

function show(host: Host, world: World): Maybe<Decision> {
  return chain(showClock(host, world), (clock) => accept(clock, 'clock'))
}

function move(host: Host, world: World, at: number): Maybe<Decision> {
  const moved: Transition[] = []
  world.clock.set(at)
  const stop = world.journal.listen(({ entry }) => {
    if (entry.kind === 'transition') moved.push(entry)
  })
  return chain(host.settle(world), () => {
    stop()
    const transitions = moved.map((transition) => showTransition(host.model(), transition))
    return chain(showClock(host, world), (clock) => accept({ clock, transitions }, `${transitions.length} fell due`))
  })
}
