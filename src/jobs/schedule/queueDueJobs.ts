import type { Row } from '../../kernel/db/index.ts'
import { database } from '../../kernel/db/index.ts'
import { isTenonError } from '../../kernel/errors/index.ts'
import { newId } from '../../kernel/ids/index.ts'
import { runAsSystem, runAsTenant } from '../../kernel/scope/index.ts'
import { enqueueJob } from '../enqueueJob.ts'
import type { Schedule } from './defineSchedule.ts'

// One row is one claim: of two processes at the same moment one gets it.
const CLAIM = `
insert into schedule_runs (tenant_id, schedule, period, job_id) values ($1::uuid, $2, $3, $4::uuid)
on conflict do nothing returning job_id`

type Due = { period: string; schedule: Schedule }

type TenantRow = Row & { id: string; time_zone: string }

/**
 * Queues, for every active tenant, the jobs of the schedules whose period no process has served yet, and
 * gives how many. `served` remembers what needs no look any more; one tenant's failure does not stop others.
 */
export async function queueDueJobs(args: {
  moment: Date
  onError: (error: unknown) => void
  schedules: readonly Schedule[]
  served: Map<string, string>
}): Promise<number> {
  const [tenants = []] = await runAsSystem('schedule', () =>
    database().read([{ text: "select id, time_zone from tenants where status = 'active'" }]),
  )
  let queued = 0
  for (const tenant of tenants as TenantRow[]) {
    try {
      queued += await queueFor(tenant, args)
    } catch (error) {
      if (isTenonError(error, 'DATABASE_UNAVAILABLE')) {
        throw error
      }
      args.onError(error)
    }
  }

  return queued
}

async function queueFor(
  tenant: TenantRow,
  args: Parameters<typeof queueDueJobs>[0],
): Promise<number> {
  const due = args.schedules
    .map((schedule) => ({ period: schedule.periodOf(args.moment, tenant.time_zone), schedule }))
    .filter(({ period, schedule }) => args.served.get(`${tenant.id} ${schedule.key}`) !== period)
  if (due.length === 0) {
    return 0
  }
  const queued = await runAsTenant({ tenantId: tenant.id }, () => claim(tenant.id, due))
  due.forEach(({ period, schedule }) => args.served.set(`${tenant.id} ${schedule.key}`, period))

  return queued
}

async function claim(tenantId: string, due: readonly Due[]): Promise<number> {
  return database().transaction(async (transaction) => {
    let queued = 0
    for (const { period, schedule } of due) {
      const id = newId()
      const won = await transaction.query(CLAIM, [tenantId, schedule.key, period, id])
      if (won.length === 1) {
        await enqueueJob(schedule.job, schedule.input, { id, transaction })
        queued += 1
      }
    }

    return queued
  })
}
