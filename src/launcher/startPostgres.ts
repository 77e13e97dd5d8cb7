import { existsSync, readFileSync, realpathSync } from 'node:fs'
import path from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'

import { findBinaries } from './binaries.ts'
import { bootstrapCluster, clusterState } from './bootstrap.ts'
import { placeCluster } from './clusterPlace.ts'
import { fileError, freeMegabytes, prepareDataDirectory } from './dataDirectory.ts'
import { launcherErrors } from './errors.ts'
import { freePort } from './freePort.ts'
import { clusterExists, initialiseCluster } from './initialise.ts'
import { takeLauncherLock } from './launcherLock.ts'
import type { LivingPostmaster } from './postmaster.ts'
import {
  clearRemains,
  findPostmaster,
  logPosition,
  logSince,
  saysReady,
  spawnPostmaster,
  stopPostmaster,
  trimLog,
} from './postmaster.ts'
import { processIdentity } from './processes.ts'
import { installationSecret, privateSecret, roleUrls } from './secret.ts'
import { writeSettings } from './settings.ts'
import { supervise } from './supervise.ts'
import type { ClusterPlace, EmbeddedPostgres, LauncherLog, StartPostgresOptions } from './types.ts'
import { writePrivateFile } from './writePrivateFile.ts'

const ATTEMPTS = 5
const START_LIMIT_MS = 15 * 60_000

/**
 * Starts the embedded PostgreSQL of a data directory, or adopts the one that survived an earlier
 * run, and keeps it running until `stop`. One process at a time may hold a data directory.
 */
export async function startPostgres(options: StartPostgresOptions): Promise<EmbeddedPostgres> {
  const given = path.resolve(options.dataDir)
  prepareDataDirectory(given)
  const dataDir = realpathSync(given)
  const { log } = options
  const lock = await takeLauncherLock(dataDir, log)
  try {
    const binaries = findBinaries()
    const place = placeCluster(dataDir, binaries, options.rootMode)
    const superPassword = privateSecret(dataDir, 'superuser')
    const secret = installationSecret(dataDir)
    if (!clusterExists(place, binaries.major)) {
      log.info('Creating the database …')
      initialiseCluster(place, superPassword)
    }
    const launch = () => launchPostmaster({ ...options, place })
    const found = await launch()
    const urls = roleUrls({ database: 'tenon', port: found.port, secret })
    const superUrl = `postgres://postgres:${superPassword}@127.0.0.1:${found.port}/postgres`
    if ((await clusterState(urls.owner)) !== 'ready') {
      await bootstrapCluster(superUrl, secret)
    }
    const tidy = () => {
      trimLog(place)
    }
    const watch = supervise({ launch, log, pid: found.pid, tidy })

    return {
      adopted: found.adopted,
      detach: async () => {
        await watch.end()
        lock.release()
      },
      ownerUrl: urls.owner,
      get pid() {
        return watch.pid()
      },
      port: found.port,
      secret,
      stop: async () => {
        await watch.end()
        await stopPostmaster(place, watch.pid())
        lock.release()
      },
      superUrl,
      urls,
    }
  } catch (error) {
    lock.release()
    throw fileError(error, dataDir)
  }
}

type Launched = LivingPostmaster & { adopted: boolean }

async function launchPostmaster(
  args: StartPostgresOptions & { place: ClusterPlace },
): Promise<Launched> {
  const { log, place } = args
  let detail = ''
  for (let attempt = 1; attempt <= ATTEMPTS; attempt += 1) {
    const survivor = await findPostmaster(place)
    if (survivor !== undefined) {
      if ((await waitUntilReady(place, survivor, log)) === 'ready') {
        return { ...survivor, adopted: true }
      }
      continue
    }
    await clearRemains(place)
    const port = await freePort(attempt === 1 ? rememberedPort(place) : undefined)
    writeSettings(place, port, args.settings)
    const position = logPosition(place)
    const pid = spawnPostmaster(place)
    if ((await waitUntilReady(place, { pid, port }, log)) === 'ready') {
      writePrivateFile(path.join(place.dataDir, 'postgres.port'), `${port}\n`)

      return { adopted: false, pid, port }
    }
    detail = explainFailure(place, logSince(place, position))
    await sleep(100 * attempt)
  }
  throw launcherErrors.START_FAILED({ detail, logFile: place.logFile })
}

/** Waits until the server takes connections; after a crash that includes the replay of its log. */
async function waitUntilReady(
  place: ClusterPlace,
  postmaster: LivingPostmaster,
  log: LauncherLog,
): Promise<'gone' | 'ready'> {
  const started = Date.now()
  let nextLine = started + 5000
  while (processIdentity(postmaster.pid) !== undefined) {
    if (saysReady(place, postmaster.pid)) {
      return 'ready'
    }
    if (Date.now() > nextLine) {
      nextLine += 5000
      const seconds = Math.round((Date.now() - started) / 1000)
      log.info(`PostgreSQL is recovering after an unclean stop (${seconds} s) …`)
    }
    if (Date.now() - started > START_LIMIT_MS) {
      const detail = 'it does not answer'
      throw launcherErrors.START_FAILED({ detail, logFile: place.logFile })
    }
    await sleep(20)
  }

  return 'gone'
}

/** The last complaint in the log; those that no second attempt can mend are thrown. */
function explainFailure(place: ClusterPlace, log: string): string {
  const { dataDir } = place
  if (/No space left on device|Disk quota exceeded/.test(log)) {
    throw launcherErrors.DISK_FULL({ dataDir, freeMegabytes: freeMegabytes(place.base) })
  }
  if (log.includes('Read-only file system')) {
    throw launcherErrors.DATA_DIR_READ_ONLY({ dataDir, detail: 'read-only file system' })
  }
  if (/FATAL: .*Permission denied/.test(log)) {
    throw launcherErrors.DATA_DIR_READ_ONLY({ dataDir, detail: 'permission denied' })
  }
  const complaints = log.split('\n').filter((line) => /FATAL|PANIC|error while loading/.test(line))

  return complaints.at(-1)?.replace(/^.*?(FATAL|PANIC): */, '') ?? 'it ended without a word'
}

function rememberedPort(place: ClusterPlace): number | undefined {
  const file = path.join(place.dataDir, 'postgres.port')
  const port = existsSync(file) ? Number(readFileSync(file, 'utf8')) : Number.NaN

  return Number.isInteger(port) && port > 0 && port < 65_536 ? port : undefined
}
