import { jobsErrors } from '../../jobs/index.ts'
import type { Row } from '../../kernel/db/index.ts'
import { database } from '../../kernel/db/index.ts'
import { isId } from '../../kernel/ids/index.ts'
import { requireTenantScope } from '../../kernel/scope/index.ts'
import type { ExportView } from '../types.ts'

const KINDS = ['exports:run', 'exports:tenant']
const MOST = 100

const SELECT = `select id, state, progress_done, progress_total, result, error, created_by, created_at,
  finished_at, kind, input -> 'request' as request
from jobs where tenant_id = $1::uuid and kind = any($2::text[])`

type ExportRow = Row & {
  created_at: string
  created_by: string | null
  error: ExportView['error']
  finished_at: string | null
  id: string
  kind: string
  progress_done: number
  progress_total: number | null
  request: { collection?: string; format?: string } | null
  result: { expiresAt?: string; file?: string } | null
  state: ExportView['state']
}

/** The newest exports of the current tenant: all of them, or those that one user started. */
export async function listExports(userId: string | null): Promise<ExportView[]> {
  const rows = await select(
    `${SELECT} and ($3::uuid is null or created_by = $3::uuid)
      order by created_at desc, id desc limit ${MOST}`,
    userId,
  )

  return rows.map(toView)
}

/** One export of the current tenant, or of one user of it; throws `JOBS_NOT_FOUND`. */
export async function readExport(id: string, userId: string | null): Promise<ExportView> {
  const rows = isId(id)
    ? await select(
        `${SELECT} and id = $4::uuid and ($3::uuid is null or created_by = $3::uuid)`,
        userId,
        id,
      )
    : []
  const [row] = rows
  if (row === undefined) {
    throw jobsErrors.NOT_FOUND({ id })
  }

  return toView(row)
}

async function select(text: string, ...values: unknown[]): Promise<ExportRow[]> {
  const { tenantId } = requireTenantScope()
  const [rows = []] = await database().read([{ text, values: [tenantId, KINDS, ...values] }])

  return rows as ExportRow[]
}

function toView(row: ExportRow): ExportView {
  return {
    collection: row.request?.collection ?? null,
    createdAt: row.created_at,
    createdBy: row.created_by,
    error: row.error,
    expiresAt: row.result?.expiresAt ?? null,
    file: row.result?.file ?? null,
    finishedAt: row.finished_at,
    format: row.kind === 'exports:tenant' ? 'tenant' : (row.request?.format ?? null),
    id: row.id,
    progress: { done: row.progress_done, total: row.progress_total },
    state: row.state,
  }
}
