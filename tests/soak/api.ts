import { fuzzApi } from '../helpers/fuzz/fuzzApi.ts'
import { setup, teardown } from '../helpers/globalSetup.ts'
import { testApp } from '../helpers/testApp.ts'

const REQUESTS = 200_000

/** The full soak of the API: requests made from its own description; prints seed and figures, gives the exit code. */
export async function soakApiFully(print: (line: string) => void): Promise<number> {
  const seed = process.env['TENON_TEST_SEED'] ?? String(Date.now() % 2 ** 31)
  const requests = Number(process.env['TENON_SOAK_REQUESTS'] ?? REQUESTS)
  print(`api soak: seed ${seed}, ${requests} requests`)
  await setup()
  try {
    const app = await testApp({ logLevel: 'error' })
    const { faults, ...figures } = await fuzzApi(app, { requests, seed })
    await app.close()
    const seen = faults.map((fault) => `\n  FAULT ${fault}`)
    print(`api: ${JSON.stringify(figures)}, ${faults.length} faults${seen.join('')}`)

    return faults.length === 0 && figures.requests === requests ? 0 : 1
  } finally {
    await teardown()
  }
}
