import { recordErrors } from 'tenon/collection'
import type { PendingChange, RuleContext } from 'tenon/plugin'

/** Keeps the names of tags apart: no two differ in capitals or spaces alone. */
export async function nameTags(
  changes: readonly PendingChange[],
  { tenantId, transaction }: RuleContext,
): Promise<void> {
  const named = changes.flatMap(({ after, before, id, refuse }) => {
    if (after === null || typeof after['name'] !== 'string') {
      return []
    }
    const name = after['name'].trim().replaceAll(/\s+/g, ' ')
    const key = name.normalize('NFKC').toLowerCase()
    after['name'] = name === '' ? null : name
    after['nameKey'] = key

    return key === before?.['nameKey'] ? [] : [{ id, key, refuse }]
  })
  if (named.length === 0) {
    return
  }
  const rows = await transaction.query<{ id: string; name_key: string }>(
    'select id, name_key from tags where tenant_id = $1 and name_key = any($2::text[])',
    [tenantId, named.map(({ key }) => key)],
  )
  const changed = new Set(changes.map(({ id }) => id))
  const taken = new Set(rows.filter(({ id }) => !changed.has(id)).map((row) => row.name_key))
  for (const { key, refuse } of named) {
    if (taken.has(key)) {
      refuse(recordErrors.DUPLICATE({ field: 'name' }))
    }
    taken.add(key)
  }
}
