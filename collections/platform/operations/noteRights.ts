import { isDeepStrictEqual } from 'node:util'

import { recordAudit } from 'tenon/audit'
import type { PendingChange, RecordDoc, RuleContext } from 'tenon/plugin'

/** Notes in the audit what a change did to somebody's rights, or to those of a role. */
export function noteRights(collection: string, fields: readonly string[]) {
  return async (changes: readonly PendingChange[], { transaction }: RuleContext): Promise<void> => {
    const entries = changes.flatMap(({ after, before, id, op }) => {
      const changed = fields.filter(
        (field) => !isDeepStrictEqual(before?.[field] ?? null, after?.[field] ?? null),
      )

      return changed.length === 0
        ? []
        : [
            {
              facts: {
                after: picked(after, changed),
                before: picked(before, changed),
                collection,
                op,
              },
              kind: 'rights.changed' as const,
              subject: id,
            },
          ]
    })
    await recordAudit(transaction, ...entries)
  }
}

function picked(doc: null | RecordDoc, fields: readonly string[]): null | Record<string, unknown> {
  return doc === null
    ? null
    : Object.fromEntries(fields.map((field) => [field, doc[field] ?? null]))
}
