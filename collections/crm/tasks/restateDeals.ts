import { z } from 'zod'

import type { Change } from 'tenon/collection'
import { writeRecords } from 'tenon/collection'
import type { JobCursor } from 'tenon/jobs'
import { defineJob } from 'tenon/jobs'
import type { Transaction } from 'tenon/kernel'
import { actAsSystem } from 'tenon/kernel'

import { affectedDeals } from '../operations/affectedDeals.ts'

const BATCH = 500
const FIRST = '00000000-0000-0000-0000-000000000000'

/**
 * Writes the worth of deals in the tenant's currency again after a rate was added or corrected, in
 * batches and as an act of the system. Run twice it changes nothing more.
 */
export const restateDeals = defineJob({
  input: z.object({ currency: z.string(), from: z.iso.date() }),
  kind: 'crm:restate-deals',
  run: async ({ cursor, input, jobId, step, tenantId }) => {
    const affected = affectedDeals({ ...input, tenantId })
    let at = placeOf(cursor)
    const batch = async (transaction: Transaction) => {
      const total = at.total ?? (await count(transaction, affected))
      const ids = await nextIds(transaction, affected, at.last)
      await restate(transaction, ids)
      at = {
        done: at.done + ids.length,
        isEnd: ids.length < BATCH,
        last: ids.at(-1) ?? at.last,
        total: Math.max(total, at.done + ids.length),
      }

      return { cursor: at, done: at.done, total: at.total ?? at.done }
    }
    while (!at.isEnd) {
      await step((transaction) => actAsSystem(jobId, () => batch(transaction)))
    }

    return { deals: at.done }
  },
})

type Place = {
  done: number
  isEnd: boolean
  last: string
  total: number | undefined
}

function placeOf(cursor: JobCursor | null): Place {
  return {
    done: Number(cursor?.['done'] ?? 0),
    isEnd: cursor?.['isEnd'] === true,
    last: typeof cursor?.['last'] === 'string' ? cursor['last'] : FIRST,
    total: typeof cursor?.['total'] === 'number' ? cursor['total'] : undefined,
  }
}

type Affected = ReturnType<typeof affectedDeals>

async function count(transaction: Transaction, { text, values }: Affected): Promise<number> {
  const [row] = await transaction.query<{ total: number }>(
    `select count(*)::bigint as total from ${text}`,
    values,
  )

  return row?.total ?? 0
}

async function nextIds(
  transaction: Transaction,
  { text, values }: Affected,
  last: string,
): Promise<string[]> {
  const rows = await transaction.query<{ id: string }>(
    `select id from ${text} and id > $4::uuid order by id limit $5::bigint`,
    [...values, last, BATCH],
  )

  return rows.map(({ id }) => id)
}

/** What the rule of deals finds under lock counts, not what was read before: it prices them anew. */
async function restate(transaction: Transaction, ids: readonly string[]): Promise<void> {
  if (ids.length > 0) {
    const changes = ids.map((id): Change => ({ data: { amountBase: null }, id, op: 'update' }))
    await writeRecords({ changes, collection: 'deals' }, transaction)
  }
}
