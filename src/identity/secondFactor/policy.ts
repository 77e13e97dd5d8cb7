import { recordAudit } from '../../audit/index.ts'
import { database } from '../../kernel/db/index.ts'
import { requireTenantScope, runAsSystem } from '../../kernel/scope/index.ts'
import { apiKeyOf } from '../apiKeys/types.ts'
import type { Principal } from '../types.ts'

/** What a tenant asks of everybody who signs in to it. */
export type SignInPolicy = { requireSecondFactor: boolean }

const KEEP_MS = 2_000
const MOST = 10_000

const KEY = Symbol.for('tenon.mustEnrol')
type Kept = { answer: boolean; until: number }
type Shared = { answers: Map<string, Kept>; generation: number }
// Next bundles a second copy of this module; what one copy drops the other must not still trust.
const holder = globalThis as { [KEY]?: Shared | undefined }
const shared: Shared = (holder[KEY] ??= { answers: new Map(), generation: 0 })

/** The policy of the current tenant. */
export async function readSignInPolicy(): Promise<SignInPolicy> {
  const { tenantId } = requireTenantScope()

  return { requireSecondFactor: await isRequired(tenantId) }
}

/** Changes the policy of the current tenant; people without a second factor are led to set one up. */
export async function setSignInPolicy(policy: SignInPolicy): Promise<SignInPolicy> {
  const { actor, tenantId } = requireTenantScope()
  await runAsSystem('identity', () =>
    database().transaction(async (transaction) => {
      await transaction.query('update tenants set require_second_factor = $2 where id = $1', [
        tenantId,
        policy.requireSecondFactor,
      ])
      await recordAudit(transaction, {
        actor,
        facts: { requireSecondFactor: policy.requireSecondFactor },
        kind: 'settings.changed',
        tenantId,
      })
    }),
  )
  forgetMustEnrol()

  return policy
}

/**
 * True when somebody must set up a second factor before anything else: the tenant asks for one and
 * the account has none. Programs with API keys never must, nor who comes from a provider trusted with
 * it. Known for at most two seconds.
 */
export async function mustEnrol(principal: Principal): Promise<boolean> {
  const { accountId, tenantId } = principal
  if (apiKeyOf(principal) !== null || principal.provider?.isTrusted === true) {
    return false
  }

  return (
    (await remember(`tenant ${tenantId}`, () => isRequired(tenantId))) &&
    (await remember(`account ${accountId}`, () => isWithout(accountId)))
  )
}

/** Makes this process look again who must set up a second factor. */
export function forgetMustEnrol(): void {
  shared.generation += 1
  shared.answers.clear()
}

async function remember(key: string, ask: () => Promise<boolean>): Promise<boolean> {
  const found = shared.answers.get(key)
  if (found !== undefined && found.until > Date.now()) {
    return found.answer
  }
  const mark = shared.generation
  const answer = await ask()
  if (shared.answers.size >= MOST) {
    shared.answers.clear()
  }
  if (mark === shared.generation) {
    shared.answers.set(key, { answer, until: Date.now() + KEEP_MS })
  }

  return answer
}

function isRequired(tenantId: string): Promise<boolean> {
  return isTrue('select require_second_factor as answer from tenants where id = $1', tenantId)
}

function isWithout(accountId: string): Promise<boolean> {
  return isTrue(
    `select not exists (select 1 from second_factors
      where account_id = $1 and confirmed_at is not null) as answer`,
    accountId,
  )
}

async function isTrue(text: string, id: string): Promise<boolean> {
  const [rows] = await runAsSystem('identity', () => database().read([{ text, values: [id] }]))

  return rows?.[0]?.['answer'] === true
}
