/** The report for a tired person: what failed, how to see it again, then what was covered. */

import type { Check, Missing, Report, Tally } from './report.js'

/** Failures that are written out; with more of them the rest is in the JSON report. */
const MOST_FAILURES = 30
/** Missing entries of one kind that are listed. */
const MOST_MISSING = 40

export function reportText(report: Report): string {
  const failed = report.checks.filter(({ outcome }) => outcome === 'failed')
  const skipped = report.checks.filter(({ outcome }) => outcome === 'not-exercised')
  const blocks = [
    ...failed.slice(0, MOST_FAILURES).map((check, index) => failureText(check, index + 1, failed.length)),
    ...(failed.length > MOST_FAILURES
      ? [`… and ${failed.length - MOST_FAILURES} more failures; --json FILE has them all.`]
      : []),
    ...(skipped.length > 0 ? [skippedText(skipped)] : []),
    coverageText(report),
    summaryText(report),
  ]
  return `${blocks.join('\n\n')}\n`
}

function failureText(check: Check, number: number, total: number): string {
  const { judge, operation, rule, expected, got, reason, steps } = check
  const lines = [
    `FAILED ${number}/${total}  ${judge}  ${operation}`,
    `  ${reason}`,
    ...(rule === '' ? [] : [`  rule      ${rule}`]),
    `  expected  ${indent(expected)}`,
    ...(got === '' ? [] : [`  got       ${indent(got)}`]),
    ...(steps.length === 0 ? [] : ['  steps', ...steps.map((step) => `    ${step}`)]),
  ]
  return lines.join('\n')
}

function skippedText(checks: readonly Check[]): string {
  const reasons = new Map<string, Check[]>()
  for (const check of checks) reasons.set(check.reason, [...(reasons.get(check.reason) ?? []), check])
  const lines = [...reasons].map(([reason, same]) => {
    const names = [...new Set(same.map(({ judge, operation }) => (operation === '' ? judge : operation)))]
    return `  ${same.length} × ${reason}\n      ${shorten(names, 8)}`
  })
  return [`NOT EXERCISED  ${checks.length} (neither passed nor failed)`, ...lines].join('\n')
}

function coverageText({ coverage }: Report): string {
  const rows = Object.entries(coverage).map(([name, tally]) => coverageRow(name, tally))
  return ['COVERAGE', ...rows].join('\n')
}

function coverageRow(name: string, { exercised, total, missing }: Tally): string {
  const percent = total === 0 ? 'none in the document' : `${Math.floor((100 * exercised) / total)} %`
  const title = `  ${name.padEnd(12)} ${String(exercised).padStart(4)} of ${String(total).padEnd(4)} ${percent}`
  if (missing.length === 0) return title
  const reasons = new Map<string, Missing[]>()
  for (const one of missing) reasons.set(one.why, [...(reasons.get(one.why) ?? []), one])
  const lines = [...reasons].map(
    ([why, same]) =>
      `      not exercised: ${shorten(
        same.map((one) => one.name),
        MOST_MISSING,
      )}\n        ${why}`,
  )
  return [title, ...lines].join('\n')
}

function summaryText({ summary, provider, document, seed }: Report): string {
  const { passed, failed, notExercised } = summary
  const verdict = failed > 0 ? 'DEVIATES' : 'HOLDS'
  const counts = `${passed} passed, ${failed} failed, ${notExercised} not exercised`
  return `${verdict}  ${counts}\n  ${provider} against ${document}, seed ${seed}`
}

function shorten(names: readonly string[], most: number): string {
  const shown = names.slice(0, most).join(', ')
  return names.length > most ? `${shown}, … (${names.length - most} more)` : shown
}

function indent(text: string): string {
  return text.replaceAll('\n', '\n            ')
}
