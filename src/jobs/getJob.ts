import type { Row } from '../kernel/db/index.ts'
import { database } from '../kernel/db/index.ts'
import { requireTenantScope } from '../kernel/scope/index.ts'
import { jobsErrors } from './errors.ts'
import type { JobState, JobView } from './types.ts'

const SELECT = `
select id, kind, state, progress_done, progress_total, result, error, created_by, api_key_id,
  created_at, finished_at
from jobs where tenant_id = $1::uuid and id = $2::uuid`

type JobRow = Row & {
  api_key_id: string | null
  created_at: string
  created_by: string | null
  error: JobView['error']
  finished_at: string | null
  id: string
  kind: string
  progress_done: number
  progress_total: number | null
  result: JobView['result']
  state: JobState
}

/** Reads a job of the current tenant; throws `JOBS_NOT_FOUND`. */
export async function getJob(id: string): Promise<JobView> {
  const { tenantId } = requireTenantScope()
  const [rows = []] = await database().read([{ text: SELECT, values: [tenantId, id] }])
  const row = rows[0] as JobRow | undefined
  if (row === undefined) {
    throw jobsErrors.NOT_FOUND({ id })
  }

  return {
    apiKey: row.api_key_id,
    createdAt: row.created_at,
    createdBy: row.created_by,
    error: row.error,
    finishedAt: row.finished_at,
    id: row.id,
    kind: row.kind,
    progress: { done: row.progress_done, total: row.progress_total },
    result: row.result,
    state: row.state,
  }
}
