import { expect, it } from 'vitest'

import { killServer } from './serverKills.ts'

const KILLS = 5

it('loses, doubles and tears no write when the server is killed under its clients', async () => {
  const seed = Number(process.env['TENON_TEST_SEED'] ?? Date.now() % 2 ** 31)
  const report = await killServer({ kills: KILLS, seed })
  process.stderr.write(`server kills: seed ${seed}, ${JSON.stringify(report)}\n`)

  expect(report.faults).toEqual([])
  expect(report.stuck).toBe(0)
  expect(report.listed.api).toBe(report.listed.database)
  expect(report.acknowledged).toBeGreaterThan(KILLS * 60)
  expect(report.recoverySeconds).toHaveLength(KILLS)
  expect(Math.max(...report.recoverySeconds)).toBeLessThan(100)
}, 300_000)
