import type { ChangeOp } from '../../events/index.ts'
import type { Row, Statement } from '../../kernel/db/index.ts'
import { requireTenantScope } from '../../kernel/scope/index.ts'
import { visibleField } from '../access/fieldsOf.ts'
import { recordErrors } from '../errors.ts'
import { isSameValue } from '../model/isSameValue.ts'
import { valueAt } from '../model/paths.ts'
import { modelOf } from '../model/registry.ts'
import type { CollectionModel, FieldModel } from '../types.ts'
import type { FieldChange, HistoryEntry } from './types.ts'

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

/** The page of a history that is asked for. */
export type HistoryQuery = {
  /** The id of the entry that the page begins behind. */
  after?: string
  collection: string
  /** Keeps to the changes of one field. */
  field?: string
  id: string
  limit: number
}

/**
 * Compiles a page of the history of a record for the running scope: its statement, and what makes
 * entries of the rows, with the records these name. Whether the record may be read is not asked here.
 * Throws `RECORD_QUERY_INVALID` for a field that may not be seen.
 */
export function compileHistory(args: HistoryQuery): {
  entriesOf: (rows: readonly Row[]) => {
    docs: HistoryEntry[]
    hasMore: boolean
    /** The id of the last row, an entry or not; null where there is none. */
    lastId: string | null
    named: Map<string, ReadonlySet<string>>
  }
  statement: Statement
} {
  const model = modelOf(args.collection)
  const fields = fieldsAsked(model, args.field)

  return {
    entriesOf: (rows) => {
      const found = rows.slice(0, args.limit)
      const docs = found
        .map((row) => entryOf(row as EventRow, fields))
        .filter((entry) => entry.op !== 'update' || entry.isErased || entry.changes.length > 0)

      return {
        docs,
        hasMore: rows.length > args.limit,
        lastId: (found.at(-1) as EventRow | undefined)?.id ?? null,
        named: idsIn(docs, model),
      }
    },
    statement: {
      text: PAGE,
      values: [
        requireTenantScope().tenantId,
        args.id,
        model.slug,
        args.after ?? null,
        fields.map(({ path }) => path),
        args.field === undefined,
        args.limit + 1,
      ],
    },
  }
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
