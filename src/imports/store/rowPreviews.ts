import type { Row, Transaction } from '../../kernel/db/index.ts'
import { requireTenantScope } from '../../kernel/scope/index.ts'
import type { RowOutcome, RowPreview } from '../types.ts'
import { storableJson } from './storableJson.ts'

const INSERT = `
insert into import_rows (tenant_id, job_id, row, outcome, record_id, title, changes, faults, near_misses)
select $1::uuid, $2::uuid, x.row, x.outcome, x.record_id, x.title, x.changes, x.faults, x.near_misses
from jsonb_to_recordset($3::jsonb) as x(
  row integer, outcome text, record_id uuid, title text, changes jsonb, faults jsonb,
  near_misses jsonb
)
on conflict (tenant_id, job_id, row) do update set
  outcome = case
    when import_rows.outcome = 'unchanged' and excluded.outcome = 'changed' then 'changed'
    else import_rows.outcome
  end,
  changes = import_rows.changes || excluded.changes,
  faults = import_rows.faults || excluded.faults,
  near_misses = import_rows.near_misses || excluded.near_misses`

const KEPT_DAYS = 7

type PreviewRow = Row & {
  changes: RowPreview['changes']
  faults: RowPreview['faults']
  near_misses: RowPreview['nearMisses']
  outcome: RowOutcome
  record_id: string | null
  row: number
  title: string | null
}

/** Keeps what a step of a dry run found; a second pass over a row adds to what the first one said. */
export async function keepPreviews(
  transaction: Transaction,
  jobId: string,
  previews: readonly RowPreview[],
): Promise<void> {
  if (previews.length === 0) {
    return
  }
  const rows = previews.map((one) => ({
    changes: one.changes,
    faults: one.faults,
    near_misses: one.nearMisses,
    outcome: one.outcome,
    record_id: one.recordId,
    row: one.row,
    title: one.title,
  }))
  await transaction.query(INSERT, [requireTenantScope().tenantId, jobId, storableJson(rows)])
}

/** Forgets the dry runs of the running tenant that ended a week ago. */
export async function dropPreviews(transaction: Transaction): Promise<void> {
  await transaction.query(
    `delete from import_rows r using jobs j
    where r.tenant_id = $1::uuid and j.tenant_id = $1::uuid and j.id = r.job_id
      and j.kind = 'imports:run' and j.finished_at < now() - make_interval(days => $2)`,
    [requireTenantScope().tenantId, KEPT_DAYS],
  )
}

/** A page of what a dry run found, in the order of the file, and how many rows there are of each outcome. */
export async function readPreviews(
  transaction: Transaction,
  args: { jobId: string; limit: number; outcome: 'near' | RowOutcome | null; page: number },
): Promise<{ counts: Record<string, number>; rows: RowPreview[] }> {
  const { tenantId } = requireTenantScope()
  const condition = `tenant_id = $1::uuid and job_id = $2::uuid and ($3::text is null
    or outcome = $3 or ($3 = 'near' and near_misses <> '[]'::jsonb))`
  const [rows, counts] = await Promise.all([
    transaction.query<PreviewRow>(
      `select row, outcome, record_id, title, changes, faults, near_misses from import_rows
      where ${condition} order by row limit $4 offset $5`,
      [tenantId, args.jobId, args.outcome, args.limit, (args.page - 1) * args.limit],
    ),
    transaction.query<{ count: number; outcome: string }>(
      `select outcome, count(*)::bigint as count from import_rows
      where tenant_id = $1::uuid and job_id = $2::uuid group by outcome
      union all
      select 'near', count(*)::bigint from import_rows
      where tenant_id = $1::uuid and job_id = $2::uuid and near_misses <> '[]'::jsonb`,
      [tenantId, args.jobId],
    ),
  ])

  return {
    counts: Object.fromEntries(counts.map(({ count, outcome }) => [outcome, count])),
    rows: rows.map((one) => ({
      changes: one.changes,
      faults: one.faults,
      nearMisses: one.near_misses,
      outcome: one.outcome,
      recordId: one.record_id,
      row: one.row,
      title: one.title,
    })),
  }
}
