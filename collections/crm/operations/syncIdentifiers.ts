import { normalizeDomain, normalizeEmail, normalizePhone } from 'tenon/fields'
import { newId } from 'tenon/kernel'
import type { PendingChange, RecordDoc, RuleContext } from 'tenon/plugin'

type Kind = 'domain' | 'email' | 'phone'

const NORMALIZE: Record<Kind, (value: string) => string> = {
  domain: normalizeDomain,
  email: normalizeEmail,
  phone: normalizePhone,
}

/** Which fields of a collection identify a record, by kind. */
export type IdentifyingFields = Readonly<Partial<Record<Kind, readonly string[]>>>

/** Makes the effect that keeps `identifiers` in step with a collection's e-mails, phones and domains. */
export function syncIdentifiers(
  entityType: string,
  fields: IdentifyingFields,
): (changes: readonly PendingChange[], context: RuleContext) => Promise<void> {
  return async (changes, { tenantId, transaction }) => {
    const changed = changes
      .map(({ after, before, id }) => ({
        id,
        now: identifiersOf(after, fields),
        then: identifiersOf(before, fields),
      }))
      .filter(({ now, then }) => now.join('\n') !== then.join('\n'))
    const known = changed.filter(({ then }) => then.length > 0)
    if (known.length > 0) {
      await transaction.query(
        `delete from identifiers
          where tenant_id = $1 and entity_type = $2 and entity_id = any($3::uuid[])`,
        [tenantId, entityType, known.map(({ id }) => id)],
      )
    }
    const rows = changed.flatMap(({ id, now }) => now.map((one) => [id, ...one] as const))
    if (rows.length > 0) {
      await transaction.query(
        `insert into identifiers (tenant_id, id, kind, value, entity_type, entity_id)
         select $1::uuid, x.id, x.kind, x.value, $2, x.entity_id
           from unnest($3::uuid[], $4::text[], $5::text[], $6::uuid[])
             as x (id, kind, value, entity_id)`,
        [
          tenantId,
          entityType,
          rows.map(() => newId()),
          rows.map(([, kind]) => kind),
          rows.map(([, , value]) => value),
          rows.map(([id]) => id),
        ],
      )
    }
  }
}

// Records in the trash are not found by their identifiers.
function identifiersOf(
  record: null | RecordDoc,
  fields: IdentifyingFields,
): (readonly [Kind, string])[] {
  if (record === null || (record['deletedAt'] ?? null) !== null) {
    return []
  }
  const found = (['domain', 'email', 'phone'] as const).flatMap((kind) =>
    (fields[kind] ?? []).map((field) => {
      const value = record[field]

      return [kind, typeof value === 'string' ? NORMALIZE[kind](value) : ''] as const
    }),
  )
  const byKey = new Map(
    found.filter(([, value]) => value !== '').map((one) => [one.join(':'), one] as const),
  )

  return [...byKey.values()]
}
