import { spawn } from 'node:child_process'
import path from 'node:path'

import { adminErrors } from './errors.ts'
import { packageDirectory } from './packages.ts'

const PROGRESS_MS = 10_000
const TAIL_LINES = 40

// The build needs no secrets; what it is not given cannot end up in a bundle.
const PASSED_ON = ['HOME', 'LANG', 'PATH', 'TEMP', 'TMP', 'TMPDIR', 'USERPROFILE', 'SystemRoot']

function buildEnvironment(): NodeJS.ProcessEnv {
  const kept = PASSED_ON.flatMap((name) => {
    const value = process.env[name]

    return value === undefined ? [] : [[name, value] as const]
  })

  return {
    ...Object.fromEntries(kept),
    NEXT_TELEMETRY_DISABLED: '1',
    NODE_ENV: 'production',
  }
}

/** Runs `next build` in a directory and says every ten seconds that it goes on; throws `ADMIN_BUILD_FAILED`. */
export async function runNextBuild(args: {
  dir: string
  log: (line: string) => void
}): Promise<void> {
  const started = Date.now()
  const binary = path.join(packageDirectory('next', args.dir), 'dist', 'bin', 'next')
  const child = spawn(process.execPath, [binary, 'build'], {
    cwd: args.dir,
    env: buildEnvironment(),
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  const output: string[] = []
  const keep = (chunk: Buffer) => {
    output.push(chunk.toString('utf8'))
  }
  child.stdout.on('data', keep)
  child.stderr.on('data', keep)
  const progress = setInterval(() => {
    args.log(`Building the admin… ${Math.round((Date.now() - started) / 1000)} s`)
  }, PROGRESS_MS)

  try {
    const code = await new Promise<null | number>((resolve, reject) => {
      child.once('error', reject)
      child.once('close', resolve)
    })
    if (code !== 0) {
      const tail = output.join('').trimEnd().split('\n').slice(-TAIL_LINES).join('\n')
      throw adminErrors.BUILD_FAILED({ dir: args.dir, output: tail })
    }
  } finally {
    clearInterval(progress)
  }
}
