/** The onboarding screens' way to the API: what a frontend team would write, with types from the document. */

import createClient from 'openapi-fetch'
import type { components, paths } from '../../../spec/kyc/types.generated.js'

type Schemas = components['schemas']
export type Profile = Schemas['Individual']
export type Portion = Schemas['IndividualInput']
export type Customer = Schemas['Customer']
export type Status = Customer['compliance_state']
export type UploadedFile = Schemas['File']
export type Country = Schemas['Country']

/** What was asked for, or why it was refused. */
export type Outcome<T> =
  | { readonly kind: 'done'; readonly value: T }
  | { readonly kind: 'refused'; readonly refusal: Refusal }

export type Refusal = {
  /** For the program: `profile.locked`. */
  readonly id: string
  /** For the person. */
  readonly message: string
  /** Field → what is wrong with it. */
  readonly fields: { readonly [field: string]: string }
}

export type OnboardingOptions = {
  readonly url: string
  readonly token: string
  /** The customer's id. */
  readonly customer: number
  /** @default the global one */
  readonly fetch?: (request: Request) => Promise<Response>
  /** Waits between two looks at the status. */
  readonly wait?: (milliseconds: number) => Promise<void>
}

export type Onboarding = ReturnType<typeof createOnboarding>

const EVERY = 2000

export function createOnboarding({ url, token, customer, fetch, wait = sleep }: OnboardingOptions) {
  const api = createClient<paths>({
    baseUrl: url,
    headers: { Authorization: `Bearer ${token}` },
    ...(fetch && { fetch }),
  })
  const params = { path: { id: customer } }

  return {
    readProfile: async (): Promise<Outcome<Profile>> =>
      outcomeOf(await api.GET('/api/v1/customers/{id}/individual/data', { params })),

    changeProfile: async (body: Portion): Promise<Outcome<Profile>> =>
      outcomeOf(await api.PUT('/api/v1/customers/{id}/individual/data', { params, body })),

    /** Keeps what one screen has asked for. */
    save: async (body: Portion): Promise<Outcome<Profile>> =>
      outcomeOf(await api.PUT('/api/v1/identification/individuals/{id}/save', { params, body })),

    /** Hands everything that was saved to the officers. */
    submit: async (): Promise<Outcome<Profile>> =>
      outcomeOf(await api.PUT('/api/v1/identification/individuals/{id}', { params })),

    status: currentStatus,

    /** Looks again and again until the officers have decided, or the screen is left. */
    async decision(signal?: AbortSignal): Promise<Outcome<Status>> {
      for (;;) {
        const outcome = await currentStatus()
        if (outcome.kind === 'refused' || isFinal(outcome.value) || signal?.aborted) return outcome
        await wait(EVERY)
      }
    },

    /** The code to write on the paper for the selfie. */
    codeOfTheDay: async (): Promise<Outcome<string>> => outcomeOf(await api.GET('/api/v1/identification/code')),

    countries: async (): Promise<Outcome<readonly Country[]>> => outcomeOf(await api.GET('/api/v1/countries')),

    async upload(file: File): Promise<Outcome<UploadedFile>> {
      const form = new FormData()
      form.set('filex', file)
      return outcomeOf(await api.POST('/api/v1/files', { body: { filex: '' }, bodySerializer: () => form }))
    },
  }

  async function currentStatus(): Promise<Outcome<Status>> {
    const outcome = outcomeOf(await api.GET('/api/v1/customers/current'))
    return outcome.kind === 'refused' ? outcome : { kind: 'done', value: outcome.value.compliance_state }
  }
}

function isFinal(status: Status): boolean {
  return status === 'Passed' || status === 'Refused'
}

function outcomeOf<T>({ data, error }: { data?: T; error?: Schemas['Error'] }): Outcome<T> {
  if (data !== undefined) return { kind: 'done', value: data }
  const { error_id = 'unknown', description = 'Something went wrong.', errors = [] } = error ?? {}
  const fields = Object.fromEntries(errors.map(({ field, message }) => [field, message]))
  return { kind: 'refused', refusal: { id: error_id, message: description, fields } }
}

function sleep(milliseconds: number): Promise<void> {
  return new Promise((resolve) => {
    setTimeout(resolve, milliseconds)
  })
}
