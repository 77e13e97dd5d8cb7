import type { Row } from '../../kernel/db/index.ts'
import { database } from '../../kernel/db/index.ts'
import { requireTenantScope } from '../../kernel/scope/index.ts'

/** A mail as the user who caused it sees it; the text only while nothing can send it. */
export type OwnMail = Row & {
  createdAt: string
  id: string
  sentAt: null | string
  status: string
  subject: string
  text: null | string
  to: string
}

/** The latest mails that a user of the current tenant caused. */
export async function listOwnMails(userId: string): Promise<OwnMail[]> {
  const [rows] = await database().read([
    {
      text: `select id, to_address as "to", subject, status, created_at as "createdAt",
          sent_at as "sentAt", case when status = 'outbox' then body_text end as text
        from mails where tenant_id = $1 and created_by = $2
        order by created_at desc, id desc limit 100`,
      values: [requireTenantScope().tenantId, userId],
    },
  ])

  return (rows ?? []) as OwnMail[]
}
