// npm run setup:system: what the suites need from the system and npm cannot bring.
import { spawnSync } from 'node:child_process'
import { existsSync } from 'node:fs'

const CHROMIUM = ['/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome']
const WANTED = [
  { files: [process.env.TENON_CHROMIUM, ...CHROMIUM], name: 'chromium', use: 'the browser suites' },
  {
    files: ['/usr/sbin/pgbouncer', '/usr/bin/pgbouncer'],
    name: 'pgbouncer',
    use: 'the suites of connections through PgBouncer',
  },
]

const missing = WANTED.filter(({ files }) => !files.some((file) => file && existsSync(file)))

if (missing.length === 0) {
  console.log('Everything is there: chromium and pgbouncer.')
} else if (existsSync('/usr/bin/apt-get')) {
  install(missing.map(({ name }) => name))
} else {
  explain(missing, `There is no apt-get on this system (${process.platform}). Install by hand:`)
}

function install(names) {
  console.log(`Installing ${names.join(' and ')} …`)
  const asRoot = process.getuid?.() === 0 ? [] : ['sudo', '-n']
  const run = (...args) => {
    const [file, ...rest] = [...asRoot, 'env', 'DEBIAN_FRONTEND=noninteractive', 'apt-get', ...args]

    return spawnSync(file, rest, { stdio: 'inherit' }).status === 0
  }
  const options = ['install', '-y', '-q', '--no-install-recommends', ...names]
  // Package lists may be old or, in an image, not there at all.
  const isDone = run(...options) || (run('update', '-q') && run(...options))
  if (isDone) {
    stopService(names)
    console.log('Everything is there: chromium and pgbouncer.')

    return
  }
  explain(
    missing,
    asRoot.length === 0
      ? 'apt-get failed; what it says above names the cause. Needed:'
      : 'This needs the right to install packages. As root, run `npm run setup:system`, or install:',
  )
}

/** The suites start their own; the one that the package starts would only stand in the way. */
function stopService(names) {
  if (names.includes('pgbouncer') && existsSync('/run/systemd/system')) {
    spawnSync('systemctl', ['disable', '--now', 'pgbouncer'], { stdio: 'ignore' })
  }
}

function explain(packages, reason) {
  console.error(reason)
  for (const { name, use } of packages) {
    console.error(`  ${name}, for ${use}; without it they are skipped`)
  }
  process.exitCode = 1
}
