import { database } from '../../kernel/db/index.ts'
import { requireTenantScope } from '../../kernel/scope/index.ts'
import type { Quotas, UsageDay } from '../../usage/index.ts'
import { flushRequestCounts, quotasOf, readUsage } from '../../usage/index.ts'
import { measureHere } from './measureJob.ts'

const DAYS = 31
const FRESH_MS = 600_000

/** What the current tenant uses and may use; measured anew where the last time is ten minutes ago. */
export async function usageHere(): Promise<{ days: UsageDay[]; quotas: Quotas }> {
  await flushRequestCounts()
  const days = await readUsage(DAYS)
  const measured = Date.parse(days[0]?.measuredAt ?? '') || 0
  const isFresh = Date.now() - measured < FRESH_MS
  if (!isFresh) {
    await database().transaction(measureHere)
  }
  const quotas = quotasOf(requireTenantScope().tenantId)

  return { days: isFresh ? days : await readUsage(DAYS), quotas }
}
