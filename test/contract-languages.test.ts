/**
 * The endpoint for provider states in other languages, run as it stands on the page.
 *
 * A language that is not installed is told and left out: the tests need Node alone. `.ci/run` installs them all.
 */

import { type ChildProcess, execFileSync, spawn } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, expect, it } from 'vitest'

const page = readFileSync(new URL('../contracts/docs/provider-states.md', import.meta.url), 'utf8')
const folder = mkdtempSync(join(tmpdir(), 'specimen-languages-'))
const children: ChildProcess[] = []

afterAll(() => {
  for (const child of children) child.kill('SIGKILL')
  rmSync(folder, { recursive: true, force: true })
})

/** What stands under a heading, in its language. */
function snippet(heading: string, language: string): string {
  const section = page.slice(page.indexOf(`### ${heading}\n`))
  const code = new RegExp(`^\`\`\`${language}\\n([\\s\\S]*?)^\`\`\`$`, 'm').exec(section)?.[1]
  if (code === undefined) throw new Error(`The page has no ${language} under "${heading}".`)
  return code
}

function write(name: string, text: string): string {
  const file = join(folder, name)
  writeFileSync(file, text)
  return file
}

/** Each house answers with what it was asked, so that one test fits all. */
const PYTHON_HOUSE = `
class House:
    def create(self, params):
        return {"id": 7, "token": "a token", "asked": params}
    def receive(self, id, event):
        return {"id": id, "token": "a token", "asked": event}
`

const GO_MAIN = `
type house struct{}

func (house) Create(params map[string]any) (map[string]any, error) {
	return map[string]any{"id": 7, "token": "a token", "asked": params}, nil
}
func (house) Receive(id int64, event string) (map[string]any, error) {
	return map[string]any{"id": id, "token": "a token", "asked": event}, nil
}
func main() {
	listener, _ := net.Listen("tcp", "127.0.0.1:0")
	fmt.Println(listener.Addr().(*net.TCPAddr).Port)
	mux := http.NewServeMux()
	mux.HandleFunc("/provider-states", Handler(house{}))
	http.Serve(listener, mux)
}
`

type Language = {
  readonly name: string
  /** Debian's package. */
  readonly packages: string
  readonly needs: readonly [command: string, ...args: string[]]
  /** Writes the program; the command prints its port on the first line. */
  readonly program: () => readonly [command: string, ...args: string[]]
}

const LANGUAGES: readonly Language[] = [
  {
    name: 'Python: the standard library',
    packages: 'python3',
    needs: ['python3', '--version'],
    program: () => [
      'python3',
      write(
        'standard.py',
        `${snippet('Python: the standard library', 'python')}${PYTHON_HOUSE}
server = provider_states(House(), 0)
print(server.server_port, flush=True)
server.serve_forever()
`,
      ),
    ],
  },
  {
    name: 'Python: Flask',
    packages: 'python3-flask',
    needs: ['/usr/bin/python3', '-c', 'import flask'],
    program: () => [
      '/usr/bin/python3',
      write(
        'with_flask.py',
        `${snippet('Python: Flask', 'python')}${PYTHON_HOUSE}
from werkzeug.serving import make_server
server = make_server("127.0.0.1", 0, provider_states(House()))
print(server.server_port, flush=True)
server.serve_forever()
`,
      ),
    ],
  },
  {
    name: 'Go',
    packages: 'golang-go',
    needs: ['go', 'version'],
    program: () => {
      const code = snippet('Go', 'go')
        .replace('package states', 'package main')
        .replace('import (', 'import (\n"fmt"\n"net"')
      const binary = join(folder, 'states')
      execFileSync('go', ['build', '-o', binary, write('main.go', `${code}${GO_MAIN}`)], {
        env: { ...process.env, GO111MODULE: 'off', GOCACHE: join(folder, 'go-cache'), GOFLAGS: '' },
      })
      return [binary]
    },
  },
]

for (const { name, program } of LANGUAGES.filter(isInstalled)) {
  it(`${name}: answers as the protocol says`, { timeout: 60_000 }, async () => {
    const url = `http://127.0.0.1:${await portOf(program())}/provider-states`
    const change = async (body: object) => {
      const headers = { 'Content-Type': 'application/json', Connection: 'close' }
      const answer = await fetch(url, { method: 'POST', headers, body: JSON.stringify(body) })
      return { status: answer.status, body: await answer.json() }
    }
    const exists = { state: 'individual exists', params: { compliance_state: 'Accepted' }, action: 'setup' }
    expect(await change(exists)).toEqual({
      status: 200,
      body: { id: 7, token: 'a token', asked: { compliance_state: 'Accepted' } },
    })
    for (const key of ['id', 'customerId']) {
      const event = { state: 'individual receives event', params: { [key]: 12_345_678, event: 'PASS' } }
      const body = { id: 12_345_678, token: 'a token', asked: 'PASS' }
      expect(await change({ ...event, action: 'setup' })).toEqual({ status: 200, body })
    }
    expect(await change({ ...exists, action: 'teardown' })).toEqual({ status: 200, body: {} })
    const unknown = await change({ ...exists, state: 'individual exist' })
    expect(unknown.status).toBe(400)
    expect(unknown.body.error).toContain('There is no state')
  })
}

/** Spring itself does not come from here: as much of it as the page uses, by the names and places that it has there. */
const SPRING: { readonly [name: string]: string } = {
  RestController: 'public @interface RestController {}',
  Profile: 'public @interface Profile { String value(); }',
  PostMapping: 'public @interface PostMapping { String value(); }',
  RequestBody: 'public @interface RequestBody {}',
  HttpStatus: 'public enum HttpStatus { BAD_REQUEST }',
  ResponseStatusException: `public class ResponseStatusException extends RuntimeException {
    public ResponseStatusException(HttpStatus status, String reason) { super(status + ": " + reason); }
}`,
  House: `import java.util.Map;
public class House {
    Map<String, Object> create(Map<String, Object> params) { return Map.of("created", params); }
    Map<String, Object> receive(long id, String event) { return Map.of("received", id + " " + event); }
}`,
  Main: `import java.util.Map;
public class Main {
    public static void main(String[] args) {
        var states = new ProviderStates(new House());
        say(states, "individual exists", Map.of("compliance_state", "Accepted"), "setup");
        say(states, "individual receives event", Map.of("id", 7, "event", "PASS"), "setup");
        say(states, "individual receives event", Map.of("customerId", 8, "event", "PASS"), "setup");
        say(states, "individual exists", null, "teardown");
        say(states, "individual exist", null, "setup");
    }
    static void say(ProviderStates states, String state, Map<String, Object> params, String action) {
        try {
            System.out.println(states.change(new ProviderStates.Change(state, params, action)));
        } catch (RuntimeException refused) {
            System.out.println(refused.getMessage());
        }
    }
}`,
}

if (isInstalled({ name: 'Java', packages: 'default-jdk-headless', needs: ['javac', '-version'] })) {
  it('Java: compiles, and answers as the protocol says', { timeout: 60_000 }, () => {
    const states = write('ProviderStates.java', `import java.util.Map;\n${snippet('Java: Spring', 'java')}`)
    const others = Object.entries(SPRING).map(([name, code]) => write(`${name}.java`, code))
    execFileSync('javac', ['-d', join(folder, 'classes'), states, ...others])
    const said = execFileSync('java', ['-cp', join(folder, 'classes'), 'Main'], { encoding: 'utf8' })
    expect(said.trim().split('\n')).toEqual([
      '{created={compliance_state=Accepted}}',
      '{received=7 PASS}',
      '{received=8 PASS}',
      '{}',
      'BAD_REQUEST: There is no state individual exist',
    ])
  })
}

it('has a snippet for each of these languages', () => {
  const headings = [...page.matchAll(/^### (.*)$/gm)].map(([, heading]) => heading)
  expect(headings).toEqual(
    expect.arrayContaining([
      'TypeScript: Hono',
      'TypeScript: Express',
      'Java: Spring',
      ...LANGUAGES.map(({ name }) => name),
    ]),
  )
})

function isInstalled({ name, packages, needs: [command, ...args] }: Omit<Language, 'program'>): boolean {
  try {
    execFileSync(command, args, { stdio: 'ignore' })
    return true
  } catch {
    process.stderr.write(`NOT TESTED: ${name}, which is not installed here (apt-get install ${packages}).\n`)
    return false
  }
}

/** Starts a program, and waits for the port that it prints. */
async function portOf([command, ...args]: readonly [string, ...string[]]): Promise<number> {
  const child = spawn(command, args, { stdio: ['ignore', 'pipe', 'pipe'] })
  children.push(child)
  return new Promise((resolve, reject) => {
    let said = ''
    child.stdout.on('data', (chunk) => {
      said += chunk
      const port = /^(\d+)\s/.exec(said)?.[1]
      if (port !== undefined) resolve(Number(port))
    })
    let complaint = ''
    child.stderr.on('data', (chunk) => {
      complaint += chunk
    })
    child.once('exit', (code) => reject(new Error(`${command} ended with ${code}: ${complaint}`)))
  })
}
