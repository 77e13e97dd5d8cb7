// dev-postgres.mjs [stop]: keeps a PostgreSQL for development in the temporary directory and prints its addresses.
import path from 'node:path'

import { runAndExit } from '../bin/pinnedNode.js'
import { prepareToolchain } from './toolchain.mjs'

const { env, node, root } = await prepareToolchain()

runAndExit(
  node,
  [path.join(root, 'src', 'launcher', 'bin', 'devPostgres.ts'), ...process.argv.slice(2)],
  { env },
)
