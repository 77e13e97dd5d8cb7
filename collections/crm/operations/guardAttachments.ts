import { readRecords } from 'tenon/collection'
import { readableTargets } from 'tenon/files'
import { accessOfUser } from 'tenon/identity'
import type { PendingChange, RuleContext } from 'tenon/plugin'

import { crmErrors } from '../errors.ts'

type Standing = { change: PendingChange; relationTo: string; value: string }

/**
 * Lets people change and remove those files alone whose record they may read. Files whose record is gone
 * may go with it. Acts of the system pass.
 */
export async function guardAttachments(
  changes: readonly PendingChange[],
  context: RuleContext,
): Promise<void> {
  const standing = changes.flatMap(standingOf)
  const { transaction, userId } = context
  if ((userId === null && context.access === undefined) || standing.length === 0) {
    return
  }
  const access = context.access ?? (await accessOfUser(transaction, userId ?? ''))
  for (const slug of new Set(standing.map(({ relationTo }) => relationTo))) {
    const here = standing.filter(({ relationTo }) => relationTo === slug)
    const ids = [...new Set(here.map(({ value }) => value))]
    const [there, readable] = [
      await idsOf(slug, ids, context),
      access === undefined
        ? new Set<string>()
        : await readableTargets(access, { collection: slug, ids }, transaction),
    ]
    for (const { change, value } of here) {
      if (there.has(value) && !readable.has(value)) {
        change.refuse(crmErrors.ATTACHMENT_FORBIDDEN({ field: 'target' }))
      }
    }
  }
}

function standingOf(change: PendingChange): Standing[] {
  const target = change.before?.['target'] as undefined | { relationTo: string; value: string }

  return target === undefined ? [] : [{ ...target, change }]
}

async function idsOf(
  collection: string,
  ids: readonly string[],
  { transaction }: RuleContext,
): Promise<Set<string>> {
  const where = { id: { in: ids } }
  const { docs } = await readRecords({ collection, limit: 0, where }, transaction)

  return new Set(docs.map(({ id }) => id))
}
