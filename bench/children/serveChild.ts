import { readArena } from '../arena/arenaFile.ts'
import type { Arena } from '../arena/types.ts'
import { startCounting, stopCounting } from './countStatements.ts'

/** What a server process is asked. */
export type Ask = 'count' | 'counted'

/** Runs a server in this child process: starts it with the arena of the parent and says its port. */
export async function serveChild(
  start: (arena: Arena, mode: string) => Promise<number>,
): Promise<void> {
  const [dataDir = '', mode = ''] = process.argv.slice(2)
  const port = await start(readArena(dataDir), mode)
  process.on('message', (ask: Ask) => {
    if (ask === 'count') {
      startCounting()
      process.send?.({ counting: true })
    } else {
      process.send?.({ traffic: stopCounting() })
    }
  })
  process.on('disconnect', () => {
    process.exit(0)
  })
  process.send?.({ port })
}
