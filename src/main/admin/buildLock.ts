import { open, readFile, rm } from 'node:fs/promises'
import { setTimeout as sleep } from 'node:timers/promises'

const POLL_MS = 500

async function holderIsAlive(file: string): Promise<boolean> {
  const pid = Number(await readFile(file, 'utf8').catch(() => ''))

  if (!Number.isInteger(pid) || pid <= 0) {
    return false
  }
  try {
    process.kill(pid, 0)

    return true
  } catch (error) {
    // EPERM means that it lives and belongs to somebody else.
    return error instanceof Error && 'code' in error && error.code === 'EPERM'
  }
}

async function tryTake(file: string): Promise<boolean> {
  try {
    const handle = await open(file, 'wx')
    await handle.writeFile(String(process.pid))
    await handle.close()

    return true
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'EEXIST') {
      return false
    }
    throw error
  }
}

/** Runs `work` alone among the processes that share the lock file; a dead holder's lock is taken over. */
export async function withBuildLock<T>(file: string, work: () => Promise<T>): Promise<T> {
  while (!(await tryTake(file))) {
    await sleep(POLL_MS)
    if (!(await holderIsAlive(file))) {
      await rm(file, { force: true })
    }
  }
  try {
    return await work()
  } finally {
    await rm(file, { force: true })
  }
}
