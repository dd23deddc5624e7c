/** One subject: where it stands and what may happen, what it holds, its files, and how to be it. */

import { getPath, isObject, type JsonObject, type JsonValue, type Operation, propertiesOf } from '../../spec/index.js'
import { editorOf, type Field, fieldsOf } from './fields.js'
import type { Allowed, SubjectInfo } from './host.js'
import { Situation, Timeline } from './lifecycle.js'
import { callOf, curlOf } from './operate.js'
import { Chips, Copy, Form, Line, Page } from './page.js'
import { CONSOLE, HOME, inWords, type Notice, nameOf, type View } from './view.js'

export async function personPage(view: View, resource: string, id: string, notice?: Notice) {
  const { desk, model } = view
  const about = { resource }
  const subject = await desk.subjects.get(id, about)
  const [allowed, history] = await Promise.all([desk.subjects.allowed(id, about), desk.subjects.history(id, about)])
  const name = nameOf(subject)
  const data = subject.model as JsonObject
  const files = filesOf(view, subject)
  const own = model.resources[resource]?.key ?? 'id'
  return (
    <Page view={view} title={name === '' ? `${resource} ${id}` : name} tab="people" wide {...(notice && { notice })}>
      <p class="subject">
        <span class="key">
          {resource} {String(subject.id)}
        </span>{' '}
        <Chips states={subject.states} /> {subject.persona !== undefined && <b>{subject.persona}</b>}{' '}
        <span class="sentence">{subject.sentence}</span>
      </p>
      <div class="columns">
        <div>
          {await Situation({ view, subject, allowed })}
          <section class="card" aria-labelledby="history">
            <h2 id="history">History</h2>
            <Timeline history={history} />
          </section>
        </div>
        <div>
          <Model view={view} subject={subject} allowed={allowed} data={data} />
          {files.length > 0 && (
            <section class="card" aria-labelledby="files">
              <h2 id="files">Files</h2>
              <ul class="files">
                {files.map(({ path, key, resource: kind }) => (
                  <li>
                    <img
                      src={fileAddress(view, subject, kind, key)}
                      alt={`${path}, ${kind} ${key}`}
                      width={160}
                      height={100}
                      loading="lazy"
                    />
                    <span>
                      {path} <span class="key">{String(key)}</span>
                    </span>
                  </li>
                ))}
              </ul>
            </section>
          )}
          <Access view={view} subject={subject} own={own} />
        </div>
      </div>
    </Page>
  )
}

function Model({
  view,
  subject,
  allowed,
  data,
}: {
  view: View
  subject: SubjectInfo
  allowed: Allowed
  data: JsonObject
}) {
  const { model } = view
  const editor = editorOf(model, subject.resource)
  const refused = editor && allowed.refused.find(({ name }) => name === editor.id)
  const fields = editor === undefined ? [] : fieldsOf(model, editor, data)
  return (
    <section class="card" aria-labelledby="model">
      <h2 id="model">Model</h2>
      {editor !== undefined && fields.length > 0 && (
        <details open class="form">
          <summary>As a form</summary>
          {refused !== undefined && <p class="locked">{refused.why}</p>}
          <Form action="edit" look="fields" label="The model as a form">
            <input type="hidden" name="$resource" value={subject.resource} />
            <input type="hidden" name="$id" value={String(subject.id)} />
            <fieldset disabled={refused !== undefined}>
              <legend class="hidden">{`Saved by ${editor.id}`}</legend>
              {fields.map((field) => (
                <Input field={field} />
              ))}
              <p class="submit">
                <button type="submit" class="strong">
                  Save
                </button>{' '}
                <span class="why">{`by ${editor.id}, only what has changed`}</span>
              </p>
            </fieldset>
          </Form>
        </details>
      )}
      <details open={fields.length === 0}>
        <summary>As JSON</summary>
        <div class="line tall">
          <pre tabindex={0} dir="auto">
            {JSON.stringify(data, null, 2)}
          </pre>
          <Copy text={JSON.stringify(data, null, 2)} />
        </div>
      </details>
    </section>
  )
}

function Input({ field: { path, kind, options, value, hint } }: { readonly field: Field }) {
  const id = `field-${path}`
  const known = value === '' || options.some((one) => one.value === value)
  return (
    <label for={id}>
      <span title={path}>{path.replaceAll('_', ' ').replaceAll('.', ' · ')}</span>
      {kind === 'choice' ? (
        <select id={id} name={path}>
          <option value="" selected={value === ''}>
            –
          </option>
          {!known && (
            <option value={value} selected>
              {value}
            </option>
          )}
          {options.map((one) => (
            <option value={one.value} selected={one.value === value}>
              {one.label}
            </option>
          ))}
        </select>
      ) : (
        <input
          id={id}
          name={path}
          value={value}
          dir="auto"
          autocomplete="off"
          {...(kind === 'number' && { inputmode: 'decimal' })}
          {...(hint !== '' && { placeholder: hint })}
        />
      )}
    </label>
  )
}

function Access({ view, subject, own }: { readonly view: View; readonly subject: SubjectInfo; readonly own: string }) {
  const { model, url, world } = view
  const lines = linesFor(view, subject)
  const reference = new URLSearchParams({ resource: subject.resource, as: String(subject.id) })
  return (
    <section class="card" aria-labelledby="access">
      <h2 id="access">From a shell</h2>
      {subject.token !== undefined && (
        <>
          <p class="label">Token</p>
          <Line text={subject.token} />
        </>
      )}
      {lines.map((operation) => (
        <>
          <p class="label">{inWords(operation.id)}</p>
          <Line text={curlOf(url.origin, world, callOf(model, operation, subject, sampleOf(operation)))} />
        </>
      ))}
      <p>
        <a href={`${HOME}/docs?${reference}`}>{`Try each operation as ${own} ${subject.id}`}</a>
      </p>
    </section>
  )
}

const MOST_LINES = 5

/** Operations whose address needs no more than the subject. */
function linesFor({ model }: View, { resource }: SubjectInfo): readonly Operation[] {
  const own = model.operations.filter(({ subject, deprecated, path }) => {
    const parameters = path.match(/\{/g)?.length ?? 0
    return (
      subject?.resource === resource && !deprecated && parameters === 1 && subject.key?.startsWith('$request.path.')
    )
  })
  const reading = own.filter(({ method }) => method === 'GET')
  return [...reading, ...own.filter((one) => !reading.includes(one))].slice(0, MOST_LINES)
}

function sampleOf({ body }: Operation): JsonValue | undefined {
  return body?.required === true ? {} : undefined
}

type FileReference = { readonly path: string; readonly resource: string; readonly key: string | number }

/** What of a model is a resource with bytes of its own. */
function filesOf({ model }: View, subject: SubjectInfo): readonly FileReference[] {
  const schema = model.resources[subject.resource]?.schema
  if (schema === undefined) return []
  const properties = propertiesOf(model.document, schema)
  return properties.flatMap(({ path, keywords }) => {
    const reference = isObject(keywords['x-reference']) ? keywords['x-reference'] : undefined
    const resource = model.resources[String(reference?.to)]
    if (resource === undefined || readerOf(model.operations, resource.name) === undefined) return []
    const value = getPath(subject.model as JsonObject, path.replace(/\[\]$/, ''))
    return [value].flat().flatMap((item) => {
      const key = isObject(item) ? getPath(item, resource.key) : undefined
      return typeof key === 'string' || typeof key === 'number'
        ? [{ path: path.replace('[]', ''), resource: resource.name, key }]
        : []
    })
  })
}

/** The operation that gives the bytes of a resource, and as what. */
export function readerOf(
  operations: readonly Operation[],
  resource: string,
): { operation: Operation; mediaType: string } | undefined {
  for (const operation of operations) {
    if (operation.method !== 'GET' || operation.subject?.resource !== resource) continue
    const types = operation.responses
      .filter(({ status }) => /^2/.test(status))
      .flatMap(({ content }) => Object.keys(content))
    const mediaType = types.find((type) => /^(image\/|application\/octet-stream|\*\/\*)/.test(type))
    if (mediaType !== undefined) return { operation, mediaType }
  }
  return undefined
}

function fileAddress({ world }: View, { resource, id }: SubjectInfo, kind: string, key: string | number): string {
  const query = new URLSearchParams({ of: resource, id: String(id), kind, key: String(key), world })
  return `${CONSOLE}/file?${query}`
}
