import type { Row, Transaction } from '../kernel/db/index.ts'
import { database } from '../kernel/db/index.ts'
import { requireTenantScope } from '../kernel/scope/index.ts'

/** One row of a job: what it was given and what became of it; `result` is null until it was handled. */
export type JobRow = { input: unknown; position: number; result: unknown }

const ADD = `
insert into job_rows (tenant_id, job_id, position, input, result)
select $1::uuid, $2::uuid, r.position, r.input, r.result
from jsonb_to_recordset($3::jsonb) as r(position bigint, input jsonb, result jsonb)`

const OPEN = `
select position, input from job_rows
where tenant_id = $1::uuid and job_id = $2::uuid and position > $3 order by position limit $4`

const SETTLE = `
update job_rows j set result = r.result, input = null
from jsonb_to_recordset($3::jsonb) as r(position bigint, result jsonb)
where j.tenant_id = $1::uuid and j.job_id = $2::uuid and j.position = r.position`

const RESULTS = `
select result from job_rows
where tenant_id = $1::uuid and job_id = $2::uuid and result is not null
order by position limit $3 offset $4`

const COUNT = `
select count(*)::bigint as total from job_rows
where tenant_id = $1::uuid and job_id = $2::uuid and result is not null`

/** Gives rows to a job, or notes rows it found with their results, in the transaction of the caller. */
export async function addJobRows(
  transaction: Transaction,
  jobId: string,
  rows: readonly { input?: unknown; position: number; result?: unknown }[],
): Promise<void> {
  if (rows.length > 0) {
    await transaction.query(ADD, [requireTenantScope().tenantId, jobId, JSON.stringify(rows)])
  }
}

/** The next rows of a job behind a position, in order. */
export async function jobRowsAfter(
  transaction: Transaction,
  jobId: string,
  page: { after: number; limit: number },
): Promise<Pick<JobRow, 'input' | 'position'>[]> {
  return transaction.query<Row & Pick<JobRow, 'input' | 'position'>>(OPEN, [
    requireTenantScope().tenantId,
    jobId,
    page.after,
    page.limit,
  ])
}

/** Notes what became of rows of a job, and forgets what they were given: it may hold personal values. */
export async function settleJobRows(
  transaction: Transaction,
  jobId: string,
  results: readonly Pick<JobRow, 'position' | 'result'>[],
): Promise<void> {
  if (results.length > 0) {
    await transaction.query(SETTLE, [requireTenantScope().tenantId, jobId, JSON.stringify(results)])
  }
}

/** A page, counted from 1, of what became of the rows of a job, in the order of the rows. */
export async function listJobResults(
  jobId: string,
  page: { limit: number; page: number },
): Promise<{ docs: unknown[]; totalDocs: number }> {
  const { tenantId } = requireTenantScope()
  const [rows = [], counted = []] = await database().read([
    { text: RESULTS, values: [tenantId, jobId, page.limit, (page.page - 1) * page.limit] },
    { text: COUNT, values: [tenantId, jobId] },
  ])

  return { docs: rows.map((row) => row['result']), totalDocs: Number(counted[0]?.['total'] ?? 0) }
}
