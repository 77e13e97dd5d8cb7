import type { Transaction } from '../../kernel/db/index.ts'
import { modelOf } from '../model/registry.ts'
import { readRecords } from '../read/readRecords.ts'
import type { WhereTree } from '../types.ts'
import type { BulkSelection } from './types.ts'

/** The ids of the next records that a selection means, in the order of their ids, as the running scope may read them. */
export async function selectedIds(
  transaction: Transaction,
  collection: string,
  selection: Pick<BulkSelection, 'op' | 'where'>,
  page: { after: string | null; limit: number },
): Promise<string[]> {
  const { docs } = await readRecords(
    {
      collection,
      limit: page.limit,
      sort: 'id',
      where: {
        and: [
          selectionWhere(collection, selection),
          page.after === null ? {} : { id: { greater_than: page.after } },
        ],
      },
    },
    transaction,
  )

  return docs.map(({ id }) => id)
}

/** The condition of a selection: what is restored or deleted for good lies in the trash, the rest does not. */
export function selectionWhere(
  collection: string,
  { op, where }: Pick<BulkSelection, 'op' | 'where'>,
): WhereTree {
  const isTrashed = op === 'restore' || op === 'delete'

  return {
    and: [where, modelOf(collection).trash ? { deletedAt: { exists: isTrashed } } : {}],
  }
}
