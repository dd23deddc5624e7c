/** The README is executed: each `$` line is sent through a shell, and what comes is held against what stands there. */

import { execFile } from 'node:child_process'
import { readFile } from 'node:fs/promises'
import { promisify } from 'node:util'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { createMock, type Listening, serve } from '../mock/index.js'

const run = promisify(execFile)
const readme = await readFile(new URL('../README.md', import.meta.url), 'utf8')

type Step = { readonly command: string; readonly expected: string }

/** Commands and their output, from ```console blocks, in order. */
function stepsOf(text: string): readonly Step[] {
  return [...text.matchAll(/```console\n([\s\S]*?)```/g)].flatMap(([, block = '']) =>
    block
      .split(/^\$ /m)
      .slice(1)
      .map((step) => {
        const [command = '', ...output] = step.trimEnd().split('\n')
        return { command, expected: output.join('\n') }
      }),
  )
}

/** What stands there, `…` being anything. */
function asPattern(expected: string): RegExp {
  const parts = expected.split('…').map((part) => part.replace(/[.*+?^${}()|[\]\\]/g, '\\$&'))
  return new RegExp(`^${parts.join('[\\s\\S]*')}\\s*$`)
}

let listening: Extract<Listening, { kind: 'listening' }>

beforeAll(async () => {
  const served = await serve(await createMock(), { port: 0 })
  if (served.kind === 'failed') throw new Error(served.message)
  listening = served
})

afterAll(() => listening.close())

const steps = stepsOf(readme)

test('the tour has its steps', () => {
  expect(steps.length).toBeGreaterThanOrEqual(9)
})

test.each(steps.map((step, index) => [index + 1, step] as const))(
  'step %i gives what the README shows',
  async (_, step) => {
    const environment = { ...process.env, TOKEN: 'customer-12345678', API_HOST: listening.url }
    const { stdout } = await run('bash', ['-c', step.command], { env: environment }).catch((error: Error) => {
      throw new Error(`The step could not be run; it needs bash and curl: ${error.message}`)
    })
    expect(stdout.replaceAll('\r', '')).toMatch(asPattern(step.expected))
  },
)
