/** Contracts that start from an operation and a provider state: short, as strict as the document, linked to it. */

import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { ApiModel } from '../../spec/index.js'
import { tidyPact } from './pact-file.js'
import { loadPactLibrary } from './pact-library.js'
import { type InteractionOptions, type Plan, planOf } from './plan.js'

export type { InteractionOptions } from './plan.js'

export type ContractOptions = {
  readonly model: ApiModel
  readonly consumer: string
  /** @default the document's title */
  readonly provider?: string
}

export type Contract = {
  /** One thing that the consumer does and relies on. */
  interaction(options: InteractionOptions): ContractInteraction
  /**
   * Writes the pact: all interactions whose tests have run, and no others, in a form that makes small diffs.
   *
   * @returns the file's path
   * @throws Error if a test failed, or none ran: half a contract is worse than that of yesterday
   */
  write(folder: string): string
}

export type ContractInteraction = {
  readonly description: string
  /** Runs the consumer's own code against a server that knows this one interaction. */
  test<T>(run: (server: ContractServer) => Promise<T>): Promise<T>
}

export type ContractServer = {
  readonly url: string
  /** What the provider state will return; here: the contract's examples. */
  readonly id: string
  readonly token: string
}

/**
 * A contract between a consumer and whoever implements the document.
 *
 * @example
 * const shop = contract({ model, consumer: 'shop' })
 * await shop
 *   .interaction({ operation: 'getParcel', given: ['parcel exists', { status: 'Held' }], reads: ['status'] })
 *   .test(async ({ url, token, id }) => expect(await readParcel(url, token, id)).toMatchObject({ id }))
 * shop.write('pacts')
 */
export function contract({ model, consumer, provider = model.title }: ContractOptions): Contract {
  const folder = mkdtempSync(join(tmpdir(), 'specimen-contract-'))
  const states = { begun: 0, held: 0 }

  return {
    interaction(options) {
      const plan = planOf(model, options)
      return {
        description: plan.description,
        async test(run) {
          states.begun += 1
          const result = await runWithRetry({ plan, consumer, provider, folder }, run)
          states.held += 1
          return result
        },
      }
    },
    write(target) {
      const { begun, held } = states
      if (held < begun || held === 0)
        throw new Error(`The contract of ${consumer} was not written: ${held} of ${begun} interactions held.`)
      const [written = ''] = readdirSync(folder)
      const file = join(target, `${slug(consumer)}--${slug(provider)}.json`)
      mkdirSync(target, { recursive: true })
      rmSync(file, { force: true })
      writeFileSync(file, tidyPact(JSON.parse(readFileSync(join(folder, written), 'utf8'))))
      rmSync(folder, { recursive: true, force: true })
      return file
    },
  }
}

type Run = { readonly plan: Plan; readonly consumer: string; readonly provider: string; readonly folder: string }

const ATTEMPTS = 3

/**
 * @note Pact's mock server (16.3 to 16.5) answers a request before it has noted that it came, and if asked in between,
 * reports it as missing (pact-js #1835, pact-reference #535). So what was "expected but not received", although the
 * consumer's own test passed, is tried again. A consumer that does not send the request fails each time.
 */
async function runWithRetry<T>(run: Run, test: (server: ContractServer) => Promise<T>): Promise<T> {
  for (let attempt = 1; ; attempt += 1) {
    let passed = false
    try {
      return await runOnce(run, async (server) => {
        const result = await test(server)
        passed = true
        return result
      })
    } catch (error) {
      const lost = passed && error instanceof Error && error.message.includes('expected but not received')
      if (!lost || attempt === ATTEMPTS) throw error
    }
  }
}

async function runOnce<T>(
  { plan, consumer, provider, folder }: Run,
  test: (server: ContractServer) => Promise<T>,
): Promise<T> {
  const { PactV4 } = await loadPactLibrary()
  // A new one each time: a builder that throws leaves the old one unusable.
  const pact = new PactV4({ consumer, provider, dir: folder, logLevel: 'error' })
  const { operation, method, path, query, headers, body, file, status, response, values } = plan
  const unconfigured = pact.addInteraction()
  for (const { name, params } of plan.states) unconfigured.given(name, params as never)
  let outcome: { readonly value: T } | undefined
  await unconfigured
    .uponReceiving(plan.description)
    .reference('openapi', 'operationId', operation)
    .withRequest(method, path as never, (request) => {
      if (Object.keys(query).length > 0) request.query(query as never)
      if (Object.keys(headers).length > 0) request.headers(headers as never)
      if (body !== undefined) request.jsonBody(body)
      if (file !== undefined) request.multipartBody(file.type, file.path, file.part, BOUNDARY)
    })
    .willRespondWith(status, (reply) => {
      if (response === undefined) return
      if (response.mediaType === 'application/json') reply.jsonBody(response.template)
      else reply.headers({ 'Content-Type': response.mediaType }).jsonBody(response.template)
    })
    .executeTest(async ({ url }) => {
      outcome = { value: await test({ url, ...values }) }
    })
  if (outcome === undefined) throw new Error(`The test of "${plan.description}" came to no end.`)
  return outcome.value
}

/** The same each time, so that the pact is. */
const BOUNDARY = 'specimen-boundary'

function slug(name: string): string {
  return name
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]+/gu, '-')
    .replace(/^-|-$/g, '')
}
