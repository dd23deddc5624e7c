/** The report for CI servers: one test case for each check. */

import type { Check, Report } from './report.js'

export function toJunit({ checks, provider, summary }: Report): string {
  const judges = [...new Set(checks.map(({ judge }) => judge))]
  const suites = judges.map((judge) => {
    const own = checks.filter((check) => check.judge === judge)
    return [
      `  <testsuite name="${judge}" ${countsOf(own)}>`,
      ...own.map((check) => testCase(check)),
      '  </testsuite>',
    ].join('\n')
  })
  const name = escapeXml(`specimen verify ${provider}`)
  const counts = `tests="${checks.length}" failures="${summary.failed}" skipped="${summary.notExercised}"`
  return `<?xml version="1.0" encoding="UTF-8"?>\n<testsuites name="${name}" ${counts}>\n${suites.join('\n')}\n</testsuites>\n`
}

function countsOf(checks: readonly Check[]): string {
  const count = (outcome: Check['outcome']) => checks.filter((check) => check.outcome === outcome).length
  return `tests="${checks.length}" failures="${count('failed')}" errors="0" skipped="${count('not-exercised')}"`
}

function testCase({ judge, operation, rule, outcome, expected, got, reason, steps }: Check): string {
  const name = `${operation === '' ? judge : operation}: ${expected}${rule === '' ? '' : ` (${rule})`}`
  const head = `    <testcase classname="${escapeXml(`${judge}.${operation || 'run'}`)}" name="${escapeXml(name)}"`
  if (outcome === 'passed') return `${head}/>`
  if (outcome === 'not-exercised') return `${head}><skipped message="${escapeXml(reason)}"/></testcase>`
  const text = [`expected: ${expected}`, `got: ${got}`, `rule: ${rule}`, 'steps:', ...steps].join('\n')
  return `${head}><failure message="${escapeXml(reason)}">${escapeXml(text)}</failure></testcase>`
}

const SIGNS: { readonly [sign: string]: string } = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  '\n': '&#10;',
}

function escapeXml(text: string): string {
  // XML 1.0 has no place for control characters, escaped or not.
  const plain = [...text].filter((sign) => sign >= ' ' || sign === '\n' || sign === '\t').join('')
  return plain.replaceAll(/[&<>"\n]/g, (sign) => SIGNS[sign] ?? sign)
}
