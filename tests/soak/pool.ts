import { freshDatabase } from '../helpers/freshDatabase.ts'
import { setup, teardown } from '../helpers/globalSetup.ts'
import { hasPgBouncer, startPgBouncer } from '../helpers/pgBouncer.ts'
import { sampleTables } from '../helpers/sampleTables.ts'
import type { PoolSoakReport } from '../helpers/soakPool.ts'
import { soakPool } from '../helpers/soakPool.ts'

const CHECKOUTS = 200_000

/** The full pool soak: half of it direct, half through PgBouncer; prints seed and figures, gives the exit code. */
export async function soakPoolFully(print: (line: string) => void): Promise<number> {
  const seed = Number(process.env['TENON_TEST_SEED'] ?? Date.now() % 2 ** 31)
  const checkouts = Number(process.env['TENON_SOAK_CHECKOUTS'] ?? CHECKOUTS) / 2
  print(`pool soak: seed ${seed}, 64 borrowers, ${checkouts} checkouts each way`)
  await setup()
  try {
    const fresh = await freshDatabase(sampleTables)
    const direct = await soakPool({ checkouts, fresh, prepare: true, seed, url: fresh.urls.app })
    print(figures('direct', direct))
    let leaks = direct.leaks.length
    if (hasPgBouncer()) {
      const bouncer = await startPgBouncer(fresh.urls.app, 20)
      const pooled = await soakPool({ checkouts, fresh, prepare: false, seed, url: bouncer.url })
      await bouncer.stop()
      print(figures('pgbouncer', pooled))
      leaks += pooled.leaks.length
    } else {
      print('pgbouncer: skipped, it is not installed (npm run setup:system)')
    }
    await fresh.drop()

    return leaks === 0 ? 0 : 1
  } finally {
    await teardown()
  }
}

function figures(name: string, { leaks, ...counts }: PoolSoakReport): string {
  const seen = leaks.slice(0, 5).map((leak) => `\n  LEAK ${leak}`)

  return `${name}: ${JSON.stringify(counts)}, ${leaks.length} leaks${seen.join('')}`
}
