// with-node.mjs <command> [argument …]: runs a tool of node_modules, or `node` itself, on the pinned Node.
import { existsSync, realpathSync } from 'node:fs'
import path from 'node:path'

import { runAndExit } from '../bin/pinnedNode.js'
import { prepareToolchain } from './toolchain.mjs'

const [command, ...args] = process.argv.slice(2)
const { env, node, root } = await prepareToolchain()
const tool = path.join(root, 'node_modules', '.bin', command ?? '')

if (command === 'node') {
  runAndExit(node, args, { env })
} else if (command !== undefined && existsSync(tool)) {
  runAndExit(node, [realpathSync(tool), ...args], { env })
} else {
  console.error(
    `Usage: with-node.mjs <command> [argument …]; there is no command "${command ?? ''}".`,
  )
  process.exitCode = 1
}
