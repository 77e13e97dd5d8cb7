import type { Transaction } from '../../kernel/db/index.ts'
import { database } from '../../kernel/db/index.ts'
import { runAsSystem, runAsTenant } from '../../kernel/scope/index.ts'
import { isEmail } from '../emailAddress.ts'
import { findMember, openMemberSession } from '../member.ts'
import { issueChallenge } from '../secondFactor/challenges.ts'
import { hasSecondFactor, lockAccount } from '../secondFactor/factors.ts'
import type { OpenedSession, Principal, Visitor } from '../types.ts'
import { activateUser } from '../users.ts'
import { createPerson } from './createPerson.ts'
import { oidcErrors } from './errors.ts'
import type { ProviderRow } from './providerRows.ts'
import { domainsOf } from './providerRows.ts'
import type { ProviderPerson } from './types.ts'

/** What a proven person gets: a session, or the challenge for the second factor. */
export type Entered = { challenge: string } | { opened: OpenedSession<Principal> }

type Known = { accountId: string; status: null | string; userId: null | string }

type Place = { tenantId: string; visitor: Visitor }

/**
 * Lets a person whom a provider has proved into its tenant: by an earlier link, or the first time by
 * an e-mail address the provider vouches for, as the user of this tenant who has it. Nobody is let into
 * another tenant's account. Throws `OIDC_EMAIL_UNVERIFIED`, `OIDC_EMAIL_DOMAIN_REFUSED`,
 * `OIDC_NOT_MEMBER` or `OIDC_LINKED_ELSEWHERE`.
 */
export async function enterThroughProvider(
  person: ProviderPerson,
  provider: ProviderRow,
  place: Place,
): Promise<Entered> {
  const linked = await findLinked(person, provider, place.tenantId)
  checkEmail(person, provider, linked !== undefined)
  const accountId = linked ?? (await findByEmail(person, provider, place.tenantId))

  return runAsSystem('identity', () =>
    database().transaction(async (transaction) => {
      await lockAccount(transaction, accountId)
      const member = await findMember(transaction, accountId, place.tenantId)
      if (member === undefined) {
        throw oidcErrors.NOT_MEMBER({})
      }
      await link(transaction, { accountId, issuer: provider.issuer, ...person, ...place })
      const through = { id: provider.id, isTrusted: provider.trust_second_factor }
      if (!through.isTrusted && (await hasSecondFactor(transaction, accountId))) {
        return { challenge: await challengeOf(transaction, accountId, place.tenantId, through) }
      }
      const opened = await openMemberSession(transaction, member, place.visitor, through)
      if (opened === undefined) {
        throw oidcErrors.NOT_MEMBER({})
      }
      await transaction.query('update accounts set last_sign_in_at = now() where id = $1', [
        accountId,
      ])

      return { opened }
    }),
  )
}

function checkEmail(person: ProviderPerson, provider: ProviderRow, isLinked: boolean): void {
  const domains = domainsOf(provider)
  if (isLinked && domains.length === 0) {
    return
  }
  const { email } = person
  if (email === undefined || !person.isEmailVerified || !isEmail(email)) {
    throw oidcErrors.EMAIL_UNVERIFIED({})
  }
  if (domains.length > 0 && !domains.includes(email.slice(email.lastIndexOf('@') + 1))) {
    throw oidcErrors.EMAIL_DOMAIN_REFUSED({})
  }
}

async function findLinked(
  { subject }: ProviderPerson,
  { issuer }: ProviderRow,
  tenantId: string,
): Promise<string | undefined> {
  const [rows] = await runAsSystem('identity', () =>
    database().read([
      {
        text: `select account_id from account_links
          where tenant_id = $1 and issuer = $2 and subject = $3`,
        values: [tenantId, issuer, subject],
      },
    ]),
  )

  return rows?.[0]?.['account_id'] as string | undefined
}

/** The account of this tenant's user with the address; an invited one is let in, a new one is made. */
async function findByEmail(
  person: ProviderPerson,
  provider: ProviderRow,
  tenantId: string,
): Promise<string> {
  const email = person.email ?? ''
  const [rows] = await runAsSystem('identity', () =>
    database().read([
      {
        text: `select a.id as "accountId", u.id as "userId", u.status
          from accounts a left join users u on u.tenant_id = $2 and u.account_id = a.id
            and u.kind = 'staff' and u.deleted_at is null
          where a.email = $1`,
        values: [email, tenantId],
      },
    ]),
  )
  const known = rows?.[0] as Known | undefined
  if (known === undefined || known.userId === null) {
    return createPerson({ ...person, email }, provider, tenantId)
  }
  const { accountId, userId } = known
  if (known.status === 'invited') {
    await runAsTenant({ tenantId }, () =>
      database().transaction((transaction) =>
        activateUser(transaction, { accountId, id: userId, name: null }),
      ),
    )
  }

  return accountId
}

async function link(
  transaction: Transaction,
  { accountId, issuer, subject, tenantId }: LinkFacts,
): Promise<void> {
  await transaction.query(
    `insert into account_links (tenant_id, issuer, subject, account_id) values ($1, $2, $3, $4)
      on conflict do nothing`,
    [tenantId, issuer, subject, accountId],
  )
  // An address that has been given to somebody else must not bring its former owner's account along.
  const kept = await transaction.query(
    `select subject from account_links
      where tenant_id = $1 and issuer = $2 and subject = $3 and account_id = $4`,
    [tenantId, issuer, subject, accountId],
  )
  if (kept.length === 0) {
    throw oidcErrors.LINKED_ELSEWHERE({})
  }
}

type LinkFacts = { accountId: string; issuer: string; subject: string; tenantId: string }

async function challengeOf(
  transaction: Transaction,
  accountId: string,
  tenantId: string,
  provider: { id: string; isTrusted: boolean },
): Promise<string> {
  const [account] = await transaction.query<{ password_hash: null | string }>(
    'select password_hash from accounts where id = $1',
    [accountId],
  )
  const passwordHash = account?.password_hash ?? ''

  return issueChallenge(transaction, { accountId, passwordHash, provider, tenantId })
}
