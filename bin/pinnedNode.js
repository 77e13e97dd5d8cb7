// Plain JavaScript for every Node from 20.9 on: it runs before the pinned Node is there.
import { spawn, spawnSync } from 'node:child_process'
import { existsSync, realpathSync } from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { clearInterval, setInterval } from 'node:timers'

/** The oldest Node that runs the TypeScript sources as they are. */
const OLDEST = [22, 18]
const ORPHAN_LOOK_MS = 500

/**
 * The Node that Tenon runs on: the one that npm installed with the packages next to `from` or above
 * it, else the running one when it is new enough, else undefined.
 */
export function findNode(from) {
  const name = `node-${process.platform}-${process.arch}`
  for (let folder = from; ; folder = path.dirname(folder)) {
    const file = path.join(folder, 'node_modules', name, 'bin', 'node')
    // On another C library the file is there and does not run.
    if (existsSync(file) && (isRunning(file) || spawnSync(file, ['--version']).status === 0)) {
      return file
    }
    if (folder === path.dirname(folder)) {
      return isNewEnough(process.versions.node) ? process.execPath : undefined
    }
  }
}

/** What to do where no Node that fits is found. */
export function noNodeMessage() {
  return process.platform === 'linux'
    ? 'LAUNCHER_NO_NODE: the Node that Tenon runs on is not installed. Run `npm ci` without --omit=optional, ' +
        `or use Node ${OLDEST.join('.')} or newer (this is ${process.versions.node}).`
    : `LAUNCHER_NO_NODE: on ${process.platform} Tenon needs Node ${OLDEST.join('.')} or newer; ` +
        `this is ${process.versions.node}. Install Node 24 and start again.`
}

/** True when this process already runs on that Node. */
export function isRunning(file) {
  return realpathSync(file) === realpathSync(process.execPath)
}

/**
 * Runs a program, hands signals on to it and ends as it ended. A terminal sends Ctrl-C to the child
 * as well, so this process only waits. A child on a tether is told when this process is killed.
 */
export function runAndExit(file, args, { env = process.env, tether = false } = {}) {
  // The channel closes when this process is killed; that tells the child to end as well.
  const stdio = ['inherit', 'inherit', 'inherit', ...(tether ? ['ipc'] : [])]
  const child = spawn(file, args, { env, stdio })
  const isTerminal = process.stdin.isTTY === true
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) {
    process.on(signal, () => {
      if (signal !== 'SIGINT' || !isTerminal) {
        child.kill(signal)
      }
    })
  }
  watchParent(() => child.kill('SIGTERM'))
  child.on('error', (error) => {
    console.error(error.message)
    process.exitCode = 1
  })
  child.on('close', (code, signal) => {
    process.exit(code ?? 128 + os.constants.signals[signal])
  })
}

/**
 * Calls back once when npm, the parent of this process, is killed: nobody could stop the product
 * any more, and it would hold its port against the next start.
 */
export function watchParent(onGone) {
  if (process.env.npm_lifecycle_event === undefined && process.env.npm_command === undefined) {
    return
  }
  const parent = process.ppid
  const timer = setInterval(() => {
    if (process.ppid !== parent) {
      clearInterval(timer)
      onGone()
    }
  }, ORPHAN_LOOK_MS)
  timer.unref()
}

function isNewEnough(version) {
  const [major, minor] = version.split('.').map(Number)

  return major > OLDEST[0] || (major === OLDEST[0] && minor >= OLDEST[1])
}
