import type { Transaction } from '../../kernel/db/index.ts'
import { database } from '../../kernel/db/index.ts'
import { currentAccess } from '../access/fieldsOf.ts'
import { levelHere } from '../access/levels.ts'
import { recordErrors } from '../errors.ts'
import { modelOf } from '../model/registry.ts'
import { readRecords } from '../read/readRecords.ts'
import type { CollectionModel } from '../types.ts'
import type { HistoryQuery } from './compileHistory.ts'
import { compileHistory } from './compileHistory.ts'
import { titlesOf } from './titlesOf.ts'
import type { HistoryPage } from './types.ts'

/**
 * A page of the history of a record that the running scope may read, newest first, behind the entry
 * `after`; of one field if named. Fields that may not be seen are left out. A record that is gone for good
 * shows its history to administrators. Throws `RECORD_NOT_FOUND` and `RECORD_QUERY_INVALID`.
 */
export async function readHistory(args: HistoryQuery): Promise<HistoryPage> {
  const { entriesOf, statement } = compileHistory(args)

  return database().transaction(async (transaction) => {
    const stands = await isReadable(transaction, modelOf(args.collection), args.id)
    const rows = await transaction.query(statement.text, statement.values)
    if (!stands && rows.length === 0) {
      throw recordErrors.NOT_FOUND({})
    }
    const { docs, hasMore, named } = entriesOf(rows)

    return { docs, hasMore, titles: await titlesOf(transaction, named) }
  })
}

/** True for a record that stands and may be read, false for one that is gone and may be asked about. */
async function isReadable(
  transaction: Transaction,
  model: CollectionModel,
  id: string,
): Promise<boolean> {
  const { docs } = await readRecords(
    { collection: model.slug, limit: 1, where: { id: { equals: id } } },
    transaction,
  )
  const access = currentAccess()
  const isAdmin = access === undefined || access.can('settings.manage')
  if (docs.length === 0 && !(isAdmin && levelHere(model, 'read') === 'all')) {
    throw recordErrors.NOT_FOUND({})
  }

  return docs.length > 0
}
