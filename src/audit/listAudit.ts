import type { Row } from '../kernel/db/index.ts'
import { database } from '../kernel/db/index.ts'
import type { Actor } from '../kernel/scope/index.ts'
import { requireTenantScope } from '../kernel/scope/index.ts'
import type { AuditView } from './types.ts'

/** Which entries to read, newest first. */
export type AuditQuery = {
  /** Id of a user, API key or support session. */
  actor?: string | undefined
  /** Id of the last entry of the page before. */
  after?: string | undefined
  /** ISO instant, included. */
  from?: string | undefined
  kind?: string | undefined
  limit: number
  /** ISO instant, not included. */
  to?: string | undefined
}

type EntryRow = Row & {
  actor_id: null | string
  actor_type: Actor['type']
  address_range: null | string
  at: string
  correlation_id: null | string
  facts: Record<string, unknown>
  id: string
  kind: string
  subject: null | string
  user_agent: null | string
}

/** A page of the current tenant's audit, newest first; `next` is the `after` of the page behind it. */
export async function listAudit(
  query: AuditQuery,
): Promise<{ docs: AuditView[]; next: null | string }> {
  const values: unknown[] = [requireTenantScope().tenantId]
  const given = (sql: (parameter: string) => string, value: number | string | undefined) => {
    if (value === undefined) {
      return ''
    }
    values.push(value)

    return sql(`$${values.length}`)
  }
  // Conditions stand only where they are asked for, so that each finds its index.
  const conditions = [
    given((p) => ` and e.kind = ${p}`, query.kind),
    given((p) => ` and e.actor_id = ${p}::uuid`, query.actor),
    given((p) => ` and e.at >= ${p}::timestamptz`, query.from),
    given((p) => ` and e.at < ${p}::timestamptz`, query.to),
    given(
      (p) =>
        ` and (e.at, e.id) < (select l.at, l.id from audit_entries l
          where l.tenant_id = $1 and l.id = ${p}::uuid)`,
      query.after,
    ),
  ].join('')
  const limit = given((p) => ` limit ${p}`, query.limit + 1)
  const [rows = []] = await database().read([
    {
      text: `select e.id, e.at, e.kind, e.actor_type, e.actor_id, e.subject, e.address_range,
          e.user_agent, e.facts, e.correlation_id
        from audit_entries e where e.tenant_id = $1${conditions}
        order by e.at desc, e.id desc${limit}`,
      values,
    },
  ])
  const docs = (rows.slice(0, query.limit) as EntryRow[]).map(toView)

  return { docs, next: rows.length > query.limit ? (docs.at(-1)?.id ?? null) : null }
}

function toView(row: EntryRow): AuditView {
  return {
    actor: { id: row.actor_id, type: row.actor_type },
    addressRange: row.address_range,
    at: row.at,
    correlationId: row.correlation_id,
    facts: row.facts,
    id: row.id,
    kind: row.kind,
    subject: row.subject,
    userAgent: row.user_agent,
  }
}
