import { describe, expect, test } from 'vitest'
import { formatFault, placeFaults } from './fault.js'
import type { JsonObject, JsonValue } from './model.js'
import { parseDocument } from './parse.js'
import { ANNOTATIONS } from './vocabulary.js'
import { findVocabularyFaults } from './vocabulary-faults.js'

/** A document with a pet that is announced, sold, gone; `insert` takes the place of a marked line. */
const PETS = `openapi: 3.1.0
x-specimen: { problems: { detail: title, examples: { forbidden: Locked } } }
paths:
  /pets/{id}:
    put:
      operationId: updatePet
      x-subject: { resource: Pet, action: merge, key: $request.path.id }
      responses:
        '409': { description: no, content: { application/json: { examples: { l: { $ref: '#/components/examples/Locked' } } } } }
  /pets/{id}/sale:
    post:
      operationId: sellPet
      responses:
        '409': { $ref: '#/components/responses/Locked' }
components:
  responses:
    Locked: { description: no, content: { application/json: { examples: { l: { $ref: '#/components/examples/Locked' } } } } }
  examples:
    Locked: { value: { title: locked } }
    NoPrice: { value: { title: no price } }
    Kinds: { value: [{ code: cat, name: Cat }, { code: dog, name: Dog }] }
  securitySchemes:
    token: { type: http, scheme: bearer, x-tokens: 'owner-{key}', x-caller: Pet }
  schemas:
    Priced: { required: [price], x-refusal: Locked }
    Pet:
      x-resource: { key: id, keys: { maximum: 9 }, fresh: { satisfies: [Priced] }, owner: $caller }
      description: For sale, or gone after a week.
      x-lifecycle:
        id: pet
        initial: New
        property: shop.state
        delays: { week: P7D }
        states:
          New: { on: { updatePet: {}, sellPet: { target: Sold, guard: Priced, actions: merge } }, after: { week: Gone } }
          Sold: { on: { RETURN: New }, meta: { refusal: Locked } }
          Gone: { meta: { refusal: Locked } }
      properties:
        id: { type: integer }
        name: { type: string, x-faker: animal.petName, x-immutable: true }
        label: { type: string, x-compute: '{name} of {shop.city}' }
        sold: { type: string, x-stamp: pet, x-timestamp: [YYYY-MM-DD], x-after: now-P1Y, x-before: now }
        kind: { type: object, x-reference: { to: Kinds, by: code } }
        mate: { type: object, x-reference: { to: Pet, by: id } }
        price: { type: number }
        shop: { $ref: '#/components/schemas/Shop' }
    Shop:
      properties:
        city: { type: string }
        state: { type: string, enum: [New, Sold, Gone] }
`

function faultsIn(text: string): string[] {
  const reading = parseDocument(text, '')
  if (reading.kind === 'faulty') throw new Error(reading.faults.map(formatFault).join('\n'))
  return placeFaults(findVocabularyFaults(reading.document), reading.locate).map(
    ({ line, message, severity }) => `${line} ${severity === 'warning' ? 'warning ' : ''}${message}`,
  )
}

/** The faults of the pets' document in which some words are others. */
function changed(from: string, to: string): string[] {
  if (!PETS.includes(from)) throw new Error(`The document has no ${from}`)
  return faultsIn(PETS.replace(from, to))
}

test('nothing is wrong with a document that uses all of it', () => {
  expect(faultsIn(PETS)).toEqual([])
})

describe('a lifecycle', () => {
  test.each([
    [
      'an unknown operation',
      'updatePet: {}',
      'updatPet: {}',
      ['35 There is no operation "updatPet". Did you mean "updatePet"?'],
    ],
    [
      'an event in small letters',
      'RETURN: New',
      'comeBack: New',
      ['36 There is no operation "comeBack". Events that no operation sends are written in capitals.'],
    ],
    [
      'an unknown target',
      'target: Sold',
      'target: Solt',
      [
        '35 pet has no state "Solt". Did you mean "Sold"?',
        '36 warning No way leads from "New" to the state "Sold" of pet.',
      ],
    ],
    [
      'an unknown target in the short form',
      'RETURN: New',
      'RETURN: Nwe',
      ['36 pet has no state "Nwe". Did you mean "New"?'],
    ],
    [
      'an unknown guard',
      'guard: Priced',
      'guard: Prized',
      ['35 A guard is the name of a schema; components.schemas has no "Prized". Did you mean "Priced"?'],
    ],
    [
      'an unknown initial state',
      'initial: New',
      'initial: Neu',
      ['31 The initial state is one of the states; it is "Neu". Did you mean "New"?'],
    ],
    [
      'no initial state',
      'initial: New\n',
      'description: x\n',
      ['29 A lifecycle needs an initial state: New, Sold or Gone.'],
    ],
    [
      'a refusal that is no example',
      'Sold: { on: { RETURN: New }, meta: { refusal: Locked } }',
      'Sold: { on: { RETURN: New }, meta: { refusal: Loked } }',
      ['36 A refusal is the name of an example; components.examples has no "Loked". Did you mean "Locked"?'],
    ],
    [
      'a refusal that no response lists',
      'Gone: { meta: { refusal: Locked } }',
      'Gone: { meta: { refusal: NoPrice } }',
      [
        '37 updatePet and sellPet get "NoPrice" in the state "Gone", but none of their responses lists that example, so the status is unknown.',
      ],
    ],
    [
      'a refusal of a guard that no response lists',
      'x-refusal: Locked',
      'x-refusal: NoPrice',
      [
        '35 sellPet gets "NoPrice" where Priced does not hold, but none of its responses lists that example, so the status is unknown.',
      ],
    ],
    [
      'a state that no way leads to',
      'after: { week: Gone }',
      'after: {}',
      ['37 warning No way leads from "New" to the state "Gone" of pet.'],
    ],
    [
      'a state that its property cannot show',
      'enum: [New, Sold, Gone]',
      'enum: [New, Sold, Lost]',
      ['37 The state "Gone" cannot show: the enum of shop.state does not have it.'],
    ],
    [
      'a property that is not there',
      'property: shop.state',
      'property: shop.stat',
      ['32 Pet has no property "shop.stat". Did you mean "shop.state"?'],
    ],
    [
      'an unknown delay',
      'after: { week: Gone }',
      'after: { weak: Gone }',
      ['35 There is no delay "weak" among the delays of pet. Did you mean "week"?'],
    ],
    [
      'a malformed delay',
      'delays: { week: P7D }',
      'delays: { week: 7d }',
      ['33 The delay "week" is an ISO 8601 duration like PT2S or P7D; it is "7d".'],
    ],
    [
      'an unknown action',
      'actions: merge',
      'actions: [marge]',
      ['35 An action is merge, replace or delete; it is "marge". Did you mean "merge"?'],
    ],
    [
      'an unknown word in a state',
      'on: { RETURN: New }',
      'onn: { RETURN: New }',
      ['36 A state has no "onn"; it may have on, after, always, meta, type, description, tags. Did you mean "on"?'],
    ],
    [
      'an unknown word in a transition',
      'guard: Priced',
      'gard: Priced',
      ['35 A transition has no "gard"; it may have target, guard, actions, description, meta. Did you mean "guard"?'],
    ],
    [
      'an unknown word in the lifecycle',
      'initial: New',
      'initial: New\n        state: New',
      [
        '32 A lifecycle has no "state"; it may have id, initial, property, delays, states, description. Did you mean "states"?',
      ],
    ],
    [
      'an unknown word in meta',
      'Gone: { meta: { refusal: Locked } }',
      'Gone: { meta: { refusel: Locked } }',
      ['37 The meta of a state has no "refusel"; it may have refusal. Did you mean "refusal"?'],
    ],
    [
      'a delay that leads nowhere',
      'after: { week: Gone }',
      'after: { week: [{ target: Gone, guard: Priced }, {}] }',
      ['35 This transition needs a target.'],
    ],
    [
      'states that follow each other without end',
      'Gone: { meta: { refusal: Locked } }',
      'Gone: { always: Lost }\n          Lost: { always: [{ target: Gone }] }',
      [
        '37 This never comes to rest: Gone → Lost → Gone, each by always without a guard.',
        '38 The state "Lost" cannot show: the enum of shop.state does not have it.',
      ],
    ],
    [
      'no states',
      'states:',
      'states: {}\n        x-states:',
      ['34 A lifecycle needs states, an object with at least one; it is an object.'],
    ],
    [
      'a name that is taken',
      'x-refusal: Locked }',
      'x-refusal: Locked, x-lifecycle: { id: pet, initial: A, states: { A: } } }',
      ['29 There is a lifecycle "pet" already, on Priced; give this one an id of its own.'],
    ],
  ])('%s', (_name, from, to, faults) => {
    expect(changed(from, to)).toEqual(faults)
  })
})

describe('another annotation', () => {
  test.each([
    [
      'a name misspelt',
      'x-lifecycle:',
      'x-lifecyle:',
      [
        '29 warning Specimen does not know "x-lifecyle". Did you mean "x-lifecycle"?',
        '42 A stamp is created or modified; it is "pet".',
      ],
    ],
    ['an unknown key', 'x-resource: { key: id', 'x-resource: { key: ident', ['27 Pet has no property "ident".']],
    [
      'an unknown owner',
      'owner: $caller',
      'owner: $callr',
      ['27 Pet has no property "$callr". Did you mean "$caller"?'],
    ],
    [
      'keys without an end',
      'keys: { maximum: 9 }',
      'keys: { minimum: 1 }',
      ['27 "keys" needs a maximum, a whole number; it is empty.'],
    ],
    [
      'keys upside down',
      'keys: { maximum: 9 }',
      'keys: { maximum: 0 }',
      ['27 There is no key from 1 to 0: the maximum is below the minimum.'],
    ],
    [
      'fresh ones that satisfy nothing known',
      'satisfies: [Priced]',
      'satisfies: [Price]',
      ['27 components.schemas has no "Price". Did you mean "Priced"?'],
    ],
    [
      'an unknown word',
      'owner: $caller',
      'ownr: $caller',
      ['27 "x-resource" has no "ownr"; it may have key, keys, fresh, owner. Did you mean "owner"?'],
    ],
    [
      'an unknown resource',
      'x-subject: { resource: Pet,',
      'x-subject: { resource: Pat,',
      ['7 components.schemas has no "Pat". Did you mean "Pet"?'],
    ],
    [
      'an unknown action of an operation',
      'action: merge, key',
      'action: murge, key',
      ['7 An action is read, list, create, merge, replace or delete; it is "murge". Did you mean "merge"?'],
    ],
    [
      'a key that is no expression',
      'key: $request.path.id',
      'key: id',
      ['7 A key is an expression like $request.path.id, $request.body#/id or $caller; it is "id".'],
    ],
    [
      'a key that the path does not have',
      'key: $request.path.id',
      'key: $request.path.ids',
      ['7 The path "/pets/{id}" has no {ids}. Did you mean "id"?'],
    ],
    [
      'a part that the model does not have',
      'action: merge, key',
      'action: merge, at: shp, key',
      ['7 Pet has no property "shp". Did you mean "shop"?'],
    ],
    [
      'an unknown lifecycle to stamp',
      'x-stamp: pet',
      'x-stamp: pat',
      ['42 A stamp is created, modified or pet; it is "pat". Did you mean "pet"?'],
    ],
    [
      'an unknown property to compute of',
      '{name} of',
      '{nam} of',
      ['41 No schema has a property "nam". Did you mean "name"?'],
    ],
    [
      'nothing to compute of',
      "'{name} of {shop.city}'",
      'name',
      ['41 "name" names no property; write them in braces, like {last_name}.'],
    ],
    [
      'a reference to nothing',
      'to: Kinds',
      'to: Kind',
      ['43 There is no directory (a list in components.examples) and no schema "Kind". Did you mean "Kinds"?'],
    ],
    [
      'a reference to an example that is no list',
      'to: Kinds',
      'to: Locked',
      ['43 There is no directory (a list in components.examples) and no schema "Locked".'],
    ],
    [
      'a reference by an unknown property',
      'by: code',
      'by: cod',
      ['43 The entries of Kinds have no property "cod". Did you mean "code"?'],
    ],
    [
      'a reference to a resource by an unknown property',
      'by: id',
      'by: ids',
      ['44 The entries of Pet have no property "ids". Did you mean "id"?'],
    ],
    [
      'a reference by nothing',
      'to: Kinds, by: code',
      'to: Kinds',
      ['43 "x-reference" needs a by: the property that finds the entry of Kinds.'],
    ],
    [
      'a moment that is none',
      'x-after: now-P1Y',
      'x-after: yesterday',
      ['42 Here belongs now, or a moment like now-P18Y or now+P7D; it is "yesterday".'],
    ],
    [
      'a date without a form',
      '[YYYY-MM-DD]',
      '[]',
      ['42 Here belong forms of a date, like [YYYY-MM-DDTHH:mm:ss.SSSZZ, YYYY-MM-DD]; it is an empty list.'],
    ],
    [
      'a fake of one word',
      'animal.petName',
      'name',
      ['40 Here belongs the name of a Faker method, like person.firstName, or {method: argument}; it is "name".'],
    ],
    [
      'tokens without a key',
      'owner-{key}',
      'owner',
      [`23 Here belongs a token with the caller's key in it, like customer-{key}; it is "owner".`],
    ],
    [
      'an unknown caller',
      'x-caller: Pet',
      'x-caller: Pat',
      ['23 components.schemas has no "Pat". Did you mean "Pet"?'],
    ],
    [
      'an unknown problem',
      'forbidden: Locked',
      'forbiden: Locked',
      ['2 There is no problem "forbiden". Did you mean "forbidden"?'],
    ],
    [
      'an unknown example',
      'forbidden: Locked',
      'forbidden: Loked',
      ['2 components.examples has no "Loked". Did you mean "Locked"?'],
    ],
    [
      'an unknown word beside the document',
      'x-specimen: {',
      'x-specimen: { persona: a.yaml,',
      [
        '2 "x-specimen" has no "persona"; it may have personas, scenarios, handlers, problems. Did you mean "personas"?',
      ],
    ],
    [
      'an annotation where it says nothing',
      'operationId: sellPet',
      'operationId: sellPet\n      x-lifecycle: {}',
      ['13 warning "x-lifecycle" belongs on a schema; here it says nothing.'],
    ],
    [
      'a resource without a name of its own',
      'price: { type: number }',
      'price: { type: number, x-lifecycle: {} }',
      [
        '45 warning A lifecycle or a resource belongs on a schema with a name of its own (components.schemas), like Priced; here it says nothing.',
      ],
    ],
    ['an extension of somebody else', 'operationId: sellPet', 'operationId: sellPet\n      x-codeSamples: []', []],
  ])('%s', (_name, from, to, faults) => {
    expect(changed(from, to)).toEqual(faults)
  })
})

const JUNK: readonly JsonValue[] = [null, true, 7, '', 'word', [], [null], ['word'], [[]], {}, { a: null }, { '': {} }]

describe('whatever stands there, it is told and nothing breaks', () => {
  const reading = parseDocument(PETS, '')
  const document: JsonObject = reading.kind === 'read' ? reading.document : {}

  test.each(placesOfAnnotations(document))('%s', (_name, path) => {
    for (const junk of JUNK) {
      const faults = findVocabularyFaults(replaced(document, path, junk) as JsonObject)
      for (const { message } of faults) expect(message).toMatch(/^\S.*[.?]$/)
    }
  })

  test.each(Object.entries(ANNOTATIONS).filter(([name]) => name !== 'x-lifecycle'))('%s is no number', (name, home) => {
    const places = placesOfAnnotations(document).filter(([, path]) => path.at(-1) === name)
    expect(places).not.toEqual([])
    for (const [, path] of places) {
      const told = findVocabularyFaults(replaced(document, path, 7) as JsonObject).map(({ pointer }) => pointer)
      expect([home, told.includes(`/${path.map((token) => token.replaceAll('/', '~1')).join('/')}`)]).toEqual([
        home,
        true,
      ])
    }
  })

  test('also in places of the document that are no objects', () => {
    for (const junk of JUNK) {
      for (const name of ['paths', 'components', 'x-specimen']) {
        expect(() => findVocabularyFaults({ ...document, [name]: junk })).not.toThrow()
      }
      for (const name of ['schemas', 'examples', 'responses', 'securitySchemes']) {
        expect(() => findVocabularyFaults(replaced(document, ['components', name], junk) as JsonObject)).not.toThrow()
      }
    }
  })
})

/** Each annotation, and all that is in it. */
function placesOfAnnotations(value: JsonValue, path: readonly string[] = []): [string, readonly string[]][] {
  if (typeof value !== 'object' || value === null) return []
  return Object.entries(value).flatMap(([name, child]) => {
    const place = [...path, name]
    const inside = placesOfAnnotations(child as JsonValue, place)
    return place.some((token) => token.startsWith('x-')) ? [[place.join(' '), place], ...inside] : inside
  })
}

function replaced(value: JsonValue, [token, ...rest]: readonly string[], by: JsonValue): JsonValue {
  if (token === undefined) return by
  if (Array.isArray(value)) return value.with(Number(token), replaced(value[Number(token)] ?? null, rest, by))
  const object = value as JsonObject
  return { ...object, [token]: replaced(object[token] ?? null, rest, by) }
}
