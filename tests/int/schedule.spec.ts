import { setTimeout as sleep } from 'node:timers/promises'

import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest'
import { z } from 'zod'

import {
  defineJob,
  defineSchedule,
  queueDueJobs,
  startJobRunner,
  startScheduler,
} from '../../src/jobs/index.ts'
import type { Schedule } from '../../src/jobs/index.ts'
import { databaseErrors, useDatabase } from '../../src/kernel/db/index.ts'
import { newId } from '../../src/kernel/ids/index.ts'
import { allTables } from '../../src/main/tables.ts'
import type { FreshDatabase } from '../helpers/freshDatabase.ts'
import { freshDatabase } from '../helpers/freshDatabase.ts'
import { testProduct } from '../helpers/testApp.ts'

const vienna = newId()
const tokyo = newId()
const closed = newId()
let fresh: FreshDatabase

const job = defineJob<{ note: string }>({
  input: z.object({ note: z.string() }),
  kind: 'test:note',
  run: () => Promise.resolve(undefined),
})
const daily = defineSchedule({ dailyAt: '03:00', input: { note: 'd' }, job, key: 'test:daily' })
const hourly = defineSchedule({ everyMinutes: 60, input: { note: 'h' }, job, key: 'test:hourly' })

const look = (at: string, schedules: readonly Schedule[], served = new Map<string, string>()) =>
  queueDueJobs({
    moment: new Date(at),
    onError: (error) => {
      throw error
    },
    schedules,
    served,
  })

beforeAll(async () => {
  fresh = await freshDatabase(allTables(testProduct()))
  useDatabase(fresh.open())
  await fresh.superuser(
    `insert into tenants (id, slug, name, time_zone, status) values
      ($1, 'vienna', 'V', 'Europe/Vienna', 'active'), ($2, 'tokyo', 'T', 'Asia/Tokyo', 'active'),
      ($3, 'closed', 'C', 'UTC', 'suspended')`,
    [vienna, tokyo, closed],
  )
})
beforeEach(async () => {
  await fresh.superuser('delete from schedule_runs')
  await fresh.superuser('delete from jobs')
})
afterAll(async () => {
  useDatabase(undefined)
  await fresh.drop()
})

it('gives every active tenant its job once per period, whoever looks and however often', async () => {
  const counts = await Promise.all(
    Array.from({ length: 6 }, () => look('2026-05-05T10:10:00Z', [hourly])),
  )
  const later = await look('2026-05-05T10:59:59Z', [hourly])
  const next = await look('2026-05-05T11:00:00Z', [hourly])
  const jobs = await fresh.superuser(
    'select tenant_id, count(*)::int as n from jobs group by tenant_id order by tenant_id',
  )

  expect([counts.reduce((sum, one) => sum + one, 0), later, next]).toEqual([2, 0, 2])
  expect(jobs).toEqual([
    { n: 2, tenant_id: vienna },
    { n: 2, tenant_id: tokyo },
  ])
})

it('asks the database no more about periods it knows to be served', async () => {
  const served = new Map<string, string>()
  await look('2026-05-05T10:10:00Z', [hourly], served)
  await fresh.superuser('delete from schedule_runs')

  expect(await look('2026-05-05T10:20:00Z', [hourly], served)).toBe(0)
  expect(await look('2026-05-05T11:20:00Z', [hourly], served)).toBe(2)
})

it('counts days by the clock of each tenant, also over a change of the clock', async () => {
  const periods = async () =>
    (
      await fresh.superuser<{ period: string }>(
        'select period from schedule_runs order by tenant_id, period',
      )
    ).map(({ period }) => period)
  // 02:30 in Vienna, 09:30 in Tokyo: the day before goes on there, the new one here.
  await look('2026-05-05T00:30:00Z', [daily])
  expect(await periods()).toEqual(['2026-05-04', '2026-05-05'])
  expect(await look('2026-05-05T01:00:00Z', [daily])).toBe(1)
  expect(await periods()).toEqual(['2026-05-04', '2026-05-05', '2026-05-05'])

  const inVienna = (at: string) => daily.periodOf(new Date(at), 'Europe/Vienna')
  // The night that skips 02:00–03:00, and the one that has it twice.
  expect([inVienna('2026-03-29T00:59:00Z'), inVienna('2026-03-29T01:00:00Z')]).toEqual([
    '2026-03-28',
    '2026-03-29',
  ])
  expect([inVienna('2026-10-25T01:59:00Z'), inVienna('2026-10-25T02:00:00Z')]).toEqual([
    '2026-10-24',
    '2026-10-25',
  ])
})

it('leaves the claim and its job together, or neither', async () => {
  const broken: Schedule = { ...hourly, input: { note: 1 }, key: 'test:broken' }
  const errors: unknown[] = []
  await queueDueJobs({
    moment: new Date(),
    onError: (error) => errors.push(error),
    schedules: [broken],
    served: new Map(),
  })

  expect(errors).toHaveLength(2)
  expect(await fresh.superuser('select 1 from schedule_runs')).toEqual([])
})

it('runs by itself until it is stopped', async () => {
  const scheduler = startScheduler({
    onError: (error) => {
      throw error
    },
    schedules: [hourly],
    tickMs: 20,
  })
  await sleep(400)
  await scheduler.stop()
  const rows = await fresh.superuser("select 1 from jobs where state = 'queued'")

  // An hour may end in between.
  expect([2, 4]).toContain(rows.length)
})

it('and the job runner report an outage of the database once', async () => {
  const errors: unknown[] = []
  const onError = (error: unknown) => {
    errors.push(error)
  }
  const up = fresh.open()
  const outage = () => Promise.reject(databaseErrors.UNAVAILABLE({}))
  const down = { ...up, read: outage, transaction: outage }
  useDatabase(down)
  const runner = startJobRunner({ jobs: [{ ...job, kind: 'test:none' }], onError, pollMs: 10 })
  const scheduler = startScheduler({ onError, schedules: [hourly], tickMs: 10 })
  await sleep(300)
  expect(errors).toHaveLength(2)
  useDatabase(up)
  await sleep(200)
  useDatabase(down)
  await sleep(200)
  await Promise.all([runner.stop(), scheduler.stop()])
  useDatabase(up)

  expect(errors).toHaveLength(4)
})
