import type { CollectionModel } from '../../collection/index.ts'
import { allModels } from '../../collection/index.ts'
import type { RetentionRule } from '../../collection/index.ts'
import type { Statement } from '../../kernel/db/index.ts'
import { database } from '../../kernel/db/index.ts'
import { requireTenantScope } from '../../kernel/scope/index.ts'
import { isPerson } from '../values/personalFields.ts'

const DAY_MS = 86_400_000

/** What the rule of a collection would take if it ran now. */
export type DueRecords = RetentionRule & { before: string; collection: string; records: number }

/** The collection and rule, or undefined where the product no longer has what the rule speaks of. */
export function workableRule(
  slug: string,
  rule: RetentionRule,
): undefined | { column: string; model: CollectionModel } {
  const model = allModels().find((one) => one.slug === slug)
  const field = model?.byPath.get(rule.of)
  const isDate = field?.kind === 'date' || field?.kind === 'instant'
  const canAct =
    model !== undefined && (rule.act === 'trash' ? model.trash : isPerson(model) && model.trash)

  return field !== undefined && isDate && canAct ? { column: field.column, model } : undefined
}

/** Reads or counts the records that are past the time of a rule; those in the trash were dealt with. */
export function expiredStatement(
  what: string,
  { column, model }: { column: string; model: CollectionModel },
  page: { after: null | string; before: string; limit: null | number },
): Statement {
  return {
    text: `select ${what} from ${model.table}
      where tenant_id = $1::uuid and deleted_at is null and "${column}" < $2::timestamptz
        and ($3::uuid is null or id > $3::uuid)
      ${page.limit === null ? '' : `order by id limit ${page.limit}`}`,
    values: [requireTenantScope().tenantId, page.before, page.after],
  }
}

/** The moment before which a rule lets nothing stand. */
export function endOf({ days }: RetentionRule): string {
  return new Date(Date.now() - days * DAY_MS).toISOString()
}

/** What the retention of the running tenant would take now, by collection. */
export async function countExpired(
  rules: Readonly<Record<string, RetentionRule>>,
): Promise<DueRecords[]> {
  const due: DueRecords[] = []
  for (const [collection, rule] of sortedRules(rules)) {
    const workable = workableRule(collection, rule)
    const before = endOf(rule)
    const [rows = []] =
      workable === undefined
        ? []
        : await database().read([
            expiredStatement('count(*)::int as n', workable, { after: null, before, limit: null }),
          ])
    due.push({ ...rule, before, collection, records: Number(rows[0]?.['n'] ?? 0) })
  }

  return due
}

/** Rules in the order of their collections. */
export function sortedRules(
  rules: Readonly<Record<string, RetentionRule>>,
): [string, RetentionRule][] {
  return Object.entries(rules).toSorted(([one], [other]) => (one < other ? -1 : 1))
}
