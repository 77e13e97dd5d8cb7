import { database } from '../../kernel/db/index.ts'
import { runAsSystem } from '../../kernel/scope/index.ts'
import { ensureAccount, setFirstPassword } from '../accounts.ts'
import { normalizeEmail } from '../emailAddress.ts'
import { hashPassword, requireStrongPassword } from '../passwords.ts'

/**
 * Makes an account a member of the platform's staff, with a password if it has none yet. Throws
 * `IDENTITY_EMAIL_INVALID` or `IDENTITY_PASSWORD_WEAK`.
 */
export async function createPlatformStaff(person: {
  demo?: boolean
  email: string
  name: string
  password: string
}): Promise<{ accountId: string; isPasswordKept: boolean }> {
  const email = normalizeEmail(person.email)
  const isDemo = person.demo ?? false
  if (!isDemo) {
    requireStrongPassword(person.password, email)
  }
  const passwordHash = await hashPassword(person.password)

  return runAsSystem('identity', () =>
    database().transaction(async (transaction) => {
      const { id } = await ensureAccount(transaction, { demo: isDemo, email, name: person.name })
      const isNew = await setFirstPassword(transaction, id, passwordHash)
      await transaction.query('update accounts set platform_staff = true where id = $1', [id])

      return { accountId: id, isPasswordKept: !isNew }
    }),
  )
}

/** True when somebody other than the demo login manages this installation. */
export async function hasPlatformStaff(): Promise<boolean> {
  const [rows] = await runAsSystem('identity', () =>
    database().read([
      {
        text: `select exists (select 1 from accounts
          where platform_staff and not demo and password_hash is not null) as found`,
      },
    ]),
  )

  return rows?.[0]?.['found'] === true
}

/**
 * True when a real tenant, one without a demo login, is managed by the demo login alone: the console
 * then asks for a login of its own before anything else.
 */
export async function needsPlatformStaff(): Promise<boolean> {
  const [rows] = await runAsSystem('identity', () =>
    database().read([
      {
        text: `select not exists (select 1 from accounts
            where platform_staff and not demo and password_hash is not null)
          and exists (select 1 from tenants t
            where (t.status = 'active' or t.suspended_at is not null)
              and not exists (select 1 from users u join accounts a on a.id = u.account_id
                where u.tenant_id = t.id and a.demo)) as needed`,
      },
    ]),
  )

  return rows?.[0]?.['needed'] === true
}
