/** The report for a tired person: what failed, how to see it again, then what was covered. */

import type { Check, Missing, Report, Tally } from './report.js'

/** Failures that are written out, one of each kind; with more of them the rest is in the JSON report. */
const MOST_FAILURES = 30
/** Names of one kind that are listed. */
const MOST_NAMES = 8

export function reportText(report: Report): string {
  const failed = report.checks.filter(({ outcome }) => outcome === 'failed')
  const skipped = report.checks.filter(({ outcome }) => outcome === 'not-exercised')
  const kinds = kindsOf(failed)
  const blocks = [
    ...kinds.slice(0, MOST_FAILURES).map((kind, index) => failureText(kind, index + 1, kinds.length)),
    ...(kinds.length > MOST_FAILURES
      ? [`… and ${kinds.length - MOST_FAILURES} more kinds of failures; --json FILE has them all.`]
      : []),
    ...(skipped.length > 0 ? [skippedText(skipped)] : []),
    coverageText(report),
    summaryText(report),
  ]
  return `${blocks.join('\n\n')}\n`
}

/** One cause makes many checks fail: those that say the same of what they got are told together. */
function kindsOf(failed: readonly Check[]): readonly (readonly [Check, ...Check[]])[] {
  const kinds = new Map<string, [Check, ...Check[]]>()
  for (const check of failed) {
    const name = `${check.judge} ${shapeOf(check.reason)} ${shapeOf(check.got)}`
    const same = kinds.get(name)
    if (same === undefined) kinds.set(name, [check])
    else same.push(check)
  }
  return [...kinds.values()]
}

/** A sentence without its values. */
function shapeOf(text: string): string {
  return text
    .replaceAll(/"(?:[^"\\]|\\.)*"/g, '""')
    .replaceAll(/\d+/g, '0')
    .slice(0, 150)
}

function failureText([check, ...others]: readonly [Check, ...Check[]], number: number, total: number): string {
  const { judge, operation, rule, expected, got, reason, steps } = check
  const names = [...new Set(others.map((other) => (other.operation === '' ? other.judge : other.operation)))]
  const lines = [
    `FAILED ${number}/${total}  ${judge}  ${operation}`,
    `  ${reason}`,
    ...(rule === '' ? [] : [`  rule      ${rule}`]),
    `  expected  ${indent(expected)}`,
    ...(got === '' ? [] : [`  got       ${indent(got)}`]),
    ...(steps.length === 0 ? [] : ['  steps', ...steps.map((step) => `    ${step}`)]),
    ...(others.length === 0 ? [] : [`  and ${others.length} more of this kind: ${shorten(names, MOST_NAMES)}`]),
  ]
  return lines.join('\n')
}

function skippedText(checks: readonly Check[]): string {
  const reasons = new Map<string, Check[]>()
  for (const check of checks) reasons.set(check.reason, [...(reasons.get(check.reason) ?? []), check])
  const lines = [...reasons].map(([reason, same]) => {
    const names = [...new Set(same.map(({ judge, operation }) => (operation === '' ? judge : operation)))]
    return `  ${same.length} × ${reason}\n      ${shorten(names, MOST_NAMES)}`
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
        MOST_NAMES,
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
