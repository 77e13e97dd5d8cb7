import type { Row } from '../../kernel/db/index.ts'
import { queueAccountMail } from '../mails/queueMail.ts'
import { renderWorkspacesMail } from '../mails/renderWorkspacesMail.ts'
import { askByMail, MAILS_PER_HOUR } from './askByMail.ts'

type Found = Row & {
  account_name: string
  domain: null | string
  locale: null | string
  name: string
  recent: number
  slug: string
}

/**
 * Sends the addresses of the tenants that a person may enter to their e-mail address, if there are any.
 * Answers the same in every case; throws only `IDENTITY_SIGN_IN_BLOCKED`, by address range.
 */
export async function requestWorkspaceLinks(args: {
  email: string
  ip: string
  locale: string
  originOf: (slug: string, domain?: null | string) => string
}): Promise<void> {
  const email = args.email.trim().toLowerCase()
  await askByMail(args.ip, async (transaction) => {
    const found = await transaction.query<Found>(
      `select a.name as account_name, u.locale, t.name, t.slug,
          (select d.host from domains d where d.tenant_id = t.id and d.verified_at is not null
            order by d.verified_at, d.host limit 1) as domain,
          (select count(*) from account_mails m where m.to_address = a.email
            and m.created_at > now() - interval '1 hour') as recent
        from accounts a
        join users u on u.account_id = a.id and u.status = 'active' and u.kind = 'staff'
          and u.deleted_at is null
        join tenants t on t.id = u.tenant_id and t.status = 'active'
        where a.email = $1 and not a.demo
        order by t.name, t.slug limit 100`,
      [email],
    )
    const [first] = found
    if (first === undefined || first.recent >= MAILS_PER_HOUR) {
      return
    }
    await queueAccountMail(transaction, {
      ...renderWorkspacesMail(first.locale ?? args.locale, {
        name: first.account_name,
        workspaces: found.map(({ domain, name, slug }) => ({
          link: `${args.originOf(slug, domain)}/login`,
          name,
        })),
      }),
      to: email,
    })
  })
}
