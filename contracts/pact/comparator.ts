/** The one door to PactFlow's comparator, which holds pact files against a document without running anything. */

import { isObject, type JsonObject, type Pointer } from '../../spec/index.js'
import { CouldNotRun } from '../could-not-run.js'
import { pointerAt } from './spec-location.js'

export type Finding = {
  /** The interaction's place in the pact; undefined: the pact as a whole. */
  readonly interaction: number | undefined
  /** The comparator's name of the fault, e.g. `response.status.unknown`. */
  readonly code: string
  /** The rule of the document that speaks against it. */
  readonly rule: Pointer
  readonly sentence: string
  readonly got: string
}

/** As the package has it; its own types name modules that TypeScript does not find. */
type Library = {
  readonly Comparator: new (document: unknown) => { compare(pact: unknown): AsyncIterable<Result> }
}
type Result = {
  readonly type: 'error' | 'warning'
  readonly code: string
  readonly message: string
  readonly mockDetails?: { readonly location: string; readonly value: unknown }
  readonly specDetails?: { readonly location: string }
}

/** Of its warnings the one that is a mistake: whoever sends such a parameter relies on something that nobody promised. */
const TAKEN = ['request.query.unknown']

/**
 * What speaks against a pact; other warnings are left out.
 *
 * @throws CouldNotRun if the comparator is not installed, or gives up
 */
export async function compareWithDocument(document: JsonObject, pact: JsonObject): Promise<readonly Finding[]> {
  const { Comparator } = await load()
  const findings: Finding[] = []
  try {
    // It writes into what it is given.
    const comparator = new Comparator(structuredClone(document))
    for await (const result of comparator.compare(structuredClone(pact))) {
      if (result.type === 'error' || TAKEN.includes(result.code)) findings.push(findingOf(document, result))
    }
  } catch (error) {
    throw new CouldNotRun(`The comparator gave up on a pact: ${firstLine(error)}`)
  }
  return findings
}

function findingOf(document: JsonObject, { code, message, mockDetails, specDetails }: Result): Finding {
  const number = /interactions\[(\d+)\]/.exec(mockDetails?.location ?? '')?.[1]
  const got = mockDetails?.value
  return {
    interaction: number === undefined ? undefined : Number(number),
    code,
    rule: pointerAt(document, specDetails?.location ?? ''),
    sentence: `${message} (${mockDetails?.location.replace('[root].', '') ?? 'the pact'})`,
    got: isObject(got) || Array.isArray(got) ? 'its body' : String(JSON.stringify(got) ?? ''),
  }
}

async function load(): Promise<Library> {
  try {
    return (await import('@pactflow/openapi-pact-comparator')) as unknown as Library
  } catch (error) {
    throw new CouldNotRun(
      `The comparator cannot be loaded: ${firstLine(error)} Is @pactflow/openapi-pact-comparator installed?`,
    )
  }
}

function firstLine(error: unknown): string {
  return String(error instanceof Error ? error.message : error).split('\n')[0] ?? ''
}
