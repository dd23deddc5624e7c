/** What the package says of itself. */

import { readFile } from 'node:fs/promises'
import { expect, test } from 'vitest'
import { VERSION } from '../mock/version.js'

const manifest = JSON.parse(await readFile('package.json', 'utf8')) as {
  version: string
  dependencies: { [name: string]: string }
  devDependencies: { [name: string]: string }
}

test('the command tells the version of the package', () => {
  expect(VERSION).toBe(manifest.version)
})

test('every dependency is pinned', () => {
  const versions = Object.values({ ...manifest.dependencies, ...manifest.devDependencies })
  expect(versions.filter((version) => !/^\d+\.\d+\.\d+$/.test(version))).toEqual([])
})

test('the lock file names no registry', async () => {
  expect(await readFile('package-lock.json', 'utf8')).not.toContain('"resolved": "http')
})
