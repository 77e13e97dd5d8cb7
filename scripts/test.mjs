// npm test [-- <path> …]: installs what is missing, then runs the suite on the pinned Node.
import path from 'node:path'

import { runAndExit } from '../bin/pinnedNode.js'
import { prepareToolchain } from './toolchain.mjs'

const { env, node, root } = await prepareToolchain()
const vitest = path.join(root, 'node_modules', 'vitest', 'vitest.mjs')

process.chdir(root)
runAndExit(node, [vitest, 'run', ...process.argv.slice(2)], { env })
