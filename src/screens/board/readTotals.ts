import type { WhereTree } from '../../collection/index.ts'
import { summariseRecords } from '../../collection/index.ts'
import type { OpenBoard } from './openBoard.ts'
import type { ColumnTotals } from './types.ts'

const NOTHING: ColumnTotals = { count: 0, sum: null, weighted: null }

/** What the columns of a board come to, by column, in one statement. */
export async function readTotals(
  { columns, shape, view }: OpenBoard,
  where: WhereTree,
): Promise<ReadonlyMap<string, ColumnTotals>> {
  const within: WhereTree[] =
    shape.kind === 'pipeline' ? [{ [shape.by]: { in: columns.map(({ id }) => id) } }] : []
  const { groups } = await summariseRecords({
    by: [shape.by],
    collection: view.slug,
    ...(shape.base === null ? {} : { measures: { sum: [shape.base] } }),
    where: { and: [...within, where] },
  })
  const byKey = new Map(
    groups.map((group) => [typeof group.key === 'string' ? group.key : '', group]),
  )

  return new Map(
    columns.map(({ id, probability }) => {
      const group = byKey.get(id)
      const sum = shape.base === null ? null : (group?.sum ?? 0)

      return [
        id,
        {
          ...NOTHING,
          count: group?.count ?? 0,
          sum,
          weighted:
            sum === null || probability === null ? null : Math.round((sum * probability) / 100),
        },
      ]
    }),
  )
}
