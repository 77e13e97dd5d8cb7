import type { HistoryEntry, RecordDoc } from '../../collection/index.ts'
import {
  allModels,
  hiddenPaths,
  levelHere,
  modelOf,
  readHistory,
  readRecords,
  recordErrors,
} from '../../collection/index.ts'
import { database } from '../../kernel/db/index.ts'
import { requireTenantScope, runUnrestricted } from '../../kernel/scope/index.ts'
import { tiesOf } from '../links/tiesOf.ts'
import type { RecordIds } from '../types.ts'
import { personModel } from '../values/personalFields.ts'

const PAGE = 200
const MAX_LIST = 200

/** A part of what is held on a person: its name, and the things of one page. */
export type PersonalPart = { items: readonly unknown[]; name: string }

/**
 * Everything held on a person that the running scope may read, part by part: the record, what belongs to
 * it, what is tied to it, its identifiers and outside ids, the mails to it and its history. What the reader's role
 * keeps back is named in `withheld`. Throws `PRIVACY_NOT_PERSONAL` and `RECORD_NOT_FOUND`.
 */
export async function* personalData(collection: string, id: string): AsyncGenerator<PersonalPart> {
  const model = personModel(collection)
  const [record] = await docsOf(collection, [id])
  if (record === undefined) {
    throw recordErrors.NOT_FOUND({})
  }
  yield { items: [record], name: 'record' }
  const { belonging, near } = await runUnrestricted(() =>
    database().transaction((transaction) => tiesOf(transaction, model, id)),
  )
  yield* readTies(belonging, 'belonging')
  yield* readTies(near, 'related')
  yield { items: await outside('identifiers', collection, id), name: 'identifiers' }
  yield { items: await outside('external_ids', collection, id), name: 'externalIds' }
  yield { items: await mailsTo(record), name: 'mails' }
  yield* readChanges(collection, id)
  yield { items: withheld(collection, [belonging, near]), name: 'withheld' }
}

async function* readTies(ties: RecordIds, part: string): AsyncGenerator<PersonalPart> {
  for (const [slug, ids] of ties) {
    const all = [...ids]
    for (let at = 0; at < all.length; at += PAGE) {
      if (levelHere(modelOf(slug), 'read') !== 'none') {
        yield { items: await docsOf(slug, all.slice(at, at + PAGE)), name: `${part}.${slug}` }
      }
    }
  }
}

async function* readChanges(collection: string, id: string): AsyncGenerator<PersonalPart> {
  let after: string | undefined
  for (;;) {
    const page = await readHistory({
      ...(after === undefined ? {} : { after }),
      collection,
      id,
      limit: MAX_LIST,
    })
    yield { items: page.docs, name: 'history' }
    const last: HistoryEntry | undefined = page.docs.at(-1)
    if (!page.hasMore || last === undefined) {
      return
    }
    after = last.id
  }
}

async function docsOf(collection: string, ids: readonly string[]): Promise<RecordDoc[]> {
  const where = { id: { in: [...ids] } }

  return (await readRecords({ collection, limit: 0, where })).docs
}

async function outside(
  table: 'external_ids' | 'identifiers',
  collection: string,
  id: string,
): Promise<unknown[]> {
  // They repeat values of fields: who may not see those gets none of them.
  if (hiddenPaths(modelOf(collection)).size > 0) {
    return []
  }
  const text = {
    external_ids: `select source, external_id as id from external_ids
      where tenant_id = $1::uuid and collection = $2 and record_id = $3::uuid order by 1, 2`,
    identifiers: `select kind, value from identifiers
      where tenant_id = $1::uuid and entity_type = $2 and entity_id = $3::uuid order by 1, 2`,
  }[table]
  const [rows = []] = await database().read([
    { text, values: [requireTenantScope().tenantId, collection, id] },
  ])

  return rows
}

/** Mails to the addresses that the reader sees; their texts may hold links that sign somebody in. */
async function mailsTo(record: RecordDoc): Promise<unknown[]> {
  const addresses = Object.values(record).filter(
    (value) => typeof value === 'string' && value.includes('@'),
  )
  const [rows = []] = await database().read([
    {
      text: `select id, to_address as "to", subject, status, created_at as "createdAt", sent_at as "sentAt"
        from mails where tenant_id = $1::uuid and lower(to_address) = any($2::text[]) order by id limit 1000`,
      values: [requireTenantScope().tenantId, addresses],
    },
  ])

  return rows
}

/** What the reader may not see: somebody with more rights has to add it. */
function withheld(collection: string, ties: readonly RecordIds[]): unknown[] {
  const slugs = new Set([collection, ...ties.flatMap((one) => [...one.keys()])])

  return allModels()
    .filter(({ slug }) => slugs.has(slug))
    .map((model) => ({
      collection: model.slug,
      fields: [...hiddenPaths(model)],
      level: levelHere(model, 'read'),
    }))
    .filter(({ fields, level }) => fields.length > 0 || level !== 'all')
}
