import type { PayloadRequest } from 'payload'

import { isId } from '../../kernel/ids/index.ts'
import { requireTenantScope } from '../../kernel/scope/index.ts'
import { recordErrors } from '../errors.ts'
import { modelOf } from '../model/registry.ts'
import { sessionOf } from './sessions.ts'

/**
 * Locks a record before Payload reads it for an update: Payload writes back every field it has read,
 * so that of two updates at once the later one would undo the earlier. A form carries the `updatedAt`
 * it was opened with; throws `RECORD_VERSION_CONFLICT` when the record has changed since. Does nothing
 * outside a transaction.
 */
export async function lockRecord(
  req: Partial<PayloadRequest> | undefined,
  collection: string,
  id: unknown,
  seenAt?: unknown,
): Promise<void> {
  const transaction = await sessionOf(req)
  if (transaction === undefined || !isId(id)) {
    return
  }
  const model = modelOf(collection)
  const version = model.tracked ? 'version' : '0'
  const [row] = await transaction.query<{ at: number; version: number }>(
    `select floor(extract(epoch from updated_at) * 1000)::bigint as at, ${version}::bigint as version
       from ${model.table} where tenant_id = $1::uuid and id = $2::uuid for update`,
    [requireTenantScope().tenantId, id],
  )
  const seen = instantOf(seenAt)
  if (row !== undefined && seen !== undefined && seen !== row.at) {
    throw recordErrors.VERSION_CONFLICT({ current: row.version })
  }
}

/** Milliseconds of what a form says; undefined where it says nothing. What is no time was never seen. */
function instantOf(value: unknown): number | undefined {
  if (value === undefined || value === null || value === '') {
    return undefined
  }
  const moment = value instanceof Date || typeof value === 'string' ? new Date(value).getTime() : -1

  return Number.isNaN(moment) ? -1 : moment
}
