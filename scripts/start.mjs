// npm start: installs what is missing, then serves the product on the pinned Node.
import path from 'node:path'

import { runAndExit } from '../bin/pinnedNode.js'
import { prepareToolchain } from './toolchain.mjs'

const { env, node, root } = await prepareToolchain()
const program = path.join(root, 'src', 'main', 'start.ts')

runAndExit(node, ['--disable-warning=ExperimentalWarning', program, ...process.argv.slice(2)], {
  env,
  tether: true,
})
