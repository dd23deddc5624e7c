import { readFileSync } from 'node:fs'
import { Ajv2020 } from 'ajv/dist/2020.js'
import { describe, expect, it } from 'vitest'
import { toJunit } from './junit.js'
import { type Check, type Report, summarize } from './report.js'
import { reportText } from './report-text.js'

const PASSED: Check = {
  judge: 'walk',
  operation: 'getPet',
  rule: '/paths/~1pets/get',
  outcome: 'passed',
  expected: 'a reply',
  got: 'as expected',
  reason: 'It is one.',
  steps: [],
}
const FAILED: Check = {
  ...PASSED,
  operation: 'sellPet',
  outcome: 'failed',
  expected: 'refused: 409',
  got: '200 application/json {"name":"<Rex> & \u0007"}',
  reason: 'It was accepted.',
  steps: ["curl 'http://127.0.0.1:1/pets/1'"],
}
const SKIPPED: Check = { ...PASSED, judge: 'pact', operation: '', outcome: 'not-exercised', reason: 'No pacts.' }

function reportOf(checks: readonly Check[]): Report {
  const whole = { exercised: 2, total: 2, missing: [] }
  const half = { exercised: 1, total: 2, missing: [{ name: 'getPet 500', why: 'Cannot be asked for.' }] }
  const none = { exercised: 0, total: 0, missing: [] }
  return {
    provider: 'http://127.0.0.1:1',
    document: 'pets.yaml',
    seed: 7,
    summary: summarize(checks),
    checks,
    coverage: { operations: whole, responses: half, transitions: none, forbidden: none },
  }
}

describe('the report on the terminal', () => {
  it('begins with what failed, and ends with what was covered', () => {
    expect(reportText(reportOf([PASSED, SKIPPED, FAILED]))).toBe(`FAILED 1/1  walk  sellPet
  It was accepted.
  rule      /paths/~1pets/get
  expected  refused: 409
  got       200 application/json {"name":"<Rex> & \u0007"}
  steps
    curl 'http://127.0.0.1:1/pets/1'

NOT EXERCISED  1 (neither passed nor failed)
  1 × No pacts.
      pact

COVERAGE
  operations      2 of 2    100 %
  responses       1 of 2    50 %
      not exercised: getPet 500
        Cannot be asked for.
  transitions     0 of 0    none in the document
  forbidden       0 of 0    none in the document

DEVIATES  1 passed, 1 failed, 1 not exercised
  http://127.0.0.1:1 against pets.yaml, seed 7
`)
  })

  it('says when it does not write all failures out', () => {
    const kinds = Array.from({ length: 33 }, (_, index) => ({ ...FAILED, reason: 'x'.repeat(index + 1) }))
    expect(reportText(reportOf(kinds))).toContain('… and 3 more kinds of failures; --json FILE')
  })

  it('tells once what many checks have found', () => {
    const [one, other] = ['sellPet', 'feedPet'].map((operation, index) => ({
      ...FAILED,
      operation,
      got: `200 application/json {"id":${index},"name":"pet ${index}"}`,
    }))
    const text = reportText(reportOf([one ?? FAILED, other ?? FAILED, { ...FAILED, reason: 'Another one.' }]))
    expect(text).toContain('FAILED 1/2  walk  sellPet')
    expect(text).toContain('  and 1 more of this kind: feedPet\n')
    expect(text).toContain('FAILED 2/2  walk  sellPet\n  Another one.')
  })
})

it('the report for CI servers has one case for each check, and is XML whatever was got', () => {
  const xml = toJunit(reportOf([PASSED, FAILED, SKIPPED]))
  expect(xml.match(/<testcase /g)).toHaveLength(3)
  expect(xml).toContain('<testsuite name="walk" tests="2" failures="1" errors="0" skipped="0">')
  expect(xml).toContain('{&quot;name&quot;:&quot;&lt;Rex&gt; &amp; &quot;}')
  expect(xml).toContain('<skipped message="No pacts."/>')
  expect(xml).not.toContain('\u0007')
})

it('the JSON report is as its schema says', () => {
  const schema = JSON.parse(readFileSync('contracts/report.schema.json', 'utf8'))
  const validate = new Ajv2020().compile(schema)
  expect(validate(reportOf([PASSED, FAILED, SKIPPED]))).toBe(true)
  expect(validate({ ...reportOf([]), seed: 'x' })).toBe(false)
})
