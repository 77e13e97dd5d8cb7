// What every script does first: packages, then the pinned Node. Runs on every Node from 20.9 on.
import path from 'node:path'

import { findNode, noNodeMessage } from '../bin/pinnedNode.js'
import { ensureInstalled, root } from './install.mjs'

/** Installs what is missing and gives the Node to run with and an environment that finds the tools. */
export async function prepareToolchain() {
  await ensureInstalled()
  const node = findNode(root)
  if (node === undefined) {
    console.error(noNodeMessage())
    process.exit(1)
  }
  const folders = [path.dirname(node), path.join(root, 'node_modules', '.bin'), process.env.PATH]

  return { env: { ...process.env, PATH: folders.join(path.delimiter) }, node, root }
}
