/** The one door for contract tests: Pact's state-change protocol. Only the test build has it. */

import { randomUUID } from 'node:crypto'
import { type ComplianceState, type Dossier, fold } from './dossier.js'
import type { Stream } from './event-log.js'
import type { Event, Portion } from './events.js'
import type { House } from './house.js'
import { isObject, type Json, type JsonObject } from './json.js'
import { arrangedFor, isDeliverable } from './rules.js'

export type StateReply = { readonly status: number; readonly body: JsonObject }
type Setup = (params: JsonObject) => Promise<StateReply>

const COMPLIANCE_STATES: readonly Json[] = ['Restricted', 'Accepted', 'Pending', 'Passed', 'Refused']
const DAY = 86_400_000

export function createProviderStates(house: House): (body: Uint8Array) => Promise<StateReply> {
  /** The numbers of people made so far. */
  let people = 0

  const setups: { readonly [state: string]: Setup } = {
    '': async () => ({ status: 200, body: {} }),
    'individual exists': makeIndividual,
    'individual receives event': sendEvent,
    'individual has one-time password': sendPassword,
  }

  return async (body) => {
    const change = parse(body)
    if (change === undefined) return refused('The body should be {"state", "params", "action"}.')
    const { state, params, action = 'setup' } = change
    const setup = typeof state === 'string' && Object.hasOwn(setups, state) ? setups[state] : undefined
    if (setup === undefined) return refused(`There is no state ${JSON.stringify(state ?? null)}.`, 404)
    if (action === 'teardown') return { status: 200, body: {} }
    if (action !== 'setup') return refused(`action is ${JSON.stringify(action)}; it should be setup or teardown.`)
    return setup(isObject(params) ? params : {})
  }

  async function makeIndividual(params: JsonObject): Promise<StateReply> {
    const { compliance_state = 'Restricted', satisfies, id: key, customerId = key, fields, ...named } = params
    const given = { ...named, ...(isObject(fields) ? fields : {}) }
    if (!COMPLIANCE_STATES.includes(compliance_state)) return refused(`There is no ${String(compliance_state)}.`)
    const compliance = compliance_state as ComplianceState
    const level = levelOf(satisfies, compliance, given['state'])
    if (level === undefined) return refused(`satisfies is ${JSON.stringify(satisfies)}, which is no schema here.`)

    people += 1
    const id = Number.isInteger(customerId) ? Number(customerId) : 20_000_000 + people
    const at = house.now()
    const { email, state, ...input } = given
    const contact: JsonObject = isObject(email) ? email : {}
    const registered: Stream[0] = {
      type: 'Registered',
      at,
      customerId: id,
      individualId: 3_000_000_000 + people,
      addressId: 410_000 + people,
      businessCode: randomUUID(),
      phone: `999${String(id).padStart(10, '0')}`,
      email: String(contact['value'] ?? `person${people}@example.com`),
      isEmailConfirmed: contact['state'] === undefined ? state !== 'New' : contact['state'] === 'Confirmed',
    }
    await house.log.begin(id, [registered])

    const made = await makeFiles(input, id)
    const sent = Object.fromEntries(Object.entries(made).filter(([, value]) => value !== null))
    const portion = house.readPortion(sent, fold([registered]))
    if (Array.isArray(portion)) {
      return refused(portion.map(({ field, message }) => `${field} ${message}`).join('; '))
    }
    const data = { ...(await dataFor(level, id)), ...(portion as Portion) }
    const kept = Object.fromEntries(Object.entries(data).filter(([name]) => made[name] !== null))
    await house.log.begin(id, [registered, ...historyOf(kept, compliance, at)])
    return { status: 200, body: valuesOf(id, registered) }
  }

  /** A file that is described is made. */
  async function makeFiles(input: JsonObject, ownerId: number): Promise<JsonObject> {
    const make = async (file: Json): Promise<Json> =>
      isObject(file) && typeof file['original_file_name'] === 'string'
        ? { id: await addFile(ownerId, file['original_file_name']) }
        : file
    const entries = Object.entries(input).map(async ([name, value]) => {
      if (name === 'photo_model') return [name, await make(value)]
      if (!name.endsWith('_models') || !Array.isArray(value)) return [name, value]
      return [name, await Promise.all(value.map(make))]
    })
    return Object.fromEntries(await Promise.all(entries))
  }

  async function dataFor(level: Level, ownerId: number): Promise<Portion> {
    if (level === 'none') return {}
    const profile: Portion = {
      first_name: 'Ada',
      last_name: `Specimen${people}`,
      birth_date: Date.UTC(1985, 2, 1 + (people % 28)),
      gender: 'Female',
      nationality: 'PT',
      fatca: false,
      pep: false,
    }
    if (level === 'ProfileComplete') return profile
    const today = Math.floor(house.now() / DAY) * DAY
    return {
      ...profile,
      document_type: 'Passport',
      document_number: `SPECIMEN-${String(people).padStart(7, '0')}`,
      document_issue_date: today - 1000 * DAY,
      document_expire_date: today + 1000 * DAY,
      current_address: {
        address: '7 Example Street',
        city: 'Braga',
        country: 'PT',
        postal_code: '4700-001',
        type: 'Actual',
      },
      document_models: [await addFile(ownerId, 'front.png'), await addFile(ownerId, 'back.png')],
      residential_models: [await addFile(ownerId, 'bill.png')],
      photo_model: await addFile(ownerId, 'selfie.png'),
    }
  }

  async function addFile(ownerId: number, name: string): Promise<number> {
    const bytes = new TextEncoder().encode(`SPECIMEN ${name}`)
    return (await house.files.add({ ownerId, created: house.now(), name, mimeType: 'image/png', bytes })).id
  }

  async function sendEvent(params: JsonObject): Promise<StateReply> {
    const stream = await find(params)
    if (stream === undefined) return refused('There is no customer of that id.', 404)
    const due = house.due(stream)
    const dossier = fold([...stream, ...due], house.merge)
    const events = eventsFor(params['event'] ?? null, dossier)
    if (events === undefined) {
      return refused(`${JSON.stringify(params['event'])} cannot come: the customer is ${dossier.compliance}.`, 409)
    }
    const { customerId } = dossier
    const isWritten = await house.log.append(customerId, stream.length, [...due, ...events])
    return isWritten ? { status: 200, body: valuesOf(customerId, stream[0]) } : sendEvent(params)
  }

  /** What an officer does, or what a delay that is over does. */
  function eventsFor(event: Json, dossier: Dossier): readonly Event[] | undefined {
    const at = house.now()
    const { compliance, email, state } = dossier
    switch (event) {
      case 'CONFIRM':
        return state === 'New' ? [{ type: 'ContactConfirmed', at }] : undefined
      case 'delivery':
        if (compliance === 'Pending') return []
        if (compliance !== 'Accepted') return undefined
        return isDeliverable(email) ? house.deliver(at) : []
      case 'decision': {
        const outcome = arrangedFor(house, dossier)
        if (compliance !== 'Pending') return undefined
        return outcome === undefined ? [] : [{ type: 'Decided', at, outcome }]
      }
      case 'PASS':
      case 'REFUSE':
        return compliance === 'Pending' ? [house.decide(event, at)] : undefined
      default:
        return undefined
    }
  }

  async function sendPassword(params: JsonObject): Promise<StateReply> {
    const stream = await find(params)
    if (stream === undefined) return refused('There is no customer of that id.', 404)
    const { customerId, phone } = stream[0]
    const { password } = house.sessions.newPassword(phone)
    return { status: 200, body: { ...valuesOf(customerId, stream[0]), password } }
  }

  async function find({ id, customerId }: JsonObject): Promise<Stream | undefined> {
    return house.log.read(Number(id ?? customerId))
  }

  function valuesOf(id: number, { individualId, phone }: Stream[0]): JsonObject {
    const token = house.sessions.grant(id, 'contract-tests').accessToken
    return { id, token, customerId: id, individualId, login: `+${phone}` }
  }
}

type Level = 'none' | 'ProfileComplete' | 'IdentificationComplete'

const LEVELS: readonly Json[] = ['none', 'ProfileComplete', 'IdentificationComplete'] satisfies readonly Level[]

/** The most of what is asked for. Who has submitted was complete; who is on the way to be active has no profile yet. */
function levelOf(satisfies: Json = null, compliance: ComplianceState, state?: Json): Level | undefined {
  if (satisfies !== null) {
    const levels = [satisfies].flat().map((name) => LEVELS.indexOf(name))
    return levels.includes(-1) ? undefined : (LEVELS[Math.max(0, ...levels)] as Level)
  }
  if (compliance !== 'Restricted') return 'IdentificationComplete'
  return state === 'New' || state === 'Confirmed' ? 'none' : 'ProfileComplete'
}

/** The way that leads to a state. */
function historyOf(portion: Portion, compliance: ComplianceState, at: number): readonly Event[] {
  const kept: Event = { type: 'PortionKept', at, portion }
  const submitted: Event = { type: 'Submitted', at, portion: {} }
  const delivered: Event = { type: 'Delivered', at }
  if (compliance === 'Restricted') return [kept]
  if (compliance === 'Accepted') return [kept, submitted]
  if (compliance === 'Pending') return [kept, submitted, delivered]
  return [kept, submitted, delivered, { type: 'Decided', at, outcome: compliance }]
}

function parse(body: Uint8Array): JsonObject | undefined {
  try {
    const value: unknown = JSON.parse(new TextDecoder().decode(body))
    return isObject(value) ? value : undefined
  } catch {
    return undefined
  }
}

function refused(error: string, status = 400): StateReply {
  return { status, body: { error } }
}
