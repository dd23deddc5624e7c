/** Part of the build: prepares the package's own documents (see prepared.ts). */

import { dirname, join } from 'node:path'
import { formatFault } from './fault.js'
import { controlDocument, flagship, home } from './home.js'
import { loadApi } from './load.js'
import { writePrepared } from './prepared.js'

for (const file of [flagship, join(home, 'spec', 'parcels', 'openapi.yaml'), controlDocument]) {
  const loaded = await loadApi(file)
  if (loaded.kind === 'faulty') throw new Error(loaded.faults.map(formatFault).join('\n'))
  const { model, beside, files } = loaded
  await writePrepared(
    file,
    files.filter((one) => dirname(one) === dirname(file)),
    { document: model.document, beside },
  )
}
