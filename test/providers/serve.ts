/** `npx tsx test/providers/serve.ts [--port 4020] [--fault NAME] [--delivery-delay 2000] [--list]` */

import { parseArgs } from 'node:util'
import { FAULTS } from './faults/index.js'
import { startProvider } from './provider.js'

const { values } = parseArgs({
  options: {
    port: { type: 'string', default: '4020' },
    fault: { type: 'string' },
    'delivery-delay': { type: 'string', default: '2000' },
    list: { type: 'boolean', default: false },
  },
})

const say = (line: string) => process.stdout.write(`${line}\n`)

if (values.list) {
  for (const { name, kind, sentence } of FAULTS) say(`${name.padEnd(30)} ${kind.padEnd(12)} ${sentence}`)
} else if (values.fault !== undefined && !FAULTS.some(({ name }) => name === values.fault)) {
  process.stderr.write(`There is no fault "${values.fault}". --list names them all.\n`)
  process.exitCode = 2
} else {
  const { url, statesUrl } = await startProvider({
    port: Number(values.port),
    fault: values.fault,
    deliveryDelay: Number(values['delivery-delay']),
    sendSms: (phone, password) => say(`SMS to +${phone}: ${password}`),
  })
  say(`Provider at ${url}, its states at ${statesUrl}${values.fault === undefined ? '' : `, with ${values.fault}`}`)
}
