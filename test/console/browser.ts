/** A real Chromium, found or unpacked, and pages in it that note whatever is wrong. */

import { existsSync } from 'node:fs'
import { mkdir, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { type Browser, type BrowserContextOptions, chromium, type Page } from 'playwright-core'

const INSTALLED = [
  '/usr/bin/google-chrome',
  '/usr/bin/google-chrome-stable',
  '/usr/bin/chromium',
  '/usr/bin/chromium-browser',
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
]

/** Not those of the package: one process for everything hangs with several contexts. */
const ARGUMENTS = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
  '--no-first-run',
]

export async function openBrowser(): Promise<Browser> {
  const found = process.env['CHROME_PATH'] ?? INSTALLED.find((path) => existsSync(path)) ?? (await unpack())
  return chromium.launch({ executablePath: found, headless: true, args: ARGUMENTS })
}

/** The one that the package registry ships: unpacked once, with the libraries that it needs. */
async function unpack(): Promise<string> {
  const folder = join(tmpdir(), 'specimen-chromium')
  await mkdir(folder, { recursive: true })
  process.env['TMPDIR'] = folder
  process.env['AWS_LAMBDA_JS_RUNTIME'] = 'nodejs20.x'
  const { default: packed } = await import('@sparticuz/chromium')
  const path = await packed.executablePath()
  await writeFile(join(folder, 'fonts.conf'), fontsIn(folder))
  process.env['FONTCONFIG_PATH'] = folder
  return path
}

/** The package's own list names folders that are not there; without any font, a text field ends the browser. */
function fontsIn(folder: string): string {
  const folders = [join(folder, 'fonts'), '/usr/share/fonts'].map((path) => `<dir>${path}</dir>`)
  return `<?xml version="1.0"?>
<!DOCTYPE fontconfig SYSTEM "fonts.dtd">
<fontconfig>${folders.join('')}<cachedir>${join(folder, 'font-cache')}</cachedir></fontconfig>
`
}

export type Watched = {
  readonly page: Page
  /** What nobody wants to see: errors in the console, requests to other hosts. */
  readonly wrongs: string[]
}

/** A page of a browser of its own, as far as cookies go. */
export async function openPage(
  browser: Browser,
  origin: string,
  options: BrowserContextOptions = {},
): Promise<Watched> {
  const context = await browser.newContext({ baseURL: origin, ...options })
  const page = await context.newPage()
  const wrongs: string[] = []
  page.on('console', (message) => {
    if (message.type() === 'error' || message.type() === 'warning') wrongs.push(message.text())
  })
  page.on('pageerror', (error) => wrongs.push(String(error)))
  context.on('request', (request) => {
    const url = request.url()
    if (!url.startsWith(`${origin}/`) && !url.startsWith('data:')) wrongs.push(`asked for ${url}`)
  })
  return { page, wrongs }
}
