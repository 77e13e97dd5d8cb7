import type { ChangeOp } from '../../events/index.ts'
import type { Row, Transaction } from '../../kernel/db/index.ts'
import { database } from '../../kernel/db/index.ts'
import { requireTenantScope } from '../../kernel/scope/index.ts'
import { currentAccess, visibleField } from '../access/fieldsOf.ts'
import { levelHere } from '../access/levels.ts'
import { recordErrors } from '../errors.ts'
import { isSameValue } from '../model/isSameValue.ts'
import { valueAt } from '../model/paths.ts'
import { modelOf } from '../model/registry.ts'
import { readRecords } from '../read/readRecords.ts'
import type { CollectionModel, FieldModel } from '../types.ts'
import { titlesOf } from './titlesOf.ts'
import type { FieldChange, HistoryEntry, HistoryPage } from './types.ts'

/** Changes with every change; the entry itself says when and which version. */
const BOOKKEEPING = new Set(['createdAt', 'deletedAt', 'updatedAt', 'version'])

// An update of nothing that the reader may see is no entry: even that it happened would tell something.
const PAGE = `
select id, op, actor_type, actor_id, batch_id, record_version, occurred_at, before, after
from domain_events e
where tenant_id = $1::uuid and record_id = $2::uuid and collection = $3
  and ($4::uuid is null or id < $4::uuid)
  and (
    ($6 and (op <> 'update' or before is null))
    or exists (
      select 1 from unnest($5::text[]) as p(path)
      where nullif(e.before #> string_to_array(p.path, '.'), 'null'::jsonb)
        is distinct from nullif(e.after #> string_to_array(p.path, '.'), 'null'::jsonb)
    )
  )
order by id desc limit $7`

type EventRow = Row & {
  actor_id: string | null
  actor_type: string
  after: Record<string, unknown> | null
  batch_id: string | null
  before: Record<string, unknown> | null
  id: string
  occurred_at: string
  op: ChangeOp
  record_version: number
}

/**
 * A page of the history of a record that the running scope may read, newest first, behind the entry
 * `after`; of one field if named. Fields that may not be seen are left out. A record that is gone for good
 * shows its history to administrators. Throws `RECORD_NOT_FOUND` and `RECORD_QUERY_INVALID`.
 */
export async function readHistory(args: {
  after?: string
  collection: string
  field?: string
  id: string
  limit: number
}): Promise<HistoryPage> {
  const model = modelOf(args.collection)
  const fields = fieldsAsked(model, args.field)

  return database().transaction(async (transaction) => {
    const stands = await isReadable(transaction, model, args.id)
    const rows = await transaction.query<EventRow>(PAGE, [
      requireTenantScope().tenantId,
      args.id,
      model.slug,
      args.after ?? null,
      fields.map(({ path }) => path),
      args.field === undefined,
      args.limit + 1,
    ])
    if (!stands && rows.length === 0) {
      throw recordErrors.NOT_FOUND({})
    }
    const docs = rows
      .slice(0, args.limit)
      .map((row) => entryOf(row, fields))
      .filter((entry) => entry.op !== 'update' || entry.isErased || entry.changes.length > 0)

    return {
      docs,
      hasMore: rows.length > args.limit,
      titles: await titlesOf(transaction, idsIn(docs, model)),
    }
  })
}

function fieldsAsked(model: CollectionModel, field: string | undefined): FieldModel[] {
  if (field === undefined) {
    return model.fields.filter(
      ({ path }) => !BOOKKEEPING.has(path) && visibleField(model, path) !== undefined,
    )
  }
  const found = visibleField(model, field)
  if (found === undefined) {
    throw recordErrors.QUERY_INVALID({ reason: `there is no field "${field}"` })
  }

  return [found]
}

/** True for a record that stands and may be read, false for one that is gone and may be asked about. */
async function isReadable(
  transaction: Transaction,
  model: CollectionModel,
  id: string,
): Promise<boolean> {
  const { docs } = await readRecords(
    { collection: model.slug, limit: 1, where: { id: { equals: id } } },
    transaction,
  )
  const access = currentAccess()
  const isAdmin = access === undefined || access.can('settings.manage')
  if (docs.length === 0 && !(isAdmin && levelHere(model, 'read') === 'all')) {
    throw recordErrors.NOT_FOUND({})
  }

  return docs.length > 0
}

function entryOf(row: EventRow, fields: readonly FieldModel[]): HistoryEntry {
  const isErased = (row.op === 'create' ? row.after : row.before) === null

  return {
    actor: { id: row.actor_id, type: row.actor_type },
    at: row.occurred_at,
    batchId: row.batch_id,
    changes: isErased ? [] : changesOf(row, fields),
    id: row.id,
    isErased,
    op: row.op,
    version: row.record_version,
  }
}

function changesOf({ after, before }: EventRow, fields: readonly FieldModel[]): FieldChange[] {
  return fields.flatMap((field) => {
    const from = shown(field, valueAt(before, field.path))
    const to = shown(field, valueAt(after, field.path))

    return isSameValue(field, from, to) ? [] : [{ field: field.path, from, to }]
  })
}

function shown(field: FieldModel, value: unknown): unknown {
  return field.kind === 'instant' && typeof value === 'string'
    ? new Date(value).toISOString()
    : (value ?? null)
}

/** The records that a page names, by collection. */
function idsIn(
  docs: readonly HistoryEntry[],
  model: CollectionModel,
): Map<string, ReadonlySet<string>> {
  const found = new Map<string, Set<string>>()
  const note = (slug: unknown, id: unknown) => {
    if (typeof slug === 'string' && typeof id === 'string') {
      found.set(slug, (found.get(slug) ?? new Set()).add(id))
    }
  }
  for (const { actor, changes } of docs) {
    note(actor.type === 'user' ? 'users' : undefined, actor.id)
    for (const { field, from, to } of changes) {
      const { kind, relationTo } = model.byPath.get(field) ?? {}
      for (const value of [from, to]) {
        note(
          kind === 'polymorphic' ? valueAt(value, 'relationTo') : relationTo,
          kind === 'polymorphic' ? valueAt(value, 'value') : value,
        )
      }
    }
  }

  return found
}
