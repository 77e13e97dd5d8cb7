import os from 'node:os'
import path from 'node:path'

import { startPostgres } from '../startPostgres.ts'

const dataDir = path.join(os.tmpdir(), `tenon-dev-${process.getuid?.() ?? 'user'}`)
const say = (message: string): void => {
  process.stderr.write(`${message}\n`)
}
const postgres = await startPostgres({ dataDir, log: { info: say, warn: say } })

if (process.argv[2] === 'stop') {
  await postgres.stop()
} else {
  await postgres.detach()
  process.stdout.write(`owner      ${postgres.ownerUrl}\nsuperuser  ${postgres.superUrl}\n`)
}
