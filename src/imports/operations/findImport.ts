import type { Transaction } from '../../kernel/db/index.ts'
import { requireTenantScope } from '../../kernel/scope/index.ts'
import { importsErrors } from '../errors.ts'
import type { ImportOwner, ImportRecord } from '../records/importRecords.ts'
import { selectImport } from '../records/importRecords.ts'
import { requireImportRight } from '../run/personScope.ts'

/**
 * An import that the person or API key of the running scope may see: their own, or anybody's for who manages
 * settings. Throws `IMPORTS_NOT_FOUND`, and `IMPORTS_FORBIDDEN` once they may not import there any more.
 */
export async function findImport(
  transaction: Transaction,
  id: string,
  options: { lock?: boolean; /** True: only who uploaded the file. */ own?: boolean } = {},
): Promise<ImportRecord> {
  const { access } = requireTenantScope()
  const owner = ownerHere()
  const record = await selectImport(transaction, id, { lock: options.lock ?? false })
  const isOwn =
    access === undefined ||
    (owner !== null && record?.createdBy === owner.userId && record.apiKey === owner.apiKey)
  const isSeen = isOwn || (options.own !== true && access.can('settings.manage'))
  if (record === undefined || !isSeen) {
    throw importsErrors.NOT_FOUND({})
  }
  requireImportRight(record.collection)

  return record
}

/** Whose imports are the running scope's own; null where nobody stands behind it. */
export function ownerHere(): ImportOwner | null {
  const { actor, userId } = requireTenantScope()

  return userId === null ? null : { apiKey: actor.type === 'api_key' ? actor.id : null, userId }
}
