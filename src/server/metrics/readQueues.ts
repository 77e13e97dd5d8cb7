import { database } from '../../kernel/db/index.ts'
import { runAsSystem } from '../../kernel/scope/index.ts'
import type { QueueFigures } from './types.ts'

const KEEP_MS = 5_000

// Only rows of partial indexes are counted, so that what is long done costs nothing. A job whose module
// is switched off waits for nobody.
const QUEUES = `
select
  (select coalesce(json_object_agg(state, n), '{}') from (
    select state, count(*) as n from jobs where state in ('queued', 'running') group by state
    union all
    select 'failed', count(*) from jobs where state = 'failed'
  ) counted) as jobs,
  (select coalesce(extract(epoch from now() - min(j.run_after)), 0)::float8 from jobs j
    where j.state = 'queued' and j.run_after <= now() and not exists (
      select 1 from tenants t where t.id = j.tenant_id
        and t.modules -> split_part(j.kind, ':', 1) = 'false'::jsonb)) as oldest,
  (select count(*) from mails where status in ('queued', 'sending'))
    + (select count(*) from account_mails where status in ('queued', 'sending')) as mails`

/** Makes a reader of the queues that asks the database at most once in five seconds; undefined while that is away. */
export function queueReader(now: () => number = Date.now): () => Promise<QueueFigures | undefined> {
  let kept: undefined | { figures: Promise<QueueFigures | undefined>; until: number }

  return () => {
    if (kept === undefined || kept.until <= now()) {
      kept = { figures: readQueues().catch(() => undefined), until: now() + KEEP_MS }
    }

    return kept.figures
  }
}

async function readQueues(): Promise<QueueFigures> {
  const [rows = []] = await runAsSystem('metrics', () => database().read([{ text: QUEUES }]))
  const row = rows[0]

  return {
    jobs: row?.['jobs'] ?? {},
    mails: Number(row?.['mails'] ?? 0),
    oldestJobSeconds: Number(row?.['oldest'] ?? 0),
  }
}
