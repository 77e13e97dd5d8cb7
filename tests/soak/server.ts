import { postgresBench } from '../chaos/postgresBench.ts'
import { endPostgres } from '../chaos/postgresOutage.ts'
import { auditWrites } from '../chaos/serverAudit.ts'
import type { Audit } from '../chaos/serverAudit.ts'
import { killServer } from '../chaos/serverKills.ts'
import { startWriters } from '../chaos/serverWriters.ts'
import { setup, teardown } from '../helpers/globalSetup.ts'

const KILLS = 30

/**
 * The full server soak: 30 kills of the server and 30 ends of PostgreSQL under 8 clients that write;
 * prints seed and figures, gives the exit code.
 */
export async function soakServerFully(print: (line: string) => void): Promise<number> {
  const seed = Number(process.env['TENON_TEST_SEED'] ?? Date.now() % 2 ** 31)
  const kills = Number(process.env['TENON_SOAK_KILLS'] ?? KILLS)
  print(`server soak: seed ${seed}, 8 clients, ${kills} kills of the server, then of PostgreSQL`)
  await setup()
  try {
    const { faults, ...figures } = await killServer({ kills, seed })
    print(summary('server', figures, faults))
    const outages = await endPostgresOften(kills, seed)
    print(summary('postgres', outages.figures, outages.faults))

    return faults.length + outages.faults.length + figures.stuck === 0 ? 0 : 1
  } finally {
    await teardown()
  }
}

/** Every third time in its fast shutdown, else by kill -9. */
async function endPostgresOften(
  kills: number,
  seed: number,
): Promise<{ faults: string[]; figures: object }> {
  const bench = await postgresBench()
  const { host, server, token } = bench
  const writers = startWriters({ clients: 8, host, port: server.port, seed, token })
  try {
    const codes: Record<string, number> = {}
    const recoverySeconds: number[] = []
    let slowestMs = 0
    for (let kill = 0; kill < kills; kill += 1) {
      await writers.moreAcknowledged(50)
      const outage = await endPostgres(bench, writers, kill % 3 === 2 ? 'SIGINT' : 'SIGKILL')
      for (const [code, count] of Object.entries(outage.codes)) {
        codes[code] = (codes[code] ?? 0) + count
      }
      recoverySeconds.push(outage.recoverySeconds)
      slowestMs = Math.max(slowestMs, outage.slowestMs)
    }
    await writers.stop()
    const { faults, ...audit }: Audit = await auditWrites(bench.superuser, writers.writes)
    const died = server.isRunning() ? [] : ['the server ended']

    return {
      faults: [...faults, ...died],
      figures: { ...audit, codes, kills, recoverySeconds, slowestMs },
    }
  } finally {
    await writers.stop()
    await bench.close()
  }
}

function summary(name: string, figures: object, faults: readonly string[]): string {
  const seen = faults.slice(0, 5).map((fault) => `\n  FAULT ${fault}`)

  return `${name}: ${JSON.stringify(figures)}, ${faults.length} faults${seen.join('')}`
}
