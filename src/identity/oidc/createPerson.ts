import { database } from '../../kernel/db/index.ts'
import { isTenonError } from '../../kernel/errors/index.ts'
import { newId } from '../../kernel/ids/index.ts'
import { runAsSystem, runAsTenant } from '../../kernel/scope/index.ts'
import { toOneLine } from '../mails/renderMail.ts'
import { findRole } from '../users.ts'
import { userStore } from '../userStore.ts'
import { oidcErrors } from './errors.ts'
import type { ProviderRow } from './providerRows.ts'
import type { ProviderPerson } from './types.ts'

/**
 * Makes a user of the tenant, with an account, for a person whom only the provider knows. An account
 * that anybody has a use for is never taken: it may open other tenants. Throws `OIDC_NOT_MEMBER`.
 */
export async function createPerson(
  person: ProviderPerson & { email: string },
  provider: ProviderRow,
  tenantId: string,
): Promise<string> {
  const { email } = person
  const roleId = provider.role_id
  if (!provider.create_users || roleId === null) {
    throw oidcErrors.NOT_MEMBER({})
  }
  const said = toOneLine(person.name ?? '').slice(0, 100)
  const name = said === '' ? email.slice(0, email.indexOf('@')) : said
  const accountId = await claimAccount(email, name)
  try {
    await runAsTenant({ tenantId }, () =>
      database().transaction(async (transaction) => {
        const role = await findRole(transaction, { id: roleId })
        if (role === undefined) {
          throw oidcErrors.NOT_MEMBER({})
        }
        const user = { accountId, email, name, roleId: role.id, status: 'active' as const }
        await userStore().create(transaction, { ...user, id: newId() })
      }),
    )
  } catch (error) {
    throw isTenonError(error, 'IDENTITY_EMAIL_TAKEN') ? oidcErrors.NOT_MEMBER({}, error) : error
  }

  return accountId
}

async function claimAccount(email: string, name: string): Promise<string> {
  const rows = await runAsSystem('identity', () =>
    database().transaction(async (transaction) => {
      const made = await transaction.query<{ id: string }>(
        `insert into accounts (id, email, name) values ($1, $2, $3)
          on conflict (email) do nothing returning id`,
        [newId(), email, name],
      )

      // One left over from a sign-in that broke off between the account and its user is nobody's yet.
      return made.length > 0
        ? made
        : transaction.query<{ id: string }>(
            `select a.id from accounts a
              where a.email = $1 and a.password_hash is null and not a.platform_staff and not a.demo
                and not exists (select 1 from users u where u.account_id = a.id)`,
            [email],
          )
    }),
  )
  const [account] = rows
  if (account === undefined) {
    throw oidcErrors.NOT_MEMBER({})
  }

  return account.id
}
