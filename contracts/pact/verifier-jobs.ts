/** Work for Pact's verifier, one piece at a time, each with a verdict, whatever becomes of the process that does it. */

import { type ChildProcess, fork } from 'node:child_process'
import { fileURLToPath } from 'node:url'
import type { VerifierOptions } from '@pact-foundation/pact'

export type Job = { readonly id: number; readonly options: VerifierOptions }
export type Verdict = {
  readonly id: number
  readonly passed: boolean
  /** The report in JSON, or a message where there is none. */
  readonly text: string
}

export type VerifierJobs = {
  /** Hands one piece of work over and waits for the verdict. One at a time. */
  run(options: VerifierOptions, timeout: number): Promise<Omit<Verdict, 'id'>>
  close(): void
}

export function openVerifierJobs(): VerifierJobs {
  let child: ChildProcess | undefined
  let jobs = 0

  return {
    run(options, timeout) {
      child ??= start()
      return verdict(child, { id: ++jobs, options }, timeout)
    },
    close() {
      child?.kill()
      child = undefined
    },
  }

  function verdict(worker: ChildProcess, job: Job, timeout: number): Promise<Omit<Verdict, 'id'>> {
    return new Promise((resolve) => {
      const signal = AbortSignal.timeout(timeout)
      const onVerdict = ({ id, passed, text }: Verdict) => {
        if (id === job.id) settle({ passed, text })
      }
      const onEnd = () => fail("Pact's verifier crashed.")
      const onLate = () => fail(`Pact's verifier came to no end within ${timeout / 1000} s.`)
      worker.on('message', onVerdict)
      worker.once('exit', onEnd)
      worker.once('error', onEnd)
      signal.addEventListener('abort', onLate)
      worker.send(job, (error) => {
        if (error) onEnd()
      })

      function fail(text: string) {
        worker.kill('SIGKILL')
        if (child === worker) child = undefined
        settle({ passed: false, text })
      }

      function settle(result: Omit<Verdict, 'id'>) {
        worker.off('message', onVerdict)
        worker.off('exit', onEnd)
        worker.off('error', onEnd)
        signal.removeEventListener('abort', onLate)
        resolve(result)
      }
    })
  }
}

/** The process writes nothing to our terminal; what it has to say comes as a verdict. */
function start(): ChildProcess {
  const here = fileURLToPath(import.meta.url)
  const typescript = here.endsWith('.ts')
  const worker = fork(here.replace(/verifier-jobs\.(ts|js)$/, 'verifier-process.$1'), [], {
    stdio: ['ignore', 'ignore', 'ignore', 'ipc'],
    execArgv: typescript ? ['--import', import.meta.resolve('tsx')] : [],
  })
  // A worker without work keeps nobody waiting; one with work is held by its timeout and its channel.
  worker.on('error', () => {})
  return worker
}
