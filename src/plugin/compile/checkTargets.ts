import type { CollectionConfig } from 'payload'

import { modelOf, readRecords, recordErrors, valueAt } from '../../collection/index.ts'
import type { CollectionRules, PendingChange, RuleContext } from '../../collection/types.ts'
import { accessOfUser } from '../../identity/index.ts'
import { requireTenantScope, runAsTenant } from '../../kernel/scope/index.ts'
import type { TargetField } from './targetFields.ts'
import { targetFields } from './targetFields.ts'

type Tie = { refuse: PendingChange['refuse']; relationTo: string; value: string }

/**
 * The kernel's rule for ties to records of several collections, which no foreign key can guard: what a
 * record is tied to exists in the tenant, is not in the trash and may be read by whoever ties it.
 */
export function checkTargets(collection: CollectionConfig, plugin: string): CollectionRules[] {
  const fields = targetFields(collection)
  if (fields.length === 0) {
    return []
  }

  return [
    {
      id: `${plugin}.checkTargets`,
      prepare: async (changes, context) => {
        for (const field of fields) {
          await checkField(field, changes, context)
        }
      },
    },
  ]
}

async function checkField(
  field: TargetField,
  changes: readonly PendingChange[],
  context: RuleContext,
): Promise<void> {
  const ties = changes.flatMap((change) => newTie(field, change))
  for (const relationTo of new Set(ties.map((tie) => tie.relationTo))) {
    const here = ties.filter((tie) => tie.relationTo === relationTo)
    const found = field.slugs.includes(relationTo)
      ? await readableIds(relationTo, [...new Set(here.map(({ value }) => value))], context)
      : new Set<string>()
    for (const { refuse, value } of here) {
      if (!found.has(value)) {
        refuse(recordErrors.RELATION_MISSING({ field: field.path }))
      }
    }
  }
}

function newTie({ path }: TargetField, { after, before, refuse }: PendingChange): Tie[] {
  const tie = partsOf(valueAt(after, path))
  const standing = partsOf(valueAt(before, path))
  const isNew = tie?.value !== standing?.value || tie?.relationTo !== standing?.relationTo

  return tie === undefined || !isNew ? [] : [{ ...tie, refuse }]
}

function partsOf(value: unknown): undefined | { relationTo: string; value: string } {
  return value !== null && typeof value === 'object'
    ? (value as { relationTo: string; value: string })
    : undefined
}

async function readableIds(
  slug: string,
  ids: readonly string[],
  context: RuleContext,
): Promise<Set<string>> {
  const { transaction, userId } = context
  const { table, trash } = modelOf(slug)
  // Held until the tie stands, so that nobody deletes the record in between.
  const standing = await transaction.query<{ id: string }>(
    `select id from ${table} where tenant_id = $1 and id = any($2::uuid[])
        ${trash ? 'and deleted_at is null' : ''} order by id for key share`,
    [context.tenantId, ids],
  )
  const held = standing.map(({ id }) => id)
  const access =
    context.access ?? (userId === null ? undefined : await accessOfUser(transaction, userId))
  if (access === undefined || held.length === 0) {
    return new Set(held)
  }
  const read = () =>
    readRecords({ collection: slug, limit: 0, where: { id: { in: held } } }, transaction)
  const { docs } = await runAsTenant({ ...requireTenantScope(), access }, read)

  return new Set(docs.map(({ id }) => id))
}
