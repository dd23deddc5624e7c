/** Each fault can be seen from outside: a probe that the correct provider answers otherwise. */

import { readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { type Answer, type Client, clientOf, formWith, type Person, profileOf, submitOf } from './client.js'
import { FAULTS, type FaultKind } from './faults/index.js'
import type { Json, JsonObject } from './json.js'
import { type ProviderOptions, startProvider } from './provider.js'

/** What can be seen; the same each time for a provider that is the same. */
type Probe = (client: Client) => Promise<unknown>

const KINDS: readonly FaultKind[] = [
  'lock',
  'states',
  'data',
  'identity',
  'errors',
  'headers',
  'formats',
  'time',
  'concurrency',
  'persistence',
]

const told = ({ status, get }: Answer) => [status, get('error_id')]
const stateOf = async (person: Person) => ((await person.model())['customer'] as JsonObject)['compliance_state']
const fieldOf =
  (name: string): ((person: Person) => Promise<Json | undefined>) =>
  async (person) =>
    (await person.model())[name]
const complete = { satisfies: ['IdentificationComplete'] }
const paths = {
  saveIdentification: (id: number) => ['PUT', `${submitOf(id)}/save`],
  updateIndividual: (id: number) => ['PUT', profileOf(id)],
  updateCurrentIndividual: () => ['PUT', '/api/v1/customers/individual/data'],
  postCurrentIndividual: () => ['POST', '/api/v1/customers/individual/data'],
  submitIdentification: (id: number) => ['PUT', submitOf(id)],
} as const

/** What a state says to an operation. */
const allowed =
  (state: string, operation: keyof typeof paths, body: Json | undefined = { nick_name: 'al' }): Probe =>
  async ({ person }) => {
    const someone = await person({ compliance_state: state, ...complete })
    const [method = '', path = ''] = paths[operation](someone.id)
    return told(await someone.send(method, path, body))
  }

/** What stands in a field after some portions. */
const kept =
  (name: string, ...portions: readonly JsonObject[]): Probe =>
  async ({ person }) => {
    const someone = await person()
    for (const portion of portions) await someone.save(portion)
    const value = await fieldOf(name)(someone)
    return JSON.stringify(value)?.replace(/"id":\d+/g, '')
  }

/** How a portion is answered. */
const taken =
  (portion: JsonObject): Probe =>
  async ({ person }) =>
    told(await (await person()).put(portion))

const submitWith =
  (params: JsonObject, portion?: JsonObject): Probe =>
  async ({ person }) =>
    told(await (await person({ ...complete, ...params })).submit(portion))

/** What a stranger gets. */
const asStranger =
  (method: string, pathOf: (owner: Person, file: number) => string, body?: Json): Probe =>
  async ({ person }) => {
    const [owner, stranger] = [await person(), await person()]
    const { status } = await stranger.send(method, pathOf(owner, await owner.upload()), body)
    return status
  }

const withToken =
  (method: string, headers: { readonly [name: string]: string }): Probe =>
  async ({ send, person }) =>
    (await send(method, profileOf((await person()).id), method === 'PUT' ? { nick_name: 'x' } : undefined, headers))
      .status

const incomplete: Probe = async ({ person }) => {
  const answer = await (await person()).submit()
  return [...told(answer), answer.get('errors')]
}

const locked: Probe = async ({ person }) => {
  const answer = await (await person({ compliance_state: 'Pending' })).save({ nick_name: 'x' })
  return [...told(answer), answer.get('code'), answer.headers.get('content-type')]
}

const model: Probe = async ({ person }) => {
  const someone = await person(complete)
  const { headers, text } = await someone.send('GET', profileOf(someone.id))
  const code = /[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}/
  return [text.replace(code, '').replace(/\d/g, '0'), headers.get('content-type')]
}

const listed =
  (query: string): Probe =>
  async ({ person }) => {
    const someone = await person()
    const ids = [await someone.upload(), await someone.upload(), await someone.upload()]
    await someone.save({ photo_model: { id: ids[1] ?? 0 } })
    const { body } = await someone.send('GET', `/api/v1/customers/${someone.id}/files${query}`)
    return (body as readonly JsonObject[]).map(({ id, total }) => [ids.indexOf(Number(id)), total])
  }

const BYTES = new Uint8Array([1, 128, 255])
const bytes: Probe = async ({ person }) => {
  const someone = await person()
  const path = `/api/v1/files/${await someone.upload('a.png', BYTES)}`
  const model = await someone.send('GET', path)
  const raw = await someone.send('GET', path, undefined, { accept: 'application/octet-stream' })
  return [model.get('size'), raw.headers.get('content-type'), [...raw.bytes].join()]
}

/** The states that show, one after the other. */
const states =
  (params: JsonObject, ...steps: readonly ((person: Person) => Promise<Answer>)[]): Probe =>
  async ({ person }) => {
    const someone = await person({ ...complete, ...params })
    const seen: unknown[] = []
    for (const step of steps) seen.push((await step(someone)).get('customer.compliance_state'), await stateOf(someone))
    return seen
  }

const submit = (person: Person) => person.submit()
const save = (person: Person) => person.save({ nick_name: 'al' })
const receive = (event: string) => (person: Person) => person.receive(event)

const signIn: Probe = async ({ send, person }) => {
  const { login } = await person()
  const form = { grant_type: 'password', username: login, password: 'oops' }
  let answer: Answer | undefined
  for (let attempt = 0; attempt < 3; attempt++) {
    await send('PUT', '/auth/api/v1/otp', { login, auth_channel: 'SMS' })
    const basic = { authorization: `Basic ${btoa('app:secret')}` }
    answer = await send('POST', '/auth/oauth/token', new URLSearchParams(form), basic)
  }
  return answer?.headers.get('retry-after')
}

/** A body of just those bytes. */
const rawly =
  (bytes: Uint8Array<ArrayBuffer>): Probe =>
  async ({ send, person }) => {
    const { id, token } = await person()
    const headers = { authorization: `Bearer ${token}`, 'content-type': 'application/json' }
    return told(await send('PUT', profileOf(id), new Blob([bytes]), headers))
  }

const DOCUMENT = { document_number: 'SPECIMEN-1' }
const ADDRESS = { current_address: { address: '5 Example Street', city: 'Kyiv', country: { value: 'UA' } } }

const PROBES: { readonly [fault: string]: Probe } = {
  // lock
  'save-not-locked': allowed('Accepted', 'saveIdentification'),
  'put-not-locked': allowed('Accepted', 'updateIndividual'),
  'old-put-not-locked': allowed('Accepted', 'updateCurrentIndividual'),
  'old-post-not-locked': allowed('Accepted', 'postCurrentIndividual'),
  'second-submit-allowed': allowed('Accepted', 'submitIdentification'),
  'accepted-not-locked': allowed('Accepted', 'saveIdentification'),
  'pending-unlocks': allowed('Pending', 'saveIdentification'),
  'passed-unlocks': allowed('Passed', 'saveIdentification'),
  'refused-stays-locked': allowed('Refused', 'saveIdentification'),
  'empty-body-not-locked': allowed('Pending', 'submitIdentification', {}),
  'locked-but-written': async ({ person }) => {
    const someone = await person({ compliance_state: 'Pending' })
    return [...told(await someone.save({ nick_name: 'x' })), await fieldOf('nick_name')(someone)]
  },
  'photo-alone-not-locked': async ({ person }) => {
    const someone = await person({ compliance_state: 'Pending' })
    return told(await someone.save({ photo_model: { id: await someone.upload() } }))
  },
  'second-lock-forgotten': async ({ person }) => {
    const someone = await person({ compliance_state: 'Refused', ...complete })
    return [told(await someone.submit()), told(await someone.save({ nick_name: 'x' }))]
  },

  // states
  'save-submits': states({}, save),
  'submit-skips-accepted': states({}, submit),
  'submit-stays-restricted': states({}, submit),
  'resubmission-stays-refused': states({ compliance_state: 'Refused' }, submit),
  'change-after-refusal-restricts': states({ compliance_state: 'Refused' }, save),
  'delivery-decides': states({}, submit, receive('delivery')),
  'decisions-swapped': states({ compliance_state: 'Pending' }, receive('PASS')),
  'refusal-restricts': states({ compliance_state: 'Pending' }, receive('REFUSE')),
  'state-writable': states({}, (person) => person.put({ customer: { compliance_state: 'Passed' } })),
  'never-active': async ({ person }) => fieldOf('state')(await person()),

  // data: portions
  'portions-overwrite': kept('document_number', DOCUMENT, { nick_name: 'al' }),
  'address-replaced': kept('current_address', ADDRESS, { current_address: { city: 'Lviv' } }),
  'files-appended': async ({ person }) => {
    const someone = await person()
    for (let time = 0; time < 2; time++) await someone.save({ document_models: [{ id: await someone.upload() }] })
    return ((await fieldOf('document_models')(someone)) as readonly Json[]).length
  },
  'first-value-stays': kept('document_number', DOCUMENT, { document_number: 'SPECIMEN-2' }),
  'order-matters': kept('document_number', ADDRESS, DOCUMENT),
  'refused-portion-undoes': kept('document_number', DOCUMENT, { pep: 'no' }),
  'submit-drops-body': async ({ person }) => {
    const someone = await person(complete)
    await someone.submit({ nick_name: 'al' })
    return fieldOf('nick_name')(someone)
  },
  'submit-drops-optional': async ({ person }) => {
    const someone = await person({ ...complete, industry: { id: 230189 } })
    await someone.submit()
    return fieldOf('industry')(someone)
  },
  'repeat-refused': async ({ person }) => {
    const someone = await person()
    return [told(await someone.save(DOCUMENT)), told(await someone.save(DOCUMENT))]
  },
  'unknown-fields-swallowed': taken({ fist_name: 'Mira', current_address: { citty: 'Turku' } }),
  'null-deletes': taken({ first_name: null }),
  'birth-to-come': taken({ birth_date: '2999-01-01' }),
  'blank-names-taken': taken({ first_name: '' }),
  'directory-unchecked': taken({ nationality: { value: 'XX' } }),
  'false-is-lost': kept('pep', { pep: true }, { pep: false }),
  'full-name-stays': kept('full_name', { last_name: 'Sample' }),
  'customer-name-stays': async ({ person }) => {
    const someone = await person()
    await someone.model()
    return (await someone.put({ full_name: 'Sample' })).get('customer.name')
  },
  'email-writable': kept('email', { email: { value: 'other@example.com' } }),
  'submit-replaces-address': async ({ person }) => {
    const someone = await person(complete)
    await someone.save(ADDRESS)
    await someone.submit({ current_address: { city: 'Lviv' } })
    return ((await fieldOf('current_address')(someone)) as JsonObject)['address']
  },
  'blanks-collapsed': kept('nick_name', { nick_name: 'a  b' }),
  'texts-normalized': kept('nick_name', { nick_name: 'e\u0301' }),
  'names-cut': kept('full_name', { full_name: 'x'.repeat(300) }),
  'zeros-lost': kept('document_number', { document_number: '01001' }),
  'unknown-null-swallowed': taken({ fist_name: null }),
  'names-in-any-case': taken({ Nick_name: 'al' }),
  'lists-unlimited': async ({ person }) => {
    const someone = await person()
    const id = await someone.upload()
    return told(await someone.save({ residential_models: Array.from({ length: 21 }, () => ({ id })) }))
  },
  'directories-mixed-up': taken({ industry: { id: 240101 } }),
  'passing-masks-number': async ({ person }) =>
    (await fieldOf('document_number')(await person({ compliance_state: 'Passed', ...complete }))) === '********',

  // data: what a submission needs
  'guard-without-full-name': submitWith({ first_name: null, last_name: null }),
  'guard-without-current-address-city': async ({ person }) => {
    const someone = await person({ ...complete, current_address: null })
    await someone.save({ current_address: { address: '5 Example Street', country: { value: 'UA' } } })
    return told(await someone.submit())
  },
  ...Object.fromEntries(
    [
      'birth_date',
      'nationality',
      'pep',
      'document_type',
      'document_number',
      'document_issue_date',
      'document_expire_date',
      'current_address',
      'document_models',
      'residential_models',
      'photo_model',
    ].map((name) => [`guard-without-${name.replaceAll('_', '-')}`, submitWith({ [name]: null })]),
  ),
  'empty-list-suffices': submitWith({}, { document_models: [] }),
  'expired-document-taken': submitWith({ document_expire_date: '2020-01-01' }),
  'guard-before-merge': submitWith({ document_number: null }, DOCUMENT),
  'incomplete-but-written': async ({ person }) => {
    const someone = await person()
    await someone.submit({ nick_name: 'x' })
    return fieldOf('nick_name')(someone)
  },
  'expired-in-submission-taken': submitWith({}, { document_expire_date: '2020-01-01' }),
  'expired-yesterday-taken': submitWith(
    {},
    { document_expire_date: new Date(Date.now() - 3_600_000).toISOString().replace('Z', '+0000') },
  ),

  // data: files
  'bytes-as-text': bytes,
  'size-in-kilobytes': bytes,
  'used-file-deleted': async ({ person }) => {
    const someone = await person()
    const id = await someone.upload()
    await someone.save({ photo_model: { id } })
    return told(await someone.send('DELETE', `/api/v1/files/${id}`))
  },
  'pages-from-one': listed('?page=1&per_page=2'),
  'total-of-page': listed('?per_page=2'),
  'sort-ignored': listed('?sort=-created'),
  'subtype-ignored': listed('?subtype=KYC'),
  'second-file-deleted': async ({ person }) => {
    const someone = await person()
    const ids = [await someone.upload(), await someone.upload()]
    await someone.save({ document_models: ids.map((id) => ({ id })) })
    return told(await someone.send('DELETE', `/api/v1/files/${ids[1]}`))
  },
  'long-files-cut': async ({ person }) => {
    const someone = await person()
    const id = await someone.upload('a.png', new Uint8Array(70_000))
    return (await someone.send('GET', `/api/v1/files/${id}`)).get('size')
  },
  'file-names-in-ascii': async ({ person }) => {
    const someone = await person()
    const id = await someone.upload('é.png')
    return (await someone.send('GET', `/api/v1/files/${id}`)).get('original_file_name')
  },
  'deleted-still-listed': async ({ person }) => {
    const someone = await person()
    await someone.send('DELETE', `/api/v1/files/${await someone.upload()}`)
    return ((await someone.send('GET', `/api/v1/customers/${someone.id}/files`)).body as readonly Json[]).length
  },

  // identity
  'others-readable': asStranger('GET', ({ id }) => profileOf(id)),
  'others-writable': asStranger('PUT', ({ id }) => profileOf(id), { nick_name: 'x' }),
  'others-savable': asStranger('PUT', ({ id }) => `${submitOf(id)}/save`, { nick_name: 'x' }),
  'others-submittable': asStranger('PUT', ({ id }) => submitOf(id)),
  'others-files-listed': asStranger('GET', ({ id }) => `/api/v1/customers/${id}/files`),
  'others-file-readable': asStranger('GET', (_, file) => `/api/v1/files/${file}`),
  'others-file-deletable': asStranger('DELETE', (_, file) => `/api/v1/files/${file}`),
  'others-file-taken': async ({ person }) => {
    const [owner, stranger] = [await person(), await person()]
    return told(await stranger.save({ photo_model: { id: await owner.upload() } }))
  },
  'unknown-id-not-found': asStranger('GET', () => profileOf(999_999_999)),
  'reads-without-token': withToken('GET', {}),
  'writes-without-token': withToken('PUT', {}),
  'any-token-taken': withToken('GET', { authorization: 'Bearer invented' }),
  'id-changes': taken({ id: 1 }),
  'id-ignored': taken({ id: 1 }),
  'path-takes-individual-id': async ({ person }) => {
    const someone = await person()
    return (await someone.send('GET', profileOf(someone.id))).status
  },
  'current-is-newest': async ({ person }) => {
    const [older] = [await person(), await person()]
    return (await older.send('GET', '/api/v1/customers/current')).get('id') === older.id
  },
  'everybody-listed': async ({ person }) => {
    const [older] = [await person(), await person()]
    return ((await older.send('GET', '/api/v1/customers')).body as readonly Json[]).length
  },
  'token-beginning-suffices': async ({ send, person }) => {
    const { id, token } = await person()
    return (await send('GET', profileOf(id), undefined, { authorization: `Bearer ${token}x` })).status
  },
  'any-scheme-taken': async ({ send, person }) => {
    const { id, token } = await person()
    return (await send('GET', profileOf(id), undefined, { authorization: `Token ${token}` })).status
  },
  'passed-readable': async ({ person }) => {
    const [owner, stranger] = [await person({ compliance_state: 'Passed' }), await person()]
    return (await stranger.send('GET', profileOf(owner.id))).status
  },

  // errors
  'first-missing-only': incomplete,
  'lock-renamed': locked,
  'lock-called-conflict': locked,
  'lock-409': locked,
  'lock-answers-200': locked,
  'incomplete-called-missing': incomplete,
  'incomplete-403': incomplete,
  'expired-called-incomplete': submitWith({ document_expire_date: '2020-01-01' }),
  'fields-422': taken({ pep: 'no' }),
  'no-error-id': locked,
  'errors-as-html': locked,
  'errors-with-code-0': locked,
  'success-without-code': model,
  'forbidden-400': asStranger('GET', ({ id }) => profileOf(id)),
  'unauthorized-403': withToken('GET', {}),
  'unknown-value-fails': taken({ gender: { value: 'x' } }),
  'upload-201': async ({ person }) => {
    const { status } = await (await person()).send('POST', '/api/v1/files', formWith(BYTES, 'a.png'))
    return status
  },
  'entries-from-one': async ({ person }) =>
    (await (await person()).put({ document_models: [{ id: 1 }] })).get('errors'),

  // headers
  'json-as-text': model,
  'no-content-type': model,
  'no-challenge': async ({ send }) => (await send('GET', '/api/v1/customers')).headers.has('www-authenticate'),
  'no-retry-after': signIn,
  'bytes-as-json': bytes,
  'accept-ignored': bytes,
  'curl-label-refused': async ({ person }) => {
    const someone = await person()
    const label = { 'content-type': 'application/x-www-form-urlencoded' }
    return told(await someone.send('PUT', profileOf(someone.id), { nick_name: 'al' }, label))
  },
  'charset-refused': async ({ person }) => {
    const someone = await person()
    const label = { 'content-type': 'application/json; charset=utf-8' }
    return told(await someone.send('PUT', profileOf(someone.id), { nick_name: 'al' }, label))
  },
  'text-after-json-taken': rawly(new TextEncoder().encode('{"nick_name":"al"} {}')),

  // formats
  'offset-with-colon': model,
  'no-milliseconds': model,
  'dates-without-time': model,
  'day-early': kept('birth_date', { birth_date: '1990-05-17' }),
  'offset-unread': kept('birth_date', { birth_date: '1990-05-17T01:00:00.000+0300' }),
  'short-date-refused': taken({ birth_date: '1990-05-17' }),
  'local-time-refused': taken({ birth_date: '1990-05-17T00:00:00' }),
  'ids-as-text': model,
  'flags-as-text': model,
  'state-in-lower-case': model,
  'absent-as-null': model,
  'entries-as-values': model,
  'entries-without-description': model,
  'files-as-ids': model,
  'lists-in-envelope': async ({ person }) =>
    Array.isArray((await (await person()).send('GET', '/api/v1/customers')).body),
  'day-code-as-number': async ({ person }) =>
    typeof (await (await person()).send('GET', '/api/v1/identification/code')).body,
  'offset-minutes-unread': kept('birth_date', { birth_date: '1990-05-17T01:00:00.000+0530' }),
  'before-epoch-clamped': kept('birth_date', { birth_date: '1960-05-17' }),

  // time
  'never-delivered': states({}, submit, receive('delivery')),
  'delivered-at-once': states({}, submit),
  'refusal-delivers': states({}, submit, save),
  'created-moves': async ({ person }) => {
    const someone = await person()
    const moments = new Set<unknown>()
    for (let time = 0; time < 2; time++) {
      moments.add(((await someone.model())['customer'] as JsonObject)['created'])
      await pause(5)
    }
    return moments.size
  },

  // concurrency
  'lost-update': async ({ person }) => {
    const someone = await person()
    await Promise.all([someone.save({ nick_name: 'al' }), someone.save({ middle_name: 'Beata' })])
    const { nick_name, middle_name } = await someone.model()
    return [nick_name, middle_name]
  },
  'double-submit': async ({ person }) => {
    const someone = await person(complete)
    const both = await Promise.all([someone.submit(), someone.submit()])
    return both.map(({ status }) => status).toSorted()
  },
  'callers-mixed-up': async ({ person }) => {
    const people = [await person(), await person()]
    const ids = await Promise.all(people.map(async (one) => (await fieldOf('id')(one)) === one.individualId))
    return ids
  },
  'uploads-collide': async ({ person }) => {
    const someone = await person()
    return new Set(await Promise.all([someone.upload(), someone.upload()])).size
  },
  'second-writer-fails': async ({ person }) => {
    const someone = await person()
    const both = await Promise.all([someone.save({ nick_name: 'al' }), someone.save({ middle_name: 'Beata' })])
    return both.map(({ status }) => status).toSorted()
  },

  // persistence
  'every-second-write-lost': kept('document_number', { nick_name: 'al' }, DOCUMENT),
  'read-behind-write': kept('document_number', DOCUMENT),
  'change-answers-old': async ({ person }) => (await (await person()).save(DOCUMENT)).get('document_number'),
  'stale-process': async ({ person }) => {
    const someone = await person()
    await someone.model()
    await someone.save(DOCUMENT)
    return [await fieldOf('document_number')(someone), await fieldOf('document_number')(someone)]
  },
  'decision-forgotten': async ({ person }) => {
    const someone = await person({ compliance_state: 'Passed' })
    return [await stateOf(someone), await stateOf(someone)]
  },
  'old-address-cached': async ({ person }) => {
    const someone = await person()
    const path = '/api/v1/customers/individual/data'
    const first = (await someone.send('GET', path)).get('document_number')
    await someone.save(DOCUMENT)
    return [first, (await someone.send('GET', path)).get('document_number')]
  },
  'uploads-forgotten': async ({ person }) => {
    const someone = await person()
    return told(await someone.save({ photo_model: { id: await someone.upload() } }))
  },
}

/** Those that only show while time goes by. */
const TIMED: { readonly [fault: string]: { readonly probe: Probe; readonly options: ProviderOptions } } = {
  'reading-delays': {
    options: { deliveryDelay: 200 },
    probe: async ({ person }) => {
      const someone = await person(complete)
      await someone.submit()
      for (let time = 0; time < 10; time++) {
        await pause(40)
        await someone.model()
      }
      return stateOf(someone)
    },
  },
}

const SLOW: ProviderOptions = { deliveryDelay: 60_000 }

function pause(milliseconds: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, milliseconds))
}

async function observe(probe: Probe, options: ProviderOptions): Promise<unknown> {
  const provider = await startProvider(options)
  // A probe may come to grief over an answer that it did not expect; that is an observation too.
  const seen = await probe(clientOf(provider)).catch((error: Error) => error.message)
  await provider.close()
  return seen
}

describe('the faults', () => {
  test('have names, kinds and sentences of their own', () => {
    expect(FAULTS.length).toBeGreaterThan(44)
    expect(new Set(FAULTS.map(({ name }) => name)).size).toBe(FAULTS.length)
    expect(new Set(FAULTS.map(({ sentence }) => sentence)).size).toBe(FAULTS.length)
    expect(new Set(FAULTS.map(({ kind }) => kind))).toEqual(new Set(KINDS))
    for (const { name, sentence } of FAULTS) {
      expect(name).toMatch(/^[a-z0-9-]+$/)
      expect(sentence).toMatch(/^[A-Z].*\.$/)
    }
  })

  test('are each probed', () => {
    expect([...Object.keys(PROBES), ...Object.keys(TIMED)].toSorted()).toEqual(
      FAULTS.map(({ name }) => name).toSorted(),
    )
  })

  test('stand in the table of the docs, each with a judge who catches it', () => {
    const page = readFileSync(new URL('../../contracts/docs/faults.md', import.meta.url), 'utf8')
    const rows = page.split('\n').filter((line) => line.startsWith('| `'))
    expect(rows.map((row) => /^\| `([^`]+)` \| \w+ \| (.*?) \|/.exec(row)?.slice(1))).toEqual(
      FAULTS.map(({ name, sentence }) => [name, sentence]),
    )
    expect(rows.filter((row) => !row.includes('| caught'))).toEqual([])
  })

  test('are known by name', async () => {
    await expect(startProvider({ fault: 'no-such' })).rejects.toThrow('There is no fault "no-such".')
  })
})

describe('can be seen', () => {
  const probes = Object.entries(PROBES).map(([fault, probe]) => [fault, { probe, options: SLOW }] as const)

  test.each([...probes, ...Object.entries(TIMED)])('%s', async (fault, { probe, options }) => {
    const seen = await observe(probe, options)
    expect(await observe(probe, options)).toEqual(seen)
    expect(await observe(probe, { ...options, fault })).not.toEqual(seen)
  })
})
