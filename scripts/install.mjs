// Installs the packages when they are not all there. Runs on every Node from 20.9 on.
import { spawn } from 'node:child_process'
import { existsSync, readFileSync } from 'node:fs'
import path from 'node:path'
import { clearInterval, setInterval } from 'node:timers'

/** The folder of this repository. */
export const root = path.resolve(
  import.meta.dirname ?? path.dirname(new URL(import.meta.url).pathname),
  '..',
)

const HEARTBEAT_MS = 10_000
const KEPT_LINES = 40

const CAUSES = [
  [
    /ENOSPC|no space left/i,
    'The disk is full. Free some space (about 2 GB are needed) and start again.',
  ],
  [
    /ENOTFOUND|EAI_AGAIN|ECONNREFUSED|ECONNRESET|ETIMEDOUT|ENETUNREACH|network/,
    'The package registry cannot be reached. Check the network, and the proxy and registry that `npm config list` shows; then start again.',
  ],
  [
    /EACCES|EPERM|EROFS/,
    'A folder cannot be written. Give this user the right to write here and in the npm cache (`npm config get cache`); then start again.',
  ],
  [
    /EINTEGRITY/,
    'A package differs from the one in package-lock.json. Run `npm cache clean --force` and start again.',
  ],
  [
    /EUSAGE|can only install packages when your package.json and package-lock.json/,
    'package.json and package-lock.json do not agree. Run `npm install` and start again.',
  ],
]

/** Runs `npm ci` unless every package of the lockfile is there; ends the process when it fails. */
export async function ensureInstalled() {
  const missing = findMissing()
  if (missing === undefined) {
    return
  }
  console.error(
    `Installing the packages (${missing}); the first time this takes a minute or three …`,
  )
  const started = Date.now()
  const { code, output } = await runNpmCi(started)
  if (code === 0) {
    console.error(`The packages are installed (${seconds(started)} s).`)

    return
  }
  const advice = CAUSES.find(([pattern]) => pattern.test(output))?.[1]
  console.error(output.trim())
  console.error(
    `\nLAUNCHER_INSTALL_FAILED: npm ci ended with ${code}. ${advice ?? 'What npm says above names the cause.'}`,
  )
  process.exit(1)
}

/** Says in a few words why an install is needed, undefined when it is not. */
function findMissing() {
  const wanted = readLock(path.join(root, 'package-lock.json'))
  // npm writes this file last, so an install that was broken off leaves none.
  const found = readLock(path.join(root, 'node_modules', '.package-lock.json'))
  if (wanted === undefined || found === undefined) {
    return wanted === undefined ? 'there is no package-lock.json' : 'there are none yet'
  }
  const name = Object.keys(wanted).find((key) => isMissing(key, wanted[key], found[key]))

  return name === undefined
    ? undefined
    : `${name.replace(/^.*node_modules\//, '')} is missing or old`
}

function isMissing(key, wanted, found) {
  if (key === '' || wanted.link === true) {
    return false
  }
  if (found === undefined) {
    return !(wanted.optional || wanted.devOptional || wanted.peer) || isOfThisPlatform(wanted)
  }

  return found.version !== wanted.version || !existsSync(path.join(root, key))
}

/** Other optional packages may be left out by npm for reasons of its own; these are what Tenon runs on. */
function isOfThisPlatform(entry) {
  return (
    entry.optional === true &&
    entry.os?.length === 1 &&
    entry.os[0] === process.platform &&
    entry.cpu?.[0] === process.arch &&
    entry.libc === undefined
  )
}

function runNpmCi(started) {
  const npm = process.env.npm_execpath
  const node = process.env.npm_node_execpath ?? process.execPath
  const options = ['ci', '--include=dev', '--include=optional', '--no-audit', '--no-fund']
  const [file, args] = npm?.endsWith('.js') ? [node, [npm, ...options]] : ['npm', options]
  const child = spawn(file, args, { cwd: root, stdio: ['ignore', 'pipe', 'pipe'] })
  const lines = []
  const keep = (chunk) => {
    lines.push(...String(chunk).split('\n'))
    lines.splice(0, lines.length - KEPT_LINES)
  }
  child.stdout.on('data', keep)
  child.stderr.on('data', keep)
  const heartbeat = setInterval(() => {
    console.error(`Installing the packages … ${seconds(started)} s`)
  }, HEARTBEAT_MS)

  return new Promise((resolve) => {
    child.on('error', (error) => {
      clearInterval(heartbeat)
      resolve({ code: 1, output: error.message })
    })
    child.on('close', (code) => {
      clearInterval(heartbeat)
      resolve({ code: code ?? 1, output: lines.join('\n') })
    })
  })
}

function readLock(file) {
  try {
    return JSON.parse(readFileSync(file, 'utf8')).packages
  } catch {
    return undefined
  }
}

function seconds(since) {
  return Math.round((Date.now() - since) / 1000)
}
