import createClient from 'openapi-fetch'
import { afterAll, expect, test } from 'vitest'
import { createMock } from '../../mock/index.js'
import type { paths } from '../../spec/kyc/types.generated.js'

const mock = await createMock()

/** One world for each test: nothing that another test does is seen in it. */
function openWorld(name: string, customer: number) {
  const { fetch, control } = mock.inWorld(name)
  const headers = { authorization: `Bearer customer-${customer}` }
  return { control, api: createClient<paths>({ baseUrl: 'http://localhost', fetch, headers }) }
}

test.concurrent('a submission is locked, and passes', async () => {
  const { api, control } = openWorld('submission', 1003)
  const path = { path: { id: 1003 } }

  const submitted = await api.PUT('/api/v1/identification/individuals/{id}', { params: path })
  expect(submitted.data?.customer.compliance_state).toBe('Accepted')
  const { error } = await api.PUT('/api/v1/customers/{id}/individual/data', { params: path, body: { pep: true } })
  expect(error).toMatchObject({ error_id: 'profile.locked' })

  await control.clock.advance('PT2S')
  await control.subjects.send(1003, 'PASS')
  const { data } = await api.GET('/api/v1/customers/{id}/individual/data', { params: path })
  expect(data?.customer.compliance_state).toBe('Passed')
})

test.concurrent('the second attempt gets through', async () => {
  const { api, control } = openWorld('second-attempt', 1003)
  await control.faults.add({ operation: 'submitIdentification', count: 1, effect: { status: 500 } })

  const submit = () => api.PUT('/api/v1/identification/individuals/{id}', { params: { path: { id: 1003 } } })
  expect([(await submit()).response.status, (await submit()).response.status]).toEqual([500, 200])
  expect(await control.journal.count({ operation: 'submitIdentification' })).toBe(2)
})

afterAll(async () => {
  expect(await mock.control.journal.count()).toBe(0)
})
