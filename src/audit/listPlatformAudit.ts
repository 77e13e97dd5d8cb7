import type { Row } from '../kernel/db/index.ts'
import { database } from '../kernel/db/index.ts'
import { runAsSystem } from '../kernel/scope/index.ts'
import type { PlatformAuditView } from './types.ts'

type EntryRow = Row & {
  account_id: null | string
  address_range: null | string
  at: string
  facts: Record<string, unknown>
  id: string
  kind: string
  subject: null | string
  user_agent: null | string
}

/** A page of the platform's audit, newest first; `next` is the `after` of the page behind it. */
export async function listPlatformAudit(query: {
  /** Id of the last entry of the page before. */
  after?: string | undefined
  kind?: string | undefined
  limit: number
}): Promise<{ docs: PlatformAuditView[]; next: null | string }> {
  const { after, kind, limit } = query
  const values: unknown[] = [limit + 1]
  const conditions: string[] = []
  // Conditions stand only where they are asked for, so that each finds its index.
  if (kind !== undefined) {
    values.push(kind)
    conditions.push(`e.kind = $${values.length}`)
  }
  if (after !== undefined) {
    values.push(after)
    conditions.push(`(e.at, e.id) < (select l.at, l.id from platform_audit_entries l
      where l.id = $${values.length}::uuid)`)
  }
  const where = conditions.length === 0 ? '' : `where ${conditions.join(' and ')}`
  const [rows = []] = await runAsSystem('console', () =>
    database().read([
      {
        text: `select e.id, e.at, e.kind, e.account_id, e.subject, e.address_range, e.user_agent, e.facts
          from platform_audit_entries e ${where} order by e.at desc, e.id desc limit $1`,
        values,
      },
    ]),
  )
  const docs = (rows.slice(0, limit) as EntryRow[]).map((row) => ({
    accountId: row.account_id,
    addressRange: row.address_range,
    at: row.at,
    facts: row.facts,
    id: row.id,
    kind: row.kind,
    subject: row.subject,
    userAgent: row.user_agent,
  }))

  return { docs, next: rows.length > limit ? (docs.at(-1)?.id ?? null) : null }
}
