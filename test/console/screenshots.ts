/** `npx tsx test/console/screenshots.ts [FOLDER]`: every view of the console, light and dark, wide and narrow. */

import { mkdir, readFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createMock, serve } from '../../mock/index.js'
import type { JsonObject } from '../../spec/index.js'
import { NOON } from '../client.js'
import { openBrowser, openPage } from './browser.js'

const VIEWS: { readonly [name: string]: string } = {
  people: '/_specimen',
  person: '/_specimen/console/people/Individual/1005',
  locked: '/_specimen/console/people/Individual/1006',
  lifecycle: '/_specimen/console/lifecycles',
  clock: '/_specimen/console/clock',
  traffic: '/_specimen/console/traffic',
  exchange: '/_specimen/console/traffic/2',
  scenarios: '/_specimen/console/scenarios',
  verification: '/_specimen/console/verification',
  reference: '/_specimen/docs',
}

const SIZES = {
  wide: { width: 1920, height: 1080 },
  laptop: { width: 1280, height: 800 },
  narrow: { width: 390, height: 844 },
} as const

const [folder = join(tmpdir(), 'specimen-screenshots')] = process.argv.slice(2)
await mkdir(folder, { recursive: true })
const report = JSON.parse(await readFile(new URL('report.example.json', import.meta.url), 'utf8')) as JsonObject
const mock = await createMock({ now: NOON, report: () => report })
const listening = await serve(mock, { port: 0 })
if (listening.kind === 'failed') throw new Error(listening.message)
for (const scenario of ['happy-path', 'locked-profile', 'incomplete-form']) await mock.control.scenarios.run(scenario)
await mock.control.faults.add({ operation: 'submitIdentification', effect: { status: 503 }, count: 2 })
const submit = { method: 'PUT', headers: { authorization: 'Bearer customer-12345678' } }
await mock.request('/api/v1/identification/individuals/12345678', submit)

const browser = await openBrowser()
for (const colorScheme of ['light', 'dark'] as const) {
  for (const [size, viewport] of Object.entries(SIZES)) {
    const { page, wrongs } = await openPage(browser, listening.url, { viewport, colorScheme })
    for (const [name, path] of Object.entries(VIEWS)) {
      await page.goto(path)
      if (name === 'reference') await page.locator('.opblock').first().waitFor()
      await page.screenshot({ path: join(folder, `${name}-${size}-${colorScheme}.png`) })
    }
    await page.context().close()
    process.stdout.write(`${size} ${colorScheme}${wrongs.map((wrong) => `\n  ${wrong}`).join('')}\n`)
  }
}
await browser.close()
await listening.close()
