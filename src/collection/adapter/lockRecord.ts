import type { PayloadRequest } from 'payload'

import { isId } from '../../kernel/ids/index.ts'
import { requireTenantScope } from '../../kernel/scope/index.ts'
import { modelOf } from '../model/registry.ts'
import { sessionOf } from './sessions.ts'

/**
 * Locks a record before Payload reads it for an update: Payload writes back every field it has read,
 * so that of two updates at once the later one would undo the earlier. Does nothing outside a transaction.
 */
export async function lockRecord(
  req: Partial<PayloadRequest> | undefined,
  collection: string,
  id: unknown,
): Promise<void> {
  const transaction = await sessionOf(req)
  if (transaction !== undefined && isId(id)) {
    await transaction.query(
      `select 1 from ${modelOf(collection).table} where tenant_id = $1::uuid and id = $2::uuid for update`,
      [requireTenantScope().tenantId, id],
    )
  }
}
