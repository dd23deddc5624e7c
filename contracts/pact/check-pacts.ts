/** Contracts against the document, without running anything: what they ask for must be what the document promises. */

import type { ApiModel, JsonValue, Operation, Pointer, Response } from '../../spec/index.js'
import { didYouMean } from '../../spec/suggest.js'
import { now } from '../clock.js'
import type { Check } from '../report.js'
import { createSchemas, type Schemas } from '../schema/ajv.js'
import { compareWithDocument } from './comparator.js'
import { operationAt, operationOf, responseOf, ruleOf } from './interaction-operation.js'
import { looseMatchers } from './loose-matchers.js'
import { bodyOf } from './pact-body.js'
import { type Interaction, type Pact, readPactFiles } from './pact-file.js'
import { stateFaults } from './provider-states.js'

type Fault = {
  readonly rule: Pointer
  readonly expected: string
  readonly got: string
  readonly sentence: string
  /** The comparator's name of this fault: found by both, it is told once, in our words, which name the place. */
  readonly tells?: string
}

/**
 * Checks the pact files of a folder: a passed check for each interaction without a fault, a failed one for each fault.
 *
 * @throws CouldNotRun if there is no file at all
 *
 * @example
 * const checks = await checkPacts('pacts', model)
 */
export async function checkPacts(
  folder: string,
  model: ApiModel,
  { providerName = model.title }: { readonly providerName?: string } = {},
): Promise<readonly Check[]> {
  const schemas = createSchemas(model.document)
  const checks: Check[] = []
  for (const { file, pact, fault } of readPactFiles(folder)) {
    if (pact !== undefined) checks.push(...(await checkPact(pact, model, schemas, providerName)))
    else checks.push(failed('', { rule: '', expected: 'a pact', got: file, sentence: fault }))
  }
  return checks
}

async function checkPact(
  pact: Pact,
  model: ApiModel,
  schemas: Schemas,
  providerName: string,
): Promise<readonly Check[]> {
  const { file, consumer, provider, interactions } = pact
  if (provider !== providerName) {
    const sentence = `${file} is a contract of ${consumer} with "${provider}", not with "${providerName}"; --provider-name says what it is called.`
    return [failed('', { rule: '', expected: `a contract with "${providerName}"`, got: `"${provider}"`, sentence })]
  }
  if (interactions.length === 0) {
    const sentence = `${file}, the contract of ${consumer}, has no interactions.`
    return [failed('', { rule: '', expected: 'at least one interaction', got: 'none', sentence })]
  }
  const findings = await compareWithDocument(model.document, pact.content)
  const checks = interactions.flatMap((interaction, index): readonly Check[] => {
    const operation = operationOf(model, interaction)
    const rule = operation === undefined ? '' : ruleOf(model, operation, interaction)
    const own = faultsOf(model, schemas, operation, interaction)
    const compared = findings
      .filter((finding) => finding.interaction === index && !own.some(({ tells }) => tells === finding.code))
      .map((finding): Fault => ({ ...finding, expected: 'what the document says' }))
    const faults = [...compared, ...own]
    const title = `${consumer}'s contract "${interaction.description}"`
    if (faults.length > 0)
      return faults.map((fault) =>
        failed(operation?.id ?? '', { ...fault, sentence: `${title}: ${fault.sentence.replace(/\.?$/, '.')}` }),
      )
    return [
      {
        judge: 'schema',
        operation: operation?.id ?? '',
        rule,
        outcome: 'passed',
        expected: 'what the document says',
        got: 'that',
        reason: `${title} fits the document.`,
        steps: [],
      },
    ]
  })
  const whole = findings.filter(({ interaction }) => interaction === undefined)
  return [...whole.map((finding) => failed('', { ...finding, expected: 'what the document says' })), ...checks]
}

function failed(operation: string, { rule, expected, got, sentence }: Fault): Check {
  return { judge: 'schema', operation, rule, outcome: 'failed', expected, got, reason: sentence, steps: [] }
}

/** What the comparator does not see. */
function faultsOf(
  model: ApiModel,
  schemas: Schemas,
  operation: Operation | undefined,
  interaction: Interaction,
): readonly Fault[] {
  const { kind, request, states } = interaction
  if (kind !== undefined) {
    const sentence = `it is of the kind "${kind}", and the document knows only HTTP`
    return [{ rule: '', expected: 'HTTP', got: kind, sentence }]
  }
  const faults: Fault[] = [...operationFaults(model, operation, interaction)]
  for (const sentence of states.flatMap((state) => stateFaults(model, state)))
    faults.push({ rule: '', expected: 'a provider state of the catalogue', got: JSON.stringify(states), sentence })
  const slots = [...JSON.stringify(request['generators'] ?? {}).matchAll(/\$\{(\w+)\}/g)].map(([, name = '']) => name)
  if (slots[0] !== undefined && states.length === 0) {
    const sentence = `its request needs "${slots[0]}", but it is given no provider state`
    faults.push({ rule: '', expected: 'a provider state', got: 'none', sentence })
  }
  if (operation !== undefined) faults.push(...responseFaults(model, schemas, operation, interaction))
  return faults
}

function operationFaults(
  model: ApiModel,
  operation: Operation | undefined,
  { operation: named, request }: Interaction,
): readonly Fault[] {
  const [method, path] = [String(request['method'] ?? ''), String(request['path'] ?? '')]
  const there = operationAt(model, method, path)
  if (named !== undefined && operation === undefined) {
    const guess = didYouMean(
      named,
      model.operations.map(({ id }) => id),
    )
    const sentence = `it names the operation "${named}", which the document does not have.${guess}`
    return [{ rule: '', expected: 'an operation of the document', got: named, sentence }]
  }
  if (there === undefined) {
    const sentence = `the document has no ${method.toUpperCase()} ${path}`
    const rule = operation?.pointer ?? ''
    const tells = 'request.path-or-method.unknown'
    return [{ rule, expected: 'an operation of the document', got: path, sentence, tells }]
  }
  if (operation === undefined || there.id === operation.id) return []
  const sentence = `it names the operation "${operation.id}", but ${method.toUpperCase()} ${path} is "${there.id}"`
  return [{ rule: operation.pointer, expected: operation.path, got: path, sentence }]
}

function responseFaults(
  { document }: ApiModel,
  schemas: Schemas,
  operation: Operation,
  { response: given }: Interaction,
): readonly Fault[] {
  const status = String(given['status'] ?? 200)
  const response = responseOf(operation, status)
  if (response === undefined) {
    const known = operation.responses.map((one) => one.status).join(', ')
    const sentence = `"${operation.id}" does not respond ${status}; the document has ${known}`
    return [{ rule: operation.pointer, expected: known, got: status, sentence, tells: 'response.status.unknown' }]
  }
  const body = bodyOf(given)
  const schema = body === undefined ? undefined : schemaOf(response, body.mediaType)
  if (body === undefined || schema === undefined) return []
  const misfits = bodyFaults(schemas, schema, body.content)
  // Where the value itself is wrong, its matchers are beside the point.
  if (misfits.length > 0) return misfits
  return [
    ...looseMatchers(document, schema, body).map(({ schema: rule, expected, got, sentence }) => ({
      rule,
      expected,
      got,
      sentence,
    })),
  ]
}

/** A contract may leave out what its consumer does not read; what it has must fit. */
const LEFT_OUT = ['required', 'dependentRequired', 'minProperties', 'anyOf', 'oneOf', 'contains', 'minItems']

function bodyFaults(schemas: Schemas, schema: Pointer, content: JsonValue): readonly Fault[] {
  return schemas
    .faults(schema, content, 'reply', now())
    .filter(({ keyword }) => !LEFT_OUT.includes(keyword))
    .map(({ path, message }) => {
      const place = path === '' ? 'the body' : path
      const sentence = `its response does not fit the schema: ${message}`
      const tells = 'response.body.incompatible'
      return { rule: schema, expected: 'a body that fits the schema', got: place, sentence, tells }
    })
}

function schemaOf({ content }: Response, mediaType: string): Pointer | undefined {
  return (content[mediaType] ?? content[`${mediaType.split('/')[0]}/*`] ?? content['*/*'])?.schema
}
