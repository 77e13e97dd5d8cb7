// Plain JavaScript for every Node from 20.9 on: it runs before the pinned Node is there.
import { spawn, spawnSync } from 'node:child_process'
import { existsSync, readFileSync, realpathSync } from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { clearInterval, setInterval } from 'node:timers'

/** The oldest Node that runs the TypeScript sources as they are. */
const OLDEST = [22, 18]
const ORPHAN_LOOK_MS = process.platform === 'linux' ? 500 : 3000

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
  watchNpm(() => child.kill('SIGTERM'))
  child.on('error', (error) => {
    console.error(error.message)
    process.exitCode = 1
  })
  child.on('close', (code, signal) => {
    process.exit(code ?? 128 + os.constants.signals[signal])
  })
}

/**
 * Calls back once when npm, which started this process, is killed: nobody could stop the product
 * any more, and it would hold its port against the next start.
 */
function watchNpm(onGone) {
  if (process.env.npm_command === undefined) {
    return
  }
  const started = ancestors()
  const timer = setInterval(() => {
    if (ancestors() !== started) {
      clearInterval(timer)
      onGone()
    }
  }, ORPHAN_LOOK_MS)
  timer.unref()
}

/** Our parent, and its parent when npm put a shell in between. */
function ancestors() {
  const { ppid } = process
  const { name, parent } = describe(ppid)

  return /^-?(?:ba|da|k|z)?sh$/.test(name) ? `${ppid} ${parent}` : `${ppid}`
}

function describe(pid) {
  if (process.platform === 'linux') {
    try {
      const stat = readFileSync(`/proc/${pid}/stat`, 'utf8')
      const end = stat.lastIndexOf(')')

      return { name: stat.slice(stat.indexOf('(') + 1, end), parent: stat.slice(end).split(' ')[2] }
    } catch {
      return { name: '', parent: '' }
    }
  }
  const { stdout } = spawnSync('ps', ['-o', 'ppid=,comm=', '-p', String(pid)], { encoding: 'utf8' })
  const [parent = '', command = ''] = stdout.trim().split(/\s+/)

  return { name: path.basename(command), parent }
}

function isNewEnough(version) {
  const [major, minor] = version.split('.').map(Number)

  return major > OLDEST[0] || (major === OLDEST[0] && minor >= OLDEST[1])
}
