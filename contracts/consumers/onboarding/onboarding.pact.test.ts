/** What the onboarding screens rely on. Run it, and commit the pact that it writes. */

import { fileURLToPath } from 'node:url'
import { afterAll, describe, expect, it } from 'vitest'
import type { ContractServer } from '../../pact/builder.js'
import { openContract } from '../../pact/open-contract.js'
import { createOnboarding, type Onboarding, type Portion } from './client.js'

const onboarding = await openContract({ consumer: 'onboarding' })

afterAll(() => {
  onboarding.write(fileURLToPath(new URL('../../pacts/', import.meta.url)))
})

const open = ({ url, id, token }: ContractServer): Onboarding =>
  createOnboarding({ url, token, customer: Number(id), wait: async () => {} })

const someone = ['individual exists', { compliance_state: 'Restricted', satisfies: ['ProfileComplete'] }] as const
const nearlyDone = [
  'individual exists',
  { compliance_state: 'Restricted', satisfies: ['IdentificationComplete'] },
] as const
const inState = (compliance_state: string) => ['individual exists', { compliance_state }] as const

describe('the profile', () => {
  it('is read', () =>
    onboarding
      .interaction({
        operation: 'getIndividual',
        description: 'the profile is read',
        given: someone,
        reads: ['full_name', 'birth_date', 'gender', 'nationality'],
      })
      .test(async (server) => {
        expect(await open(server).readProfile()).toMatchObject({
          kind: 'done',
          value: { full_name: 'Romanchuk Alexey', nationality: { value: 'UA' } },
        })
      }))

  it('is changed', () =>
    onboarding
      .interaction({
        operation: 'updateIndividual',
        description: 'the nickname is changed',
        given: someone,
        body: { nick_name: 'Lex' },
        exact: { nick_name: 'Lex' },
      })
      .test(async (server) => {
        expect(await open(server).changeProfile({ nick_name: 'Lex' })).toMatchObject({
          kind: 'done',
          value: { nick_name: 'Lex' },
        })
      }))

  it.each(['Accepted', 'Pending', 'Passed'])('is locked in %s', (state) =>
    onboarding
      .interaction({
        operation: 'updateIndividual',
        description: `the profile is locked in ${state}`,
        given: inState(state),
        body: { nick_name: 'Lex' },
        responds: 400,
        example: 'ProfileLocked',
      })
      .test(async (server) => {
        expect(await open(server).changeProfile({ nick_name: 'Lex' })).toMatchObject({
          kind: 'refused',
          refusal: { id: 'profile.locked' },
        })
      }),
  )

  it('is open again after a refusal', () =>
    onboarding
      .interaction({
        operation: 'updateIndividual',
        description: 'the profile is open again after a refusal',
        given: inState('Refused'),
        body: { nick_name: 'Lex' },
        exact: { nick_name: 'Lex', 'customer.compliance_state': 'Refused' },
      })
      .test(async (server) => {
        expect(await open(server).changeProfile({ nick_name: 'Lex' })).toMatchObject({ kind: 'done' })
      }))
})

describe('identification data', () => {
  const passport: Portion = {
    document_type: { value: 'Passport' },
    document_number: 'SPECIMEN-0012345',
    document_issue_date: '2019-05-20',
    document_expire_date: '2031-05-20',
  }

  it('are saved a portion at a time', () =>
    onboarding
      .interaction({
        operation: 'saveIdentification',
        description: 'the document is saved',
        given: someone,
        bodyExample: 'document',
        exact: {
          document_number: 'SPECIMEN-0012345',
          document_issue_date: '2019-05-20T00:00:00.000+0000',
          'document_type.value': 'Passport',
        },
      })
      .test(async (server) => {
        expect(await open(server).save(passport)).toMatchObject({
          kind: 'done',
          value: { document_number: 'SPECIMEN-0012345', document_type: { value: 'Passport' } },
        })
      }))

  it('say which field is at fault', () =>
    onboarding
      .interaction({
        operation: 'saveIdentification',
        description: 'a date that is none is refused',
        given: someone,
        body: { birth_date: 'yesterday' },
        responds: 400,
        example: 'FieldDate',
        exact: { 'errors[].field': 'birth_date' },
      })
      .test(async (server) => {
        expect(await open(server).save({ birth_date: 'yesterday' })).toMatchObject({
          kind: 'refused',
          refusal: { fields: { birth_date: expect.any(String) } },
        })
      }))

  it('are submitted', () =>
    onboarding
      .interaction({
        operation: 'submitIdentification',
        description: 'a complete identification is submitted',
        given: nearlyDone,
        exact: { 'customer.compliance_state': 'Accepted' },
      })
      .test(async (server) => {
        expect(await open(server).submit()).toMatchObject({
          kind: 'done',
          value: { customer: { compliance_state: 'Accepted' } },
        })
      }))

  it('are not submitted while something is missing', () =>
    onboarding
      .interaction({
        operation: 'submitIdentification',
        description: 'an incomplete identification is not submitted',
        given: someone,
        responds: 400,
        example: 'IdentificationIncomplete',
        reads: ['errors'],
      })
      .test(async (server) => {
        const outcome = await open(server).submit()
        expect(outcome).toMatchObject({ kind: 'refused', refusal: { id: 'identification.incomplete' } })
        expect(outcome.kind === 'refused' && Object.keys(outcome.refusal.fields)).not.toEqual([])
      }))

  it('are submitted once', () =>
    onboarding
      .interaction({
        operation: 'submitIdentification',
        description: 'a second submission is refused',
        given: inState('Accepted'),
        responds: 400,
        example: 'ProfileLocked',
      })
      .test(async (server) => {
        expect(await open(server).submit()).toMatchObject({ kind: 'refused', refusal: { id: 'profile.locked' } })
      }))
})

describe('the decision', () => {
  it.each(['Passed', 'Refused'] as const)('is seen: %s', (state) =>
    onboarding
      .interaction({
        operation: 'getCurrentCustomer',
        description: `the decision is seen: ${state}`,
        given: inState(state),
        exact: { compliance_state: state },
      })
      .test(async (server) => {
        expect(await open(server).decision()).toEqual({ kind: 'done', value: state })
      }),
  )

  it('is waited for', async () => {
    const answers = ['Accepted', 'Pending', 'Passed']
    let asked = 0
    const { decision } = createOnboarding({
      url: 'http://127.0.0.1',
      token: 'any',
      customer: 1,
      wait: async () => {},
      fetch: async () => Response.json({ compliance_state: answers[asked++] }),
    })
    expect(await decision()).toEqual({ kind: 'done', value: 'Passed' })
    expect(asked).toBe(3)
  })
})

describe('what the screens need besides', () => {
  it('is the code of the day', () =>
    onboarding
      .interaction({ operation: 'getIdentificationCode', description: 'the code of the day is read', given: someone })
      .test(async (server) => {
        expect(await open(server).codeOfTheDay()).toEqual({ kind: 'done', value: '3385' })
      }))

  it('are the countries', () =>
    onboarding
      .interaction({ operation: 'listCountries', description: 'the countries are listed', given: someone })
      .test(async (server) => {
        expect(await open(server).countries()).toMatchObject({ kind: 'done', value: [{ value: 'AD' }] })
      }))

  it('is a place for photographs', () =>
    onboarding
      .interaction({
        operation: 'uploadFile',
        description: 'a photograph is uploaded',
        given: someone,
        file: {
          part: 'filex',
          path: fileURLToPath(new URL('./specimen.png', import.meta.url)),
          type: 'image/png',
        },
      })
      .test(async (server) => {
        const { readFile } = await import('node:fs/promises')
        const picture = await readFile(new URL('./specimen.png', import.meta.url))
        const file = new File([picture], 'specimen.png', { type: 'image/png' })
        expect(await open(server).upload(file)).toMatchObject({ kind: 'done', value: { id: 5001 } })
      }))
})

describe('strangers', () => {
  it('are turned away', () =>
    onboarding
      .interaction({
        operation: 'getCurrentCustomer',
        description: 'an unknown token is turned away',
        headers: { Authorization: 'Bearer no-token-of-anyone' },
        responds: 401,
        example: 'TokenUnknown',
      })
      .test(async (server) => {
        const outcome = await open({ ...server, token: 'no-token-of-anyone' }).status()
        expect(outcome).toMatchObject({ kind: 'refused', refusal: { id: 'auth.token_unknown' } })
      }))

  it("do not see another's profile", () =>
    onboarding
      .interaction({
        operation: 'getIndividual',
        description: "another's profile is not shown",
        given: someone,
        path: { id: 999_999_999 },
        responds: 403,
      })
      .test(async (server) => {
        const outcome = await open({ ...server, id: '999999999' }).readProfile()
        expect(outcome).toMatchObject({ kind: 'refused', refusal: { id: 'access.forbidden' } })
      }))
})
