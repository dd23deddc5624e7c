/** The document as a page to read and try, by Swagger UI, signed in as whoever was chosen. */

import { tokenFor } from './operate.js'
import { Page } from './page.js'
import { HOME, nameOf, type View } from './view.js'

export async function referencePage(view: View) {
  const { model, desk, url, assets, world } = view
  const schemes = Object.values(model.securitySchemes)
  const callers = schemes.find(({ caller, tokens }) => caller !== undefined && tokens !== undefined)?.caller
  const resource = url.searchParams.get('resource') ?? callers
  const personas = model.personas.filter((one) => one.resource === callers)
  const wanted = url.searchParams.get('as') ?? String(personas[0]?.key ?? '')
  const isCaller = resource !== undefined && resource === callers && wanted !== ''
  const subject = isCaller ? await desk.subjects.get(wanted, { resource }) : undefined
  const tokens = schemes.flatMap((scheme) => {
    const token = tokenFor(scheme, subject?.token)
    return token === undefined ? [] : [[scheme.name, token] as const]
  })
  const settings = { world, base: model.bases[0] ?? '', tokens: Object.fromEntries(tokens) }
  return (
    <Page
      view={view}
      title="Reference"
      tab="reference"
      follows={[]}
      wide
      styles={[`${assets}/swagger-ui.css`, `${assets}/console.css?after`]}
      scripts={[`${assets}/swagger-ui.js`, `${assets}/docs.js`]}
    >
      <div class="tools">
        {callers !== undefined && (
          <form method="get" action={`${HOME}/docs`} class="jump">
            <input type="hidden" name="resource" value={callers} />
            <label>
              <span>Signed in as</span> <input name="as" value={wanted} list="personas" size={12} autocomplete="off" />
            </label>
            <datalist id="personas">
              {personas.map(({ key, name }) => (
                <option value={String(key)}>{name}</option>
              ))}
            </datalist>
            <button type="submit">Sign in</button>
          </form>
        )}
        {subject !== undefined && <span>{nameOf(subject)}</span>}
        <span>
          <a href={`${HOME}/openapi.json`}>openapi.json</a> <a href={`${HOME}/openapi.yaml`}>openapi.yaml</a>
        </span>
      </div>
      <div id="reference" data-settings={JSON.stringify(settings)} />
    </Page>
  )
}
