import { database } from '../kernel/db/index.ts'
import { runAsSystem } from '../kernel/scope/index.ts'
import { notParked } from './parked.ts'

const STARVING = `
select exists (
  select 1 from jobs q
  where q.state = 'queued' and q.run_after <= now() and q.kind = any($1::text[])
    and ${notParked('q', '$2')}
    and not exists (
      select 1 from jobs r where r.tenant_id = q.tenant_id and r.state = 'running'
    )
) as starving`

/** True while a tenant has a due job and none running: somebody who runs should make room. */
export async function hasStarvingTenant(
  kinds: readonly string[],
  switchable: readonly string[] = [],
): Promise<boolean> {
  const [rows = []] = await runAsSystem('job-claim', () =>
    database().read([{ text: STARVING, values: [[...kinds], [...switchable]] }]),
  )

  return rows[0]?.['starving'] === true
}
