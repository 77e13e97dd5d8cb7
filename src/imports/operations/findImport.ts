import type { Transaction } from '../../kernel/db/index.ts'
import { requireTenantScope } from '../../kernel/scope/index.ts'
import { importsErrors } from '../errors.ts'
import type { ImportRecord } from '../records/importRecords.ts'
import { selectImport } from '../records/importRecords.ts'
import { requireImportRight } from '../run/personScope.ts'

/**
 * An import that the person of the running scope may see: their own, or anybody's for who manages
 * settings. Throws `IMPORTS_NOT_FOUND`, and `IMPORTS_FORBIDDEN` once they may not import there any more.
 */
export async function findImport(
  transaction: Transaction,
  id: string,
  options: { lock?: boolean; /** True: only who uploaded the file. */ own?: boolean } = {},
): Promise<ImportRecord> {
  const { access, userId } = requireTenantScope()
  const record = await selectImport(transaction, id, { lock: options.lock ?? false })
  const isOwn = access === undefined || (userId !== null && record?.createdBy === userId)
  const isSeen = isOwn || (options.own !== true && access.can('settings.manage'))
  if (record === undefined || !isSeen) {
    throw importsErrors.NOT_FOUND({})
  }
  requireImportRight(record.collection)

  return record
}
