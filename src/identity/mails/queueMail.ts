import type { Transaction } from '../../kernel/db/index.ts'
import { newId } from '../../kernel/ids/index.ts'
import { requireTenantScope } from '../../kernel/scope/index.ts'
import type { MailText } from './renderMail.ts'

/** A mail to one address; `createdBy` is the user who may see it while it waits undelivered. */
export type NewMail = MailText & { createdBy?: null | string; to: string }

/** Queues a mail of the current tenant: it is sent if, and only if, the caller's transaction commits. */
export async function queueMail(transaction: Transaction, mail: NewMail): Promise<string> {
  const id = newId()
  await transaction.query(
    `insert into mails (tenant_id, id, to_address, subject, body_text, body_html, created_by)
      values ($1, $2, $3, $4, $5, $6, $7)`,
    [
      requireTenantScope().tenantId,
      id,
      mail.to,
      mail.subject,
      mail.text,
      mail.html,
      mail.createdBy ?? null,
    ],
  )

  return id
}

/** Queues a mail about an account, in a system transaction; no tenant can read the secret in it. */
export async function queueAccountMail(
  transaction: Transaction,
  mail: MailText & { to: string },
): Promise<void> {
  await transaction.query(
    `insert into account_mails (id, to_address, subject, body_text, body_html)
      values ($1, $2, $3, $4, $5)`,
    [newId(), mail.to, mail.subject, mail.text, mail.html],
  )
}
