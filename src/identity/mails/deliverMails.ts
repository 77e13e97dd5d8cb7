import { mkdir, writeFile } from 'node:fs/promises'
import { join } from 'node:path'

import type { Transporter } from 'nodemailer'
import { createTransport } from 'nodemailer'
import type { Row, Transaction } from '../../kernel/db/index.ts'
import { database } from '../../kernel/db/index.ts'
import { runAsSystem } from '../../kernel/scope/index.ts'
import { isEmail } from '../emailAddress.ts'

/** How mails leave the installation; without `smtpUrl` they are written as `.eml` files. */
export type MailSettings = {
  /** Mails are written to its folder `mail`. */
  dataDir: string
  /** The sender: an address, or `Name <address>`. */
  from: string
  smtpUrl?: string | undefined
}

type MailTable = 'account_mails' | 'mails'

type MailRow = Row & {
  attempts: number
  body_html: null | string
  body_text: null | string
  id: string
  subject: string
  tenant_id: null | string
  to_address: string
}

const SENDER = /^\s*"?([^"<]*?)"?\s*<([^<>\s]+)>\s*$/
const BATCH = 20
const MOST_ATTEMPTS = 6

/** Sends, or writes to the outbox, every mail that is due, and gives their number. */
export async function deliverMails(settings: MailSettings): Promise<number> {
  const transport = createMailTransport(settings)
  let delivered = 0
  try {
    for (const table of ['mails', 'account_mails'] as const) {
      for (;;) {
        const mails = await claim(table)
        for (const mail of mails) {
          await deliver(table, mail, transport, settings)
        }
        delivered += mails.length
        if (mails.length < BATCH) {
          break
        }
      }
    }
  } finally {
    transport.close()
  }

  return delivered
}

function createMailTransport(settings: MailSettings): Transporter<{ message?: unknown }> {
  return settings.smtpUrl === undefined
    ? createTransport({ buffer: true, newline: 'unix', streamTransport: true })
    : createTransport(settings.smtpUrl, { disableFileAccess: true, disableUrlAccess: true })
}

function claim(table: MailTable): Promise<MailRow[]> {
  // A sender that died leaves its mails due again after five minutes.
  const tenant = table === 'mails' ? 'tenant_id' : 'null::uuid'
  const key = table === 'mails' ? '(tenant_id, id)' : 'id'

  return inSystem((transaction) =>
    transaction.query<MailRow>(
      `update ${table} set status = 'sending', attempts = attempts + 1,
          due_at = now() + interval '5 minutes'
        where ${key} in (select ${table === 'mails' ? 'tenant_id, id' : 'id'} from ${table}
          where status in ('queued', 'sending') and due_at <= now()
          order by due_at limit $1 for update skip locked)
        returning ${tenant} as tenant_id, id, attempts, to_address, subject, body_text, body_html`,
      [BATCH],
    ),
  )
}

async function deliver(
  table: MailTable,
  mail: MailRow,
  transport: Transporter<{ message?: unknown }>,
  settings: MailSettings,
): Promise<void> {
  try {
    const info = await transport.sendMail(toMessage(mail, settings))
    if (settings.smtpUrl === undefined) {
      await writeEml(settings.dataDir, mail.id, info.message)
    }
    await settle(table, mail, settings.smtpUrl === undefined ? 'outbox' : 'sent', null)
  } catch (error) {
    const reason = error instanceof Error ? error.message : 'unknown'
    await settle(table, mail, mail.attempts >= MOST_ATTEMPTS ? 'failed' : 'queued', reason)
  }
}

function toMessage(mail: MailRow, settings: MailSettings) {
  // Never a free-form string: what was checked must be the one mailbox that receives it.
  const to = isEmail(mail.to_address) ? [mail.to_address] : []
  const [, name = 'Tenon', address = settings.from] = SENDER.exec(settings.from) ?? []

  return {
    envelope: { from: address, to },
    from: { address, name },
    html: mail.body_html ?? '',
    subject: mail.subject,
    text: mail.body_text ?? '',
    to: to.map((address) => ({ address, name: '' })),
  }
}

async function writeEml(dataDir: string, id: string, message: unknown): Promise<void> {
  const folder = join(dataDir, 'mail')
  await mkdir(folder, { mode: 0o700, recursive: true })
  await writeFile(join(folder, `${id}.eml`), message as Buffer, { mode: 0o600 })
}

async function settle(
  table: MailTable,
  mail: MailRow,
  status: 'failed' | 'outbox' | 'queued' | 'sent',
  reason: null | string,
): Promise<void> {
  // What has left needs its secrets here no longer; a tenant's outbox keeps them for the inviter.
  const isKept = status === 'queued' || (status === 'outbox' && table === 'mails')
  await inSystem((transaction) =>
    transaction.query(
      `update ${table} set status = $2, error = left($3, 300),
          sent_at = case when $2 = 'sent' then now() end,
          due_at = now() + make_interval(secs => 30 * 2 ^ attempts),
          body_text = case when $4 then body_text end,
          body_html = case when $4 then body_html end
        where id = $1 ${table === 'mails' ? 'and tenant_id = $5' : ''}`,
      [mail.id, status, reason, isKept, ...(table === 'mails' ? [mail.tenant_id] : [])],
    ),
  )
}

function inSystem<T>(work: (transaction: Transaction) => Promise<T>): Promise<T> {
  return runAsSystem('identity', () => database().transaction(work))
}
