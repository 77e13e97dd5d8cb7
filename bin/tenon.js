#!/usr/bin/env node
import { existsSync, realpathSync } from 'node:fs'
import path from 'node:path'
import { fileURLToPath } from 'node:url'

import { findNode, noNodeMessage, runAndExit } from './pinnedNode.js'

const root = path.resolve(path.dirname(realpathSync(fileURLToPath(import.meta.url))), '..')
const program = ['src/main/cli.ts', 'dist/main/cli.js']
  .map((file) => path.join(root, file))
  .find((file) => existsSync(file))
const node = findNode(root)

if (program === undefined || node === undefined) {
  console.error(
    node === undefined
      ? noNodeMessage()
      : `LAUNCHER_INCOMPLETE: ${root} holds no Tenon. Install it again.`,
  )
  process.exitCode = 1
} else {
  runAndExit(node, ['--disable-warning=ExperimentalWarning', program, ...process.argv.slice(2)], {
    tether: true,
  })
}
