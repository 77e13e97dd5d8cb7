import { requireTenantScope } from '../kernel/scope/index.ts'
import { quotaErrors } from './errors.ts'
import { quotasOf } from './quotas.ts'
import type { QuotaKind } from './types.ts'

const TRUSTED_MS = 5_000
const REFUSED_MS = 500

type Count = { at: number; held: number; most: number }

const counts = new Map<string, Count>()

/**
 * Throws `QUOTA_RECORDS`, `QUOTA_STORAGE` or `QUOTA_USERS` where the current tenant has no room for so
 * many more. Costs one look-up without a quota. A count serves for seconds, and a refusal rests on a
 * fresh one; writers at the same moment can go over by what they write at that moment.
 */
export async function requireRoom(
  wanted: { kind: QuotaKind; more: number },
  count: () => Promise<number>,
): Promise<void> {
  const { tenantId } = requireTenantScope()
  const most = quotasOf(tenantId)[wanted.kind]
  if (most === null) {
    return
  }
  const key = `${tenantId} ${wanted.kind}`
  const kept = freshEnough(counts.get(key), most, TRUSTED_MS)
  const held = kept ?? (await recount(key, most, count))
  if (held + wanted.more <= most) {
    take(key, wanted.more)

    return
  }
  const exact = freshEnough(counts.get(key), most, REFUSED_MS) ?? (await recount(key, most, count))
  if (exact + wanted.more > most) {
    throw refusal(wanted.kind, most)
  }
  take(key, wanted.more)
}

function refusal(kind: QuotaKind, most: number): Error {
  const code = ({ records: 'RECORDS', storageBytes: 'STORAGE', users: 'USERS' } as const)[kind]

  return quotaErrors[code]({ most })
}

/** What was counted under another quota may leave out what was written since. */
function freshEnough(count: Count | undefined, most: number, ms: number): number | undefined {
  return count?.most === most && Date.now() - count.at < ms ? count.held : undefined
}

async function recount(key: string, most: number, count: () => Promise<number>): Promise<number> {
  const held = await count()
  if (counts.size > 10_000) {
    counts.clear()
  }
  counts.set(key, { at: Date.now(), held, most })

  return held
}

function take(key: string, more: number): void {
  const count = counts.get(key)
  if (count !== undefined) {
    counts.set(key, { ...count, held: count.held + more })
  }
}
