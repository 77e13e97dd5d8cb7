import { jobsErrors } from '../../jobs/index.ts'
import type { Row } from '../../kernel/db/index.ts'
import { database } from '../../kernel/db/index.ts'
import { isId } from '../../kernel/ids/index.ts'
import { requireTenantScope } from '../../kernel/scope/index.ts'
import type { ExportOwner, ExportView } from '../types.ts'

const KINDS = ['exports:run', 'exports:tenant']
const MOST = 100

const SELECT = `select id, state, progress_done, progress_total, result, error, created_by, api_key_id,
  created_at, finished_at, kind, input -> 'request' as request
from jobs where tenant_id = $1::uuid and kind = any($2::text[])`

type ExportRow = Row & {
  api_key_id: string | null
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

// What a key took out by its role, its owner need not be allowed to see, and the other way round.
const OWNED =
  '($3::uuid is null or (created_by = $3::uuid and api_key_id is not distinct from $4::uuid))'

/** The newest exports of the current tenant: all of them, or those that one person or one API key started. */
export async function listExports(owner: ExportOwner | null): Promise<ExportView[]> {
  const rows = await select(
    `${SELECT} and ${OWNED}
      order by created_at desc, id desc limit ${MOST}`,
    owner,
  )

  return rows.map(toView)
}

/** One export of the current tenant, or of one person or API key of it; throws `JOBS_NOT_FOUND`. */
export async function readExport(id: string, owner: ExportOwner | null): Promise<ExportView> {
  const rows = isId(id) ? await select(`${SELECT} and ${OWNED} and id = $5::uuid`, owner, id) : []
  const [row] = rows
  if (row === undefined) {
    throw jobsErrors.NOT_FOUND({ id })
  }

  return toView(row)
}

async function select(
  text: string,
  owner: ExportOwner | null,
  ...values: unknown[]
): Promise<ExportRow[]> {
  const { tenantId } = requireTenantScope()
  const [rows = []] = await database().read([
    { text, values: [tenantId, KINDS, owner?.userId ?? null, owner?.apiKey ?? null, ...values] },
  ])

  return rows as ExportRow[]
}

function toView(row: ExportRow): ExportView {
  return {
    apiKey: row.api_key_id,
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
