import { database } from '../kernel/db/index.ts'
import { requireTenantScope } from '../kernel/scope/index.ts'
import type { ChangeOp } from './types.ts'

/** One change row, as far as a hint about it goes. */
export type ChangeHint = {
  collection: string
  id: string
  op: ChangeOp
  /** Who owned the record before the change; null where it was new or nobody's. */
  ownerBefore: null | string
}

/** The change rows that have been committed since a place. */
export type NewChanges = {
  changes: readonly ChangeHint[]
  /** True where there are more of them than were asked for. */
  isCut: boolean
  /** Where to go on reading. */
  place: string
}

const SNAPSHOT = /^\d{1,20}:\d{1,20}:[\d,]{0,100000}$/
const LATELY = 100

// What a snapshot did not see yet is told by the snapshot itself: a row whose transaction began earlier and
// ended later has a smaller number than rows read before, so no greatest number could say where to go on.
const SINCE = `
select
  pg_current_snapshot()::text as place,
  (
    select coalesce(json_agg(json_build_object(
      'collection', e.collection, 'id', e.record_id, 'op', e.op,
      'ownerBefore', e.before #>> string_to_array($4::jsonb ->> e.collection, '.')
    ) order by e.xid, e.id), '[]')::text
    from (
      select d.* from domain_events d
       where d.tenant_id = $1 and d.xid >= pg_snapshot_xmin($2::pg_snapshot)
         and not pg_visible_in_snapshot(d.xid, $2::pg_snapshot)
       order by d.xid, d.id
       limit $3
    ) e
  ) as changes`

const BEGIN = `
select
  pg_current_snapshot()::text as place,
  (
    select coalesce(json_agg(json_build_object(
      'collection', e.collection, 'id', e.record_id, 'op', e.op,
      'ownerBefore', e.before #>> string_to_array($2::jsonb ->> e.collection, '.')
    ) order by e.xid, e.id), '[]')::text
    from (
      select d.* from domain_events d where d.tenant_id = $1 order by d.xid desc, d.id desc limit ${LATELY}
    ) e
    where e.occurred_at > now() - make_interval(secs => $3)
  ) as changes`

/**
 * Reads the change rows of the running tenant that were committed since a place, each of them once however
 * long its transaction took; without a place, those of the last seconds. `owners` names, by collection, the
 * field of a record's owner.
 */
export async function readNewChanges(asked: {
  /** Most rows. */
  limit: number
  owners: Readonly<Record<string, string>>
  /** What an earlier read gave. */
  place?: string | undefined
  /** How far back to begin without a place. */
  seconds: number
}): Promise<NewChanges> {
  const { limit, owners, place, seconds } = asked
  const { tenantId } = requireTenantScope()
  const paths = JSON.stringify(owners)
  const isKnown = place !== undefined && SNAPSHOT.test(place)
  const [rows = []] = await database().read([
    isKnown
      ? { text: SINCE, values: [tenantId, place, limit + 1, paths] }
      : { text: BEGIN, values: [tenantId, paths, seconds] },
  ])
  const [row] = rows as { changes: string; place: string }[]
  const changes = JSON.parse(row?.changes ?? '[]') as ChangeHint[]

  return {
    changes: changes.slice(0, limit),
    isCut: changes.length > limit || (!isKnown && changes.length >= LATELY),
    place: row?.place ?? '',
  }
}
