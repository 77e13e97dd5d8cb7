import { accessOfUser, escapeHtml, queueMail } from '../../identity/index.ts'
import type { Row } from '../../kernel/db/index.ts'
import { database } from '../../kernel/db/index.ts'
import { runAsSystem, runAsTenant } from '../../kernel/scope/index.ts'
import type { LostDomain } from '../../tenancy/index.ts'
import { recheckDomains } from '../../tenancy/index.ts'
import { domainTexts } from './translations/index.ts'

type TenantRow = Row & { locale: string; name: string; slug: string }

type Reader = Row & { email: string; id: string; locale: null | string; name: string }

const MOST_READERS = 20

/**
 * Looks again for the proofs of all hosts and writes to who manages the settings of a tenant that has
 * lost one. Gives the hosts just lost.
 */
export async function sweepDomains(mails: {
  kick: () => void
  originOf: (slug: string) => string
}): Promise<LostDomain[]> {
  const lost = await recheckDomains()
  for (const domain of lost) {
    await tell(domain, mails.originOf)
  }
  if (lost.length > 0) {
    mails.kick()
  }

  return lost
}

async function tell(
  { host, tenantId }: LostDomain,
  originOf: (slug: string) => string,
): Promise<void> {
  const [tenants] = await runAsSystem('domains', () =>
    database().read([
      { text: 'select slug, name, locale from tenants where id = $1', values: [tenantId] },
    ]),
  )
  const tenant = tenants?.[0] as TenantRow | undefined
  if (tenant === undefined) {
    return
  }
  await runAsTenant({ tenantId }, () =>
    database().transaction(async (transaction) => {
      const readers = await transaction.query<Reader>(
        `select id, email, name, locale from users
          where tenant_id = $1 and status = 'active' and kind = 'staff' and email is not null
            and account_id is not null and deleted_at is null order by id limit 2000`,
        [tenantId],
      )
      let told = 0
      for (const reader of readers) {
        const access = await accessOfUser(transaction, reader.id)
        if (told < MOST_READERS && access?.can('settings.manage') === true) {
          const text = textFor(reader, tenant, host, originOf)
          await queueMail(transaction, { ...text, createdBy: reader.id, to: reader.email })
          told += 1
        }
      }
    }),
  )
}

function textFor(
  reader: Reader,
  tenant: TenantRow,
  host: string,
  originOf: (slug: string) => string,
): { html: string; subject: string; text: string } {
  const facts = { host, name: oneLine(reader.name), tenant: oneLine(tenant.name) }
  const say = (text: 'action' | 'body' | 'greeting' | 'subject') =>
    domainTexts.translate(reader.locale ?? tenant.locale, `lost.${text}`, facts)
  const link = `${originOf(tenant.slug)}/admin`
  const lines = [say('greeting'), say('body')]

  return {
    html: [
      '<!doctype html><meta charset="utf-8">',
      ...lines.map((line) => `<p>${escapeHtml(line)}</p>`),
      `<p><a href="${escapeHtml(link)}">${escapeHtml(say('action'))}</a></p>`,
    ].join('\n'),
    subject: say('subject').slice(0, 200),
    text: [...lines, `${say('action')}: ${link}`].join('\n\n'),
  }
}

/** A name is free text: without this it could add lines of its own to our mail. */
function oneLine(text: string): string {
  return text
    .replace(/[\p{Cc}\p{Zl}\p{Zp}]+/gu, ' ')
    .trim()
    .slice(0, 300)
}
