/** The report of `specimen verify` as a page: the one place that knows both who verifies and who draws pages. */

import { writeFile } from 'node:fs/promises'
import { renderReport } from '../mock/console/index.js'
import type { JsonObject } from '../spec/index.js'

/** Writes one HTML file that needs no other. */
export async function writeReportPage(file: string, report: JsonObject): Promise<void> {
  await writeFile(file, await renderReport(report))
}
