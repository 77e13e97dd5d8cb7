import { compileRead, modelOf } from '../../collection/index.ts'
import type { WhereTree } from '../../collection/index.ts'
import { writeAt } from '../../files/index.ts'
import type { Transaction } from '../../kernel/db/index.ts'
import type { ExportRequest } from '../types.ts'

const FETCH = 5000

/** Bytes of one line of the list: an id and its line end. */
export const ID_BYTES = 37

/** The condition of an export: what was asked for, without the trash unless that was asked for too. */
export function whereOf(request: ExportRequest): WhereTree {
  const { trash } = modelOf(request.collection)

  return {
    and: [
      ...(request.where === undefined ? [] : [request.where as WhereTree]),
      ...(trash && request.trash !== true ? [{ deletedAt: { exists: false } }] : []),
    ],
  }
}

/**
 * Writes the ids of all records to be exported, in order and as one statement sees them, into a file.
 * By it each page is found by its ids, whatever the order, and a lost attempt knows where to go on.
 */
export async function listIds(
  transaction: Transaction,
  request: ExportRequest,
  path: string,
): Promise<number> {
  const [read] = compileRead({
    collection: request.collection,
    limit: 0,
    sort: request.sort ?? 'id',
    where: whereOf(request),
  })
  if (read === undefined) {
    return 0
  }
  await transaction.query(
    `declare export_ids no scroll cursor for select d.doc::json ->> 'id' as id from (${read.text}) d`,
    read.values,
  )
  let bytes = 0
  for (;;) {
    const rows = await transaction.query<{ id: string }>(`fetch ${FETCH} from export_ids`)
    bytes = await writeAt(path, bytes, rows.map(({ id }) => `${id}\n`).join(''))
    if (rows.length < FETCH) {
      await transaction.query('close export_ids')

      return bytes
    }
  }
}
