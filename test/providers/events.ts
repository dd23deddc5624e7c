/** What can happen to a customer. A customer's stream of events is all that is stored about them. */

export type Address = {
  readonly address?: string
  readonly city?: string
  readonly country?: string
  readonly postal_code?: string
  readonly type?: string
}

/** What a call brings: moments in milliseconds, directory entries by their value or id, files by their id. */
export type Portion = {
  readonly first_name?: string
  readonly middle_name?: string
  readonly last_name?: string
  readonly full_name?: string
  readonly nick_name?: string
  readonly birth_date?: number
  readonly gender?: string
  readonly nationality?: string
  readonly fatca?: boolean
  readonly pep?: boolean
  readonly document_type?: string
  readonly document_number?: string
  readonly document_issue_date?: number
  readonly document_expire_date?: number
  readonly current_address?: Address
  readonly industry?: number
  readonly occupation?: number
  readonly document_models?: readonly number[]
  readonly residential_models?: readonly number[]
  readonly photo_model?: number
}

export type Outcome = 'Passed' | 'Refused'

export type Registered = {
  readonly type: 'Registered'
  readonly at: number
  readonly customerId: number
  readonly individualId: number
  readonly addressId: number
  readonly businessCode: string
  readonly phone: string
  readonly email: string
  readonly isEmailConfirmed: boolean
}

export type Event =
  | Registered
  | { readonly type: 'ContactConfirmed'; readonly at: number }
  | { readonly type: 'PortionKept'; readonly at: number; readonly portion: Portion }
  | { readonly type: 'Submitted'; readonly at: number; readonly portion: Portion }
  | { readonly type: 'Delivered'; readonly at: number }
  | { readonly type: 'Decided'; readonly at: number; readonly outcome: Outcome }
